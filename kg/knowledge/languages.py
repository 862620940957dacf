"""Languages by their Chinese names."""

from __future__ import annotations

from functools import cache

from rdflib import SKOS, Literal

from kg.knowledge.turtle import read_turtle, turtle_files
from kg.resources import shipped


@cache
def _languages() -> dict[str, str]:
    """The codes of languages by their Chinese names."""
    names = {}
    for path in turtle_files(shipped("ontology") / "languages"):
        graph = read_turtle(path)
        for language, code in graph.subject_objects(SKOS.notation):
            for name in graph.objects(language, SKOS.prefLabel):
                if isinstance(name, Literal) and name.language == "zh":
                    names[str(name)] = str(code)
    return names


def language_code(name: str) -> str | None:
    """The ISO 639 code of a language by its Chinese name, None if `ontology/languages` has no such name.

    >>> language_code("法语")
    'fr'
    """
    return _languages().get(name.strip())
