"""JSON-LD by document, with the shipped context: a claim holds its words, the event it speaks of and its figures.

Mentions with their selectors, figures, events, problems and names in use are written inside whatever they belong to (a
selector inside each of its mentions); all else is named by its IRI. The context keeps to JSON-LD 1.0, which every
parser reads. pyld, the library of the field, needs three times as long to compact; so it reads in the tests what is
written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

import pyoxigraph as ox
from rdflib import RDF, XSD
from rdflib.namespace import PROV

from kg.graph.lookup import whole_number
from kg.graph.nodes import Nodes, Term
from kg.graph.store import Store
from kg.namespaces import GAF, LKG, OA, SKOSXL
from kg.resources import shipped

CONTEXT = "context.jsonld"
_STRING, _INTEGER = str(XSD.string), str(XSD.integer)
_ABOUT, _SELECTOR = str(LKG.about), str(OA.hasSelector)
_WITHIN = {
    str(predicate)
    for predicate in (
        GAF.denotedBy, OA.hasSelector, LKG.keepsDistanceFrom, LKG.casualties, LKG.hasProblem, PROV.wasGeneratedBy,
        SKOSXL.altLabel,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDefinition:
    """How the context writes a predicate: its term, and what values the term takes ("" for any) and how."""

    term: str
    coercion: str = ""
    container: str = ""

    def takes(self, value: Term) -> bool:
        """Whether the term can hold a value without changing it."""
        if isinstance(value, ox.NamedNode):
            return self.container != "@language" and self.coercion in ("", "@id", "@vocab")
        if self.container == "@language":
            return value.language is not None
        return self.coercion in ("", value.datatype.value)


class Context:
    """The shipped context, with `id` for the base of a store."""

    def __init__(self, base: str) -> None:
        text = (shipped("ontology") / CONTEXT).read_text(encoding="utf-8")
        self.written: dict[str, Any] = json.loads(text)["@context"] | {"id": base}
        self.place = {name: number for number, name in enumerate(["@id", "@type", *self.written])}
        iris = {name: self._expand(entry) for name, entry in self.written.items()}
        self.entries = {iris[name]: _entry(name, entry) for name, entry in self.written.items()}
        self.entries[str(RDF.type)] = TermDefinition(term="@type", coercion="@vocab")
        self.terms = {iri: name for name, iri in iris.items() if iri[-1] not in "/#:"}
        self.prefixes = {iri: name for name, iri in iris.items() if iri[-1] in "/#:"}
        self._start = re.compile("(?:" + "|".join(map(re.escape, sorted(self.prefixes, reverse=True))) + ")(?!//)")

    def _expand(self, entry: str | dict[str, str]) -> str:
        iri = entry if isinstance(entry, str) else entry["@id"]
        prefix, colon, local = iri.partition(":")
        return self.written[prefix] + local if colon and prefix in self.written else iri

    def short(self, iri: str) -> str:
        """An IRI with its prefix, where it has one."""
        match = self._start.match(iri)
        return f"{self.prefixes[match[0]]}:{iri[match.end() :]}" if match else iri

    def word(self, iri: str) -> str:
        """A class or concept by its term, where it has one."""
        return self.terms.get(iri) or self.short(iri)


def _entry(name: str, entry: str | dict[str, str]) -> TermDefinition:
    if isinstance(entry, str):
        return TermDefinition(term=name)
    coercion = entry.get("@type", "")
    if coercion.startswith("xsd:"):
        coercion = str(XSD[coercion.removeprefix("xsd:")])
    return TermDefinition(term=name, coercion=coercion, container=entry.get("@container", ""))


def write_jsonld(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """Every named graph, by graph IRI: the document first, then what it speaks of; a graph at a time in memory."""
    context = Context(prefixes["id"])
    entries = ",\n".join(f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in context.written.items())
    out.write(f'{{\n "@context": {{\n{entries}\n }},\n "@graph": ['.encode())
    for number, graph in enumerate(store.graphs()):
        out.write(f'{"," * bool(number)}\n  {{\n   "@id": {_json(context.short(graph))},\n   "@graph": ['.encode())
        for place, node in enumerate(_Tree(Nodes(store, graph), context).all()):
            text = json.dumps(node, ensure_ascii=False, indent=1).replace("\n", "\n    ")
            out.write(f"{',' * bool(place)}\n    {text}".encode())
        out.write(b"\n   ]\n  }")
    out.write(b"\n ]\n}\n")


def as_jsonld(nodes: Nodes, base: str) -> dict[str, Any]:
    """Some nodes of a store as a document of their own, with the context."""
    context = Context(base)
    return {"@context": context.written, "@graph": list(_Tree(nodes, context).all())}


def _json(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


class _Tree:
    """One graph on its way into JSON."""

    def __init__(self, nodes: Nodes, context: Context) -> None:
        self.nodes, self.context = nodes, context

    def all(self) -> Iterator[dict[str, Any]]:
        """What stands by itself: the document, and whatever does not stand within something else."""
        within = {
            value.value
            for node in self.nodes
            for predicate, values in self.nodes.said(node).items()
            for value in values
            if self.holds(predicate, value)
        }
        first = [self.nodes.graph] if self.nodes.graph in self.nodes else []
        written: set[str] = set()
        for node in [*first, *(node for node in self.nodes if node not in within), *self.nodes]:
            if node not in written:
                here: set[str] = set()
                yield self.node(node, here)
                written |= here

    def holds(self, predicate: str, value: Term) -> bool:
        """Whether a value is written within what has it."""
        if isinstance(value, ox.Literal) or not (predicate in _WITHIN or predicate == _ABOUT):
            return False
        return value.value in self.nodes and (predicate != _ABOUT or self.nodes.is_a(value.value, LKG.Event))

    def node(self, node: str, written: set[str]) -> dict[str, Any]:
        """A node with all that is said of it, in the order of the context; adds what it holds to what is `written`."""
        written.add(node)
        made: dict[str, Any] = {"@id": self.context.short(node)}
        for entry, predicate in self.ordered(self.nodes.said(node)):
            values = self.nodes.terms(node, predicate)
            if taken := [value for value in values if entry.takes(value)]:
                made[entry.term] = self.values(taken, entry, predicate, written)
            if len(taken) < len(values):
                others = [value for value in values if not entry.takes(value)]
                made[predicate] = self.values(others, TermDefinition(term=predicate), predicate, written)
        return made

    def ordered(self, predicates: Iterable[str]) -> list[tuple[TermDefinition, str]]:
        """The predicates with their entries, in the order of the context, those that it lacks last."""
        found = [
            (self.context.entries.get(predicate, TermDefinition(term=predicate)), predicate) for predicate in predicates
        ]
        last = len(self.context.place)
        return sorted(found, key=lambda item: (self.context.place.get(item[0].term, last), item[1]))

    def values(self, values: list[Term], entry: TermDefinition, predicate: str, written: set[str]) -> Any:  # noqa: ANN401
        """The values of a predicate as its term writes them."""
        if entry.container == "@language":
            languages: dict[str, list[str]] = {}
            for value in values:
                assert isinstance(value, ox.Literal)
                languages.setdefault(str(value.language), []).append(value.value)
            return {language: _one(words) for language, words in sorted(languages.items())}
        said = [self.value(value, entry, predicate, written) for value in values]
        return said if entry.container == "@set" else _one(said)

    def value(self, value: Term, entry: TermDefinition, predicate: str, written: set[str]) -> Any:  # noqa: ANN401
        """One value as a term writes it."""
        if isinstance(value, ox.Literal):
            return _literal(value, entry.coercion)
        if self.holds(predicate, value) and (value.value not in written or predicate == _SELECTOR):
            return self.node(value.value, written)
        if entry.coercion == "@vocab":
            return self.context.word(value.value)
        return self.context.short(value.value) if entry.coercion else {"@id": self.context.short(value.value)}


def _literal(value: ox.Literal, coercion: str) -> Any:  # noqa: ANN401
    """A literal's words, a number for a plain integer, or a value object where the term does not tell its type."""
    words: str | int = value.value
    number = whole_number(value.value) if value.datatype.value == _INTEGER and len(value.value) < 16 else None
    if number is not None and str(number) == value.value:
        words = number
    if value.language:
        return {"@value": words, "@language": value.language}
    if value.datatype.value in (coercion, _STRING):
        return words
    return {"@value": words, "@type": value.datatype.value}


def _one(values: list[Any]) -> Any:  # noqa: ANN401
    return values[0] if len(values) == 1 else values
