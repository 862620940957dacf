"""Where something happens: of the places that a sentence names the narrowest one that is its setting.

The setting is what a reader takes it for: the place that the clause names nearest to the happening, else the one that
the clauses before it in the sentence name last, or the clause behind it, if it is not named for another's sake. A state
is a place where its words say so, and words such as *that village* are one that was named before. The rules of the
clause grammar tell which words these are (`ELSEWHERE`, `HERE`, `THERE`), and where a place has another part in what
happens, as the end of a journey.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

import regex

from kg.knowledge.alphabet import LETTERS, letters
from kg.knowledge.sentence_rules import ASPECTS, GOVERNING, JOINT, LIST_JOINT, OF, PART, SLOTS, SPELLED, EventRule
from kg.mentions.masking import Masked, fire
from kg.model.mention import Kind, Mention

TRIGGER = "▲"
ELSEWHERE = "elsewhere"
HERE = "here"
STAYS = "stays"
THERE = "there"
_AT = GOVERNING[0]  # before where something is done
_SITE = LETTERS[Kind.PLACE]
_INTO = f"(?:{PART})?{OF}?{_SITE}"
_PLACE = letters(SLOTS["place"])
CHAIN = regex.compile(f"[{_PLACE}](?:{SPELLED}(?:{LIST_JOINT}[{_PLACE}]|{JOINT}{_SITE})|{_INTO})*")
_INSIDE = regex.compile(_INTO)
NAMED = regex.compile(f"[{LETTERS[Kind.ANAPHOR]}{CHAIN.pattern[1:]}")
_REACH = regex.compile(  # as far as another verb, or what is joined to this one and has a place of its own
    rf"{TRIGGER}[{ASPECTS}]?(?P<behind>(?:(?!{JOINT}{_AT})[^{ASPECTS}])*)"
)
_SCENE = regex.compile(rf"{_AT}{CHAIN.pattern}[^\p{{Co}}]{{0,4}}")  # a clause that says where, and no more
_CLOSED = regex.compile(rf"{TRIGGER}[^，。；：！？\p{{Co}}]{{0,4}}，(?P<behind>[^，。；：！？]*)")
_BREAK = regex.compile("[，。；：！？;!?\n]")
_FULL = frozenset("。；！？;!?\n")
_POINTING = frozenset({Kind.ANAPHOR, Kind.DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Masked characters that name places in one breath, and which of these may be the setting."""

    start: int
    end: int
    places: tuple[Mention, ...]


