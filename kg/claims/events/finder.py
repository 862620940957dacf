"""What happened, as the sentences tell it: the rules' triggers with their dates, places and roles.

Besides rules that yield an event type, event rules may yield `nothing` (words that only look like an event) or one of
`CONTEXTS` (the clause denies, supposes or plans it), or fill a role (the grammar of `kg.claims.events.arguments`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.claims.context import Context
from kg.claims.events.arguments import ROLES, arguments
from kg.claims.events.dates import DateGroup, date_groups, nearest, periods
from kg.claims.events.finding import EventFinding, joined
from kg.claims.events.triggers import NOTHING, Trigger, agreement_days, by_purpose, reaching, stands, triggers
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import EventRule, Rules
from kg.linking.times import whole
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Agreement, Period
from kg.model.mention import Mention

PARTIES = "parties"
CARRIED = "carried"
_BESIDE = 2


def find_events(masked: Masked, rules: Rules, context: Context) -> tuple[EventFinding, ...]:
    """The events that a sentence tells, in the text's order; what it supposes, or plans without a date, is none."""
    grammar, cueing, telling = by_purpose(rules)
    cues = tuple(fire(cueing, masked))
    groups = _groups(masked, telling, context)
    found: dict[tuple[object, ...], EventFinding] = {}
    for trigger in triggers(telling, masked, context):
        days = _days(trigger, masked, groups, cues)
        here = reaching(trigger, cues, masked, days[0] if days else None)
        status = {word for cue in here for word in cue.rule.yields}
        if "hypothetical" in status and (days or not {"anaphoric", "told", "named"} & {*trigger.rule.when}):
            continue
        if not days and ("future" in status or ("hearsay" in status and CARRIED in trigger.rule.when)):
            continue
        polarity = "negative" if "negated" in status else "positive"
        for finding in _findings(trigger, masked, days, grammar, context):
            key = (finding.type, finding.period, finding.places, finding.agents, finding.patients, finding.participants)
            found.setdefault(key, replace(finding, polarity=polarity, claimant=context.claimant))
    return joined(found.values())


def _groups(masked: Masked, rules: tuple[EventRule, ...], context: Context) -> tuple[DateGroup, ...]:
    """The sentence's dates but those that a rule yielding nothing claims, as a yardstick or the day of speaking."""
    idle = tuple(r for r in rules if NOTHING in r.yields)
    claimed = {
        mention.span
        for firing in fire(idle, masked)
        if "date" in firing.slots and stands(firing, context)
        for mention in firing.slots["date"]
    }
    return tuple(g for g in date_groups(masked) if not any(m.span in claimed for m in g.mentions))


def _findings(
    trigger: Trigger, masked: Masked, days: tuple[DateGroup, ...], grammar: tuple[EventRule, ...], context: Context
) -> Iterator[EventFinding]:
    """One finding for each type that the rule yields and each time that the sentence states for it."""
    rule = trigger.rule
    when = _when(trigger, days, context)
    advice = rule.when
    named = "named" in advice
    refers = bool({"anaphoric", "told"} & {*advice})
    if rule.but == "said":
        when = tuple(p for p in when if p != context.said)
    if not when and not named and not refers:
        return
    wanted = rule.roles
    filled = arguments(grammar, masked, (trigger.start, trigger.end), wanted, _given(trigger), context.previous.masked)
    keys = {role: context.keys_of(*filled.get(role, ())) for role in ROLES}
    for event_type in rule.yields:
        for period in when or (None,):
            yield EventFinding(
                type=event_type,
                span=trigger.span,
                sentence=masked.sentence,
                rule=rule.name,
                period=period,
                places=keys["place"] or _scene(trigger, period, days, context),
                agents=keys["agent"] or _standing(trigger, context),
                patients=keys["patient"],
                participants=keys["participant"] or _parties(trigger, event_type, context),
                named=named and period is None,
                extends="until" in rule.time,
                refers=bool({"anaphoric", "recent", "told"} & {*advice}) and (period is None or period.vague),
                near="told" in advice,
                caused="caused" in advice,
                instrument=_made(trigger, context),
            )


def _given(trigger: Trigger) -> dict[str, tuple[Mention, ...]]:
    """The roles that the rule's own slots fill; `lkg:agent` may name a slot of another name."""
    slots = dict(trigger.firing.slots)
    for name in trigger.rule.agent:
        if name in slots:
            slots["agent"] = slots[name]
    return slots


