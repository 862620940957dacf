"""Status words beside the names of places: which rule fires on which words, and which mentions get its status."""

from __future__ import annotations

import pytest
from builders.extraction import read_letter

from kg.claims.place_status import place_statuses
from kg.knowledge.sentence_rules import Rules, load_rules
from kg.model.document import Part, PartKind
from kg.model.extraction import Entity
from kg.model.mention import Evidence, Kind
from kg.model.text import Span, Text
from kg.namespaces import LKG, OA
from kg.resources import shipped


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules(shipped("ontology") / "rules" / "claims")


def found(rules: Rules, words: str, **names: Kind) -> dict[str, tuple[str, ...]]:
    """The status of each name in the words that has one."""
    part = Part(order=0, kind=PartKind.SPEECH, text=Text(words, tuple(range(len(words)))))
    entities = [
        Entity(
            key=f"place/{name}",
            kind=kind,
            name=name,
            evidence=(Evidence(part=0, span=Span(words.index(name), words.index(name) + len(name)), rule="lexicon"),),
        )
        for name, kind in names.items()
    ]
    statuses = place_statuses([part], entities, rules)
    return {part.text.slice(status.evidence.span): status.notations for status in statuses}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("收复被占领的丁市", ("occupied",)),
        ("乙国占领丁市", ()),
        ("有争议的丁市", ("disputed",)),
        ("在解放后的丁市", ("liberated",)),
        ("在原丁市居民中", ("former",)),
        ("“丁市”问题", ("marked",)),
        ("丁市的居民", ()),
        ("甲国说：“丁市平静”", ("cited",)),
        ("“丁市”平静", ("marked",)),
        ("“和平”在丁市是“谎言”", ()),
    ],
)
def test_status_words_stand_beside_a_name(rules: Rules, words: str, expected: tuple[str, ...]) -> None:
    assert found(rules, words, 丁市=Kind.PLACE).get("丁市", ()) == expected


def test_status_words_reach_all_names_of_a_list_and_no_further(rules: Rules) -> None:
    words = "被占领的丁市和戊村以及己地区，还有庚市"
    statuses = found(rules, words, 丁市=Kind.PLACE, 戊村=Kind.PLACE, 庚市=Kind.PLACE)
    assert statuses == {"丁市": ("occupied",), "戊村": ("occupied",)}


def test_the_longer_of_two_names_counts(rules: Rules) -> None:
    words = "被占领的丁市地区"
    assert found(rules, words, 丁市=Kind.PLACE, 丁市地区=Kind.PLACE) == {"丁市地区": ("occupied",)}


def test_a_state_between_is_seen_and_gets_no_status_of_its_own(rules: Rules) -> None:
    words = "在被占领的乙国丁市；“乙国”"
    assert found(rules, words, 乙国=Kind.STATE, 丁市=Kind.PLACE) == {"丁市": ("occupied",)}


def test_the_graph_says_the_status_where_the_name_is_mentioned_whatever_the_breaks_of_lines(extractor, tmp_path):
    lines = "    乙国部队于1999年3月2日再次违反停火协定，\n甲国要求乙国部队立即撤出并且不再返回仍然被占领\n的丁市。"
    body = "\n".join([lines] * 3)
    graph = extractor.graph(read_letter(extractor, tmp_path, body))
    marked = {
        (str(words), str(concept).rpartition("/")[2])
        for mention, concept in graph.subject_objects(LKG.status)
        for selector in graph.objects(mention, OA.hasSelector)
        for words in graph.objects(selector, OA.exact)
    }
    assert marked == {("丁市", "occupied")}
