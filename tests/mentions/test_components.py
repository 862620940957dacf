"""The pipeline: mentions that lie where they say, words that cut no name, and names that a document makes known."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.knowledge.lexicon import load_lexicon
from kg.mentions.components import MENTIONS, annotate, make_nlp, mentions
from kg.mentions.ner.models import NONE
from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.mention import Annotated, Kind
from kg.model.text import Source, Text

LEXICON = load_lexicon(placeholders=True)
NLP = make_nlp(LEXICON, NONE)
PIECES = st.sampled_from([
    "甲国", "乙国", "丁市", "外交部长", "杰隆·巴尔托夫", "先生", "（签名）", "《", "》", "第822（1993）号决议", "，",
    "。", "2099年1月2日", "至少3名", "的", "和", "三方声明", "S/2099/1", "武装部队", "Xyz", "·", "“", "”", "联合国",
    "秘书长", "\n", " ",
])  # fmt: skip


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


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_mentions_slice_to_their_surface_in_order(text: str) -> None:
    (item,) = annotate(NLP, document(text))
    spans = [m.span for m in item.mentions]
    assert [text[m.span.start : m.span.end] for m in item.mentions] == [m.surface for m in item.mentions]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for m in item.mentions for s in m.slots.values())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    (item,) = annotate(NLP, document(text))
    assert all(text[m.span.start : m.span.end] == m.surface for m in item.mentions)


def test_words_cut_no_name() -> None:
    doc = NLP("甲国外交部长杰隆·巴尔托夫致函联合国。乙国欢迎。")
    borders = {token.idx for token in doc} | {len(doc.text)}
    assert doc.text == "甲国外交部长杰隆·巴尔托夫致函联合国。乙国欢迎。"
    assert {b for m in mentions(doc) for b in (m.span.start, m.span.end)} <= borders
    assert [span.text for span in doc.spans[MENTIONS]] == [m.surface for m in mentions(doc)]
    assert [span.label_ for span in doc.spans[MENTIONS]] == ["Person", "Organization", "State"]
    assert doc.spans[MENTIONS][2]._.entries == ("actor/example-b",)
    assert [sentence.text for sentence in doc.sents][-1] == "乙国欢迎。"


def test_pipe_gives_what_single_calls_give() -> None:
    texts = ["甲国撤军。", "", "乙国外交部长欢迎。"]
    assert [mentions(doc) for doc in NLP.pipe(texts)] == [mentions(NLP(text)) for text in texts]


def test_names_are_the_same_however_words_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "甲国外交部长杰隆·巴尔托夫在丁市会见联合国秘书长。"
    other = make_nlp(LEXICON, NONE)
    words = [text[i : i + 3] for i in range(0, len(text), 3)]
    monkeypatch.setattr(other, "tokenizer", lambda t: Doc(other.vocab, words=words, spaces=[False] * len(words)))
    doc = other(text)
    assert mentions(doc) == mentions(NLP(text))
    assert len(doc) > len(words)


KNOWN = [
    (["米罗·塔尔恰先生发言。", "塔尔恰指出"], None, ["塔尔恰"], "a surname after the full name"),
    (["我感谢各位。", "涅尔贾指出"], "涅尔贾先生", ["涅尔贾"], "a speaker's name"),
    (["甲国撤军。", "塔尔恰指出"], None, [], "a surname that nothing made known"),
]


@pytest.mark.parametrize(("texts", "speaker", "expected", "why"), KNOWN, ids=[case[3] for case in KNOWN])
def test_names_that_the_document_makes_known(
    texts: list[str], speaker: str | None, expected: list[str], why: str
) -> None:
    assert persons(annotate(NLP, document(*texts, speaker=speaker))[1]) == expected, why


def test_an_abbreviation_is_known_after_its_definition() -> None:
    first, second = annotate(NLP, document("甲乙联盟（甲盟）成立。", "甲盟宣布"))
    assert [m.entries for m in second.mentions] == [("actor/example-alliance",)]
    assert [m.rule for m in first.mentions] == ["body-with-its-abbreviation"]


def test_config_is_plain_and_names_every_component() -> None:
    assert NLP.pipe_names == [
        "letterkg_sentences", "letterkg_names", "letterkg_dates", "letterkg_counts", "letterkg_patterns"
    ]  # fmt: skip
    assert NLP.config["components"]["letterkg_names"]["factory"] == "letterkg_names"
    assert NLP.config.to_str()
