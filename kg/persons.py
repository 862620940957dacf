"""Which mentions of persons are the same person: by name, by post and state, by who speaks and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Evidence, Problem

DOT = "·"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What one place of the text says of a person; `owner` is the key of the state or body whose post it is.

    `office` is the post's class (posts of one class are one office: the forms of permanent representative), `speaks`
    marks a speaker or signer, `known` the key of a lexicon entry.
    """

    evidence: Evidence
    surface: str
    name: str | None = None
    post: str | None = None
    office: str | None = None
    owner: str | None = None
    speaks: bool = False
    known: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All records of one person."""

    records: tuple[PersonRecord, ...]

    def names(self) -> tuple[str, ...]:
        """The names, fullest first."""
        return tuple(sorted({r.name for r in self.records if r.name}, key=lambda n: (-len(n), n)))

    def owners(self) -> set[str]:
        """The states and bodies whose posts the person holds."""
        return {r.owner for r in self.records if r.owner}

    def offices(self) -> set[tuple[str, str | None]]:
        """The offices held, with their state or body."""
        return {(r.office, r.owner) for r in self.records if r.office}

    def speaks(self) -> bool:
        """Whether it is a speaker or signer."""
        return any(r.speaks for r in self.records)


def cluster_persons(records: Sequence[PersonRecord]) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """The persons of a document, and the records that could be several of them, as problems."""
    persons: list[Person] = []
    problems: list[Problem] = []
    for record in sorted(records, key=_sureness):
        fits = [i for i, person in enumerate(persons) if same(person, record)]
        best = _best(fits, persons, record)
        if best is not None:
            persons[best] = replace(persons[best], records=(*persons[best].records, record))
        elif fits:
            names = "; ".join(persons[i].records[0].surface for i in fits)
            problems.append(
                Problem(stage="resolve", code="ambiguous-person", message=f"could be: {names}", quote=record.surface)
            )
        else:
            persons.append(Person(records=(record,)))
    return tuple(persons), tuple(problems)


def _sureness(record: PersonRecord) -> tuple[int, int, int]:
    """Full names first, then short ones with a post, then short ones, then posts alone."""
    rank = 0 if record.name and DOT in record.name else 1 if record.name and record.owner else 2 if record.name else 3
    return (rank, record.evidence.part, record.evidence.span.start)


def _best(fits: Sequence[int], persons: Sequence[Person], record: PersonRecord) -> int | None:
    """The one person that fits; of several, the one of the same office or the only speaker's namesake."""
    if len(fits) > 1 and record.office:
        held = [i for i in fits if (record.office, record.owner) in persons[i].offices()]
        if len(held) == 1:
            return held[0]
    return fits[0] if len(fits) == 1 else None


def same(person: Person, record: PersonRecord) -> bool:
    """Whether a record may speak of a person: names that agree and no office that rules it out, or the same office."""
    if record.known or any(r.known for r in person.records):
        return record.known is not None and any(r.known == record.known for r in person.records)
    if record.name:
        named = person.names()
        return bool(named) and any(_agree(n, record.name) for n in named) and not _conflict(person, record)
    return bool(record.office and record.owner) and (record.office, record.owner) in person.offices()


def _agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, or one the first or last part of the other.

    >>> _agree("米罗·延恰", "延恰"), _agree("米罗·延恰", "延"), _agree("王五", "五")
    (True, False, False)
    """
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    return long == short or long.endswith(DOT + short) or long.startswith(short + DOT)


def _conflict(person: Person, record: PersonRecord) -> bool:
    """Whether owners or offices say that two of one short name are two persons."""
    if record.name and DOT in record.name and record.name in person.names():
        return False
    owners = person.owners()
    if record.owner and owners and record.owner not in owners:
        return True
    offices = {office for office, _ in person.offices()}
    return bool(record.office and offices) and record.office not in offices and record.speaks != person.speaks()
