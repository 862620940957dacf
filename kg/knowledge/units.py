"""The units that can be counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from kg.knowledge.compiling import compiled
from kg.knowledge.rule import Rule, blocks, typed
from kg.knowledge.turtle import read_facts
from kg.resources import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Rule):
    """A unit's patterns, and what it counts: persons, people, cases, things or measure."""

    patterns: tuple[str, ...]
    counts: str = ""


def shipped_units() -> Path:
    """The Turtle file of our units."""
    return shipped("ontology") / "rules" / "mentions" / "units.ttl"


@lru_cache(maxsize=4)
def load_units(path: Path | None = None) -> tuple[tuple[str, str], ...]:
    """What is counted and the pattern of its units, for each unit pattern of a Turtle file (by default ours).

    Raises LexiconError for a unit without `lkg:counts` or with a broken pattern.
    """
    path = path or shipped_units()
    units = []
    for _, block in blocks(read_facts(path), "Unit"):
        unit = typed(block, Unit)
        if not unit.counts:
            raise block.error("has no lkg:counts")
        for pattern in unit.patterns:
            try:
                compiled(pattern)
            except regex.error as error:
                raise block.error(f"pattern {pattern!r}: {error}") from error
            units.append((unit.counts, pattern))
    return tuple(sorted(units, key=lambda unit: (-len(unit[1]), unit)))
