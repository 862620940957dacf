"""Accusations, stances and names of places as tables: a row each, with names in a language, quotes and claims' IRIs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib.namespace import XSD

from kg.analysis.accusations import Accusation
from kg.analysis.stances import Stance
from kg.analysis.toponyms import NameUse
from kg.graph.lookup import MentionView
from kg.graph.statements import Statements
from kg.graph.table import Table, Term, cell
from kg.knowledge.wording import Wording

PLACE = ("document", "part", "start", "end", "quote")
ACCUSATIONS = (
    "date", "by", "accused", "through", "acts", "agreements", "events", "deniedBy", "answeredIn", *PLACE, "claims",
    "denials",
)  # fmt: skip
STANCES = ("period", "speaker", "act", "target", "count", "quoted", "claims")
CLAIMS = ("period", "speaker", "act", "target", *PLACE, "claim")
NAMES = ("place", "form", "status", "user", "through", "quoted", "count", "first", "last", "documents", *PLACE, "iri")
SHOWN_ACCUSATIONS = ("date", "by", "accused", "events", "agreements", "deniedBy", "document", "quote")
SHOWN_STANCES = ("period", "speaker", "act", "target", "count", "quoted")
SHOWN_CLAIMS = ("period", "speaker", "act", "target", "document", "part", "quote")
SHOWN_NAMES = ("place", "form", "status", "user", "count", "first", "last", "documents")
_DATE, BETWEEN = ox.NamedNode(str(XSD.date)), "; "


def accusation_table(statements: Statements, found: Iterable[Accusation], wording: Wording) -> Table:
    """A row for each accusation; who denies it and where the accused answers stand in one cell each."""

    def row(one: Accusation) -> tuple[Term | None, ...]:
        lookup, language = statements.lookup, wording.language
        answers = (citation(statements, reply.document, reply.part) for reply in one.replies)
        types = (wording.concept("EventTypes", statements.event(event).type) for event in one.events)
        return (
            _day(one.date),
            _names(statements, [one.by], language),
            _names(statements, filter(None, [one.accused]), language),
            _names(statements, one.through, language),
            _words(wording.concept("Acts", act) for act in one.acts),
            _names(statements, one.agreements, language),
            _words(dict.fromkeys(types)),
            _words(dict.fromkeys(lookup.name(denial.by, language) for denial in one.denials)),
            _words(dict.fromkeys(answers)),
            *_place(statements, one.claims[0]),
            _iris(one.claims),
            _iris(denial.claim for denial in one.denials),
        )

    return Table(ACCUSATIONS, tuple(row(one) for one in found), SHOWN_ACCUSATIONS)


def stance_table(statements: Statements, found: Iterable[Stance], wording: Wording) -> Table:
    """A row for each cell of the matrix, with the number of claims and their IRIs."""
    rows = (
        (
            *_cell(statements, one, wording),
            ox.Literal(len(one.claims)),
            ox.Literal(one.quoted),
            _iris(one.claims),
        )
        for one in found
    )
    return Table(STANCES, tuple(rows), SHOWN_STANCES)


def stance_claims(statements: Statements, found: Iterable[Stance], wording: Wording) -> Table:
    """A row for each claim of each cell, with its words."""
    rows = (
        (*_cell(statements, one, wording), *_place(statements, claim), ox.NamedNode(claim))
        for one in found
        for claim in one.claims
    )
    return Table(CLAIMS, tuple(rows), SHOWN_CLAIMS)


def _cell(statements: Statements, one: Stance, wording: Wording) -> Iterator[Term | None]:
    lookup = statements.lookup
    yield cell(citation(statements, one.period, "") if ":" in one.period else one.period)
    yield cell(lookup.name(one.speaker, wording.language))
    yield cell(wording.concept("Acts", one.act))
    yield _names(statements, filter(None, [one.target]), wording.language)


def name_table(statements: Statements, found: Iterable[NameUse], wording: Wording) -> Table:
    """A row for each form of a name in one user's mouth with the same status words; the first place is quoted."""
    language = wording.language
    rows = (
        (
            cell(statements.lookup.name(one.place, language)),
            cell(one.form),
            _words(wording.concept("StatusWords", word) for word in one.status),
            _names(statements, filter(None, [one.user]), language),
            _names(statements, one.through, language),
            ox.Literal(one.quoted),
            ox.Literal(len(one.mentions)),
            _day(one.first),
            _day(one.last),
            _words(dict.fromkeys(mention.symbol or mention.file_name for mention in one.mentions)),
            *_sentence(one.mentions[0]),
            ox.NamedNode(one.place),
        )
        for one in found
    )
    return Table(NAMES, tuple(rows), SHOWN_NAMES)


def citation(statements: Statements, document: str, part: str) -> str:
    """How a document and its part are cited: by the symbols, else the file; the part by its number and class."""
    name = statements.lookup.citation(document)
    return f"{name} ({statements.lookup.part(part)})" if part else name


def _place(statements: Statements, claim: str) -> tuple[Term | None, ...]:
    written = sorted(statements.lookup.mentions(claim))
    return _written(written[0]) if written else (None,) * len(PLACE)


def _written(one: MentionView) -> tuple[Term | None, ...]:
    where = (cell(one.symbol or one.file_name), cell(one.part), ox.Literal(one.start), ox.Literal(one.end))
    return *where, cell(one.words)


def _sentence(one: MentionView) -> tuple[Term | None, ...]:
    return *_written(one)[:-1], cell(one.sentence)


def _names(statements: Statements, things: Iterable[str], language: str) -> Term | None:
    return _words(statements.lookup.name(thing, language) for thing in things)


def _words(words: Iterable[str]) -> Term | None:
    return cell(BETWEEN.join(words))


def _iris(iris: Iterable[str]) -> Term | None:
    return cell(" ".join(iris))


def _day(day: datetime.date | None) -> Term | None:
    return ox.Literal(day.isoformat(), datatype=_DATE) if day else None
