"""Officials whose state nothing beside their post names: whose they are, as what is said before them tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.knowledge.name_patterns import compiled_part
from kg.linking.collector import Collector
from kg.linking.person_clusters import DOT, Held, Person, PersonRecord
from kg.linking.posts import is_of_states
from kg.linking.subjects import Subject
from kg.model.document import PartKind
from kg.model.mention import STATES, Kind, Mention
from kg.model.text import Span

OWN_OFFICIAL = "own-official"
INTRODUCED, VISITS, SENT_ABROAD, OWN_ENVOY = "introduced", "visits", "sent-abroad", "own-envoy"
OF_HIM = "of-him"
OF_ITS_STATE = "of-its-state"
OF_THE_MISSION = "of-the-mission"
LANDS = ("region", "territory")
LOOKED_AT = 4  # characters
BY_FAR, OFTEN = 3, 4  # times as often as any other state, and so often at least


@dataclass(frozen=True, slots=True)
class OwnOfficials:
    """Tells whose officials are; `records` are all of the document, which is about `subject`."""

    records: Sequence[PersonRecord]
    collector: Collector
    subject: Subject

    def owned(self, person: Person) -> Person:
        """The person with a state as owner of the posts, where the document's records let it be read."""
        state = self._state(person)
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

    def _state(self, person: Person) -> str | None:
        """The state of an official who is introduced by name and post, and no state.

        It is the body that speaks, for its own envoys; the state just visited; that of the speaker, where the sentence
        or the one before speaks of another official of it or names no state but it; or the state that a report is
        about, where the sentence names no other.
        """
        first = min(person.records, key=lambda record: (record.whole.part, record.whole.span.start))
        if person.owners() or not (first.name and self._is_introduced(first)):
            return None
        voice = self.collector.texts.voice(first.whole.part)
        if voice and self._is_a_state(voice):
            return None if self._has_a_peer(first) else self._of_the_speakers_state(person, first, voice)
        if not self.subject.alone and self._has_a_peer(first):
            return None
        return self._of_a_body(person, first, voice) or self._of_the_subject(person, first)

    def _of_a_body(self, person: Person, first: PersonRecord, voice: str | None) -> str | None:
        """The body that speaks, for its own envoys, or the mission that the document is about."""
        if voice and (sender := self._sender(person, first, voice)):
            return sender
        return self.subject.mission if self.subject.mission and self._any_is(person, OF_THE_MISSION) else None

    def _of_the_subject(self, person: Person, first: PersonRecord) -> str | None:
        """The state just visited, or that which the document is about, where the sentence names no other."""
        if not self._is_of_the_country(person):
            return None
        country = self.subject.state
        alone = country and self._is_alone(country, first, and_before=False)
        return self._host(first) or (country if alone else None)

    def of_the_state_named_most(self) -> OwnOfficials:
        """The same, with the state that the document names alone, or most by far, as what it is about.

        What a title names holds; the head of the state that a document is about needs no state beside the name.
        """
        if self.subject.state:
            return self
        parts = enumerate(self.collector.texts.annotated)
        named = Counter(key for at, item in parts for _, key in self._named(at, Span(0, len(item.part.text))))
        (most, times), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
        if second and times < max(BY_FAR * second, OFTEN):
            return self
        return replace(self, subject=replace(self.subject, state=most or None, alone=bool(most) and not second))

    def of_him(self, record: PersonRecord) -> PersonRecord:
        """The record with the one of whom the sentence spoke last as owner, where it is called his (he and his envoy).

        Nobody but a post's holder whom the lexicon knows has posts of his own, and a state beside whose name it stands.
        """
        part, span = record.whole.part, record.whole.span
        of_him = compiled_part(self.collector.texts.lexicon.parts, OF_HIM)
        if not record.held or not of_him or not of_him.search(self._words_before(part, span)):
            return record
        within = Span(self.collector.texts.sentence(part, span.start).start, span.start)
        before = [m for m in self.collector.texts.annotated[part].mentions if within.covers(m.span)]
        last = next((m for m in reversed(before) if m.kind is Kind.PERSON and DOT not in m.surface), None)
        known = (e.key for e in self.collector.texts.entries(last) if e.kind is Kind.PERSON) if last else iter(())
        holder = next(known, None) or self._state_beside(record, before)
        if holder is None:
            return record
        self.collector.owners.pop((part, span), None)
        return replace(record, held=self._of_holder(record, holder), whole=replace(record.whole, rule=OWN_OFFICIAL))

    def _of_holder(self, record: PersonRecord, holder: str) -> tuple[Held, ...]:
        """The posts as the holder's; what only states have is not his who is none (the envoy, a president)."""
        state, lexicon = self.collector.entities.kind(holder) in STATES, self.collector.texts.lexicon
        return tuple(
            replace(post, owner=holder) if state or not is_of_states(lexicon, post.title or "") else post
            for post in record.held
        )

    def _state_beside(self, record: PersonRecord, before: Sequence[Mention]) -> str | None:
        """The state beside whose name a post is called its own (a state and its president)."""
        beside = compiled_part(self.collector.texts.lexicon.parts, OF_ITS_STATE)
        if not before or before[-1].kind not in STATES or not beside:
            return None
        part, span = record.whole.part, record.whole.span
        between = self.collector.texts.text(part).slice(Span(before[-1].span.end, span.start))
        keys = self.collector.keys.get((part, before[-1].span), ()) if beside.fullmatch(between) else ()
        return keys[0] if len(keys) == 1 else None

    def _is_a_state(self, voice: str) -> bool:
        """Whether who speaks is a state, named in the document or by its catalogue alone."""
        entry = self.collector.texts.lexicon.entries.get(voice)
        return (self.collector.entities.kind(voice) or (entry and entry.kind)) in STATES

    def _sender(self, person: Person, first: PersonRecord, voice: str) -> str | None:
        """The body whose envoy or senior official a person is: that which speaks, or of one announced the lexicon's."""
        if not self._all_are(person, OWN_ENVOY):
            return None
        if self.subject.adopted or self._is_announced(first):
            return self._office(person)
        return voice if self._is_alone(voice, first, and_before=False) else None

    def _is_announced(self, first: PersonRecord) -> bool:
        """Whether the president of a meeting speaks of the person: he gives the floor to other bodies' officials."""
        return self.collector.texts.annotated[first.whole.part].part.kind is PartKind.CHAIR

    def _office(self, person: Person) -> str | None:
        """The body of which the lexicon knows that it has such officials."""
        found = (entry for title in person.titles() for entry in self.collector.texts.lexicon.find(title))
        return next((entry.office_of for entry in found if entry.kind is Kind.POST and entry.office_of), None)

    def _has_a_peer(self, first: PersonRecord) -> bool:
        """Whether the sentence names another who holds such an office of no state said: the two are of two states."""
        texts, part = self.collector.texts, first.whole.part
        offices = {
            post.office for post in first.held if not post.shared and is_of_states(texts.lexicon, post.title or "")
        }
        begin = texts.sentence(part, first.whole.span.start)
        beside = (
            r for r in self.records if r.whole.part == part and begin.covers(r.whole.span) and r.name != first.name
        )
        return any(p.office in offices and not p.owner for record in beside if record.name for p in record.held)

    def _is_introduced(self, first: PersonRecord) -> bool:
        """Whether the words before the person end where a post begins: not in what may be the name of its body."""
        lexicon, name_first = self.collector.texts.lexicon, first.evidence.span.start == first.whole.span.start
        if name_first and first.held and all(is_of_states(lexicon, post.title or "") for post in first.held):
            return True  # no body's name stands before that of a state's official
        introduced = compiled_part(lexicon.parts, INTRODUCED)
        before = self._words_before(first.whole.part, first.whole.span)
        return introduced is None or introduced.search(before) is not None

    def _of_the_speakers_state(self, person: Person, first: PersonRecord, own: str) -> str | None:
        """The state of an official whom a state's speaker names."""
        full = DOT in (first.name or "")
        if full and person.is_national() and self._is_beside_one_of(own, first):
            return own
        if not self._is_of_the_country(person):
            return None
        return self._host(first) or (own if full and self._is_alone(own, first, and_before=True) else None)

    def _is_of_the_country(self, person: Person) -> bool:
        """Whether a post is one that states have at home."""
        lexicon = self.collector.texts.lexicon
        return any(is_of_states(lexicon, title) for title in person.titles()) and not self._all_are(person, SENT_ABROAD)

    def _all_are(self, person: Person, part: str) -> bool:
        """Whether the titles of a person, which has some, all look like a pattern part."""
        looks = compiled_part(self.collector.texts.lexicon.parts, part)
        return bool(person.titles()) and all(looks and looks.search(title) for title in person.titles())

    def _any_is(self, person: Person, part: str) -> bool:
        """Whether one of the titles of a person looks like a pattern part."""
        looks = compiled_part(self.collector.texts.lexicon.parts, part)
        return any(looks and looks.search(title) for title in person.titles())

    def _is_beside_one_of(self, state: str, first: PersonRecord) -> bool:
        """Whether the sentence or the one before speaks of another official of the state."""
        near = self.collector.texts.sentence_before(first.whole.part, first.whole.span)
        return any(state in record.owners() and not record.speaks for record in self._ahead_of(first, near))

    def _ahead_of(self, first: PersonRecord, begin: int) -> Iterator[PersonRecord]:
        """The records of the part from where a stretch begins to the person."""
        part, stretch = first.whole.part, range(begin, first.whole.span.start)
        return (record for record in self.records if record.whole.part == part and record.whole.span.start in stretch)

    def _host(self, first: PersonRecord) -> str | None:
        """The state last named in the sentence before the person, where it was just visited."""
        texts, part = self.collector.texts, first.whole.part
        visits = compiled_part(texts.lexicon.parts, VISITS, more=r"\Z")
        named = [*self._named(part, Span(texts.sentence(part, first.whole.span.start).start, first.whole.span.start))]
        if not named or not visits:
            return None
        at, state = named[-1]
        return state if visits.search(self._words_before(part, at)) else None

    def _words_before(self, part: int, span: Span) -> str:
        """The few characters of a part before a span, as many as the patterns of what stands before it look at."""
        return self.collector.texts.text(part).characters[max(0, span.start - LOOKED_AT) : span.start]

    def _is_alone(self, state: str, first: PersonRecord, *, and_before: bool) -> bool:
        """Whether the sentence names no other state before the person, nor the sentence before it, with `and_before`.

        Then nobody else's official of whatever kind stands there either; else no other state's.
        """
        texts, part, span = self.collector.texts, first.whole.part, first.whole.span
        begin = texts.sentence_before(part, span) if and_before else texts.sentence(part, span.start).start
        others = {key for _, key in self._named(part, Span(begin, span.start))} - {state}
        near = self._ahead_of(first, begin)
        beside = {key for record in near if state not in record.owners() for key in record.owners()}
        return not others and not any(and_before or self.collector.entities.kind(key) in STATES for key in beside)

    def _named(self, part: int, within: Span) -> Iterator[tuple[Span, str]]:
        """The states named in a stretch of a part, alone, within other names or by their capitals, in order."""
        for mention in self.collector.texts.annotated[part].mentions:
            if within.covers(mention.span):
                where = part, mention.span
                keys = self.collector.keys.get(where, ()) if mention.kind in STATES else ()
                owners = keys or self.collector.owners.get(where, ())
                named = (key for key in owners if self.collector.entities.kind(key) in STATES)
                yield from ((mention.span, key) for key in (*named, *self._seated(mention)))

    def _seated(self, mention: Mention) -> Iterator[str]:
        """The states whose capital a mention may name, or the land that it names and that is said to be no state's."""
        for entry in self.collector.texts.entries(mention) if mention.kind is Kind.PLACE else ():
            if entry.capital_of:
                yield entry.capital_of
            elif entry.place_type in LANDS and not entry.within:
                yield entry.key
