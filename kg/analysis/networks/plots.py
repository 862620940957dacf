"""A network as a picture (SVG). Names are Chinese where this machine has a font for them, else English."""

from __future__ import annotations

import contextlib
import io
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.analysis.networks.measures import SEED, node_measures, signed, simple
from kg.analysis.networks.network import Graph, Network
from kg.errors import PlotError
from kg.graph.export.formats import for_xml

if TYPE_CHECKING:
    from matplotlib.font_manager import FontManager

FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Serif CJK SC",
    "Source Han Serif SC", "PingFang SC", "Hiragino Sans GB", "STHeiti", "Heiti SC", "Songti SC", "Microsoft YaHei",
    "SimHei", "SimSun", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Noto Sans CJK TC",
    "AR PL UMing CN", "AR PL UKai CN", "Droid Sans Fallback", "Unifont",
)  # fmt: skip
"""Families that write Chinese, in the order in which they are preferred."""
PLAIN = "DejaVu Sans"
MOST = 40
"""A picture shows no more nodes: those of most weight."""
COLOURS = {-1: "#b2182b", 0: "#888888", 1: "#2166ac"}
BEHIND = {"facecolor": "white", "edgecolor": "none", "alpha": 0.6, "pad": 0.6}
KINDS = {
    "State": "#fdd9b5", "DisputedEntity": "#fdd9b5", "Organization": "#cfe3f5", "Person": "#d9efd0",
    "Agreement": "#e6dcf2",
}  # fmt: skip


def to_svg(network: Network, font: str | None) -> bytes:
    """The picture of a network's simple graph: colours by sign, widths by weight; MOST nodes, as the title tells.

    `font` is a family that writes Chinese; None writes English names, and for a node without one its kind and its row
    in nodes.csv. The same network and font give the same bytes. Raises PlotError where matplotlib is not installed.
    """
    matplotlib = _matplotlib()
    from matplotlib.figure import Figure

    graph = heaviest(simple(network.graph), MOST)
    family = [font, PLAIN] if font else [PLAIN]
    style = {"font.family": family, "svg.hashsalt": "letterkg", "svg.fonttype": "path", "text.parse_math": False}
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(12, 9), layout="constrained")
        axes = figure.add_subplot()
        axes.set_axis_off()
        axes.set_title(_title(network, len(graph), chinese=bool(font)), fontsize=9, wrap=True)
        axes.margins(0.1)
        row_of = {row.node: number for number, row in enumerate(node_measures(network.graph), 1)}
        names = {
            node: for_xml(name_in(known, font, f"{known['kind']} {row_of[node]}"))
            for node, known in graph.nodes(data=True)
        }
        _draw(graph, axes, names, family, signed(network.graph))
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "letterkg"})
    return out.getvalue()


def _title(network: Network, shown: int, *, chinese: bool) -> str:
    question = network.projection.question_zh if chinese else network.projection.question_en
    return question if shown == len(network.graph) else f"{question} ({shown}/{len(network.graph)})"


def _draw(graph: Graph, axes: Any, names: dict[str, str], family: Any, coloured: bool) -> None:  # noqa: ANN401
    places = nx.spring_layout(graph, weight=None, seed=SEED, k=3 / math.sqrt(max(len(graph), 1)))
    edges = list(graph.edges(data=True))
    nx.draw_networkx_nodes(
        graph, places, ax=axes, node_size=500, edgecolors="#444444",
        node_color=[KINDS.get(graph.nodes[node]["kind"], "#eeeeee") for node in graph],
    )  # fmt: skip
    style: dict[str, Any] = {"connectionstyle": "arc3,rad=0.08", "node_size": 500} if graph.is_directed() else {}
    nx.draw_networkx_edges(
        graph, places, ax=axes, width=[0.8 + math.log(edge["weight"]) for *_, edge in edges],
        edge_color=[COLOURS[edge["sign"] if coloured else 0] for *_, edge in edges], **style,
    )  # fmt: skip
    nx.draw_networkx_labels(
        graph, places, labels=names, ax=axes, font_size=9, font_family=family, bbox=BEHIND, clip_on=False
    )


def name_in(attributes: dict[str, str], font: str | None, otherwise: str) -> str:
    """A node's name: Chinese where there is a font; else English, or something else where that is not Latin.

    >>> name_in({"label_zh": "秘鲁", "label_en": "Peru"}, None, "State 1")
    'Peru'
    >>> name_in({"label_zh": "张三", "label_en": "张三"}, None, "Person 2")
    'Person 2'
    """
    return attributes["label_zh"] if font else attributes["label_en"] if _latin(attributes["label_en"]) else otherwise


def _latin(words: str) -> bool:
    return all(ord(character) < 0x2E80 for character in words)


def heaviest(graph: Graph, most: int) -> Graph:
    """The part of a simple graph with its nodes of most weight (in and out together; then by IRI)."""
    weights = dict(graph.degree(weight="weight"))
    kept = sorted(sorted(graph, key=lambda node: (-weights[node], node))[:most])
    part: Graph = nx.DiGraph() if graph.is_directed() else nx.Graph()
    part.add_nodes_from((node, graph.nodes[node]) for node in kept)
    part.add_edges_from(edge for edge in graph.edges(data=True) if edge[0] in part and edge[1] in part)
    return part


def chinese_font(families: Iterable[str] = FONTS) -> str | None:
    """The first of the families that is installed on this machine; raises PlotError where matplotlib is not.

    Fonts are looked for again where none is known, for matplotlib remembers what there was when it first ran.
    """
    _matplotlib()
    from matplotlib.font_manager import findSystemFonts, fontManager

    wanted = tuple(families)
    if not (found := _first(wanted, fontManager)):
        known = {Path(font.fname) for font in fontManager.ttflist}
        for path in sorted(findSystemFonts()):
            if Path(path) not in known:
                with contextlib.suppress(RuntimeError, OSError):  # no font that matplotlib reads
                    fontManager.addfont(path)
        found = _first(wanted, fontManager)
    return found


def _first(families: Iterable[str], manager: FontManager) -> str | None:
    installed = {font.name for font in manager.ttflist}
    return next((family for family in families if family in installed), None)


def _matplotlib() -> Any:  # noqa: ANN401
    try:
        import matplotlib
    except ImportError as error:
        raise PlotError("plots need matplotlib: pip install 'letterkg[plot]'") from error
    return matplotlib
