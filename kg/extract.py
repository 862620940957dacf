"""The whole way through for one document: source, repaired text, structure, mentions, entities, findings, claims."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph, URIRef

from kg import rdf
from kg.acts import ActFinding, Speaking, find_acts
from kg.agreements import Calendar, ResolvedAgreements, resolve_agreements
from kg.casualties import CasualtySetting, find_casualties, upper_bounds
from kg.claims import Found, compose
from kg.compliance import ComplianceSetting, find_compliance, with_stated_actors
from kg.dates import resolve_date
from kg.distance import find_distances
from kg.document import Document, Part, PartKind
from kg.event_dates import date_periods, dates_within
from kg.event_findings import EventFinding, Setting
from kg.event_merge import merge_findings
from kg.events import find_events
from kg.layout import load_layout
from kg.lexicon import load_lexicon
from kg.model import Agreement, Annotated, Event, Extraction, Kind, Mention, Period, Sentence, Voice
from kg.models import version_of
from kg.namespaces import ID, slug
from kg.pipeline import annotate, make_nlp
from kg.provisions import resolve_provisions
from kg.quotes import find_quotes, find_sources
from kg.repair import repair
from kg.resolve import Resolved, resolve
from kg.resources import MODEL, shipped
from kg.rules import Masked, load_rules, mask
from kg.source import read_source
from kg.structure import structure
from kg.text import Source, Span
from kg.turtle import turtle_files
from kg.voices import with_behalf

Where = tuple[int, Span]
SILENT = frozenset({PartKind.MASTHEAD})
BETWEEN_PARTIES = frozenset({"ceasefire_statement", "statement", "peace_treaty_proposed"})
LINE_END = "："  # the colon that ends a speaker's line in a record


class Extractor:
    """Turns documents into extractions and graphs with one lexicon, one set of rules and one pipeline."""

    def __init__(self, lexicon_folders: Sequence[Path] = (), base: str = str(ID), model: str = MODEL) -> None:
        """Loads the shipped knowledge with the folders laid over it, and the model of that name.

        Raises LexiconError and ModelError for what cannot be used.
        """
        ontology = shipped("ontology")
        self.base = base
        self.lexicon = load_lexicon(*lexicon_folders)
        self.layout = load_layout(ontology / "rules", *lexicon_folders)
        self.rules = load_rules(ontology / "rules", *lexicon_folders)
        self.nlp = make_nlp(self.lexicon, model)
        digest = hashlib.sha256(version_of(self.nlp).encode())
        for path in turtle_files(ontology, *lexicon_folders):
            digest.update(path.read_bytes())
        self.version = digest.hexdigest()[:12]

    def read(self, path: Path) -> Source:
        """The file as a source; raises SourceError."""
        return read_source(path)

    def extract(self, source: Source) -> Extraction:
        """All that the document says, with its evidence."""
        document = structure(repair(source, self.layout), self.layout)
        return _Run(self, document, annotate(self.nlp, document)).extraction()

    def graph(self, extraction: Extraction) -> Graph:
        """The triples of the document's named graph."""
        return rdf.to_graph(extraction, self.version, self.base)

    def document_iri(self, extraction: Extraction) -> URIRef:
        """The IRI of the document and of its named graph."""
        return rdf.document_iri(extraction.slug, self.base)


@dataclass(frozen=True, slots=True)
class _Before:
    """The sentence before, the events that it tells, and whom it accuses."""

    masked: Masked | None = None
    events: tuple[EventFinding, ...] = ()
    accused: tuple[str, ...] = ()


