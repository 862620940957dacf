"""The layout rules: patterns in Turtle that tell furniture, titles, signatures and speakers' lines from the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import regex

from kg.errors import LexiconError
from kg.knowledge.expressions import DEEPEST, LONGEST, Expression, expression
from kg.knowledge.rule import Rule, blocks, check, typed
from kg.knowledge.turtle import read_facts, turtle_files

KEPT = 4096  # lines and paragraphs of which a rule has told whether it matches: each stage asks anew
NAME = regex.compile(r"\{(?P<name>[a-z][a-z-]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRule(Rule):
    """A rule over a line or a paragraph, as its Turtle gives it: `{name}` in a pattern stands for another rule."""

    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All layout rules by name, and each one's compiled pattern."""

    rules: Mapping[str, LayoutRule]
    compiled: Mapping[str, Expression]

    def may_match(self, name: str, words: str) -> bool:
        """Whether the words hold what every match of the rule needs; where not, no part of them matches it either."""
        return self.compiled[name].may_match(words)

    def match(self, name: str, words: str) -> regex.Match[str] | None:
        """The match of the rule at the start of the words, None if it does not match there."""
        return _match(self.compiled[name], words)

    def search(self, name: str, words: str) -> regex.Match[str] | None:
        """The rule's first match anywhere in the words."""
        return _search(self.compiled[name], words)

    def finditer(self, name: str, words: str) -> tuple[regex.Match[str], ...]:
        """All matches of the rule in the words, in order, not overlapping."""
        return self.compiled[name].finditer(words)

    def check(self) -> Iterator[LexiconError]:
        """What is wrong with rules that do not keep to their examples."""
        for rule in self.rules.values():
            yield from check(rule, partial(self._matches, rule.name), ("match", "matches"))

    def _matches(self, name: str, words: str) -> bool:
        return self.search(name, words) is not None


@lru_cache(maxsize=KEPT)
def _match(rule: Expression, words: str) -> regex.Match[str] | None:
    return rule.match(words)


@lru_cache(maxsize=KEPT)
def _search(rule: Expression, words: str) -> regex.Match[str] | None:
    return rule.search(words)


def load_layout(*folders: Path) -> Layout:
    """The layout rules in the folders' Turtle files, those of later folders instead of earlier ones of the same name.

    Raises LexiconError that names the file, the rule and what is wrong with it.
    """
    rules: dict[str, LayoutRule] = {}
    for path in turtle_files(*folders):
        for _, block in blocks(read_facts(path), "LayoutRule"):
            if not block.patterns:
                raise block.error("has no lkg:pattern")
            rules[block.name] = typed(block, LayoutRule)
    return Layout(rules=rules, compiled={name: _compiled(rules[name], rules) for name in rules})


def _compiled(rule: LayoutRule, rules: Mapping[str, LayoutRule]) -> Expression:
    words = _expanded(rule, rules, ())
    try:
        return expression(words, rule.name, rule.path)
    except regex.error as error:
        raise LexiconError(rule.path, rule.name, f"pattern {words!r}: {error}") from error


def _expanded(rule: LayoutRule, rules: Mapping[str, LayoutRule], above: tuple[str, ...]) -> str:
    """The rule's patterns as one, the rules that they name put in their place."""
    if rule.name in above or len(above) > DEEPEST:
        what = "stands for itself" if rule.name in above else f"stands more than {DEEPEST} rules deep"
        raise LexiconError(rule.path, rule.name, f"{what}: {' > '.join((*above, rule.name))}")

    def other(match: regex.Match[str]) -> str:
        if match["name"] not in rules:
            raise LexiconError(rule.path, rule.name, f"names the rule {match[0]}, which is in no file")
        return _expanded(rules[match["name"]], rules, (*above, rule.name))

    made = "(?:" + "|".join(NAME.sub(other, pattern) for pattern in rule.patterns) + ")"
    if len(made) > LONGEST:
        raise LexiconError(rule.path, rule.name, f"is {len(made):,} characters long; the most are {LONGEST:,}")
    return made
