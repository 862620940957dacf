"""The command `kg analyze`: graphs of who is tied to whom, their measures, files and picture."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import ANALYSE, app, console, hand_over, known_format, say
from kg.cli.options import OUTPUT, Days, Endpoint, JudgedWrong, Out, Printing, Unknown, grouped
from kg.cli.review import reviewed
from kg.errors import PlotError, QueryError

if TYPE_CHECKING:
    from kg.analysis.networks.network import Network
    from kg.graph.query_files import Query
    from kg.graph.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Which part of the store makes the graph."""

    nodes: Annotated[str, typer.Option(help="actor; or state: forces, offices and persons count as theirs.")] = "actor"
    centre: Annotated[str | None, typer.Option("--ego", help="Only the surroundings of this node: name or IRI.")] = None
    radius: Annotated[int, typer.Option(min=1, help="How many steps around it.")] = 1
    quoted: Annotated[bool, typer.Option("--quoted", help="Include claims known only from quotations.")] = False
    unknown: Unknown = False
    all_: JudgedWrong = False


@app.command(rich_help_panel=ANALYSE)
@grouped
def analyze(
    cut: Cut,
    days: Days,
    printing: Printing,
    name: Annotated[str | None, typer.Argument(help="A projection's name, or a file with one.")] = None,
    by: Annotated[str | None, typer.Option(help="Change over time: year, month or document.")] = None,
    table: Annotated[
        str | None,
        typer.Option(help="One table: summary, nodes, pairs, communities, triads, windows, changes or ties."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Folder for GraphML, GEXF, CSV and a plot (SVG).")] = None,
    out: Out = OUTPUT,
    endpoint: Endpoint = "",
    list_: Annotated[bool, typer.Option("--list", help="List the projections and exit.")] = False,
) -> None:
    """Measure graphs of who is tied to whom, and write them for Gephi and other programs."""
    from kg.analysis.networks.projections import find_projection, load_projections
    from kg.analysis.networks.tables import tables
    from kg.reports import render

    if list_ or name is None:
        console().print(render.listing(load_projections()))
        return
    projection = find_projection(name)
    known_format(printing.format_)
    _known_table(table)
    network = _network(projection, cut, days, out, endpoint)
    shown = _chosen(projection.name, tables(network, by), table, printing.format_)
    if to:
        _write(network, to, printing.plain_cells)
    _print(shown, printing)


def _known_table(table: str | None) -> None:
    from kg.analysis.networks.tables import TABLES

    if table not in (None, *TABLES):
        raise QueryError(f"{table!r} is no table; choose one of {', '.join(TABLES)}")


def _network(projection: Query, cut: Cut, days: Days, out: Path, endpoint: str) -> Network:
    from kg.analysis.networks.network import ego, within
    from kg.analysis.networks.projections import node_of, project

    with reviewed(out, endpoint, cut.all_) as store:
        network = within(
            project(store, projection, nodes=cut.nodes, quoted=cut.quoted, unknown=cut.unknown), *days.range()
        )
        return ego(network, node_of(store, cut.centre, cut.nodes), cut.radius) if cut.centre else network


def _chosen(name: str, found: dict[str, Table], table: str | None, format_: str) -> dict[str, Table]:
    """The tables to print; raises QueryError for one that is not there, and for several as CSV."""
    if table and table not in found:
        raise QueryError(f"{name} has no table {table!r} here; it has {', '.join(found)}")
    shown = {table: found[table]} if table else found
    if format_ == "csv" and len(shown) > 1:
        raise QueryError(f"csv holds one table; name it with --table: {', '.join(shown)}")
    return shown


def _write(network: Network, to: Path, plain_cells: bool) -> None:
    from kg.analysis.networks.files import files, write

    for path in write(files(network, plain_cells=plain_cells) | _picture(network), to):
        say(path, err=True)


def _picture(network: Network) -> dict[str, bytes]:
    """The plot as a file, and on standard error what keeps it from being drawn or from showing Chinese names."""
    from kg.analysis.networks.plots import FONTS, chinese_font, to_svg

    try:
        if not (font := chinese_font()):
            say(
                f"kg: no font with Chinese characters here (looked for {', '.join(FONTS[:4])}, ...); the plot shows "
                "English names. Install one, such as the Debian package fonts-noto-cjk, and draw again.",
                err=True,
            )
        return {"plot.svg": to_svg(network, font)}
    except PlotError as error:
        say(f"kg: no plot drawn: {error}", err=True)
        return {}


def _print(found: Mapping[str, Table], printing: Printing) -> None:
    from kg.reports import render

    format_ = printing.format_
    if format_ == "json" and len(found) > 1:
        rows = {name: json.loads(render.to_text(table, format_)) for name, table in found.items()}
        hand_over(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    for name, table in found.items():
        if format_ != "table":
            head = f"\n## {name}\n\n" if len(found) > 1 else ""
            hand_over(head + render.to_text(table, format_, plain_cells=printing.plain_cells))
        elif name != "ties" or len(found) == 1:
            shown = render.to_rich(table if printing.wide else table.narrow())
            console(wide=printing.wide).print(name, shown, sep="\n")
