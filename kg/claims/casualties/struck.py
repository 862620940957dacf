"""Whose people a stated number counts, by what happens to them: whom it hits, where, at whose hands, who tells it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

import regex

from kg.claims.casualties.sides import actors_in, keys_of, state_of
from kg.claims.context import Context
from kg.claims.events.finding import EventFinding, related
from kg.claims.events.scene import NAMED
from kg.knowledge.sentence_rules import JOINT, WHENCE
from kg.knowledge.victims import WHOLE, Victims, load_victims
from kg.mentions.masking import Masked
from kg.model.mention import ACTORS, STATES, Kind, Mention
from kg.resources import shipped

_LISTED = regex.compile(JOINT)
_RESIDENTS = frozenset({"civilians", "children", "women"})
_BODIES = frozenset({Kind.ORGANIZATION, Kind.FORCE})
_PEOPLES = STATES | {Kind.FORCE, Kind.GROUP}
_STRANGERS = frozenset({"fighters", "prisoners", "refugees"})
_STAFF = frozenset({"peacekeepers", "staff"})
_GUESTS = _STRANGERS | _STAFF
_SOLDIERS = frozenset({"military", "border-guards", "police"})


def home_sides(victims: str, masked: Masked, context: Context, at: int, other: bool) -> tuple[str, ...]:
    """The state in which the inhabitants of the sentence's places live, where a third tells of them or that state.

    Of people of whom it may have soldiers and workers too that state alone says so, unless it did it to them; `at` and
    `other` are as for `told_sides`.
    """
    if not context.homes:
        return ()
    named = (m for m in masked.mentions.values() if m.kind is Kind.PLACE)
    homes = {context.homes[key] for key in context.keys_of(*named) if key in context.homes}
    if len(homes) != 1 or not homes <= context.states | {context.claimant}:
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
    before = [finding for finding in told if finding.span.start < at]
    hit = {*_sufferers(before)}
    if not hit or _classes().of(victims) in _STRANGERS:
        return ()
    if any(m.kind is Kind.PLACE and m.surface in victims for m in masked.mentions.values()):  # where they live
        return ()
    sides = _state_hit(hit, at, masked, context)
    return () if related(sides, _doers(before)) else at_home(victims, sides, context)


def at_home(victims: str, sides: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """The sides that people may be of: a mission or a movement has neither inhabitants nor refugees."""
    lives = _classes().of(victims) in _RESIDENTS | {"refugees"}
    return () if lives and not context.states.issuperset(sides) else sides


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
    known = len(homes) == 1 and homes <= context.states
    return tuple(homes) if known and not _hit_by_rival(homes, context, told) else ()


def _hit_by_rival(homes: Set[str], context: Context, told: Sequence[EventFinding]) -> bool:
    """Whether the speaker says that the state in which they live, its rival, has hit them."""
    return homes <= {*context.rivals} and related(homes, _doers(told))


def _doers(told: Sequence[EventFinding]) -> list[str]:
    """The keys of those who did what is told as done."""
    return [key for finding in told if finding.polarity == "positive" for key in finding.agents]


def _sufferers(told: Sequence[EventFinding]) -> list[str]:
    """The keys of those whom what is told as done befell."""
    return [key for finding in told if finding.polarity == "positive" for key in finding.patients]


def tellers_sides(
    victims: str, guests: bool, masked: Masked, context: Context, told: Sequence[EventFinding]
) -> tuple[str, ...]:
    """The state that tells, of people whom others hit: it speaks of its own where it speaks of no third state.

    Where nobody is said to have done it, the whole text speaks of no other state.
    """
    me, doers = context.claimant, _doers(told)
    if not told or related(doers, (me,)):
        return ()
    own = _own_named(masked, context)
    if not _may_be_own(victims, guests, own):
        return ()
    if context.impartial or me not in context.states or _hit_their_own(doers, masked, context):
        return ()
    spoken_of = _lands(masked, context) | (frozenset() if own and doers else context.states)
    theirs = _doers_own(doers, masked, context)
    return (me,) if all(key == me or related((key,), theirs) for key in spoken_of) else ()


def _doers_own(doers: Sequence[str], masked: Masked, context: Context) -> set[str]:
    """The doers, whose they are by the names that a sentence has for them, and where they come from."""
    named = (m for m in masked.mentions.values() if related(context.keys_of(m), doers))
    whence = (key for m in _whence(masked) for key in (*context.keys_of(m), *context.owners_of(m)))
    return {*doers, *whence, *(key for m in named for key in context.owners_of(m))}


def _hit_their_own(doers: Sequence[str], masked: Masked, context: Context) -> bool:
    """Whether a sentence names people of the doers' own state who are not the doers."""
    groups = (m for m in masked.mentions.values() if m.kind is Kind.GROUP and not related(context.keys_of(m), doers))
    return any(related(context.owners_of(m), doers) for m in groups)


