"""The command `kg export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.common import ASK, app, say
from kg.cli.options import OUTPUT, Out, PlainCells
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.export.catalogue import About
    from kg.graph.store import Store

DESCRIBED = ("csv", "parquet", "void")
FOLDERS = ("csv", "parquet")


@app.command(rich_help_panel=ASK)
def export(
    format_: Annotated[
        str,
        typer.Option(
            "--format", help="ttl, nt, xml (one graph); trig, nq, jsonld (by document); csv, parquet (tables); void."
        ),
    ] = "ttl",
    to: Annotated[
        Path | None, typer.Option("--to", help="File to write (csv, parquet: folder); standard output without it.")
    ] = None,
    about: Annotated[
        Path | None,
        typer.Option("--about", help="Turtle in which the publisher describes the data set (csv, parquet, void)."),
    ] = None,
    plain_cells: PlainCells = False,
    out: Out = OUTPUT,
) -> None:
    """Write the whole graph as RDF, JSON-LD or tables, or a description of the data set.

    The description (DCAT and VoID, in Turtle) covers the graph.* files and the datapackage.json in the same folder.
    """
    from kg.graph.export.catalogue import read_about
    from kg.graph.store import Store

    _check(format_, to, about)
    said = read_about(about) if about else None
    with Store(out, read_only=True) as store:
        if to is None and on_terminal():
            say(_announcement(store, format_, out))
        else:
            _write(store, format_, to, out, said, plain_cells)


def _write(store: Store, format_: str, to: Path | None, out: Path, said: About | None, plain_cells: bool) -> None:
    from kg.graph.export.catalogue import write_description
    from kg.graph.export.formats import export

    if format_ in FOLDERS and to:
        _write_tables(store, format_, to, said.descriptor() if said else None, plain_cells)
        return
    with _target(to) as file:
        if format_ == "void":
            write_description(store, file, to.parent if to else out, said)
        else:
            export(store, format_, file)


def _write_tables(store: Store, format_: str, to: Path, said: dict[str, Any] | None, plain_cells: bool) -> None:
    if format_ == "csv":
        from kg.graph.export.tables import write_tables

        write_tables(store, to, said, plain_cells=plain_cells)
    else:
        from kg.graph.export.parquet import write_parquet

        write_parquet(store, to, said)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def _check(format_: str, to: Path | None, about: Path | None) -> None:
    """Raises QueryError for options that do not go together."""
    from kg.graph.export.formats import FORMATS

    if format_ not in (kinds := (*FORMATS, *DESCRIBED)):
        raise QueryError(f"{format_!r} is no format to export to; choose one of {', '.join(kinds)}")
    if about and format_ not in DESCRIBED:
        raise QueryError(f"--about is for --format {', '.join(DESCRIBED)}, not for {format_}")
    if format_ in FOLDERS and to is None:
        raise QueryError(f"--format {format_} writes several files; name their folder with --to")


def _announcement(store: Store, format_: str, out: Path) -> str:
    """What would be written and how, in place of the whole graph on a terminal."""
    size = f"{len(store.inner):,} statements from {len(list(store.builds())):,} documents in {out}"
    file = "dataset.ttl" if format_ == "void" else f"graph.{format_}"
    given = f"kg export --format {format_}" + ("" if out == OUTPUT else f" --out {out}")
    what = "a description of" if format_ == "void" else "the whole graph:"
    return f"kg export writes {what} {size}.\n\n  {given} --to {file}\n  {given} | less"


@contextmanager
def _target(to: Path | None) -> Iterator[IO[bytes]]:
    """The file to write, or standard output."""
    from kg.files import atomic

    if to is None:
        yield sys.stdout.buffer
        return
    with atomic(to) as file:
        yield file
