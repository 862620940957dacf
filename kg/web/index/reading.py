"""What one graph of the store gives the index: rows by table, in which things are IRIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.graph.lookup import whole_number
from kg.graph.store import Store
from kg.namespaces import DCTERMS, GAF, LKG, OA, ORG, RDF, RDFS, SEM, SKOS
from kg.web.index.tokens import pairs, singles

TYPE, NOTATION, DATE = f"{RDF}type", f"{SKOS}notation", f"{DCTERMS}date"
DENOTED, SELECTOR, START, END, EXACT = f"{GAF}denotedBy", f"{OA}hasSelector", f"{OA}start", f"{OA}end", f"{OA}exact"
NAMES = ((f"{SKOS}prefLabel", 1), (f"{SKOS}altLabel", 0), (f"{LKG}symbol", 1), (f"{LKG}fileName", 0))
ROLES = {
    f"{LKG}claimant": "claimant", f"{LKG}target": "target", f"{LKG}about": "about", f"{LKG}complier": "complier",
    f"{LKG}utteredBy": "utteredBy", f"{LKG}reportedSource": "reportedSource",
}  # fmt: skip
EVENT_ROLES = {
    f"{LKG}agent": "agent", f"{LKG}patient": "patient", f"{LKG}participant": "participant", f"{SEM}hasPlace": "place",
}  # fmt: skip
HELD = (
    ("Membership", f"{ORG}organization", f"{ORG}member"),
    ("Seat", f"{LKG}delegationOf", f"{LKG}delegate"),
)
LISTED = frozenset(
    {
        "Actor", "Person", "State", "DisputedEntity", "Organization", "Force", "Group", "UnknownActor", "Place",
        "Agreement", "Provision", "Event", "Document", "Letter", "NoteVerbale", "MeetingRecord", "SummaryRecord",
        "Report", "Statement", "Resolution", "DraftResolution", "PresidentialStatement", "Occurrence",
    }
)  # fmt: skip
"""The classes of what has a page of its own, claims apart."""
UNNAMED = frozenset({"Claim", "CasualtyCount", "Membership", "Seat"})
"""Classes whose mentions are sentences and figures, not names."""
WIDER = ("Document", "Letter", "MeetingRecord", "Part", "Actor")
"""Classes that give way to a narrower one of the same thing, the widest first."""
AROUND = 28
"""Characters of context that a mention is shown with, to its left and to its right."""


def narrowest(kinds: Sequence[str]) -> str:
    """The class that says most of a thing; "" where it has none.

    >>> narrowest(["Document", "Letter", "NoteVerbale"])
    'NoteVerbale'
    """
    return max(kinds, key=lambda kind: (WIDER.index(kind) if kind in WIDER else len(WIDER), kind), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where something stands written: characters, the order of the part, its day and who speaks there, words, rule."""

    start: int
    end: int
    part: int | None
    day: str | None
    voice: str
    words: str
    rule: str


