"""Name patterns applied around the names found, level by level, the longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from kg.knowledge.alphabet import letter
from kg.knowledge.expressions import Expression
from kg.knowledge.name_patterns import CANDIDATE, Compiled, NamePattern
from kg.mentions.masking import Mask
from kg.mentions.names import SLOT_OF, NameMatch, unnumbered
from kg.model.mention import Kind
from kg.model.text import Span

Settled = dict[tuple[Compiled, Span], tuple[Sequence[NameMatch], list[NameMatch]]]
"""By the first of the patterns and the line: the matches in it, and what these and the patterns came to."""
_Groups = Mapping[str, tuple[int, int]]  # a pattern's named groups, in masked characters


def cells(matches: Iterable[NameMatch]) -> set[int]:
    """The places of the text that matches take up."""
    return set(chain.from_iterable(range(match.span.start, match.span.end) for match in matches))


def longest(matches: Iterable[NameMatch]) -> list[NameMatch]:
    """The matches without overlap, in order: the longest wins, of equal ones the first."""
    taken: list[NameMatch] = []
    covered: set[int] = set()
    for match in sorted(matches, key=lambda m: m.span.start - m.span.end):
        places = range(match.span.start, match.span.end)
        if covered.isdisjoint(places):
            covered.update(places)
            taken.append(match)
    return sorted(taken, key=_start)


def cascade(
    text: str, matches: Iterable[NameMatch], patterns: tuple[Compiled, ...], known: Settled | None = None
) -> list[NameMatch]:
    """What is named in a folded text: these matches and those of the patterns by falling priority, outermost only."""
    return [match for match in settle(text, matches, patterns, known) if match.kind is not None]


def settle(
    text: str, matches: Iterable[NameMatch], patterns: tuple[Compiled, ...], known: Settled | None = None
) -> list[NameMatch]:
    """The same with what the patterns, which stand by falling priority, found to be no name, which has no kind.

    Each line is read by itself. `known` keeps what lines came to: a text that is read again with more names differs
    only in the lines that hold these.
    """
    if not patterns:
        return longest(matches)
    ranks, known = _ranks(patterns), {} if known is None else known
    settled: list[NameMatch] = []
    for line, before in _lines(text, longest(matches)):
        key = patterns[0], line
        if key not in known or known[key][0] != before:
            known[key] = before, _settled(text, line, before, ranks)
        settled += known[key][1]
    return settled


def _lines(text: str, matches: Sequence[NameMatch]) -> Iterator[tuple[Span, Sequence[NameMatch]]]:
    """Where the lines stand, each with the matches in it; those that a match holds together are one."""
    start = first = 0
    while start <= len(text):
        end, last = _line_end(text, start), first
        while last < len(matches) and matches[last].span.start < end:
            end, last = max(end, _line_end(text, matches[last].span.end)), last + 1
        yield Span(start, end), matches[first:last]
        start, first = end + 1, last


def _line_end(text: str, start: int) -> int:
    """The end of the line that a place lies in."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def _settled(text: str, line: Span, matches: Sequence[NameMatch], ranks: Mapping[Expression, _Rank]) -> list[NameMatch]:
    """The matches of a line and those of the patterns, level by level."""
    current, done = list(matches), -1
    while True:
        mask = Mask.of(text, current, lambda match: letter(match.kinds), line)
        for level, tried in _levels(mask, ranks, done):
            found = [match for rank in tried for match in _matches(rank, mask) if _says(rank.compiled, text, match)]
            if found:
                done = level
                break
        else:
            return current
        new = longest(found)
        covered = cells(new)
        current = sorted([*new, *(m for m in current if m.span.start not in covered)], key=_start)


_start = attrgetter("span.start")  # matches that stand in order do not overlap


class _Rank(NamedTuple):
    """When a pattern's expression is tried: those of one level, for they have one priority, at once."""

    level: int
    place: int
    compiled: Compiled
    expression: Expression


_level, _place = attrgetter("level"), attrgetter("place")


@lru_cache(maxsize=8)  # a finder has two such rows of patterns
def _ranks(patterns: tuple[Compiled, ...]) -> Mapping[Expression, _Rank]:
    """The rank of each of the patterns' expressions."""
    levels = groupby(patterns, key=lambda compiled: compiled.pattern.priority)
    ranked = ((level, one, each) for level, (_, some) in enumerate(levels) for one in some for each in one.expressions)
    return {each: _Rank(level, place, one, each) for place, (level, one, each) in enumerate(ranked)}


