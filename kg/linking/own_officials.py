"""Officials whose state nothing names but the speaker's talk of that state's other officials beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.linking.collector import Collector
from kg.linking.person_clusters import DOT, Person, PersonRecord
from kg.model.mention import STATES

OWN_OFFICIAL = "own-official"


def with_own_state(person: Person, records: Sequence[PersonRecord], collector: Collector) -> Person:
    """The person with the speaker's state as owner of the posts, where the document's records let it be read."""
    state = _own_state(person, records, collector)
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


def _own_state(person: Person, records: Sequence[PersonRecord], collector: Collector) -> str | None:
    """The state of an official whom a state's speaker introduces by full name and national post, and no state.

    It is the speaker's own where the sentence or the one before speaks of another official of that state.
    """
    first = min(person.records, key=lambda r: (r.whole.part, r.whole.span.start))
    if person.owners() or DOT not in (first.name or "") or not person.is_national():
        return None
    state = collector.texts.voice(first.whole.part)
    if state is None or collector.entities.kind(state) not in STATES:
        return None
    beside = _just_before(first, records, collector)
    return state if any(state in record.owners() and not record.speaks for record in beside) else None


def _just_before(record: PersonRecord, records: Sequence[PersonRecord], collector: Collector) -> Iterator[PersonRecord]:
    """The records before one in its sentence or the sentence before."""
    part, span = record.whole.part, record.whole.span
    near = collector.texts.sentence_before(part, span)
    return (r for r in records if r.whole.part == part and near <= r.whole.span.start < span.start)
