"""One kind of block for all rules in Turtle: what is read of it, the class that says what it may say, its examples."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from rdflib import RDF, RDFS, XSD

from kg.errors import LexiconError
from kg.knowledge.turtle import Facts
from kg.namespaces import LKG, RULE

COMMON = ("pattern", "example", "counterExample", "priority")
TRUE = ("true", "1")
DERIVED = {"derived": True}
"""The metadata of a field that no property fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A rule as its Turtle says it, whatever its kind; all values are sorted.

    `comments` are pairs of language and words; `options` holds the properties that not every kind has, by local name,
    with the words of literals and the last steps of IRIs.
    """

    name: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    priority: int
    comments: tuple[tuple[str, str], ...]
    options: Mapping[str, tuple[str, ...]]
    path: Path

    def error(self, what: str) -> LexiconError:
        """What is wrong with the rule, with its file and name."""
        return LexiconError(self.path, self.name, what)


def blocks(facts: Facts, *classes: str) -> Iterator[tuple[str, Block]]:
    """The rules of these classes (by local name) in a file, each with its class, by name.

    Raises LexiconError for one without a name, of two classes or with a priority that is no number.
    """
    wanted = {str(LKG[name]): name for name in classes}
    for node in facts.subjects(*wanted):
        if not node.startswith(str(RULE)):
            raise LexiconError(facts.path, node, "a rule needs an IRI of its own, such as rule:open-fire")
        mine = [wanted[value.words] for value in facts.values(node, str(RDF.type)) if value.words in wanted]
        for name in mine:
            yield name, _block(facts, node)


def _block(facts: Facts, node: str) -> Block:
    name, said = node.removeprefix(str(RULE)), facts.about[node]
    if not name:
        raise LexiconError(facts.path, node, "a rule needs a name after rule:, such as rule:open-fire")
    values = {
        iri.removeprefix(str(LKG)): tuple(value.local for value in facts.values(node, iri))
        for iri in sorted(said)
        if iri.startswith(str(LKG))
    }
    return Block(
        name=name,
        patterns=values.get("pattern", ()),
        examples=values.get("example", ()),
        counter_examples=values.get("counterExample", ()),
        priority=_priority(facts, node, name),
        comments=tuple(sorted((value.language, value.words) for value in said.get(str(RDFS.comment), ()))),
        options={n: v for n, v in values.items() if n not in COMMON},
        path=facts.path,
    )


def _priority(facts: Facts, node: str, name: str) -> int:
    found = facts.values(node, str(LKG.priority))
    if not found:
        return 0
    if len(found) == 1 and found[0].datatype == _INTEGER and re.fullmatch("[+-]?[0-9]{1,6}", found[0].words):
        return int(found[0].words)
    given = ", ".join(one.local[:40] for one in found)
    what = f"lkg:priority is one whole number, not {given}; write it bare, six digits at most, as in lkg:priority 5"
    raise LexiconError(facts.path, name, what)


_INTEGER = str(XSD.integer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has; a class of rules says by its further fields which properties its rules may have.

    A field is named as its property: `agreement_kind` is `lkg:agreementKind`. One whose default is `()` takes any
    number of values, one whose default is false is a flag, any other takes one value.
    """

    name: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    priority: int = 0
    path: Path = Path()


RuleT = TypeVar("RuleT", bound=Rule)


def properties(rule_class: type[Rule]) -> dict[str, str]:
    """The fields that a block's options fill, by the local names of their properties.

    >>> @dataclass(frozen=True, kw_only=True)
    ... class CasualtyRule(Rule):
    ...     done_by: str = ""
    ...     for_: tuple[str, ...] = ()
    >>> properties(CasualtyRule)
    {'doneBy': 'done_by', 'for': 'for_'}
    """
    own = (field.name for field in fields(rule_class) if field.name not in _OF_ALL and field.metadata != DERIVED)
    return {re.sub("_(.)", lambda letter: letter[1].upper(), name.rstrip("_")): name for name in own}


def typed(block: Block, rule_class: type[RuleT], **given: object) -> RuleT:
    """The block as a rule of its class; `given` are the fields that its options do not fill.

    Raises LexiconError for too many values, and for a property that the class lacks, with the nearest that it has.
    """
    known = properties(rule_class)
    defaults = {field.name: field.default for field in fields(rule_class)}
    filled: dict[str, Any] = {name: getattr(block, name) for name in _OF_ALL & defaults.keys()}
    for name, values in block.options.items():
        if name not in known:
            raise block.error(unknown_property(name, {*known, *COMMON}))
        if known[name] in given:
            continue
        default = defaults[known[name]]
        if default != () and len(values) > 1:
            raise block.error(f"lkg:{name} has one value, not {', '.join(values)}")
        filled[known[name]] = values if default == () else values[0] in TRUE if default is False else values[0]
    return rule_class(**filled | given)


_OF_ALL = frozenset(field.name for field in fields(Block))


def unknown_property(name: str, known: Iterable[str]) -> str:
    """What is said of a property that is not among the known ones: the nearest of them, and all."""
    names = sorted(known)
    nearest = difflib.get_close_matches(name, names, 1)
    meant = f"did you mean lkg:{nearest[0]}? " if nearest else ""
    return f"unknown property lkg:{name}; {meant}there are {', '.join(f'lkg:{n}' for n in names)}"


def check(
    rule: Rule,
    fires: Callable[[str], bool],
    verbs: tuple[str, str] = ("fire on", "fires on"),
    why: Callable[[str], str] = lambda example: "",
) -> Iterator[LexiconError]:
    """What a rule's own examples show to be wrong.

    `fires` tells whether an example makes the rule do what the `verbs` call that, `why` adds a reason to a complaint.
    """
    for name, examples in (("example", rule.examples), ("counterExample", rule.counter_examples)):
        if not examples:
            yield LexiconError(rule.path, rule.name, f"has no lkg:{name}; give one, each rule is tried on its own")
    for example in rule.examples:
        if not fires(example):
            yield LexiconError(rule.path, rule.name, f"does not {verbs[0]} its example: {example}{why(example)}")
    for example in rule.counter_examples:
        if fires(example):
            yield LexiconError(rule.path, rule.name, f"{verbs[1]} its counter-example: {example}{why(example)}")
