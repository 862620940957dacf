"""What each place of a document says of a person: mentions with their posts, signers and speakers, the roster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

import regex

from kg.knowledge.lexicon import Entry, fold
from kg.knowledge.name_patterns import expand
from kg.knowledge.sentence_rules import JOINT
from kg.linking.person_clusters import DELEGATE, Held, PersonRecord
from kg.linking.register import STATES, Register
from kg.model.document import Document, PartKind
from kg.model.mention import Evidence, Kind, Mention
from kg.model.text import Span

Post = tuple[str, Span]
Pointed = Callable[[int, Mention, str], tuple[str, ...]]


class PersonRecords:
    """The records of one document; `pointed` says which states a word such as both countries stands for."""

    def __init__(self, document: Document, register: Register, pointed: Pointed) -> None:
        self.document, self.register, self.pointed = document, register, pointed
        self.appointed = regex.compile(expand("{appointed}", register.lexicon.parts))

    def all(self) -> list[PersonRecord]:
        """The records of mentions, speakers, signers and the roster that have a name or tell whose post it is."""
        records = [*self._person_records(), *self._signers(), *self._roster()]
        return [r for r in records if r.name or r.owners()]

    def _person_records(self) -> Iterator[PersonRecord]:
        """The records of all mentions; a post without an owner right after another one's has the same owner.

        Who is appointed, elected or sent as the holder of a post is its holder.
        """
        last: tuple[int, int, tuple[str, ...]] = (-1, -1, ())
        name: str | None = None
        for part, mention in self.register.mentions(frozenset({Kind.PERSON})):
            owners = self._owners(part, mention)
            between = self.register.text(part).characters[last[1] : mention.span.start] if last[0] == part else "-"
            if not owners and re.fullmatch(JOINT, between):
                owners = [(mention.span, key) for key in last[2]]
            pattern = self.register.pattern(mention)
            if pattern and pattern.each:
                records = [*self._joint(part, mention, owners)]
            else:
                records = [self._person_record(part, mention, [key for _, key in owners])]
            if name and self.appointed.fullmatch(between) and len(records) == 1:
                records = [replace(record, name=record.name or name) for record in records]
            last = (part, mention.span.end, tuple(sorted({key for record in records for key in record.owners()})))
            name = records[0].name if records else None
            yield from records

    def _owners(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """Whose posts the words speak of, with the words that say so: names, or words that point to a state."""
        owners = [(span, key) for span, key in self.register.inner_names(part, mention) if self._holds_posts(key)]
        pointing = mention.slots.get("anaphor")
        if pointing and not owners:
            words = self.register.text(part).slice(pointing)
            owners = [(pointing, key) for key in self.pointed(part, mention, words)]
            for _, key in owners:
                self.register.record(key, None, part, pointing, mention.rule, names=False)
            self.register.owners[part, mention.span] = tuple(key for _, key in owners)
        return owners

    def _joint(self, part: int, mention: Mention, owners: Sequence[tuple[Span, str]]) -> Iterator[PersonRecord]:
        """One nameless holder for each owner and post, each named from its owner up to its post.

        Posts that only states have are, after a body's post, those of the body's state.
        """
        text, titles = self.register.text(part), self._titles(part, mention)
        inner = {body: key for at, key in owners for body, _ in owners if body != at and body.covers(at)}
        outer = [(at, key) for at, key in owners if not any(at != body and body.covers(at) for body, _ in owners)]
        for (whose, body), (title, at) in product(outer, titles):
            held = self._held(title, body)
            owner = inner.get(whose, body) if held.national and title != titles[0][0] else body
            span = Span(whose.start, at.end)
            evidence = Evidence(part=part, span=span, rule=mention.rule)
            yield PersonRecord(
                evidence=evidence,
                whole=evidence,
                surface=text.slice(span),
                held=(replace(held, owner=owner),),
                mention=mention.span,
            )

    def _titles(self, part: int, mention: Mention) -> list[Post]:
        text = self.register.text(part)
        return [(text.slice(at), at) for slot, at in sorted(mention.slots.items()) if slot.startswith("post")]

    def _holds_posts(self, key: str) -> bool:
        return self.register.kind(key) in STATES | {Kind.ORGANIZATION, Kind.FORCE}

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
        titles = self._titles(part, mention)
        held = [self._held(title, owners[0] if owners else None) for title, _ in titles]
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
        if post is None:
            return Held(title=title, office=title, owner=owner)
        office = post.office_class or post.key
        return Held(title=title, office=office, owner=owner, shared=post.shared, national=post.national)

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
