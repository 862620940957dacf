"""Which mentions of persons are the same person: by name, by post and state, by who speaks and who signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.mention import Evidence
from kg.model.text import Problem, Span

DOT = "·"
JOINTS = (DOT, " ")
DELEGATE, HEAD, CHAIR = "delegate", "head", "chair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post as printed, the office that it is (the forms of one post are one), and the key of whose post it is.

    `shared` marks a post that several hold at a time, so that it alone tells nobody in particular; `national` one that
    only states have.
    """

    title: str | None
    office: str | None
    owner: str | None
    shared: bool = False
    national: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What one place of the text says of a person.

    `evidence` is the name (or, without one, the post with its owner), `whole` the words that give the posts; `speaks`
    marks a speaker or signer, `known` is the key of a post holder whom the lexicon knows; `mention` is the whole
    mention where it speaks of several persons.
    """

    evidence: Evidence
    whole: Evidence
    surface: str
    name: str | None = None
    held: tuple[Held, ...] = ()
    speaks: bool = False
    known: str | None = None
    mention: Span | None = None

    def offices(self) -> set[tuple[str, str]]:
        """The offices with their owners."""
        return {(h.office, h.owner) for h in self.held if h.office and h.owner}

    @property
    def place(self) -> tuple[int, Span]:
        """The part and the mention that the record comes from."""
        return self.whole.part, self.mention or self.whole.span

    def is_anybody(self) -> bool:
        """Whether it tells nobody in particular: no name, and a post that several hold."""
        return not self.name and bool(self.held) and all(post.shared for post in self.held)

    def owners(self) -> set[str]:
        """The states and bodies whose posts these are."""
        return {h.owner for h in self.held if h.owner}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All records of one person."""

    records: tuple[PersonRecord, ...]

    def names(self) -> tuple[str, ...]:
        """The names, fullest first."""
        return tuple(sorted({r.name for r in self.records if r.name}, key=lambda n: (-len(n), n)))

    def owners(self) -> set[str]:
        """The states and bodies whose posts the person holds."""
        return {owner for r in self.records for owner in r.owners()}

    def offices(self) -> set[tuple[str, str]]:
        """The offices held, with their owners."""
        return {office for r in self.records for office in r.offices()}

    def titles(self) -> tuple[str, ...]:
        """The posts as printed."""
        return tuple(post.title for r in self.records for post in r.held if post.title)

    def known(self) -> str | None:
        """The key of the post holder of the lexicon."""
        return next((r.known for r in self.records if r.known), None)

    def is_national(self) -> bool:
        """Whether one of the posts is one that only states have."""
        return any(post.national for r in self.records for post in r.held)


class _Gathered:
    """A person while records are added, with what all of them say kept at hand."""

    def __init__(self, record: PersonRecord) -> None:
        self.records: list[PersonRecord] = []
        self._names: dict[str, None] = {}
        self._owners: set[str] = set()
        self._offices: set[tuple[str, str]] = set()
        self.add(record)

    def add(self, record: PersonRecord) -> None:
        self.records.append(record)
        self._names |= {record.name: None} if record.name else {}
        self._owners |= record.owners()
        self._offices |= record.offices()

    def names(self) -> tuple[str, ...]:
        return tuple(self._names)

    def owners(self) -> set[str]:
        return self._owners

    def offices(self) -> set[tuple[str, str]]:
        return self._offices


class _Persons(list[_Gathered]):
    """The persons so far, found by what may make a record speak of one: an office, a name or a part of it."""

    def __init__(self) -> None:
        super().__init__()
        self._found_by: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def take(self, record: PersonRecord, number: int | None = None) -> None:
        """Gives a record to the person of that number, or to a new one."""
        if number is None:
            number = len(self)
            self.append(_Gathered(record))
        else:
            self[number].add(record)
        name = record.name or ""
        for sign in (("whole", name), *(("part", piece) for piece in _pieces(name)), *record.offices()):
            self._found_by[sign][number] = None

    def fitting(self, record: PersonRecord) -> list[int]:
        """The numbers of the persons of whom the record may speak, in order."""
        name = record.name or ""
        signs = (("part", name), *(("whole", piece) for piece in _pieces(name)), *record.offices())
        near = sorted({number for sign in signs for number in self._found_by.get(sign, ())})
        return [number for number in near if same(self[number], record)]


