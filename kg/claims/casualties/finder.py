"""Stated numbers of people killed, injured, missing, displaced, captured, released: who, how many, whose they are.

The words are rules in Turtle (`ontology/rules/claims/casualties/casualties.ttl`,
which says how rules of this class are told apart).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims.casualties.sides import (
    Figure,
    actors_in,
    by_other,
    keys_of,
    named_sides,
    quoted_sources,
    same_actors,
    told_sides,
)
from kg.claims.context import Context
from kg.knowledge.sentence_rules import CasualtyRule, ContextRule, Rules
from kg.mentions.masking import Firing, Masked, fire, spelled
from kg.model.mention import Count, Mention
from kg.model.text import Problem, Span, Text

BOUNDS = ("exact", "at_least", "about", "more_than")
UPPER = ("at_most",)
PEOPLE = frozenset({"persons", "people", ""})
ROLES = frozenset({"nothing", "part", "victims", "side", "each"})
NOBODY = "nobody"
CLAUSE_ENDS = frozenset("，；：。")
SUPPOSED = frozenset({"hypothetical", "negated", "owed", "asked"})


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


def find_casualties(masked: Masked, rules: Rules, context: Context) -> tuple[CasualtyFinding, ...]:
    """The stated numbers of people that came to harm or freedom in a sentence, in its order.

    Denied, feared and planned figures are none, nor are numbers of things, nor upper bounds (`upper_bounds`); that
    nobody was harmed is a figure of 0.
    """
    counts, sources = _counts(masked, BOUNDS), quoted_sources(masked, rules)
    roles, figures = _read(masked, rules, counts) if counts else ({}, ())
    return (*_findings(figures, masked, roles, context, sources), *_nobody(masked, rules, context, sources))


def _nobody(masked: Masked, rules: Rules, context: Context, sources: Sequence[Mention]) -> Iterator[CasualtyFinding]:
    """The harms that are said to have befallen nobody; what is only supposed or wished is none."""
    said = tuple(rule for rule in rules.of(CasualtyRule) if NOBODY in rule.counted)
    cues = [cue for cue in fire(rules.of(ContextRule), masked) if SUPPOSED.intersection(cue.rule.yields)]
    taken: list[Firing[CasualtyRule]] = []
    for firing in fire(said, masked):
        if not _says_so(firing, cues) or any(firing.start < t.end and t.start < firing.end for t in taken):
            continue
        taken.append(firing)
        span = firing.groups.get("victims")
        named = keys_of(actors_in(masked, span.start, span.end), context) if span else ()
        yield CasualtyFinding(
            span=firing.span,
            rule=firing.rule.name,
            harm=firing.rule.yields[0],
            count=0,
            bound=BOUNDS[0],
            victims=_printed(firing, span) if span else "",
            sides=named or told_sides(firing.span.start, masked, context, sources),
        )


def _says_so(firing: Firing, cues: Sequence[Firing]) -> bool:
    """Whether it is neither supposed in its clause nor a denial of several."""
    counts = [m.value for m in firing.slots.get("count", ()) if m.value]
    ahead = (firing.masked.characters[cue.end : firing.start] for cue in cues if cue.end <= firing.start)
    supposed = any(CLAUSE_ENDS.isdisjoint(between) for between in ahead)
    return not supposed and all(count.number == 1 for count in counts)


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
) -> tuple[Mapping[str, tuple[Firing[CasualtyRule], ...]], tuple[Figure, ...]]:
    """The firings of the rules that play a role, and the figures among the counts."""
    readings = (masked, spelled(masked))
    counting = tuple(rule for rule in rules.of(CasualtyRule) if NOBODY not in rule.counted)
    firings = tuple(f for reading in readings for f in fire(counting, reading))
    roles = {role: tuple(f for f in firings if role in f.rule.yields) for role in sorted(ROLES)}
    harms = tuple(f for f in firings if not ROLES.intersection(f.rule.yields))
    denied = {m.span.start for f in roles["nothing"] for m in f.slots["count"]}
    return roles, _figures({at: c for at, c in counts.items() if at not in denied}, harms, roles["part"])


def _counts(masked: Masked, bounds: tuple[str, ...]) -> dict[int, tuple[Mention, Count]]:
    """The sentence's counts of whole things with such a bound, by their mentions' starts."""
    found = {}
    for place in sorted(masked.mentions):
        mention = masked.mentions[place]
        count = mention.value
        if count and count.bound in bounds and isinstance(count.number, int):
            found[mention.span.start] = (mention, count)
    return found


def _figures(
    counts: Mapping[int, tuple[Mention, Count]],
    harms: Sequence[Firing[CasualtyRule]],
    parts: Sequence[Firing[CasualtyRule]],
) -> tuple[Figure, ...]:
    """The harm of each count: of the rule of highest priority, then of the shortest firing, else of its whole."""
    found: dict[int, Figure] = {}
    for firing in sorted(harms, key=lambda f: (-f.rule.priority, len(f.span))):
        for mention in firing.slots["count"]:
            at = mention.span.start
            if at in counts and at not in found and _fits(counts[at][1], firing):
                found[at] = Figure(mention=mention, count=counts[at][1], firing=firing, harm=firing.rule.yields[0])
    inside: dict[int, Firing[CasualtyRule]] = {}
    for firing in parts:
        for mention in firing.slots["count"]:
            if mention.span.start in counts:
                inside.setdefault(mention.span.start, firing)
    wholes = [at for at in sorted(found) if at not in inside]
    for at in sorted(inside):
        after = inside[at].rule.whole == "after"
        fitting = [w for w in wholes if w > at][:1] if after else [w for w in wholes if w < at][-1:]
        mention, count = counts[at]
        if fitting and count.counts in PEOPLE:
            whole = found[fitting[0]]
            own = found.get(at) or replace(whole, mention=mention, count=count, firing=inside[at])
            found[at] = replace(own, whole=fitting[0] if count.number <= whole.count.number else None)
    return tuple(found[at] for at in sorted(found))


def _fits(count: Count, firing: Firing[CasualtyRule]) -> bool:
    """Whether the rule takes counts of this unit: of people, or of what the rule says."""
    wanted = firing.rule.counted
    return count.counts in wanted if wanted else count.counts in PEOPLE


def _findings(
    figures: Sequence[Figure],
    masked: Masked,
    roles: Mapping[str, tuple[Firing[CasualtyRule], ...]],
    context: Context,
    sources: Sequence[Mention],
) -> Iterator[CasualtyFinding]:
    """A finding for each figure, and one for each actor where it holds for each of several."""
    each = [_each(figure, roles["each"], context) for figure in figures]
    sizes = [max(1, len(keys)) for keys in each]
    places = {f.mention.span.start: sum(sizes[:number]) for number, f in enumerate(figures)}
    before: tuple[Figure, tuple[str, ...]] | None = None
    for figure, keys in zip(figures, each, strict=True):
        words, named = _victims(figure, roles["victims"], masked)
        sides = named_sides(figure, named, roles["side"], context)
        if (
            not sides
            and not words
            and before is not None
            and same_actors(masked, before, figure.mention.span.start, context)
        ):
            sides = before[1]
        start = figure.mention.span.start
        sides = sides or told_sides(start, masked, context, sources, by_other(figure))
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


def _words(figure: Figure) -> Span:
    span, own = figure.firing.span, figure.mention.span
    return Span(min(span.start, own.start), max(span.end, own.end))


def _bound(figure: Figure) -> str:
    """The count's own bound, or the one that the rule's pattern found apart from it."""
    apart = next((b for b in BOUNDS if b in figure.firing.groups), "exact")
    return apart if figure.count.bound == "exact" else figure.count.bound


def _victims(figure: Figure, firings: Sequence[Firing], masked: Masked) -> tuple[str, tuple[Mention, ...]]:
    """Who is counted, as printed, and the actors named in these words."""
    for firing in firings:
        if firing.slots["count"][-1] == figure.mention:
            span = firing.groups["victims"]
            return _printed(firing, span), actors_in(masked, span.start, span.end)
    return "", ()


def _printed(firing: Firing, span: Span) -> str:
    """The words of a span inside a firing, with what its mentions' letters stand for."""
    masked, words = firing.masked, []
    for place in range(firing.start, firing.end):
        if span.start <= masked.starts[place] < span.end:
            mention = masked.mentions.get(place)
            words.append(mention.surface if mention else masked.characters[place])
    return "".join(words)


def _each(figure: Figure, firings: Sequence[Firing], context: Context) -> tuple[str, ...]:
    """The actors for each of which the figure holds, where there are several."""
    for firing in firings:
        if figure.mention in firing.slots["count"]:
            keys = keys_of(firing.slots.get("actor", ()), context)
            return keys if len(keys) > 1 else ()
    return ()
