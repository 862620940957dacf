"""The commands `kg query` and `kg explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.common import ASK, app, console, known_format, opened, say, show
from kg.cli.options import OUTPUT, Days, Endpoint, Out, Printing, grouped
from kg.errors import QueryError


@app.command(rich_help_panel=ASK)
@grouped
def query(
    days: Days,
    printing: Printing,
    name: Annotated[str | None, typer.Argument(help="A query's name, a SPARQL file, or - for standard input.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", help="key=value; repeatable.")] = None,
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds after which a query is ended.")] = 30.0,
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
    list_: Annotated[bool, typer.Option("--list", help="List the queries (of the group NAME) and exit.")] = False,
) -> None:
    """Ask one of the shipped questions, or run a SPARQL query."""
    from kg.graph.queries import bind, run
    from kg.graph.query_files import find_query, load_queries, of_group, read_text
    from kg.reports import render

    if list_ or name is None:
        console().print(render.listing(of_group(load_queries(), name)))
        return
    wanted = read_text("-", sys.stdin.buffer) if name == "-" else find_query(name)
    known_format(printing.format_)
    given = {key: value for key, value in (("from", days.since), ("until", days.until)) if value}
    with opened(out, endpoint) as store:
        table = run(store, wanted, bind(wanted, given | _pairs(param or []), store), timeout=timeout)
    show(table, printing)


def _pairs(given: list[str]) -> dict[str, str]:
    for pair in given:
        if not pair.partition("=")[1]:
            raise QueryError(f"--param {pair}: write key=value")
    return {key: value for key, _, value in (pair.partition("=") for pair in given)}


@app.command(rich_help_panel=ASK)
def explain(
    thing: Annotated[str, typer.Argument(help="id:actor/..., a full IRI, or a name, symbol or file name.")],
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
) -> None:
    """Show every mention of a thing with its sentence, position and rule, and the claims about it."""
    from kg.analysis.explanation import explain
    from kg.reports import render

    with opened(out, endpoint) as store:
        say(render.explanation(explain(store, thing)), nl=False)
