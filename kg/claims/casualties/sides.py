"""Whose people a stated number counts: by the words beside it, the clause, the one quoted or a party that speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.claims.casualties.figures import Figure
from kg.claims.context import Context
from kg.knowledge.sentence_rules import Rules, SourceRule
from kg.mentions.counts import ESTIMATE
from kg.mentions.masking import Firing, Masked, fire
from kg.model.mention import ACTORS, STATES, Kind, Mention

REQUEST = "request"


def same_actors(masked: Masked, before: tuple[Figure, tuple[str, ...]], end: int, context: Context) -> bool:
    """Whether no other actor is named between a figure and the next one."""
    named = actors_in(masked, before[0].mention.span.end, end)
    return all(key in before[1] for m in named for key in keys_of((m,), context) or context.keys_of(m))


def named_sides(
    figure: Figure, victims: Sequence[Mention], firings: Sequence[Firing], context: Context
) -> tuple[str, ...]:
    """Whose people they are by the words beside the number: named with them, else the clause's state.

    Of people of whom it is said where they live, what is said of those before or behind them tells nothing.
    """
    masked = figure.firing.masked
    named = keys_of([m for m in victims if m.kind in ACTORS and _is_named(m, context, masked)], context)
    if named or by_other(figure):
        return named
    lived = any(mention.kind is Kind.PLACE for mention in victims)
    return _home_of(victims, context) or _beside(figure, firings, context, lived)


def _home_of(victims: Sequence[Mention], context: Context) -> tuple[str, ...]:
    """The one state, of those that the document names, in which the places lie that people are named by."""
    homes = {context.homes[key] for key in context.keys_of(*victims) if key in context.homes}
    return tuple(homes) if len(homes) == 1 and homes <= context.states else ()


def _beside(figure: Figure, firings: Sequence[Firing], context: Context, alone: bool) -> tuple[str, ...]:
    """The side that a clause gives a figure, or all figures in one row if it does not stand `alone`."""
    shared = () if alone or figure.whole is not None else figure.firing.slots.get("count", ())
    shortest = sorted(firings, key=lambda f: len(f.span))
    for counted in ((figure.mention,), shared):
        beside = (f for f in shortest if any(m in counted and not _is_guessed(m, f) for m in f.slots["count"]))
        actors = next((actors for f in beside if (actors := f.slots.get("actor", ())[-1:])), ())
        if actors:
            return keys_of(actors, context)
    return ()


def _is_named(mention: Mention, context: Context, masked: Masked) -> bool:
    """Whether a force's name tells whose it is, or its sentence names the one that it stands for."""
    if mention.kind is not Kind.FORCE or mention.entries or "state" in mention.slots:
        return True
    owners = context.owners_of(mention)
    others = (m for m in masked.mentions.values() if m != mention)
    return not owners or any(key in (*context.keys_of(m), *context.owners_of(m)) for m in others for key in owners)


def _is_guessed(count: Mention, firing: Firing) -> bool:
    """Whether a number is what the actor right before it estimates."""
    before = firing.slots.get("actor", ())[-1:]
    return count.surface.startswith(ESTIMATE) and any(actor.span.end == count.span.start for actor in before)


def told_sides(
    at: int, masked: Masked, context: Context, sources: Sequence[Mention], other: bool = False
) -> tuple[str, ...]:
    """Whose people they are by who says so: a party that reports speaks of its own, and so does one that is quoted.

    `at` is where the number stands in the part's text, `other` whether the clause's subject did it to them.
    """
    before = () if other else (m for m in reversed(sources) if m.span.end <= at)
    said = next((keys for source in before if (keys := state_of(source, context))), None)
    if said:
        return said if not context.parties or {*said} <= {*context.parties} else ()
    if context.claimant not in context.parties:
        return ()
    doers = actors_in(masked, masked.sentence.span.start, at) if other else ()
    return () if context.claimant in keys_of(doers, context) else (context.claimant,)


def state_of(source: Mention, context: Context) -> tuple[str, ...]:
    """The state that is quoted, itself or by its organs."""
    owners = tuple(key for key in context.owners_of(source) if key in context.states)
    return owners or (context.keys_of(source) if source.kind in STATES else ())


def by_other(figure: Figure) -> bool:
    """Whether the clause's subject did it to them."""
    return figure.firing.rule.done_by == "subject"


def actors_in(masked: Masked, start: int, end: int) -> tuple[Mention, ...]:
    """The actors named in a stretch of the part's text."""
    places = range(bisect_left(masked.starts, start), bisect_left(masked.starts, end))
    named = (masked.mentions[place] for place in places if place in masked.mentions)
    return tuple(m for m in named if m.kind in ACTORS)


def keys_of(mentions: Sequence[Mention], context: Context) -> tuple[str, ...]:
    """Whose people these are: of the state inside a longer name, else the actor's; of a group only a people's."""
    found = (context.owners_of(m) or _itself(m, context) for m in mentions)
    return tuple(dict.fromkeys(key for keys in found for key in keys))


def _itself(mention: Mention, context: Context) -> tuple[str, ...]:
    keys = context.keys_of(mention)
    return tuple(key for key in keys if key in context.peoples) if mention.kind is Kind.GROUP else keys


def quoted_sources(masked: Masked, rules: Rules) -> tuple[Mention, ...]:
    """The sources that the sentence quotes, in order; who only asks for something tells of nobody's dead."""
    tell = (f for f in fire(rules.of(SourceRule), masked) if REQUEST not in f.rule.yields)
    found = {m.span.start: m for f in tell for m in f.slots.get("source", ())}
    return tuple(found[at] for at in sorted(found))
