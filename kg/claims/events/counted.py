"""Whether several events are told together: three attacks."""

from __future__ import annotations

import regex

from kg.knowledge.alphabet import LETTERS
from kg.mentions.masking import Masked
from kg.model.mention import Count, Kind

CASES = "cases"  # what a unit counts that counts events
_COUNT = LETTERS[Kind.COUNT]
_BEFORE = regex.compile(f"{_COUNT}[^，。；{_COUNT}]{{0,8}}$")


def are_several(masked: Masked, start: int) -> bool:
    """Whether a number of such events stands right before the words for them, which begin there."""
    words = _BEFORE.search(masked.characters[:start])
    count = masked.mentions.get(words.start()) if words else None
    value = count.value if count else None
    return isinstance(value, Count) and value.counts == CASES and (value.number or 0) > 1
