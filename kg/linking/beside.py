"""Words beside names, or how far a name stands from others, that tell what part somebody plays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

import regex

from kg.knowledge.name_patterns import compiled_part
from kg.model.mention import Mention
from kg.model.text import Text

LEAD = 8  # characters
CLAUSE_ENDS = "，；：。！？\n"
BROKERS, SIDES, RECEIVES = "brokers", "sides-of-a-conflict", "receives-a-letter"
STRANGER = "fights-a-stranger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside names.

    `brokers` follows the name of one who mediates, `sides` the second of two who deal or fight with each other,
    `receives` stands before whom one writes to, `stranger` follows one who fights with another who has no name.
    """

    brokers: regex.Pattern[str] | None = None
    sides: regex.Pattern[str] | None = None
    receives: regex.Pattern[str] | None = None
    stranger: regex.Pattern[str] | None = None

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """What the lexicon's pattern parts say of them."""
        return cls(
            brokers=compiled_part(parts, BROKERS),
            sides=compiled_part(parts, SIDES),
            receives=compiled_part(parts, RECEIVES, more=r"\Z"),
            stranger=compiled_part(parts, STRANGER),
        )

    def meets_stranger(self, mention: Mention, named: Collection[int], text: Text) -> bool:
        """Whether somebody deals or fights with one without a name: none of those named, who begin at such places."""
        met = self.stranger.match(text.characters, mention.span.end) if self.stranger else None
        return met is not None and not any(at in range(*met.span()) for at in named)


def leads(mention: Mention, text: Text) -> bool:
    """Whether a clause begins with a mention, or with few words before it, as it does with its subject."""
    begins = max(text.characters.rfind(end, 0, mention.span.start) for end in CLAUSE_ENDS) + 1
    return mention.span.start - begins <= LEAD
