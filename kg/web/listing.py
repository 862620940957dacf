"""Lists from the index: documents, things by use, disputes by size, problems and pairs, a page at a time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from rdflib import RDFS

from kg.graph.lookup import whole_number
from kg.web.view import View

PAGE = 50
"""Rows of a page."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[Row]):
    """Some rows of a list: which page it is (from 1 on), of how many, and how many rows there are in all.

    `first` is the number of its first row in the list, from 1 on.
    """

    rows: Sequence[Row]
    page: int = 1
    pages: int = 1
    total: int
    first: int = 1


def page_at(page: int, total: int, size: int) -> Sheet[Any]:
    """The page of a list that is asked for, or the nearest that there is, still without its rows."""
    pages = max(1, math.ceil(total / size))
    page = min(max(page, 1), pages)
    return Sheet(rows=(), page=page, pages=pages, total=total, first=(page - 1) * size + 1)


def page_asked(asked: Mapping[str, str], name: str = "page") -> int:
    """Which page of a list a query asks for; 1 where it says none."""
    return whole_number(asked.get(name, "")) or 1


def sheet(view: View, query: str, values: Sequence[object], page: int, size: int = PAGE) -> Sheet[Any]:
    """A page of a query's rows; `query` is without its LIMIT."""
    total = int(view.index.one(f"SELECT COUNT(*) FROM ({query})", *values) or 0)
    found = page_at(page, total, size)
    return replace(found, rows=view.index.rows(f"{query} LIMIT ? OFFSET ?", *values, size, found.first - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in a list: its page, how it is cited, class, day, who speaks, how many claims and problems it has."""

    href: str
    label: str
    kind: str
    day: str
    voices: tuple[str, ...]
    claims: int
    problems: int


def documents(view: View, *, period: str = "", kind: str = "", voice: str = "", page: int = 1) -> Sheet[DocumentRow]:
    """Documents by date, of a period ("1995", "1995-02", "1995-02-22"), a class or a voice (IRI) where given."""
    where, values = ["1"], list[object]()
    if period:
        where.append("SUBSTR(COALESCE(day, ''), 1, ?) = ?")
        values += [len(period), period]
    if kind:
        where.append("kind = ?")
        values.append(kind)
    if voice:
        where.append("graph IN (SELECT graph FROM voice WHERE thing = ?)")
        values.append(view.index.number(voice))
    query = (
        f"SELECT graph, thing, label, kind, day FROM document WHERE {' AND '.join(where)}"
        " ORDER BY day IS NULL, day, label"
    )
    found = sheet(view, query, values, page)
    rows = [_document(view, *row) for row in found.rows]
    return replace(found, rows=rows)


def _document(view: View, graph: int, thing: int, label: str, kind: str, day: str | None) -> DocumentRow:
    voices = view.index.rows(
        "SELECT thing, COUNT(*) AS n FROM voice WHERE graph = ? GROUP BY thing ORDER BY n DESC, thing LIMIT 4", graph
    )
    return DocumentRow(
        href=view.link(thing),
        label=label,
        kind=view.wording.term(kind),
        day=day or "",
        voices=tuple(view.number(voice) for voice, _ in voices),
        claims=view.index.one("SELECT COUNT(*) FROM claim WHERE graph = ?", graph),
        problems=view.index.one("SELECT COUNT(*) FROM problem WHERE graph = ?", graph),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingRow:
    """A thing in a list: its page, name, classes, and how often it is mentioned."""

    href: str
    name: str
    kinds: str
    mentions: int


def things(view: View, kind: str, *, page: int = 1) -> Sheet[ThingRow]:
    """The things of a class, those first that are mentioned most."""
    query = (
        "SELECT kind.thing, (SELECT COUNT(*) FROM mention WHERE mention.thing = kind.thing) AS n FROM kind"
        " WHERE kind.kind = ? GROUP BY kind.thing ORDER BY n DESC, kind.thing"
    )
    found = sheet(view, query, [kind], page)
    rows = [
        ThingRow(href=view.links.thing(iri), name=title_of(view, iri), kinds=kinds_of(view, iri), mentions=n)
        for iri, n in ((view.index.iri(thing), n) for thing, n in found.rows)
    ]
    return replace(found, rows=rows)


def kinds_of(view: View, iri: str) -> str:
    """The classes of a thing in words, the most general ones left out where others say more."""
    kinds = view.index.kinds(iri)
    narrow = [kind for kind in kinds if kind not in ("Actor", "Document", "Letter", "MeetingRecord")]
    return view.wording.several(map(view.wording.term, narrow or kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """A dispute in a list: its page, its types and days, how many accounts, voices and contradictions it has."""

    href: str
    label: str
    when: str
    accounts: int
    voices: int
    contradictions: int


def disputes(view: View, *, page: int = 1, size: int = PAGE) -> Sheet[DisputeRow]:
    """What several accounts tell of, that with most contradictions and accounts first."""
    query = (
        "SELECT thing, types, first, last, accounts, voices, contradictions FROM dispute"
        " ORDER BY contradictions DESC, accounts DESC, voices DESC, thing"
    )
    found = sheet(view, query, [], page, size)
    rows = [
        DisputeRow(
            href=view.link(thing), label=types_of(view, types), when=between(view, first, last), accounts=accounts,
            voices=voices, contradictions=contradictions,
        )
        for thing, types, first, last, accounts, voices, contradictions in found.rows
    ]  # fmt: skip
    return replace(found, rows=rows)


def types_of(view: View, types: str | None) -> str:
    """Types of events in words, from their notations with commas between them."""
    return view.wording.several(
        view.wording.concept("EventTypes", one) for one in sorted((types or "").split(",")) if one
    )


def between(view: View, first: str | None, last: str | None) -> str:
    """A stated time in words."""
    if not (first or last):
        return view.say("undated")
    if first == last:
        return str(first)
    return view.say("from_to", begin=first or view.say("open"), end=last or view.say("open"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """A problem in a list: where it stands, in which document, its words and its reason."""

    href: str
    document: str
    words: str
    reason: str


def problems(view: View, code: str, *, page: int = 1) -> Sheet[ProblemRow]:
    """The problems of a kind, by document and place."""
    query = (
        "SELECT problem.graph, start, end, words, reason, document.label, document.thing FROM problem"
        " JOIN document ON document.graph = problem.graph WHERE code = ? ORDER BY problem.graph, start"
    )
    found = sheet(view, query, [code], page)
    rows = [
        ProblemRow(href=view.links.place(view.index.iri(thing), start, end), document=label, words=words, reason=reason)
        for _, start, end, words, reason, label, thing in found.rows
    ]
    return replace(found, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A doubtful pair in a list: its key and page, both with their pages, and the reason."""

    key: str
    href: str
    one: tuple[str, str]
    two: tuple[str, str]
    reason: str


def pairs(view: View, kind: str, *, page: int = 1) -> Sheet[PairRow]:
    """The doubtful pairs of accounts (OccurrenceLink) or of persons and places (IdentityLink)."""
    query = "SELECT thing, one, two FROM pair WHERE verdict = 'doubtful' AND kind = ? ORDER BY one, two"
    found = sheet(view, query, [kind], page)
    rows = []
    for link, one, two in found.rows:
        iri = view.index.iri(link)
        rows.append(
            PairRow(
                key=iri.rpartition("/")[2],
                href=view.links.thing(iri),
                one=(view.link(one), title_of(view, view.index.iri(one))),
                two=(view.link(two), title_of(view, view.index.iri(two))),
                reason=view.lookup.said(iri, RDFS.comment, view.language),
            )
        )
    return replace(found, rows=rows)


def title_of(view: View, iri: str) -> str:
    """What a thing is called in a list: an event by its type, time and document, others by their names."""
    row = view.index.rows(
        "SELECT type, first, last, document.label FROM event LEFT JOIN document ON document.graph = event.graph"
        " WHERE event.thing = ?",
        view.index.number(iri),
    )
    if not row:
        return view.name(iri)
    types, first, last, label = row[0]
    words = {"type": types_of(view, types), "when": between(view, first, last), "document": label or ""}
    return view.say("event_title", **words)