def _may_be_own(victims: str, guests: bool, own: bool) -> bool:
    """Whether people may be those of a state that tells of them; of staff only where it names its own."""
    who = _classes().of(victims)
    return who not in _STRANGERS and (not guests or who in _SOLDIERS or (own and who in _STAFF))


def _whence(masked: Masked) -> tuple[Mention, ...]:
    """The states from which somebody comes or fires, or where he is stationed."""
    states = ((at, m) for at, m in masked.mentions.items() if m.kind in STATES)
    return tuple(m for at, m in states if masked.characters[:at].endswith(WHENCE))


def _own_named(masked: Masked, context: Context) -> bool:
    """Whether a sentence says my country, or names the state that speaks or what is its own."""
    return any(context.claimant in (*context.owners_of(m), *context.keys_of(m)) for m in masked.mentions.values())


def _lands(masked: Masked, context: Context) -> frozenset[str]:
    """The states of which a sentence speaks: named, as whose people or forces, or as where its places lie."""
    named: set[str] = set()
    for mention in masked.mentions.values():
        keys = context.keys_of(mention)
        named.update(context.homes[key] for key in keys if key in context.homes)
        named.update(context.owners_of(mention) if mention.kind in ACTORS else ())
        named.update(key for key in keys if key in context.states)
    return frozenset(named)


def staff_sides(
    victims: str, at: int, masked: Masked, context: Context, told: Sequence[EventFinding]
) -> tuple[str, ...]:
    """The one body whose people or camp are hit by what the sentence tells before the number, for its staff.

    People of no kind are such where nobody else is hit.
    """
    who, hit = _classes().of(victims), {*_sufferers(told)}
    if who not in _STAFF and not (who in (None, WHOLE) and _is_no_state(hit, masked, context)):
        return ()
    before = (m for m in masked.mentions.values() if m.span.start < at and m.kind in _BODIES)
    bodies = {key for m in before for key in context.keys_of(m) if key in hit}
    return tuple(bodies) if len(bodies) == 1 else ()


def _is_no_state(hit: Set[str], masked: Masked, context: Context) -> bool:
    """Whether none of those who are hit is a state's, nor a state."""
    named = [m for m in masked.mentions.values() if not hit.isdisjoint(context.keys_of(m))] if hit else []
    return bool(named) and not any(state_of(m, context) for m in named)


def country_sides(victims: str, moved: bool, masked: Masked, context: Context) -> tuple[str, ...]:
    """The one state of which an impartial text speaks, for the people who live in it.

    Those who have `moved` may have come to the state that their sentence names.
    """
    if moved and any(mention.kind in STATES for mention in masked.mentions.values()):
        return ()
    if not context.impartial or _classes().of(victims) in _GUESTS | _SOLDIERS:
        return ()
    only = (
        tuple(context.states) if len(context.states) == 1 else tuple(k for k in context.country if k in context.states)
    )
    return only if _lands(masked, context) <= {*only} else ()


def _home(key: str, masked: Masked, context: Context) -> tuple[str, ...]:
    """The state in which a place lies: known, or that of the place that is named in one breath with it."""
    known = {**context.homes, **{state: state for state in context.states}}
    if key in known:
        return (known[key],)
    for chain in NAMED.finditer(masked.characters):
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
    states = {(m.kind in _PEOPLES and state_of(m, context)) or _own(m, context) for m in named}
    return states.pop() if len(states) == 1 else ()


def _own(mention: Mention, context: Context) -> tuple[str, ...]:
    """The state that speaks, where a word such as my country means it."""
    keys = context.keys_of(mention)
    return keys if mention.kind is Kind.ANAPHOR and keys == (context.claimant,) and not context.impartial else ()


@cache
def _classes() -> Victims:
    return load_victims(shipped("ontology") / "schemes" / "victims.ttl")
