"""The command `kg push`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.common import ASK, app, progress, say
from kg.cli.options import OUTPUT, Out


@app.command(rich_help_panel=ASK)
def push(
    endpoint: Annotated[
        str, typer.Argument(help="Address of the Graph Store Protocol, such as https://example.org/ds/data.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Also send what the server has already.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out graphs that were pushed there but are not in this store.")
    ] = False,
    out: Out = OUTPUT,
) -> None:
    """Send the graphs to a server that takes the SPARQL 1.1 Graph Store Protocol: those that have changed.

    Name and password come from LETTERKG_USER and LETTERKG_PASSWORD (or LETTERKG_TOKEN), or from netrc. A push that was
    ended goes on where it was when it is run again.
    """
    from kg.graph.store import Store
    from kg.remote.push import push, refresh_digests
    from kg.remote.server import Server

    with Server(endpoint) as server:
        with Store(out, read_only=True):  # asks for one that is there
            pass
        with Store(out) as store:
            refresh_digests(store)
        with Store(out, read_only=True) as store, progress() as advance:
            found = push(store, server, force=force, prune=prune, progress=advance)
    say(f"graphs: {found.sent} sent, {found.unchanged} unchanged, {found.removed} removed")
    for graph in found.strange:
        say(f"look at {graph}: pushed there before, not in {out}; --prune takes it out")