class GraphRows:
    """The rows of a graph; things stand in them as IRIs, and texts to be found as a pair of their tokens."""

    def __init__(self, store: Store, graph: str) -> None:
        said: defaultdict[str, defaultdict[str, list[ox.NamedNode | ox.Literal]]]
        said = defaultdict(lambda: defaultdict(list))
        for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                said[quad.subject.value][quad.predicate.value].append(quad.object)
        self.graph, self.said = graph, said
        self.text = self.first(graph, f"{LKG}sourceText") or ""

    def values(self, thing: str, predicate: str) -> list[str]:
        """What a predicate says of a thing, as strings, sorted."""
        return sorted(term.value for term in self.said[thing].get(predicate, ())) if thing in self.said else []

    def first(self, thing: str | None, predicate: str) -> str | None:
        """The first of them, None where there is none."""
        return next(iter(self.values(thing or "", predicate)), None)

    def number(self, thing: str, predicate: str) -> int | None:
        """The first of them as a whole number."""
        return whole_number(self.first(thing, predicate) or "")

    @cached_property
    def classes(self) -> Mapping[str, list[str]]:
        """The local names of the project's classes of each thing."""
        return {thing: [_local(kind) for kind in self.values(thing, TYPE)] for thing in list(self.said)}

    def of_class(self, kind: str) -> list[str]:
        """The things of a class, sorted."""
        return sorted(thing for thing, kinds in self.classes.items() if kind in kinds)

    @cached_property
    def day(self) -> str | None:
        """The day of the document."""
        return self.first(self.graph, DATE)

    def stretches(self, thing: str) -> list[Stretch]:
        """Where a thing stands written, in order."""
        found = []
        for mention in self.values(thing, DENOTED):
            start, end = self.place(mention)
            if start is None or end is None:
                continue
            part = self.first(mention, f"{LKG}inPart")
            found.append(
                Stretch(
                    start=start,
                    end=end,
                    part=self.number(part, f"{LKG}order") if part else None,
                    day=self.first(part, DATE) or self.day,
                    voice=self.first(part, f"{LKG}speaksFor") or "",
                    words=self.words(mention),
                    rule=self.first(mention, f"{LKG}ruleFired") or "",
                )
            )
        return sorted(found, key=lambda one: (one.start, one.end))

    def place(self, mention: str) -> tuple[int | None, int | None]:
        """The first character of a mention and one past the last, None where its selectors do not say."""
        selectors = self.values(mention, SELECTOR)
        start, end = (
            next((n for one in selectors if (n := self.number(one, edge)) is not None), None) for edge in (START, END)
        )
        return start, end

    def words(self, mention: str) -> str:
        """The words of a mention."""
        return next((words for one in self.values(mention, SELECTOR) if (words := self.first(one, EXACT))), "")

    def names(self) -> Iterator[tuple[str, int, str, str]]:
        """Every name: its thing, 1 for a preferred one (a symbol is one), its language ("" for none), the name."""
        for thing in sorted(self.said):
            for predicate, preferred in NAMES:
                for term in self.said[thing].get(predicate, ()):
                    yield thing, preferred, (getattr(term, "language", None) or ""), term.value

    def kinds(self) -> Iterator[tuple[str, str]]:
        """Every thing that is named or told of, with each of its classes."""
        for thing, kinds in sorted(self.classes.items()):
            yield from ((thing, kind) for kind in kinds if kind in LISTED)

    def document(self) -> tuple[str, str, str, str | None, int] | None:
        """Of a document that was read: its IRI, class, how it is cited, day, and how long its text is."""
        name = self.first(self.graph, f"{LKG}fileName")
        if name is None:
            return None
        label = " ".join(self.values(self.graph, f"{LKG}symbol")) or name
        return self.graph, narrowest(self.classes[self.graph]), label, self.day, len(self.text)

    def voices(self) -> Iterator[tuple[int, str]]:
        """The parts of the document by their order, and whom each speaks for."""
        for part in self.of_class("Part"):
            for voice in self.values(part, f"{LKG}speaksFor"):
                yield self.number(part, f"{LKG}order") or 0, voice

    def mentions(self) -> Iterator[tuple[str, Stretch, str, str]]:
        """Where what has a name is named, with the words before and after."""
        for thing, kinds in sorted(self.classes.items()):
            if not UNNAMED & {*kinds}:
                for one in self.stretches(thing):
                    before = " ".join(self.text[max(0, one.start - AROUND) : one.start].splitlines())
                    after = " ".join(self.text[one.end : one.end + AROUND].splitlines())
                    yield thing, one, before, after

    def claims(self) -> Iterator[tuple[str, str, str, str, Stretch | None]]:
        """Every claim: its act, what is said to be done to an agreement, polarity, and where it first stands."""
        for claim in self.of_class("Claim"):
            act, compliance = (self.notation(claim, LKG + name) for name in ("act", "compliance"))
            polarity = self.first(claim, f"{LKG}polarity") or ""
            yield claim, act, compliance, polarity, next(iter(self.stretches(claim)), None)

    def notation(self, thing: str, predicate: str) -> str:
        """The notation of the concept that a predicate gives, "" where it gives none."""
        return self.first(self.first(thing, predicate), NOTATION) or ""

    def roles(self, thing: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Who or what has which role in a claim or an event."""
        for predicate, role in names.items():
            for other in self.values(thing, predicate):
                yield role, other

    def events(self) -> Iterator[tuple[str, str, str | None, str | None, str, Stretch | None]]:
        """Every event: type, first and last day as stated, precision or why there is no day, where it first stands."""
        for event in self.of_class("Event"):
            yield (
                event,
                self.notation(event, f"{LKG}eventType"),
                self.first(event, f"{SEM}hasBeginTimeStamp"),
                self.first(event, f"{SEM}hasEndTimeStamp"),
                self.first(event, f"{LKG}datePrecision") or self.first(event, f"{LKG}vagueTime") or "",
                next(iter(self.stretches(event)), None),
            )

    def problems(self) -> Iterator[tuple[str, int | None, int | None, str, str]]:
        """Every problem: code, characters, words and reason."""
        for one in self.of_class("Problem"):
            words = (self.first(one, f"{LKG}quotedWords") or "", self.first(one, f"{RDFS}comment") or "")
            place = self.number(one, START), self.number(one, END)
            yield self.first(one, f"{LKG}problemCode") or "", *place, *words

    def posts(self) -> Iterator[tuple[str, str, str]]:
        """Who has a post or a seat at which body, and the post's title."""
        for kind, of, who in HELD:
            for post in self.of_class(kind):
                for body in self.values(post, of):
                    for person in self.values(post, who):
                        yield body, person, self.first(post, f"{LKG}postTitle") or ""

    def accounts(self) -> Iterator[tuple[str, str]]:
        """The occurrences and the events that tell of each."""
        for occurrence in self.of_class("Occurrence"):
            yield from ((occurrence, event) for event in self.values(occurrence, f"{LKG}account"))

    def contradictions(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Every contradiction: what it concerns, its ground, and the reason in Chinese and in English."""
        for one in self.of_class("Contradiction"):
            ground = self.first(one, f"{LKG}ground") or ""
            said = {
                getattr(term, "language", "") or "": term.value for term in self.said[one].get(f"{RDFS}comment", ())
            }
            zh, en = (said.get(language) or next(iter(said.values()), "") for language in ("zh", "en"))
            yield one, self.first(one, f"{LKG}concerns") or "", ground, zh, en

    def opposed(self) -> Iterator[tuple[str, str]]:
        """The claims that stand in each contradiction."""
        for one in self.of_class("Contradiction"):
            yield from ((one, claim) for claim in self.values(one, f"{LKG}between"))

    def pairs(self) -> Iterator[tuple[str, str, str, str, str, str]]:
        """Every link of two accounts or two entities: class, verdict, the two, and the rule."""
        for kind, member in (("OccurrenceLink", f"{LKG}account"), ("IdentityLink", f"{LKG}candidate")):
            for link in self.of_class(kind):
                two = self.values(link, member)
                if len(two) == 2:
                    verdict, rule = (self.first(link, LKG + name) or "" for name in ("verdict", "ruleFired"))
                    yield link, kind, verdict, two[0], two[1], rule


def _local(kind: str) -> str:
    return kind.rpartition("#")[2].rpartition("/")[2]


def tokens(words: str) -> tuple[str, str]:
    """The two columns of the full-text index for some words."""
    return singles(words), pairs(words)
