"""The persons of a document, the posts they hold, and who speaks in each part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon import Entry, fold
from kg.model import Annotated, Document, Evidence, Kind, Membership, Mention, PartKind, Voice
from kg.namespaces import slug
from kg.persons import DELEGATE, Held, Person, PersonRecord, cluster_persons
from kg.register import STATES, Register
from kg.rules import JOINT
from kg.text import Span, Text


class People:
    """The persons of one document, clustered on creation; `problems` are the names that could be several of them."""

    def __init__(self, document: Document, register: Register) -> None:
        self.document, self.register = document, register
        records = [*self._person_records(), *self._signers(), *self._roster()]
        self.records = [r for r in records if r.name or r.owners()]
        persons, self.problems = cluster_persons(self.records)
        self.keys: dict[Evidence, str] = {}
        for person in persons:
            self._register(person)

    def _register(self, person: Person) -> None:
        key, register = self._person_key(person), self.register
        for record in person.records:
            self.keys[record.evidence] = key
            for item in (record.evidence, *([record.whole] if not record.name else [])):
                register.record(key, Kind.PERSON, item.part, item.span, item.rule)
            register.keys.setdefault((record.whole.part, record.whole.span), (key,))
        if person.names() and not register.drafts[key].entry:
            register.drafts[key].name = person.names()[0]

    def _person_records(self) -> Iterator[PersonRecord]:
        """The records of all mentions; a post without an owner right after another one's has the same owner."""
        last: tuple[int, int, tuple[str, ...]] = (-1, -1, ())
        for part, mention in self.register.mentions(frozenset({Kind.PERSON})):
            owners = [key for _, key in self.register.inner_names(part, mention) if self._holds_posts(key)]
            between = self.register.text(part).characters[last[1] : mention.span.start] if last[0] == part else "-"
            if not owners and re.fullmatch(JOINT, between):
                owners = list(last[2])
            record = self._person_record(part, mention, owners)
            last = (part, mention.span.end, tuple(sorted(record.owners())))
            yield record

    def _holds_posts(self, key: str) -> bool:
        return self.register.kind(key) in STATES | {Kind.ORGANIZATION}

    def _served(self, part: int, mention: Mention, known: Entry) -> bool:
        """Whether a known post holder's words begin with the body that the post is of; if so, they name it too."""
        body = self.register.lexicon.entries.get(known.office_of or "")
        for form, _ in body.labels if body else ():
            if body and fold(mention.surface).startswith(fold(form)):
                self.register.record(
                    body.key, None, part, Span(mention.span.start, mention.span.start + len(form)), mention.rule
                )
                return True
        return False

    def _person_record(self, part: int, mention: Mention, owners: Sequence[str]) -> PersonRecord:
        text = self.register.text(part)
        known = next((e for e in self.register.entries(mention) if e.kind is Kind.PERSON), None)
        titles = [text.slice(span) for slot, span in sorted(mention.slots.items()) if slot.startswith("post")]
        held = [self._held(title, owners[0] if owners else None) for title in titles]
        if known and known.office_of:
            post = self._held(known.title or mention.surface, known.office_of)
            held = [post if self._served(part, mention, known) else replace(post, title=None)]
        whole = Evidence(part=part, span=mention.span, rule=mention.rule)
        name = mention.slots.get("name")
        return PersonRecord(
            evidence=Evidence(part=part, span=name, rule=mention.rule) if name else whole,
            whole=whole,
            surface=mention.surface,
            name=text.slice(name) if name else None,
            held=tuple(held),
            known=known.key if known else None,
        )

    def _held(self, title: str, owner: str | None) -> Held:
        """A post with its office and owner; a title that names its body (`President of the Council`) needs no other."""
        holder = next((e for e in self.register.lexicon.find(title) if e.kind is Kind.PERSON and e.office_of), None)
        if holder and title != holder.title:
            title, owner = holder.title or title, holder.office_of
        post = next((e for e in self.register.lexicon.find(title) if e.kind is Kind.POST), None)
        owner = owner or (post.office_of if post else None)
        return Held(title=title, office=(post.office_class or post.key) if post else title, owner=owner)

    def _signers(self) -> Iterator[PersonRecord]:
        """What the structure says of speakers and signers: a name, and the post and the state or body spoken for."""
        chair = next((item.part for item in self.register.annotated if item.part.kind is PartKind.CHAIR), None)
        for item in self.register.annotated:
            part = item.part
            place = self.register.place(part.speaker) if part.speaker else None
            if part.speaker is None or place is None:
                continue
            evidence = Evidence(part=place[0], span=place[1], rule="speaker")
            bodies = [key for text in part.speaks_for for key in self.register.written(text)]
            states = [key for key in bodies if self.register.kind(key) in STATES]
            name: str | None = part.speaker.characters
            if chair and chair.speaker and chair.speaker.characters == name:
                council = next((key for text in chair.speaks_for for key in self.register.written(text)), None)
                held = [self._held(part.speaker.characters, council)]
                held += [Held(title=None, office=DELEGATE, owner=state) for state in states]
                name = None
            else:
                titles = [text.characters for text in part.capacity]
                owner = states[0] if len(states) == 1 else None
                held = [self._held(title, owner) for title in titles]
                if not titles and owner and part.kind is PartKind.SPEECH:
                    held = [Held(title=None, office=DELEGATE, owner=owner)]
            yield PersonRecord(
                evidence=evidence,
                whole=evidence,
                surface=part.speaker.characters,
                name=name,
                held=tuple(held),
                speaks=True,
            )

    def _roster(self) -> Iterator[PersonRecord]:
        """The delegates of a record's roster, the president first, and the signers of a joint letter."""
        chair = next((item.part for item in self.register.annotated if item.part.kind is PartKind.CHAIR), None)
        for number, (state, person) in enumerate(self.document.roster):
            place, owner = self.register.place(person), next(iter(self.register.written(state)), None)
            if place is None:
                continue
            held = [Held(title=None, office=DELEGATE, owner=owner)]
            if chair and chair.speaker and number == 0:
                council = next((key for text in chair.speaks_for for key in self.register.written(text)), None)
                held.append(replace(self._held(chair.speaker.characters, council), title=None))
            evidence = Evidence(part=place[0], span=place[1], rule="roster")
            yield PersonRecord(
                evidence=evidence, whole=evidence, surface=person.characters, name=person.characters, held=tuple(held)
            )

    def _person_key(self, person: Person) -> str:
        """Full names are keys of their own, short ones with their state, post holders within the document."""
        names, owners = person.names(), sorted(person.owners())
        known = next((r.known for r in person.records if r.known), None)
        owner = owners[0].partition("/")[2] if len(owners) == 1 else ""
        if names and ("·" in names[0] or " " in names[0]):
            return f"actor/{slug(names[0])}"
        if names and owner:
            key = f"actor/{slug(owner)}/{slug(names[0])}"
            office = next((h.office for r in person.records for h in r.held if h.office), "")
            return key if key not in self.register.drafts else f"{key}-{slug(office.rpartition('/')[2])}"
        if names:
            return f"actor/{self.register.slug}/{slug(names[0])}"
        titles = [h.title for r in person.records for h in r.held if h.title]
        return (
            known
            or f"actor/{self.register.slug}/{slug(owners[0].partition('/')[2])}-{slug(titles[0] if titles else '')}"
        )

    def speaker(self, text: Text | None) -> str | None:
        """The key of the person whom the structure quotes."""
        place = self.register.place(text) if text else None
        if not place:
            return None
        exact = self.keys.get(Evidence(part=place[0], span=place[1], rule="speaker"))
        inside = (k for e, k in self.keys.items() if e.part == place[0] and e.span.covers(place[1]))
        return exact or next(inside, None)

    def voice(self, item: Annotated) -> Voice:
        """Who speaks in a part; an official of a body speaks for the department that the document names as his."""
        part = item.part
        bodies = tuple(dict.fromkeys(k for text in part.speaks_for for k in self.register.written(text)))
        speaker = self.speaker(part.speaker)
        own = [o for r in self.records if speaker and self.keys.get(r.evidence) == speaker for o in sorted(r.owners())]
        owner = next((o for o in own if o not in bodies and self._is_body(o)), None)
        claimant = owner if owner and bodies and self._is_body(bodies[0]) else (bodies[0] if bodies else None)
        return Voice(part=part.order, speaker=speaker, speaks_for=bodies, claimant=claimant)

    def _is_body(self, key: str) -> bool:
        return self.register.kind(key) is Kind.ORGANIZATION

    def memberships(self) -> tuple[Membership, ...]:
        """The posts held; one without an owner is of the only body whose posts the person holds."""
        held: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        owners: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            owners[self.keys.get(record.evidence, "")] |= record.owners()
        for record in self.records:
            person = self.keys.get(record.evidence)
            for post in record.held if person else ():
                only = next(iter(owners[person or ""])) if len(owners[person or ""]) == 1 else None
                owner = post.owner or only
                if post.title and owner and person:
                    held[person, owner, post.title].append(record.whole)
        return tuple(
            Membership(member=member, organization=owner, title=title, evidence=tuple(dict.fromkeys(evidence)))
            for (member, owner, title), evidence in sorted(held.items())
        )
