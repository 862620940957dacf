"""The command that writes the store out in formats that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from kg.cli.common import OUTPUT, Out, app
from kg.errors import QueryError
from kg.files import atomic
from kg.graph.export.catalogue import read_about, write_description
from kg.graph.export.formats import FORMATS
from kg.graph.export.formats import export as export_store
from kg.graph.export.tables import write_tables
from kg.graph.store import Store

KINDS = (*FORMATS, "csv", "void")
DESCRIBED = ("csv", "void")


@app.command()
def export(
    format_: Annotated[str, typer.Option("--format", help=", ".join(KINDS))] = "ttl",
    to: Annotated[
        Path | None, typer.Option("--to", help="File to write, a folder for csv; else to the screen.")
    ] = None,
    about: Annotated[
        Path | None, typer.Option("--about", help="Turtle with what the publisher says of the data set (csv, void).")
    ] = None,
    out: Out = OUTPUT,
) -> None:
    """Write the whole graph: ttl, nt, xml as one graph; trig, nq, jsonld by document; csv as tables; void describes it.

    The description (DCAT and VoID, in Turtle) tells of the graph.* files and the datapackage.json beside it.
    """
    if format_ not in KINDS:
        raise QueryError(f"{format_!r} is no format to export to; choose one of {', '.join(KINDS)}")
    if about and format_ not in DESCRIBED:
        raise QueryError(f"--about is for --format {' and '.join(DESCRIBED)}, not for {format_}")
    if format_ == "csv" and to is None:
        raise QueryError("--format csv writes several files; name their folder with --to")
    said = read_about(about) if about else None
    with Store(out, read_only=True) as store:
        if format_ == "csv" and to:
            write_tables(store, to, said.descriptor() if said else None)
            return
        with _target(to) as file:
            if format_ == "void":
                write_description(store, file, to.parent if to else out, said)
            else:
                export_store(store, format_, file)


@contextmanager
def _target(to: Path | None) -> Iterator[IO[bytes]]:
    """The file to write, or standard output."""
    if to is None:
        yield sys.stdout.buffer
        return
    with atomic(to) as file:
        yield file
