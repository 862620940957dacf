"""Links side by side: what a person needs who is to judge whether two accounts, or two entities, are of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef

from kg.errors import VerdictError
from kg.graph.lookup import Lookup, MentionView
from kg.graph.source import Source
from kg.graph.statements import EventView, Statements
from kg.namespaces import LKG, ORG, RDF, RDFS, SKOS
from kg.occurrences.clustering import pair_of
from kg.occurrences.identities import RELATIONS as BETWEEN_ENTITIES
from kg.occurrences.relations import RELATIONS
from kg.occurrences.writer import link_iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An account as a person judges it.

    Places, actors and claimants are names; `written` is where it stands written, in order.
    """

    account: EventView
    places: tuple[str, ...]
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    participants: tuple[str, ...]
    claimants: tuple[str, ...]
    written: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Whether two are one, as a person judges it.

    `key` names it for `kg judge`; its verdict is by a rule or a judge, "" for the other of the two; `relations` say
    how the two compare.
    """

    key: str
    verdict: str
    rule: str
    judge: str
    reasons: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Finding):
    """A link between two accounts; `told_apart` are accounts that it would join although somebody tells them apart."""

    told_apart: tuple[str, ...]
    accounts: tuple[Shown, Shown]


def pairs(store: Source, verdict: str = "doubtful") -> tuple[Pair, ...]:
    """The links of a store with this verdict (any for ""), by the day and the IRIs of their accounts."""
    statements = Statements(store)
    found = (_pair(statements, link) for link in _links(statements, LKG.OccurrenceLink, verdict))
    return tuple(sorted(found, key=_order))


def _links(statements: Statements, of_class: URIRef, verdict: str) -> Iterator[str]:
    """The links of a class with this verdict, any for ""."""
    for link in statements.lookup.subjects(RDF.type, str(of_class)):
        if verdict in ("", statements.lookup.first(link, LKG.verdict)):
            yield link


def _said(lookup: Lookup, link: str, relations: Iterable[str]) -> dict[str, Any]:
    """What a link says, whatever it links: the fields of a `Finding`."""
    return {
        "key": link.rpartition("/")[2],
        "verdict": lookup.first(link, LKG.verdict),
        "rule": lookup.first(link, LKG.ruleFired),
        "judge": lookup.first(link, LKG.judgedBy),
        "reasons": tuple(lookup.objects(link, RDFS.comment)),
        "relations": tuple((on, value) for on in relations if (value := lookup.first(link, LKG[on]))),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedShown:
    """A person or a place as a person judges it: its IRI, names, posts, sides, and where it is named, in order."""

    entity: str
    names: tuple[str, ...]
    posts: tuple[str, ...]
    sides: tuple[str, ...]
    written: tuple[MentionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Finding):
    """Two persons or places that may be one."""

    entities: tuple[NamedShown, NamedShown]


def identities(store: Source, verdict: str = "doubtful") -> tuple[Identity, ...]:
    """The pairs of persons and of places with this verdict (any for ""), by the IRIs of the two."""
    statements = Statements(store)
    found = (_identity(statements, link) for link in _links(statements, LKG.IdentityLink, verdict))
    return tuple(sorted(found, key=lambda one: one.entities[0].entity))


def _identity(statements: Statements, link: str) -> Identity:
    one, two = statements.lookup.objects(link, LKG.candidate)
    said = _said(statements.lookup, link, BETWEEN_ENTITIES)
    return Identity(**said, entities=(_named(statements, one), _named(statements, two)))


def _named(statements: Statements, entity: str) -> NamedShown:
    lookup = statements.lookup
    posts = lookup.subjects(URIRef(ORG.member), entity)
    above = {statements.side(entity), *statements.within.get(entity, ())} - {entity}
    return NamedShown(
        entity=entity,
        names=(lookup.name(entity), *lookup.objects(entity, SKOS.altLabel)),
        posts=tuple(sorted({title for post in posts for title in lookup.objects(post, LKG.postTitle)})),
        sides=tuple(map(lookup.name, sorted(above))),
        written=tuple(sorted(lookup.mentions(entity))),
    )


def find_pair(store: Source, key: str) -> tuple[str, str]:
    """The two of the link with this key; raises VerdictError where there is none."""
    lookup, digest = Statements(store).lookup, key.rpartition("/")[2]
    for kind, member in (("link", LKG.account), ("identity", LKG.candidate)):
        things = lookup.objects(f"{store.base}{kind}/{digest}", member)
        if len(things) == 2:
            return things[0], things[1]
    raise VerdictError(
        f"{key!r} is no pair of this store; `kg judge` lists them, or name two events, persons or places"
    )


def told_apart(store: Source, one: str, two: str) -> tuple[str, ...]:
    """Accounts that the link of two would join although somebody tells them apart: why a verdict `same` is in doubt."""
    link = link_iri(store.base, pair_of(one, two))
    return tuple(Statements(store).lookup.objects(link, LKG.toldApart))


def _pair(statements: Statements, link: str) -> Pair:
    lookup = statements.lookup
    one, two = lookup.objects(link, LKG.account)
    return Pair(
        **_said(lookup, link, RELATIONS),
        told_apart=tuple(lookup.objects(link, LKG.toldApart)),
        accounts=(_shown(statements, one), _shown(statements, two)),
    )


def _shown(statements: Statements, event: str) -> Shown:
    name, account = statements.lookup.name, statements.event(event)
    claims = statements.claims(account.claims)
    return Shown(
        account=account,
        places=tuple(map(name, account.places)),
        agents=tuple(map(name, account.agents)),
        patients=tuple(map(name, account.patients)),
        participants=tuple(map(name, account.participants)),
        claimants=tuple(dict.fromkeys(name(claim.claimant) for claim in claims)),
        written=tuple(sorted(statements.lookup.mentions(event))),
    )


def _order(pair: Pair) -> tuple[str, ...]:
    one, two = (shown.account for shown in pair.accounts)
    return str(one.begin), one.event, two.event
