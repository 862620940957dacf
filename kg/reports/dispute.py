"""The page of a dispute: what each account says of one happening, side by side, with figures and contradictions."""

from __future__ import annotations

import datetime
from dataclasses import replace

from rdflib import RDFS

from kg.analysis.ledger import accounts_of, happening_of, ledger
from kg.analysis.replies import is_denial
from kg.analysis.toponyms import NameUse, name_uses
from kg.errors import QueryError
from kg.graph.export.formats import shorten
from kg.graph.lookup import MentionView
from kg.graph.statements import EventView
from kg.namespaces import LKG
from kg.reports.occurrences import happening_label, stands_in, tellers
from kg.reports.page import Cell, Grid, Page, Section, key_of
from kg.reports.phrasing import Lines
from kg.reports.sections import contradiction_section, figure_grid, name_grid


def happenings_on(lines: Lines, begin: datetime.date, end: datetime.date) -> list[str]:
    """The occurrences and lone events of which an account's time touches these days, in the order of time."""
    found: dict[str, datetime.date] = {}
    for account in lines.statements.events():
        first, last = account.begin or account.end, account.end or account.begin
        if first and last and first <= end and begin <= last:
            happening = happening_of(lines.statements, account.event)
            found[happening] = min(first, found.get(happening, first))
    return sorted(found, key=lambda happening: (found[happening], happening))


def dispute_page(lines: Lines, happenings: list[str], title: str = "") -> Page:
    """The page of one happening (occurrence or event), or of several, a section for each.

    Raises QueryError where there is none.
    """
    if not happenings:
        raise QueryError(f"the graph knows no happening at {title}; `kg ledger` lists those with figures")
    told = {one: _told(lines, one) for one in happenings}
    uses = name_uses(lines.statements, documents={account.document for told_of in told.values() for account in told_of})
    sections = [_happening(lines, one, accounts, uses) for one, accounts in told.items()]
    return Page(
        language=lines.wording.language,
        title=title or sections[0].heading,
        kind=lines.say("kind_dispute"),
        iri=happenings[0] if len(happenings) == 1 else "",
        facts=((lines.say("happenings_number"), str(len(happenings))),),
        sections=tuple(sections),
        notes=(lines.say("note_claims"), lines.say("note_dispute")),
    )


def _told(lines: Lines, happening: str) -> list[EventView]:
    accounts = (lines.statements.event(event) for event in accounts_of(lines.statements, happening))
    return sorted(accounts, key=lambda one: (one.document, one.event))


def _happening(lines: Lines, happening: str, accounts: list[EventView], uses: tuple[NameUse, ...]) -> Section:
    statements = lines.statements
    told = statements.claims(dict.fromkeys(claim for account in accounts for claim in account.claims))
    entries = ledger(statements.store, happening=happening, language=lines.wording.language)
    figures = [(entry.figure, entry.claim, entry.written) for entry in entries]
    claims = dict.fromkeys([*(one.claim for one in told), *(entry.claim.claim for entry in entries)])
    grids = (
        _accounts(lines, accounts),
        figure_grid(lines, figures, lines.say("caption_figures")),
        name_grid(lines, _names(lines, accounts, uses)),
        _links(lines, accounts),
    )
    says = [one for one in told if not is_denial(one)]
    groups = (
        lines.claims(lines.say("says_of_it"), says, key=key_of(happening, "says")),
        lines.claims(lines.say("denials_of_it"), filter(is_denial, told), key=key_of(happening, "denies")),
        *contradiction_section(lines, [*claims]).groups,
    )
    return Section(
        key=key_of(happening),
        heading=happening_label(lines, accounts),
        notes=(lines.say("happening_iri", iri=shorten(happening), number=len(accounts)),),
        grids=tuple(grid for grid in grids if grid.rows),
        groups=tuple(group for group in groups if group.lines),
    )


