"""The nodes of networks: the states that actors are of, and what nodes are called."""

from __future__ import annotations

from rdflib import RDF

from kg.graph.statements import Statements
from kg.namespaces import LKG

STATES = {"State", "DisputedEntity"}
GENERAL = ("Actor", "Document", "Topic", "Location", "Entity")


class Nodes:
    """Looks up the homes and the attributes of nodes; keeps the homes that it has found."""

    def __init__(self, statements: Statements) -> None:
        self.statements, self.lookup = statements, statements.lookup
        self._homes: dict[str, str] = {}

    def home(self, actor: str) -> str:
        """The state that an actor is of, near or far; without one the body that a force, a group or a person is of.

        An organ of a body stays itself: what a council says is not what its organization says.
        """
        if actor not in self._homes:
            passed = [actor]
            while (above := self.statements.side(passed[-1])) not in passed:
                passed.append(above)
            state = next((one for one in passed if STATES.intersection(self.lookup.classes(one))), "")
            stays = len(passed) == 1 or "Organization" in self.lookup.classes(actor)
            self._homes[actor] = state or (actor if stays else passed[1])
        return self._homes[actor]

    def attributes(self, iri: str) -> dict[str, str]:
        """A node's names and kind; a document is called by its symbols or its file, the nameless by its IRI's end."""
        local = iri.rpartition("/")[2]
        kinds = [str(kind).rpartition("#")[2] for kind in self.lookup.objects(iri, RDF.type) if str(LKG) in kind]
        kind = next((kind for kind in kinds if kind not in GENERAL), next(iter(kinds), ""))
        if title := self.lookup.citation(iri):
            return {"label_zh": title, "label_en": title, "kind": kind}
        names = {f"label_{language}": self.lookup.name(iri, language) for language in ("zh", "en")}
        return {name: local if label == iri else label for name, label in names.items()} | {"kind": kind}
