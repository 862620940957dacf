"""Which of a sentence's counts are of people to whom something befell, by the casualty rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims.casualties.listed_harms import NAMED, ROLE, harms_in_turn
from kg.knowledge.sentence_rules import CasualtyRule, Rules
from kg.mentions.masking import Firing, Masked, fire, spelled
from kg.model.mention import Count, Mention

PEOPLE = frozenset({"persons", "people", ""})
GUESTS = "guests"
ROLES = frozenset({"nothing", "part", "victims", "side", "each", GUESTS, ROLE})
NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count that a rule has given a harm; `whole` is the start of the count that it is part of."""

    mention: Mention
    count: Count
    firing: Firing[CasualtyRule]
    harm: str
    whole: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a sentence, in its order, and by role the firings of the rules that say whose and who they are."""

    figures: tuple[Figure, ...] = ()
    roles: Mapping[str, tuple[Firing[CasualtyRule], ...]]


def find_figures(masked: Masked, rules: Rules) -> Figures:
    """The counts of people to whom something befell."""
    counts = _counts(masked)
    if not counts:
        return Figures(roles=dict.fromkeys(ROLES, ()))
    firings = _firings(masked, rules)
    roles = {role: tuple(f for f in firings if role in f.rule.yields) for role in sorted(ROLES)}
    denied = {m.span.start for f in roles["nothing"] for m in f.slots["count"]}
    stated = {at: count for at, count in counts.items() if at not in denied}
    harmed = _harmed(stated, [f for f in firings if ROLES.isdisjoint(f.rule.yields)])
    harmed = _with_listed(harmed, stated, roles[ROLE], harms_in_turn(masked, rules, roles[ROLE]))
    figures = _with_parts(harmed, stated, roles["part"])
    return Figures(figures=tuple(figures[at] for at in sorted(figures)), roles=roles)


def _firings(masked: Masked, rules: Rules) -> tuple[Firing[CasualtyRule], ...]:
    counting = rules.such(CasualtyRule, _counts_people, True)
    return (*fire(counting, masked), *fire(counting, spelled(masked)))


def _counts_people(rule: CasualtyRule) -> bool:
    return {NOBODY, NAMED}.isdisjoint(rule.counted)


def _counts(masked: Masked) -> dict[int, tuple[Mention, Count]]:
    """The sentence's counts of whole things, by their mentions' starts."""
    found = {}
    for place in sorted(masked.mentions):
        mention = masked.mentions[place]
        count = mention.value
        if count and isinstance(count.number, int):
            found[mention.span.start] = (mention, count)
    return found


def _harmed(counts: Mapping[int, tuple[Mention, Count]], harms: Sequence[Firing[CasualtyRule]]) -> dict[int, Figure]:
    """The harm of each count, from left to right: the words for one count are not those for its neighbour too."""
    reaching: dict[int, list[Firing[CasualtyRule]]] = {}
    for firing in harms:
        for at in dict.fromkeys(m.span.start for m in firing.slots["count"]):
            if at in counts and _fits(counts[at][1], firing):
                reaching.setdefault(at, []).append(firing)
    found: dict[int, Figure] = {}
    told = 0  # where the words end that stand behind a count and say what befell it
    for at in sorted(reaching):
        firings = _own(at, reaching[at], counts, told)
        if firings:
            mention, count = counts[at]
            firing = min(firings, key=lambda f: _rank(at, f))
            found[at] = Figure(mention=mention, count=count, firing=firing, harm=firing.rule.yields[0])
            told = told if _leads(firing) else max(told, firing.span.end)
    return found


def _own(
    at: int, firings: Sequence[Firing[CasualtyRule]], counts: Mapping[int, tuple[Mention, Count]], told: int
) -> list[Firing[CasualtyRule]]:
    """The firings whose words are not a neighbour's: told before of the one in front, or leading the one behind."""
    mine = [f for f in firings if not (_leads(f) and f.span.start < told)]
    led = any(_leads(f) and not _over(at, f) for f in mine)
    return [f for f in mine if _leads(f) or not (led and f.span.end in counts)]


def _with_listed(
    harmed: Mapping[int, Figure],
    counts: Mapping[int, tuple[Mention, Count]],
    firings: Sequence[Firing[CasualtyRule]],
    in_turn: Mapping[int, str],
) -> dict[int, Figure]:
    """The figures with those of lists of harms, but for those that the lists leave open."""
    found = {at: figure for at, figure in harmed.items() if at not in in_turn}
    for firing in firings:
        for at in (m.span.start for m in firing.slots["count"]):
            if in_turn.get(at) and at in counts and at not in found:
                mention, count = counts[at]
                found[at] = Figure(mention=mention, count=count, firing=firing, harm=in_turn[at])
    return found


def _rank(at: int, firing: Firing[CasualtyRule]) -> tuple[bool, bool, int, int]:
    """Nouns come last, words beside the count before those beyond another one; then by priority, then the shortest."""
    priority = firing.rule.priority
    return priority < 0, _over(at, firing), -priority, len(firing.span)


def _leads(firing: Firing) -> bool:
    """Whether a firing's words stand before its counts."""
    return firing.slots["count"][-1].span.end == firing.span.end


def _over(at: int, firing: Firing) -> bool:
    """Whether another count stands between a count and the firing's words."""
    return firing.slots["count"][0 if _leads(firing) else -1].span.start != at


def _fits(count: Count, firing: Firing[CasualtyRule]) -> bool:
    """Whether the rule takes counts of this unit: of people, or of what the rule says."""
    wanted = firing.rule.counted
    return count.counts in wanted if wanted else count.counts in PEOPLE


def _with_parts(
    harmed: Mapping[int, Figure], counts: Mapping[int, tuple[Mention, Count]], parts: Sequence[Firing[CasualtyRule]]
) -> dict[int, Figure]:
    """The figures with those that are part of another; without a harm of its own a part has that of its whole."""
    found = dict(harmed)
    inside: dict[int, Firing[CasualtyRule]] = {}
    for firing in parts:
        for at in (m.span.start for m in firing.slots["count"] if m.span.start in counts):
            inside.setdefault(at, firing)
    wholes = [at for at in sorted(harmed) if at not in inside]
    for at in sorted(inside):
        whole = _whole(at, wholes, inside[at].rule)
        mention, count = counts[at]
        if whole is not None and count.counts in PEOPLE:
            own = found.get(at) or replace(found[whole], mention=mention, count=count, firing=inside[at])
            found[at] = replace(own, whole=whole if count.number <= found[whole].count.number else None)
    return found


def _whole(at: int, wholes: Sequence[int], rule: CasualtyRule) -> int | None:
    """The nearest figure before a part, or behind it where the rule looks there."""
    ahead, behind = [w for w in wholes if w < at], [w for w in wholes if w > at]
    return next(iter(behind if rule.whole == "after" else reversed(ahead)), None)
