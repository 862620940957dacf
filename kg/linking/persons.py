"""The persons of a document, the posts they hold, and who speaks in each part."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.linking.person_clusters import DELEGATE, DOT, Person, PersonRecord, cluster_persons
from kg.linking.person_mentions import PersonRecords, Pointed
from kg.linking.register import STATES, Register
from kg.model.document import Document
from kg.model.extraction import Membership, Voice
from kg.model.mention import Annotated, Evidence, Kind
from kg.model.text import Problem, Text
from kg.namespaces import slug

OWN_OFFICIAL = "own-official"


class People:
    """The persons of one document, clustered on creation; `problems` are the names that could be several of them."""

    def __init__(self, document: Document, register: Register, pointed: Pointed) -> None:
        self.document, self.register = document, register
        self.records = PersonRecords(document, register, pointed).all()
        persons, problems = cluster_persons(self.records)
        owned = tuple(self._with_own_state(person) for person in persons)
        self.records = [record for person in owned for record in person.records]
        self.problems = (*problems, *(self._unowned(person) for person in owned if _has_post_of_nobody(person)))
        self.keys: dict[PersonRecord, str] = {}
        for person in owned:
            self._register(person)

    def _with_own_state(self, person: Person) -> Person:
        """The person with the speaker's state as owner of the posts, where that may be read."""
        state = self._own_state(person)
        if state is None:
            return person
        return Person(
            records=tuple(
                replace(
                    record,
                    held=tuple(replace(post, owner=state) for post in record.held),
                    whole=replace(record.whole, rule=OWN_OFFICIAL),
                )
                for record in person.records
            )
        )

    def _own_state(self, person: Person) -> str | None:
        """The state of an official whom a state's speaker introduces by full name and national post, and no state.

        It is the speaker's own where the sentence or the one before speaks of another official of that state.
        """
        first = min(person.records, key=lambda r: (r.whole.part, r.whole.span.start))
        national = any(post.national for record in person.records for post in record.held)
        if person.owners() or not national or DOT not in (first.name or ""):
            return None
        part, start = first.whole.part, first.whole.span.start
        state = self.register.voice(part)
        if state is None or self.register.kind(state) not in STATES:
            return None
        near = self.register.before(part, first.whole.span)
        others = (r for r in self.records if r.whole.part == part and not r.speaks and state in r.owners())
        return state if any(near <= r.whole.span.start < start for r in others) else None

    def _unowned(self, person: Person) -> Problem:
        record = next(r for r in person.records if any(post.title for post in r.held))
        text = self.register.text(record.whole.part)
        return Problem(
            stage="resolve",
            code="post-of-nobody",
            message="nothing tells whose post it is",
            quote=text.slice(record.whole.span),
            span=text.origin(record.whole.span),
        )

    def _register(self, person: Person) -> None:
        key, register = self._person_key(person), self.register
        for record in person.records:
            self.keys[record] = key
            for item in (record.evidence, *([record.whole] if not record.name else [])):
                register.record(key, Kind.PERSON, item.part, item.span, item.rule)
            if record.mention is None:
                register.keys.setdefault(record.place, (key,))
            else:
                register.keys[record.place] = tuple(dict.fromkeys((*register.keys.get(record.place, ()), key)))
        if not register.drafts[key].entry:
            register.drafts[key].name = self._name(person) or register.drafts[key].name

    def _name(self, person: Person) -> str | None:
        """The fullest name, or the post after its owner's name; of a holder of several owners' posts, none."""
        owners = [self.register.drafts[key].name for key in sorted(person.owners()) if key in self.register.drafts]
        titles = [h.title for r in person.records for h in r.held if h.title]
        if person.names():
            return person.names()[0]
        if known := next((r.known for r in person.records if r.known), None):
            return self.register.lexicon.entries[known].name
        return owners[0] + titles[0] if len(owners) == 1 and titles else None

    def _person_key(self, person: Person) -> str:
        """A full name is a key of its own; a short one is one with its state and office; a post, in this document.

        An office of the lexicon that the document gives to the holder of another post as well (the Council's president
        is a state's delegate) is a person of this document, for its holders change.
        """
        names, owners = person.names(), sorted(person.owners())
        known = next((r.known for r in person.records if r.known), None)
        step = slug(owners[0].partition("/")[2]) if len(owners) == 1 else ""
        if names and ("·" in names[0] or " " in names[0]):
            return f"actor/{slug(names[0])}"
        if names and step:
            office = min(office for office, _ in person.offices()) if person.offices() else ""
            return f"actor/{step}/{slug(names[0])}-{slug(office.rpartition('/')[2])}".rstrip("-")
        if names:
            return f"actor/{self.register.slug}/{slug(names[0])}"
        if known:
            return known if len(owners) < 2 else f"actor/{self.register.slug}/{known.rpartition('/')[2]}"
        titles = [h.title for r in person.records for h in r.held if h.title]
        return f"actor/{self.register.slug}/{slug(owners[0].partition('/')[2])}-{slug(titles[0] if titles else '')}"

    def speaker(self, text: Text | None) -> str | None:
        """The key of the person whom the structure quotes."""
        place = self.register.place(text) if text else None
        if not place:
            return None
        spoken = Evidence(part=place[0], span=place[1], rule="speaker")
        exact = (key for record, key in self.keys.items() if record.evidence == spoken)
        inside = (
            key
            for record, key in self.keys.items()
            if record.evidence.part == place[0] and record.evidence.span.covers(place[1])
        )
        return next(exact, None) or next(inside, None)

    def voice(self, item: Annotated) -> Voice:
        """Who speaks in a part; an official of a body speaks for the department that the document names as his."""
        part = item.part
        bodies = tuple(dict.fromkeys(k for text in part.speaks_for for k in self.register.written(text)))
        speaker = self.speaker(part.speaker)
        own = [o for r in self.records if speaker and self.keys.get(r) == speaker for o in sorted(r.owners())]
        owner = next((o for o in own if o not in bodies and self._is_body(o)), None)
        claimant = owner if owner and bodies and self._is_body(bodies[0]) else (bodies[0] if bodies else None)
        return Voice(part=part.order, speaker=speaker, speaks_for=bodies, claimant=claimant)

    def _is_body(self, key: str) -> bool:
        return self.register.kind(key) is Kind.ORGANIZATION

    def _imply(self, owner: str, evidence: Evidence) -> None:
        """Registers a body that no words name but its post (`the Secretary of State`), with the post as evidence."""
        if owner not in self.register.drafts:
            self.register.record(owner, None, evidence.part, evidence.span, evidence.rule, names=False)

    def memberships(self) -> tuple[Membership, ...]:
        """The posts held, and the seats in delegations; a post without an owner is of the person's only body."""
        held: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        owners: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            owners[self.keys.get(record, "")] |= record.owners()
        for record in self.records:
            person = self.keys.get(record)
            for post in record.held if person else ():
                only = next(iter(owners[person or ""])) if len(owners[person or ""]) == 1 else None
                owner = post.owner or only
                if owner and person and (post.title or post.office == DELEGATE):
                    self._imply(owner, record.whole)
                    held[person, owner, post.title or ""].append(record.whole)
        return tuple(
            Membership(member=member, organization=owner, title=title, evidence=tuple(dict.fromkeys(evidence)))
            for (member, owner, title), evidence in sorted(held.items())
        )


def _has_post_of_nobody(person: Person) -> bool:
    """Whether a person is given a post and no words tell whose it is."""
    return not person.owners() and any(post.title for record in person.records for post in record.held)
