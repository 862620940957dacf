"""The measure of how often rules are right: on a small graph with an annotation made by hand."""

from __future__ import annotations

from types import ModuleType

import pytest
import yaml
from builders.scripts import script
from builders.small import LETTER, SMALL
from rdflib import Dataset, Literal, URIRef

WORDS = "1999年3月1日，乙国军队向丁市开火，造成甲国2名军人死亡、至少5名平民受伤。"
GOLD = {
    "document": {"scope": None},
    "entities": [
        {"id": "a", "type": "State", "name": "甲国"},
        {"id": "b", "type": "Organization", "name": "乙国"},
        {"id": "ding", "type": "Place", "name": "丁市"},
    ],
    "acts": [{"s": "1.s2", "act": "accuse", "by": "a"}],
    "events": [{"id": "e", "type": "ArmedAttack", "start": "1999-03-01", "end": "1999-03-01", "sentences": ["1.s2"]}],
    "casualties": [{"s": "1.s2", "kind": "killed", "number": 2, "bound": "exact"}],
}


@pytest.fixture(scope="module")
def precision() -> ModuleType:
    return script("benchmarks/precision.py")


@pytest.mark.parametrize(
    ("right", "found", "low", "high"),
    [(5, 10, 0.237, 0.763), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilsons_interval(precision, right, found, low, high):
    assert precision.wilson(right, found) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1999", "1999", ("1999-01-01", "1999-12-31")),
        ("2000-02", "2000-02", ("2000-02-01", "2000-02-29")),
        ("1999-03-01", None, ("1999-03-01", "")),
    ],
)
def test_days_of_an_annotated_event(precision, start, end, expected):
    assert precision.days({"start": start, "end": end}) == expected


def test_what_the_annotation_has_is_right(precision, tmp_path):
    (tmp_path / "1.yaml").write_text(yaml.safe_dump(GOLD, allow_unicode=True), encoding="utf-8")
    before = "1999年3月5日甲国常驻代表给主席的信"
    rows = f"1.s1\t{before}\n1.s2\t甲国外交部指出，{WORDS}\n1.s3\t乙国违反了1998年停火协定。\n"
    (tmp_path / "1.sentences.tsv").write_text(rows, encoding="utf-8")
    graph = Dataset(default_union=True)
    graph.parse(SMALL, format="trig")
    told = precision.Told(graph, URIRef(LETTER), precision.Annotation(tmp_path / "1.yaml"))
    judged = {(j.section, j.rule, j.right) for judge in precision.JUDGES for j in judge(told)}
    assert {
        ("claims", "accuse-fire", True),
        ("events", "attack-fire", True),
        ("casualties", "killed", True),
        ("casualties", "injured", False),
        ("names", "lexicon", True),
        ("names", "lexicon", False),
    } <= judged
    assert ("compliance", "violates", True) not in judged


def test_the_table_tells_the_letters_from_what_is_elsewhere(precision):
    judged = [precision.Judged("claims", "often", number > 0, "letters") for number in range(8)]
    judged += [precision.Judged("claims", "often", right, "fragments") for right in (True, False)]
    judged += [precision.Judged("claims", "seldom", True, "documents")]
    judged += [precision.Judged("names", "lexicon", True, "letters")]
    lines = list(precision.table(judged, {"often": "ActRule", "seldom": "ActRule"}))
    assert "| claims | ActRule | 7 of 8 | 1 of 1 | 1 of 2 | 0.67 | 0.21 to 0.94 |" in lines
    assert "| claims | often | 7 of 8 |  | 1 of 2 | 0.50 | 0.09 to 0.91 |" in lines
    assert "| names | `lexicon` | 1 of 1 |  |  |  |  |" in lines
    assert not any("seldom" in line for line in lines)


def test_rules_with_few_finds_are_listed_where_most_are_wrong_elsewhere(precision):
    judged = [precision.Judged("events", "wrong", False, "fragments"), precision.Judged("events", "wrong", True)]
    judged += [precision.Judged("events", "right", True, "fragments")]
    lines = list(precision.table(judged, {"wrong": "EventRule", "right": "EventRule"}))
    assert "- events: wrong, 0 of 1" in lines
    assert not any("right, " in line for line in lines)


def test_an_act_of_a_joint_letter_is_judged_once_for_all_who_sign_it(precision, tmp_path):
    (tmp_path / "1.yaml").write_text(yaml.safe_dump(GOLD, allow_unicode=True), encoding="utf-8")
    (tmp_path / "1.sentences.tsv").write_text(f"1.s1\t第一段\n1.s2\t甲国外交部指出，{WORDS}\n", encoding="utf-8")
    graph = Dataset(default_union=True)
    graph.parse(SMALL, format="trig")
    letter, other = URIRef(LETTER), URIRef("https://w3id.org/letterkg/id/actor/other")
    mention = next(graph.subjects(precision.LKG.ruleFired, Literal("accuse-fire")))
    (claim,) = graph.subjects(precision.GAF.denotedBy, mention)
    graph.add((other, precision.SKOS.prefLabel, Literal("丙国")))
    for predicate, value in list(graph.predicate_objects(claim)):
        graph.add((URIRef(f"{claim}-1"), predicate, other if predicate == precision.LKG.claimant else value))

    def judged():
        told = precision.Told(graph, letter, precision.Annotation(tmp_path / "1.yaml"))
        return sorted(j.right for j in precision.judge_claims(told) if j.rule == "accuse-fire")

    assert judged() == [False, True]
    for signatory in (other, graph.value(claim, precision.LKG.claimant)):
        graph.add((letter, precision.LKG.onBehalfOf, signatory))
    assert judged() == [True]
