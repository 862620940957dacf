"""What things are called in a language: concepts and terms by the ontology's labels, sentences by phrases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rdflib import RDFS, SKOS

from kg.errors import QueryError
from kg.knowledge.turtle import read_facts, turtle_files
from kg.namespaces import LKG
from kg.resources import shipped

LANGUAGES = ("zh", "en")


class Wording:
    """Labels and phrases of one language."""

    def __init__(self, language: str, *more: str) -> None:
        """The phrases of the reports, and those in further folders of `templates`.

        Raises QueryError for a language that there are no phrases in.
        """
        if language not in LANGUAGES:
            raise QueryError(f"{language!r} is no language of the reports; choose one of {', '.join(LANGUAGES)}")
        self.language = language
        self._phrases: dict[str, str] = {}
        for folder in ("", *more):
            self._phrases |= _phrases(shipped("templates") / folder / f"{language}.toml")
        self._labels, self._concepts = _read(language)

    def concept(self, scheme: str, notation: str) -> str:
        """The label of a concept, by its scheme (such as Acts) and its notation; the notation where there is none."""
        return self._concepts.get((str(LKG[scheme]), notation)) or notation

    def concepts(self, scheme: str) -> list[tuple[str, str]]:
        """The notations of a scheme's concepts with their labels, by notation."""
        of = str(LKG[scheme])
        return sorted((notation, label) for (one, notation), label in self._concepts.items() if one == of)

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


@cache
def _phrases(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _read(language: str) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The labels of terms by IRI, and those of concepts by scheme and notation."""
    home = shipped("ontology")
    labels: dict[str, str] = {}
    concepts: dict[tuple[str, str], str] = {}
    for path in (home / "letterkg.ttl", *turtle_files(home / "schemes")):
        facts = read_facts(path)
        for thing in facts.about:
            for name in (*facts.in_language(thing, _LABEL, language), *facts.in_language(thing, _NAME, language)):
                labels[thing] = name
            scheme = facts.value(thing, _SCHEME)
            for notation in facts.values(thing, _NOTATION):
                concepts[scheme.words if scheme else "", notation.words] = labels.get(thing, "")
    return labels, concepts


_LABEL, _NAME, _SCHEME, _NOTATION = (str(p) for p in (RDFS.label, SKOS.prefLabel, SKOS.inScheme, SKOS.notation))
