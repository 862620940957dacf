"""What every command shares: the application, its errors as exit statuses, the options that recur."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from kg.errors import LetterkgError, QueryError, SourceError, VerdictError
from kg.graph.table import Table
from kg.reports import render


class _Commands(TyperGroup):
    """Turns the package's errors into a message and an exit status: 2 for a wrong request, 1 for all else."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except LetterkgError as error:
            typer.echo(f"kg: {error}", err=True)
            raise typer.Exit(2 if isinstance(error, QueryError | SourceError | VerdictError) else 1) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Claims from letters to the United Nations and records of the Security Council as a knowledge graph.",
)
OUTPUT = Path("output")
Out = Annotated[Path, typer.Option("--out", help="Folder of the store and the outputs.")]
Lexicon = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="Folder of Turtle laid over the shipped lexicon and rules; may be given again."),
]
Verdicts = Annotated[
    Path | None, typer.Option("--verdicts", help="Turtle file of verdicts on accounts; verdicts.ttl in --out.")
]
Since = Annotated[str, typer.Option("--from", help="First day, such as 2022-09-12.")]
Until = Annotated[str, typer.Option("--until", help="Last day.")]


def console() -> Console:
    """Standard output; as wide as need be where nobody watches."""
    console = Console()
    return console if console.is_terminal else Console(width=400)


def known_format(name: str) -> str:
    """The name of a format for tables; raises QueryError for another."""
    if name not in render.FORMATS:
        raise QueryError(f"{name!r} is no format; choose one of {', '.join(render.FORMATS)}")
    return name


def show(table: Table, format_: str) -> None:
    """Prints a table in a format; for the eye with the number of its rows on standard error."""
    if format_ == "table":
        console().print(render.to_rich(table))
        typer.echo(f"rows: {len(table.rows)}", err=True)
    else:
        typer.echo(render.to_text(table, format_), nl=False)


def day(words: str) -> datetime.date | None:
    """The day that an option names, None for an empty one; raises QueryError."""
    try:
        return datetime.date.fromisoformat(words) if words else None
    except ValueError as error:
        raise QueryError(f"{words!r} is no day; write it as 2022-09-13") from error


def days(since: str, until: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day that two options name; raises QueryError where the last comes before the first."""
    first, last = day(since), day(until)
    if first and last and last < first:
        raise QueryError(f"--from {first} is after --until {last}")
    return first, last
