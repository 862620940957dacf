"""Who did what to whom, and where: the words round an event's trigger, read by the clause grammar of the rules.

A rule of this grammar is an event rule that yields nothing and fills a role: its pattern sees the sentence with the
trigger masked as `TRIGGER`. Rules are tried in order; what a rule fills, or lists in `lkg:closes`, is closed to later
ones, but for one that picks `ALSO`; the actors of a rule that fills `NOBODY` play no role (who welcomes a visit is no
visitor), but that of a `RECIPIENT` or `CHAIR`. With `lkg:slot` `TOPIC` a rule means the subject of the sentence before,
with `SELF` whoever speaks in the part. Where no rule fills the place, it is the setting (`kg.claims.events.scene`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType

from kg.claims.events.scene import TRIGGER, narrowest, setting
from kg.knowledge.rule_row import RuleRow
from kg.knowledge.sentence_rules import EventRule
from kg.mentions.masking import Masked, fire
from kg.model.mention import Mention
from kg.model.text import Span

ROLES = ("agent", "patient", "participant", "place")
NOBODY = "nobody"
RECIPIENT = "recipient"
CHAIR = "chair"
TOPIC = "topic"
SELF = "self"
ALL = "all"
ALSO = "also"  # besides those who have the role already
NO_ROLES: Mapping[str, tuple[Mention, ...]] = MappingProxyType({})


def stretch(masked: Masked, span: Span) -> tuple[int, int]:
    """Where a span of the part's text lies in the masked characters, half-open."""
    return bisect_left(masked.starts, span.start), bisect_left(masked.starts, span.end)


def hide(masked: Masked, start: int, end: int) -> Masked:
    """The sentence with a stretch of it masked as the one character `TRIGGER`; what is named there is gone."""
    return masked.covered(start, end, TRIGGER)


def arguments(
    grammar: RuleRow[EventRule],
    masked: Masked,
    trigger: tuple[int, int],
    wanted: Sequence[str],
    given: Mapping[str, tuple[Mention, ...]] = NO_ROLES,
    before: Masked | None = None,
) -> dict[str, tuple[Mention, ...]]:
    """The mentions in each wanted role of the event told at the trigger; what a rule has `given` stays as it is.

    `before` is the sentence before, for the rules that look back.
    """
    roles = frozenset(wanted)
    found = {role: given[role] for role in ROLES if given.get(role)}
    if "place" in found:
        found["place"] = narrowest(masked, found["place"])
    closed = set(found)
    hidden = hide(masked, *_bare(masked, *trigger))
    idle: set[Mention] = set()
    for rule in grammar.possible(hidden.characters):
        if NOBODY in rule.fills:
            idle.update(m for firing in fire((rule,), hidden) for m in firing.slots.get("actor", ()))
            continue
        filled = set()
        also = rule.pick == ALSO
        for role in _open_roles(rule, roles, () if also else closed):
            barred = _barred(rule, role, found, idle)
            mentions = _fillers(rule, hidden, role, barred, _outside(rule, grammar, before))
            if mentions:
                found[role] = (*found.get(role, ()), *mentions) if also else mentions
                filled.add(role)
        if filled:
            closed |= filled | set(rule.closes)
    if "place" in wanted and "place" not in closed:
        found["place"] = setting(grammar, masked, hidden, found, before)
    return found


def _open_roles(rule: EventRule, wanted: frozenset[str], closed: Container[str]) -> list[str]:
    """The roles that a rule may fill for an event that wants such roles."""
    return [role for role in rule.fills if role not in closed and not wanted.isdisjoint(rule.for_ or (role,))]


def _barred(rule: EventRule, role: str, found: Mapping[str, tuple[Mention, ...]], idle: set[Mention]) -> set[Mention]:
    """The mentions that have a role or play none; a place may be the sufferer's land, unless the rule parts them."""
    names = rule.apart if role == "place" else tuple(n for n in ROLES if n != "place")
    spared = role == "place" or not {RECIPIENT, CHAIR}.isdisjoint(rule.for_)
    return {m for name in names for m in found.get(name, ())} | (set() if spared else idle)


def _bare(masked: Masked, start: int, end: int) -> tuple[int, int]:
    """The trigger up to the first name in it, so that the names that follow its verb can still fill a role."""
    first = next((i for i in range(start, end) if i in masked.mentions), end)
    return (start, first) if first > start else (start, end)


def _fillers(
    rule: EventRule, masked: Masked, role: str, barred: set[Mention], outside: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """What a rule of the grammar finds for a role: the first place's mentions, or those of all places in text order."""
    slot = rule.slot or role
    found: dict[int, Mention] = {}
    for firing in sorted(fire((rule,), masked), key=lambda f: f.start):
        stated = outside if slot == TOPIC else firing.slots.get(slot, ())
        mentions = [m for m in (narrowest(masked, stated) if role == "place" else stated) if m not in barred]
        found.update({m.span.start: m for m in mentions})
        if mentions and rule.pick not in (ALL, ALSO):
            break
    return tuple(found[at] for at in sorted(found))


def _outside(rule: EventRule, grammar: Sequence[EventRule], before: Masked | None) -> tuple[Mention, ...]:
    """What a rule that looks back means: the subject of the sentence before."""
    if rule.slot == TOPIC and before:
        topics = tuple(r for r in grammar if TOPIC in r.fills)
        return next((f.slots["agent"] for f in fire(topics, before) if "agent" in f.slots), ())
    return ()
