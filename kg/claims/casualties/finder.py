"""Stated numbers of people killed, injured, missing, displaced, captured, released: who, how many, whose they are.

The words are rules in Turtle (`ontology/rules/claims/casualties/casualties.ttl`,
which says how rules of this class are told apart).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.casualties.figures import GUESTS, NOBODY, Figure, Figures, find_figures
from kg.claims.casualties.listed_harms import ROLE
from kg.claims.casualties.respective import sides_in_turn
from kg.claims.casualties.sides import (
    actors_in,
    by_other,
    keys_of,
    named_sides,
    quoted_sources,
    same_actors,
    told_sides,
)
from kg.claims.casualties.struck import (
    at_home,
    country_sides,
    dwelling_sides,
    home_sides,
    hurt_sides,
    staff_sides,
    tellers_sides,
)
from kg.claims.context import Context
from kg.claims.events.finding import EventFinding
from kg.claims.reading import CLAUSE_ENDS
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import CasualtyRule, ContextRule, Rules
from kg.mentions.masking import Firing, Masked, fire
from kg.model.mention import ACTORS, Kind, Mention
from kg.model.text import Span

BOUNDS = ("exact", "at_least", "about", "more_than", "at_most")
_CLAUSE_ENDS = frozenset(CLAUSE_ENDS)
MOVED = frozenset({"displaced", "returned"})
SUPPOSED = frozenset({"hypothetical", "negated", "owed", "asked"})
NO_SIDE = ""  # of armed people, who are no side: a figure may hold for them as for a side


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyFinding:
    """A stated number of people and what befell them.

    `span` (the words that say so) counts the part's text; `victims` is as printed; `sides` are the keys of the actors
    that they may belong to and `side` the only one; `guests` tells of people who do not live where they are; `part_of`
    is the place, among the sentence's findings, of the figure that this one is part of.
    """

    span: Span
    rule: str
    harm: str
    count: int
    bound: str
    victims: str = ""
    sides: tuple[str, ...] = ()
    guests: bool = False
    part_of: int | None = None

    @property
    def side(self) -> str | None:
        """The key of the actor whose people they are, None where the text names none or several."""
        return self.sides[0] if len(self.sides) == 1 else None


def find_casualties(masked: Masked, rules: Rules, context: Context) -> tuple[CasualtyFinding, ...]:
    """The stated numbers of people that came to harm or freedom in a sentence, in its order.

    Denied, feared and planned figures are none, nor are numbers of things; that nobody was harmed is a figure of 0.
    """
    stated, unharmed = find_figures(masked, rules), _nobody(masked, rules)
    if not stated.figures and not unharmed:
        return ()
    sources = quoted_sources(masked, rules)
    nobody = (_unharmed(firing, context, sources) for firing in unharmed)
    return (*_findings(stated, masked, context, sources), *nobody)


def with_the_hurt(
    found: Sequence[CasualtyFinding], masked: Masked, context: Context, told: Sequence[EventFinding]
) -> tuple[CasualtyFinding, ...]:
    """The figures of a sentence, those of nobody's people with the side of whom the events `told` hit, or where."""
    return tuple(c if c.sides else replace(c, sides=_hit(c, masked, context, told)) for c in found)


def _hit(c: CasualtyFinding, masked: Masked, context: Context, told: Sequence[EventFinding]) -> tuple[str, ...]:
    """Whose people they are by what happens: whom it hits, where, at whose hands, in which country."""
    kinds = frozenset().union(*schemes().harm_events.get(c.harm, ()))
    harmful = [finding for finding in told if finding.type in kinds]
    before = [finding for finding in context.previous.events if finding.type in kinds]
    at = c.span.start
    sides: tuple[str, ...] = ()
    if c.harm not in MOVED:
        sides = hurt_sides(c.victims, at, masked, context, harmful)
        sides = sides or staff_sides(c.victims, at, masked, context, harmful)
    if not sides and not c.guests:
        sides = dwelling_sides(c.victims, masked, context, told)
    sides = sides or tellers_sides(c.victims, c.guests, masked, context, harmful or before)
    return sides or (() if c.guests else country_sides(c.victims, c.harm in MOVED, masked, context))


