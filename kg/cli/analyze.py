"""The command `kg analyze`: graphs of who is tied to whom, their measures, files and picture."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kg.analysis.networks.files import files, write
from kg.analysis.networks.network import Network, ego, within
from kg.analysis.networks.plots import FONTS, chinese_font, to_svg
from kg.analysis.networks.projections import find_projection, load_projections, node_of, project
from kg.analysis.networks.tables import TABLES, tables
from kg.analysis.networks.windows import WINDOWS
from kg.cli.common import OUTPUT, Out, Since, Until, app, console, days, known_format
from kg.errors import PlotError, QueryError
from kg.graph.store import Store
from kg.graph.table import Table
from kg.reports import render


@app.command()
def analyze(
    name: Annotated[str | None, typer.Argument(help="A projection's name, or a file with one.")] = None,
    nodes: Annotated[str, typer.Option(help="actor, or state: forces, offices and persons as theirs.")] = "actor",
    since: Since = "",
    until: Until = "",
    centre: Annotated[str | None, typer.Option("--ego", help="Only what lies around this node (IRI or name).")] = None,
    radius: Annotated[int, typer.Option(min=1, help="How many steps around it.")] = 1,
    by: Annotated[str | None, typer.Option(help=f"Change over time: {', '.join(WINDOWS)}.")] = None,
    quoted: Annotated[bool, typer.Option("--quoted", help="With claims known only from another's quotation.")] = False,
    table: Annotated[str | None, typer.Option(help=f"One table: {', '.join(TABLES)}.")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or markdown.")] = "table",
    to: Annotated[Path | None, typer.Option("--to", help="Folder for GraphML, GEXF, CSV and a plot (SVG).")] = None,
    out: Out = OUTPUT,
    list_: Annotated[bool, typer.Option("--list", help="List the projections, and end.")] = False,
) -> None:
    """Who is tied to whom: a graph of the store, its measures as tables, and as files for Gephi and others."""
    if list_ or name is None:
        console().print(render.listing(load_projections()))
        return
    projection = find_projection(name)
    known_format(format_)
    if table not in (None, *TABLES):
        raise QueryError(f"{table!r} is no table; choose one of {', '.join(TABLES)}")
    with Store(out, read_only=True) as store:
        network = within(project(store, projection, nodes=nodes, quoted=quoted), *days(since, until))
        if centre:
            network = ego(network, node_of(store, centre, nodes), radius)
    found = tables(network, by)
    if table and table not in found:
        raise QueryError(f"{projection.name} has no table {table!r} here; it has {', '.join(found)}")
    shown = {table: found[table]} if table else found
    if format_ == "csv" and len(shown) > 1:
        raise QueryError(f"csv holds one table; name it with --table: {', '.join(shown)}")
    if to:
        for path in write(files(network) | _picture(network), to):
            typer.echo(path, err=True)
    _print(shown, format_)


def _picture(network: Network) -> dict[str, bytes]:
    """The plot as a file, and on standard error what keeps it from being drawn or from showing Chinese names."""
    try:
        if not (font := chinese_font()):
            typer.echo(
                f"kg: no font with Chinese characters here (looked for {', '.join(FONTS[:4])}, ...); the plot shows "
                "English names. Install one, such as the Debian package fonts-noto-cjk, and draw again.",
                err=True,
            )
        return {"plot.svg": to_svg(network, font)}
    except PlotError as error:
        typer.echo(f"kg: no plot drawn: {error}", err=True)
        return {}


def _print(found: Mapping[str, Table], format_: str) -> None:
    if format_ == "json" and len(found) > 1:
        rows = {name: json.loads(render.to_text(table, format_)) for name, table in found.items()}
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for name, table in found.items():
        if format_ != "table":
            typer.echo((f"\n## {name}\n\n" if len(found) > 1 else "") + render.to_text(table, format_), nl=False)
        elif name != "ties" or len(found) == 1:
            console().print(name, render.to_rich(table), sep="\n")
