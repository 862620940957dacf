"""What things are called in a language: concepts and terms by the ontology's labels, sentences by phrases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import RDFS, SKOS

from kg.errors import QueryError
from kg.knowledge.turtle import turtle_files
from kg.namespaces import LKG
from kg.resources import shipped

LANGUAGES = ("zh", "en")


class Wording:
    """Labels and phrases of one language."""

    def __init__(self, language: str) -> None:
        """Raises QueryError for a language that there are no phrases in."""
        if language not in LANGUAGES:
            raise QueryError(f"{language!r} is no language of the reports; choose one of {', '.join(LANGUAGES)}")
        self.language = language
        self._phrases = tomllib.loads((shipped("templates") / f"{language}.toml").read_text(encoding="utf-8"))
        self._labels, self._concepts = _read(language)

    def concept(self, scheme: str, notation: str) -> str:
        """The label of a concept, by its scheme (such as Acts) and its notation; the notation where there is none."""
        return self._concepts.get((str(LKG[scheme]), notation)) or notation

    def term(self, name: str) -> str:
        """The label of a class or property of the ontology, by its local name; the name where there is none."""
        return self._labels.get(str(LKG[name])) or name

    def say(self, phrase: str, **words: object) -> str:
        """A phrase with words in its places; raises KeyError for an unknown one."""
        return str(self._phrases[phrase]).format(**words)

    def has(self, phrase: str) -> bool:
        """Whether there is such a phrase."""
        return phrase in self._phrases

    def several(self, words: Iterable[str]) -> str:
        """Words as a list, each once."""
        return self.say("comma").join(dict.fromkeys(words))


def _read(language: str) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The labels of terms by IRI, and those of concepts by scheme and notation."""
    home = shipped("ontology")
    quads = [
        quad
        for path in (home / "letterkg.ttl", *turtle_files(home / "schemes"))
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    ]
    labels, schemes, notations = {}, {}, {}
    for quad in quads:
        thing, predicate, value = quad.subject.value, quad.predicate.value, quad.object
        if isinstance(value, ox.Literal) and value.language == language and predicate in (_LABEL, _NAME):
            labels[thing] = value.value
        elif predicate == _SCHEME:
            schemes[thing] = value.value
        elif predicate == _NOTATION:
            notations[thing] = value.value
    return labels, {(schemes.get(thing, ""), name): labels.get(thing, "") for thing, name in notations.items()}


_LABEL, _NAME, _SCHEME, _NOTATION = (str(p) for p in (RDFS.label, SKOS.prefLabel, SKOS.inScheme, SKOS.notation))
