"""The facts of all documents in one table, each once with how many documents tell it; and what is read of them.

A statement that a thousand documents repeat is one row, so that reading it costs the same however many there are. What
is read is remembered: when one of the facts read comes or goes, what was made of them is made again.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar
from zlib import crc32

from rdflib import URIRef

from kg.graph.lookup import Lookup, whole_number
from kg.graph.statements import ClaimView, Statements, closure
from kg.graph.store import Store
from kg.graph.told import BODY, DOCUMENT, INVERSE, NAMED, NUMBERS, START, Fact
from kg.namespaces import LKG, RDF, SKOS

Made = TypeVar("Made")
Key = tuple[str, int]
"""A subject and the number of a predicate: what is read, and what changes."""

_NAMED = NUMBERS[NAMED]
"""The last number: what may have as many objects as there are documents is never read with the rest of a subject."""
_BY_ITSELF = frozenset({_NAMED, NUMBERS[str(SKOS.altLabel)]})
"""What documents say differently of a thing that many speak of."""


def noted_as(key: Key) -> Key:
    """The key that stands for this one where it is kept what was read: for most of what a subject says, one for all."""
    return key if key[1] <= 0 or key[1] in _BY_ITSELF else (key[0], 0)


def key_number(key: Key) -> int:
    """The number under which it is remembered that a key was read; two that share one do no harm."""
    return crc32(f"{key[1]} {key[0]}".encode())


class ToldLookup(Lookup):
    """Looks things up among the facts of all documents; `reads` are the keys read since it was last emptied."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.records = store.records
        self.reads: set[Key] = set()
        self._seen: dict[Key, list[tuple[str, str]]] = {}
        self._whole: dict[str, defaultdict[int, list[tuple[str, str]]]] = {}
        self.name, self.notation = self._name, self._notation  # type: ignore[assignment]  # each reading is noted

    def change(self, facts: Counter[Fact]) -> list[tuple[Fact, bool]]:
        """Changes by how many documents each fact is told; gives the facts that came (true) or went."""
        self._seen.clear()
        self._whole.clear()
        known: dict[Fact, int] = {}

        def noted(s: str, p: int, o: str, language: str, before: int, by: int) -> int:
            known[s, p, o, language] = before + by
            return before + by

        # One statement for all facts is run in a third of the time; it calls back for those that were there before.
        self.records.create_function("noted", 6, noted)
        changed = sorted((fact, by) for fact, by in facts.items() if by)
        self.records.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET n = noted(s, p, o, language, n, excluded.n)",
            [(*fact, by) for fact, by in changed],
        )
        self.records.executemany(
            "DELETE FROM fact WHERE s = ? AND p = ? AND o = ? AND language = ?",
            [fact for fact, now in known.items() if now == 0],
        )
        return [(fact, now > 0) for fact, by in changed if (now := known.get(fact, by)) in (0, by)]

    def told(self, key: Key) -> list[tuple[str, str]]:
        """What is said under a key: objects, each with the language of its words."""
        self.reads.add(noted_as(key))
        subject, predicate = key
        if 0 < predicate < _NAMED:
            whole = self._whole.get(subject)
            if whole is None:
                whole = self._whole[subject] = defaultdict(list)
                for number, value, language in self.records.execute(
                    "SELECT p, o, language FROM fact WHERE s = ? AND p > 0 AND p < ?", (subject, _NAMED)
                ):
                    whole[number].append((value, language))
            return whole.get(predicate, [])
        if key not in self._seen:
            self._seen[key] = self.records.execute("SELECT o, language FROM fact WHERE s = ? AND p = ?", key).fetchall()
        return self._seen[key]

    def _values(self, subject: str, predicate: URIRef) -> Iterable[str]:
        return [value for value, _ in self.told((subject, NUMBERS[str(predicate)]))]

    def subjects(self, predicate: URIRef, thing: str) -> list[str]:
        """Those of which a predicate says this thing, sorted; only some predicates can be read so."""
        number = NUMBERS[str(predicate)]
        assert number in INVERSE, predicate
        return sorted({value for value, _ in self.told((thing, -number))} if thing else ())

    def knows(self, thing: str) -> bool:
        """Whether a document says what it is."""
        return bool(self.told((thing, NUMBERS[str(RDF.type)])))

    def said(self, thing: str, predicate: URIRef, language: str = "zh") -> str:
        """The words that a predicate says of a thing, in a language or else in another; "" where it says none."""
        words = ((other != language, value) for value, other in self.told((thing, NUMBERS[str(predicate)])))
        return min(words, default=(True, ""))[1]

    def together(self, one: str, two: str) -> bool:
        """Whether a document names both."""
        self.reads |= {(one, _NAMED), (two, _NAMED)}
        found = self.records.execute(
            "SELECT 1 FROM fact JOIN fact other ON other.o = fact.o WHERE fact.s = ? AND fact.p = ?"
            " AND other.s = ? AND other.p = ? LIMIT 1",
            (one, _NAMED, two, _NAMED),
        )
        return found.fetchone() is not None


class ToldStatements(Statements):
    """Reads claims, events and figures from the facts of all documents; keeps nothing that a lookup could not note."""

    lookup: ToldLookup

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.lookup = ToldLookup(store)

    def noting(self, work: Callable[[], Made]) -> tuple[Made, set[Key]]:
        """What the work makes, and what it read for it."""
        self.lookup.reads = set()
        return work(), self.lookup.reads

    def above(self, place: str) -> frozenset[str]:
        """What a place lies in, near and far, itself too; nothing where no document says that it lies in anything."""
        if not self.lookup.objects(place, LKG.within):
            return frozenset()
        return frozenset(closure(place, lambda one: self.lookup.objects(one, LKG.within)))

    def side(self, actor: str) -> str:
        """The state or body that an actor is of, itself where the store knows none or several."""
        return self._side(actor)

    def date(self, part: str) -> datetime.date | None:
        """The day on which a part was said or signed: its own, else its document's."""
        return self._date(part)

    def start(self, claim: ClaimView) -> int:
        """The first character of a claim's words in the source."""
        starts = map(whole_number, self.lookup.objects(claim.claim, URIRef(START)))
        return min((start for start in starts if start is not None), default=0)

    def _bodies(self, actor: str) -> list[str]:
        return self.lookup.objects(actor, URIRef(BODY))

    def _graphs_of(self, event: str) -> list[str]:
        return self.lookup.objects(event, URIRef(DOCUMENT))

    def _speaks_unknown(self, actor: str) -> bool:
        return str(LKG.UnknownActor) in self.lookup.objects(actor, RDF.type)
