"""What words that point stand for: a table of references over one invented part, and which two states it is about."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kg.linking.anaphor import NEAR, Anaphor
from kg.linking.anaphora import refer
from kg.linking.parties import find_parties
from kg.model.document import Part, PartKind
from kg.model.extraction import Voice
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Span, Text

A, B, C, GROUP = "actor/a", "actor/b", "actor/c", "actor/group"
PERSON, OTHER_PERSON = "actor/minister", "actor/envoy"
KEYS = {"甲": A, "乙": B, "丙": C, "众": GROUP, "部": PERSON, "使": OTHER_PERSON}
KINDS = dict.fromkeys("甲乙丙", Kind.STATE) | {"众": Kind.GROUP} | dict.fromkeys("部使", Kind.PERSON)
BODY, OTHER_BODY = "actor/council", "actor/committee"
BODIES = {BODY: ("甲国理事会", "理事会"), OTHER_BODY: ("乙国委员会",)}


def annotated(words: str) -> Annotated:
    """A part whose actors are single signs, whose sentences end with a full stop, and which ends with an anaphor.

    The anaphors before stand for nothing yet.
    """
    mentions = [
        Mention(span=Span(at, at + 1), surface=sign, kind=KINDS.get(sign, Kind.ANAPHOR), rule="test")
        for at, sign in enumerate(words)
        if sign in KEYS or sign == "指"
    ]
    ends = [0, *(at + 1 for at, sign in enumerate(words) if sign == "。"), len(words)]
    spans = [Span(start, end) for start, end in pairwise(ends) if start < end]
    part = Part(order=0, kind=PartKind.BODY, text=Text(words, tuple(range(len(words)))))
    return Annotated(
        part=part, sentences=tuple(Sentence(part=0, span=span) for span in spans), mentions=tuple(mentions)
    )


def keys_of(item: Annotated) -> dict[tuple[int, Span], tuple[str, ...]]:
    return {(0, m.span): (KEYS[m.surface],) for m in item.mentions if m.surface in KEYS}


def anaphor(words: str, voice: Voice, parties: tuple[str, ...] = (), surface: str = "指") -> Anaphor:
    item = annotated(words)
    mention = Mention(span=item.mentions[-1].span, surface=surface, kind=Kind.ANAPHOR, rule="test")
    return Anaphor(
        item=item,
        mention=mention,
        voice=voice,
        parties=parties,
        keys=keys_of(item),
        owners={},
        kind={key: KINDS[sign] for sign, key in KEYS.items()}.get,
        bodies=BODIES,
    )


OF_A = Voice(part=0, claimant=A, speaks_for=(A,))
OF_BOTH = Voice(part=0, claimant=A, speaks_for=(A, B))
CASES = [
    ("speaker", "指", OF_A, (), (A,), "the claimant"),
    ("speaker", "指", OF_BOTH, (), (A, B), "all of a joint letter"),
    ("parties", "丙指", OF_A, (A, B), (A, B), "those of the document, whoever is named"),
    ("both-parties", "甲丙指", OF_A, (A, B), (A, C), "the two of its own sentence come first"),
    ("both-parties", "丙。指", OF_A, (A, B), (A, B), "then those of the document"),
    ("both-parties", "乙丙。指", OF_A, (), (B, C), "then two just before, the speaker aside"),
    ("both-parties", "乙。指", OF_BOTH, (), (A, B), "then the two of a joint letter"),
    ("both-parties", "甲乙丙。指", Voice(part=0), (), (), "none of three"),
    ("they", "乙和丙。指", OF_A, (), (B, C), "two in one list of the sentence before"),
    ("they", "乙丙。。指", OF_A, (), (), "not of an earlier one"),
    ("people", "乙丙指", OF_A, (A, B), (), "states by their names are no people"),
    ("people", "众乙丙指", OF_A, (A, B), (GROUP,), "the group of the sentence"),
    ("people", "众指指", OF_A, (), (), "not where sides are spoken of after it, whoever they are"),
    ("people", "众。指", OF_A, (), (GROUP,), "else the only one of the sentence before"),
    ("person", "部甲。指", OF_A, (), (PERSON,), "the person of the sentence before"),
    ("person", "部甲使。指", OF_A, (), (PERSON,), "of two, the one with whom the sentence begins"),
    ("person", "甲部使。指", OF_A, (), (PERSON,), "or begins but for the speaker"),
    ("person", "乙部。指", OF_A, (), (), "not one of whom it is not"),
    ("person", "指部。指", OF_A, (), (), "nor where it is open of whom it is"),
    ("person", "部。甲使指", OF_A, (), (OTHER_PERSON,), "one of its own sentence first"),
    ("person", "部。甲。指", OF_A, (), (), "not of an earlier one"),
    ("person", "甲。指", OF_A, (), (), "no state"),
    ("other-party", "指", OF_A, (A, B), (B,), "the other one"),
    ("other-party", "乙。指", OF_A, (), (B,), "the only other one named"),
    ("other-party", "乙丙。指", OF_A, (), (), "either of two"),
    ("accused", "乙。指", OF_A, (), (), "only one of the two that the document is about"),
    ("accused", "指", OF_A, (A, B), (B,), "the other one of them"),
    ("person", "部指", Voice(part=0, speaker=PERSON), (), (), "the speaker, named where the speech begins, is not he"),
    ("last-state", "乙。丙甲指", OF_A, (), (C,), "no speaker calls the own state so"),
    ("last-state", "乙丙指", OF_A, (), (), "its sentence names two of whom either may be meant"),
    ("last-state", "丙。乙\n指", OF_A, (), (), "in the paragraph before two are named"),
    ("last-state", "甲乙\n指", OF_A, (), (B,), "in the paragraph before only one other is named"),
    ("last-state", "乙" + "。" * (NEAR + 1) + "指", OF_A, (), (), "too far"),
    ("unheard-of", "乙指", OF_A, (A, B), (), "a reference that nobody knows"),
    (None, "乙指", OF_A, (A, B), (), "no reference"),
]


@pytest.mark.parametrize(("reference", "words", "voice", "parties", "expected", "why"), CASES)
def test_what_words_that_point_stand_for(reference, words, voice, parties, expected, why):
    assert refer(reference, anaphor(words, voice, parties)) == expected, why


def test_people_are_those_of_the_sides_spoken_of_in_the_sentence_before():
    words = "指。指"
    pointing = anaphor(words, OF_A)
    known = replace(pointing, keys={(0, Span(0, 1)): (A, B)})
    assert refer("people", pointing) == ()
    assert refer("people", known) == (A, B)


@pytest.mark.parametrize(
    ("surface", "claimant", "expected", "why"),
    [
        ("理事会", A, (BODY,), "the only body called so"),
        ("会", OTHER_BODY, (OTHER_BODY,), "of two, the one that speaks"),
        ("会", A, (), "either of two"),
        ("法院", A, (), "none called so"),
    ],
)
def test_short_forms(surface, claimant, expected, why):
    assert refer("short-form", anaphor("指", Voice(part=0, claimant=claimant), surface=surface)) == expected, why


def test_the_word_for_a_kind_of_body_means_the_only_one_of_that_kind():
    mission = replace(anaphor("指", OF_A, surface="机关"), noun="理事会")
    assert refer("short-form", mission) == (BODY,)
    assert refer("short-form", replace(mission, noun="会")) == ()


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("甲甲甲乙乙乙丙", (A, B), "two stand out"),
        ("乙乙乙甲甲甲", (A, B), "in order of their keys"),
        ("甲甲甲乙乙乙丙丙", (), "the third is named too often"),
        ("甲甲甲乙乙", (), "the second is named too seldom"),
        ("甲甲甲", (), "only one"),
        ("", (), "none"),
    ],
)
def test_the_two_states_that_a_document_is_about(words, expected, why):
    item = annotated(words)
    assert find_parties([item], keys_of(item), lambda key: key in KEYS.values()) == expected, why


def test_he_is_nobody_of_a_title_or_of_the_speakers_side(extractor, tmp_path):
    path = tmp_path / "document.txt"
    words = "1999年3月9日秘鲁常驻联合国代表给安全理事会主席的信\n\n他当时说：“我们没有开火。”\n"
    path.write_text(words, encoding="utf-8")
    found = extractor.extract(extractor.read(path))
    assert {claim.claimant for claim in found.claims} <= {"actor/peru"}