def narrowest(masked: Masked, stated: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Of places said in one breath the smallest ones: the village of the district of the province, not these."""
    at = next((i for i, m in masked.mentions.items() if stated and m == stated[0]), None)
    chain = CHAIN.match(masked.characters, at) if at is not None else None
    return stated if at is None or chain is None else _smallest(masked, at, chain.end())


def _smallest(masked: Masked, start: int, end: int) -> tuple[Mention, ...]:
    ends = [i for i in range(start, end) if i in masked.mentions and not _INSIDE.match(masked.characters, i + 1)]
    return tuple(masked.mentions[i] for i in ends)


def _places_before(masked: Masked, end: int) -> tuple[Mention, ...]:
    """The places named before an end, without those in which the next one is said to lie."""
    named = ((i, mention) for i, mention in masked.mentions.items() if i < end and mention.kind is Kind.PLACE)
    return tuple(mention for i, mention in sorted(named) if not _INSIDE.match(masked.characters, i + 1))


def setting(
    grammar: Sequence[EventRule],
    masked: Masked,
    hidden: Masked,
    found: Mapping[str, tuple[Mention, ...]],
    before: Masked | None,
) -> tuple[Mention, ...]:
    """The place that the clause of the trigger names, else the nearest clause before it, else the one behind it.

    `hidden` is the sentence with its trigger masked, `found` who has which role, `before` the sentence before. No
    clause is asked beyond one with a date of its own, unless it is that of a day which goes on in the same place, but
    one that says where, and no more.
    """
    stretches = _stretches(grammar, masked, hidden, found, before)
    staying = _named(grammar, STAYS, hidden, found)
    dated = False
    for start, end in _clauses(hidden):
        if dated and not _SCENE.fullmatch(hidden.characters, start, end):
            continue
        places = _nearest(hidden, start, end, [s for s in stretches if start <= s.start and s.end <= end])
        if places:
            return places
        dates = (m for m in hidden.within(start, end) if m.kind is Kind.DATE)
        dated = dated or any(date not in staying for date in dates)
    return _behind(hidden, stretches)


def _behind(masked: Masked, stretches: Sequence[Stretch]) -> tuple[Mention, ...]:
    """The places named in the clause behind one that the trigger closes, if it has no date of its own."""
    found = _CLOSED.search(masked.characters)
    if not found or any(m.kind is Kind.DATE for m in masked.within(*found.span("behind"))):
        return ()
    end, last = found.span("behind")
    return _nearest(masked, end, last, [s for s in stretches if end <= s.start and s.end <= last])


def goes_on(grammar: Sequence[EventRule], dates: Iterable[Mention]) -> bool:
    """Whether all dates are words for a day that goes on where the one before it ends."""
    rules = _filling(grammar, STAYS)
    return all(any(_fits(rule, date) for rule in rules) for date in dates)


def _stretches(
    grammar: Sequence[EventRule],
    masked: Masked,
    hidden: Masked,
    found: Mapping[str, tuple[Mention, ...]],
    before: Masked | None,
) -> list[Stretch]:
    """All words of the sentence that name places, in its order."""
    elsewhere = _named(grammar, ELSEWHERE, masked, found)  # whither somebody goes the trigger itself may say
    here = _named(grammar, HERE, hidden, found) | _named(grammar, HERE, masked, found)
    stretches = []
    for chain in NAMED.finditer(hidden.characters):
        start, end = chain.span()
        away = any(m in elsewhere for m in hidden.within(start, end))
        named = () if away else _smallest(hidden, start, end)
        stands = tuple(m for m in named if m.kind is Kind.PLACE or m in here)
        stretches.append(Stretch(start=start, end=end, places=stands))
    for firing in fire(_filling(grammar, THERE), hidden):
        kind = firing.groups.get("kind")
        noun = hidden.text[kind.end - 1] if kind else ""
        places = _meant(noun, hidden, firing.start, before)
        stretches.append(Stretch(start=firing.start, end=firing.end, places=places))
    return sorted(stretches, key=attrgetter("start"))


def _filling(grammar: Sequence[EventRule], what: str) -> tuple[EventRule, ...]:
    return tuple(rule for rule in grammar if what in rule.fills)


def _named(
    grammar: Sequence[EventRule], what: str, masked: Masked, found: Mapping[str, tuple[Mention, ...]]
) -> frozenset[Mention]:
    """The mentions of which the rules that fill it say so, those of a role from which a rule keeps apart left out."""
    named: set[Mention] = set()
    for firing in fire(_filling(grammar, what), masked):
        apart = {m for role in firing.rule.apart for m in found.get(role, ())}
        named.update(m for slot in firing.slots.values() for m in slot if m not in apart and _fits(firing.rule, m))
    return frozenset(named)


def _fits(rule: EventRule, mention: Mention) -> bool:
    """Whether a name that stands for another, or a date, is in the words that a rule wants."""
    return mention.kind not in _POINTING or all(word.search(mention.surface) for word in rule.surface)


def _meant(noun: str, masked: Masked, end: int, before: Masked | None) -> tuple[Mention, ...]:
    """The place that words such as *that village* mean: the last one so called, else the last one, else the only one.

    The only one is that of the sentence before.
    """
    here = _places_before(masked, end)
    earlier = _places_before(before, len(before.characters)) if before else ()
    called = [place for place in (*earlier, *here) if noun and place.surface.endswith(noun)]
    only = earlier if len({place.surface for place in earlier}) == 1 else ()
    return tuple(called[-1:]) or here[-1:] or only[-1:]


def _clauses(masked: Masked) -> Iterator[tuple[int, int]]:
    """The clause of the trigger, then those before it in its sentence."""
    at = masked.characters.index(TRIGGER)
    after = _BREAK.search(masked.characters, at)
    end = after.start() if after else len(masked.characters)
    breaks = [found.start() for found in _BREAK.finditer(masked.characters, 0, at)]
    while breaks:
        start = breaks.pop()
        yield start + 1, end
        if masked.characters[start] in _FULL:
            return
        end = start
    yield 0, end


def _nearest(masked: Masked, start: int, end: int, named: Sequence[Stretch]) -> tuple[Mention, ...]:
    """The places named right behind the trigger, else last before it in the clause, else first behind it."""
    at = masked.characters.find(TRIGGER, start, end)
    before = [one for one in named if at < 0 or one.end <= at]
    reach = _REACH.match(masked.characters, at, end) if at >= 0 else None
    behind = [one for one in named if reach and at < one.start < reach.end()]
    first = [one for one in behind if reach and one.start == reach.start("behind")]
    return next((one.places for one in (*first, *reversed(before), *behind) if one.places), ())
