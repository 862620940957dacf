"""The commands `kg accusations`, `kg stances`, `kg toponyms` and `kg ledger`: tables of what documents say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import ANALYSE, app, known_format, show
from kg.cli.options import OUTPUT, Claims, Days, Endpoint, JudgedWrong, Language, Out, Printing, Unknown, grouped
from kg.cli.review import reviewed
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.analysis.selection import Selection
    from kg.graph.statements import Statements
    from kg.knowledge.wording import Wording


class Period(StrEnum):
    """The choices of --period."""

    WHOLE = "whole"
    DOCUMENT = "document"
    MONTH = "month"
    YEAR = "year"


@contextmanager
def _asked(
    out: Path, endpoint: str, language: str, printing: Printing, all_: bool
) -> Iterator[tuple[Statements, Wording]]:
    """What is stored, and the words for it; a language or format that is not known is refused before it is opened."""
    from kg.graph.statements import Statements
    from kg.knowledge.wording import Wording

    wording, _ = Wording(language), known_format(printing.format_)
    with reviewed(out, endpoint, all_) as store:
        yield Statements(store), wording


def _selection(statements: Statements, claims: Claims, days: Days) -> Selection:
    from kg.analysis.selection import selection

    return selection(
        statements, document=claims.document, by=claims.by, of=claims.of, days=days.range(), unknown=claims.unknown
    )


@app.command(rich_help_panel=ANALYSE)
@grouped
def accusations(
    claims: Claims,
    days: Days,
    printing: Printing,
    language: Language = "zh",
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
) -> None:
    """List who accuses whom of what, who denies it, and where the accused answers."""
    from kg.analysis.replies import accusations
    from kg.reports.listings import accusation_table

    with _asked(out, endpoint, language, printing, claims.all_) as (statements, wording):
        found = accusations(statements, _selection(statements, claims, days))
        show(accusation_table(statements, found, wording), printing)


@app.command(rich_help_panel=ANALYSE)
@grouped
def stances(
    claims: Claims,
    days: Days,
    printing: Printing,
    period: Annotated[Period, typer.Option("--period", help="Count by document, month or year.")] = Period.WHOLE,
    each: Annotated[bool, typer.Option("--claims", help="A row for each claim, with its words.")] = False,
    language: Language = "zh",
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
) -> None:
    """Count claims by speaker, act and target: the stance matrix."""
    from kg.analysis import stances as analysis
    from kg.analysis.selection import select
    from kg.reports.listings import stance_claims, stance_table

    with _asked(out, endpoint, language, printing, claims.all_) as (statements, wording):
        chosen = select(statements, _selection(statements, claims, days))
        table = stance_claims if each else stance_table
        show(table(statements, analysis.stances(statements, chosen, analysis.Period(period)), wording), printing)


@app.command(rich_help_panel=ANALYSE)
@grouped
def toponyms(
    printing: Printing,
    place: Annotated[str, typer.Option("--place", help="Only this place: name or IRI.")] = "",
    document: Annotated[str, typer.Option("--in", help="Only this document: symbol, file name or IRI.")] = "",
    contested: Annotated[bool, typer.Option("--contested", help="Only places whose names are contested.")] = False,
    all_: JudgedWrong = False,
    language: Language = "zh",
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
) -> None:
    """List the names of each place: who uses them, with which status words, how often, since when."""
    from kg.analysis import toponyms as analysis
    from kg.graph.naming import named
    from kg.reports.listings import name_table

    with _asked(out, endpoint, language, printing, all_) as (statements, wording):
        lookup = statements.lookup
        wanted = named(lookup, "place", place) if place else ""
        documents = [named(lookup, "document", document)] if document else None
        uses = analysis.name_uses(statements, place=wanted, documents=documents)
        kept = {*analysis.contested(uses)} if contested else {use.place for use in uses}
        show(name_table(statements, [use for use in uses if use.place in kept], wording), printing)


@app.command(rich_help_panel=ANALYSE)
@grouped
def ledger(
    days: Days,
    printing: Printing,
    occurrence: Annotated[str | None, typer.Argument(help="An occurrence or event, by IRI; all without it.")] = None,
    side: Annotated[str, typer.Option("--side", help="Only the victims of this side: name or IRI.")] = "",
    language: Language = "zh",
    unknown: Unknown = False,
    all_: JudgedWrong = False,
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
) -> None:
    """List every casualty figure by occurrence, side and claimant, with its source and what contradicts it."""
    from kg.analysis.ledger import ledger, to_table
    from kg.graph.queries import resolve
    from kg.knowledge.wording import LANGUAGES

    known_format(printing.format_)
    if language not in LANGUAGES:
        raise QueryError(f"{language!r} is no language; write {' or '.join(LANGUAGES)}")
    begin, end = days.range()
    with reviewed(out, endpoint, all_) as store:
        one, whose = (resolve(words, store) if words else "" for words in (occurrence, side))
        entries = ledger(store, occurrence=one, begin=begin, end=end, side=whose, language=language, unknown=unknown)
        show(to_table(store, entries), printing)
