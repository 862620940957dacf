"""The graph of disputes: which accounts tell of one occurrence, which claims contradict each other, who may be one.

It is what a build from nothing would make of all documents of a store, and lies in a named graph of its own; documents'
graphs stay as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, files
from kg.graph.advice import advising
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.graph.told import PREDICATES
from kg.knowledge.turtle import turtle_files
from kg.namespaces import LKG, PROV, RDF
from kg.occurrences.linker import COUNTED, Linker
from kg.occurrences.tables import empty, prepare
from kg.occurrences.verdicts import Lost, Verdict, apply
from kg.occurrences.writer import said, things, words
from kg.resources import shipped

GRAPH, RUN = "graph/disputes", "run/disputes"
NOTED = hashlib.sha256(f"{__version__} {PREDICATES}".encode()).hexdigest()
"""The kind of facts that are kept."""
AT_ONCE = 100
"""So many changed documents are taken in one transaction."""


def disputes_graph(base: str) -> str:
    """The IRI of the graph of disputes in a store with this base."""
    return f"{base}{GRAPH}"


def refresh(store: Store, verdicts: Sequence[Verdict] = (), lexicon: Sequence[Path] = ()) -> tuple[Lost, ...]:
    """Brings the graph of disputes up to date with the documents that have changed, with rules and with verdicts.

    Gives back the verdicts that cannot be applied. Raises LexiconError for rules that are wrong, and StoreError.
    """
    rules = _rules(lexicon)
    inputs = hashlib.sha256(f"{__version__} {rules} {verdicts!r}".encode()).hexdigest()
    with advising(store.folder):
        prepare(store.records)
        statements, state = Statements(store), _State(store)
        judged, lost = apply((one for one in verdicts if not one.of_entities), statements)
        same, lost_entities = apply((one for one in verdicts if one.of_entities), statements)
        made_with = f"{__version__} {rules} {store.base}"
        if state["made with"] != made_with:
            state.begin_anew(made_with)
        if state["inputs"] != inputs or store.changed() or state["unwritten"]:
            run = list(_run(store.base, rules, inputs))
            _update(store, state, Linker(store, lexicon, judged, same), run, inputs)
    return (*lost, *lost_entities)


def counts(store: Store) -> dict[str, int]:
    """How many things of a class (by IRI), documents, problems of a code ("problem CODE") and doubtful pairs."""
    prepare(store.records)
    return dict(store.records.execute("SELECT name, n FROM tally WHERE n > 0 ORDER BY name"))


def _rules(lexicon: Sequence[Path]) -> str:
    """The SHA-256 of the knowledge that the graph of disputes is made with."""
    home = shipped("ontology")
    return files.digest(*turtle_files(home / "rules", *lexicon), home / "schemes" / "victims.ttl")


def _run(base: str, rules: str, inputs: str) -> Iterator[str]:
    """How the graph came about."""
    run = f"{base}{RUN}"
    yield from said(run, RDF.type, things(PROV.Activity))
    yield from said(run, LKG.softwareVersion, words(__version__))
    yield from said(run, LKG.lexiconVersion, words(rules[:12]))
    yield from said(run, LKG.sha256, words(inputs))
    yield from said(disputes_graph(base), PROV.wasGeneratedBy, things(run))


def _update(store: Store, state: _State, linker: Linker, run: Iterable[str], inputs: str) -> None:
    """Takes in what has changed, some documents at a time; each time the graph and what is kept beside it agree."""
    whole = bool(state["unwritten"])
    with store.records:
        state["unwritten"] = "yes"
    waiting = iter(store.changed())
    graphs = list(islice(waiting, AT_ONCE))
    while True:
        following = list(islice(waiting, AT_ONCE))
        with store.records:
            linker.take(graphs)
            if not following:
                linker.units.derived.put(("run", ""), run)
            gone, come = linker.units.derived.changes()
            for line, by in (*((line, -1) for line in gone), *((line, 1) for line in come)):
                for end in COUNTED:
                    if line.endswith(end):
                        linker.count(end, by)
            linker.keep_counts()
            if whole:
                store.replace_derived(disputes_graph(store.base), _triples(linker.units.derived.all()))
            else:
                store.change_derived(disputes_graph(store.base), _triples(gone), _triples(come))
            store.forget_changed(graphs)
            if not following:
                state["inputs"], state["unwritten"] = inputs, ""
        if not following:
            return
        graphs = following


def _triples(lines: Iterable[str]) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)]


class _State:
    """How the graph was made: `made with`, `inputs`, and whether it may not be as is kept (`unwritten`)."""

    def __init__(self, store: Store) -> None:
        self.store, self.records = store, store.records

    def __getitem__(self, name: str) -> str:
        row = self.records.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        if name == "unwritten" and disputes_graph(self.store.base) not in self.store:
            return "yes"
        return str(row[0]) if row else ""

    def __setitem__(self, name: str, value: str) -> None:
        self.records.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))

    def begin_anew(self, made_with: str) -> None:
        """Forgets what was made, so that all documents count as changed."""
        for other in self.store.graphs():
            if other.endswith(f"/{GRAPH}") and other != disputes_graph(self.store.base):  # of another base, before
                self.store.drop(other)
        with self.records:
            if self["facts"] == NOTED:  # what documents say is the same by any rules
                self.records.execute("INSERT OR IGNORE INTO changed SELECT graph, facts FROM told")
            empty(self.records)
            self["facts"] = NOTED
            self.store.mark_changed(one for one in self.store.graphs() if not one.endswith(f"/{GRAPH}"))
            self["made with"], self["unwritten"] = made_with, "yes"
