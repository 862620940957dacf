"""What a masked sentence leaves out, and that its places in the text stay right."""

from __future__ import annotations

import pytest
from builders.hand import masked

from kg.mentions.masking import LONGEST_APPARATUS
from kg.model.text import Span

PRINTED = "甲国违反《友好条约》(S/1999/1，附件)和停火协议。"


def test_where_an_agreement_is_printed_stands_between_no_words() -> None:
    sentence = masked(PRINTED)
    assert [one.surface for one in sentence.mentions.values()] == ["甲国", "《友好条约》", "停火协议"]
    assert not {"(", "附", ")"} & set(sentence.characters)


def test_the_places_behind_it_are_those_of_the_text() -> None:
    sentence = masked(PRINTED)
    for place, mention in sentence.mentions.items():
        assert sentence.starts[place] == mention.span.start
        assert sentence.place(mention.span) == (place, place + 1)
    at = sentence.characters.index("和")
    assert sentence.span(at, at + 1) == Span(PRINTED.index("和"), PRINTED.index("和") + 1)
    assert sentence.starts[-1] == len(PRINTED)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("甲国(S/1999/1)违反停火协议。", "behind a state it is that state's letter"),
        ("停火协议(S/1999/1，由丙国提出)有效。", "it names somebody"),
        ("停火协议(见S/1999/1)有效。", "other words open it"),
        (f"停火协议(S/1999/1{'，' * (LONGEST_APPARATUS + 1)})有效。", "it says more than where"),
        ("停火协议(S/1999/1有效。", "it never ends"),
    ],
)
def test_other_brackets_stay(words: str, why: str) -> None:
    assert "(" in masked(words).characters, why
