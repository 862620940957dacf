"""The time of an event that is told without one, by somebody who tells it on a day: until that day."""

from __future__ import annotations

from dataclasses import replace

from kg.claims.events.dates import DateGroup, nearest, periods
from kg.claims.events.triggers import Reading, Trigger, ended
from kg.knowledge.sentence_rules import CueRule
from kg.mentions.masking import Firing
from kg.model.extraction import Period

LATELY = "lately"  # of what was shortly before it is told
TELLS = frozenset({"hearsay", "topic"})  # what a word of saying yields


def reported_time(
    trigger: Trigger, reading: Reading, groups: tuple[DateGroup, ...], days: tuple[DateGroup, ...]
) -> tuple[Period, ...]:
    """The time of an event that has none but the day on which somebody tells of it: up to that day."""
    group = None if days else nearest(groups, reading.masked, (trigger.start, trigger.end))
    if group is None:
        return (reading.context.up_to,) if reading.context.up_to and not days else ()
    said = (cue for cue in reading.cues if group.end <= cue.start and cue.end <= trigger.start)
    if not any(_says_when(cue) and not ended(cue, trigger, reading.masked) for cue in said):
        return ()
    times = periods(group, reading.context, trigger.start, True)[-1:]
    return tuple(replace(time, begin=None) for time in times if not time.vague)


def _says_when(cue: Firing[CueRule]) -> bool:
    """Whether what follows is told, or was lately, on a day that is named before it."""
    return TELLS.issubset(cue.rule.yields) or LATELY in cue.rule.yields
