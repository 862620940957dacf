"""What every command shares: the application, its errors as exit statuses, and how tables are printed.

Commands import what they need when they run, so that `kg --help` loads nothing of the library.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from kg.cli.options import Printing
from kg.cli.settings import ProjectDefaults
from kg.errors import (
    CatalogueError,
    FetchError,
    LetterkgError,
    ProjectError,
    QueryError,
    SourceError,
    SymbolError,
    VerdictError,
)

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.source import Source
    from kg.graph.table import Table

BUILD, ASK, ANALYSE, REPORT, KNOWLEDGE = "Build", "Ask", "Analyse", "Report", "Knowledge"  # the groups of `kg --help`
ORDER = (
    "init", "fetch", "build", "validate", "query", "explain", "export", "push", "serve", "endpoint", "accusations",
    "ledger", "stances", "toponyms", "analyze", "judge", "review", "report", "site", "lexicon", "train",
    "forget",
)  # fmt: skip
WRONG = (QueryError, SourceError, VerdictError, CatalogueError, FetchError, SymbolError, ProjectError)  # requests
UNFITTED = 400  # columns of text where no terminal sets a limit


class _Commands(TyperGroup):
    """Commands in the order of ORDER, and errors as an exit status: 2 for a wrong request, 1 for all else."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401
        return sorted(super().list_commands(ctx), key=ORDER.index)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        ctx.default_map = ProjectDefaults(self.commands)
        try:
            return super().invoke(ctx)
        except LetterkgError as error:
            say(f"kg: {error}", err=True)
            wrong = isinstance(error, WRONG)
            raise typer.Exit(2 if wrong else 1) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A knowledge graph of claims from letters to the United Nations and records of the Security Council.",
)


def say(words: object, *, err: bool = False, nl: bool = True) -> None:
    """Prints words for a person: what would steer a terminal is shown as an escape."""
    from kg.graph.export.escapes import visible

    typer.echo(visible(words), err=err, nl=nl)


def hand_over(text: str) -> None:
    """Prints data for another program as they are; on a terminal, what would steer it is shown as an escape."""
    from kg.graph.export.escapes import visible

    typer.echo(visible(text) if sys.stdout.isatty() else text, nl=False)


def write_or_print(text: str, to: Path | None) -> None:
    """Writes data to a file, as a whole or not at all; where none is named, to standard output."""
    from kg.files import atomic

    if to is None:
        hand_over(text)
        return
    with atomic(to) as file:
        file.write(text.encode("utf-8"))


def console(*, wide: bool = False) -> Console:
    """Standard output; as wide as need be where no terminal limits it, or where that is wanted."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal and not wide else Console(width=UNFITTED)


@contextmanager
def opened(out: Path, endpoint: str) -> Iterator[Source]:
    """The store to read from: that of a folder, or the one behind an address."""
    if endpoint:
        from kg.remote.store import RemoteStore

        with RemoteStore(endpoint) as store:
            yield store
    else:
        from kg.graph.store import Store

        with Store(out, read_only=True) as own:
            yield own


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """A bar on standard error where somebody watches, moved by each call with what is done and the number of all."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from kg.graph.export.escapes import visible

    watched = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=watched, transient=True, disable=not watched.is_terminal)
    task = bar.add_task("loading", total=None)

    def advance(what: str, total: int) -> None:
        bar.start()
        bar.update(task, description=visible(what)[:40], total=total, advance=1)

    if watched.is_terminal:
        watched.print("loading", end="\r")  # the bar has a thread, which is not to be there when a build forks
    try:
        yield advance
    finally:
        bar.stop()


def known_format(name: str) -> str:
    """The name of a format for tables; raises QueryError for another."""
    from kg.reports.render import FORMATS

    if name not in FORMATS:
        raise QueryError(f"{name!r} is no format; choose one of {', '.join(FORMATS)}")
    return name


def show(table: Table, printing: Printing) -> None:
    """Prints a table; one for the eye with its main columns, and on standard error how many rows and columns it has."""
    from kg.reports import render

    if printing.format_ != "table":
        hand_over(render.to_text(table, printing.format_, plain_cells=printing.plain_cells))
        return
    shown = table if printing.wide else table.narrow()
    console(wide=printing.wide).print(render.to_rich(shown))
    more = len(table.columns) - len(shown.columns)
    say(f"rows: {len(table.rows)}" + (f"; {more} more columns with --wide" if more else ""), err=True)
