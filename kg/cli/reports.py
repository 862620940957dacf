"""The commands `kg report ...`: pages to read, whose every line quotes and cites."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import REPORT, app, write_or_print
from kg.cli.options import Days, PageOptions, grouped
from kg.cli.review import reviewed

if TYPE_CHECKING:
    from kg.reports.page import Page
    from kg.reports.phrasing import Phrasing

report_app = typer.Typer(no_args_is_help=True, help="Write a page to read, whose every line quotes and cites.")
app.add_typer(report_app, name="report", rich_help_panel=REPORT)


def _write(page: Callable[[Phrasing], Page], options: PageOptions) -> None:
    """Makes a page of a store and prints it, or writes it to a file as a whole or not at all."""
    from kg.graph.statements import Statements
    from kg.knowledge.wording import Wording
    from kg.reports.phrasing import Phrasing
    from kg.reports.typeset import page_format, typeset

    wording, kind = Wording(options.language), page_format(options.format_)
    with reviewed(options.out, options.endpoint, options.all_) as store:
        text = typeset(page(Phrasing(Statements(store), wording, options.limit)), kind, wording)
    write_or_print(text, options.to)


def _write_on(kind: str, words: str, page: Callable[..., Page], options: PageOptions, *days: date | None) -> None:
    """The page of the one thing of a kind that a person names."""
    from kg.graph.naming import named

    _write(lambda phrasing: page(phrasing, named(phrasing.lookup, kind, words), *days), options)


@report_app.command("meeting")
@grouped
def report_meeting(
    meeting: Annotated[str, typer.Argument(help="A record: symbol, file name or IRI.")], options: PageOptions
) -> None:
    """A meeting: speakers, stances, claims, accusations and answers, events and figures, agreements, place names."""
    from kg.reports.meeting import meeting_page

    _write_on("meeting", meeting, meeting_page, options)


@report_app.command("actor")
@grouped
def report_actor(
    actor: Annotated[str, typer.Argument(help="A state, body, force, group or person: name or IRI.")],
    days: Days,
    options: PageOptions,
) -> None:
    """An actor: what it claims, what others claim about it, its figures, events, agreements and place names."""
    from kg.reports.actor import actor_page

    _write_on("actor", actor, actor_page, options, *days.range())


@report_app.command("agreement")
@grouped
def report_agreement(
    agreement: Annotated[str, typer.Argument(help="Name or IRI.")], days: Days, options: PageOptions
) -> None:
    """An agreement: names, dates and parties by document, and who is said to have kept or violated it."""
    from kg.reports.agreement import agreement_page

    _write_on("agreement", agreement, agreement_page, options, *days.range())


@report_app.command("dispute")
@grouped
def report_dispute(
    what: Annotated[str, typer.Argument(help="An occurrence or event (IRI), a date, or a range as BEGIN/END.")],
    options: PageOptions,
) -> None:
    """A disputed occurrence: what each side claims, figures, names, contradictions, denials, links."""
    from kg.reports.dispute import dispute_of

    _write(lambda phrasing: dispute_of(phrasing, what), options)
