"""Languages by their Chinese names."""

from __future__ import annotations

from functools import cache

from rdflib import SKOS

from kg.knowledge.turtle import read_facts, turtle_files
from kg.resources import shipped


@cache
def _languages() -> dict[str, str]:
    """The codes of languages by their Chinese names."""
    found = (read_facts(path) for path in turtle_files(shipped("ontology") / "languages"))
    return {
        name: code.words
        for facts in found
        for language in facts.about
        for code in facts.values(language, str(SKOS.notation))
        for name in facts.in_language(language, str(SKOS.prefLabel), "zh")
    }


def language_code(name: str) -> str | None:
    """The ISO 639 code of a language by its Chinese name, None if `ontology/languages` has no such name.

    >>> language_code("法语")
    'fr'
    """
    return _languages().get(name.strip())
