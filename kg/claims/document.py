"""What a document says: its names resolved, its sentences read by the finders, their findings made claims."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.acts import ActFinding, Speaking, find_acts
from kg.claims.casualties.events import REASONS, Tolls, find_tolls
from kg.claims.casualties.finder import find_casualties, upper_bounds
from kg.claims.casualties.sides import CasualtySetting
from kg.claims.casualties.ties import find_ties
from kg.claims.compliance import ComplianceSetting, find_compliance, with_stated_actors
from kg.claims.compose import compose
from kg.claims.distance import find_distances
from kg.claims.events.denials import charges_of, with_denied
from kg.claims.events.finder import find_events
from kg.claims.events.finding import EventFinding, Setting
from kg.claims.events.merge import merge_findings
from kg.claims.quotes import find_quotes, find_sources
from kg.claims.sentence import Found
from kg.knowledge.layout import Layout
from kg.knowledge.lexicon import Lexicon
from kg.knowledge.schemes import schemes
from kg.knowledge.sentence_rules import Rules
from kg.linking.agreements import Calendar, ResolvedAgreements, resolve_agreements
from kg.linking.entities import Resolved, resolve
from kg.linking.provisions import resolve_provisions
from kg.linking.times import date_periods, dates_within
from kg.linking.voices import with_behalf
from kg.mentions.dates import resolve_date
from kg.mentions.masking import Masked, mask
from kg.mentions.sentences import speaker_line
from kg.model.document import Document, Part, PartKind
from kg.model.extraction import Agreement, Event, Extraction, Period, Voice
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Problem, Span
from kg.namespaces import slug

Where = tuple[int, Span]
SILENT = frozenset({PartKind.MASTHEAD})
PARAGRAPH_END = "\n"


@dataclass(frozen=True, slots=True)
class _Before:
    """The sentence before, the events that it tells, whom it accuses, and what it says the speaker is charged with."""

    masked: Masked | None = None
    events: tuple[EventFinding, ...] = ()
    accused: tuple[str, ...] = ()
    charges: tuple[EventFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the names in a part mean: keys of actors and places, of owners, of agreements and what else is named."""

    part: int
    claimant: str
    keys: Callable[[Mention], tuple[str, ...]]
    owners: Callable[[Mention], tuple[str, ...]]
    period: Callable[[Mention], Period]
    agreements: Callable[[Mention], tuple[str, ...]]


