"""The graph of disputes: which accounts tell of one occurrence, which claims contradict each other, who may be one.

It is made anew from all documents of a store, and lies in a named graph of its own; documents' graphs stay as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV

from kg import __version__, files
from kg.graph.statements import Statements
from kg.graph.store import Store, from_rdflib
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.knowledge.victims import load_victims
from kg.knowledge.wording import LANGUAGES, Wording
from kg.namespaces import LKG
from kg.occurrences.accounts import Accounts
from kg.occurrences.clustering import Link, link
from kg.occurrences.contradictions import Contradiction, Finder
from kg.occurrences.identities import find_identities, load_identity_rules
from kg.occurrences.rules import load_occurrence_rules
from kg.occurrences.verdicts import Lost, Verdict, apply, digest
from kg.resources import shipped

GRAPH, RUN = "graph/disputes", "run/disputes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """What was found: links and groups of accounts, contradictions, and verdicts that could not be applied.

    `occurrences` gives each group (events, in order) by its IRI; `identities` are pairs of persons or of places.
    """

    links: tuple[Link, ...]
    occurrences: Mapping[str, tuple[str, ...]]
    contradictions: tuple[Contradiction, ...]
    identities: tuple[Link, ...] = ()
    lost: tuple[Lost, ...] = ()

    @property
    def doubtful(self) -> tuple[Link, ...]:
        """The pairs that a person should judge."""
        return tuple(one for one in self.links if one.verdict == "doubtful")


def find_disputes(statements: Statements, verdicts: Sequence[Verdict] = (), lexicon: Sequence[Path] = ()) -> Disputes:
    """Links the accounts of a store and finds what contradicts what; raises LexiconError for rules that are wrong."""
    base = statements.store.base
    rules = load_occurrence_rules(shipped("ontology") / "rules", *lexicon)
    accounts = {one.event: one for one in Accounts(statements).all()}
    judged, lost = apply((one for one in verdicts if not one.of_entities), statements)
    same, lost_entities = apply((one for one in verdicts if one.of_entities), statements)
    identities = find_identities(statements, load_identity_rules(shipped("ontology") / "rules", *lexicon), same)
    found = link(accounts.values(), rules, judged)
    occurrences = {_occurrence(base, group): group for group in found.groups}
    finder = Finder(statements, load_victims(shipped("ontology") / "schemes" / "victims.ttl"))
    held: dict[str, list[tuple[str, str]]] = {}
    for one in (one for one in found.links if one.verdict == "same"):
        held.setdefault(one.pair[0], []).append(one.pair)
    contradictions = set(finder.beyond_occurrences())
    for concerns, group in _concerned(occurrences, accounts):
        comparables = {event: accounts[event].comparable for event in group}
        pairs = [pair for event in group for pair in held.get(event, ())]
        contradictions.update(finder.find(concerns, comparables, pairs))
    ordered = sorted(contradictions, key=lambda one: (one.claims, one.rule, one.figures))
    return Disputes(
        links=found.links,
        occurrences=occurrences,
        contradictions=tuple(ordered),
        identities=identities,
        lost=(*lost, *lost_entities),
    )


def _concerned(
    occurrences: Mapping[str, tuple[str, ...]], known: Mapping[str, object]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every occurrence with its accounts: those found, then the events that stand alone."""
    yield from occurrences.items()
    joined = {event for group in occurrences.values() for event in group}
    yield from ((event, (event,)) for event in known if event not in joined)


def _occurrence(base: str, group: Sequence[str]) -> str:
    """The IRI of a group, after its first account."""
    return f"{base}occurrence/{group[0].removeprefix(f'{base}event/')}"


def disputes_graph(base: str) -> str:
    """The IRI of the graph of disputes in a store with this base."""
    return f"{base}{GRAPH}"


def refresh(store: Store, verdicts: Sequence[Verdict] = (), lexicon: Sequence[Path] = ()) -> tuple[Lost, ...]:
    """Makes the graph of disputes of a store anew where documents, rules or verdicts have changed.

    Gives back the verdicts that cannot be applied. Raises LexiconError for rules that are wrong, and StoreError.
    """
    rules, run = _rules(lexicon), f"{store.base}{RUN}"
    inputs = hashlib.sha256(f"{__version__} {rules} {verdicts!r}".encode()).hexdigest()
    statements = Statements(store)
    if not store.stale and statements.lookup.first(run, LKG.sha256) == inputs:
        return apply(verdicts, statements)[1]
    for other in store.graphs():
        if other.endswith(f"/{GRAPH}") and other != disputes_graph(store.base):  # of another base, before
            store.drop(other)
    found = find_disputes(statements, verdicts, lexicon)
    graph = to_graph(found, statements)
    graph.add((URIRef(run), RDF.type, PROV.Activity))
    graph.add((URIRef(run), LKG.softwareVersion, Literal(__version__)))
    graph.add((URIRef(run), LKG.lexiconVersion, Literal(rules[:12])))
    graph.add((URIRef(run), LKG.sha256, Literal(inputs)))
    graph.add((URIRef(disputes_graph(store.base)), PROV.wasGeneratedBy, URIRef(run)))
    store.replace_derived(disputes_graph(store.base), from_rdflib(graph))
    return found.lost


