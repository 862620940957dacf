"""Words beside names, or how far a name stands from others, that tell what part somebody plays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Self

import regex

from kg.knowledge.name_patterns import compiled_part
from kg.model.extraction import Voice
from kg.model.mention import Annotated, Mention
from kg.model.text import Text

LEAD = 8  # characters
CLAUSE_ENDS = "，；：。！？\n"
BROKERS, SIDES, RECEIVES = "brokers", "sides-of-a-conflict", "receives-a-letter"
STRANGER, MEMBERS, ORGANS_WORDS, CALLS = "fights-a-stranger", "its-members", "says-as-an-organ", "calls-on"
BOTH_FIGHT = "both-fight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside names.

    `brokers` follows the name of one who mediates, `sides` the second of two who deal or fight with each other,
    `receives` stands before whom one writes to, `stranger` follows one who fights with another who has no name,
    `its_members` the name of an organ whose members are meant, `organs_words` those members in what only an organ says,
    `calls` stands between those who call on or blame another and that one, `both_fight` follows both sides who came to
    blows.
    """

    brokers: regex.Pattern[str] | None = None
    sides: regex.Pattern[str] | None = None
    receives: regex.Pattern[str] | None = None
    stranger: regex.Pattern[str] | None = None
    its_members: regex.Pattern[str] | None = None
    organs_words: regex.Pattern[str] | None = None
    calls: regex.Pattern[str] | None = None
    both_fight: regex.Pattern[str] | None = None

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """What the lexicon's pattern parts say of them."""
        return cls(
            brokers=compiled_part(parts, BROKERS),
            sides=compiled_part(parts, SIDES),
            receives=compiled_part(parts, RECEIVES, more=r"\Z"),
            stranger=compiled_part(parts, STRANGER),
            its_members=compiled_part(parts, MEMBERS),
            organs_words=compiled_part(parts, ORGANS_WORDS),
            calls=compiled_part(parts, CALLS),
            both_fight=compiled_part(parts, BOTH_FIGHT),
        )

    def meets_stranger(self, mention: Mention, named: Collection[int], text: Text) -> bool:
        """Whether somebody deals or fights with one without a name: none of those named, who begin at such places."""
        met = self.stranger.match(text.characters, mention.span.end) if self.stranger else None
        return met is not None and not any(at in range(*met.span()) for at in named)

    def called(self, they: Mention, item: Annotated) -> tuple[Mention, ...]:
        """Whom those meant by such words call on or blame right behind them: none of themselves."""
        other = next((m for m in item.mentions if m.span.start >= they.span.end), None)
        between = item.part.text.characters[they.span.end : other.span.start] if other else ""
        return (other,) if other and self.calls and self.calls.fullmatch(between) else ()

    def members(
        self, they: Mention, item: Annotated, voice: Voice, meant: Callable[[Mention], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The organ that speaks, for they who begin a sentence with what an organ says, whose members it named."""
        words, own = item.part.text.characters, (voice.claimant or "",)
        begins = any(sentence.span.start == they.span.start for sentence in item.sentences)
        if not (begins and self.its_members and self.organs_words and self.organs_words.match(words, they.span.end)):
            return ()
        named = (m for m in item.mentions if m.span.start < they.span.start and meant(m) == own)
        return own if any(self.its_members.match(words, m.span.end) for m in named) else ()


def leads(mention: Mention, text: Text) -> bool:
    """Whether a clause begins with a mention, or with few words before it, as it does with its subject."""
    begins = max(text.characters.rfind(end, 0, mention.span.start) for end in CLAUSE_ENDS) + 1
    return mention.span.start - begins <= LEAD
