"""The shipped knowledge with the invented names that the examples of the rules use: loaded once, and only read."""

from __future__ import annotations

from functools import cache

from kg.knowledge.layout import Layout, load_layout
from kg.knowledge.lexicon import Lexicon, load_lexicon
from kg.knowledge.sentence_rules import Rules, load_rules
from kg.mentions.finder import Finder, make_finder
from kg.resources import MODEL, shipped


@cache
def lexicon() -> Lexicon:
    return load_lexicon(placeholders=True)


@cache
def rules() -> Rules:
    return load_rules(shipped("ontology") / "rules")


@cache
def layout() -> Layout:
    return load_layout(shipped("ontology") / "rules")


@cache
def finder(model: str = MODEL) -> Finder:
    return make_finder(lexicon(), model)
