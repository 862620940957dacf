"""Whose people a stated number counts: by the words beside it, the clause, the one quoted or the one who speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import cache

import regex

from kg.claims.casualties.figures import Figure
from kg.claims.context import Context
from kg.claims.events.finding import EventFinding, related
from kg.claims.events.scene import CHAIN
from kg.knowledge.sentence_rules import JOINT, Rules, SourceRule
from kg.knowledge.victims import WHOLE, Victims, load_victims
from kg.mentions.masking import Firing, Masked, fire
from kg.model.mention import ACTORS, STATES, Kind, Mention
from kg.resources import shipped

_LISTED = regex.compile(JOINT)
_RESIDENTS = frozenset({"civilians", "children", "women"})
_PEOPLES = STATES | {Kind.FORCE, Kind.GROUP}
_STRANGERS = frozenset({"fighters", "prisoners", "refugees"})
_GUESTS = _STRANGERS | {"peacekeepers"}
_SOLDIERS = frozenset({"military", "border-guards"})


def same_actors(masked: Masked, before: tuple[Figure, tuple[str, ...]], end: int, context: Context) -> bool:
    """Whether no other actor is named between a figure and the next one."""
    named = actors_in(masked, before[0].mention.span.end, end)
    return all(key in before[1] for key in keys_of(named, context))


def named_sides(
    figure: Figure, victims: Sequence[Mention], firings: Sequence[Firing], context: Context
) -> tuple[str, ...]:
    """Whose people they are by the words beside the number: named with them, else the clause's state."""
    named = keys_of(victims, context)
    if named or by_other(figure):
        return named
    shared = figure.firing.slots.get("count", ()) if figure.whole is None else ()
    shortest = sorted(firings, key=lambda f: len(f.span))
    for counted in ((figure.mention,), shared):
        beside = (f for f in shortest if any(m in counted for m in f.slots["count"]))
        keys = next((keys for f in beside if (keys := keys_of(f.slots.get("actor", ())[-1:], context))), ())
        if keys:
            return keys
    return ()


def told_sides(
    at: int, masked: Masked, context: Context, sources: Sequence[Mention], other: bool = False
) -> tuple[str, ...]:
    """Whose people they are by who says so: a party that reports speaks of its own, and so does one that is quoted.

    `at` is where the number stands in the part's text, `other` whether the clause's subject did it to them.
    """
    before = () if other else (m for m in reversed(sources) if m.span.end <= at)
    said = next((keys for source in before if (keys := _state_of(source, context))), None)
    if said:
        return said if not context.parties or {*said} <= {*context.parties} else ()
    if context.claimant not in context.parties:
        return ()
    doers = actors_in(masked, masked.sentence.span.start, at) if other else ()
    return () if context.claimant in keys_of(doers, context) else (context.claimant,)


def home_sides(victims: str, masked: Masked, context: Context, at: int, other: bool) -> tuple[str, ...]:
    """The state in which the inhabitants of the sentence's places live, where a third tells of them or that state.

    Of people of whom it may have soldiers and workers too that state alone says so, unless it did it to them; `at` and
    `other` are as for `told_sides`.
    """
    named = (m for m in masked.mentions.values() if m.kind is Kind.PLACE)
    homes = {context.homes[key] for key in context.keys_of(*named) if key in context.homes}
    if len(homes) != 1:
        return ()
    who = _classes().of(victims)
    if homes == {context.claimant}:
        doers = keys_of(actors_in(masked, masked.sentence.span.start, at), context) if other else ()
        return tuple(homes) if who not in _GUESTS and context.claimant not in doers else ()
    return tuple(homes) if context.impartial and who in _RESIDENTS else ()


def hurt_sides(
    victims: str, at: int, masked: Masked, context: Context, told: Sequence[EventFinding]
) -> tuple[str, ...]:
    """The one state whose land, forces or people are hit by what the sentence tells before the number."""
    before = [finding for finding in told if finding.span.start < at and finding.polarity == "positive"]
    if _classes().of(victims) in _STRANGERS:
        return ()
    sides = _state_hit({key for finding in before for key in finding.patients}, at, masked, context)
    return () if related(sides, [key for finding in before for key in finding.agents]) else sides


