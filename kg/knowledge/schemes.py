"""What the ontology's closed lists say of their members, by notation: which act asserts, which type is a deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import SKOS, URIRef

from kg.knowledge.turtle import turtle_files
from kg.namespaces import LKG
from kg.resources import shipped

Ranked = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemes:
    """The members of the closed lists that have something in common; the ontology defines each of these properties."""

    signs: Mapping[str, int]
    """Of acts: against the target (-1), for it (1), neither (0)."""
    against: frozenset[str]
    asserting: frozenset[str]
    charging: frozenset[str]
    """Acts that assert something against their target."""
    performative: frozenset[str]
    carriers: tuple[str, ...]
    """Acts by `lkg:carrierRank`."""
    breaches: frozenset[str]
    """What is against an agreement."""
    keeping: frozenset[str]
    """What is in keeping with an agreement."""
    deeds: frozenset[str]
    making_instruments: frozenset[str]
    events_between_sides: frozenset[str]
    kinds_between_sides: frozenset[str]
    generic_kinds: frozenset[str]
    interchangeable_kinds: frozenset[str]
    linear_places: frozenset[str]
    harm_events: Mapping[str, Ranked]
    """The types of event in which a harm befalls people, the likeliest first."""
    wider_harms: Mapping[str, str]


@cache
def schemes() -> Schemes:
    """The shipped schemes, read once."""
    said = _read()

    def true(scheme: str, predicate: URIRef) -> frozenset[str]:
        return frozenset(notation for notation, values in said[scheme, str(predicate)].items() if "true" in values)

    def numbers(scheme: str, predicate: URIRef) -> dict[str, int]:
        return {notation: int(value) for notation, (value,) in said[scheme, str(predicate)].items()}

    acts, compliance, ranks = (
        numbers("Acts", LKG.sign),
        numbers("Compliance", LKG.sign),
        numbers("Acts", LKG.carrierRank),
    )
    against, asserting = _signed(acts, -1), true("Acts", LKG.asserting)
    likely, possible = (said["Harms", str(predicate)] for predicate in (LKG.befallsIn, LKG.mayBefallIn))
    return Schemes(
        signs=acts,
        against=against,
        asserting=asserting,
        charging=against & asserting,
        performative=true("Acts", LKG.performative),
        carriers=tuple(sorted(ranks, key=ranks.__getitem__)),
        breaches=_signed(compliance, -1),
        keeping=_signed(compliance, 1),
        deeds=true("EventTypes", LKG.deed),
        making_instruments=true("EventTypes", LKG.makesInstrument),
        events_between_sides=true("EventTypes", LKG.betweenSides),
        kinds_between_sides=true("AgreementKinds", LKG.betweenSides),
        generic_kinds=true("AgreementKinds", LKG.generic),
        interchangeable_kinds=true("AgreementKinds", LKG.interchangeable),
        linear_places=true("PlaceTypes", LKG.linear),
        harm_events={
            harm: tuple(frozenset(types[harm]) for types in (likely, possible) if harm in types) for harm in likely
        },
        wider_harms={harm: wider for harm, (wider,) in said["Harms", str(SKOS.broader)].items()},
    )


def _signed(signs: Mapping[str, int], sign: int) -> frozenset[str]:
    return frozenset(notation for notation, own in signs.items() if own == sign)


def _read() -> Mapping[tuple[str, str], Mapping[str, list[str]]]:
    """What the concepts of a scheme have for a predicate, by notation; a concept that is a value, by its notation."""
    quads = [
        quad
        for path in turtle_files(shipped("ontology") / "schemes")
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    ]
    triples = [(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads]
    scheme_of = {thing: scheme.removeprefix(str(LKG)) for thing, name, scheme in triples if name == str(SKOS.inScheme)}
    notation_of = {thing: notation for thing, name, notation in triples if name == str(SKOS.notation)}
    said: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for thing, predicate, value in triples:
        if thing in notation_of:
            said[scheme_of[thing], predicate][notation_of[thing]].append(notation_of.get(value, value))
    return said
