"""Where a thing of the graph stands written: every mention with its sentence, and the claims that it has a part in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.namespace import RDF, SKOS

from kg.errors import QueryError
from kg.namespaces import GAF, LKG, OA
from kg.query import resolve
from kg.store import Store

ROLES = {
    LKG.about: "about", LKG.claimant: "claimant", LKG.target: "target", LKG.complier: "complier",
    LKG.utteredBy: "uttered by", LKG.reportedSource: "source quoted", LKG.casualties: "figure",
}  # fmt: skip
EVENT_ROLES = {
    LKG.agent: "agent", LKG.patient: "patient", LKG.participant: "participant", LKG.side: "side",
    URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace"): "place",
}  # fmt: skip
REACH = 300
_END = re.compile(r"[。！？!?；;\f]|\n(?=[ \t\u3000]+\S)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Written:
    """A mention: file, offsets in the source's text, the part's number and class, words, sentence and rule."""

    file_name: str
    start: int
    end: int
    part: str
    words: str
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Said:
    """A claim that the thing has a part in: the part it has, the act, the polarity, who claims, and the mentions.

    `sources` are whom the claimant quotes; `quoted_by` are those through whose claims alone this claim is known.
    """

    role: str
    act: str
    polarity: str
    claimant: str
    claim: str
    written: tuple[Written, ...]
    sources: tuple[str, ...] = ()
    quoted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that the graph has of a thing: its IRI, classes and names, its mentions and its claims, in order."""

    iri: str
    classes: tuple[str, ...]
    names: tuple[str, ...]
    mentions: tuple[Written, ...]
    claims: tuple[Said, ...]