class Reading:
    """One document in the hands of the finders."""

    def __init__(
        self, lexicon: Lexicon, layout: Layout, rules: Rules, document: Document, annotated: tuple[Annotated, ...]
    ) -> None:
        self.rules, self.layout = rules, layout
        self.document, self.annotated = document, annotated
        self.cited = tuple(dict.fromkeys(text.characters for text in document.references))
        self.slug = slug(document.symbols[0].characters if document.symbols else document.source.path.stem)
        resolved: Resolved = resolve(document, annotated, lexicon, self.slug)
        self.resolved = replace(resolved, voices=with_behalf(annotated, resolved.voices, self.rules, resolved.of))
        self.periods = dict(date_periods(document, annotated))
        self.agreements: ResolvedAgreements = resolve_agreements(
            annotated, lexicon, self.rules, Calendar(period=self.period, day=self._day), self.slug
        )
        self.provisions = resolve_provisions(annotated, self.rules, self.agreements.keys)
        named = {entity.key for entity in self.resolved.entities}
        self.bodies = {e.key for e in self.resolved.entities if e.kind is Kind.ORGANIZATION}
        agreements = [_of_document(agreement, named) for agreement in self.agreements.agreements]
        self.by_key = {agreement.key: agreement for agreement in agreements}
        self.problems = [problem for item in annotated for problem in item.problems]
        pairs = zip(annotated, self.resolved.voices, strict=True)
        chairs = dict.fromkeys(v.speaker for item, v in pairs if item.part.kind is PartKind.CHAIR and v.speaker)
        self.chair = tuple(chairs) if len(chairs) == 1 else ()

    def extraction(self) -> Extraction:
        """The document's extraction."""
        found, told = self._find()
        merged = merge_findings(told, self.slug)
        events = tuple(event for event, _ in merged)
        key_of = {id(finding): event.key for event, findings in merged for finding in findings}
        sentences = [replace(f, events=tuple((e, key_of[id(e)]) for e in es if id(e) in key_of)) for f, es in found]
        tolls = find_tolls(sentences, events, {item.part.order: self._day(item.part.order) for item in self.annotated})
        claims, counts = compose(sentences, tolls.of, self.slug)
        resolved = self.resolved
        return Extraction(
            document=self.document,
            slug=self.slug,
            voices=resolved.voices,
            sender=resolved.sender,
            on_behalf_of=resolved.on_behalf_of,
            addressee=resolved.addressee,
            entities=resolved.entities,
            memberships=resolved.memberships,
            agreements=with_stated_actors(self.by_key.values(), claims),
            provisions=self.provisions.provisions,
            events=_spoken_of(events, {key for claim in claims for key in claim.about}),
            casualties=counts,
            claims=claims,
            problems=(
                *self.document.problems,
                *resolved.problems,
                *self.agreements.problems,
                *self.provisions.problems,
                *self.problems,
                *self._of_no_event(sentences, tolls),
            ),
        )

    def _of_no_event(self, found: Sequence[Found], tolls: Tolls) -> Iterator[Problem]:
        """The figures that are of no event told, each with the reason."""
        for (place, number), code in sorted(tolls.open.items()):
            item = found[place]
            text, span = self.annotated[item.voice.part].part.text, item.casualties[number].span
            words = text.slice(span)
            yield Problem(stage="casualties", code=code, message=REASONS[code], quote=words, span=text.origin(span))

    def period(self, part: int, mention: Mention, previous: Period | None = None) -> Period:
        """When a date mention is; one inside a longer name is resolved by itself, or after the one before it there."""
        known = self.periods.get((part, mention.span))
        return known or resolve_date(mention, document_date=self._day(part), previous=previous)

    def _day(self, part: int) -> datetime.date | None:
        return self.annotated[part].part.date or self.document.date

    def _find(self) -> tuple[list[tuple[Found, tuple[EventFinding, ...]]], list[tuple[int, EventFinding]]]:
        """What each sentence says, and all events with the part they are told in."""
        found: list[tuple[Found, tuple[EventFinding, ...]]] = []
        told: list[tuple[int, EventFinding]] = []
        for item, voice in zip(self.annotated, self.resolved.voices, strict=True):
            if voice.claimant is None or item.part.kind in SILENT:
                continue
            before = _Before()
            for number, sentence in enumerate(item.sentences):
                if self.layout.match("letter-title", item.part.text.slice(sentence.span)):
                    continue
                skip = speaker_line(item.part, sentence.span) if number == 0 else 0
                masked = mask(item, sentence, skip)
                result, before = self._sentence(item, voice, masked, before)
                found.append((result, before.events))
                told += [(item.part.order, finding) for finding in before.events]
        return found, told

    def _sentence(self, item: Annotated, voice: Voice, masked: Masked, before: _Before) -> tuple[Found, _Before]:
        """What a sentence says, and what the next one has before it."""
        told = self._told(item.part.order, voice.claimant or "")
        acts = find_acts(masked, self.rules, self._speaking(told, item.part, voice, before))
        parties = self.resolved.parties
        hurt = CasualtySetting(keys=told.keys, claimant=told.claimant, owners=told.owners, parties=parties)
        casualties = find_casualties(masked, self.rules, hurt)
        found = Found(
            sentence=masked.sentence,
            voice=voice,
            start=item.part.text.origin(masked.sentence.span).start,
            acts=acts,
            casualties=casualties,
            ties=find_ties(masked, self.rules, casualties, told.period, self._said(told.part)),
            compliance=find_compliance(masked, self.rules, self._compliance(told, acts)),
            sources=find_sources(masked, self.rules, told.keys, told.claimant),
            distances=find_distances(masked, self.rules),
            quotes=find_quotes(masked, self.rules, told.keys, told.claimant) if acts else (),
            cites=tuple(s for s in self.cited if any(s == m.surface for m in masked.mentions.values())),
            opens=item.part.text.characters[: masked.sentence.span.start].endswith(PARAGRAPH_END),
        )
        self.problems += upper_bounds(masked, self.rules, item.part.text)
        events, charges = self._happenings(masked, found, self._setting(told, voice, before))
        return found, _Before(masked, events, _accused(acts) or before.accused, charges)

    def _happenings(
        self, masked: Masked, found: Found, setting: Setting
    ) -> tuple[tuple[EventFinding, ...], tuple[EventFinding, ...]]:
        """The events that a sentence tells or denies, and what the speaker is charged with in it."""
        said = [(setting.claimant, act.act) for act in found.acts] + [(q.claimant, q.act) for q in found.quotes]
        deniers = [key for key, act in said if act == "deny"]
        events = with_denied(find_events(masked, self.rules, setting), masked, self.rules, setting, deniers)
        if found.sources and not deniers:
            return events, charges_of(masked, self.rules, setting, setting.claimant)
        return events, tuple(f for f in events if f.denier)

    def _told(self, part: int, claimant: str) -> _Told:
        def keys(mention: Mention) -> tuple[str, ...]:
            return self.resolved.of(part, mention) or self._holder(mention)

        return _Told(
            part=part,
            claimant=claimant,
            keys=keys,
            owners=lambda mention: self.resolved.owners_of(part, mention),
            period=lambda mention: self.period(part, mention),
            agreements=lambda mention: keys(mention) or self.agreements.keys.get((part, mention.span), ()),
        )

    def _setting(self, told: _Told, voice: Voice, before: _Before) -> Setting:
        known = self.by_key
        return Setting(
            keys=told.keys,
            period=told.period,
            claimant=told.claimant,
            previous=before.events,
            before=before.masked,
            charges=before.charges,
            dated=lambda mention: self._dated(told.part, mention),
            instrument=lambda mention: next((known[k] for k in told.agreements(mention) if k in known), None),
            dispute=self.resolved.parties,
            said=self._said(told.part),
            speaker=voice.speaker or "",
        )

    def _speaking(self, told: _Told, part: Part, voice: Voice, before: _Before) -> Speaking:
        return Speaking(
            kind=part.kind,
            claimant=told.claimant,
            keys=told.keys,
            owners=told.owners,
            parties=self.resolved.parties,
            addressee=self.resolved.addressee or self.chair,
            speaks_for=(*voice.speaks_for, *(key for key in voice.on_behalf_of if key in self.bodies)),
            accused=before.accused,
        )

    def _compliance(self, told: _Told, acts: Sequence[ActFinding]) -> ComplianceSetting:
        return ComplianceSetting(
            claimant=told.claimant,
            keys=told.agreements,
            parties=self._parties,
            provisions=lambda mention: self.provisions.of.get((told.part, mention.span), ()),
            mediators=self._mediators,
            owners=told.owners,
            accused=_accused(acts),
        )

    def _holder(self, mention: Mention) -> tuple[str, ...]:
        """The person meant by a bare post: the meeting's president, or the only one of the document who holds it."""
        if mention.kind is not Kind.POST:
            return ()
        holders = dict.fromkeys(m.member for m in self.resolved.memberships if m.title.endswith(mention.surface))
        chairs = tuple(key for key in holders if key in self.chair)
        return chairs or (tuple(holders) if len(holders) == 1 else ())

    def _dated(self, part: int, mention: Mention) -> tuple[Period, ...]:
        """The times that an agreement's own words state."""
        periods: list[Period] = []
        for date in dates_within(mention):
            periods.append(self.period(part, date, periods[-1] if periods else None))
        return tuple(periods)

    def _said(self, part: int) -> Period | None:
        day = self._day(part)
        return Period(begin=day, end=day) if day else None

    def _parties(self, agreement: str) -> tuple[str, ...]:
        """The parties of an agreement: those known and named in the document, or the two states that it is about."""
        known = self.by_key.get(agreement)
        if known is None or known.parties:
            return known.parties if known else ()
        return self.resolved.parties if known.kind in schemes().kinds_between_sides else ()

    def _mediators(self, agreement: str) -> tuple[str, ...]:
        known = self.by_key.get(agreement)
        return known.mediators if known else ()


def _accused(acts: Sequence[ActFinding]) -> tuple[str, ...]:
    """The keys of those whom a sentence's acts accuse."""
    return tuple(dict.fromkeys(key for act in acts if act.act == "accuse" for key in act.targets))


def _of_document(agreement: Agreement, named: set[str]) -> Agreement:
    """The agreement with those of its known actors that the document names."""

    def kept(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in named)

    return replace(
        agreement,
        parties=kept(agreement.parties),
        mediators=kept(agreement.mediators),
        adopted_by=kept(agreement.adopted_by),
    )


def _spoken_of(events: Sequence[Event], keys: set[str]) -> tuple[Event, ...]:
    """The events that a claim is about; the graph holds no others."""
    return tuple(event for event in events if event.key in keys)
