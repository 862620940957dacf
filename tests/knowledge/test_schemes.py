"""What the closed lists say of their members."""

from __future__ import annotations

from builders.ontology import ontology
from rdflib import SKOS

from kg.knowledge.schemes import notations, schemes
from kg.namespaces import LKG


def test_acts() -> None:
    assert schemes().against == {"accuse", "condemn", "deny"}
    assert schemes().charging == {"accuse", "condemn"}
    assert schemes().carriers[:3] == ("accuse", "report", "condemn")
    assert "deny" not in schemes().carriers


def test_no_act_both_asserts_and_is_done_by_saying_so() -> None:
    assert schemes().asserting & schemes().performative == set()


def test_what_is_done_to_an_agreement() -> None:
    assert (schemes().breaches, schemes().keeping) == ({"violates"}, {"complies"})


def test_a_subtype_is_of_a_known_type_and_bears_no_type_s_name() -> None:
    subtypes = schemes().event_subtypes
    assert set(subtypes) == notations("EventSubtypes")
    assert set(subtypes.values()) <= notations("EventTypes")
    assert not set(subtypes) & notations("EventTypes")


def test_every_harm_befalls_people_in_events_of_known_types() -> None:
    types, harms = (
        {str(ontology().value(concept, SKOS.notation)) for concept in ontology().subjects(SKOS.inScheme, LKG[scheme])}
        for scheme in ("EventTypes", "Harms")
    )
    assert set(schemes().harm_events) == harms
    for ranked in schemes().harm_events.values():
        assert frozenset().union(*ranked) <= types
        assert sum(map(len, ranked)) == len(frozenset().union(*ranked)), "a type has one rank"
    assert schemes().wider_harms == {"killed": "affected", "injured": "affected"}
