"""What a denial denies: the deed that its words call a charge or not done, told there without a time of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claims.context import Context
from kg.claims.events.finding import UNTYPED, EventFinding, related
from kg.claims.events.triggers import Reading, Trigger, reaching
from kg.knowledge.schemes import schemes
from kg.mentions.masking import Firing
from kg.model.text import Problem, Text

CHARGED, BACK, NEGATED, HYPOTHETICAL = "charged", "charge-back", "negated", "hypothetical"


def with_denied(told: tuple[EventFinding, ...], reading: Reading, deniers: Sequence[str]) -> tuple[EventFinding, ...]:
    """The events that a sentence tells, charges among them negative, and the deeds that it tells only to deny them.

    `deniers` are the keys of those who deny something in the sentence: a deed is denied by the one whose it would be.
    """
    if not deniers:
        return told
    charges, found = _rejected(told, reading, deniers)
    if not found and any(BACK in cue.rule.yields for cue in reading.cues):
        sentence, before = reading.masked.sentence, reading.context.previous.charges
        found = [replace(finding, sentence=sentence) for finding in before if finding.denier in deniers]
    rejected = (replace(f, polarity="negative") if f in charges else f for f in told)
    return (*(_own(f, deniers) for f in rejected), *found)


def _own(finding: EventFinding, deniers: Sequence[str]) -> EventFinding:
    """A deed that the sentence denies, without a doer whose deed none of those who deny it would have to deny."""
    if finding.polarity == "positive" or finding.type not in schemes().deeds or related(deniers, finding.agents):
        return finding
    return replace(finding, agents=())


def charges_of(reading: Reading, charged: str) -> tuple[EventFinding, ...]:
    """The deeds that a sentence lays at somebody's door in another's words, as that one would deny them."""
    return tuple(_rejected((), reading, (charged,), denied=False)[1])


def _rejected(
    told: Sequence[EventFinding], reading: Reading, deniers: Sequence[str], denied: bool = True
) -> tuple[list[EventFinding], list[EventFinding]]:
    """What is told of charges, and the deeds that are charged or, where the sentence denies, said not to be done."""
    charges: list[EventFinding] = []
    found: list[EventFinding] = []
    for trigger in reading.triggers:
        here = reaching(trigger, reading, None)
        known = [f for f in told if f.span == trigger.span]
        charge = _is_charge(here)
        is_deed = not schemes().deeds.isdisjoint(trigger.rule.yields)
        charges += known * (charge and is_deed)
        if is_deed and not known and (charge or (denied and _is_undone(here))):
            found += _deeds(trigger, here, reading, deniers)
    return charges, found


def _is_charge(here: Sequence[Firing]) -> bool:
    return any(CHARGED in cue.rule.yields for cue in here)


def _is_undone(here: Sequence[Firing]) -> bool:
    """Whether the words say plainly that a deed was not done."""
    said = {word for cue in here for word in cue.rule.yields}
    return NEGATED in said and HYPOTHETICAL not in said


def _deeds(
    trigger: Trigger, here: Sequence[Firing], reading: Reading, deniers: Sequence[str]
) -> Iterator[EventFinding]:
    """The deed at a trigger, if it is a denier's; the charge itself says whose it is, else the clause."""
    keys = reading.roles(trigger, trigger.firing.slots)
    accusers, accused = (_in_charges(here, slot, reading.context) for slot in ("source", "target"))
    agents = accused or tuple(key for key in keys["agent"] if key not in accusers)
    denier = next((one for one in deniers if not agents or related((one,), agents)), None)
    if denier is None:
        return
    for event_type in trigger.rule.yields:
        yield EventFinding(
            type=event_type,
            subtypes=reading.subtypes(trigger, event_type),
            span=trigger.span,
            sentence=reading.masked.sentence,
            rule=trigger.rule.name,
            places=keys["place"],
            agents=agents,
            patients=tuple(key for key in keys["patient"] if key not in agents),
            polarity="negative",
            claimant=reading.context.claimant,
            refers=True,
            denier=denier,
        )


def laid_on_speaker(
    events: Sequence[EventFinding], unnamed: bool, context: Context
) -> tuple[tuple[EventFinding, ...], tuple[EventFinding, ...]]:
    """The events without the deeds that somebody `unnamed` lays on the speaker's own side; and these deeds."""
    own = (context.claimant, *context.speaks_for) if unnamed else ()
    laid = [f for f in events if f.hearsay and f.type in {*schemes().deeds, UNTYPED} and related(f.agents, own)]
    return tuple(f for f in events if f not in laid), tuple(laid)


def told_by_nobody(finding: EventFinding, text: Text) -> Problem:
    """That a deed of the speaker's own side is nobody's claim."""
    message = "somebody who is not known is said to tell it of the speaker's own side; it is nobody's claim"
    return text.problem(finding.span, stage="claims", code="told-by-unknown", message=message)


def _in_charges(here: Sequence[Firing], slot: str, context: Context) -> tuple[str, ...]:
    """The keys of those whom the words of a charge name in a slot."""
    charges = (cue for cue in here if CHARGED in cue.rule.yields)
    return context.keys_of(*(mention for cue in charges for mention in cue.slots.get(slot, ())))
