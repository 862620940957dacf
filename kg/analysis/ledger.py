"""The ledger: every stated figure by occurrence, side and claimant, with its source and what it contradicts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef

from kg.errors import QueryError
from kg.graph.lookup import MentionView
from kg.graph.source import Source
from kg.graph.statements import CasualtyView, ClaimView, EventView, Statements
from kg.graph.table import Table
from kg.namespaces import LKG

FAR = datetime.date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A figure as one claim gives it.

    `occurrence` is that of the event, or the event itself where one document alone tells it, "" where none is known;
    `source` is whom the claimant quotes; `against` are the claims that it contradicts, each with the reason.
    """

    occurrence: str
    account: EventView | None
    figure: CasualtyView
    claim: ClaimView
    written: MentionView
    against: tuple[tuple[str, str], ...] = ()


def ledger(
    store: Source,
    *,
    occurrence: str = "",
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
    side: str = "",
    language: str = "zh",
    unknown: bool = False,
) -> tuple[LedgerEntry, ...]:
    """The figures of an occurrence (or event), of those within these days, or all; of a side, or of all.

    Those that unknown actors give are left out unless `unknown`. In the order of occurrence, side, harm, day of saying
    and place. Reasons are in the language. Raises QueryError where `occurrence` is neither an occurrence nor an event
    of the store.
    """
    statements = Statements(store)
    entries = [
        entry
        for figure in map(statements.casualty, _figures(statements, occurrence, begin or end))
        if not side or (figure.side and statements.side(figure.side) == statements.side(side))
        for entry in _entries(statements, figure, language)
        if entry.account is None or _within(entry.account, begin, end)
        if unknown or not statements.is_unknown(entry.claim)
    ]
    first: dict[str, datetime.date] = {}
    for entry in entries:
        if entry.account and entry.account.begin:
            first[entry.occurrence] = min(first.get(entry.occurrence, entry.account.begin), entry.account.begin)
    return tuple(sorted(entries, key=lambda entry: (first.get(entry.occurrence, FAR), *_order(statements, entry))))


def _figures(statements: Statements, occurrence: str, dated: object) -> list[str]:
    """The figures of an occurrence; without one all, but for those of no event where days are asked for."""
    lookup = statements.lookup
    if not occurrence:
        figures = statements.counted(lookup.subjects(RDF.type, str(LKG.CasualtyCount)))
        return [one for one in figures if not dated or lookup.first(one, LKG.ofEvent)]
    if not {"Occurrence", "Event"} & set(lookup.classes(occurrence)):
        raise QueryError(f"{occurrence} is neither an occurrence nor an event (`kg query --list` finds them)")
    events = accounts_of(statements, occurrence_of(statements, occurrence))
    return [figure for event in events for figure in statements.figures_of(event)]


def occurrence_of(statements: Statements, event: str) -> str:
    """The occurrence that an event is an account of, else the event (or the occurrence) itself."""
    found = (
        one for one in statements.lookup.subjects(LKG.account, event) if "Occurrence" in statements.lookup.classes(one)
    )
    return next(found, event)


def accounts_of(statements: Statements, occurrence: str) -> list[str]:
    """The accounts of an occurrence; an event that stands alone is its own."""
    return statements.lookup.objects(occurrence, LKG.account) or [occurrence]


def _entries(statements: Statements, figure: CasualtyView, language: str) -> Iterator[LedgerEntry]:
    account = statements.event(figure.event) if figure.event else None
    written = min(statements.lookup.mentions(figure.iri), default=None)
    for claim in map(statements.claim, statements.givers(figure.iri)):
        yield LedgerEntry(
            occurrence=occurrence_of(statements, figure.event) if figure.event else "",
            account=account,
            figure=figure,
            claim=claim,
            written=written or min(statements.mentions(claim)),
            against=tuple(contradictions_of(statements, claim.claim, figure, language)),
        )


def contradictions_of(
    statements: Statements, claim: str, figure: CasualtyView | None = None, language: str = "zh"
) -> Iterator[tuple[str, str]]:
    """The claims that a claim contradicts, with the reason; with a figure, only where its number is the ground."""
    lookup = statements.lookup
    for node in lookup.subjects(LKG.between, claim):
        if figure is None or figure.iri in lookup.objects(node, LKG.onFigure):
            other = next(iter(set(lookup.objects(node, LKG.between)) - {claim}))
            yield other, lookup.said(node, RDFS.comment, language)


def _within(account: EventView, begin: datetime.date | None, end: datetime.date | None) -> bool:
    """Whether an account's time touches these days; an undated one does where none are given."""
    if begin is None and end is None:
        return True
    first, last = account.begin, account.end or account.begin
    return first is not None and last is not None and (end is None or first <= end) and (begin is None or begin <= last)


def _order(statements: Statements, entry: LedgerEntry) -> tuple[object, ...]:
    """The order within a day: occurrence (those of none last), side, harm, day of saying, place."""
    name = statements.lookup.name(entry.figure.side) if entry.figure.side else ""
    said = (entry.claim.date or FAR, entry.written.document, entry.written.start, entry.figure.iri, entry.claim.claim)
    return (not entry.occurrence, entry.occurrence, name, entry.figure.harm, *said)


COLUMNS = (
    "occurrence", "type", "begin", "end", "side", "harm", "bound", "count", "victims", "as_of", "claimant", "source",
    "uttered_by", "act", "polarity", "said", "words", "document", "file", "part", "start", "until", "contradicts",
    "why", "figure", "part_of", "claim",
)  # fmt: skip
SHOWN = ("begin", "side", "harm", "bound", "count", "claimant", "words", "file")


def to_table(store: Source, entries: tuple[LedgerEntry, ...]) -> Table:
    """The ledger as a table; names are Chinese, occurrences, claims and figures IRIs."""
    statements = Statements(store)
    rows = (tuple(_term(value) for value in _row(statements, entry)) for entry in entries)
    return Table(COLUMNS, tuple(rows), SHOWN)


def _row(statements: Statements, entry: LedgerEntry) -> tuple[object, ...]:
    def name(actor: str) -> str | None:
        return statements.lookup.name(actor) if actor else None

    account, figure, claim, at = entry.account, entry.figure, entry.claim, entry.written
    return (
        _iri(entry.occurrence),
        *((account.type, account.begin, account.end) if account else (None, None, None)),
        name(figure.side),
        figure.harm, figure.bound, figure.count, figure.victims or None, figure.as_of,
        name(claim.claimant),
        ", ".join(map(statements.lookup.name, claim.sources)) or None,
        name(claim.uttered_by),
        claim.act or None, claim.polarity, claim.date,
        at.words, at.symbol or None, at.file_name, at.part, at.start, at.end,
        " ".join(other for other, _ in entry.against) or None,
        " ".join(reason for _, reason in entry.against) or None,
        _iri(figure.iri), _iri(figure.part_of), _iri(claim.claim),
    )  # fmt: skip


def _iri(thing: str) -> URIRef | None:
    return URIRef(thing) if thing else None


def _term(value: object) -> ox.NamedNode | ox.Literal | None:
    if value is None:
        return None
    if isinstance(value, URIRef):
        return ox.NamedNode(str(value))
    return ox.Literal(value) if isinstance(value, int) else ox.Literal(str(value))
