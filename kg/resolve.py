"""Which actor or place a mention names: one entity under all its names; what stays ambiguous is said, not guessed.

A name of the lexicon gives its entry. A name found by a pattern gets a key from its state or body and its own words, so
that the ministry of a state is one under the state's long and short name. Persons are clustered (`kg.persons`). Words
such as both parties, my country, that country follow the voice and the words before (`kg.anaphors`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.anaphors import Parties, find_parties, refer
from kg.lexicon import Entry, Lexicon, fold
from kg.model import (
    Annotated,
    Document,
    Entity,
    Evidence,
    Kind,
    Membership,
    Mention,
    PartKind,
    Problem,
    Span,
    Text,
    Voice,
)
from kg.persons import DELEGATE, Held, Person, PersonRecord, cluster_persons
from kg.rdf import slug
from kg.rules import JOINT

Where = tuple[int, Span]
STATES = frozenset({Kind.STATE, Kind.DISPUTED})
NAMED = STATES | {Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.PLACE}
OWNER_SLOTS = ("organization", "body", "state", "region", "place", "force")
OF_DOCUMENT = frozenset({Kind.GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The entities of a document, their posts, who speaks in each part, and the keys that each mention stands for."""

    entities: tuple[Entity, ...]
    memberships: tuple[Membership, ...]
    voices: tuple[Voice, ...]
    keys: Mapping[Where, tuple[str, ...]]
    owners: Mapping[Where, tuple[str, ...]]
    parties: tuple[str, ...] = ()
    sender: str | None = None
    on_behalf_of: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The keys that a mention of a part stands for; none where it stayed unknown or ambiguous."""
        return self.keys.get((part, mention.span), ())


def resolve(document: Document, annotated: Sequence[Annotated], lexicon: Lexicon, name: str) -> Resolved:
    """Resolves all mentions of a document; `name` is the document's slug, for keys that hold in it alone."""
    return _Resolver(document, annotated, lexicon, name).run()


@dataclass(slots=True)
class _Draft:
    """An entity while its mentions are collected."""

    key: str
    kind: Kind
    name: str
    entry: Entry | None = None
    forms: dict[tuple[str, str], None] = field(default_factory=dict)
    evidence: dict[Evidence, None] = field(default_factory=dict)


