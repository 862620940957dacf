"""The rule engine: sentences whose mentions have become one letter of their kind each, and the Turtle rules that fire.

A rule's pattern is a regular expression (syntax of the `regex` package) with slots, as in `{agent} fired at {patient}`.
A slot stands for one mention of its kind or for several coordinated ones, so no pattern can cut through a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import regex
from rdflib import RDF, Graph, Literal, URIRef

from kg.errors import LexiconError
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.model.mention import ACTORS, Kind
from kg.namespaces import LKG, RULE

CODES = {kind: chr(0xE000 + place) for place, kind in enumerate(Kind)}


_STATES = frozenset({Kind.STATE, Kind.DISPUTED})


SLOTS: Mapping[str, frozenset[Kind]] = {
    **dict.fromkeys(("actor", "agent", "patient", "participant", "target", "source", "complier", "party"), ACTORS),
    "state": _STATES | {Kind.ANAPHOR},
    "place": _STATES | {Kind.PLACE},
    "site": frozenset({Kind.PLACE}),
    "person": frozenset({Kind.PERSON}),
    "organization": frozenset({Kind.ORGANIZATION}),
    "force": frozenset({Kind.FORCE}),
    "group": frozenset({Kind.GROUP}),
    "date": frozenset({Kind.DATE}),
    "count": frozenset({Kind.COUNT}),
    "agreement": frozenset({Kind.AGREEMENT}),
    "provision": frozenset({Kind.PROVISION}),
    "symbol": frozenset({Kind.SYMBOL}),
    "post": frozenset({Kind.POST}),
}


RULE_CLASSES = (
    "EventRule", "ActRule", "ComplianceRule", "CasualtyRule", "ContextRule", "SourceRule", "AgreementRule",
    "DatingRule", "DistanceRule", "ProvisionRule", "FigureRule", "StatusRule",
)  # fmt: skip


JOINT = "(?:、|和|与|及|以及|或|同|-)"


OF = "的"  # between a whole and its part


_SLOT = regex.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its Turtle block says it; `options` holds its further properties by local name."""

    name: str
    rule_class: str
    yields: tuple[str, ...]
    patterns: tuple[regex.Pattern[str], ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    priority: int = 0
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules by class, in the order in which they are tried: higher priority first, then by name."""

    by_class: Mapping[str, tuple[Rule, ...]]

    def of(self, rule_class: str) -> tuple[Rule, ...]:
        """The rules of a class, first to last."""
        return self.by_class.get(rule_class, ())


@lru_cache(maxsize=64)
def slot_letters(slot: str) -> str:
    """The letters that a slot may hold, as the inside of a character class."""
    return "".join(sorted(CODES[kind] for kind in SLOTS[slot]))


def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """A rule's pattern as a regular expression over masked characters.

    Raises ValueError for an unknown slot and `regex.error` for a broken expression.

    >>> bool(compile_pattern("{agent}开火").search(CODES[Kind.STATE] + "和" + CODES[Kind.FORCE] + "开火"))
    True
    """

    def expand(found: regex.Match[str]) -> str:
        name = found[1]
        base = name.rstrip("_") if name.rstrip("_") in SLOTS else name
        if base not in SLOTS:
            raise ValueError(f"unknown slot {{{name}}}; there are {', '.join(sorted(SLOTS))}")
        letters = slot_letters(base)
        return f"(?P<{base}>[{letters}](?:{JOINT}[{letters}])*+)"

    return regex.compile(_SLOT.sub(expand, pattern), regex.V1)


def load_rules(*folders: Path) -> Rules:
    """The rules in all Turtle files below the folders; a rule of a later folder replaces one of the same name.

    Raises LexiconError that names the file, the rule and what is wrong with it.
    """
    return read_rules(*turtle_files(*folders))


def read_rules(*paths: Path) -> Rules:
    """The rules of these Turtle files; as `load_rules`."""
    rules: dict[str, Rule] = {}
    for path in paths:
        graph = read_turtle(path)
        for rule_class in RULE_CLASSES:
            for node in sorted(graph.subjects(RDF.type, LKG[rule_class]), key=str):
                rule = _rule(graph, node, rule_class, path)
                rules[rule.name] = rule
    return Rules(
        by_class={
            c: tuple(sorted((r for r in rules.values() if r.rule_class == c), key=lambda r: (-r.priority, r.name)))
            for c in RULE_CLASSES
        }
    )


def _rule(graph: Graph, node: object, rule_class: str, path: Path) -> Rule:
    if not isinstance(node, URIRef):
        raise LexiconError(path, str(node), "a rule needs an IRI of its own, such as rule:open-fire")
    name = str(node).removeprefix(str(RULE))
    values: dict[str, tuple[str, ...]] = {}
    for predicate in sorted({p for p in graph.predicates(node) if str(p).startswith(str(LKG))}, key=str):
        objects = sorted(graph.objects(node, predicate), key=str)
        values[str(predicate).removeprefix(str(LKG))] = tuple(_local(o) for o in objects)
    patterns = []
    for pattern in values.get("pattern", ()):
        try:
            patterns.append(compile_pattern(pattern))
        except (ValueError, regex.error) as error:
            raise LexiconError(path, name, f"pattern {pattern!r}: {error}") from error
    if not patterns:
        raise LexiconError(path, name, "has no lkg:pattern")
    return Rule(
        name=name,
        rule_class=rule_class,
        yields=values.get("yields", ()),
        patterns=tuple(patterns),
        examples=values.get("example", ()),
        counter_examples=values.get("counterExample", ()),
        priority=int(values.get("priority", ("0",))[0]),
        options={k: v for k, v in values.items() if k not in ("pattern", "example", "counterExample", "yields")},
        path=path,
    )


def _local(value: object) -> str:
    """A literal's words, or the last step of an IRI."""
    return str(value) if isinstance(value, Literal) else str(value).replace("#", "/").rsplit("/", 1)[-1]
