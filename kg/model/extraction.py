"""The values that pass between the stages: a document, its parts, what is named in them and what they claim.

Spans count the characters of a part's text (`kg.model.text`), whose `origin` leads back to the source.
"""

from __future__ import annotations

import datetime

from kg.model.document import Document
from kg.model.frozen import dataclass
from kg.model.mention import Evidence, Kind
from kg.model.text import Problem, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor or a place under all its names; `key` is its IRI below the base, `english` the preferred English one.

    A place lies `within` another; a force, body or group `belongs_to` states or bodies, by its name or the lexicon.
    A state that is no more was `valid` in an interval and has `successors`.
    """

    key: str
    kind: Kind
    name: str
    english: str = ""
    names: tuple[tuple[str, str], ...] = ()
    within: str | None = None
    belongs_to: tuple[str, ...] = ()
    place_type: str | None = None
    valid: str | None = None
    successors: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A post held: a person's key, an organization's or state's key, the title as printed.

    An empty title is a seat in a state's delegation at a meeting, for which the record prints no post.
    """

    member: str
    organization: str
    title: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A treaty, statement, resolution or court order; `kind` is a notation of the scheme of agreement kinds.

    `dates` are the first days of the stated times, all stated as precisely as `precision` says (day, month, year).
    """

    key: str
    kind: str
    name: str
    english: str = ""
    names: tuple[tuple[str, str], ...] = ()
    dates: tuple[datetime.date, ...] = ()
    precision: str | None = None
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    adopted_by: tuple[str, ...] = ()
    number: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """An article, paragraph or chapter of an agreement (its key), with its number (`2(4)`) and all its names."""

    key: str
    agreement: str
    number: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stated time: first and last day (None for an open end) and how precisely it was said.

    `vague` marks a time that the text gives only roughly; then the days are None and `reason` says why.
    """

    begin: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = "day"
    vague: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContent:
    """What is told of an event: `type` and `subtypes` are notations of their schemes, the roles hold entities' keys."""

    type: str
    subtypes: tuple[str, ...] = ()
    period: Period | None = None
    places: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(EventContent):
    """An event as a document tells it."""

    key: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyCount:
    """A stated number of people: `harm` and `bound` are notations of their schemes, `victims` as printed.

    `as_of` is the day up to which it counts, where the words name one.
    """

    key: str
    harm: str
    count: int
    bound: str
    victims: str = ""
    side: str | None = None
    of_event: str | None = None
    as_of: datetime.date | None = None
    part_of: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Words of a part's text that their speaker disowns (`so-called` or `quoted`); the evidence has the marker too."""

    kind: str
    words: Span
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStatus:
    """What the words beside a place's name say of its status, as notations; the evidence is a mention of the place."""

    notations: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One act of saying something, by one claimant, in one place; keys name what it speaks of.

    `cites` are the symbols of other documents that its sentence cites.
    """

    key: str
    act: str | None
    claimant: str
    part: int
    uttered_by: str | None = None
    polarity: str = "positive"
    about: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    compliance: str | None = None
    complier: str | None = None
    casualties: tuple[str, ...] = ()
    reported_source: tuple[str, ...] = ()
    distances: tuple[Distance, ...] = ()
    cites: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in a part, by key: the person, the states or bodies spoken for, and the claimant of what is said.

    The claimant is the body spoken for; for an official whose own department the document names, that department.
    `on_behalf_of` are those whom a speech says that it speaks for as well: a group claims what is said, states do not.
    """

    part: int
    speaker: str | None = None
    speaks_for: tuple[str, ...] = ()
    claimant: str | None = None
    on_behalf_of: tuple[str, ...] = ()

    @property
    def claimants(self) -> tuple[str, ...]:
        """All who claim what is said: the states of a joint letter each for itself, else the claimant."""
        if self.claimant in self.speaks_for:
            return self.speaks_for
        return (self.claimant,) if self.claimant else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was taken out of a document; `catalogued` are the keys of those for whom it speaks by a catalogue."""

    document: Document
    slug: str
    voices: tuple[Voice, ...] = ()
    sender: str | None = None
    on_behalf_of: tuple[str, ...] = ()
    catalogued: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    memberships: tuple[Membership, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    provisions: tuple[Provision, ...] = ()
    events: tuple[Event, ...] = ()
    casualties: tuple[CasualtyCount, ...] = ()
    claims: tuple[Claim, ...] = ()
    statuses: tuple[PlaceStatus, ...] = ()
    problems: tuple[Problem, ...] = ()
