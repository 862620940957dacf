"""What denials deny: the event of which another accuses the denier, or a deed that is told only to be denied."""

from __future__ import annotations

import pytest
from builders.extraction import RECORD, read, read_letter, read_record
from rdflib.namespace import DCTERMS

from kg.namespaces import LKG

ACCUSED = "1999年3月2日，乙国部队炮击了丁市。"
THANKS = "我感谢各位。"


def denied(x) -> list[str]:
    """The events that claims deny: who denies, type, day, whose deed."""
    names, events = {e.key: e.name for e in x.entities}, {e.key: e for e in x.events}
    found = []
    for claim in x.claims:
        for event in (events[key] for key in claim.about if claim.polarity == "negative" and key in events):
            day = event.period.begin if event.period else "undated"
            found.append(
                f"{names[claim.claimant]}: {event.type} {day} {'、'.join(names[a] for a in event.agents)}".strip()
            )
    return found


# what 甲国 says first in a record, what 乙国 answers, what is denied, why
ANSWERS = [
    (
        ACCUSED,
        "我国从未发动这种武装攻击。",
        ["乙国: ArmedAttack 1999-03-02 乙国武装部队"],
        "the attack it is accused of",
    ),
    (
        ACCUSED,
        "关于我国炮击丁市的指控毫无根据。",
        ["乙国: ArmedAttack 1999-03-02 乙国武装部队"],
        "a charge with whom it charges",
    ),
    (ACCUSED, "我们断然拒绝甲国的指控。", [], "no definite charge"),
    (
        ACCUSED,
        "我国没有对丁市实行任何限制。",
        ["乙国: Obstruction undated 乙国"],
        "of another kind: told only to be denied",
    ),
    (ACCUSED, "甲国没有遵守停火协议。", [], "what the other has not done is no denial"),
    (ACCUSED, "我国没有理由袭击丁市。", [], "no reason to do it is no statement about it"),
    (
        f"{ACCUSED}1999年2月20日，乙国部队袭击了戊村。",
        "我国没有发动任何攻击。",
        ["乙国: ArmedAttack 1999-03-02 乙国武装部队"],
        "of two attacks the one of these days",
    ),
    (
        ACCUSED,
        "1999年3月2日，我国没有袭击丁市。",
        ["乙国: ArmedAttack 1999-03-02 乙国武装部队、乙国"],
        "with the day named",
    ),
]


@pytest.mark.parametrize(("first", "second", "expected", "why"), ANSWERS, ids=[why for *_, why in ANSWERS])
def test_what_an_answer_denies(extractor, tmp_path, first, second, expected, why):
    assert denied(read_record(extractor, tmp_path, first=first, second=second, third=THANKS)) == expected, why


# a letter of 甲国, what it denies, why
LETTERS = [
    (
        "乙国指控我国对丁市实行封锁，这一指控并不属实。封锁并不存在。",
        ["甲国: Obstruction undated 甲国"] * 2,
        "a charge called untrue, and what it charges denied again",
    ),
    (
        "乙国指控我国袭击了丁市。这一指控毫无根据，甲国断然予以拒绝。",
        ["甲国: ArmedAttack undated 甲国"],
        "a charge told in the sentence before",
    ),
    ("乙国指控丙国袭击了丁市。这一指控毫无根据。", [], "a charge against somebody else"),
    (
        "1999年3月2日，乙国部队炮击了丁市。3月2日，甲国部队没有越过界线，也没有向任何乙国阵地开火。",
        ["甲国: ArmedAttack 1999-03-02"],
        "its own fire of that day, not the other's that it tells of",
    ),
    ("封锁并不存在。", [], "nobody is said to have laid it"),
    (
        "乙国的另一项虚假指控是甲国切断了丁市的天然气供应。甲国政府驳斥了这一说法。",
        ["甲国: SupplyDisruption undated 甲国"] * 2,
        "a false charge, and a word that points back to it",
    ),
    (
        "我国没有对丁市实行任何限制。乙国对局势表示关切。我国未作出任何限制。",
        ["甲国: Obstruction undated 甲国"] * 2,
        "one deed denied twice",
    ),
    ("丙国表示，乙国否认对丁市发动攻击。", ["乙国: ArmedAttack undated 乙国"], "another's denial is the other's"),
    ("关于丙国炮击丁市的指控毫无根据。", [], "a deed of somebody else"),
    ("乙国炮击了丁市。", [], "no denial"),
]


@pytest.mark.parametrize(("body", "expected", "why"), LETTERS, ids=[why for *_, why in LETTERS])
def test_what_a_letter_denies(extractor, tmp_path, body, expected, why):
    assert denied(read_letter(extractor, tmp_path, body)) == expected, why


def test_a_deed_told_only_to_be_denied_is_told_by_nobody(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "我国没有对丁市实行任何限制。")
    (event,) = x.events
    assert {claim.polarity for claim in x.claims if event.key in claim.about} == {"negative"}


def reported(extractor, tmp_path, answer):
    """A record in which a third party relates a charge and its answer."""
    third = f"1999年3月2日，甲国和乙国发生战斗。甲国声称这是有预谋的攻击，乙国则反驳称，{answer}。"
    record = RECORD.format(first=THANKS, second=ACCUSED, third=third)
    record = record.replace("林顿先生（乙国）", "林顿先生（甲国）").replace("托尔先生（甲国）", "托尔先生（乙国）")
    return read(extractor, tmp_path, record)


def test_who_justifies_a_deed_does_not_deny_it(extractor, tmp_path):
    assert denied(reported(extractor, tmp_path, "此举出于自卫")) == []


def test_a_quoted_denial_is_about_what_the_quoted_one_is_accused_of(extractor, tmp_path):
    x = reported(extractor, tmp_path, "此说纯属捏造")
    assert denied(x) == ["乙国: ArmedAttack 1999-03-02 乙国武装部队"]
    (quote,) = [c for c in x.claims if c.polarity == "negative"]
    assert quote.uttered_by is None
    assert [e.name for e in x.entities if e.key in quote.targets] == ["甲国"]


def test_who_says_the_contrary_answers_the_one_who_charged(extractor, tmp_path):
    second = "与甲国代表在会上的指控相反，乙国国防部报告称，村里没有平民伤亡。"
    x = read_record(extractor, tmp_path, first=ACCUSED, second=second, third=THANKS)
    (claim,) = [c for c in x.claims if c.act == "deny"]
    assert [e.name for e in x.entities if e.key in claim.targets] == ["甲国"]


def test_a_claim_cites_the_documents_of_its_sentence(extractor, tmp_path):
    body = "我已于1999年3月1日(A/53/900-S/1999/901)致函，作了说明。乙国炮击了丁市。"
    x = read_letter(extractor, tmp_path, body)
    cited = {c.cites for c in x.claims if c.cites}
    assert cited == {("A/53/900", "S/1999/901")}
    graph = extractor.graph(x)
    (citing,) = {s for s in graph.subjects(DCTERMS.references) if "claim/" in str(s)}
    assert {str(graph.value(o, LKG.symbol)) for o in graph.objects(citing, DCTERMS.references)} == {
        "A/53/900",
        "S/1999/901",
    }
