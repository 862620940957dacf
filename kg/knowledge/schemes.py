"""What the ontology's closed lists say of their members, by notation: which act asserts, which type is a deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import SKOS, URIRef

from kg.knowledge.turtle import read_facts, turtle_files
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
    event_subtypes: Mapping[str, str]
    """The type of event that each subtype is of."""
    making_instruments: frozenset[str]
    events_between_sides: frozenset[str]
    kinds_between_sides: frozenset[str]
    generic_kinds: frozenset[str]
    interchangeable_kinds: frozenset[str]
    numbered_names: Mapping[str, str]
    """What an agreement of a kind is called that has a number and no other name, with `{number}` for it."""
    linear_places: frozenset[str]
    harm_events: Mapping[str, Ranked]
    """The types of event in which a harm befalls people, the likeliest first."""
    wider_harms: Mapping[str, str]

    @property
    def harming(self) -> frozenset[str]:
        """The types of event in which people are likely to be harmed."""
        return frozenset().union(*(likely for likely, *_ in self.harm_events.values()))

    def sign(self, act: str, polarity: str) -> int:
        """The sign of a claim: that of its act, 0 where it says that something did not happen and does not deny it."""
        return self.signs.get(act, 0) if polarity != "negative" or act == "deny" else 0


@cache
def schemes() -> Schemes:
    """The shipped schemes, read once."""
    said = _Said()
    signs, compliance, ranks = (
        said.numbers(scheme, predicate)
        for scheme, predicate in (("Acts", LKG.sign), ("Compliance", LKG.sign), ("Acts", LKG.carrierRank))
    )
    against, asserting = _signed(signs, -1), said.true("Acts", LKG.asserting)
    return Schemes(
        signs=signs,
        against=against,
        asserting=asserting,
        charging=against & asserting,
        performative=said.true("Acts", LKG.performative),
        carriers=tuple(sorted(ranks, key=ranks.__getitem__)),
        breaches=_signed(compliance, -1),
        keeping=_signed(compliance, 1),
        deeds=said.true("EventTypes", LKG.deed),
        event_subtypes={subtype: wider for subtype, (wider,) in said.of("EventSubtypes", SKOS.broader).items()},
        making_instruments=said.true("EventTypes", LKG.makesInstrument),
        events_between_sides=said.true("EventTypes", LKG.betweenSides),
        kinds_between_sides=said.true("AgreementKinds", LKG.betweenSides),
        generic_kinds=said.true("AgreementKinds", LKG.generic),
        interchangeable_kinds=said.true("AgreementKinds", LKG.interchangeable),
        numbered_names={kind: name for kind, (name,) in said.of("AgreementKinds", LKG.numberedName).items()},
        linear_places=said.true("PlaceTypes", LKG.linear),
        harm_events=_harm_events(said),
        wider_harms={harm: wider for harm, (wider,) in said.of("Harms", SKOS.broader).items()},
    )


@cache
def notations(scheme: str) -> frozenset[str]:
    """The notations of a scheme's concepts, by the scheme's name, such as Acts."""
    facts = [read_facts(path) for path in turtle_files(shipped("ontology") / "schemes")]
    return frozenset(
        notation.words
        for one in facts
        for thing in one.about
        if (found := one.value(thing, str(SKOS.inScheme))) and found.words == str(LKG[scheme])
        for notation in one.values(thing, str(SKOS.notation))
    )


def _signed(signs: Mapping[str, int], sign: int) -> frozenset[str]:
    return frozenset(notation for notation, own in signs.items() if own == sign)


def _harm_events(said: _Said) -> dict[str, Ranked]:
    likely, possible = (said.of("Harms", predicate) for predicate in (LKG.befallsIn, LKG.mayBefallIn))
    return {harm: tuple(frozenset(types[harm]) for types in (likely, possible) if harm in types) for harm in likely}


class _Said:
    """What the concepts of each scheme have for each predicate; a concept that is a value, by its notation."""

    def __init__(self) -> None:
        triples = [
            (thing, predicate, value.words)
            for path in turtle_files(shipped("ontology") / "schemes")
            for thing, about in read_facts(path).about.items()
            for predicate, values in about.items()
            for value in values
        ]
        scheme_of = {thing: scheme for thing, predicate, scheme in triples if predicate == str(SKOS.inScheme)}
        notation_of = {thing: notation for thing, predicate, notation in triples if predicate == str(SKOS.notation)}
        self._values: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for thing, predicate, value in triples:
            if thing in notation_of:
                concepts = self._values[scheme_of[thing], predicate]
                concepts[notation_of[thing]].append(notation_of.get(value, value))

    def of(self, scheme: str, predicate: URIRef) -> Mapping[str, list[str]]:
        """The values of a scheme's concepts, by notation."""
        return self._values[str(LKG[scheme]), str(predicate)]

    def true(self, scheme: str, predicate: URIRef) -> frozenset[str]:
        """The concepts of which a predicate is true."""
        return frozenset(notation for notation, values in self.of(scheme, predicate).items() if values == ["true"])

    def numbers(self, scheme: str, predicate: URIRef) -> dict[str, int]:
        """The numbers of the concepts that have one."""
        return {notation: int(value) for notation, (value,) in self.of(scheme, predicate).items()}
