"""What was found between documents as triples, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef

from kg.graph.lookup import Lookup
from kg.knowledge.turtle import read_turtle
from kg.knowledge.victims import Victims
from kg.knowledge.wording import LANGUAGES, Wording
from kg.namespaces import LKG, OWL, RDF, RDFS, short_digest
from kg.occurrences.clustering import Link, Pair
from kg.occurrences.contradictions import Contradiction
from kg.resources import shipped

Lines = Iterator[str]


def link_iri(base: str, pair: Pair) -> str:
    """The IRI of the link between two accounts, which are in order."""
    return f"{base}link/{short_digest(*pair)}"


class Writer:
    """Writes links, occurrences and contradictions; their reasons name things as the lookup knows them."""

    def __init__(self, base: str, lookup: Lookup, victims: Victims) -> None:
        self.base, self.lookup, self.victims = base, lookup, victims
        rules = read_turtle(shipped("ontology") / "rules" / "occurrences" / "contradictions.ttl")
        self.reasons, self.grounds = _comments(rules), _grounds(rules)
        self.wordings = {language: Wording(language) for language in LANGUAGES}

    def link(self, one: Link) -> Lines:
        """A link between two accounts."""
        node = link_iri(self.base, one.pair)
        yield from said(node, RDF.type, things(LKG.OccurrenceLink))
        yield from said(node, LKG.account, things(*one.pair))
        yield from said(node, LKG.toldApart, things(*one.apart))
        yield from self._finding(node, one, LKG.sameOccurrenceAs)

    def identity(self, one: Link) -> Lines:
        """A link between two persons or places."""
        node = f"{self.base}identity/{short_digest(*one.pair)}"
        yield from said(node, RDF.type, things(LKG.IdentityLink))
        yield from said(node, LKG.candidate, things(*one.pair))
        yield from self._finding(node, one, OWL.sameAs)

    def _finding(self, node: str, one: Link, same: URIRef) -> Lines:
        """What a link says of its pair, and of the two themselves where they are the same."""
        yield from said(node, LKG.verdict, words(one.verdict))
        yield from said(node, LKG.ruleFired, words(*[one.rule] * bool(one.rule)))
        yield from said(node, LKG.judgedBy, words(*[one.judge] * bool(one.judge)))
        for relation, value in one.relations:
            yield from said(node, LKG[relation], words(value))
        for language, comment in one.comments:
            yield from said(node, RDFS.comment, words(comment, language=language))
        if one.verdict == "same":
            first, second = one.pair
            yield from said(first, same, things(second))
            yield from said(second, same, things(first))

    def occurrence(self, occurrence: str, events: Sequence[str]) -> Lines:
        """An occurrence with its accounts."""
        yield from said(occurrence, RDF.type, things(LKG.Occurrence))
        yield from said(occurrence, LKG.account, things(*events))

    def contradictions(self, found: Iterable[Contradiction]) -> set[str]:
        """The lines of several."""
        return {line for one in found for line in self.contradiction(one)}

    def contradiction(self, one: Contradiction) -> Lines:
        """Two claims that cannot both hold, and why."""
        node = f"{self.base}contradiction/{short_digest(*one.claims, one.rule, *one.figures)}"
        yield from said(node, RDF.type, things(LKG.Contradiction))
        yield from said(node, LKG.between, things(*one.claims))
        yield from said(node, LKG.onFigure, things(*one.figures))
        yield from said(node, LKG.ground, words(self.grounds[one.rule]))
        yield from said(node, LKG.concerns, things(one.concerns))
        yield from said(node, LKG.ruleFired, words(one.rule))
        for language in LANGUAGES:
            yield from said(node, RDFS.comment, words(self._reason(one, language), language=language))
        first, second = one.claims
        yield from said(first, LKG.contradicts, things(second))
        yield from said(second, LKG.contradicts, things(first))

    def _reason(self, one: Contradiction, language: str) -> str:
        """The rule's reason with the words of the case filled in."""
        filled = {key: self._words(key, value, language) for key, value in one.words.items()}
        return " ".join(self.reasons[one.rule, language].format(**filled).split())

    def _words(self, key: str, value: str, language: str) -> str:
        if key.endswith("_harm"):
            return self.wordings[language].concept("Harms", value)
        if key.endswith("_of") and language == "en":
            kind = self.victims.of(value)
            return f"“{value}”" if kind == value != "" else self.wordings[language].concept("VictimClasses", kind)
        return self.lookup.name(value, language) if value.startswith(self.base) else value


def said(subject: str, predicate: str, objects: Iterable[ox.NamedNode | ox.Literal]) -> Lines:
    """A line for each object of which a subject says the predicate."""
    for one in objects:
        yield f"{ox.Triple(ox.NamedNode(subject), ox.NamedNode(str(predicate)), one)} ."


def things(*iris: str) -> list[ox.NamedNode]:
    """IRIs as objects."""
    return [ox.NamedNode(str(iri)) for iri in iris]


def words(*values: str, language: str = "") -> list[ox.Literal]:
    """Words as objects."""
    return [ox.Literal(value, language=language or None) for value in values]


def _comments(graph: Graph) -> dict[tuple[str, str], str]:
    """The reasons of rules by name and language."""
    return {
        (str(rule).rpartition("/")[2], str(comment.language)): str(comment)
        for rule, comment in graph.subject_objects(RDFS.comment)
        if isinstance(comment, Literal)
    }


def _grounds(graph: Graph) -> dict[str, str]:
    return {str(rule).rpartition("/")[2]: str(ground) for rule, ground in graph.subject_objects(LKG.ground)}
