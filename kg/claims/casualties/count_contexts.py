"""What the words beside a figure say of when and of which event it counts the victims, by rules in Turtle.

A figure rule yields `as-of` (the day up to which a figure counts: its `{date}`, or the day of speaking), `follows` (the
figure goes on with what was told before), `general` (a total that is of no one event), or a type of event: the
figure is of the event of that type that the document is about.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.casualties.finder import CasualtyFinding
from kg.claims.context import Context
from kg.knowledge.sentence_rules import FigureRule, Rules
from kg.mentions.masking import Firing, Masked, fire
from kg.model.extraction import Period
from kg.model.mention import Kind

WORDS = frozenset({"as-of", "follows", "general", "earlier"})
ENDS = frozenset("；。")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountContext:
    """What is said of one figure; `means` are the types of event that the sentence names without telling one."""

    as_of: datetime.date | None = None
    follows: bool = False
    general: bool = False
    earlier: bool = False
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountContexts:
    """What a sentence says of each of its figures, in their order, and the firm times that it states otherwise."""

    figures: tuple[CountContext, ...] = ()
    times: tuple[Period, ...] = ()


def count_contexts(
    masked: Masked,
    rules: Rules,
    context: Context,
    figures: Sequence[CasualtyFinding],
) -> CountContexts:
    """What a sentence says of each of its figures."""
    if not figures:
        return CountContexts()
    firings = [f for f in fire(rules.of(FigureRule), masked) if _fits(f)]
    until = [f for f in firings if "as-of" in f.rule.yields]
    contexts = (_context_of(figure, firings, _day(_until(figure, until), context)) for figure in figures)
    return CountContexts(figures=tuple(contexts), times=_times(masked, context, until))


def _times(masked: Masked, context: Context, until: Sequence[Firing]) -> tuple[Period, ...]:
    """The firm times that a sentence states, those aside up to which its figures count."""
    bounds = {mention.span for firing in until for mention in firing.slots.get("date", ())}
    dates = (m for m in masked.mentions.values() if m.kind is Kind.DATE and m.span not in bounds)
    times = (context.period_of(date) for date in dates)
    return tuple(time for time in times if not time.vague and (time.begin or time.end))


def _fits(firing: Firing[FigureRule]) -> bool:
    """Whether the firing's dates have the words that its rule asks for."""
    wanted = firing.rule.surface
    return not wanted or any(word.search(m.surface) for word in wanted for m in firing.slots.get("date", ()))


def _context_of(figure: CasualtyFinding, firings: Sequence[Firing], as_of: datetime.date | None) -> CountContext:
    said = {word for f in firings for word in f.rule.yields if f.span.start < figure.span.end}
    return CountContext(
        as_of=as_of,
        follows=not {"follows", "as-of"}.isdisjoint(said) or figure.count == 0,
        general="general" in said,
        earlier="earlier" in said,
        means=tuple(dict.fromkeys(word for f in firings for word in f.rule.yields if word not in WORDS)),
    )


def _until(figure: CasualtyFinding, until: Sequence[Firing[FigureRule]]) -> Firing[FigureRule] | None:
    """The nearest words for up to before a figure, else the only ones after it, in the same stretch of the sentence."""
    near = [f for f in until if not _apart(f, figure)]
    before = [f for f in near if f.span.start < figure.span.end]
    return max(before, key=lambda f: (f.start, f.rule.priority), default=near[0] if len(near) == 1 else None)


def _day(firing: Firing[FigureRule] | None, context: Context) -> datetime.date | None:
    """The day that words for up to name; none for a month, a year or a rough time."""
    if firing is None:
        return None
    dates = firing.slots.get("date", ())
    now = "said" in firing.rule.when or not dates
    day = context.said if now else context.period_of(dates[-1])
    return day.end if day and not day.vague and day.precision == "day" else None


def _apart(firing: Firing, figure: CasualtyFinding) -> bool:
    """Whether the sentence begins anew between a firing and a figure."""
    masked = firing.masked
    start, end = sorted((firing.span.start, figure.span.start))
    return any(c in ENDS and start < masked.starts[i] < end for i, c in enumerate(masked.characters))
