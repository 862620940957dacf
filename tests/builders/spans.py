"""What holds of all mentions of a text."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.mention import Mention


def check_spans(text: str, mentions: Iterable[Mention]) -> None:
    """Mentions lie in the text, in order and apart; their words are the text's, and slots lie in them."""
    at = 0
    for mention in mentions:
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.surface == text[mention.span.start : mention.span.end]
        assert all(mention.span.covers(slot) for slot in mention.slots.values())
        at = mention.span.end
