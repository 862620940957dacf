"""What can be judged: a claim, an event, a link or a name, with what it says and where it stands written.

What a thing says is told in words that outlive its IRI: notations, days, the IRIs of actors and places. A rebuild may
give an event or a figure another IRI while what is said of it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, PROV, RDF

from kg.graph.lookup import MentionView
from kg.graph.statements import CasualtyView, ClaimView, EventView, Statements
from kg.namespaces import GAF, LKG, OA

KINDS = ("claim", "event", "link", "name")
LINKS = {
    "OccurrenceLink": (LKG.account, LKG.verdict),
    "IdentityLink": (LKG.candidate, LKG.verdict),
    "Contradiction": (LKG.between, LKG.ground),
}
"""The classes of links with the property of their two ends, and that of what they find."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where a thing, or one end of a link, stands written: document (IRI, symbol, digest of the file), words.

    `start` is the first character, `end` one past the last.
    """

    document: str
    start: int
    end: int
    quote: str
    symbol: str = ""
    sha256: str = ""
    file_name: str = ""
    page: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing that can be judged: `content` says what it says ("act=accuse"), sorted; `rules` are those that found it.

    A claim, an event and a name have one place, the first where they stand written; a link has that of each end.
    """

    iri: str
    kind: str
    content: tuple[str, ...]
    places: tuple[Place, ...]
    rules: tuple[str, ...]


def thing_of(statements: Statements, iri: str) -> Thing | None:
    """A thing by its IRI; None for what cannot be judged or does not stand written."""
    lookup = statements.lookup
    classes = lookup.classes(iri)
    link = next((one for one in LINKS if one in classes), "")
    if link:
        return _link(statements, iri, link)
    if "Claim" in classes:
        return _written(statements, iri, "claim", _of_claim(statements, statements.claim(iri)))
    if "Event" in classes:
        return _written(statements, iri, "event", _of_event(statements.event(iri)))
    return _name(statements, iri) if "Mention" in classes else None


def things_in(statements: Statements, document: str) -> Iterator[Thing]:
    """The claims, events and names of a document, each once, in the order of parts and IRIs."""
    lookup, seen = statements.lookup, set[str]()
    for part in _parts(statements, document):
        for mention in lookup.subjects(LKG.inPart, part):
            if not lookup.first(mention, OA.hasSource):
                continue
            named = lookup.subjects(GAF.denotedBy, mention)
            told = {thing for one in named for thing in lookup.objects(one, LKG.about)}
            for iri in (*named, *sorted(one for one in told if "Event" in lookup.classes(one)), mention):
                if iri not in seen and (made := thing_of(statements, iri)):
                    seen.add(iri)
                    yield made


def _parts(statements: Statements, document: str) -> list[str]:
    found = statements.lookup.subjects(DCTERMS.isPartOf, document)
    return sorted(found, key=lambda part: (statements.lookup.number(part, LKG.order) or 0, part))


def links(statements: Statements) -> Iterator[Thing]:
    """All links between what documents say, by IRI."""
    for name in LINKS:
        for iri in statements.lookup.subjects(RDF.type, str(LKG[name])):
            if made := _link(statements, iri, name):
                yield made


def _written(statements: Statements, iri: str, kind: str, content: Iterable[str]) -> Thing | None:
    mentions = sorted(statements.lookup.mentions(iri)) or _through_claims(statements, iri)
    if not mentions:
        return None
    rules = tuple(sorted({one.rule for one in mentions if one.rule}))
    place = place_of(statements, mentions[0])
    return Thing(iri=iri, kind=kind, content=tuple(sorted(set(content))), places=(place,), rules=rules)


def _through_claims(statements: Statements, event: str) -> list[MentionView]:
    """Where an event that has no words of its own is spoken of: the claims about it."""
    claims = statements.lookup.subjects(LKG.about, event)
    return sorted(mention for claim in claims for mention in statements.lookup.mentions(claim))


def place_of(statements: Statements, written: MentionView) -> Place:
    """A place with what a document is known by."""
    return Place(
        document=written.document,
        start=written.start,
        end=written.end,
        quote=written.words,
        symbol=written.symbol,
        sha256=statements.lookup.first(written.document, PROV.wasGeneratedBy, LKG.sha256),
        file_name=written.file_name,
        page=written.page,
        part=written.part,
    )


def _of_claim(statements: Statements, one: ClaimView) -> Iterator[str]:
    yield from _said(
        act=one.act, polarity=one.polarity, by=one.claimant, compliance=one.compliance, complier=one.complier
    )
    yield from _each(target=one.targets, source=one.sources)
    yield from _each(figure=(_figure(statements.casualty(figure)) for figure in one.figures))
    yield from _each(about=(_about(statements, thing) for thing in one.about))


def _about(statements: Statements, thing: str) -> str:
    """An event by its type and days, a claim by its claimant and act, anything else by its IRI."""
    classes = statements.lookup.classes(thing)
    if "Event" in classes:
        event = statements.event(thing)
        return f"{event.type} {event.begin or ''}/{event.end or ''}"
    if "Claim" in classes:
        claim = statements.claim(thing)
        return f"{claim.claimant} {claim.act or claim.compliance}"
    return thing


def _figure(figure: CasualtyView) -> str:
    return " ".join(filter(None, (figure.harm, figure.bound, str(figure.count), figure.side)))


def _of_event(event: EventView) -> Iterator[str]:
    yield from _said(type=event.type, begin=str(event.begin or ""), end=str(event.end or ""))
    yield from _each(place=event.places, agent=event.agents, patient=event.patients, participant=event.participants)


def _name(statements: Statements, iri: str) -> Thing | None:
    """A mention that names something, and no claim or event."""
    lookup = statements.lookup
    named = [one for one in lookup.subjects(GAF.denotedBy, iri) if not {"Claim", "Event"} & {*lookup.classes(one)}]
    if not named:
        return None
    written = lookup.mention(iri)
    content = tuple(sorted(_each(thing=named)))
    place = place_of(statements, written)
    return Thing(iri=iri, kind="name", content=content, places=(place,), rules=tuple(filter(None, [written.rule])))


def _link(statements: Statements, iri: str, name: str) -> Thing | None:
    lookup, (end, finding) = statements.lookup, LINKS[name]
    places = [
        place_of(statements, mentions[0])
        for thing in lookup.objects(iri, end)
        if (mentions := sorted(lookup.mentions(thing)) or _through_claims(statements, thing))
    ]
    content = (f"class={name}", f"finding={lookup.first(iri, finding)}")
    rules = tuple(lookup.objects(iri, LKG.ruleFired))
    return Thing(iri=iri, kind="link", content=content, places=tuple(sorted(places)), rules=rules) if places else None


def _said(**fields: str) -> Iterator[str]:
    return (f"{name}={value}" for name, value in fields.items() if value)


def _each(**fields: Iterable[str]) -> Iterator[str]:
    return (f"{name}={value}" for name, values in fields.items() for value in values)
