"""Harms in a list, each of which has its own figure in the list of figures that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.knowledge.sentence_rules import CasualtyRule, Rules
from kg.mentions.masking import Firing, Masked, fire

ROLE = "respective"
NAMED = "named"


def harms_in_turn(masked: Masked, rules: Rules, firings: Sequence[Firing[CasualtyRule]]) -> Mapping[int, str]:
    """The harm of each count in a list of harms, by the count's start; empty for those that cannot be told apart."""
    found: dict[int, str] = {}
    for firing in firings:
        harms = harms_of(masked, rules, firing)
        counts = firing.slots["count"]
        even = len(harms) == len(counts)
        found |= {m.span.start: harms[n] if even else "" for n, m in enumerate(counts) if harms}
    return found


def harms_of(masked: Masked, rules: Rules, firing: Firing) -> tuple[str, ...]:
    """The harms that a firing lists, in its order."""
    span = firing.groups.get("harms")
    if span is None:
        return ()
    named = fire(rules.such(CasualtyRule, names_harm, True), masked)
    within = sorted((f.span.start, f.rule.yields[0]) for f in named if span.covers(f.span))
    return tuple(harm for _, harm in within)


def names_harm(rule: CasualtyRule) -> bool:
    """Whether a rule only names a harm."""
    return NAMED in rule.counted
