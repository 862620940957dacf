"""What a sentence tells of an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.linking.keys import is_part
from kg.model.extraction import EventContent
from kg.model.frozen import dataclass
from kg.model.mention import Sentence
from kg.model.text import Span

UNTYPED = "Other"  # the type of what no list has
PLACES = "place/"  # so the keys of places begin, those of states do not


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFinding(EventContent):
    """An event that one sentence tells; `span` (the trigger) counts the part's text.

    `named`: undated, but with a name of its own; `extends`: tells only until when an event told before it went on;
    `refers`: means the document's main event of the type or, where `near`, the one told last before; `instrument`: the
    key of the agreement of which it is the making; `denier`: the key of the one who denies what is told here without a
    time of its own; `caused`: has the time of what its sentence says brought it about, where that has a better one;
    `several`: tells of several such events together; `owned`: tells who says that an event told before was their deed;
    `hearsay`: somebody else is said to tell it; `hour`: the hour of the day that its sentence states for it.
    """

    span: Span
    sentence: Sentence
    rule: str
    polarity: str = "positive"
    named: bool = False
    claimant: str = ""
    extends: bool = False
    refers: bool = False
    near: bool = False
    instrument: str = ""
    denier: str = ""
    caused: bool = False
    owned: bool = False
    several: bool = False
    hearsay: bool = False
    hour: int | None = None


def related(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two groups of keys share one, or the one has a part of what the other has, as an army is of its state."""
    known = tuple(others)
    return any(a == b or is_part(a, b) or is_part(b, a) for a in some for b in known)


def joined(findings: Iterable[EventFinding]) -> tuple[EventFinding, ...]:
    """A sentence's findings; those that tell deeds of one kind, time and doer are one, with the roles of all.

    So is whose doer is told in one clause and whom it befell in the next.
    """
    told: list[EventFinding] = []
    for finding in findings:
        at = next((i for i, other in enumerate(told) if _one_deed(other, finding)), None)
        if at is None:
            told.append(finding)
            continue
        told[at] = replace(
            told[at],
            subtypes=_both(told[at].subtypes, finding.subtypes),
            places=_narrow(_both(told[at].places, finding.places)),
            agents=_both(told[at].agents, finding.agents),
            patients=_both(told[at].patients, finding.patients),
        )
    return tuple(told)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _narrow(places: tuple[str, ...]) -> tuple[str, ...]:
    """The places, without the states where a narrower place is told."""
    return tuple(key for key in places if key.startswith(PLACES)) or places


def _one_deed(one: EventFinding, other: EventFinding) -> bool:
    firm = one.period is not None and not one.period.vague and not (one.participants or other.participants)
    same = (one.type, one.period, one.polarity) == (other.type, other.period, other.polarity)
    return firm and same and (related(one.agents, other.agents) or _goes_on(one, other))


def _goes_on(one: EventFinding, other: EventFinding) -> bool:
    """Whether the one tells who did it and the other, which names neither doer nor place, whom it befell."""
    return bool(one.agents and other.patients) and not (one.patients or other.agents or other.places)
