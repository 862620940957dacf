"""What happened, as the sentences tell it: the rules' triggers with their dates, places and roles.

Besides rules that yield an event type, event rules may yield `nothing` (words that only look like an event) or one of
`CONTEXTS` (the clause denies, supposes or plans it), or fill a role (the grammar of `kg.claims.events.arguments`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.claims.context import Context
from kg.claims.events.counted import are_several
from kg.claims.events.dates import DateGroup, date_groups, nearest, parted, periods, years_before
from kg.claims.events.finding import EventFinding, joined
from kg.claims.events.reported import LATELY, reported_time
from kg.claims.events.scene import goes_on
from kg.claims.events.triggers import UNCLAIMED, Reading, Trigger, agreement_days, ended, reaching, read, stands
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import CueRule, Rules
from kg.linking.times import whole
from kg.mentions.dates import hour_of
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Agreement, Period
from kg.model.mention import Mention

PARTIES = "parties"
CARRIED = "carried"
UNDATED = ("named", "anaphoric", "told")
OWNED = "owned"  # by whom a deed is claimed, on whatever day
MOST = 100  # no rule's priority is higher
_BESIDE = 2


def find_events(masked: Masked, rules: Rules, context: Context) -> tuple[EventFinding, ...]:
    """The events that a sentence tells, in the text's order; what it supposes, or plans without a date, is none."""
    return events_in(read(masked, rules, context))


def events_in(reading: Reading) -> tuple[EventFinding, ...]:
    """The events that a sentence tells, as the event rules read it; of what has not happened the deeds, as denied."""
    groups = _groups(reading) if reading.triggers else ()
    found: dict[tuple[object, ...], EventFinding] = {}
    claimed: set[DateGroup] = set()
    for trigger in sorted(reading.triggers, key=_turn):
        days = _days(trigger, reading, groups)
        if trigger.says(UNCLAIMED) and not claimed.isdisjoint(days):
            continue
        cues = reaching(trigger, reading, days[0] if days else None)
        status = {word for cue in cues for word in cue.rule.yields}
        reported = reported_time(trigger, reading, groups, days)
        if _is_unreal(trigger, status, days, reported) or (_is_earlier(cues, trigger) and not days):
            continue
        claimed.update(days)
        polarity = "negative" if "negated" in status else "positive"
        for finding in _findings(trigger, reading, days, reported):
            if polarity == "negative" and finding.type not in schemes().deeds:
                continue
            key = (finding.type, finding.period, finding.places, finding.agents, finding.patients, finding.participants)
            found.setdefault(key, replace(finding, polarity=polarity, hearsay="hearsay" in status))
    return joined(sorted(found.values(), key=lambda finding: finding.span.start))


def _turn(trigger: Trigger) -> int:
    """When a trigger is asked for its event: what takes only dates that no other has comes last, the surest first."""
    return MOST - trigger.rule.priority if trigger.says(UNCLAIMED) else 0


def _is_unreal(trigger: Trigger, status: set[str], days: Sequence[DateGroup], reported: Sequence[Period]) -> bool:
    """Whether an event is only supposed, planned without a date, or carried on from hearsay that has no day either."""
    if "hypothetical" in status and (days or not trigger.says(*UNDATED)):
        return True
    heard = "hearsay" in status and trigger.says(CARRIED) and not reported
    return not days and ("future" in status or heard)


def _is_earlier(cues: Sequence[Firing[CueRule]], trigger: Trigger) -> bool:
    """Whether an event was before one just told, whose day is not its own."""
    return any("earlier" in cue.rule.yields and cue.end <= trigger.start for cue in cues)


def _groups(reading: Reading) -> tuple[DateGroup, ...]:
    """The sentence's dates but those that a rule yielding nothing claims, as a yardstick or the day of speaking."""
    firings = (f for f in fire(reading.idle, reading.masked) if "date" in f.slots and stands(f, reading.context))
    claimed = {mention.span for firing in firings for mention in firing.slots["date"]}
    return tuple(g for g in date_groups(reading.masked) if not any(m.span in claimed for m in g.mentions))


