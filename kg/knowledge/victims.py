"""Which people a figure counts: classes of victims, told by the words that the figure's own words end in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import SKOS, Graph, Literal

from kg.knowledge.turtle import read_turtle
from kg.namespaces import LKG

WHOLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """The classes: `forms` gives the class of a word, `broader` the class that a class lies in."""

    forms: Mapping[str, str]
    broader: Mapping[str, str]

    def of(self, words: str) -> str:
        """The class of those whom a figure counts, the words themselves where no class is known; all without words."""
        if not words:
            return WHOLE
        endings = (words[start:] for start in range(len(words)))
        return next((self.forms[ending] for ending in endings if ending in self.forms), words)

    def compare(self, one: str, two: str) -> str:
        """How two classes lie: `equal`, `in` (one in two), `out` (two in one) or `apart`."""
        if one == two:
            return "equal"
        if two in self._above(one):
            return "in"
        return "out" if one in self._above(two) else "apart"

    def _above(self, kind: str) -> list[str]:
        above = []
        while kind != WHOLE:
            kind = self.broader.get(kind, WHOLE)
            above.append(kind)
        return above


def load_victims(path: Path) -> Victims:
    """The classes of a scheme in Turtle; raises LexiconError for a file that cannot be read."""
    graph: Graph = read_turtle(path)
    forms: dict[str, str] = {}
    broader: dict[str, str] = {}
    for node in graph.subjects(SKOS.inScheme, LKG.VictimClasses):
        notation = str(graph.value(node, SKOS.notation))
        for words in (*graph.objects(node, SKOS.prefLabel), *graph.objects(node, SKOS.altLabel)):
            if isinstance(words, Literal) and words.language == "zh":
                forms[str(words)] = notation
        for wider in graph.objects(node, SKOS.broader):
            broader[notation] = str(graph.value(wider, SKOS.notation))
    return Victims(forms=forms, broader=broader)
