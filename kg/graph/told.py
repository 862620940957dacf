"""What one document's graph says that others build upon: its triples without the machinery of mentions.

The store notes them when a document is stored, for reading a graph back takes ten times as long as noting it.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.ntriples import Said, Triple, iri, said_of, split, words_of
from kg.namespaces import DCTERMS, GAF, LKG, OA, ORG, RDF, SEM, SKOS

Fact = tuple[str, int, str, str]
"""A subject, the number of a predicate, an object (the words of a literal) and the language of its words."""

TOLD = tuple(
    f"{space}{name}"
    for space, names in (
        (RDF, "type"),
        (SKOS, "prefLabel altLabel notation"),
        (DCTERMS, "date isPartOf"),
        (SEM, "hasBeginTimeStamp hasEndTimeStamp hasPlace"),
        (LKG, "about act agent asOf belongsTo bound casualties claimant complier compliance count datePrecision"),
        (LKG, "dateSigned eventType fileName harm inPart ofEvent participant partOfCount patient placeType polarity"),
        (LKG, "problemCode reportedSource side target utteredBy victims within"),
    )
    for name in names.split()
)
"""The predicates that are noted as they are."""
DOCUMENT, NAMED, START, NAMES, TITLE, BODY = (
    f"urn:letterkg:{name}" for name in ("document", "named", "start", "names", "title", "body")
)
"""What is reckoned: the document that tells an event; those that name a thing; where a claim begins; the agreements
that an event's own words name; the titles of a person's posts, and the bodies and states in which it has a post or a
seat: each document tells of posts of its own, and one by one they would be more with each document."""
PREDICATES = (*TOLD, DOCUMENT, START, NAMES, TITLE, BODY, NAMED)
NUMBERS = {predicate: number for number, predicate in enumerate(PREDICATES, 1)}
INVERSE = frozenset(NUMBERS[one] for one in (f"{LKG}about", f"{LKG}ofEvent", f"{LKG}casualties"))
"""Predicates that are read from their objects too: such a fact is noted a second time with a negative number."""

_CLASS, _TYPE = f"{RDF}type", f"{LKG}eventType"
_WANTED = {iri(predicate): predicate for predicate in TOLD}
_DENOTED, _SELECTOR, _SOURCE, _BEGIN, _END = _OF_PLACES = tuple(
    iri(one) for one in (f"{GAF}denotedBy", f"{OA}hasSelector", f"{OA}hasSource", f"{OA}start", f"{OA}end")
)
_MEMBER, _ORGANIZATION, _TITLE, _DELEGATE, _DELEGATION = _OF_POSTS = tuple(
    iri(one)
    for one in (f"{ORG}member", f"{ORG}organization", f"{LKG}postTitle", f"{LKG}delegate", f"{LKG}delegationOf")
)
_MACHINERY = (*_OF_PLACES, *_OF_POSTS)
_OF_MENTIONS = frozenset(
    iri(one)
    for one in (f"{LKG}Mention", f"{OA}TextPositionSelector", f"{OA}TextQuoteSelector", f"{OA}FragmentSelector")
)
_NUMBER = re.compile(r'"([+-]?[0-9]{1,18})"')
_CLAIM, _EVENT, _AGREEMENT, _PERSON, _PLACE = _NODES = tuple(
    f"{LKG}{name}" for name in ("Claim", "Event", "Agreement", "Person", "Place")
)


def facts_of(graph: str, triples: Iterable[Triple]) -> list[Fact]:
    """The facts of a document's graph, each once, sorted."""
    said_by = said_of(triples)
    machinery = {one: said_by.get(one, {}) for one in _MACHINERY}
    facts: set[Fact] = set()
    kinds: dict[str, set[str]] = {kind: set() for kind in _NODES}
    for subject, predicate, value in _plain(said_by):
        thing = words_of(subject)
        said, language = split(value)
        facts.add((thing, NUMBERS[predicate], said, language))
        if predicate == _CLASS and said in kinds:
            kinds[said].add(thing)
        elif predicate == _TYPE:
            facts.add((thing, NUMBERS[DOCUMENT], graph, ""))
    facts.update(_from_mentions(_Mentions(machinery), kinds))
    facts.update(_from_posts(machinery))
    facts.update([(o, -p, s, "") for s, p, o, _ in facts if p in INVERSE])
    return sorted(facts)


def _plain(said_by: Mapping[str, Said]) -> Iterator[Triple]:
    """What is noted as it is, by the words of its predicate: nothing of mentions."""
    mentions = said_by.get(_SOURCE, {})
    for term, predicate in _WANTED.items():
        for subject, values in said_by.get(term, {}).items():
            if subject[0] == "<" and subject not in mentions:
                for value in values:
                    if value not in _OF_MENTIONS and value[0] != "_":
                        yield subject, predicate, value


class _Mentions:
    """Where things are mentioned."""

    def __init__(self, machinery: Mapping[str, Said]) -> None:
        self.machinery = machinery

    def of(self, thing: str) -> Sequence[str]:
        return self.machinery[_DENOTED].get(iri(thing), ())

    def numbers(self, mention: str, predicate: str) -> list[int]:
        found = (
            _NUMBER.match(words)
            for selector in self.machinery[_SELECTOR].get(mention, ())
            for words in self.machinery[predicate].get(selector, ())
        )
        return [int(match[1]) for match in found if match]

    def starts(self, thing: str) -> list[int]:
        return [start for one in self.of(thing) for start in self.numbers(one, _BEGIN)]

    def sources(self, thing: str) -> set[str]:
        return {source for one in self.of(thing) for source in self.machinery[_SOURCE].get(one, ())}

    def spans(self, thing: str) -> list[tuple[int, int]]:
        both = ((self.numbers(one, _BEGIN), self.numbers(one, _END)) for one in self.of(thing))
        return [(min(starts), min(ends)) for starts, ends in both if starts and ends]


def _from_mentions(mentions: _Mentions, kinds: dict[str, set[str]]) -> Iterator[Fact]:
    """What is reckoned from where things are mentioned."""
    for claim in kinds[_CLAIM]:
        if starts := mentions.starts(claim):
            yield claim, NUMBERS[START], str(min(starts)), ""
    for entity in kinds[_PERSON] | kinds[_PLACE]:
        for source in mentions.sources(entity):
            yield entity, NUMBERS[NAMED], words_of(source), ""
    agreements = {agreement: spans for agreement in kinds[_AGREEMENT] if (spans := mentions.spans(agreement))}
    for event in kinds[_EVENT] if agreements else ():
        own = mentions.spans(event)
        for agreement, named in agreements.items():
            if any(start < until and begin < end for start, end in named for begin, until in own):
                yield event, NUMBERS[NAMES], agreement, ""


def _from_posts(machinery: Mapping[str, Said]) -> Iterator[Fact]:
    """What persons' posts and seats say of them."""
    held = ((_MEMBER, _ORGANIZATION, BODY), (_MEMBER, _TITLE, TITLE), (_DELEGATE, _DELEGATION, BODY))
    for holder, said, predicate in held:
        for post, holders in machinery[holder].items():
            for value in machinery[said].get(post, ()):
                for one in holders:
                    yield words_of(one), NUMBERS[predicate], words_of(value), ""


def packed(facts: Iterable[Fact]) -> bytes:
    """Facts as bytes to be kept."""
    return zlib.compress(json.dumps(list(facts), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(data: bytes) -> list[Fact]:
    """Facts as they were before `packed`."""
    return [(s, p, o, language) for s, p, o, language in json.loads(zlib.decompress(data))]