def _rules(lexicon: Sequence[Path]) -> str:
    """The SHA-256 of the knowledge that the graph of disputes is made with."""
    home = shipped("ontology")
    return files.digest(*turtle_files(home / "rules", *lexicon), home / "schemes" / "victims.ttl")


def to_graph(found: Disputes, statements: Statements) -> Graph:
    """The triples of what was found."""
    return _Writer(statements).write(found)


class _Writer:
    """Disputes on their way into a graph."""

    def __init__(self, statements: Statements) -> None:
        self.base, self.graph, self.lookup = statements.store.base, Graph(), statements.lookup
        rules = read_turtle(shipped("ontology") / "rules" / "occurrences" / "contradictions.ttl")
        self.reasons, self.grounds = _comments(rules), _grounds(rules)
        self.victims = load_victims(shipped("ontology") / "schemes" / "victims.ttl")
        self.wordings = {language: Wording(language) for language in LANGUAGES}

    def add(self, subject: str, predicate: URIRef, *objects: URIRef | Literal) -> None:
        for value in objects:
            self.graph.add((URIRef(subject), predicate, value))

    def write(self, found: Disputes) -> Graph:
        for one in found.links:
            self._link(one)
        for one in found.identities:
            self._identity(one)
        for occurrence, events in found.occurrences.items():
            self.add(occurrence, RDF.type, LKG.Occurrence)
            self.add(occurrence, LKG.account, *map(URIRef, events))
        for contradiction in found.contradictions:
            self._contradiction(contradiction)
        return self.graph

    def _link(self, one: Link) -> None:
        node = f"{self.base}link/{digest(*one.pair)}"
        self.add(node, RDF.type, LKG.OccurrenceLink)
        self.add(node, LKG.account, *map(URIRef, one.pair))
        self.add(node, LKG.toldApart, *map(URIRef, one.apart))
        self._finding(node, one, LKG.sameOccurrenceAs)

    def _identity(self, one: Link) -> None:
        node = f"{self.base}identity/{digest(*one.pair)}"
        self.add(node, RDF.type, LKG.IdentityLink)
        self.add(node, LKG.candidate, *map(URIRef, one.pair))
        self._finding(node, one, OWL.sameAs)

    def _finding(self, node: str, one: Link, same: URIRef) -> None:
        """What a link says of its pair, and of the two themselves where they are the same."""
        self.add(node, LKG.verdict, Literal(one.verdict))
        self.add(node, LKG.ruleFired, *[Literal(one.rule)] * bool(one.rule))
        self.add(node, LKG.judgedBy, *[Literal(one.judge)] * bool(one.judge))
        for relation, value in one.relations:
            self.add(node, LKG[relation], Literal(value))
        for language, words in one.comments:
            self.add(node, RDFS.comment, Literal(words, lang=language or None))
        if one.verdict == "same":
            first, second = map(URIRef, one.pair)
            self.graph.add((first, same, second))
            self.graph.add((second, same, first))

    def _contradiction(self, one: Contradiction) -> None:
        node = f"{self.base}contradiction/{digest(*one.claims, one.rule, *one.figures)}"
        self.add(node, RDF.type, LKG.Contradiction)
        self.add(node, LKG.between, *map(URIRef, one.claims))
        self.add(node, LKG.onFigure, *map(URIRef, one.figures))
        self.add(node, LKG.ground, Literal(self.grounds[one.rule]))
        self.add(node, LKG.concerns, URIRef(one.concerns))
        self.add(node, LKG.ruleFired, Literal(one.rule))
        for language in LANGUAGES:
            self.add(node, RDFS.comment, Literal(self._reason(one, language), lang=language))
        first, second = map(URIRef, one.claims)
        self.graph.add((first, LKG.contradicts, second))
        self.graph.add((second, LKG.contradicts, first))

    def _reason(self, one: Contradiction, language: str) -> str:
        """The rule's reason with the words of the case filled in."""
        words = {key: self._words(key, value, language) for key, value in one.words.items()}
        return " ".join(self.reasons[one.rule, language].format(**words).split())

    def _words(self, key: str, value: str, language: str) -> str:
        if key.endswith("_harm"):
            return self.wordings[language].concept("Harms", value)
        if key.endswith("_of") and language == "en":
            kind = self.victims.of(value)
            return f"“{value}”" if kind == value != "" else self.wordings[language].concept("VictimClasses", kind)
        return self.lookup.name(value, language) if value.startswith(self.base) else value


def _comments(graph: Graph) -> dict[tuple[str, str], str]:
    """The reasons of rules by name and language."""
    return {
        (str(rule).rpartition("/")[2], str(words.language)): str(words)
        for rule, words in graph.subject_objects(RDFS.comment)
        if isinstance(words, Literal)
    }


def _grounds(graph: Graph) -> dict[str, str]:
    return {str(rule).rpartition("/")[2]: str(ground) for rule, ground in graph.subject_objects(LKG.ground)}
