"""What a denial denies: the deed that its words call a charge or not done, told there without a time of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claims.context import Context
from kg.claims.events.arguments import arguments
from kg.claims.events.finding import EventFinding, related
from kg.claims.events.triggers import Trigger, by_purpose, reaching, triggers
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import EventRule, Rules
from kg.mentions.masking import Firing, Masked, fire

CHARGED, BACK, NEGATED, HYPOTHETICAL = "charged", "charge-back", "negated", "hypothetical"


def with_denied(
    told: tuple[EventFinding, ...], masked: Masked, rules: Rules, context: Context, deniers: Sequence[str]
) -> tuple[EventFinding, ...]:
    """The events that a sentence tells, charges among them negative, and the deeds that it tells only to deny them.

    `deniers` are the keys of those who deny something in the sentence: a deed is denied by the one whose it would be.
    """
    if not deniers:
        return told
    charges, found = _rejected(told, masked, rules, context, deniers)
    if not found and any(BACK in cue.rule.yields for cue in fire(rules.of(EventRule), masked)):
        found = [replace(f, sentence=masked.sentence) for f in context.previous.charges if f.denier in deniers]
    rejected = (replace(f, polarity="negative") if f in charges else f for f in told)
    return (*(_own(f, deniers) for f in rejected), *found)


def _own(finding: EventFinding, deniers: Sequence[str]) -> EventFinding:
    """A deed that the sentence denies, without a doer whose deed none of those who deny it would have to deny."""
    if finding.polarity == "positive" or finding.type not in schemes().deeds or related(deniers, finding.agents):
        return finding
    return replace(finding, agents=())


def charges_of(masked: Masked, rules: Rules, context: Context, charged: str) -> tuple[EventFinding, ...]:
    """The deeds that a sentence lays at somebody's door in another's words, as that one would deny them."""
    return tuple(_rejected((), masked, rules, context, (charged,), denied=False)[1])


def _rejected(
    told: Sequence[EventFinding],
    masked: Masked,
    rules: Rules,
    context: Context,
    deniers: Sequence[str],
    denied: bool = True,
) -> tuple[list[EventFinding], list[EventFinding]]:
    """What is told of charges, and the deeds that are charged or, where the sentence denies, said not to be done."""
    grammar, cueing, telling = by_purpose(rules)
    cues = tuple(fire(cueing, masked))
    charges: list[EventFinding] = []
    found: list[EventFinding] = []
    for trigger in triggers(telling, masked, context):
        here = reaching(trigger, cues, masked, None)
        known = [f for f in told if f.span == trigger.span]
        charge = _is_charge(here)
        charges += known * charge
        is_deed = not schemes().deeds.isdisjoint(trigger.rule.yields)
        if is_deed and not known and (charge or (denied and _is_undone(here))):
            found += _deeds(trigger, here, masked, grammar, context, deniers)
    return charges, found


def _is_charge(here: Sequence[Firing]) -> bool:
    return any(CHARGED in cue.rule.yields for cue in here)


def _is_undone(here: Sequence[Firing]) -> bool:
    """Whether the words say plainly that a deed was not done."""
    said = {word for cue in here for word in cue.rule.yields}
    return NEGATED in said and HYPOTHETICAL not in said


def _deeds(
    trigger: Trigger,
    here: Sequence[Firing],
    masked: Masked,
    grammar: tuple[EventRule, ...],
    context: Context,
    deniers: Sequence[str],
) -> Iterator[EventFinding]:
    """The deed at a trigger, if it is a denier's; the charge itself says whose it is, else the clause."""
    wanted = trigger.rule.roles
    given = dict(trigger.firing.slots)
    filled = arguments(grammar, masked, (trigger.start, trigger.end), wanted, given, context.previous.masked)
    charges = [cue for cue in here if CHARGED in cue.rule.yields]
    accusers = context.keys_of(*[m for cue in charges for m in cue.slots.get("source", ())])
    accused = context.keys_of(*[m for cue in charges for m in cue.slots.get("target", ())])
    doers = tuple(key for key in context.keys_of(*filled.get("agent", ())) if key not in accusers)
    agents = accused or doers
    denier = next((one for one in deniers if not agents or related((one,), agents)), None)
    if denier is None:
        return
    for event_type in trigger.rule.yields:
        yield EventFinding(
            type=event_type,
            span=trigger.span,
            sentence=masked.sentence,
            rule=trigger.rule.name,
            places=context.keys_of(*filled.get("place", ())),
            agents=agents,
            patients=tuple(k for k in context.keys_of(*filled.get("patient", ())) if k not in agents),
            polarity="negative",
            claimant=context.claimant,
            refers=True,
            denier=denier,
        )
