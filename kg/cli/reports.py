"""Commands that list and report what the documents say of each other: accusations, stances, names of places."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from kg.analysis.ledger import occurrence_of
from kg.analysis.replies import accusations as find_accusations
from kg.analysis.selection import Selection, select
from kg.analysis.stances import Period
from kg.analysis.stances import stances as count_stances
from kg.analysis.toponyms import contested as contested_places
from kg.analysis.toponyms import name_uses
from kg.cli.common import OUTPUT, Out, Since, Until, app, day, days, known_format, show
from kg.errors import QueryError
from kg.files import atomic
from kg.graph.naming import named
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.knowledge.wording import Wording
from kg.reports import render
from kg.reports.actor import actor_page
from kg.reports.agreement import agreement_page
from kg.reports.dispute import dispute_page, occurrences_on
from kg.reports.listings import accusation_table, name_table, stance_claims, stance_table
from kg.reports.meeting import meeting_page
from kg.reports.page import Page
from kg.reports.phrasing import Phrasing
from kg.reports.typeset import page_format, typeset

LIMIT = 50

Format = Annotated[str, typer.Option("--format", help=f"{', '.join(render.FORMATS)}.")]
Language = Annotated[str, typer.Option("--language", help="Of names and headings: zh or en.")]
Document = Annotated[str, typer.Option("--in", help="A document alone: symbol, file name or IRI.")]
By = Annotated[str, typer.Option("--by", help="Claims of this side alone: name or IRI.")]
Of = Annotated[str, typer.Option("--of", help="Claims that this side is the target of: name or IRI.")]


def selection(statements: Statements, document: str, by: str, of: str, since: str, until: str) -> Selection:
    """What the options select; raises QueryError for names that the graph does not know."""
    reader, (first, last) = statements.reader, days(since, until)
    return Selection(
        document=named(reader, "document", document) if document else "",
        claimant=statements.side(named(reader, "actor", by)) if by else "",
        target=statements.side(named(reader, "actor", of)) if of else "",
        since=first,
        until=last,
    )


@app.command()
def accusations(
    by: By = "",
    of: Of = "",
    document: Document = "",
    since: Since = "",
    until: Until = "",
    format_: Format = "table",
    language: Language = "zh",
    out: Out = OUTPUT,
) -> None:
    """List who accuses whom of what, who denies it, and in which document or speech the accused answers."""
    wording, kind = Wording(language), known_format(format_)
    with Store(out, read_only=True) as store:
        statements = Statements(store)
        found = find_accusations(statements, selection(statements, document, by, of, since, until))
        show(accusation_table(statements, found, wording), kind)


@app.command()
def stances(
    by: By = "",
    of: Of = "",
    document: Document = "",
    since: Since = "",
    until: Until = "",
    period: Annotated[Period, typer.Option("--period", help="Count by document, month or year.")] = Period.WHOLE,
    claims: Annotated[bool, typer.Option("--claims", help="A row for each claim, with its words.")] = False,
    format_: Format = "table",
    language: Language = "zh",
    out: Out = OUTPUT,
) -> None:
    """Count claims by speaker, act and target: the stance matrix."""
    wording, kind = Wording(language), known_format(format_)
    with Store(out, read_only=True) as store:
        statements = Statements(store)
        chosen = select(statements, selection(statements, document, by, of, since, until))
        table = stance_claims if claims else stance_table
        show(table(statements, count_stances(statements, chosen, period), wording), kind)


@app.command()
def toponyms(
    place: Annotated[str, typer.Option("--place", help="A place alone: name or IRI.")] = "",
    document: Document = "",
    contested: Annotated[bool, typer.Option("--contested", help="Only places that users name differently.")] = False,
    format_: Format = "table",
    language: Language = "zh",
    out: Out = OUTPUT,
) -> None:
    """List every name of each place: who uses it, with which status words, how often, since when."""
    wording, kind = Wording(language), known_format(format_)
    with Store(out, read_only=True) as store:
        statements = Statements(store)
        reader = statements.reader
        wanted = named(reader, "place", place) if place else ""
        documents = [named(reader, "document", document)] if document else None
        uses = name_uses(statements, place=wanted, documents=documents)
        kept = {*contested_places(uses)} if contested else {use.place for use in uses}
        show(name_table(statements, [use for use in uses if use.place in kept], wording), kind)


report_app = typer.Typer(no_args_is_help=True, help="Write a readable page whose every line quotes and cites.")
app.add_typer(report_app, name="report")

Kind = Annotated[str, typer.Option("--format", help="md or html.")]
To = Annotated[Path | None, typer.Option("--to", help="File to write; standard output without it.")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="Lines of a group; more are counted. 0: all.")]


def write(page: Callable[[Phrasing], Page], out: Path, language: str, kind: str, to: Path | None, limit: int) -> None:
    """Makes a page of a store and prints it, or writes it to a file as a whole or not at all."""
    wording, kind = Wording(language), page_format(kind)
    with Store(out, read_only=True) as store:
        text = typeset(page(Phrasing(Statements(store), wording, limit)), kind, wording)
    if to is None:
        typer.echo(text, nl=False)
        return
    with atomic(to) as file:
        file.write(text.encode("utf-8"))


@report_app.command("meeting")
def report_meeting(
    meeting: Annotated[str, typer.Argument(help="A record: symbol, file name or IRI.")],
    language: Language = "zh",
    format_: Kind = "md",
    to: To = None,
    limit: Limit = LIMIT,
    out: Out = OUTPUT,
) -> None:
    """The page of a meeting: speakers, stances, claims, accusations and answers, figures, agreements, names."""
    write(lambda lines: meeting_page(lines, named(lines.reader, "meeting", meeting)), out, language, format_, to, limit)


@report_app.command("actor")
def report_actor(
    actor: Annotated[str, typer.Argument(help="A state, body, force, group or person: name or IRI.")],
    since: Since = "",
    until: Until = "",
    language: Language = "zh",
    format_: Kind = "md",
    to: To = None,
    limit: Limit = LIMIT,
    out: Out = OUTPUT,
) -> None:
    """The page of an actor: what it says, what others say of it, its figures, happenings, agreements, names."""
    told = days(since, until)
    write(
        lambda lines: actor_page(lines, named(lines.reader, "actor", actor), *told), out, language, format_, to, limit
    )


@report_app.command("agreement")
def report_agreement(
    agreement: Annotated[str, typer.Argument(help="Name or IRI.")],
    since: Since = "",
    until: Until = "",
    language: Language = "zh",
    format_: Kind = "md",
    to: To = None,
    limit: Limit = LIMIT,
    out: Out = OUTPUT,
) -> None:
    """The page of an agreement: names, dates and parties by document, who says that whom kept or violated it."""
    told = days(since, until)

    def page(lines: Phrasing) -> Page:
        return agreement_page(lines, named(lines.reader, "agreement", agreement), *told)

    write(page, out, language, format_, to, limit)


@report_app.command("dispute")
def report_dispute(
    happening: Annotated[str, typer.Argument(help="An occurrence or event (IRI), a day, or days as BEGIN/END.")],
    language: Language = "zh",
    format_: Kind = "md",
    to: To = None,
    limit: Limit = LIMIT,
    out: Out = OUTPUT,
) -> None:
    """The page of a disputed happening: each account, figures by side, names, contradictions, denials, links."""

    def page(lines: Phrasing) -> Page:
        begin, _, end = happening.partition("/")
        if re.fullmatch(r"\d{4}-\d\d-\d\d", begin):
            first, last = day(begin), day(end or begin)
            if first is None or last is None or last < first:
                raise QueryError(f"{happening!r}: write a day, or days as 2022-09-12/2022-09-14, the earlier one first")
            return dispute_page(lines, occurrences_on(lines, first, last), happening)
        return dispute_page(lines, [occurrence_of(lines.statements, named(lines.reader, "event", happening))])

    write(page, out, language, format_, to, limit)
