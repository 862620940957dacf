"""The shipped knowledge with the invented names that the examples of the rules use: loaded once, and only read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.knowledge.compiling import keep
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.layout import Layout
from kg.knowledge.lexicon import Lexicon
from kg.knowledge.rule import RuleT
from kg.knowledge.sentence_rules import Rules
from kg.knowledge.turtle import read_facts, turtle_files
from kg.mentions.finder import Finder, make_finder
from kg.namespaces import LKG
from kg.resources import MODEL, shipped


@cache
def knowledge() -> Knowledge:
    return Knowledge.load(placeholders=True)


def lexicon() -> Lexicon:
    return knowledge().lexicon


def rules() -> Rules:
    return knowledge().rules


def layout() -> Layout:
    return knowledge().layout


def names_of(kind: type) -> list[str]:
    """The names of the shipped rules of a class, for who asks while tests are collected: the rules take far longer."""
    files = map(read_facts, turtle_files(shipped("ontology")))
    return [node.rpartition("/")[2] for facts in files for node in facts.subjects(str(LKG[kind.__name__]))]


def of_folders(knowledge: Knowledge) -> Knowledge:
    """The knowledge with the rules and patterns of an analyst's folders alone; all else is there."""

    def own(rules: Sequence[RuleT]) -> tuple[RuleT, ...]:
        return tuple(rule for rule in rules if not rule.path.is_relative_to(shipped("ontology")))

    patterns = replace(knowledge.lexicon, patterns=own(knowledge.lexicon.patterns))
    return replace(
        knowledge,
        lexicon=patterns,
        rules=Rules(by_class={kind: own(rules) for kind, rules in knowledge.rules.by_class.items()}),
    )


@cache
def finder(model: str = MODEL) -> Finder:
    made = make_finder(lexicon(), model)
    keep()
    return made
