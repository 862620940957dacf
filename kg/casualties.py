"""Stated numbers of people killed, injured, missing, displaced, captured, released: who, how many, whose they are.

The words are rules in Turtle (`ontology/rules/casualties.ttl`, which says how rules of this class are told apart).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import ACTORS, Kind, Mention
from kg.numbers import Count, find_counts
from kg.rules import Firing, Masked, Rules, fire, spelled
from kg.text import Problem, Span, Text

BOUNDS = ("exact", "at_least", "about", "more_than")
UPPER = ("at_most",)
PEOPLE = frozenset({"persons", "people", ""})
ROLES = frozenset({"nothing", "part", "victims", "side", "each"})
STATES = frozenset({Kind.STATE, Kind.DISPUTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyFinding:
    """A stated number of people and what befell them.

    `span` (the words that say so) counts the part's text; `victims` is as printed; `sides` are the keys of the actors
    that they may belong to and `side` the only one; `part_of` is the place, among the sentence's findings, of the
    figure that this one is part of.
    """

    span: Span
    rule: str
    harm: str
    count: int
    bound: str
    victims: str = ""
    sides: tuple[str, ...] = ()
    part_of: int | None = None

    @property
    def side(self) -> str | None:
        """The key of the actor whose people they are, None where the text names none or several."""
        return self.sides[0] if len(self.sides) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtySetting:
    """What the sentence cannot tell by itself.

    `keys` resolves a mention to entities; `owners` gives the state inside a longer name (a state's citizens, forces or
    ministry); `claimant` speaks; `parties` are the states that the document is about: a claimant that is one of them
    and names nobody else speaks of its own people.
    """

    keys: Callable[[Mention], tuple[str, ...]]
    claimant: str = ""
    owners: Callable[[Mention], tuple[str, ...]] = lambda mention: ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A count that a rule has given a harm; `whole` is the start of the count that it is part of."""

    mention: Mention
    count: Count
    firing: Firing
    harm: str
    whole: int | None = None


def find_casualties(masked: Masked, rules: Rules, setting: CasualtySetting) -> tuple[CasualtyFinding, ...]:
    """The stated numbers of people that came to harm or freedom in a sentence, in its order.

    Denied, feared and planned figures are none, nor are numbers of things, nor upper bounds (`upper_bounds`).
    """
    counts = _counts(masked, BOUNDS)
    if not counts:
        return ()
    roles, figures = _read(masked, rules, counts)
    return tuple(_findings(figures, masked, roles, setting, _sources(masked, rules)))


def upper_bounds(masked: Masked, rules: Rules, text: Text) -> tuple[Problem, ...]:
    """Numbers of people said to be harmed at most: the graph's scheme of bounds has no word for them.

    `text` is the text of the sentence's part.
    """
    counts = _counts(masked, UPPER)
    mentions = [figure.mention for figure in _read(masked, rules, counts)[1]] if counts else []
    message = "a number of people at most is no figure that the graph can state"
    return tuple(
        Problem(stage="casualties", code="upper-bound", message=message, quote=m.surface, span=text.origin(m.span))
        for m in mentions
    )


def _read(
    masked: Masked, rules: Rules, counts: Mapping[int, tuple[Mention, Count]]
) -> tuple[Mapping[str, tuple[Firing, ...]], tuple[_Figure, ...]]:
    """The firings of the rules that play a role, and the figures among the counts."""
    readings = (masked, spelled(masked))
    firings = tuple(f for reading in readings for f in fire(rules.of("CasualtyRule"), reading))
    roles = {role: tuple(f for f in firings if role in f.rule.yields) for role in sorted(ROLES)}
    harms = tuple(f for f in firings if not ROLES.intersection(f.rule.yields))
    denied = {m.span.start for f in roles["nothing"] for m in f.slots["count"]}
    return roles, _figures({at: c for at, c in counts.items() if at not in denied}, harms, roles["part"])