def _nobody(masked: Masked, rules: Rules) -> list[Firing[CasualtyRule]]:
    """Where harms are said to have befallen nobody; what is only supposed or wished is none."""
    taken: list[Firing[CasualtyRule]] = []
    said = tuple(fire(rules.such(CasualtyRule, _tells_of_nobody, True), masked))
    supposed = rules.such(ContextRule, _supposes, True) if said else ()
    cues = tuple(fire(supposed, masked))
    for firing in said:
        if _says_so(firing, cues) and not any(firing.start < t.end and t.start < firing.end for t in taken):
            taken.append(firing)
    return taken


def _tells_of_nobody(rule: CasualtyRule) -> bool:
    return NOBODY in rule.counted


def _supposes(rule: ContextRule) -> bool:
    return not SUPPOSED.isdisjoint(rule.yields)


def _unharmed(firing: Firing[CasualtyRule], context: Context, sources: Sequence[Mention]) -> CasualtyFinding:
    masked, span = firing.masked, firing.groups.get("victims")
    named = keys_of(actors_in(masked, span.start, span.end), context) if span else ()
    return CasualtyFinding(
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
    supposed = any(_CLAUSE_ENDS.isdisjoint(between) for between in ahead)
    return not supposed and all(count.number == 1 for count in counts)


def _findings(
    stated: Figures, masked: Masked, context: Context, sources: Sequence[Mention]
) -> Iterator[CasualtyFinding]:
    """A finding for each figure, and one for each actor where it holds for each of several."""
    figures, roles = stated.figures, stated.roles
    each = [_each(figure, roles["each"], context) for figure in figures]
    sizes = [max(1, len(keys)) for keys in each]
    places: dict[int | None, int] = {f.mention.span.start: sum(sizes[:n]) for n, f in enumerate(figures)}
    in_turn = sides_in_turn(roles[ROLE], context)
    before: tuple[Figure, tuple[str, ...]] | None = None
    of: dict[int | None, tuple[str, ...]] = {}
    told: list[tuple[str, Figure, tuple[str, ...]]] = []
    for figure, keys in zip(figures, each, strict=True):
        at = figure.mention.span.start
        words, named = _victims(figure, roles["victims"], masked)
        sides = _by_words(figure, words, named, roles["side"], context) or of.get(figure.whole, ())
        apart = _of_a_group(figure, roles["side"])
        sides = sides or _kept(before, figure, words, masked, context)
        sides = sides or _alike(words, told, masked, context, at)
        sides = sides or _unnamed(figure, words, masked, context, sources, apart)
        of[at] = sides = in_turn.get(at, sides)
        told.append((words, figure, sides))
        guests = apart or any(figure.mention in firing.slots["count"] for firing in roles[GUESTS])
        one = sides if len(sides) == 1 else ()  # of both sides together 43 fell: of neither of them so many
        finding = _finding(figure, words, one, places.get(figure.whole), guests)
        yield from (_holding_for(finding, key) for key in keys) if keys else (finding,)
        before = (figure, () if keys else sides)


def _holding_for(finding: CasualtyFinding, key: str) -> CasualtyFinding:
    """A figure that holds for each of several, as that of one of them."""
    return replace(finding, sides=(key,)) if key else replace(finding, sides=(), guests=True)


def _by_words(
    figure: Figure, words: str, named: Sequence[Mention], firings: Sequence[Firing], context: Context
) -> tuple[str, ...]:
    """The sides that the words beside a figure give it; people called by no actor's name may live there."""
    sides = named_sides(figure, named, firings, context)
    return sides if any(mention.kind in ACTORS for mention in named) else at_home(words, sides, context)


def _of_a_group(figure: Figure, firings: Sequence[Firing]) -> bool:
    """Whether the words nearest to a figure that say whose it is name a group: of the rebels 12 fell."""
    beside = sorted((f for f in firings if figure.mention in f.slots["count"]), key=lambda f: len(f.span))
    actors = next((actors for f in beside if (actors := f.slots.get("actor", ())[-1:])), ())
    return any(actor.kind is Kind.GROUP for actor in actors)


def _kept(
    before: tuple[Figure, tuple[str, ...]] | None, figure: Figure, words: str, masked: Masked, context: Context
) -> tuple[str, ...]:
    """The side of the figure before, where the next one goes on with it and no other actor is named since."""
    if before is None or not _goes_on(before[0], figure, words, masked):
        return ()
    return before[1] if same_actors(masked, before, figure.mention.span.start, context) else ()


def _unnamed(
    figure: Figure, words: str, masked: Masked, context: Context, sources: Sequence[Mention], apart: bool
) -> tuple[str, ...]:
    """The side of people whose side no words beside them name: by who tells of them, or by the place.

    `apart` tells of people of a group that is no side, who need not live where they are.
    """
    at, other = figure.mention.span.start, by_other(figure)
    told = told_sides(at, masked, context, sources, other)
    return told or (() if apart or figure.harm in MOVED else home_sides(words, masked, context, at, other))


def _alike(
    words: str, told: Sequence[tuple[str, Figure, tuple[str, ...]]], masked: Masked, context: Context, at: int
) -> tuple[str, ...]:
    """The side of people counted before whose name, without the state, is repeated: 3 civilians of A, 5 civilians."""
    if not words:
        return ()
    before = ((f, sides) for named, f, sides in reversed(told) if sides and named.endswith(words))
    last = next(before, None)  # where another actor is named since it, one is since those before it
    return last[1] if last and same_actors(masked, last, at, context) else ()


def _goes_on(one: Figure, two: Figure, words: str, masked: Masked) -> bool:
    """Whether a figure counts more of those just told: no words say who, or one clause does; who moves is another."""
    return (one.harm in MOVED) == (two.harm in MOVED) and (not words or _in_a_row(one, two, masked))


def _in_a_row(one: Figure, two: Figure, masked: Masked) -> bool:
    """Whether two harms stand in one clause and befell the people of one subject, as in 死3人、伤5人."""
    between = masked.text[one.mention.span.end : two.mention.span.start]
    return one.harm != two.harm and by_other(one) == by_other(two) and _CLAUSE_ENDS.isdisjoint(between)


def _finding(figure: Figure, victims: str, sides: tuple[str, ...], whole: int | None, guests: bool) -> CasualtyFinding:
    span, own = figure.firing.span, figure.mention.span
    return CasualtyFinding(
        span=Span(min(span.start, own.start), max(span.end, own.end)),
        rule=figure.firing.rule.name,
        harm=figure.harm,
        count=int(figure.count.number),
        bound=_bound(figure),
        victims=victims or (figure.count.unit if figure.count.counts == "persons" else ""),
        sides=sides,
        guests=guests,
        part_of=whole,
    )


def _bound(figure: Figure) -> str:
    """The count's own bound, or the one that the rule's pattern found apart from it."""
    apart = next((b for b in BOUNDS if b in figure.firing.groups), "exact")
    return apart if figure.count.bound == "exact" else figure.count.bound


def _victims(figure: Figure, firings: Sequence[Firing], masked: Masked) -> tuple[str, tuple[Mention, ...]]:
    """Who is counted, as printed, and what is named in these words."""
    for firing in firings:
        if firing.slots["count"][-1] == figure.mention:
            span = _of_one(firing.groups["victims"], masked)
            return _printed(firing, span), masked.within(*masked.place(span))
    return "", ()


def _of_one(span: Span, masked: Masked) -> Span:
    """The words up to the next count and the sign or word that joins it."""
    start, end = masked.place(span)
    later = (i for i in range(start, end) if i in masked.mentions and masked.mentions[i].kind is Kind.COUNT)
    stop = next(later, end)
    return masked.span(start, max(stop - 1, start)) if stop < end else span


def _printed(firing: Firing, span: Span) -> str:
    """The words of a span inside a firing, with what its mentions' letters stand for."""
    masked, words = firing.masked, []
    for place in range(firing.start, firing.end):
        if span.start <= masked.starts[place] < span.end:
            mention = masked.mentions.get(place)
            words.append(mention.surface if mention else masked.characters[place])
    return "".join(words)


def _each(figure: Figure, firings: Sequence[Firing], context: Context) -> tuple[str, ...]:
    """The actors for each of which the figure holds, where there are several; armed people are nobody's."""
    of_it = (firing.slots.get("actor", ()) for firing in firings if figure.mention in firing.slots["count"])
    actors = max(of_it, key=len, default=())
    keys = keys_of(actors, context)
    bands = any(actor.kind is Kind.GROUP and not keys_of((actor,), context) for actor in actors)
    keys = (*keys, NO_SIDE) if keys and bands else keys
    return keys if len(keys) > 1 else ()
