"""Which status a speaker gives a place by the words just before or after its name: occupied, disputed, liberated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.knowledge.sentence_rules import CODES, StatusRule, read_rules
from kg.knowledge.turtle import turtle_files
from kg.model.mention import Kind
from kg.resources import shipped

SHIPPED = Path("rules", "analysis", "status-words.ttl")
OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Named:
    """Where a name stands in a source's text, and what kind of thing it names."""

    start: int
    end: int
    kind: Kind


def status_rules(*folders: Path) -> tuple[StatusRule, ...]:
    """The rules for status words, as shipped and in the folders laid over; raises LexiconError."""
    return read_rules(shipped("ontology") / SHIPPED, *turtle_files(*folders)).of(StatusRule)


def statuses(text: str, names: Iterable[Named], rules: Iterable[StatusRule]) -> dict[Named, tuple[str, ...]]:
    """What status the words beside names give them, as notations, sorted; names without any are left out.

    Of names that overlap the longer one counts. Breaks of lines are no obstacle.

    >>> name = Named(start=4, end=6, kind=Kind.PLACE)
    >>> statuses("被占领的丁市", [name], status_rules())[name]
    ('occupied',)
    """
    found: dict[Named, set[str]] = {}
    for rule, name, _ in _matches(text, names, rules):
        found.setdefault(name, set()).update(rule.yields)
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def namers(text: str, names: Iterable[Named], rules: Iterable[StatusRule]) -> dict[Named, Named]:
    """Whose word a name is, where the words beside it say that a state calls a place so."""
    found = _matches(text, names, (rule for rule in rules if OTHERS in rule.yields))
    return {name: states[0] for _, name, states in found if states}


def _matches(
    text: str, names: Iterable[Named], rules: Iterable[StatusRule]
) -> Iterator[tuple[StatusRule, Named, list[Named]]]:
    """Each place that a rule fires on, with the states that it names."""
    characters, at = _masked(text, sorted(names, key=lambda name: (name.start, -name.end)))
    for rule in rules:
        for pattern in rule.patterns:
            for match in pattern.finditer(characters):
                places, states = (
                    [at[one] for start, end in match.spans(slot) for one in range(start, end) if one in at]
                    if slot in match.groupdict()
                    else []
                    for slot in ("place", "state")
                )
                for name in places:
                    yield rule, name, states


def _masked(text: str, names: Iterable[Named]) -> tuple[str, dict[int, Named]]:
    """The text without white space, a letter of its kind for each name, and where in it each name is."""
    pieces: list[str] = []
    at: dict[int, Named] = {}
    length = done = 0
    for name in names:
        if name.start < done:
            continue
        before = re.sub(r"\s+", "", text[done : name.start])
        pieces += (before, CODES[name.kind])
        length += len(before) + 1
        at[length - 1] = name
        done = name.end
    return "".join((*pieces, re.sub(r"\s+", "", text[done:]))), at