def _findings(
    trigger: Trigger, reading: Reading, days: tuple[DateGroup, ...], reported: tuple[Period, ...]
) -> Iterator[EventFinding]:
    """One finding for each type that the rule yields and each time that the sentence states for it, or else reports."""
    rule, context = trigger.rule, reading.context
    when = _when(trigger, days, context) or (() if trigger.says("told") else reported)
    when = () if trigger.says(OWNED) else when
    if not when and not trigger.says(*UNDATED):
        return
    keys = reading.roles(trigger, _given(trigger))
    told = EventFinding(
        type=rule.yields[0],
        span=trigger.span,
        sentence=reading.masked.sentence,
        rule=rule.name,
        agents=keys["agent"] or _standing(trigger, context),
        patients=keys["patient"],
        claimant=context.claimant,
        extends="until" in rule.time,
        near=trigger.says("told"),
        caused=trigger.says("caused"),
        owned=trigger.says(OWNED),
        several=are_several(reading.masked, trigger.start),
        hour=_hour(days),
        instrument=_made(trigger, context),
    )
    each = any(day.each for day in days) and len(told.agents) == len(when)  # of each doer one of the days
    for event_type in rule.yields:
        participants = keys["participant"] or _parties(trigger, event_type, context)
        for number, period in enumerate(when or (None,)):
            places = keys["place"] or _scene(event_type, period, trigger, days, reading)
            finding = replace(
                told,
                type=event_type,
                subtypes=reading.subtypes(trigger, event_type),
                period=period,
                places=places,
                participants=participants,
                agents=told.agents[number : number + 1] if each else told.agents,
            )
            yield _with_reference(finding, trigger)


def _hour(days: tuple[DateGroup, ...]) -> int | None:
    """The one hour that the dates of an event state."""
    stated = {hour_of(mention) for day in days for mention in day.mentions}
    return stated.pop() if len(stated) == 1 else None


def _with_reference(finding: EventFinding, trigger: Trigger) -> EventFinding:
    """The finding, by a name of its own or a reference to what is told elsewhere, where no firm time tells it apart."""
    open_time = finding.period is None or finding.period.vague
    named = finding.period is None and trigger.says("named")
    return replace(finding, named=named, refers=open_time and trigger.says("anaphoric", "recent", "told"))


def _given(trigger: Trigger) -> dict[str, tuple[Mention, ...]]:
    """The roles that the rule's own slots fill; `lkg:agent` may name a slot of another name."""
    slots = dict(trigger.firing.slots)
    for name in trigger.rule.agent:
        if name in slots:
            slots["agent"] = slots[name]
    return slots


def _standing(trigger: Trigger, context: Context) -> tuple[str, ...]:
    """Who adopted the agreement, or the one who says "I", for a rule with such an `lkg:agent`."""
    wanted = trigger.rule.agent
    adopters = tuple(dict.fromkeys(key for a in _instruments(trigger, context) for key in a.adopted_by))
    if "adopter" in wanted and (adopters or "speaker" not in wanted):
        return adopters
    key = context.speaker or context.claimant
    sponsor = context.adopted and key in context.states  # of a draft, which is the organ's word when it is adopted
    return (key,) if key and "speaker" in wanted and not sponsor else ()


def _instruments(trigger: Trigger, context: Context) -> tuple[Agreement, ...]:
    """The agreements that the rule names, as far as they are known and of the kinds that it asks for."""
    kinds = trigger.rule.agreement_kind
    found = (context.agreement_of(m) for m in trigger.firing.slots.get("agreement", ()))
    return tuple(a for a in found if a and (not kinds or a.kind in kinds))


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


def _days(trigger: Trigger, reading: Reading, groups: tuple[DateGroup, ...]) -> tuple[DateGroup, ...]:
    """The dates that the sentence states for the event: the rule's own, or those nearest to its trigger.

    The day on which somebody condemns or discusses it is not its own, nor that on which somebody says that it was
    lately, nor is one of which another clause told before this one tells what is yet to come.
    """
    stated = trigger.firing.slots.get("date", ())
    if stated:
        return tuple(g for g in groups if any(m in stated for m in g.mentions))
    if trigger.says("own", "agreement"):
        return ()
    group = nearest(groups, reading.masked, (trigger.start, trigger.end))
    return (group,) if group and not _is_of_words_before(trigger, reading, group) else ()


