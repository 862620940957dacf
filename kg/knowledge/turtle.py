"""Reading the Turtle files that hold the project's knowledge: each file is parsed once, however many read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import RDF, BNode, Graph, Literal, URIRef

from kg.errors import LexiconError
from kg.files import kind, reason


class Value(NamedTuple):
    """What a statement says of its subject: an IRI or the name of a blank node, or the words of a literal.

    `datatype` is a literal's, "" for what is none; `language` is "" for words in none.
    """

    words: str
    datatype: str = ""
    language: str = ""
    blank: bool = False

    @property
    def literal(self) -> bool:
        """Whether it is a literal."""
        return bool(self.datatype)

    @property
    def local(self) -> str:
        """A literal's words, or the last step of an IRI."""
        return self.words if self.datatype else self.words.replace("#", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The statements of a Turtle file, as `about[subject][property]`, each value once, in the file's order.

    Subjects and properties are IRIs; a blank node's subject is its name, the same nowhere else.
    """

    path: Path
    about: Mapping[str, Mapping[str, tuple[Value, ...]]]
    prefixes: Mapping[str, str]

    def subjects(self, *classes: str) -> list[str]:
        """The subjects that are of one of the classes, sorted; those of any class if none is given."""
        typed = ((subject, said.get(_TYPE, ())) for subject, said in self.about.items())
        return sorted(s for s, types in typed if any(not classes or t.words in classes for t in types))

    def values(self, subject: str, predicate: str) -> list[Value]:
        """What is said of a subject by a property, sorted by its words."""
        return sorted(self.about.get(subject, {}).get(predicate, ()), key=lambda value: value.words)

    def value(self, subject: str, predicate: str) -> Value | None:
        """The first thing said of a subject by a property; None if nothing is."""
        return next(iter(self.about.get(subject, {}).get(predicate, ())), None)

    def in_language(self, subject: str, predicate: str, language: str) -> list[str]:
        """The words in a language that are said of a subject by a property, sorted."""
        return [value.words for value in self.values(subject, predicate) if value.language == language]


def read_facts(path: Path, *, keep: bool = True) -> Facts:
    """The statements of a Turtle file; raises LexiconError with the file and the line that cannot be read.

    They are kept for whoever reads the same file again, unless it is one that goes on changing.
    """
    if (found := kind(path)) not in ("", "file"):
        raise LexiconError(path, "", f"is a {found}; only files are read")
    try:
        return (_parsed if keep else _parsed.__wrapped__)(path, path.read_bytes())
    except OSError as error:
        raise LexiconError(path, "", f"cannot be read: {reason(error)}") from error


def read_turtle(*paths: Path) -> Graph:
    """The statements of Turtle files as one graph; raises LexiconError as `read_facts` does."""
    graph = Graph()
    known: dict[Value, URIRef | BNode | Literal] = {}
    for path in paths:
        facts = read_facts(path)
        for prefix, iri in facts.prefixes.items():
            graph.bind(prefix, iri)
        graph.addN(
            (_subject(subject), URIRef(predicate), known.get(value) or known.setdefault(value, _term(value)), graph)
            for subject, said in facts.about.items()
            for predicate, values in said.items()
            for value in values
        )
    return graph


def turtle_files(*folders: Path) -> tuple[Path, ...]:
    """The Turtle files below the folders, in order; raises LexiconError for a folder that is not there."""
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(folder, "", "is no folder; name a folder of Turtle files")
    return tuple(path for folder in folders for path in sorted(folder.rglob("*.ttl")))


_TYPE = str(RDF.type)
_BLANK = "_:"


@lru_cache(maxsize=256)
def _parsed(path: Path, turtle: bytes) -> Facts:
    try:
        turtle.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(path, "", f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    about: dict[str, dict[str, dict[Value, None]]] = {}
    parser = ox.parse(turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    try:
        for quad in parser:
            said = about.setdefault(_name(quad.subject), {})
            said.setdefault(quad.predicate.value, {})[_value(quad.object)] = None
    except SyntaxError as error:
        what = str(error.msg).partition(": ")[2] or str(error.msg)
        raise LexiconError(path, f"line {error.lineno}", f"not Turtle: {what}") from error
    facts = {subject: {name: tuple(values) for name, values in said.items()} for subject, said in about.items()}
    return Facts(path=path, about=facts, prefixes=parser.prefixes)


def _name(subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return subject.value if isinstance(subject, ox.NamedNode) else str(subject)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    if isinstance(term, ox.Literal):
        return Value(term.value, term.datatype.value, term.language or "")
    return Value(_name(term), blank=not isinstance(term, ox.NamedNode))


def _subject(name: str) -> URIRef | BNode:
    return BNode(name.removeprefix(_BLANK)) if name.startswith(_BLANK) else URIRef(name)


def _term(value: Value) -> URIRef | BNode | Literal:
    if not value.literal:
        return _subject(value.words)
    if value.language:
        return Literal(value.words, lang=value.language)
    return Literal(value.words, datatype=None if value.datatype == _STRING else URIRef(value.datatype))


_STRING = "http://www.w3.org/2001/XMLSchema#string"
