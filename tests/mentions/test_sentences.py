"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.sentences import split_sentences

CASES = [
    ("甲国撤军。乙国欢迎。", ["甲国撤军。", "乙国欢迎。"], "a full stop ends a sentence"),
    ("甲国撤军；乙国欢迎。", ["甲国撤军；乙国欢迎。"], "a semicolon does not"),
    ("他问：“何时？”没有回答。", ["他问：“何时？”", "没有回答。"], "closing quotes belong to the sentence before"),
    ("“我们撤军。”，甲国说。完。", ["“我们撤军。”，甲国说。", "完。"], "a comma behind the quotation goes on"),
    ("声明说：“我们撤军。我们停火。”", ["声明说：“我们撤军。我们停火。”"], "no end inside a quotation"),
    ("见《报告。第一编》一书。完。", ["见《报告。第一编》一书。", "完。"], "no end inside a title"),
    ("“我们撤军。我们停火。", ["“我们撤军。", "我们停火。"], "a quotation mark without partner encloses nothing"),
    ("常驻代表\n大使", ["常驻代表", "大使"], "a paragraph ends a sentence"),
    ("真的？！甲国否认。", ["真的？！", "甲国否认。"], "several marks end one sentence"),
    ("甲国（见附件。）撤军。", ["甲国（见附件。）撤军。"], "a bracket that goes on inside the sentence"),
    (
        "甲国撤军。（会议暂停。）乙国欢迎。",
        ["甲国撤军。", "（会议暂停。）", "乙国欢迎。"],
        "a sentence of its own in brackets",
    ),
    ("  甲国。 \n\n 乙国。", ["甲国。", "乙国。"], "blanks around a sentence are not part of it"),
    ("", [], "nothing in nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_sentences(text: str, expected: list[str], why: str) -> None:
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected, why


@given(st.text(alphabet="甲乙。！？“”《》（）\n ；", max_size=40))
def test_sentences_cover_all_but_blanks(text: str) -> None:
    spans = split_sentences(text)
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
