"""Who did what to whom, and where: the words round an event's trigger, read by the clause grammar of the rules.

A rule of this grammar is an event rule that yields nothing and fills a role: its pattern sees the sentence with the
trigger masked as `TRIGGER`. Rules are tried in order; what a rule fills, or lists in `lkg:closes`, is closed to later
ones; the actors of a rule that fills `NOBODY` play no role (who welcomes a visit is no visitor).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kg.model import Mention, Span
from kg.rules import Masked, Rule, fire

TRIGGER = "▲"
ROLES = ("agent", "patient", "participant", "place")
NOBODY = "nobody"
NO_ROLES: Mapping[str, tuple[Mention, ...]] = MappingProxyType({})


def stretch(masked: Masked, span: Span) -> tuple[int, int]:
    """Where a span of the part's text lies in the masked characters, half-open."""
    return bisect_left(masked.starts, span.start), bisect_left(masked.starts, span.end)


def hide(masked: Masked, start: int, end: int) -> Masked:
    """The sentence with a stretch of it masked as the one character `TRIGGER`; what is named there is gone."""
    shift = end - start - 1
    mentions = {i if i < start else i - shift: m for i, m in masked.mentions.items() if not start <= i < end}
    return Masked(
        sentence=masked.sentence,
        characters=masked.characters[:start] + TRIGGER + masked.characters[end:],
        starts=masked.starts[: start + 1] + masked.starts[end:],
        mentions=mentions,
    )


def arguments(
    grammar: Sequence[Rule],
    masked: Masked,
    trigger: tuple[int, int],
    wanted: Sequence[str],
    given: Mapping[str, tuple[Mention, ...]] = NO_ROLES,
) -> dict[str, tuple[Mention, ...]]:
    """The mentions in each wanted role of the event told at the trigger; what a rule has `given` stays as it is."""
    found = {role: given[role] for role in ROLES if given.get(role)}
    closed = set(found)
    hidden = hide(masked, *trigger)
    for rule in grammar:
        if NOBODY in rule.options["fills"]:
            found[NOBODY] = (*found.get(NOBODY, ()), *_fillers(rule, hidden, "actor"))
            continue
        fills = [role for role in rule.options["fills"] if role in wanted]
        filled: set[str] = set()
        for role in fills:
            mentions = _fillers(rule, hidden, role) if role not in closed else ()
            taken = tuple(m for m in mentions if role == "place" or not _taken(m, found))
            if taken:
                found[role] = taken
                filled.add(role)
        if filled:
            closed |= filled | set(rule.options.get("closes", ()))
    return found


def _taken(mention: Mention, found: Mapping[str, tuple[Mention, ...]]) -> bool:
    return any(mention in mentions for role, mentions in found.items() if role != "place")


def _fillers(rule: Rule, masked: Masked, role: str) -> tuple[Mention, ...]:
    """What a rule of the grammar finds for a role, in the text's order, each mention once."""
    found = {m.span.start: m for firing in fire((rule,), masked) for m in firing.slots.get(role, ())}
    return tuple(found[at] for at in sorted(found))
