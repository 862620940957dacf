"""What there is to tell of a document after a build, by the triples of its graph.

It is found when a document is made and kept beside the records, for to read it back from a large store takes long.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from rdflib.namespace import RDF, RDFS

from kg.graph.ntriples import Triple, iri, said_of, terms_of, words_of
from kg.graph.store import Store
from kg.namespaces import LKG, OA

COUNTED = {
    "parts": LKG.Part, "actors": LKG.Actor, "places": LKG.Place, "events": LKG.Event, "agreements": LKG.Agreement,
    "claims": LKG.Claim, "problems": LKG.Problem,
}  # fmt: skip
UNTOLD = frozenset({"unknown-kind", "no-body"})
"""Problems of a text that does not say what it is or for whom it speaks."""
_TYPE, _UNKNOWN, _CLAIMANT = map(iri, (RDF.type, LKG.UnknownActor, LKG.claimant))
_CODE, _MESSAGE, _QUOTE, _START, _END = map(
    iri, (LKG.problemCode, RDFS.comment, LKG.quotedWords, OA.start, OA.end)
)  # fmt: skip
_OF_PROBLEMS = frozenset((_CODE, _MESSAGE, _QUOTE, _START, _END))
_COUNTED = tuple(map(iri, COUNTED.values()))
_PROBLEM = iri(LKG.Problem)


class Problem(NamedTuple):
    """A problem: where it lies in the source (start and end 0 where unsaid), code, the words there, message."""

    start: int
    code: str
    end: int
    words: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How many things of each kind of COUNTED a document's graph has, and of how many speakers its claims are.

    `notice` says what is to be looked at: that the document gives no claim, or does not say whose they are; else "".
    """

    counts: tuple[int, ...]
    speakers: int
    notice: str
    problems: tuple[Problem, ...]

    @property
    def packed(self) -> str:
        """The survey as JSON."""
        return json.dumps([self.counts, self.speakers, self.notice, self.problems], ensure_ascii=False)

    @classmethod
    def unpacked(cls, words: str) -> Self:
        """The survey that was packed."""
        counts, speakers, notice, problems = json.loads(words)
        found = tuple(Problem(*one) for one in problems)
        return cls(counts=tuple(counts), speakers=speakers, notice=notice, problems=found)

    def count(self, name: str) -> int:
        """How many things of a kind there are, by its name in COUNTED."""
        return self.counts[[*COUNTED].index(name)]


def survey(triples: Iterable[Triple]) -> Survey:
    """The survey of a document's graph."""
    said_by = said_of(triples)
    types, claimants = said_by.get(_TYPE, {}), said_by.get(_CLAIMANT, {})
    counted = Counter(kind for kinds in types.values() for kind in kinds)
    unknown = {one for one, kinds in types.items() if _UNKNOWN in kinds}
    said: dict[str, dict[str, str]] = {one: {} for one, kinds in types.items() if _PROBLEM in kinds}
    for problem, told in said.items():
        for predicate in _OF_PROBLEMS:
            if words := [value for value in said_by.get(predicate, {}).get(problem, ()) if value[0] == '"']:
                told[predicate] = min(words)
    found = tuple(sorted(map(_problem, said.values())))
    return Survey(
        counts=tuple(counted[kind] for kind in _COUNTED),
        speakers=len(set[str]().union(*claimants.values())),
        notice=_notice([*claimants.values()], unknown, {one.code for one in found}),
        problems=found,
    )


def survey_of(store: Store, graph: str) -> Survey:
    """The survey of a stored document: as it was kept, or else read from its graph and kept."""
    if (known := store.survey(graph)) is not None:
        return Survey.unpacked(known)
    found = survey(map(terms_of, store.lines(graph)))
    store.keep_survey(graph, found.packed)
    return found


def _problem(said: dict[str, str]) -> Problem:
    code, message, words, start, end = (
        words_of(said[one]) if one in said else "" for one in (_CODE, _MESSAGE, _QUOTE, _START, _END)
    )
    return Problem(int(start or 0), code, int(end or 0), words, message)


def _notice(claimants: Sequence[Sequence[str]], unknown: set[str], problems: set[str]) -> str:
    if lost := sum(not unknown.isdisjoint(whose) for whose in claimants):
        return (
            f"does not say whose words {lost} of its {len(claimants)} claims are, which are kept as an unknown "
            "actor's; name its author in a catalogue (--catalogue)"
        )
    if claimants:
        return ""
    if UNTOLD & problems:
        return "gives no claim, and does not say what it is or whose; name both in a catalogue (--catalogue)"
    return "gives no claim; look whether its kind was recognised and what report.md says of it"