def _is_of_words_before(trigger: Trigger, reading: Reading, group: DateGroup) -> bool:
    """Whether a date is that of talk about the event, or of what a clause tells before it tells what is yet to come."""
    cues = [cue for cue in reading.cues if cue.end <= trigger.start]
    talk = (cue for cue in cues if "topic" in cue.rule.yields and not ended(cue, trigger, reading.masked))
    plans = (cue for cue in cues if "future" in cue.rule.yields)
    lately = (cue for cue in cues if LATELY in cue.rule.yields)
    talked_of = any(group.end <= cue.start for cue in (*talk, *lately))
    return talked_of or any(parted(reading.masked, group.end, cue.start) for cue in plans)


def _when(trigger: Trigger, days: tuple[DateGroup, ...], context: Context) -> tuple[Period, ...]:
    """The times of the event: the dates stated for it, its agreement's days, or what the rule's `lkg:when` allows."""
    agreements = trigger.firing.slots.get("agreement", ()) if trigger.says("agreement", "numbered") else ()
    made = (period for mention in agreements for period in agreement_days(mention, context, trigger.rule.when))
    times = tuple(dict.fromkeys((*_stated_times(trigger, days, context), *made)))
    if not times and trigger.says("said"):
        times = (context.said,) if context.said else ()
    elif not times and context.heading and not trigger.says("own", "agreement", "numbered", *UNDATED):
        times = (context.heading,)
    elif not times and trigger.says(CARRIED):
        times = _carried(context)
    return tuple(time for time in times if not _is_barred(time, trigger, context))


def _is_barred(time: Period, trigger: Trigger, context: Context) -> bool:
    """Whether the event's rule does not take such a time: the day of speaking, or a rough one for an untyped event."""
    return (trigger.rule.but == "said" and time == context.said) or (time.vague and trigger.says(UNCLAIMED))


def _stated_times(trigger: Trigger, days: tuple[DateGroup, ...], context: Context) -> tuple[Period, ...]:
    """The times that the dates stated for the event give it, as its rule's `lkg:time` reads them."""
    times = tuple(period for day in days for period in _stated(trigger, day, context))
    if "years" in trigger.firing.groups:
        times = tuple(years_before(time, trigger.count("years")) for time in times)
    if "ended" in trigger.rule.time:
        times = tuple(replace(time, begin=None) for time in times)
    if "since" in trigger.rule.time:
        times = tuple(replace(time, end=None) for time in times)
    return tuple(whole(time) for time in times) if "within" in trigger.rule.time else times


def _stated(trigger: Trigger, day: DateGroup, context: Context) -> tuple[Period, ...]:
    """What a group of dates says of the event: one time each where they stand right before it or in the rule's slot."""
    if "until" in trigger.rule.time:
        return tuple(replace(p, begin=None) for p in periods(day, context, trigger.start, True)[-1:])
    each = "date" in trigger.firing.slots or 0 <= trigger.start - day.end <= _BESIDE
    return periods(day, context, trigger.start, each)


def _scene(
    event_type: str, period: Period | None, trigger: Trigger, days: tuple[DateGroup, ...], reading: Reading
) -> tuple[str, ...]:
    """The place that the sentence before tells, for what has its time from there too, or for fighting that goes on."""
    if period is None or "place" not in trigger.rule.roles:
        return ()
    before = [told for told in reading.context.previous.events if told.places]
    if days:
        before = _going_on(before, event_type, days, reading)
    else:
        before = [told for told in before if told.period == period and trigger.says(CARRIED)]
    places = {told.places for told in before}
    return next(iter(places)) if len(places) == 1 else ()


def _going_on(
    before: list[EventFinding], event_type: str, days: tuple[DateGroup, ...], reading: Reading
) -> list[EventFinding]:
    """The fighting told before that a fight goes on which is told of that day or the next one."""
    fighting = schemes().harming
    if event_type not in fighting or not goes_on(reading.grammar, [m for day in days for m in day.mentions]):
        return []
    return [told for told in before if told.type in fighting]


def _carried(context: Context) -> tuple[Period, ...]:
    """The one time that the sentence before gives its events, where it states a day or month.

    The day on which an agreement was made only names it.
    """
    made = schemes().making_instruments
    told = [event.period for event in context.previous.events if event.period and event.type not in made]
    stated = {period for period in told if not period.vague and period.precision != "year"}
    return tuple(stated) if len(stated) == 1 else ()
