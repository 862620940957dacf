"""Numbers of people that stand beside words of harm and became no figure: a reader is to look at them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.claims.casualties.count_contexts import ENDS
from kg.claims.casualties.figures import PEOPLE, find_figures
from kg.claims.casualties.finder import CasualtyFinding
from kg.claims.casualties.listed_harms import names_harm
from kg.claims.casualties.respective import uneven
from kg.claims.context import Context
from kg.knowledge.sentence_rules import CasualtyRule, Rules
from kg.mentions.masking import Masked, fire
from kg.model.mention import Mention
from kg.model.text import Problem, Span, Text

UNITS = PEOPLE - {""}
"""What a number of people is counted in; a bare one need not be of people."""


def problems_of_figures(
    masked: Masked, rules: Rules, context: Context, text: Text, found: Sequence[CasualtyFinding]
) -> tuple[Problem, ...]:
    """What a reader is to look at beside a sentence's figures: uneven lists, and numbers that became none."""
    figures = [figure.span for figure in found]
    return (*uneven(masked, rules, context, text, figures), *uncounted(masked, rules, text, figures))


def uncounted(masked: Masked, rules: Rules, text: Text, figures: Sequence[Span]) -> Iterator[Problem]:
    """A problem for each number of people in whose stretch of the sentence a harm is named, but no figure is told.

    `text` is the text of the sentence's part, `figures` the words of its figures. A number of which a rule says that
    it is no figure, for the harm is denied, feared or planned, is left out.
    """
    numbers = [m for m in masked.mentions.values() if m.value and m.value.counts in UNITS]
    apart = _beside(numbers, figures, masked, wanted=False)
    if apart:
        harms = [firing.span for firing in fire(rules.such(CasualtyRule, names_harm, True), masked)]
        lost = _beside(apart, harms, masked, wanted=True)
        none = _told_as_none(masked, rules) if lost else ()
        yield from (_problem(number, text) for number in lost if number not in none)


def _beside(numbers: Sequence[Mention], spans: Sequence[Span], masked: Masked, *, wanted: bool) -> list[Mention]:
    """Those of the numbers that stand, or do not stand, in one stretch with any of these words."""
    within = masked.sentence.span
    ends = [at for at in range(within.start, within.end) if masked.text[at] in ENDS]
    return [number for number in numbers if any(_together(number.span, s, ends) for s in spans) is wanted]


def _told_as_none(masked: Masked, rules: Rules) -> list[Mention]:
    return [number for firing in find_figures(masked, rules).roles["nothing"] for number in firing.slots["count"]]


def _together(one: Span, two: Span, ends: Sequence[int]) -> bool:
    """Whether a sentence, whose stretches end there, does not begin anew between two spans of it."""
    return bisect_left(ends, max(one.start, two.start)) <= bisect_left(ends, min(one.end, two.end))


def _problem(number: Mention, text: Text) -> Problem:
    message = "a number of people beside words of harm, of which no rule tells what befell them"
    return text.problem(number.span, stage="casualties", code="uncounted-people", message=message)
