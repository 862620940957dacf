"""A sentence with one letter for each mention, and the sentence rules fired on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic

from typing_extensions import TypeVar

from kg.knowledge.sentence_rules import CODES, SentenceRule
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Span

RuleT = TypeVar("RuleT", bound=SentenceRule)
RuleOut = TypeVar("RuleOut", bound=SentenceRule, covariant=True, default=SentenceRule)
SPELLED = frozenset({Kind.GROUP, Kind.FORCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence with its mentions masked: `characters[i]` stands for the part's text from `starts[i]` on."""

    sentence: Sentence
    characters: str
    starts: tuple[int, ...]
    mentions: Mapping[int, Mention]

    def span(self, start: int, end: int) -> Span:
        """A stretch of the masked characters, in the part's text."""
        return Span(self.starts[start], self.starts[end])

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions in a stretch of the masked characters, in order."""
        return tuple(self.mentions[i] for i in range(start, end) if i in self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing(Generic[RuleOut]):
    """A rule (of any class, where none is named) that fired: where, and which mentions fill its slots.

    `start` and `end` lie in the masked characters, all spans in the part's text.
    """

    rule: RuleOut
    masked: Masked
    start: int
    end: int
    slots: Mapping[str, tuple[Mention, ...]]
    groups: Mapping[str, Span]

    @property
    def span(self) -> Span:
        """The words that the rule fired on, in the part's text."""
        return self.masked.span(self.start, self.end)


def mask(annotated: Annotated, sentence: Sentence, skip: int = 0) -> Masked:
    """The sentence (without its first `skip` characters) with one letter of the private area for each mention in it."""
    span = Span(min(sentence.span.start + skip, sentence.span.end), sentence.span.end)
    text, at = annotated.part.text.characters, span.start
    characters: list[str] = []
    starts: list[int] = []
    mentions: dict[int, Mention] = {}
    for mention in annotated.mentions:
        if not span.covers(mention.span) or mention.span.start < at:
            continue
        characters += text[at : mention.span.start]
        starts += range(at, mention.span.start)
        mentions[len(characters)] = mention
        characters.append(CODES[mention.kind])
        starts.append(mention.span.start)
        at = mention.span.end
    characters += text[at : span.end]
    starts += range(at, span.end + 1)
    return Masked(sentence=sentence, characters="".join(characters), starts=tuple(starts), mentions=mentions)


def spelled(masked: Masked) -> Masked:
    """The sentence with its groups and forces in words, which may themselves say what befell people (refugees)."""
    characters: list[str] = []
    starts: list[int] = []
    mentions: dict[int, Mention] = {}
    for place, character in enumerate(masked.characters):
        mention = masked.mentions.get(place)
        if mention is not None and mention.kind in SPELLED:
            characters += mention.surface
            starts += range(mention.span.start, mention.span.end)
            continue
        if mention is not None:
            mentions[len(characters)] = mention
        characters.append(character)
        starts.append(masked.starts[place])
    return replace(masked, characters="".join(characters), starts=(*starts, masked.starts[-1]), mentions=mentions)


def fire(rules: tuple[RuleT, ...], masked: Masked) -> Iterator[Firing[RuleT]]:
    """Every place where a rule fires in a sentence, in the rules' order."""
    for rule in rules:
        for pattern in rule.patterns:
            for found in pattern.finditer(masked.characters):
                slots: dict[str, tuple[Mention, ...]] = {}
                groups: dict[str, Span] = {}
                for name in found.groupdict():
                    spans = [s for s in found.spans(name) if s[0] >= 0 and s[1] > s[0]]
                    if spans:
                        groups[name] = masked.span(*spans[-1])
                        mentions = tuple(m for s in spans for m in masked.within(*s))
                        if mentions:
                            slots[name] = mentions
                yield Firing(rule=rule, masked=masked, start=found.start(), end=found.end(), slots=slots, groups=groups)