def _counts(masked: Masked, bounds: tuple[str, ...]) -> dict[int, tuple[Mention, Count]]:
    """The sentence's counts of whole things with such a bound, by their mentions' starts."""
    found = {}
    for place in sorted(masked.mentions):
        mention = masked.mentions[place]
        counts = find_counts(mention.surface, dates=()) if mention.kind is Kind.COUNT else ()
        if len(counts) == 1 and counts[0].bound in bounds and isinstance(counts[0].number, int):
            found[mention.span.start] = (mention, counts[0])
    return found


def _figures(
    counts: Mapping[int, tuple[Mention, Count]], harms: Sequence[Firing], parts: Sequence[Firing]
) -> tuple[_Figure, ...]:
    """The harm of each count: of the rule of highest priority, then of the shortest firing, else of its whole."""
    found: dict[int, _Figure] = {}
    for firing in sorted(harms, key=lambda f: (-f.rule.priority, len(f.span))):
        for mention in firing.slots["count"]:
            at = mention.span.start
            if at in counts and at not in found and _fits(counts[at][1], firing):
                found[at] = _Figure(mention=mention, count=counts[at][1], firing=firing, harm=firing.rule.yields[0])
    inside: dict[int, Firing] = {}
    for firing in parts:
        for mention in firing.slots["count"]:
            if mention.span.start in counts:
                inside.setdefault(mention.span.start, firing)
    wholes = [at for at in sorted(found) if at not in inside]
    for at in sorted(inside):
        after = "after" in inside[at].rule.options.get("whole", ())
        fitting = [w for w in wholes if w > at][:1] if after else [w for w in wholes if w < at][-1:]
        mention, count = counts[at]
        if fitting and count.counts in PEOPLE:
            whole = found[fitting[0]]
            own = found.get(at) or replace(whole, mention=mention, count=count, firing=inside[at])
            found[at] = replace(own, whole=fitting[0] if count.number <= whole.count.number else None)
    return tuple(found[at] for at in sorted(found))


def _fits(count: Count, firing: Firing) -> bool:
    """Whether the rule takes counts of this unit: of people, or of what the rule says."""
    wanted = firing.rule.options.get("counted")
    return count.counts in wanted if wanted else count.counts in PEOPLE


def _findings(
    figures: Sequence[_Figure],
    masked: Masked,
    roles: Mapping[str, tuple[Firing, ...]],
    setting: CasualtySetting,
    sources: Sequence[Mention],
) -> Iterator[CasualtyFinding]:
    """A finding for each figure, and one for each actor where it holds for each of several."""
    each = [_each(figure, roles["each"], setting) for figure in figures]
    sizes = [max(1, len(keys)) for keys in each]
    places = {f.mention.span.start: sum(sizes[:number]) for number, f in enumerate(figures)}
    before: tuple[_Figure, tuple[str, ...]] | None = None
    for figure, keys in zip(figures, each, strict=True):
        words, named = _victims(figure, roles["victims"], masked)
        sides = _named_sides(figure, named, roles["side"], setting)
        if (
            not sides
            and not words
            and before is not None
            and _same_actors(masked, before, figure.mention.span.start, setting)
        ):
            sides = before[1]
        sides = sides or _told_sides(figure, masked, setting, sources)
        finding = CasualtyFinding(
            span=_words(figure),
            rule=figure.firing.rule.name,
            harm=figure.harm,
            count=int(figure.count.number),
            bound=_bound(figure),
            victims=words or (figure.count.unit if figure.count.counts == "persons" else ""),
            sides=sides,
            part_of=places.get(figure.whole) if figure.whole is not None else None,
        )
        yield from (replace(finding, sides=(key,)) for key in keys) if keys else (finding,)
        before = (figure, () if keys else sides)


def _same_actors(masked: Masked, before: tuple[_Figure, tuple[str, ...]], end: int, setting: CasualtySetting) -> bool:
    """Whether no other actor is named between a figure and the next one."""
    named = _actors(masked, before[0].mention.span.end, end)
    return all(key in before[1] for key in _keys(named, setting))


def _words(figure: _Figure) -> Span:
    span, own = figure.firing.span, figure.mention.span
    return Span(min(span.start, own.start), max(span.end, own.end))


