"""A sentence with one letter for each mention, and the sentence rules fired on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Generic, Protocol, Self, cast

import regex
from typing_extensions import TypeVar

from kg.knowledge.alphabet import LETTERS
from kg.knowledge.numerals import PARAGRAPH_NUMBER
from kg.knowledge.rule_row import RuleRow
from kg.knowledge.sentence_rules import SentenceRule
from kg.model.frozen import dataclass
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Span

RuleT = TypeVar("RuleT", bound=SentenceRule)
RuleOut = TypeVar("RuleOut", bound=SentenceRule, covariant=True, default=SentenceRule)
SPELLED = frozenset({Kind.GROUP, Kind.FORCE})
LONGEST_APPARATUS = 40  # characters behind the symbol, up to the closing bracket
_OPENING, _CLOSING = ("(", "（"), ("）", ")")
_NUMERAL = regex.compile(PARAGRAPH_NUMBER)
_PRINTED = frozenset({Kind.SYMBOL, Kind.PROVISION})


class Placed(Protocol):
    """What can be masked: it stands somewhere."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""


PlacedT = TypeVar("PlacedT", bound=Placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask(Generic[PlacedT]):
    """A text, or a stretch of it, with one letter for each mention or match in it.

    `characters[i]` stands for the text from `starts[i]` on; the last start is where the stretch ends.
    """

    text: str
    characters: str
    starts: tuple[int, ...]
    mentions: Mapping[int, PlacedT]

    @classmethod
    def of(
        cls, text: str, spans: Iterable[PlacedT], alphabet: Callable[[PlacedT], str], within: Span | None = None
    ) -> Mask[PlacedT]:
        """The text (`within` a stretch of it) with the letters that the alphabet gives for what stands in it.

        `spans` are in the text's order; of two that overlap the first one counts. What has no letter is left out.
        """
        whole = Span(0, len(text)) if within is None else within
        at, length = whole.start, 0
        pieces: list[str] = []
        starts: list[range] = []
        mentions: dict[int, PlacedT] = {}
        for one in spans:
            start, end = one.span.start, one.span.end
            if at <= start and end <= whole.end:
                letter = alphabet(one)
                pieces += (text[at:start], letter)
                starts.append(range(at, start + len(letter)))
                length += start + len(letter) - at
                if letter:
                    mentions[length - 1] = one
                at = end
        pieces.append(text[at : whole.end])
        starts.append(range(at, whole.end + 1))
        return Mask(text=text, characters="".join(pieces), starts=tuple(chain.from_iterable(starts)), mentions=mentions)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the masked characters, in the text."""
        return Span(self.starts[start], self.starts[end])

    def place(self, span: Span) -> tuple[int, int]:
        """Where a stretch of the text lies in the masked characters, half-open."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def narrowed(self, span: Span) -> Self:
        """A stretch of it by itself."""
        start, end = self.place(span)
        return replace(
            self,
            characters=self.characters[start:end],
            starts=self.starts[start : end + 1],
            mentions={i - start: m for i, m in self.mentions.items() if start <= i < end},
        )

    def within(self, start: int, end: int) -> tuple[PlacedT, ...]:
        """What stands in a stretch of the masked characters, in order."""
        return tuple(self.mentions[i] for i in range(start, end) if i in self.mentions)

    def covered(self, start: int, end: int, letter: str) -> Self:
        """The same with a stretch of the masked characters as one more letter; what is named there is gone."""
        shift = end - start - 1
        return replace(
            self,
            characters=self.characters[:start] + letter + self.characters[end:],
            starts=self.starts[: start + 1] + self.starts[end:],
            mentions={i if i < start else i - shift: m for i, m in self.mentions.items() if not start <= i < end},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Apparatus:
    """A bracket that no rule is to see: it stands between what belongs together."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked(Mask[Mention]):
    """A sentence with its mentions masked, in the coordinates of its part's text."""

    sentence: Sentence


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
    key = (sentence.span, skip)
    known = annotated.masks.get(key)
    if known is None:
        known = annotated.masks[key] = _mask(annotated, sentence, skip)
    return cast(Masked, known)


def _mask(annotated: Annotated, sentence: Sentence, skip: int) -> Masked:
    within = Span(min(sentence.span.start + skip, sentence.span.end), sentence.span.end)
    first = bisect_left(annotated.mentions, within.start, key=lambda mention: mention.span.start)
    last = bisect_left(annotated.mentions, within.end, key=lambda mention: mention.span.start)
    return _masked(sentence, annotated.part.text.characters, annotated.mentions[first:last], within)


def spelled(masked: Masked) -> Masked:
    """The sentence with its groups and forces in words, which may themselves say what befell people (refugees)."""
    return in_words(masked, lambda mention: mention.kind in SPELLED)


def in_words(masked: Masked, such: Callable[[Mention], bool]) -> Masked:
    """The sentence with some of its mentions in words."""
    kept = (mention for mention in masked.mentions.values() if not such(mention))
    return _masked(masked.sentence, masked.text, kept, masked.span(0, -1))


def _masked(sentence: Sentence, text: str, mentions: Iterable[Mention], within: Span) -> Masked:
    named = tuple(mentions)
    spans: tuple[Placed, ...] = tuple(sorted((*named, *_apparatus(text, named)), key=lambda one: one.span.start))
    found = Mask.of(text, spans, lambda one: LETTERS[one.kind] if isinstance(one, Mention) else "", within)
    said = {place: one for place, one in found.mentions.items() if isinstance(one, Mention)}
    characters = _NUMERAL.sub(_as_figures, found.characters)
    return Masked(text=text, characters=characters, starts=found.starts, mentions=said, sentence=sentence)


def _as_figures(numeral: regex.Match[str]) -> str:
    """The number of a paragraph in figures, sign for sign, so that the comma behind it parts no members of a list."""
    return "1" * (len(numeral[0]) - 1) + "."


def _apparatus(text: str, mentions: Sequence[Mention]) -> Iterator[Apparatus]:
    """The brackets behind agreements that only say where they are printed: a symbol, nothing named but provisions."""
    for place, mention in enumerate(mentions):
        start = mention.span.start - 1
        if not place or mention.kind is not Kind.SYMBOL or text[start : start + 1] not in _OPENING:
            continue
        if mentions[place - 1].kind is not Kind.AGREEMENT or mentions[place - 1].span.end != start:
            continue
        begin, limit = mention.span.end, mention.span.end + LONGEST_APPARATUS + 1
        end = min((at for sign in _CLOSING if (at := text.find(sign, begin, limit)) >= 0), default=None)
        if end is not None and all(one.kind in _PRINTED for one in mentions[place:] if one.span.start < end):
            yield Apparatus(span=Span(start, end + 1))


def fire(
    rules: tuple[RuleT, ...], masked: Masked, may: Callable[[RuleT], bool] = lambda rule: True
) -> Iterator[Firing[RuleT]]:
    """Every place where a rule fires in a sentence, in the rules' order; of rules that `may`."""
    text = masked.characters
    if isinstance(rules, RuleRow) and rules.sieve:
        for rule, pattern in rules.passing(text):
            for found in pattern.passed(text) if may(rule) else ():
                yield _firing(rule, masked, found)
        return
    for rule in filter(may, rules):
        for pattern in rule.patterns:
            for found in pattern.finditer(text):
                yield _firing(rule, masked, found)


def _firing(rule: RuleT, masked: Masked, found: regex.Match[str]) -> Firing[RuleT]:
    """What each slot holds: of one that matched several times the last span, and the mentions of all."""
    slots: dict[str, tuple[Mention, ...]] = {}
    groups: dict[str, Span] = {}
    matched = found.allspans()
    for name, number in found.re.groupindex.items():
        if spans := [(start, end) for start, end in matched[number] if end > start]:
            groups[name] = masked.span(*spans[-1])
            if mentions := tuple(mention for span in spans for mention in masked.within(*span)):
                slots[name] = mentions
    return Firing(rule=rule, masked=masked, start=found.start(), end=found.end(), slots=slots, groups=groups)
