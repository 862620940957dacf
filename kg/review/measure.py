"""How much of what was reviewed is right, by class of rule, act, rule or kind, with intervals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from rdflib import RDF

from kg.knowledge.turtle import read_facts, turtle_files
from kg.namespaces import LKG, RULE
from kg.resources import shipped
from kg.review.matching import DISPUTED, Match, State, agreed
from kg.review.things import Thing

Z = 1.959963984540054
"""The normal deviate of an interval of 95 %."""
ALL = "all"
NO_RULE = "no shipped rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Of one group of reviewed things: how many are right, wrong, unsure, disputed; the share that is right (0 to 1).

    The share and the ends of its interval of 95 % (Wilson's) are of the right and the wrong alone, None without any.
    """

    group: str
    right: int
    wrong: int
    unsure: int
    disputed: int
    share: float | None
    low: float | None
    high: float | None


def measure(matches: Iterable[Match], by: str = "class") -> tuple[Precision, ...]:
    """The precision of each group of things that are as they were reviewed, and of all together last.

    `by` is a key of GROUPS. A thing that several rules found counts in the group of each.
    """
    matches = tuple(matches)
    verdicts = agreed(matches)
    things = {one.now.iri: one.now for one in matches if one.state is State.CURRENT and one.now}
    counted: dict[str, Counter[str]] = {}
    for iri, thing in sorted(things.items()):
        for group in (*sorted(set(GROUPS[by](thing))), ""):
            counted.setdefault(group, Counter())[verdicts[iri]] += 1
    return tuple(_precision(group or ALL, counted[group]) for group in sorted(counted, key=lambda one: (not one, one)))


def _precision(group: str, counts: Counter[str]) -> Precision:
    right, wrong = counts["right"], counts["wrong"]
    low, high = wilson(right, right + wrong) if right + wrong else (None, None)
    return Precision(
        group=group,
        right=right,
        wrong=wrong,
        unsure=counts["unsure"],
        disputed=counts[DISPUTED],
        share=right / (right + wrong) if right + wrong else None,
        low=low,
        high=high,
    )


def wilson(right: int, number: int) -> tuple[float, float]:
    """Wilson's score interval of 95 % for a share of `number` cases, of which there is at least one.

    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    >>> [round(end, 4) for end in wilson(0, 5)]
    [0.0, 0.4345]
    """
    share, square = right / number, Z * Z
    middle = (share + square / (2 * number)) / (1 + square / number)
    reach = Z / (1 + square / number) * math.sqrt(share * (1 - share) / number + square / (4 * number * number))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _classes(thing: Thing) -> Iterable[str]:
    return (rule_classes().get(rule, NO_RULE) for rule in thing.rules or ("",))


def _said(name: str) -> Callable[[Thing], Iterable[str]]:
    def values(thing: Thing) -> Iterable[str]:
        said = [one.partition("=")[2] for one in thing.content if one.startswith(f"{name}=")]
        return said or [f"{thing.kind} without {name}"]

    return values


GROUPS: dict[str, Callable[[Thing], Iterable[str]]] = {
    "class": _classes,
    "act": _said("act"),
    "rule": lambda thing: thing.rules or (NO_RULE,),
    "kind": lambda thing: (thing.kind,),
}


@cache
def rule_classes() -> dict[str, str]:
    """The class (local name) of each shipped rule, by its name."""
    found: dict[str, str] = {}
    for path in turtle_files(shipped("ontology") / "rules"):
        facts = read_facts(path)
        for thing in facts.about:
            for kind in facts.values(thing, str(RDF.type)):
                if kind.words.startswith(str(LKG)) and thing.startswith(str(RULE)):
                    found[thing.removeprefix(str(RULE))] = kind.words.removeprefix(str(LKG))
    return found
