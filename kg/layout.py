"""The layout rules: patterns in Turtle that tell furniture, titles, signatures and speakers' lines from the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import regex
from rdflib import RDF, Graph

from kg.errors import LexiconError
from kg.namespaces import LKG, RULE
from kg.turtle import read_turtle, turtle_files


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRule:
    """A rule over a line or a paragraph: it matches from the start of it."""

    name: str
    patterns: tuple[regex.Pattern[str], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All layout rules by name."""

    rules: Mapping[str, LayoutRule]

    def match(self, name: str, words: str) -> regex.Match[str] | None:
        """The match of the rule at the start of the words, None if it does not match there."""
        return next((found for p in self.rules[name].patterns if (found := p.match(words))), None)

    def search(self, name: str, words: str) -> regex.Match[str] | None:
        """The rule's first match anywhere in the words."""
        return next((found for p in self.rules[name].patterns if (found := p.search(words))), None)

    def finditer(self, name: str, words: str) -> Iterator[regex.Match[str]]:
        """All matches of the rule in the words, in order for each of its patterns."""
        for pattern in self.rules[name].patterns:
            yield from pattern.finditer(words)


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
                patterns=tuple(_compiled(words, name, path) for words in _words(graph, node, "pattern")),
                examples=_words(graph, node, "example"),
                counter_examples=_words(graph, node, "counterExample"),
                path=path,
            )
    return Layout(rules=rules)


def check_layout(layout: Layout) -> Iterator[LexiconError]:
    """What is wrong with rules that do not keep to their examples."""
    for rule in layout.rules.values():
        if not rule.patterns or not rule.examples or not rule.counter_examples:
            yield LexiconError(rule.path, rule.name, "needs an lkg:pattern, an lkg:example and an lkg:counterExample")
        for words in rule.examples:
            if not layout.search(rule.name, words):
                yield LexiconError(rule.path, rule.name, f"does not match its example: {words}")
        for words in rule.counter_examples:
            if layout.search(rule.name, words):
                yield LexiconError(rule.path, rule.name, f"matches its counter-example: {words}")


def _words(graph: Graph, node: object, name: str) -> tuple[str, ...]:
    return tuple(sorted(str(value) for value in graph.objects(node, LKG[name])))  # type: ignore[arg-type]


def _compiled(words: str, name: str, path: Path) -> regex.Pattern[str]:
    try:
        return regex.compile(words, regex.V1)
    except regex.error as error:
        raise LexiconError(path, name, f"pattern {words!r}: {error}") from error
