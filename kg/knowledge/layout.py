"""The layout rules: patterns in Turtle that tell furniture, titles, signatures and speakers' lines from the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex
from rdflib import RDF, Graph
from rdflib.term import Node

from kg.errors import LexiconError
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.namespaces import LKG, RULE

NAME = regex.compile(r"\{(?P<name>[a-z][a-z-]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRule:
    """A rule over a line or a paragraph, as its Turtle gives it: `{name}` in a pattern stands for another rule."""

    name: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All layout rules by name, and each one's compiled pattern."""

    rules: Mapping[str, LayoutRule]
    compiled: Mapping[str, regex.Pattern[str]]

    def match(self, name: str, words: str) -> regex.Match[str] | None:
        """The match of the rule at the start of the words, None if it does not match there."""
        return self.compiled[name].match(words)

    def search(self, name: str, words: str) -> regex.Match[str] | None:
        """The rule's first match anywhere in the words."""
        return self.compiled[name].search(words)

    def finditer(self, name: str, words: str) -> Iterator[regex.Match[str]]:
        """All matches of the rule in the words, in order, not overlapping."""
        return self.compiled[name].finditer(words)

    def check(self) -> Iterator[LexiconError]:
        """What is wrong with rules that do not keep to their examples."""
        for rule in self.rules.values():
            if not rule.patterns or not rule.examples or not rule.counter_examples:
                yield LexiconError(
                    rule.path, rule.name, "needs an lkg:pattern, an lkg:example and an lkg:counterExample"
                )
            for words in rule.examples:
                if not self.search(rule.name, words):
                    yield LexiconError(rule.path, rule.name, f"does not match its example: {words}")
            for words in rule.counter_examples:
                if self.search(rule.name, words):
                    yield LexiconError(rule.path, rule.name, f"matches its counter-example: {words}")


def load_layout(*folders: Path) -> Layout:
    """The layout rules in the folders' Turtle files, those of later folders instead of earlier ones of the same name.

    Raises LexiconError that names the file, the rule and what is wrong with it.
    """
    rules: dict[str, LayoutRule] = {}
    for path in turtle_files(*folders):
        graph = read_turtle(path)
        for node in sorted(graph.subjects(RDF.type, LKG.LayoutRule), key=str):
            name = str(node).removeprefix(str(RULE))
            rules[name] = LayoutRule(
                name=name,
                patterns=_words(graph, node, "pattern"),
                examples=_words(graph, node, "example"),
                counter_examples=_words(graph, node, "counterExample"),
                path=path,
            )
    return Layout(rules=rules, compiled={name: _compiled(rules[name], rules) for name in rules})


def _words(graph: Graph, node: Node, name: str) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in graph.objects(node, LKG[name])))


def _compiled(rule: LayoutRule, rules: Mapping[str, LayoutRule]) -> regex.Pattern[str]:
    words = _expanded(rule, rules, ())
    try:
        return regex.compile(words, regex.V1)
    except regex.error as error:
        raise LexiconError(rule.path, rule.name, f"pattern {words!r}: {error}") from error


def _expanded(rule: LayoutRule, rules: Mapping[str, LayoutRule], above: tuple[str, ...]) -> str:
    """The rule's patterns as one, the rules that they name put in their place."""
    if rule.name in above:
        raise LexiconError(rule.path, rule.name, f"stands for itself: {' > '.join((*above, rule.name))}")

    def other(match: regex.Match[str]) -> str:
        if match["name"] not in rules:
            raise LexiconError(rule.path, rule.name, f"names the rule {match[0]}, which is in no file")
        return _expanded(rules[match["name"]], rules, (*above, rule.name))

    return "(?:" + "|".join(NAME.sub(other, pattern) for pattern in rule.patterns) + ")"
