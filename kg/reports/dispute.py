"""The page of a dispute: what each account says of one occurrence, side by side, with figures and contradictions."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from rdflib import RDFS

from kg.analysis.ledger import accounts_of, ledger, occurrence_of
from kg.analysis.replies import is_denial
from kg.analysis.toponyms import NameUse, name_uses
from kg.errors import QueryError
from kg.graph.days import first_day, last_day
from kg.graph.export.formats import shorten
from kg.graph.lookup import MentionView
from kg.graph.naming import named
from kg.graph.statements import EventView
from kg.namespaces import LKG
from kg.reports.occurrences import claimants_of, occurrence_label, stands_in
from kg.reports.page import Cell, Grid, Page, Section, key_of
from kg.reports.phrasing import Phrasing
from kg.reports.sections import contradiction_section, figure_grid, name_grid


def occurrences_on(phrasing: Phrasing, begin: datetime.date, end: datetime.date) -> list[str]:
    """The occurrences and lone events of which an account's time touches these days, in the order of time."""
    found: dict[str, datetime.date] = {}
    for account in phrasing.statements.events():
        first, last = account.begin or account.end, account.end or account.begin
        if first and last and first <= end and begin <= last:
            occurrence = occurrence_of(phrasing.statements, account.event)
            found[occurrence] = min(first, found.get(occurrence, first))
    return sorted(found, key=lambda occurrence: (found[occurrence], occurrence))


def dispute_of(phrasing: Phrasing, words: str) -> Page:
    """The page of an occurrence or event (IRI), or of what lies within a day, month, year or range as BEGIN/END.

    Raises QueryError for a range that ends before it begins, and where there is nothing to show.
    """
    begin, _, end = words.partition("/")
    if not re.fullmatch(r"[\d-]+", begin):
        return dispute_page(phrasing, [occurrence_of(phrasing.statements, named(phrasing.lookup, "event", words))])
    first, last = first_day(begin), last_day(end or begin)
    if last < first:
        raise QueryError(f"{words!r}: write a date, or a range as 2022-09-12/2022-09-14, the earlier one first")
    return dispute_page(phrasing, occurrences_on(phrasing, first, last), words)


def dispute_page(phrasing: Phrasing, occurrences: list[str], title: str = "") -> Page:
    """The page of one occurrence (occurrence or event), or of several, a section for each.

    Raises QueryError where there is none.
    """
    if not occurrences:
        raise QueryError(f"the graph knows no occurrence or event at {title}; `kg ledger` lists those with figures")
    accounts = {one: _accounts_of(phrasing, one) for one in occurrences}
    uses = name_uses(phrasing.statements, documents={one.document for several in accounts.values() for one in several})
    sections = [_section(phrasing, one, several, uses) for one, several in accounts.items()]
    iri = occurrences[0] if len(occurrences) == 1 else ""
    facts = [(phrasing.say("occurrences_number"), str(len(occurrences)))]
    return phrasing.page("dispute", title or sections[0].heading, iri, facts, sections, "note_dispute")


def _accounts_of(phrasing: Phrasing, occurrence: str) -> list[EventView]:
    accounts = (phrasing.statements.event(event) for event in accounts_of(phrasing.statements, occurrence))
    return sorted(accounts, key=lambda one: (one.document, one.event))


def _section(phrasing: Phrasing, occurrence: str, accounts: list[EventView], uses: tuple[NameUse, ...]) -> Section:
    statements = phrasing.statements
    made = statements.claims(dict.fromkeys(claim for account in accounts for claim in account.claims))
    entries = ledger(statements.store, occurrence=occurrence, language=phrasing.wording.language)
    figures = [(entry.figure, entry.claim, entry.written) for entry in entries]
    claims = dict.fromkeys([*(one.claim for one in made), *(entry.claim.claim for entry in entries)])
    grids = (
        _accounts(phrasing, accounts),
        figure_grid(phrasing, figures),
        name_grid(phrasing, _names(phrasing, accounts, uses)),
        _links(phrasing, accounts),
    )
    says = [one for one in made if not is_denial(one)]
    groups = (
        phrasing.claims(phrasing.say("says_of_it"), says, key=key_of(occurrence, "says")),
        phrasing.claims(phrasing.say("denials_of_it"), filter(is_denial, made), key=key_of(occurrence, "denies")),
        *contradiction_section(phrasing, [*claims]).groups,
    )
    return Section(
        key=key_of(occurrence),
        heading=occurrence_label(phrasing, accounts),
        notes=(phrasing.say("occurrence_iri", iri=shorten(occurrence), number=len(accounts)),),
        grids=tuple(grid for grid in grids if grid.rows),
        groups=tuple(group for group in groups if group.lines),
    )