def _standing(trigger: Trigger, context: Context) -> tuple[str, ...]:
    """The one who says "I" or who adopted the agreement, for a rule with such an `lkg:agent`."""
    wanted = trigger.rule.agent
    if "adopter" in wanted:
        return tuple(dict.fromkeys(key for a in _instruments(trigger, context) for key in a.adopted_by))
    key = context.speaker or context.claimant
    return (key,) if key and "speaker" in wanted else ()


def _instruments(trigger: Trigger, context: Context) -> tuple[Agreement, ...]:
    """The agreements that the rule names, as far as they are known."""
    found = (context.agreement_of(m) for m in trigger.firing.slots.get("agreement", ()))
    return tuple(a for a in found if a)


def _made(trigger: Trigger, context: Context) -> str:
    """The key of the one agreement of which the event is the making."""
    if not (trigger.rule.agreement_kind or trigger.rule.agreement_words):
        return ""
    keys = {a.key for a in _instruments(trigger, context)}
    return keys.pop() if len(keys) == 1 else ""


def _parties(trigger: Trigger, event_type: str, context: Context) -> tuple[str, ...]:
    """The parties of the rule's agreement or of the dispute, for a rule with the role `PARTIES`.

    What ends a fight is between the two of the dispute, whoever else signs it, unless it is known to be others'.
    """
    if PARTIES not in trigger.rule.roles:
        return ()
    parties = tuple(dict.fromkeys(key for a in _instruments(trigger, context) for key in a.parties))
    if "agreement" not in trigger.firing.slots:
        return context.parties
    between_sides = event_type in schemes().events_between_sides
    return context.parties if between_sides and {*context.parties} <= {*(parties or context.parties)} else parties


def _days(
    trigger: Trigger, masked: Masked, groups: tuple[DateGroup, ...], cues: tuple[Firing, ...]
) -> tuple[DateGroup, ...]:
    """The dates that the sentence states for the event: the rule's own, or those nearest to its trigger.

    The day on which somebody condemns or discusses it is not its own.
    """
    stated = trigger.firing.slots.get("date", ())
    if stated:
        return tuple(g for g in groups if any(m in stated for m in g.mentions))
    if {"own", "agreement"}.intersection(trigger.rule.when):
        return ()
    group = nearest(groups, masked, (trigger.start, trigger.end))
    talk = [cue for cue in cues if "topic" in cue.rule.yields and cue.end <= trigger.start]
    return (group,) if group and not any(group.end <= cue.start for cue in talk) else ()


def _when(trigger: Trigger, days: tuple[DateGroup, ...], context: Context) -> tuple[Period, ...]:
    """The times of the event: the dates stated for it, its agreement's days, or what the rule's `lkg:when` allows."""
    advice = trigger.rule.when
    agreements = trigger.firing.slots.get("agreement", ()) if {"agreement", "numbered"} & {*advice} else ()
    stated = tuple(p for day in days for p in _stated(trigger, day, context))
    time = trigger.rule.time
    if "since" in time:
        stated = tuple(replace(p, end=None) for p in stated)
    if "within" in time:
        stated = tuple(whole(p) for p in stated)
    stated = tuple(dict.fromkeys((*stated, *(p for m in agreements for p in agreement_days(m, context, advice)))))
    if stated:
        return stated
    if "said" in advice:
        return (context.said,) if context.said else ()
    return _carried(context) if CARRIED in advice else ()


def _stated(trigger: Trigger, day: DateGroup, context: Context) -> tuple[Period, ...]:
    """What a group of dates says of the event: one time each where they stand right before it or in the rule's slot."""
    if "until" in trigger.rule.time:
        return tuple(replace(p, begin=None) for p in periods(day, context.period_of, trigger.start, True)[-1:])
    each = "date" in trigger.firing.slots or 0 <= trigger.start - day.end <= _BESIDE
    return periods(day, context.period_of, trigger.start, each)


def _scene(trigger: Trigger, period: Period | None, days: tuple[DateGroup, ...], context: Context) -> tuple[str, ...]:
    """The place that the sentence before tells, for what has its time from there too."""
    if days or period is None or CARRIED not in trigger.rule.when:
        return ()
    places = {f.places for f in context.previous.events if f.places and f.period == period}
    return next(iter(places)) if len(places) == 1 and "place" in trigger.rule.roles else ()


def _carried(context: Context) -> tuple[Period, ...]:
    """The one time that the sentence before gives its events, where it states a day or month."""
    stated = {
        f.period for f in context.previous.events if f.period and not f.period.vague and f.period.precision != "year"
    }
    return tuple(stated) if len(stated) == 1 else ()