def _bound(figure: _Figure) -> str:
    """The count's own bound, or the one that the rule's pattern found apart from it."""
    apart = next((b for b in BOUNDS if b in figure.firing.groups), "exact")
    return apart if figure.count.bound == "exact" else figure.count.bound


def _victims(figure: _Figure, firings: Sequence[Firing], masked: Masked) -> tuple[str, tuple[Mention, ...]]:
    """Who is counted, as printed, and the actors named in these words."""
    for firing in firings:
        if firing.slots["count"][-1] == figure.mention:
            span = firing.groups["victims"]
            return _printed(firing, span), _actors(masked, span.start, span.end)
    return "", ()


def _printed(firing: Firing, span: Span) -> str:
    """The words of a span inside a firing, with what its mentions' letters stand for."""
    masked, words = firing.masked, []
    for place in range(firing.start, firing.end):
        if span.start <= masked.starts[place] < span.end:
            mention = masked.mentions.get(place)
            words.append(mention.surface if mention else masked.characters[place])
    return "".join(words)


def _each(figure: _Figure, firings: Sequence[Firing], setting: CasualtySetting) -> tuple[str, ...]:
    """The actors for each of which the figure holds, where there are several."""
    for firing in firings:
        if figure.mention in firing.slots["count"]:
            keys = _keys(firing.slots.get("actor", ()), setting)
            return keys if len(keys) > 1 else ()
    return ()


def _named_sides(
    figure: _Figure, victims: Sequence[Mention], firings: Sequence[Firing], setting: CasualtySetting
) -> tuple[str, ...]:
    """Whose people they are by the words beside the number: named with them, else the clause's state."""
    named = _keys(victims, setting)
    if named or _by_other(figure):
        return named
    shared = figure.firing.slots.get("count", ()) if figure.whole is None else ()
    shortest = sorted(firings, key=lambda f: len(f.span))
    for counted in ((figure.mention,), shared):
        beside = (f for f in shortest if any(m in counted for m in f.slots["count"]))
        keys = next((keys for f in beside if (keys := _keys(f.slots.get("actor", ())[-1:], setting))), ())
        if keys:
            return keys
    return ()


def _told_sides(
    figure: _Figure, masked: Masked, setting: CasualtySetting, sources: Sequence[Mention]
) -> tuple[str, ...]:
    """Whose people they are by who says so: a party that reports speaks of its own, and so does one that is quoted."""
    before = [m for m in sources if m.span.end <= figure.mention.span.start and not _by_other(figure)]
    for source in reversed(before):
        keys = setting.owners(source) or (setting.keys(source) if source.kind in STATES else ())
        if keys:
            return keys if not setting.parties or set(keys) <= set(setting.parties) else ()
    if setting.claimant not in setting.parties:
        return ()
    doers = _actors(masked, masked.sentence.span.start, figure.mention.span.start) if _by_other(figure) else ()
    return () if setting.claimant in _keys(doers, setting) else (setting.claimant,)


def _by_other(figure: _Figure) -> bool:
    """Whether the clause's subject did it to them."""
    return "subject" in figure.firing.rule.options.get("doneBy", ())


def _actors(masked: Masked, start: int, end: int) -> tuple[Mention, ...]:
    """The actors named in a stretch of the part's text."""
    named = (masked.mentions[place] for place in sorted(masked.mentions))
    return tuple(m for m in named if m.kind in ACTORS and start <= m.span.start < end)


def _keys(mentions: Sequence[Mention], setting: CasualtySetting) -> tuple[str, ...]:
    """Whose people these are: of the state inside a longer name, else the actor's; a group is no side by itself."""
    found = ((m, setting.owners(m)) for m in mentions)
    return tuple(
        dict.fromkeys(k for m, owners in found for k in owners or (setting.keys(m) if m.kind is not Kind.GROUP else ()))
    )


def _sources(masked: Masked, rules: Rules) -> tuple[Mention, ...]:
    """The sources that the sentence quotes, in order."""
    found = {m.span.start: m for f in fire(rules.of("SourceRule"), masked) for m in f.slots.get("source", ())}
    return tuple(found[at] for at in sorted(found))