def _accounts(phrasing: Phrasing, accounts: list[EventView]) -> Grid:
    """What each account says of time, place and roles, and who claims it."""
    rows = []
    for account in accounts:
        where = _fullest(phrasing, account)
        rows.append(
            (
                Cell(_voices(phrasing, account)),
                Cell(phrasing.wording.concept("EventTypes", account.type)),
                Cell(phrasing.when(account)),
                Cell(phrasing.roles(account)),
                Cell(where.sentence if where else "", quote=True),
                Cell(phrasing.cite(where) if where else phrasing.document(account.document), account.event),
            )
        )
    columns = ("teller", "type", "time", "roles", "words", "place")
    return phrasing.grid("accounts", columns, rows)


def _voices(phrasing: Phrasing, account: EventView) -> str:
    """Who claims an event, who else speaks of it, who denies it."""
    first, also = claimants_of(phrasing, account)
    denied = (one.claimant for one in phrasing.statements.claims(account.claims) if is_denial(one))
    words = [phrasing.names(first)] if first else []
    for phrase, who in (("spoken_of_by", phrasing.names(also)), ("denied_by", phrasing.names(denied))):
        words += [phrasing.say(phrase, who=who)] if who else []
    return phrasing.say("semicolon").join(words)


def _fullest(phrasing: Phrasing, account: EventView) -> MentionView | None:
    """Of the places that speak of an event, the one that names most of its actors and places, then the first."""
    things = {*account.agents, *account.patients, *account.participants, *account.places}
    names = [one for one in phrasing.named_in(account.document) if one.things & things]
    best: tuple[int, MentionView] | None = None
    for where in sorted(phrasing.lookup.mentions(account.event)):
        named = {thing for name in names if stands_in(name, where) for thing in name.things & things}
        if best is None or len(named) > best[0]:
            best = len(named), where
    return best[1] if best else None


def _names(phrasing: Phrasing, accounts: list[EventView], uses: tuple[NameUse, ...]) -> list[NameUse]:
    """How the places of the occurrence are called in the words that speak of it."""
    mentions = [written for account in accounts for written in phrasing.lookup.mentions(account.event)]
    places = {place for account in accounts for place in account.places}
    found = []
    for use in uses:
        here = (
            one
            for one in use.mentions
            if use.place in places and any(one.document == at.document and stands_in(one, at) for at in mentions)
        )
        if uses_here := tuple(here):
            found.append(replace(use, mentions=uses_here))
    return found


def _links(phrasing: Phrasing, accounts: list[EventView]) -> Grid:
    """Why accounts are held, or perhaps held, to tell of one occurrence; doubtful ones first."""
    lookup, rows = phrasing.lookup, []
    nodes = dict.fromkeys(node for one in accounts for node in lookup.subjects(LKG.account, one.event))
    for node in nodes:
        if "OccurrenceLink" not in lookup.classes(node):
            continue
        verdict, judge = lookup.first(node, LKG.verdict), lookup.first(node, LKG.judgedBy)
        rule = lookup.first(node, LKG.ruleFired)
        found_by = phrasing.say("judged_by", who=judge) if judge else phrasing.say("by_rule", rule=rule)
        ends = (min(lookup.mentions(event), default=None) for event in lookup.objects(node, LKG.account))
        places = [(one.sentence, phrasing.cite(one)) if one else ("", "") for one in ends]
        cells = [Cell(phrasing.say(f"verdict_{verdict}"), node), Cell(found_by)]
        for sentence, cite in places:
            cells += [Cell(sentence, quote=True), Cell(cite)]
        cells.append(Cell(lookup.said(node, RDFS.comment, phrasing.wording.language)))
        rows.append((verdict, tuple(cells)))
    columns = ("verdict", "rule", "words", "place", "words", "place", "reason")
    rows.sort(key=lambda row: (row[0] == "same", row[0], tuple(cell.words for cell in row[1])))
    return phrasing.grid("links", columns, (row for _, row in rows))
