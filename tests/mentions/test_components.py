"""The component of spaCy pipelines: it finds what the finder finds, and words cut no name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from builders.examples import examples
from builders.knowledge import finder
from builders.pieces import PIECES
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions.components import COMPONENT, MENTIONS, make_nlp, mentions
from kg.mentions.ner.models import NONE
from kg.resources import shipped

SPECIMENS = Path(__file__).parents[2] / "specimens"
FOLDERS = (shipped("ontology") / "examples",)


@cache
def pipeline() -> Language:
    return make_nlp(FOLDERS, NONE)


def test_words_cut_no_name() -> None:
    doc = pipeline()("甲国外交部长杰隆·巴尔托夫致函联合国。乙国欢迎。")
    borders = {token.idx for token in doc} | {len(doc.text)}
    assert doc.text == "甲国外交部长杰隆·巴尔托夫致函联合国。乙国欢迎。"
    assert {b for m in mentions(doc) for b in (m.span.start, m.span.end)} <= borders
    assert [span.text for span in doc.spans[MENTIONS]] == [m.surface for m in mentions(doc)]
    assert [span.label_ for span in doc.spans[MENTIONS]] == ["Person", "Organization", "State"]
    assert doc.spans[MENTIONS][2]._.mention.entries == ("actor/example-b",)
    assert [sentence.text for sentence in doc.sents][-1] == "乙国欢迎。"


def test_pipe_gives_what_single_calls_give() -> None:
    texts = ["甲国撤军。", "", "乙国外交部长欢迎。"]
    assert [mentions(doc) for doc in pipeline().pipe(texts)] == [mentions(pipeline()(text)) for text in texts]


def test_names_are_the_same_however_words_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "甲国外交部长杰隆·巴尔托夫在丁市会见联合国秘书长。"
    other = make_nlp(FOLDERS, NONE)
    words = [text[i : i + 3] for i in range(0, len(text), 3)]
    monkeypatch.setattr(other, "tokenizer", lambda t: Doc(other.vocab, words=words, spaces=[False] * len(words)))
    doc = other(text)
    assert mentions(doc) == mentions(pipeline()(text))
    assert len(doc) > len(words)


def test_config_is_plain_and_names_every_component() -> None:
    assert pipeline().pipe_names == [COMPONENT]
    assert pipeline().config["components"][COMPONENT] == {"factory": COMPONENT, "folders": [str(FOLDERS[0])]}
    assert pipeline().config.to_str()


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_pipeline_finds_what_the_finder_finds(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text
    assert mentions(doc) == finder(NONE).mentions(text)
    assert [span.text for span in doc.spans[MENTIONS]] == [m.surface for m in finder(NONE).mentions(text)]


def test_with_a_model_too_the_pipeline_finds_what_the_finder_finds() -> None:
    nlp = make_nlp(FOLDERS)
    for path in sorted(SPECIMENS.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert mentions(nlp(text)) == finder().mentions(text), path


def test_display_shows_the_mentions() -> None:
    html = displacy.render(
        pipeline()("甲国外交部长致函联合国。"), style="span", options={"spans_key": MENTIONS}, page=False
    )
    assert "Organization" in html
