"""All that the extraction knows, read together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.errors import LexiconError
from kg.knowledge.expressions import Expression, expression
from kg.knowledge.layout import Layout, load_layout
from kg.knowledge.lexicon import Lexicon, load_lexicon
from kg.knowledge.name_patterns import compile_patterns, part_expression, parts_in
from kg.knowledge.sentence_rules import Rules, load_rules
from kg.knowledge.turtle import read_facts, turtle_files
from kg.knowledge.units import load_units, shipped_units
from kg.resources import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The names, the rules over sentences, and the rules over lines and paragraphs."""

    lexicon: Lexicon
    rules: Rules
    layout: Layout

    @classmethod
    def load(cls, *folders: Path, placeholders: bool = False, tried: bool = True) -> Self:
        """The shipped knowledge with the folders laid over it, and with `placeholders` the names of rules' examples.

        Raises LexiconError that names the file and what is wrong in it; if `tried`, also for an expression of the
        folders whose time grows without end. The shipped ones have been tried.
        """
        rules = shipped("ontology") / "rules"
        knowledge = cls(
            lexicon=load_lexicon(*folders, placeholders=placeholders),
            rules=load_rules(rules, *folders),
            layout=load_layout(rules, *folders),
        )
        for error in knowledge.growing(but=shipped("ontology")) if tried and folders else ():
            raise error
        return knowledge

    def expressions(self) -> Iterator[Expression]:
        """Every expression of the rules: of lines and paragraphs, of sentences, of names, of units."""
        yield from self.layout.compiled.values()
        yield from (e for rules in self.rules.by_class.values() for rule in rules for e in rule.expressions)
        parts = self.lexicon.parts
        for path in turtle_files(*self.lexicon.folders):
            yield from (part_expression(name, path, parts) for name in parts_in(read_facts(path)))
        for compiled in compile_patterns(self.lexicon.patterns, parts):
            yield from compiled.expressions
            yield from (compiled.surface,) if compiled.surface else ()
        for counts, pattern in load_units():
            yield expression(pattern, counts, shipped_units())

    def growing(self, but: Path | None = None) -> Iterator[LexiconError]:
        """What is wrong with expressions whose time grows without end, `but` for those of files below a folder."""
        for one in self.expressions():
            if (but is None or not one.path.is_relative_to(but)) and (error := one.grows()):
                yield error
