"""All that the extraction knows, read together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.knowledge.layout import Layout, load_layout
from kg.knowledge.lexicon import Lexicon, load_lexicon
from kg.knowledge.sentence_rules import Rules, load_rules
from kg.resources import shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The names, the rules over sentences, and the rules over lines and paragraphs."""

    lexicon: Lexicon
    rules: Rules
    layout: Layout

    @classmethod
    def load(cls, *folders: Path, placeholders: bool = False) -> Self:
        """The shipped knowledge with the folders laid over it, and with `placeholders` the names of rules' examples.

        Raises LexiconError that names the file and what is wrong in it.
        """
        rules = shipped("ontology") / "rules"
        return cls(
            lexicon=load_lexicon(*folders, placeholders=placeholders),
            rules=load_rules(rules, *folders),
            layout=load_layout(rules, *folders),
        )
