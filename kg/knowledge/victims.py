"""Which people a figure counts: classes of victims, told by the words that the figure's own words end in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import SKOS

from kg.knowledge.turtle import Value, read_facts
from kg.namespaces import LKG

WHOLE = "people"
_SCHEME = str(SKOS.inScheme)


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
    facts = read_facts(path)
    members = [node for node, said in facts.about.items() if Value(str(LKG.VictimClasses)) in said.get(_SCHEME, ())]
    notations = {node: value.words for node in members if (value := facts.value(node, str(SKOS.notation)))}
    forms = {
        words: notation
        for node, notation in notations.items()
        for label in (SKOS.prefLabel, SKOS.altLabel)
        for words in facts.in_language(node, str(label), "zh")
    }
    broader = {
        notation: notations[wider.words]
        for node, notation in notations.items()
        for wider in facts.values(node, str(SKOS.broader))
    }
    return Victims(forms=forms, broader=broader)
