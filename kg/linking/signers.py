"""What the structure of a document says of persons: speakers, signers, the roster of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.linking.collector import Collector
from kg.linking.person_clusters import DELEGATE, Held, PersonRecord
from kg.linking.posts import held
from kg.model.document import Part, PartKind
from kg.model.mention import STATES, Evidence
from kg.model.text import Text


class Signers:
    """The records that the structure of one document gives; the bodies that it quotes are linked."""

    def __init__(self, collector: Collector) -> None:
        self.collector, self.texts = collector, collector.texts
        self.chair = next((i.part for i in self.texts.annotated if i.part.kind is PartKind.CHAIR), None)

    def speakers(self) -> Iterator[PersonRecord]:
        """Speakers and signers: a name, and the post and the state or body spoken for."""
        for item in self.texts.annotated:
            if item.part.speaker:
                yield from self._speaker(item.part, item.part.speaker)

    def roster(self, roster: Sequence[tuple[Text, Text]]) -> Iterator[PersonRecord]:
        """The delegates of a record's roster, the president first, and the signers of a joint letter."""
        for number, (state, person) in enumerate(roster):
            place, owner = self.texts.place(person), next(iter(self.collector.written(state)), None)
            if place is None:
                continue
            posts = [_seat(owner)]
            if number == 0 and self.chair and self.chair.speaker:
                posts.append(replace(self._chairing(self.chair.speaker), title=None))
            evidence = Evidence(part=place[0], span=place[1], rule="roster")
            name = person.characters
            yield PersonRecord(evidence=evidence, whole=evidence, surface=name, name=name, held=tuple(posts))

    def _speaker(self, part: Part, speaker: Text) -> Iterator[PersonRecord]:
        place = self.texts.place(speaker)
        if place is None:
            return
        evidence = Evidence(part=place[0], span=place[1], rule="speaker")
        bodies = [key for text in part.speaks_for for key in self.collector.written(text)]
        states = [key for key in bodies if self.collector.entities.kind(key) in STATES]
        name = speaker.characters
        chairs = self.chair and self.chair.speaker and self.chair.speaker.characters == name
        posts = [self._chairing(speaker), *map(_seat, states)] if chairs else self._posts(part, states, bodies)
        yield PersonRecord(
            evidence=evidence,
            whole=evidence,
            surface=name,
            name=None if chairs else name,
            held=tuple(posts),
            speaks=True,
        )

    def _posts(self, part: Part, states: Sequence[str], bodies: Sequence[str]) -> list[Held]:
        """The posts that a signature gives, of the one state or body that is spoken for, or a speaker's seat."""
        if not part.capacity and len(states) == 1 and part.kind is PartKind.SPEECH:
            return [_seat(states[0])]
        owners = states if part.kind is PartKind.SPEECH or len(bodies) != 1 else bodies
        owner = owners[0] if len(owners) == 1 else None
        if not bodies and part.kind is PartKind.COVER_LETTER and len(part.catalogued) == 1:
            owner = self.collector.catalogued(part.catalogued[0])
        return [held(self.texts.lexicon, text.characters, owner) for text in part.capacity]

    def _chairing(self, title: Text) -> Held:
        """The post of who presides over the meeting, of the council that meets."""
        bodies = self.chair.speaks_for if self.chair else ()
        councils = (key for text in bodies for key in self.collector.written(text))
        return held(self.texts.lexicon, title.characters, next(councils, None))


def _seat(owner: str | None) -> Held:
    """A seat in a state's delegation."""
    return Held(title=None, office=DELEGATE, owner=owner)
