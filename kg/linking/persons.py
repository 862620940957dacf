"""The persons of a document: what each place says of them, put together, with their keys and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.linking.collector import Collector
from kg.linking.links import Links, Where
from kg.linking.own_officials import OwnOfficials
from kg.linking.person_clusters import Person, PersonRecord, cluster_persons
from kg.linking.person_mentions import PersonMentions
from kg.linking.signers import Signers
from kg.linking.subjects import Subject
from kg.linking.texts import Texts
from kg.model.document import Document
from kg.model.mention import Evidence, Kind
from kg.model.text import Problem, Text
from kg.namespaces import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """The records of a document's persons, each with the key of its person, and their links."""

    keys: Mapping[PersonRecord, str]
    links: Links

    def speaker(self, texts: Texts, text: Text | None) -> str | None:
        """The key of the person whom the structure quotes."""
        place = texts.place(text) if text else None
        if place is None:
            return None
        spoken = Evidence(part=place[0], span=place[1], rule="speaker")
        exact = (key for record, key in self.keys.items() if record.evidence == spoken)
        inside = (key for record, key in self.keys.items() if _holds(record.evidence, place))
        return next(exact, None) or next(inside, None)


def link_persons(
    texts: Texts, document: Document, parties: tuple[str, ...], subject: Subject, before: Links
) -> Persons:
    """The persons of a document about two `parties`, or about `subject`; problems are names that may be of several."""
    collector = Collector(texts, before)
    signers = Signers(collector)
    found = [*PersonMentions(collector, parties).records(), *signers.speakers(), *signers.roster(document.roster)]
    officials = OwnOfficials(found, collector, subject).of_the_state_named_most()
    records = [record for record in map(officials.of_him, found) if record.name or record.owners()]
    persons, problems = cluster_persons(records)
    officials = replace(officials, records=records)
    owned = [officials.owned(person) for person in persons]
    collector.problems += [*problems, *(_unowned(texts, person) for person in owned if _has_post_of_nobody(person))]
    keys: dict[PersonRecord, str] = {}
    for person in owned:
        key = _key(person, texts.slug)
        _link(person, key, collector)
        keys |= dict.fromkeys(person.records, key)
    return Persons(keys=keys, links=collector.links())


def _link(person: Person, key: str, collector: Collector) -> None:
    """Links all places of a person; a mention of several persons stands for each."""
    name = _name(person, collector)
    for record in person.records:
        for evidence in (record.evidence,) if record.name else (record.evidence, record.whole):
            collector.add(key, Kind.PERSON, evidence, name=name)
        if record.mention is None:
            collector.keys.setdefault(record.place, (key,))
        else:
            collector.keys[record.place] = tuple(dict.fromkeys((*collector.keys.get(record.place, ()), key)))


def _name(person: Person, collector: Collector) -> str | None:
    """The fullest name, or the post after its owner's name; of a holder of several owners' posts, none."""
    if person.names():
        return person.names()[0]
    if person.known():
        return collector.texts.lexicon.entries[person.known() or ""].name
    owners = [collector.entities[key].name for key in sorted(person.owners()) if key in collector.entities]
    if len(owners) != 1 or not person.titles():
        return None
    title = person.titles()[0]
    return title if title.startswith(owners[0]) else owners[0] + title


def _key(person: Person, document: str) -> str:
    """A full name is a key of its own; a short one is one with its state and office; a post, in this document.

    An office of the lexicon that the document gives to the holder of another post as well (the Council's president
    is a state's delegate) is a person of this document, for its holders change.
    """
    if person.names():
        return _key_of_name(person, person.names()[0], document)
    owners = sorted(person.owners())
    known = person.known()
    if known:
        return known if len(owners) < 2 else f"actor/{document}/{known.rpartition('/')[2]}"
    return f"actor/{document}/{slug(owners[0].partition('/')[2])}-{slug(next(iter(person.titles()), ''))}"


def _key_of_name(person: Person, name: str, document: str) -> str:
    if "·" in name or " " in name:
        return f"actor/{slug(name)}"
    owners = [slug(owner.partition("/")[2]) for owner in person.owners()]
    if len(owners) != 1 or not owners[0]:
        return f"actor/{document}/{slug(name)}"
    office = min((office for office, _ in person.offices()), default="")
    return f"actor/{owners[0]}/{slug(name)}-{slug(office.rpartition('/')[2])}".rstrip("-")


def _holds(evidence: Evidence, place: Where) -> bool:
    return evidence.part == place[0] and evidence.span.covers(place[1])


def _has_post_of_nobody(person: Person) -> bool:
    """Whether a person is given a post and no words tell whose it is."""
    return not person.owners() and bool(person.titles())


def _unowned(texts: Texts, person: Person) -> Problem:
    whole = next(r.whole for r in person.records if any(post.title for post in r.held))
    return texts.problem("post-of-nobody", "nothing tells whose post it is", whole.part, whole.span)