class _Resolver:
    """One document on its way from mentions to entities."""

    def __init__(self, document: Document, annotated: Sequence[Annotated], lexicon: Lexicon, name: str) -> None:
        self.document, self.annotated, self.lexicon, self.slug = document, annotated, lexicon, name
        self.drafts: dict[str, _Draft] = {}
        self.local: dict[str, str] = {}
        self.keys: dict[Where, tuple[str, ...]] = {}
        self.problems: list[Problem] = []
        self.owners: dict[Where, tuple[str, ...]] = {}
        self.parties: tuple[str, ...] = ()

    def run(self) -> Resolved:
        """The stages of resolution, each using what the ones before found."""
        self._equated()
        for part, mention in self._mentions(NAMED):
            self._named(part, mention)
        self._short_forms()
        people = self._persons()
        voices = tuple(self._voice(item, people) for item in self.annotated)
        self._anaphors(voices)
        entities = tuple(self._entity(self.drafts[key]) for key in sorted(self.drafts))
        return Resolved(
            entities=entities,
            memberships=self._memberships(people),
            voices=voices,
            keys=self.keys,
            owners=self.owners,
            parties=self.parties,
            sender=self._speaker(self.document.sender, people),
            on_behalf_of=tuple(dict.fromkeys(k for text in self.document.on_behalf_of for k in self._written(text))),
            addressee=self._written(self.document.addressee) if self.document.addressee else (),
            problems=tuple(self.problems),
        )

    def _mentions(self, kinds: frozenset[Kind]) -> Iterator[tuple[int, Mention]]:
        for item in self.annotated:
            for mention in item.mentions:
                if mention.kind in kinds:
                    yield item.part.order, mention

    def _text(self, part: int) -> Text:
        return self.annotated[part].part.text

    # names -------------------------------------------------------------------------------------------------------

    def _equated(self) -> None:
        """A document that calls a disputed entity by a place's name (`Republic (Place)`) means it by that name."""
        for _, mention in self._mentions(frozenset({Kind.DISPUTED})):
            entries = [e for e in self._entries(mention) if e.kind is Kind.DISPUTED]
            if len(entries) == 1 and fold(mention.surface).endswith(")"):
                self.local |= {fold(form): entries[0].key for form, _ in entries[0].labels}

    def _named(self, part: int, mention: Mention) -> None:
        owners = self._owners(part, mention)
        key = self._entry(mention) or self.local.get(fold(mention.surface)) or self._built(mention, owners)
        self._record(key, mention.kind, part, mention.span, mention.rule)
        self.keys[part, mention.span] = (key,)
        self._alias(part, mention, key)

    def _entry(self, mention: Mention) -> str | None:
        """The lexicon's key; of several, the one of the mention's kind, unless the document equates the name."""
        if len(mention.entries) > 1:
            local = self.local.get(fold(mention.surface))
            if local in mention.entries:
                return local
            fitting = [k for k in mention.entries if self.lexicon.entries[k].kind is mention.kind]
            return fitting[0] if fitting else mention.entries[0]
        return mention.entries[0] if mention.entries else None

    def _owners(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """The keys of the names inside a mention (the state of a ministry), each with evidence of its own.

        A body comes before the state inside its own name: the post is the ministry's.
        """
        inside = [(slot, span) for slot, span in mention.slots.items() if slot.rstrip("0123456789") in OWNER_SLOTS]
        found = []
        for _, span in sorted(inside, key=lambda item: (item[1].start, -item[1].end)):
            if span == mention.span:
                continue
            key = self._key_of_words(self._text(part).slice(span)) or self._inner(part, span, inside)
            if key:
                found.append((span, key))
                self._record(key, Kind.ORGANIZATION, part, span, mention.rule)
        self.owners[part, mention.span] = tuple(dict.fromkeys(key for _, key in found))
        return found

    def _inner(self, part: int, span: Span, inside: Sequence[tuple[str, Span]]) -> str | None:
        """The key of a body inside a mention whose name begins with a state's (`Ministry of a State`)."""
        for _, state in inside:
            if state != span and span.covers(state) and state.start == span.start:
                owner = self._key_of_words(self._text(part).slice(state))
                rest = self._text(part).slice(Span(state.end, span.end))
                return f"actor/{owner.partition('/')[2]}/{slug(rest)}" if owner else None
        return None

    def _key_of_words(self, words: str) -> str | None:
        entries = self.lexicon.find(words)
        return self.local.get(fold(words)) or (entries[0].key if entries else None)

    def _built(self, mention: Mention, owners: list[tuple[Span, str]]) -> str:
        """A key from the owner and the words that follow it, or from the words alone."""
        root = "place" if mention.kind is Kind.PLACE else "actor"
        if mention.kind in OF_DOCUMENT:
            return f"{root}/{self.slug}/{slug(mention.surface)}"
        if mention.kind is Kind.PLACE and len(owners) > 1:
            pair = "-".join(sorted(dict.fromkeys(key.rpartition("/")[2] for _, key in owners)))
            return f"{root}/{pair}/{mention.rule}"
        if owners and owners[0][0].start == mention.span.start:
            rest = mention.surface[owners[0][0].end - mention.span.start :]
            return f"{root}/{owners[0][1].partition('/')[2]}/{slug(rest)}"
        return f"{root}/{slug(fold(mention.surface))}"

    def _alias(self, part: int, mention: Mention, key: str) -> None:
        if "alias" in mention.slots:
            self.local[fold(self._text(part).slice(mention.slots["alias"]))] = key

    def _record(self, key: str, kind: Kind | None, part: int, span: Span, rule: str) -> None:
        words = self._text(part).slice(span)
        if key not in self.drafts:
            entry = self.lexicon.entries.get(key)
            kind = entry.kind if entry else kind
            if kind is None:
                return
            self.drafts[key] = _Draft(key=key, kind=kind, name=entry.name if entry else words, entry=entry)
        draft = self.drafts[key]
        draft.forms[words, "zh" if not words.isascii() else "en"] = None
        draft.evidence[Evidence(part=part, span=span, rule=rule)] = None

    def _short_forms(self) -> None:
        """A body named without its state is the only body of the document whose name ends so."""
        for key in sorted(self.drafts):
            draft = self.drafts[key]
            if draft.entry or draft.kind not in (Kind.ORGANIZATION, Kind.FORCE) or key.count("/") > 1:
                continue
            longer = [
                other
                for other in self.drafts.values()
                if other.kind is draft.kind and other.key != key and any(f.endswith(draft.name) for f, _ in other.forms)
            ]
            if len(longer) == 1:
                self._merge(key, longer[0])

    def _merge(self, key: str, into: _Draft) -> None:
        draft = self.drafts.pop(key)
        into.forms |= draft.forms
        into.evidence |= draft.evidence
        for where, keys in self.keys.items():
            self.keys[where] = tuple(into.key if k == key else k for k in keys)

    # persons and voices ------------------------------------------------------------------------------------------

    def _persons(self) -> dict[Evidence, str]:
        """The key of each place where a person is named or a post holder is meant."""
        records = list(self._person_records())
        self.records = [r for r in [*records, *self._signers()] if r.name or r.owners()]
        persons, problems = cluster_persons(self.records)
        self.problems += problems
        found: dict[Evidence, str] = {}
        for person in persons:
            key = self._person_key(person)
            for record in person.records:
                found[record.evidence] = key
                for item in (record.evidence, *([record.whole] if not record.name else [])):
                    self._record(key, Kind.PERSON, item.part, item.span, item.rule)
                self.keys.setdefault((record.whole.part, record.whole.span), (key,))
            if person.names() and not self.drafts[key].entry:
                self.drafts[key].name = person.names()[0]
        return found

    def _person_records(self) -> Iterator[PersonRecord]:
        """The records of all mentions; a post without an owner right after another one's has the same owner."""
        last: tuple[int, int, tuple[str, ...]] = (-1, -1, ())
        for part, mention in self._mentions(frozenset({Kind.PERSON})):
            owners = [key for _, key in self._owners(part, mention) if self._holds_posts(key)]
            between = self._text(part).characters[last[1] : mention.span.start] if last[0] == part else "-"
            if not owners and re.fullmatch(JOINT, between):
                owners = list(last[2])
            record = self._person_record(part, mention, owners)
            last = (part, mention.span.end, tuple(sorted(record.owners())))
            yield record

    def _holds_posts(self, key: str) -> bool:
        return key in self.drafts and self.drafts[key].kind in STATES | {Kind.ORGANIZATION}

    def _served(self, part: int, mention: Mention, known: Entry) -> bool:
        """Whether a known post holder's words begin with the body that the post is of; if so, they name it too."""
        body = self.lexicon.entries.get(known.office_of or "")
        for form, _ in body.labels if body else ():
            if body and fold(mention.surface).startswith(fold(form)):
                self._record(
                    body.key, None, part, Span(mention.span.start, mention.span.start + len(form)), mention.rule
                )
                return True
        return False

    def _person_record(self, part: int, mention: Mention, owners: Sequence[str]) -> PersonRecord:
        text = self._text(part)
        known = next((e for e in self._entries(mention) if e.kind is Kind.PERSON), None)
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

    def _entries(self, mention: Mention) -> list[Entry]:
        return [self.lexicon.entries[key] for key in mention.entries if key in self.lexicon.entries]

    def _held(self, title: str, owner: str | None) -> Held:
        """A post with its office and owner; a title that names its body (`President of the Council`) needs no other."""
        holder = next((e for e in self.lexicon.find(title) if e.kind is Kind.PERSON and e.office_of), None)
        if holder and title != holder.title:
            title, owner = holder.title or title, holder.office_of
        post = next((e for e in self.lexicon.find(title) if e.kind is Kind.POST), None)
        owner = owner or (post.office_of if post else None)
        return Held(title=title, office=(post.office_class or post.key) if post else title, owner=owner)

    def _signers(self) -> Iterator[PersonRecord]:
        """What the structure says of speakers and signers: a name, and the post and the state or body spoken for."""
        chair = next((item.part for item in self.annotated if item.part.kind is PartKind.CHAIR), None)
        for item in self.annotated:
            part = item.part
            place = self._place(part.speaker) if part.speaker else None
            if part.speaker is None or place is None:
                continue
            evidence = Evidence(part=place[0], span=place[1], rule="speaker")
            bodies = [key for text in part.speaks_for for key in self._written(text)]
            states = [key for key in bodies if key in self.drafts and self.drafts[key].kind in STATES]
            name: str | None = part.speaker.characters
            if chair and chair.speaker and chair.speaker.characters == name:
                council = next((key for text in chair.speaks_for for key in self._written(text)), None)
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

    def _place(self, text: Text) -> Where | None:
        """Where words that the structure quotes stand in the parts' texts."""
        where = text.origin()
        for item in self.annotated:
            origins = item.part.text.origins
            if origins and origins[0] <= where.start <= origins[-1]:
                inside = [i for i, at in enumerate(origins) if where.start <= at < where.end]
                if inside:
                    return item.part.order, Span(inside[0], inside[-1] + 1)
        return None

    def _written(self, text: Text) -> tuple[str, ...]:
        """The keys of an actor that the structure quotes: of the mention there, or by its name."""
        place = self._place(text)
        if place:
            for mention in self.annotated[place[0]].mentions:
                if mention.span == place[1] and (place[0], mention.span) in self.keys:
                    return self.keys[place[0], mention.span]
        if place is None:
            return ()
        key = self._key_of_words(text.characters) or f"actor/{slug(fold(text.characters))}"
        self._record(key, Kind.ORGANIZATION, place[0], place[1], "voice")
        return (key,)

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
            return key if key not in self.drafts else f"{key}-{slug(office.rpartition('/')[2])}"
        if names:
            return f"actor/{self.slug}/{slug(names[0])}"
        titles = [h.title for r in person.records for h in r.held if h.title]
        return known or f"actor/{self.slug}/{slug(owners[0].partition('/')[2])}-{slug(titles[0] if titles else '')}"

    def _speaker(self, text: Text | None, people: Mapping[Evidence, str]) -> str | None:
        place = self._place(text) if text else None
        if not place:
            return None
        exact = people.get(Evidence(part=place[0], span=place[1], rule="speaker"))
        inside = (k for e, k in people.items() if e.part == place[0] and e.span.covers(place[1]))
        return exact or next(inside, None)

    def _voice(self, item: Annotated, people: Mapping[Evidence, str]) -> Voice:
        part = item.part
        bodies = tuple(dict.fromkeys(k for text in part.speaks_for for k in self._written(text)))
        speaker = self._speaker(part.speaker, people)
        own = [o for r in self.records if speaker and people.get(r.evidence) == speaker for o in sorted(r.owners())]
        owner = next((o for o in own if o not in bodies and self._is_body(o)), None)
        claimant = owner if owner and bodies and self._is_body(bodies[0]) else (bodies[0] if bodies else None)
        return Voice(part=part.order, speaker=speaker, speaks_for=bodies, claimant=claimant)

    def _is_body(self, key: str) -> bool:
        return key in self.drafts and self.drafts[key].kind is Kind.ORGANIZATION

    def _memberships(self, people: Mapping[Evidence, str]) -> tuple[Membership, ...]:
        held: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        owners: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            owners[people.get(record.evidence, "")] |= record.owners()
        for record in self.records:
            person = people.get(record.evidence)
            for post in record.held if person else ():
                only = next(iter(owners[person or ""])) if len(owners[person or ""]) == 1 else None
                owner = post.owner or only
                if post.title and owner and person:
                    held[person, owner, post.title].append(record.whole)
        return tuple(
            Membership(member=member, organization=owner, title=title, evidence=tuple(dict.fromkeys(evidence)))
            for (member, owner, title), evidence in sorted(held.items())
        )

    # anaphors and output -----------------------------------------------------------------------------------------

    def _anaphors(self, voices: Sequence[Voice]) -> None:
        parties: Parties = find_parties(self.annotated, self.keys, self.drafts_kinds())
        self.parties = parties.pair
        for item in self.annotated:
            for mention in item.mentions:
                if mention.kind is Kind.ANAPHOR:
                    reference = self.lexicon.entries[mention.entries[0]].refers_to if mention.entries else None
                    keys = refer(reference, item, mention, voices[item.part.order], parties, self.keys)
                    for key in keys:
                        self._record(key, None, item.part.order, mention.span, mention.rule)
                    if keys:
                        self.keys[item.part.order, mention.span] = keys

    def drafts_kinds(self) -> Mapping[str, Kind]:
        """The kind of each entity so far."""
        return {key: draft.kind for key, draft in self.drafts.items()}

    def _entity(self, draft: _Draft) -> Entity:
        entry = draft.entry
        labels = dict.fromkeys(entry.labels) if entry else {}
        return Entity(
            key=draft.key,
            kind=draft.kind,
            name=draft.name,
            names=tuple(dict.fromkeys([*labels, *draft.forms])),
            within=entry.within if entry else None,
            place_type=entry.place_type if entry else None,
            evidence=tuple(sorted(draft.evidence, key=lambda e: (e.part, e.span, e.rule))),
        )
