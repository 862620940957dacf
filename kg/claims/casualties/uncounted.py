"""Numbers of people that stand beside words of harm and became no figure: a reader is to look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.claims.casualties.count_contexts import ENDS
from kg.claims.casualties.figures import find_figures
from kg.claims.casualties.listed_harms import names_harm
from kg.knowledge.sentence_rules import CasualtyRule, Rules
from kg.mentions.masking import Masked, fire
from kg.model.mention import Mention
from kg.model.text import Problem, Span, Text

PEOPLE = frozenset({"persons", "people"})


def uncounted(masked: Masked, rules: Rules, text: Text, figures: Sequence[Span]) -> Iterator[Problem]:
    """A problem for each number of people in whose stretch of the sentence a harm is named, but no figure is told.

    `text` is the text of the sentence's part, `figures` the words of its figures. A number of which a rule says that
    it is no figure, for the harm is denied, feared or planned, is left out.
    """
    numbers = [m for m in masked.mentions.values() if m.value and m.value.counts in PEOPLE]
    apart = [m for m in numbers if not any(_together(m.span, figure, masked) for figure in figures)]
    if not apart:
        return
    harms = [firing.span for firing in fire(rules.such(CasualtyRule, names_harm, True), masked)]
    lost = [m for m in apart if any(_together(m.span, harm, masked) for harm in harms)]
    if lost:
        none = {m.span for firing in find_figures(masked, rules).roles["nothing"] for m in firing.slots["count"]}
        yield from (_problem(m, text) for m in lost if m.span not in none)


def _together(one: Span, two: Span, masked: Masked) -> bool:
    """Whether a sentence does not begin anew between two spans of it."""
    return ENDS.isdisjoint(masked.text[min(one.end, two.end) : max(one.start, two.start)])


def _problem(number: Mention, text: Text) -> Problem:
    return Problem(
        stage="casualties",
        code="uncounted-people",
        message="a number of people beside words of harm, of which no rule tells what befell them",
        quote=text.slice(number.span),
        span=text.origin(number.span),
    )
