"""The commands `kg serve` and `kg endpoint`."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from kg.cli.common import ASK, app, say
from kg.cli.options import OUTPUT, Out
from kg.errors import ServingError

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")]
Hosts = Annotated[
    list[str] | None,
    typer.Option("--allow-host", help="A host name that requests may give besides the loopback's; repeatable."),
]


@app.command("serve", rich_help_panel=ASK)
def serve_pages(
    port: Port = 8000,
    hosts: Hosts = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the first page in the browser.")] = False,
    judge: Annotated[str, typer.Option("--judge", help="Let this person judge; without it nothing is written.")] = "",
    out: Out = OUTPUT,
) -> None:
    """Look at the graph in a browser on this machine, until Ctrl-C; SPARQL is answered too."""
    with needing_servers():
        from kg.web.app import create_app
        from kg.web.explorer import Explorer
        from kg.web.judging import Judging
        from kg.web.live import Live
        from kg.web.serving import serve
        from kg.web.sparql.routes import routes
        from kg.web.warming import warm
    from kg.graph.store import Store
    from kg.web.index.index import Index

    def told(done: int, of: int) -> None:
        if done % 500 == 0:
            say(f"making the index for search and pages: {done:,} of {of:,} documents read", err=True)

    def ready(taken: int) -> None:
        say(f"http://127.0.0.1:{taken}/ shows {out}; Ctrl-C ends it")
        Thread(target=warm, daemon=True).start()
        if open_:
            webbrowser.open(f"http://127.0.0.1:{taken}/")

    def indexed(store: Store, folder: Path) -> Index:
        return Index.of(store, told, aside, folder)

    with Live(out, indexed, aside) as live:
        judging = Judging(name=judge.strip(), folder=out) if judge.strip() else None
        explorer = Explorer.of(live, judging)
        serve(create_app(out, [*explorer.routes(), *routes()], hosts=hosts or (), live=live), port, ready)


@app.command(rich_help_panel=ASK)
def endpoint(
    port: Port = 8000,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which a query is ended.")] = 30.0,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows that an answer may have.")] = 1_000_000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries that run at once.")] = 2,
    hosts: Hosts = None,
    out: Out = OUTPUT,
) -> None:
    """Answer SPARQL over HTTP on this machine (SPARQL 1.1 Protocol, read-only), until Ctrl-C."""
    with needing_servers():
        from kg.web.app import create_app
        from kg.web.live import Live
        from kg.web.serving import serve
        from kg.web.sparql.pool import Limits
        from kg.web.sparql.routes import routes

    def ready(taken: int) -> None:
        say(f"http://127.0.0.1:{taken}/sparql answers SPARQL over {out}; Ctrl-C ends it")

    limits = Limits(seconds=timeout, rows=rows, workers=workers)
    with Live(out, None, aside) as live:
        serve(create_app(out, routes(), hosts=hosts or (), limits=limits, live=live), port, ready)


def aside(words: str) -> None:
    """Says something beside what the command gives."""
    say(words, err=True)


@contextmanager
def needing_servers() -> Iterator[None]:
    """Says what to install where the libraries that serve are not there."""
    try:
        yield
    except ImportError as error:
        raise ServingError(f"{error.name} is not installed: pip install 'letterkg[serve]'") from error
