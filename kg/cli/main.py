"""The command `kg`: its own options, and the modules that hold its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import (
    analyze,
    ask,
    build,
    disputes,
    export,
    fetch,
    knowledge,
    listings,
    project,
    remote,
    reports,
    review,
    serve,
    site,
)
from kg.cli.common import app

# Each adds its own commands when it is imported.
COMMANDS = (
    project,
    fetch,
    build,
    ask,
    export,
    remote,
    serve,
    listings,
    disputes,
    analyze,
    review,
    reports,
    site,
    knowledge,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"letterkg {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Takes the options that stand before a command."""