def dwelling_sides(victims: str, masked: Masked, context: Context, told: Sequence[EventFinding]) -> tuple[str, ...]:
    """The one state in which all that a sentence tells happens, for people who live where they are.

    Where a state tells of another's land, only people whom it calls by a name are taken for its inhabitants: the others
    may be its enemies.
    """
    classes = _classes()
    anybody = not victims or classes.forms.get(victims) == WHOLE
    if classes.of(victims) in _GUESTS | _SOLDIERS or (anybody and not context.impartial):
        return ()
    places = {key for finding in told if finding.polarity == "positive" for key in finding.places}
    homes = {home for key in places for home in _home(key, masked, context) or (key,)}
    return tuple(homes) if len(homes) == 1 and homes <= context.states else ()


def _home(key: str, masked: Masked, context: Context) -> tuple[str, ...]:
    """The state in which a place lies: known, or that of the place that is named in one breath with it."""
    known = {**{state: state for state in context.states}, **context.homes}
    if key in known:
        return (known[key],)
    for chain in CHAIN.finditer(masked.characters):
        first, *inside = masked.within(*chain.span())
        joint = _LISTED.search(chain.group())
        wider = [known[one] for one in context.keys_of(first) if one in known] or context.owners_of(first)
        if wider and key in context.keys_of(*inside) and not (joint and joint.start() == 1):
            return tuple(wider)
    return ()


def _state_hit(hit: Set[str], at: int, masked: Masked, context: Context) -> tuple[str, ...]:
    """The one state whose land, forces or people all those are that are hit and named before the number."""
    before = (m for m in masked.mentions.values() if m.span.start < at)
    named = [m for m in before if not hit.isdisjoint(context.keys_of(m))]
    states = {(m.kind in _PEOPLES and _state_of(m, context)) or _own(m, context) for m in named}
    return states.pop() if len(states) == 1 else ()


def _own(mention: Mention, context: Context) -> tuple[str, ...]:
    """The state that speaks, where a word such as my country means it."""
    keys = context.keys_of(mention)
    return keys if mention.kind is Kind.ANAPHOR and keys == (context.claimant,) and not context.impartial else ()


@cache
def _classes() -> Victims:
    return load_victims(shipped("ontology") / "schemes" / "victims.ttl")


def _state_of(source: Mention, context: Context) -> tuple[str, ...]:
    """The state that is quoted, itself or by its organs."""
    return context.owners_of(source) or (context.keys_of(source) if source.kind in STATES else ())


def by_other(figure: Figure) -> bool:
    """Whether the clause's subject did it to them."""
    return figure.firing.rule.done_by == "subject"


def actors_in(masked: Masked, start: int, end: int) -> tuple[Mention, ...]:
    """The actors named in a stretch of the part's text."""
    places = range(bisect_left(masked.starts, start), bisect_left(masked.starts, end))
    named = (masked.mentions[place] for place in places if place in masked.mentions)
    return tuple(m for m in named if m.kind in ACTORS)


def keys_of(mentions: Sequence[Mention], context: Context) -> tuple[str, ...]:
    """Whose people these are: of the state inside a longer name, else the actor's; a group is no side by itself."""
    found = (context.owners_of(m) or (context.keys_of(m) if m.kind is not Kind.GROUP else ()) for m in mentions)
    return tuple(dict.fromkeys(key for keys in found for key in keys))


def quoted_sources(masked: Masked, rules: Rules) -> tuple[Mention, ...]:
    """The sources that the sentence quotes, in order."""
    found = {m.span.start: m for f in fire(rules.of(SourceRule), masked) for m in f.slots.get("source", ())}
    return tuple(found[at] for at in sorted(found))
