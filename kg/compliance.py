"""What a speaker says that an actor does to an agreement: breaks it, keeps it, signed it, brokered it, invokes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.model import ACTORS, Kind, Mention
from kg.rules import Firing, Masked, Rules, fire
from kg.text import Span

SIGNED = "signed"
BESIDE = frozenset({SIGNED, "mediated"})
RESOLUTION = "agreement/resolution-"
BREACH = "violates"
_CLAUSE_ENDS = frozenset("，；：")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceFinding:
    """One actor (None where the text names none) and one agreement, by key, and what is said of the two."""

    compliance: str
    span: Span
    rule: str
    agreement: str
    complier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceSetting:
    """What the rules cannot tell by themselves.

    Who speaks, how mentions resolve to keys, the parties of an agreement, and whom the sentence accuses: a breach is
    the accused's, never the claimant's own.
    """

    claimant: str
    keys: Callable[[Mention], tuple[str, ...]]
    parties: Callable[[str], tuple[str, ...]]
    accused: tuple[str, ...] = ()


def find_compliance(masked: Masked, rules: Rules, setting: ComplianceSetting) -> tuple[ComplianceFinding, ...]:
    """What the sentence says that actors do to agreements, in the order of the rules."""
    found: dict[tuple[str, str, str | None], ComplianceFinding] = {}
    taken: dict[int, str] = {}
    for firing in fire(rules.of("ComplianceRule"), masked):
        kind = firing.rule.yields[0]
        for mention in firing.slots.get("agreement", ()):
            at = mention.span.start
            if taken.get(at, kind) != kind and kind not in BESIDE:
                continue
            if kind not in BESIDE:
                taken[at] = kind
            for agreement in setting.keys(mention):
                if kind == SIGNED and agreement.startswith(RESOLUTION):  # it is adopted, by an organ
                    continue
                for complier in _compliers(firing, mention, agreement, setting):
                    found.setdefault(
                        (kind, agreement, complier),
                        ComplianceFinding(
                            compliance=kind,
                            span=firing.span,
                            rule=firing.rule.name,
                            agreement=agreement,
                            complier=complier,
                        ),
                    )
    return tuple(found.values())


def _compliers(
    firing: Firing, mention: Mention, agreement: str, setting: ComplianceSetting
) -> tuple[str, ...] | tuple[None]:
    """The actors concerned, from the pattern's slot or by the rule's own advice; (None,) where there is none."""
    named = tuple(k for m in firing.slots.get("complier", ()) for k in setting.keys(m))
    if named:
        return tuple(dict.fromkeys(named))
    advice = firing.rule.options.get("complier", ("nobody",))[0]
    if advice == "speaker":
        return (setting.claimant,)
    if advice == "subject" and firing.rule.yields[0] == BREACH:
        return setting.accused or tuple(k for k in subject(firing, setting) if k != setting.claimant) or (None,)
    if advice == "subject":
        return subject(firing, setting) or (None,)
    if advice == "parties":
        return setting.parties(agreement) or (None,)
    return (None,)


def subject(firing: Firing, setting: ComplianceSetting) -> tuple[str, ...]:
    """The keys of the first actor of the clause that the rule fired in, or of the nearest clause before with one."""
    masked = firing.masked
    starts = [0, *(i + 1 for i in range(firing.start) if masked.characters[i] in _CLAUSE_ENDS)]
    end = firing.start
    for start in reversed(starts):
        for mention in masked.within(start, end):
            if mention.kind in ACTORS and mention.kind is not Kind.GROUP:
                keys = setting.keys(mention)
                if keys:
                    return keys
        end = start
    return ()