def _levels(
    mask: Mask[NameMatch], ranks: Mapping[Expression, _Rank], done: int
) -> Iterator[tuple[int, Iterator[_Rank]]]:
    """The expressions that may match in a mask, as the sieve tells that all share, by levels below the one done."""
    sieve = next(iter(ranks)).sieve
    assert sieve
    passing = [ranks[each] for each in ranks.keys() & sieve.passing(mask.characters)]
    yield from groupby(sorted((rank for rank in passing if rank.level > done), key=_place), key=_level)


def _says(compiled: Compiled, text: str, match: NameMatch) -> bool:
    return compiled.surface is None or bool(compiled.surface.search(text[match.span.start : match.span.end]))


def _matches(rank: _Rank, mask: Mask[NameMatch]) -> Iterator[NameMatch]:
    pattern = rank.compiled.pattern
    for found in rank.expression.passed(mask.characters):
        groups = {name: found.span(name) for name in found.groupdict() if found.end(name) > found.start(name) >= 0}
        start, end = groups.pop("mention", found.span())
        known = _at(mask, (start, end))
        if end > start and (known is None or known.kind is not pattern.yields):
            match = _match(pattern, mask, start, end, groups)
            if match.entries or not _stands_for_its_state(pattern):
                yield match


def _at(mask: Mask[NameMatch], place: tuple[int, int]) -> NameMatch | None:
    """The match whose letter alone takes up the place."""
    start, end = place
    return mask.mentions.get(start) if end == start + 1 else None


def _match(pattern: NamePattern, mask: Mask[NameMatch], start: int, end: int, groups: _Groups) -> NameMatch:
    source = groups.get(pattern.entries_from or "")
    named = _at(mask, source) if source else None
    entries = (named.seat_of if _stands_for_its_state(pattern) else named.entries) if named else ()
    return NameMatch(
        span=mask.span(start, end),
        kind=pattern.yields,
        kinds=frozenset({pattern.yields} if pattern.yields else ()),
        rule=pattern.name,
        entries=entries,
        slots=_slots(mask, start, end, groups),
    )


def _stands_for_its_state(pattern: NamePattern) -> bool:
    """Whether a pattern takes the name of a state's capital for the state."""
    return pattern.yields is Kind.STATE and pattern.entries_from == SLOT_OF[Kind.PLACE]


def _slots(mask: Mask[NameMatch], start: int, end: int, groups: _Groups) -> dict[str, Span]:
    """The groups as slots, and the names inside the match that no group holds, called after their kinds."""
    slots: dict[str, Span] = {}
    whole = mask.span(start, end)
    for name, place in sorted(groups.items()):
        base = unnumbered(name)
        if base != "known" and not base.startswith(CANDIDATE):
            _add_slot(slots, *_slot(base, _at(mask, place), mask.span(*place)))
    for match in mask.within(start, end):
        for name, span in _names_in(match):
            if span != whole:
                _add_slot(slots, name, span)
    return dict(sorted(slots.items()))


def _slot(base: str, inner: NameMatch | None, span: Span) -> tuple[str, Span]:
    """A group's slot: a body or region is called after its kind, and of a person in a name only the name is meant."""
    if inner and base in ("body", "region"):
        return SLOT_OF.get(inner.kind, base), span
    return base, inner.slots.get("name", inner.span) if inner and base == "name" else span


def _names_in(match: NameMatch) -> Iterator[tuple[str, Span]]:
    """A match's own span and those of the states, bodies and places in it, with the names of their slots."""
    if match.kind in SLOT_OF:
        yield SLOT_OF[match.kind], match.span
    for name, span in match.slots.items():
        if unnumbered(name) in SLOT_OF.values():
            yield unnumbered(name), span


def _add_slot(slots: dict[str, Span], name: str, span: Span) -> None:
    """Adds a slot, numbered from 2 where its name is taken; a span that has a slot of the name already is not added."""
    if any(unnumbered(key) == name and known == span for key, known in slots.items()):
        return
    number, key = 2, name
    while key in slots:
        key, number = f"{name}{number}", number + 1
    slots[key] = span