class _Run:
    """One document in the hands of the finders."""

    def __init__(self, extractor: Extractor, document: Document, annotated: tuple[Annotated, ...]) -> None:
        self.rules, self.layout = extractor.rules, extractor.layout
        self.document, self.annotated = document, annotated
        self.slug = slug(document.symbols[0].characters if document.symbols else document.source.path.stem)
        resolved: Resolved = resolve(document, annotated, extractor.lexicon, self.slug)
        self.resolved = replace(resolved, voices=with_behalf(annotated, resolved.voices, self.rules, resolved.of))
        self.periods = dict(date_periods(document, annotated))
        self.agreements: ResolvedAgreements = resolve_agreements(
            annotated, extractor.lexicon, self.rules, Calendar(period=self.period, day=self._day), self.slug
        )
        self.provisions = resolve_provisions(annotated, self.rules, self.agreements.keys)
        named = {entity.key for entity in self.resolved.entities}
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
        claims, counts = compose(sentences, self.slug)
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
            ),
        )

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
                skip = speaker_line(item.part, sentence) if number == 0 else 0
                masked = mask(item, sentence, skip)
                result, events = self._sentence(item, voice, masked, before)
                before = _Before(masked, events, _accused(result.acts))
                found.append((result, events))
                told += [(item.part.order, finding) for finding in events]
        return found, told

    def _sentence(
        self, item: Annotated, voice: Voice, masked: Masked, before: _Before
    ) -> tuple[Found, tuple[EventFinding, ...]]:
        sentence = masked.sentence
        part, claimant = item.part.order, voice.claimant or ""

        def keys(mention: Mention) -> tuple[str, ...]:
            return self.resolved.of(part, mention) or self._holder(mention)

        def owners(mention: Mention) -> tuple[str, ...]:
            return self.resolved.owners_of(part, mention)

        def agreements(mention: Mention) -> tuple[str, ...]:
            return keys(mention) or self.agreements.keys.get((part, mention.span), ())

        setting = Setting(
            keys=keys,
            period=lambda mention: self.period(part, mention),
            claimant=claimant,
            previous=before.events,
            before=before.masked,
            dated=lambda mention: self._dated(part, mention),
            instrument=lambda mention: next((self.by_key[k] for k in agreements(mention) if k in self.by_key), None),
            dispute=self.resolved.parties,
            said=self._said(part),
            speaker=voice.speaker or "",
        )
        speaking = Speaking(
            kind=item.part.kind,
            claimant=claimant,
            keys=keys,
            owners=owners,
            parties=self.resolved.parties,
            addressee=self.resolved.addressee or self.chair,
            speaks_for=voice.speaks_for,
            accused=before.accused,
        )
        acts = find_acts(masked, self.rules, speaking)
        parties = ComplianceSetting(
            claimant=claimant,
            keys=agreements,
            parties=self._parties,
            provisions=lambda mention: self.provisions.of.get((part, mention.span), ()),
            mediators=self._mediators,
            owners=owners,
            accused=_accused(acts),
        )
        found = Found(
            sentence=sentence,
            voice=voice,
            start=item.part.text.origin(sentence.span).start,
            acts=acts,
            casualties=find_casualties(
                masked,
                self.rules,
                CasualtySetting(keys=keys, claimant=claimant, owners=owners, parties=self.resolved.parties),
            ),
            compliance=find_compliance(masked, self.rules, parties),
            dated=any(mention.kind is Kind.DATE for mention in masked.mentions.values()),
            sources=find_sources(masked, self.rules, keys, claimant),
            distances=find_distances(masked, self.rules),
            quotes=find_quotes(masked, self.rules, keys, claimant) if acts else (),
        )
        self.problems += upper_bounds(masked, self.rules, item.part.text)
        return found, find_events(masked, self.rules, setting)

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
        return self.resolved.parties if known.kind in BETWEEN_PARTIES else ()

    def _mediators(self, agreement: str) -> tuple[str, ...]:
        known = self.by_key.get(agreement)
        return known.mediators if known else ()


def _accused(acts: Sequence[ActFinding]) -> tuple[str, ...]:
    """The keys of those whom a sentence's acts accuse."""
    return tuple(dict.fromkeys(key for act in acts if act.act == "accuse" for key in act.targets))


def speaker_line(part: Part, sentence: Sentence) -> int:
    """How many characters of a speech's first sentence are its speaker's line (`Mr. X (State) (spoke in ...):`)."""
    if part.kind not in (PartKind.SPEECH, PartKind.CHAIR) or part.speaker is None:
        return 0
    words = part.text.slice(sentence.span)
    end = words.find(LINE_END)
    return end + 1 if 0 <= words.find(part.speaker.characters) < end else 0


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
