"""One kind of block for all rules in Turtle: what is read of it, the class that says what it may say, its examples."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import LexiconError
from kg.namespaces import LKG, RULE

COMMON = ("pattern", "example", "counterExample", "priority")
TRUE = ("true", "1")


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


def blocks(graph: Graph, rule_class: str, path: Path) -> Iterator[Block]:
    """The rules of a class (by local name) in a file, by name; raises LexiconError for one that has no name."""
    for node in sorted(graph.subjects(RDF.type, LKG[rule_class]), key=str):
        if not isinstance(node, URIRef) or not str(node).startswith(str(RULE)):
            raise LexiconError(path, str(node), "a rule needs an IRI of its own, such as rule:open-fire")
        yield _block(graph, node, path)


def _block(graph: Graph, node: URIRef, path: Path) -> Block:
    name = str(node).removeprefix(str(RULE))
    names = sorted({str(p).removeprefix(str(LKG)) for p in graph.predicates(node) if str(p).startswith(str(LKG))})
    values = {n: tuple(_local(o) for o in sorted(graph.objects(node, LKG[n]), key=str)) for n in names}
    comments = (value for value in graph.objects(node, RDFS.comment) if isinstance(value, Literal))
    priority = values.get("priority", ("0",))
    if len(priority) > 1 or not re.fullmatch("-?[0-9]+", priority[0]):
        raise LexiconError(path, name, f"lkg:priority is one whole number, not {', '.join(priority)}")
    return Block(
        name=name,
        patterns=values.get("pattern", ()),
        examples=values.get("example", ()),
        counter_examples=values.get("counterExample", ()),
        priority=int(priority[0]),
        comments=tuple(sorted((str(value.language), str(value)) for value in comments)),
        options={n: v for n, v in values.items() if n not in COMMON},
        path=path,
    )


def _local(value: Node) -> str:
    """A literal's words, or the last step of an IRI."""
    return str(value) if isinstance(value, Literal) else str(value).replace("#", "/").rsplit("/", 1)[-1]


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
    own = (field.name for field in fields(rule_class) if field.name not in _OF_ALL)
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
            raise block.error(_unknown(name, known))
        default = defaults[known[name]]
        if default != () and len(values) > 1:
            raise block.error(f"lkg:{name} has one value, not {', '.join(values)}")
        filled[known[name]] = values if default == () else values[0] in TRUE if default is False else values[0]
    return rule_class(**filled | given)


_OF_ALL = frozenset(field.name for field in fields(Block))


def _unknown(name: str, known: Mapping[str, str]) -> str:
    names = sorted({*known, *COMMON})
    nearest = difflib.get_close_matches(name, names, 1)
    meant = f"did you mean lkg:{nearest[0]}? " if nearest else ""
    return f"unknown property lkg:{name}; {meant}there are {', '.join(f'lkg:{n}' for n in names)}"


def check(rule: Rule, fires: Callable[[str], bool], fire: str = "fire on") -> Iterator[LexiconError]:
    """What a rule's own examples show to be wrong; `fires` tells whether words make it do what `fire` calls that."""
    verb, _, on = fire.partition(" ")
    for name, examples in (("example", rule.examples), ("counterExample", rule.counter_examples)):
        if not examples:
            yield LexiconError(rule.path, rule.name, f"has no lkg:{name}; every rule is tried on its own examples")
    for words in rule.examples:
        if not fires(words):
            yield LexiconError(rule.path, rule.name, f"does not {fire} its example: {words}")
    for words in rule.counter_examples:
        if fires(words):
            yield LexiconError(rule.path, rule.name, f"{verb}s {on} its counter-example: {words}")
