"""Figures that are told respectively: the first is of the first actor, the second of the second.

Where the two lists differ in length nothing is given to anybody, and a problem says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.claims.casualties.listed_harms import ROLE, harms_of
from kg.claims.casualties.sides import keys_of
from kg.claims.context import Context
from kg.knowledge.sentence_rules import CasualtyRule, Rules
from kg.mentions.masking import Firing, Masked, fire
from kg.model.text import Problem, Span, Text


def sides_in_turn(firings: Sequence[Firing], context: Context) -> Mapping[int, tuple[str, ...]]:
    """Whose people each count is, by its start; nobody's for those that cannot be told apart."""
    found: dict[int, tuple[str, ...]] = {}
    for firing in firings:
        each = _actors(firing, context)
        counts = firing.slots["count"]
        if _several(each):
            even = _even(each, counts)
            found |= {m.span.start: each[n] if even else () for n, m in enumerate(counts)}
    return found


def uneven(masked: Masked, rules: Rules, context: Context, text: Text, figures: Sequence[Span]) -> tuple[Problem, ...]:
    """The lists of figures that are not as long as that of those whose they are.

    `text` is the text of the sentence's part, `figures` the words of its figures.
    """
    told = rules.such(CasualtyRule, _is_respective, True)
    return tuple(_problem(firing, text) for firing in _uneven(masked, rules, context, told, figures))


def _uneven(
    masked: Masked, rules: Rules, context: Context, told: tuple[CasualtyRule, ...], figures: Sequence[Span]
) -> Iterator[Firing[CasualtyRule]]:
    for firing in fire(told, masked):
        counts, harms, each = firing.slots["count"], harms_of(masked, rules, firing), _actors(firing, context)
        several = _several(each) and len(counts) > 1
        counted = any(span.covers(m.span) for span in figures for m in counts)
        if (harms and len(harms) != len(counts)) or (several and counted and not _even(each, counts)):
            yield firing


def _is_respective(rule: CasualtyRule) -> bool:
    return ROLE in rule.yields


def _problem(firing: Firing, text: Text) -> Problem:
    message = "the figures told respectively are not as many as those whose they are"
    return text.problem(firing.span, stage="casualties", code="uneven-lists", message=message)


def _actors(firing: Firing, context: Context) -> tuple[tuple[str, ...], ...]:
    """The sides that a firing lists, in its order."""
    return tuple(keys_of((mention,), context) for mention in firing.slots.get("actor", ()))


def _several(each: Sequence[tuple[str, ...]]) -> bool:
    return len({key for keys in each for key in keys}) > 1


def _even(each: Sequence[tuple[str, ...]], counts: Sequence[object]) -> bool:
    return len(each) == len(counts) and all(len(keys) == 1 for keys in each)
