"""A document's mentions: they lie where they say, and names that it makes known are found wherever it uses them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from builders.examples import examples
from builders.knowledge import finder
from builders.pieces import PIECES
from builders.places import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.document import annotate
from kg.mentions.masking import mask
from kg.mentions.ner.models import NONE, NameModel
from kg.mentions.ner.runs import Proposal
from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.mention import Annotated, Kind
from kg.model.text import Source, Span, Text


def document(*texts: str, speaker: str | None = None) -> Document:
    parts = tuple(
        Part(order=i, kind=PartKind.SPEECH, text=_text(words), speaker=_text(speaker) if speaker and i == 0 else None)
        for i, words in enumerate(texts)
    )
    return Document(source=Source(path=Path("x"), characters="", sha256=""), kind=DocumentKind.OTHER, parts=parts)


def _text(words: str) -> Text:
    return Text(words, tuple(range(len(words))))


def persons(annotated: Annotated) -> list[str]:
    return [m.surface for m in annotated.mentions if m.kind is Kind.PERSON]


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_mentions_slice_to_their_surface_in_order(text: str) -> None:
    (item,) = annotate(finder(NONE), document(text))
    spans = [m.span for m in item.mentions]
    assert [text[m.span.start : m.span.end] for m in item.mentions] == [m.surface for m in item.mentions]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for m in item.mentions for s in m.slots.values())


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    (item,) = annotate(finder(NONE), document(text))
    assert all(text[m.span.start : m.span.end] == m.surface for m in item.mentions)


KNOWN = [
    (["米罗·塔尔恰先生发言。", "塔尔恰指出"], None, ["塔尔恰"], "a surname after the full name"),
    (["我感谢各位。", "涅尔贾指出"], "涅尔贾先生", ["涅尔贾"], "a speaker's name"),
    (["甲国撤军。", "塔尔恰指出"], None, [], "a surname that nothing made known"),
]


@pytest.mark.parametrize(("texts", "speaker", "expected", "why"), KNOWN, ids=[case[3] for case in KNOWN])
def test_names_that_the_document_makes_known(
    texts: list[str], speaker: str | None, expected: list[str], why: str
) -> None:
    assert persons(annotate(finder(NONE), document(*texts, speaker=speaker))[1]) == expected, why


def test_an_abbreviation_is_known_after_its_definition() -> None:
    first, second = annotate(finder(NONE), document("甲乙联盟（甲盟）成立。", "甲盟宣布"))
    assert [m.entries for m in second.mentions] == [("actor/example-alliance",)]
    assert [m.rule for m in first.mentions] == ["body-with-its-abbreviation"]


def test_the_model_is_asked_once_for_each_text_of_a_document() -> None:
    asked: list[tuple[str, ...]] = []

    def propose(texts: Sequence[str]) -> tuple[tuple[Proposal, ...], ...]:
        asked.append(tuple(texts))
        return ((),) * len(texts)

    read_by = replace(finder(NONE), model=NameModel(version="", propose=propose))
    annotate(read_by, document("甲国代表发言。", "乙国代表发言。", "甲国代表发言。", speaker="托尔先生"))
    assert [sorted(texts) for texts in asked] == [sorted(["甲国代表发言。", "乙国代表发言。", "托尔先生"])]


def test_a_sentence_is_masked_once_for_all_who_read_it() -> None:
    (item,) = annotate(finder(NONE), document("甲国代表发言。乙国部队开火。"))
    first, second = item.sentences
    assert mask(item, first) is mask(item, first)
    assert mask(item, first) == mask(replace(item), first)
    skipped = mask(item, first, 2)
    assert (skipped.span(0, -1), mask(item, first).span(0, -1)) == (Span(2, first.span.end), first.span)
    assert mask(item, second).sentence == second
    assert mask(replace(item, mentions=()), first).mentions == {}


def test_names_are_found_without_spacy() -> None:
    code = (
        "import sys; from kg.pipeline.extractor import Extractor; from pathlib import Path; extractor = Extractor();"
        "extractor.extract(extractor.read(Path(sys.argv[1]))); sys.exit('spacy' in sys.modules)"
    )
    letter = next(iter(sorted((ROOT / "specimens").glob("*.txt"))))
    assert subprocess.run([sys.executable, "-c", code, str(letter)], cwd=ROOT, check=False).returncode == 0
