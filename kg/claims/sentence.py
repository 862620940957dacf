"""What was found in one sentence, on its way into claims."""

from __future__ import annotations

from dataclasses import dataclass

from kg.claims.acts import ActFinding
from kg.claims.casualties.finder import CasualtyFinding
from kg.claims.casualties.ties import Ties
from kg.claims.compliance import ComplianceFinding
from kg.claims.events.finding import EventFinding
from kg.claims.quotes import Quote
from kg.model.extraction import Distance, Voice
from kg.model.mention import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was found in one sentence; `events` pairs each finding with the key of its event.

    `ties` say what the words tell of the happenings that its figures count; `cites` are the symbols of other documents
    in it; `opens` says whether it begins a paragraph.
    """

    sentence: Sentence
    voice: Voice
    start: int
    ties: Ties
    acts: tuple[ActFinding, ...] = ()
    events: tuple[tuple[EventFinding, str], ...] = ()
    casualties: tuple[CasualtyFinding, ...] = ()
    compliance: tuple[ComplianceFinding, ...] = ()
    sources: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    distances: tuple[Distance, ...] = ()
    cites: tuple[str, ...] = ()
    opens: bool = False
