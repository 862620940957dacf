"""All that is found in one sentence, on its way into claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.acts import ActFinding, find_acts
from kg.claims.casualties.count_contexts import CountContexts, count_contexts
from kg.claims.casualties.finder import CasualtyFinding, find_casualties
from kg.claims.casualties.respective import uneven
from kg.claims.compliance import ComplianceFinding, find_compliance
from kg.claims.context import Context
from kg.claims.distance import find_distances
from kg.claims.events.denials import charges_of, with_denied
from kg.claims.events.finder import events_in
from kg.claims.events.finding import EventFinding
from kg.claims.events.triggers import read
from kg.claims.quotes import Quote, find_quotes, find_sources
from kg.knowledge.sentence_rules import Rules
from kg.mentions.masking import Masked
from kg.model.document import Part
from kg.model.extraction import Distance, Voice
from kg.model.mention import Sentence
from kg.model.text import Problem

PARAGRAPH_END = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFindings:
    """All that was found in one sentence.

    `event_findings` are the events that it tells or denies, `events` pairs them with the keys of the document's events
    that they became, `charges` are what it says that the claimant is charged with; `contexts` say what its words tell
    of the events whose victims its figures count; `cites` are the symbols of other documents in it; `opens` says
    whether it begins a paragraph.
    """

    sentence: Sentence
    voice: Voice
    start: int
    contexts: CountContexts
    acts: tuple[ActFinding, ...] = ()
    event_findings: tuple[EventFinding, ...] = ()
    events: tuple[tuple[EventFinding, str], ...] = ()
    charges: tuple[EventFinding, ...] = ()
    casualties: tuple[CasualtyFinding, ...] = ()
    compliance: tuple[ComplianceFinding, ...] = ()
    sources: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    distances: tuple[Distance, ...] = ()
    cites: tuple[str, ...] = ()
    opens: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def accused(self) -> tuple[str, ...]:
        """The keys of those whom the sentence accuses."""
        return _accused(self.acts)


def find_in_sentence(masked: Masked, rules: Rules, context: Context, part: Part, voice: Voice) -> SentenceFindings:
    """What a sentence of a part says, in its context."""
    acts = find_acts(masked, rules, context)
    casualties = find_casualties(masked, rules, context)
    sources = find_sources(masked, rules, context)
    quotes = find_quotes(masked, rules, context) if acts else ()
    event_findings, charges = _events(masked, rules, context, acts, quotes, sources)
    return SentenceFindings(
        sentence=masked.sentence,
        voice=voice,
        start=part.text.origin(masked.sentence.span).start,
        acts=acts,
        event_findings=event_findings,
        charges=charges,
        casualties=casualties,
        contexts=count_contexts(masked, rules, context, casualties),
        compliance=find_compliance(masked, rules, context, _accused(acts)),
        sources=sources,
        distances=find_distances(masked, rules),
        quotes=quotes,
        cites=tuple(s for s in context.references if any(s == m.surface for m in masked.mentions.values())),
        opens=part.text.characters[: masked.sentence.span.start].endswith(PARAGRAPH_END),
        problems=uneven(masked, rules, context, part.text, [figure.span for figure in casualties]),
    )


def _accused(acts: Sequence[ActFinding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for act in acts if act.act == "accuse" for key in act.targets))


def _events(
    masked: Masked,
    rules: Rules,
    context: Context,
    acts: Sequence[ActFinding],
    quotes: Sequence[Quote],
    sources: Sequence[str],
) -> tuple[tuple[EventFinding, ...], tuple[EventFinding, ...]]:
    """The events that a sentence tells or denies, and what the speaker is charged with in it."""
    said = [(context.claimant, act.act) for act in acts] + [(q.claimant, q.act) for q in quotes]
    deniers = [key for key, act in said if act == "deny"]
    reading = read(masked, rules, context)
    events = with_denied(events_in(reading), reading, deniers)
    if sources and not deniers:
        return events, charges_of(reading, context.claimant)
    return events, tuple(f for f in events if f.denier)
