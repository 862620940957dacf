"""Where a thing of the graph stands written: every mention with its sentence, and the claims that it has a part in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import SKOS

from kg.errors import QueryError
from kg.graph.lookup import Lookup, MentionView
from kg.graph.queries import resolve
from kg.graph.source import Source
from kg.namespaces import LKG, SEM

ROLES = {
    LKG.about: "about", LKG.claimant: "claimant", LKG.target: "target", LKG.complier: "complier",
    LKG.utteredBy: "uttered by", LKG.reportedSource: "source quoted", LKG.casualties: "figure",
}  # fmt: skip
EVENT_ROLES = {
    LKG.agent: "agent", LKG.patient: "patient", LKG.participant: "participant", LKG.side: "side",
    URIRef(SEM.hasPlace): "place",
}  # fmt: skip


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
    written: tuple[MentionView, ...]
    sources: tuple[str, ...] = ()
    quoted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that the graph has of a thing: its IRI, classes and names, its mentions and its claims, in order."""

    iri: str
    classes: tuple[str, ...]
    names: tuple[str, ...]
    mentions: tuple[MentionView, ...]
    claims: tuple[Said, ...]


def explain(store: Source, wanted: str) -> Explanation:
    """What is known of a thing, named by its IRI (full or prefixed) or one of its names, symbols or file names.

    Raises QueryError where the graph has no such thing, or several by that name.
    """
    thing, lookup = resolve(wanted, store), Lookup(store)
    if not lookup.knows(thing):
        raise QueryError(f"{wanted}: the graph says nothing of {thing}; try a name, or look at `kg query --list`")
    names = [*lookup.objects(thing, SKOS.prefLabel), *lookup.objects(thing, SKOS.altLabel)]
    return Explanation(
        iri=thing,
        classes=tuple(lookup.classes(thing)),
        names=tuple(dict.fromkeys(names)),
        mentions=tuple(sorted(lookup.mentions(thing))),
        claims=tuple(sorted(set(_claims(lookup, thing)))),
    )


def _claims(lookup: Lookup, thing: str) -> Iterator[Said]:
    """Claims that name the thing, and those about the events and figures that do."""
    for predicate, role in ROLES.items():
        yield from _said(lookup, lookup.subjects(predicate, thing), role)
    for predicate, role in EVENT_ROLES.items():
        for event in lookup.subjects(predicate, thing):
            yield from _said(lookup, lookup.subjects(LKG.about, event), f"{role} of the event")
            yield from _said(lookup, lookup.subjects(LKG.casualties, event), f"{role} of the figure")


def _said(lookup: Lookup, claims: Iterable[str], role: str) -> Iterator[Said]:
    for claim in claims:
        yield Said(
            role=role,
            act=lookup.first(claim, LKG.act, SKOS.notation),
            polarity=lookup.first(claim, LKG.polarity),
            claimant=", ".join(lookup.names(claim, LKG.claimant)),
            claim=claim,
            written=tuple(sorted(lookup.mentions(claim))),
            sources=lookup.names(claim, LKG.reportedSource),
            quoted_by=tuple(
                name for outer in lookup.subjects(LKG.about, claim) for name in lookup.names(outer, LKG.claimant)
            ),
        )