def explain(store: Store, wanted: str) -> Explanation:
    """What is known of a thing, named by its IRI (full or prefixed) or one of its names, symbols or file names.

    Raises QueryError where the graph has no such thing, or several by that name.
    """
    thing = ox.NamedNode(resolve(wanted, store))
    if not any(store.inner.quads_for_pattern(thing, None, None, None)):
        raise QueryError(f"{wanted}: the graph says nothing of {thing.value}; try a name, or look at `kg query --list`")
    graph = _Reader(store)
    classes = sorted(str(kind).rpartition("#")[2].rpartition("/")[2] for kind in graph.objects(thing, RDF.type))
    names = [*graph.objects(thing, SKOS.prefLabel), *graph.objects(thing, SKOS.altLabel)]
    return Explanation(
        iri=thing.value,
        classes=tuple(dict.fromkeys(classes)),
        names=tuple(dict.fromkeys(names)),
        mentions=tuple(sorted(graph.mentions(thing))),
        claims=tuple(sorted(set(graph.claims(thing)))),
    )


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of a source's text that has these characters, on one line; long ones are cut.

    It ends with its mark, or where an indented line begins; page furniture within it is left in.

    >>> sentence_around("甲国开火。乙国\\n否认。", 5, 7)
    '乙国否认。'
    """
    far = max(0, start - REACH)
    left = max((match.end() for match in _END.finditer(text, far, end) if match.end() <= start), default=far)
    closed = end > start and _END.fullmatch(text[end - 1])
    after = None if closed else _END.search(text, end, end + REACH)
    right = end if closed else after.end() if after else min(len(text), end + REACH)
    words = re.sub(r"(?<=[A-Za-z,])\s*\n\s*(?=[A-Za-z])", " ", text[left:right])
    return re.sub(r"\s*\n\s*", "", words).strip()


class _Reader:
    """Looks things up in a store, in all graphs at once or in one; keeps the text that it read last."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._text: tuple[str, str] = ("", "")

    def quads(self, subject: ox.NamedNode | None, predicate: URIRef, thing: ox.NamedNode | None) -> Iterator[ox.Quad]:
        return self.store.inner.quads_for_pattern(subject, ox.NamedNode(str(predicate)), thing, None)

    def objects(self, subject: ox.NamedNode, *predicates: URIRef) -> list[str]:
        """Values at the end of a path of predicates, each once, sorted."""
        nodes = [subject]
        for predicate in predicates[:-1]:
            found = {quad.object for node in nodes for quad in self.quads(node, predicate, None)}
            nodes = sorted((node for node in found if isinstance(node, ox.NamedNode)), key=str)
        quads = (quad for node in nodes for quad in self.quads(node, predicates[-1], None))
        return sorted({str(getattr(quad.object, "value", "")) for quad in quads})

    def first(self, subject: ox.NamedNode, *predicates: URIRef) -> str:
        return next(iter(self.objects(subject, *predicates)), "")

    def nodes(self, subject: ox.NamedNode, predicate: URIRef) -> list[ox.NamedNode]:
        return [ox.NamedNode(iri) for iri in self.objects(subject, predicate)]

    def mentions(self, thing: ox.NamedNode) -> list[Written]:
        """Each mention of a thing; a mention asked for by itself is its own."""
        own = [thing] if self.first(thing, OA.hasSource) else []
        return [self.written(mention) for mention in [*own, *self.nodes(thing, GAF.denotedBy)]]

    def written(self, mention: ox.NamedNode) -> Written:
        start = int(self.first(mention, OA.hasSelector, OA.start) or 0)
        end = int(self.first(mention, OA.hasSelector, OA.end) or 0)
        document = ox.NamedNode(self.first(mention, OA.hasSource) or "urn:none")
        kinds = [kind.rpartition("#")[2] for kind in self.objects(mention, LKG.inPart, RDF.type)]
        kind = next((kind for kind in kinds if kind != "Part"), "Part")
        order = self.first(mention, LKG.inPart, LKG.order)
        return Written(
            file_name=self.first(document, LKG.fileName),
            start=start,
            end=end,
            part=f"{order} {kind}" if order else "",
            words=self.first(mention, OA.hasSelector, OA.exact),
            sentence=sentence_around(self.text(document), start, end),
            rule=self.first(mention, LKG.ruleFired),
        )

    def text(self, document: ox.NamedNode) -> str:
        if self._text[0] != document.value:
            self._text = (document.value, self.first(document, LKG.sourceText))
        return self._text[1]

    def claims(self, thing: ox.NamedNode) -> Iterator[Said]:
        """Claims that name the thing, and those about the events and figures that do."""
        for predicate, role in ROLES.items():
            yield from self.said(self.subjects(predicate, thing), role)
        for predicate, role in EVENT_ROLES.items():
            for event in self.subjects(predicate, thing):
                yield from self.said(self.subjects(LKG.about, event), f"{role} of the event")
                yield from self.said(self.subjects(LKG.casualties, event), f"{role} of the figure")

    def subjects(self, predicate: URIRef, thing: ox.NamedNode) -> list[ox.NamedNode]:
        subjects = (quad.subject for quad in self.quads(None, predicate, thing))
        found = {subject.value for subject in subjects if isinstance(subject, ox.NamedNode)}
        return [ox.NamedNode(iri) for iri in sorted(found)]

    def said(self, claims: Iterable[ox.NamedNode], role: str) -> Iterator[Said]:
        for claim in claims:
            yield Said(
                role=role,
                act=self.first(claim, LKG.act, SKOS.notation),
                polarity=self.first(claim, LKG.polarity),
                claimant=", ".join(self.names(claim, LKG.claimant)),
                claim=claim.value,
                written=tuple(sorted(self.mentions(claim))),
                sources=self.names(claim, LKG.reportedSource),
                quoted_by=tuple(
                    name for outer in self.subjects(LKG.about, claim) for name in self.names(outer, LKG.claimant)
                ),
            )

    def names(self, claim: ox.NamedNode, predicate: URIRef) -> tuple[str, ...]:
        """The names of the actors that a claim has in a role."""
        return tuple(self.name(actor) for actor in self.nodes(claim, predicate))

    def name(self, thing: ox.NamedNode) -> str:
        """A thing's Chinese name, another where it has none, its IRI where it has no name."""
        labels = (quad.object for quad in self.quads(thing, SKOS.prefLabel, None))
        literals = (label for label in labels if isinstance(label, ox.Literal))
        return min(((label.language != "zh", label.value) for label in literals), default=(True, thing.value))[1]
