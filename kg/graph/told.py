"""What one document's graph says that others build upon: its triples without the machinery of mentions.

The store notes them when a document is stored, for reading a graph back takes ten times as long as noting it.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import RDF
from rdflib.namespace import DCTERMS, ORG, SKOS

from kg.namespaces import GAF, LKG, OA, SEM

Fact = tuple[str, int, str, str]
"""A subject, the number of a predicate, an object (the words of a literal) and the language of its words."""

TOLD = tuple(
    str(one)
    for one in (
        RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation, DCTERMS.date, DCTERMS.isPartOf, ORG.member,
        ORG.organization, SEM.hasBeginTimeStamp, SEM.hasEndTimeStamp, SEM.hasPlace, LKG.about, LKG.act, LKG.agent,
        LKG.asOf, LKG.belongsTo, LKG.bound, LKG.casualties, LKG.claimant, LKG.complier, LKG.compliance, LKG["count"],
        LKG.datePrecision, LKG.dateSigned, LKG.delegate, LKG.delegationOf, LKG.eventType, LKG.fileName, LKG.harm,
        LKG.inPart, LKG.ofEvent, LKG.participant, LKG.partOfCount, LKG.patient, LKG.placeType, LKG.polarity,
        LKG.postTitle, LKG.problemCode, LKG.reportedSource, LKG.side, LKG.target, LKG.utteredBy, LKG.victims,
        LKG.within,
    )
)  # fmt: skip
"""The predicates that are noted as they are."""
DOCUMENT, NAMED, START, NAMES = (f"urn:letterkg:{name}" for name in ("document", "named", "start", "names"))
"""What is reckoned: the document that tells an event; those that name a thing; where a claim begins; the agreements
that an event's own words name."""
PREDICATES = (*TOLD, DOCUMENT, START, NAMES, NAMED)
NUMBERS = {predicate: number for number, predicate in enumerate(PREDICATES, 1)}
INVERSE = frozenset(NUMBERS[str(one)] for one in (LKG.about, LKG.ofEvent, LKG.casualties, ORG.member, LKG.delegate))
"""Predicates that are read from their objects too: such a fact is noted a second time with a negative number."""

_WANTED = {f"<{predicate}>".encode(): predicate for predicate in TOLD}
_DENOTED, _SELECTOR, _SOURCE, _BEGIN, _END = (
    f"<{one}>".encode() for one in (GAF.denotedBy, OA.hasSelector, OA.hasSource, OA.start, OA.end)
)
_OF_MENTIONS = tuple(f"<{one}>".encode() for one in (LKG.Mention, OA.TextPositionSelector, OA.TextQuoteSelector))
_MACHINERY = frozenset((_DENOTED, _SELECTOR, _SOURCE, _BEGIN, _END))
_NUMBER = re.compile(rb'"([+-]?[0-9]{1,18})"')
_NODES = {str(kind): kind for kind in (LKG.Claim, LKG.Event, LKG.Agreement, LKG.Person, LKG.Place)}


def facts_of(graph: str, lines: Iterable[bytes]) -> list[Fact]:
    """The facts of a document's graph from its N-Triples, each once, sorted."""
    plain: list[tuple[bytes, bytes]] = []
    machinery: dict[bytes, dict[bytes, list[bytes]]] = {one: defaultdict(list) for one in _MACHINERY}
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        if predicate in _WANTED:
            if not rest.startswith(_OF_MENTIONS):
                plain.append((subject, line))
        elif predicate in _MACHINERY:
            machinery[predicate][subject].append(rest[: rest.rindex(b" .")])
    facts: set[Fact] = set()
    kinds: dict[str, set[str]] = defaultdict(set)
    mentions = machinery[_SOURCE]
    said_of_things = b"".join(line for subject, line in plain if subject not in mentions)
    for quad in ox.parse(said_of_things, format=ox.RdfFormat.N_TRIPLES):
        thing, predicate, said = quad.subject, quad.predicate.value, quad.object
        if not isinstance(thing, ox.NamedNode) or not isinstance(said, ox.NamedNode | ox.Literal):
            continue
        language = (said.language or "") if isinstance(said, ox.Literal) else ""
        facts.add((thing.value, NUMBERS[predicate], said.value, language))
        if predicate == str(RDF.type) and said.value in _NODES:
            kinds[said.value].add(thing.value)
        elif predicate == str(LKG.eventType):
            facts.add((thing.value, NUMBERS[DOCUMENT], graph, ""))
    facts.update(_from_mentions(machinery, kinds))
    facts.update([(o, -p, s, "") for s, p, o, _ in facts if p in INVERSE])
    return sorted(facts)


def _from_mentions(machinery: dict[bytes, dict[bytes, list[bytes]]], kinds: dict[str, set[str]]) -> Iterator[Fact]:
    """What is reckoned from where things are mentioned."""

    def mentions(thing: str) -> list[bytes]:
        return machinery[_DENOTED].get(f"<{thing}>".encode(), [])

    def numbers(mention: bytes, predicate: bytes) -> list[int]:
        found = (
            _NUMBER.match(words)
            for selector in machinery[_SELECTOR].get(mention, ())
            for words in machinery[predicate].get(selector, ())
        )
        return [int(match[1]) for match in found if match]

    def spans(thing: str) -> list[tuple[int, int]]:
        both = ((numbers(one, _BEGIN), numbers(one, _END)) for one in mentions(thing))
        return [(min(starts), min(ends)) for starts, ends in both if starts and ends]

    for claim in kinds[str(LKG.Claim)]:
        if starts := [start for one in mentions(claim) for start in numbers(one, _BEGIN)]:
            yield claim, NUMBERS[START], str(min(starts)), ""
    for entity in kinds[str(LKG.Person)] | kinds[str(LKG.Place)]:
        for source in {source for one in mentions(entity) for source in machinery[_SOURCE].get(one, ())}:
            yield entity, NUMBERS[NAMED], source.decode()[1:-1], ""
    agreements = {agreement: spans(agreement) for agreement in kinds[str(LKG.Agreement)]}
    if any(agreements.values()):
        for event in kinds[str(LKG.Event)]:
            own = spans(event)
            for agreement, named in agreements.items():
                if any(start < until and begin < end for start, end in named for begin, until in own):
                    yield event, NUMBERS[NAMES], agreement, ""


def packed(facts: Iterable[Fact]) -> bytes:
    """Facts as bytes to be kept."""
    return zlib.compress(json.dumps(list(facts), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> list[Fact]:
    """Facts as they were before `packed`."""
    return [(s, p, o, language) for s, p, o, language in json.loads(zlib.decompress(data))]
