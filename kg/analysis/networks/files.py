"""Networks as files: GraphML, GEXF for Gephi, CSV; the same network gives the same bytes.

GraphML and GEXF hold every tie as an edge of its own, with all its fields; in GEXF an edge lasts for the day of its
date, for Gephi's timeline. Characters that XML cannot hold become U+FFFD. What a spreadsheet would run has a `'` before
it in CSV, unless plain cells are wanted.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx

from kg.analysis.networks.measures import NodeMeasures, node_measures, simple
from kg.analysis.networks.network import MultiGraph, Network, Tie, names, ties_of
from kg.files import atomic
from kg.graph.export.escapes import CsvWriter
from kg.graph.export.formats import for_xml

_GEXF = "{http://www.gexf.net/1.2draft}"


def files(network: Network, *, plain_cells: bool = False) -> dict[str, bytes]:
    """The content of each file, by its name: both graphs, nodes with their measures, edges, and pairs."""
    return {
        "graph.graphml": to_graphml(network),
        "graph.gexf": to_gexf(network),
        "nodes.csv": to_nodes_csv(network, plain_cells),
        "edges.csv": to_edges_csv(network, plain_cells),
        "pairs.csv": to_pairs_csv(network, plain_cells),
    }


def write(contents: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Writes files into a folder, each as a whole or not at all; raises StoreError where one cannot be written."""
    for name, content in contents.items():
        with atomic(folder / name) as file:
            file.write(content)
    return tuple(folder / name for name in contents)


def to_graphml(network: Network) -> bytes:
    """The network as GraphML: all ties, attributes typed and called by their names."""
    out = io.BytesIO()
    nx.write_graphml_xml(_for_xml(network), out, named_key_ids=True)
    return out.getvalue() + b"\n"


def to_gexf(network: Network) -> bytes:
    """The network as GEXF 1.2: Chinese labels; edges with their relation as label and the day of their date."""
    graph = _for_xml(network)
    graph.graph["mode"] = "dynamic"
    for _, data in graph.nodes(data=True):
        data["label"] = data["label_zh"]
    for _, _, key, data in graph.edges(data=True, keys=True):
        data |= {"id": key, "label": data["relation"]}
        if data["date"]:
            data |= {"start": data["date"], "end": data["date"]}
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    root = ElementTree.fromstring(out.getvalue())
    for meta in root.findall(f"{_GEXF}meta"):
        root.remove(meta)  # it tells the day of writing
    ElementTree.register_namespace("", _GEXF.strip("{}"))
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _for_xml(network: Network) -> MultiGraph:
    """A copy with nothing in it that XML cannot hold, and with the projection's name."""
    graph = network.graph.copy()
    graph.graph = {"name": network.projection.name}
    for data in (*(data for _, data in graph.nodes(data=True)), *(data for _, _, data in graph.edges(data=True))):
        data |= {name: for_xml(value).replace("\r", "\ufffd") for name, value in data.items() if isinstance(value, str)}
    return graph


def to_nodes_csv(network: Network, plain_cells: bool = False) -> bytes:
    """Nodes with their names, kind and measures, the heaviest first."""
    measures = [field.name for field in fields(NodeMeasures)][1:]
    rows = (
        {"id": row.node, **network.graph.nodes[row.node], **{name: getattr(row, name) for name in measures}}
        for row in node_measures(network.graph)
    )
    return _csv(("id", "label_zh", "label_en", "kind", *measures), rows, plain_cells)


def to_edges_csv(network: Network, plain_cells: bool = False) -> bytes:
    """All ties with all that is known of each, and the names of their ends."""
    columns, name = [field.name for field in fields(Tie)], names(network.graph)
    rows = (
        asdict(tie) | {"source_label": name[tie.source], "target_label": name[tie.target]}
        for tie in ties_of(network.graph)
    )
    return _csv((*columns[:2], "source_label", "target_label", *columns[2:]), rows, plain_cells)


def to_pairs_csv(network: Network, plain_cells: bool = False) -> bytes:
    """One row a pair (and direction): the edges of the simple graph."""
    columns = ("weight", "against", "neutral", "favourable", "sign", "first", "last", "documents", "evidence")
    name = names(network.graph)
    rows = (
        {"source": source, "target": target, "source_label": name[source], "target_label": name[target], **edge}
        for source, target, edge in sorted(simple(network.graph).edges(data=True), key=lambda edge: edge[:2])
    )
    return _csv(("source", "target", "source_label", "target_label", *columns), rows, plain_cells)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]], plain_cells: bool) -> bytes:
    out = io.StringIO()
    writer = CsvWriter(out, plain=plain_cells)
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue().encode()