def _accounts(lines: Lines, accounts: list[EventView]) -> Grid:
    """What each account says of time, place and roles, and who tells it."""
    rows = []
    for account in accounts:
        where = _fullest(lines, account)
        rows.append(
            (
                Cell(_voices(lines, account)),
                Cell(lines.wording.concept("EventTypes", account.type)),
                Cell(lines.when(account)),
                Cell(lines.roles(account)),
                Cell(where.sentence if where else "", quote=True),
                Cell(lines.cite(where) if where else lines.document(account.document), account.event),
            )
        )
    columns = ("column_teller", "column_type", "column_time", "column_roles", "column_words", "column_place")
    return Grid(caption=lines.say("caption_accounts"), columns=tuple(map(lines.say, columns)), rows=tuple(rows))


def _voices(lines: Lines, account: EventView) -> str:
    """Who tells an account, who else speaks of it, who denies it."""
    told, also = tellers(lines, account)
    denied = (one.claimant for one in lines.statements.claims(account.claims) if is_denial(one))
    words = [lines.names(told)] if told else []
    for phrase, who in (("spoken_of_by", lines.names(also)), ("denied_by", lines.names(denied))):
        words += [lines.say(phrase, who=who)] if who else []
    return lines.say("semicolon").join(words)


def _fullest(lines: Lines, account: EventView) -> MentionView | None:
    """Of the places where an account is told, the one that names most of its actors and places, then the first."""
    things = {*account.agents, *account.patients, *account.participants, *account.places}
    names = [one for one in lines.named_in(account.document) if one.things & things]
    best: tuple[int, MentionView] | None = None
    for where in sorted(lines.reader.mentions(account.event)):
        named = {thing for name in names if stands_in(name, where) for thing in name.things & things}
        if best is None or len(named) > best[0]:
            best = len(named), where
    return best[1] if best else None


def _names(lines: Lines, accounts: list[EventView], uses: tuple[NameUse, ...]) -> list[NameUse]:
    """How the places of the happening are called where it is told."""
    told = [written for account in accounts for written in lines.reader.mentions(account.event)]
    places = {place for account in accounts for place in account.places}
    found = []
    for use in uses:
        here = (
            one
            for one in use.mentions
            if use.place in places and any(one.document == at.document and stands_in(one, at) for at in told)
        )
        if mentions := tuple(here):
            found.append(replace(use, mentions=mentions))
    return found


def _links(lines: Lines, accounts: list[EventView]) -> Grid:
    """Why accounts are held, or perhaps held, to tell of one happening; doubtful ones first."""
    reader, rows = lines.reader, []
    nodes = dict.fromkeys(node for one in accounts for node in reader.subjects(LKG.account, one.event))
    for node in nodes:
        if "OccurrenceLink" not in reader.classes(node):
            continue
        verdict, judge = reader.first(node, LKG.verdict), reader.first(node, LKG.judgedBy)
        found_by = (
            lines.say("judged_by", who=judge) if judge else lines.say("by_rule", rule=reader.first(node, LKG.ruleFired))
        )
        ends = (min(reader.mentions(event), default=None) for event in reader.objects(node, LKG.account))
        told = [(one.sentence, lines.cite(one)) if one else ("", "") for one in ends]
        cells = [Cell(lines.say(f"verdict_{verdict}"), node), Cell(found_by)]
        for sentence, cite in told:
            cells += [Cell(sentence, quote=True), Cell(cite)]
        cells.append(Cell(reader.said(node, RDFS.comment, lines.wording.language)))
        rows.append((verdict, tuple(cells)))
    columns = (
        "column_verdict", "column_rule", "column_words", "column_place", "column_words", "column_place",
        "column_reason",
    )  # fmt: skip
    rows.sort(key=lambda row: (row[0] == "same", row[0], tuple(cell.words for cell in row[1])))
    return Grid(
        caption=lines.say("caption_links"), columns=tuple(map(lines.say, columns)), rows=tuple(row for _, row in rows)
    )