def _pieces(name: str) -> list[str]:
    """A name, and what stands before or after each of its joints; none of no name."""
    cuts = [at for at, sign in enumerate(name) if sign in JOINTS]
    return [name, *(name[:at] for at in cuts), *(name[at + 1 :] for at in cuts)] if name else []


def cluster_persons(records: Sequence[PersonRecord]) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """The persons of a document, and the records that could be several of them, as problems."""
    persons = _Persons()
    problems: list[Problem] = []
    for record in sorted(records, key=_sureness):
        fits = persons.fitting(record)
        best = _best(fits, persons, record)
        if best is not None:
            persons.take(record, best)
        elif fits:
            message = f"could be: {'; '.join(persons[i].records[0].surface for i in fits)}"
            problems.append(Problem(stage="resolve", code="ambiguous-person", message=message, quote=record.surface))
        elif record.is_anybody():
            message = "several hold such a post at a time"
            problems.append(Problem(stage="resolve", code="shared-post", message=message, quote=record.surface))
        else:
            persons.take(record)
    return tuple(Person(records=tuple(person.records)) for person in persons), tuple(problems)


def _sureness(record: PersonRecord) -> tuple[int, int, int]:
    """Full names first, then short ones with a post, then short ones, then posts alone."""
    if not record.name:
        rank = 3
    elif _is_full(record.name):
        rank = 0
    else:
        rank = 1 if record.owners() else 2
    return (rank, record.evidence.part, record.evidence.span.start)


def _best(fits: Sequence[int], persons: Sequence[_Gathered], record: PersonRecord) -> int | None:
    """The one person that fits; of several, the one of the same office."""
    if len(fits) > 1:
        offices = {post.office for post in record.held if post.office}
        fits = [i for i in fits if any(office in offices for office, _ in persons[i].offices())]
    return fits[0] if len(fits) == 1 else None


def same(person: Person | _Gathered, record: PersonRecord) -> bool:
    """Whether a record may speak of a person: names that agree and nothing that rules it out, or the same office."""
    if record.name and person.names():
        return any(_agree(n, record.name) for n in person.names()) and not _conflict(person, record)
    return bool(record.offices() & person.offices())


def _is_full(name: str) -> bool:
    """Whether a name has parts of which one may stand for all."""
    return any(joint in name for joint in JOINTS)


def _agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, or one the first or last part of the other.

    >>> _agree("米罗·延恰", "延恰"), _agree("米罗·延恰", "延"), _agree("王五", "五"), _agree("Mara Toldo", "Toldo")
    (True, False, False, True)
    """
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    return any(long == short or long.endswith(joint + short) or long.startswith(short + joint) for joint in JOINTS)


def _conflict(person: Person | _Gathered, record: PersonRecord) -> bool:
    """Whether two of one short name are two persons: of two states, or a delegate and a head of state.

    Who chairs a body is a state's delegate as well.
    """
    if record.name and _is_full(record.name) and record.name in person.names():
        return False
    owners, others = person.owners(), record.owners()
    chairs = (_holds(person, CHAIR) and _holds(record, DELEGATE)) or (
        _holds(person, DELEGATE) and _holds(record, CHAIR)
    )
    if owners and others and not owners & others and not chairs:
        return True
    return (_holds(person, HEAD) and _holds(record, DELEGATE)) or (_holds(person, DELEGATE) and _holds(record, HEAD))


def _holds(who: Person | _Gathered | PersonRecord, wanted: str) -> bool:
    return any(office == wanted for office, _ in who.offices())
