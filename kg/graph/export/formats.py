"""Writing a store out, sorted, so that the same graph gives the same bytes; never more in memory than a batch.

Oxigraph's serializers do the writing: for 100,000 triples they need a tenth of a second where rdflib's need five.
"""

from __future__ import annotations

import heapq
import itertools
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.ntriples import in_graph
from kg.graph.source import Source
from kg.graph.store import Store, in_order, order
from kg.namespaces import PREFIXES

FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "xml")
BATCH = 500_000
"""So many lines are sorted in memory; of more, sorted pieces wait on disk."""
SLICE = 20_000
"""So many lines, and the rest of what is said of the last subject, become Turtle at once."""
_END = b" .\n"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def export(store: Store, kind: str, out: IO[bytes]) -> None:
    """Writes all of the store: `trig` and `nq` by document, `jsonld` too; `ttl`, `nt` and `xml` their union.

    Raises QueryError for an unknown format.
    """
    writers: dict[str, Callable[[Store, IO[bytes], dict[str, str]], None]] = {
        "ttl": write_turtle, "trig": write_trig, "nt": _write_nt, "nq": _write_nq, "jsonld": _write_jsonld,
        "xml": _write_xml,
    }  # fmt: skip
    if kind not in writers:
        raise QueryError(f"{kind!r} is no format to export to; choose one of {', '.join(FORMATS)}")
    writers[kind](store, out, prefixes_of(store))


def prefixes_of(store: Source) -> dict[str, str]:
    """The project's prefixes, sorted, with `id` for the base that the store was built with."""
    return {name: str(iri) for name, iri in sorted(PREFIXES.items())} | {"id": store.base}


def shorten(iri: str) -> str:
    """An IRI with the project's prefix, where it has one.

    >>> shorten("https://w3id.org/letterkg/id/actor/security-council")
    'id:actor/security-council'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(str(namespace)):
            return f"{prefix}:{iri[len(str(namespace)) :]}"
    return iri


def _write_jsonld(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    from kg.graph.export.jsonld import write_jsonld  # it loads what no other format needs

    write_jsonld(store, out, prefixes)


def write_trig(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """One named graph a document, by graph IRI."""
    out.write(_header(prefixes))
    for graph in store.graphs():
        text = store.text(graph)
        out.write(_in_trig(graph, text, _turtle(text, prefixes), prefixes))


def write_turtle(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    """The union of all documents."""
    _write_turtle(union(store), out, prefixes)


def write_both(
    store: Store, trig: IO[bytes], turtle: IO[bytes], prefixes: dict[str, str], known: Mapping[str, bytes]
) -> None:
    """What `write_trig` and `write_turtle` write, each graph read once: from `known` (as `Store.text` has them) or
    else from the store, which takes several times as long.
    """
    graphs = ((graph, known[graph] if graph in known else store.text(graph)) for graph in store.graphs())
    trig.write(_header(prefixes))
    if len(store.inner) > BATCH:
        _write_turtle(_united(_also_in_trig(graphs, trig, prefixes)), turtle, prefixes)
        return
    about: defaultdict[bytes, dict[bytes, None]] = defaultdict(dict)
    for graph, text in graphs:
        body = _turtle(text, prefixes)
        trig.write(_in_trig(graph, text, body, prefixes))
        for block in _blocks(body):
            about[_subject(block)][block] = None
    turtle.write(_header(prefixes) + b"\n")
    spaces = {name.encode(): iri.encode() for name, iri in prefixes.items()}
    subjects = sorted(about, key=lambda name: _in_full(spaces, name))
    merged = iter(_merged((block for name in subjects if len(about[name]) > 1 for block in about[name]), prefixes))
    for name in subjects:
        turtle.write(next(iter(about[name])) if len(about[name]) == 1 else next(merged))


def _also_in_trig(graphs: Iterable[tuple[str, bytes]], trig: IO[bytes], prefixes: dict[str, str]) -> Iterator[bytes]:
    """The lines of graphs, each graph written as it comes."""
    for graph, text in graphs:
        trig.write(_in_trig(graph, text, _turtle(text, prefixes), prefixes))
        yield from text.splitlines(keepends=True)


def _in_trig(graph: str, text: bytes, body: bytes, prefixes: dict[str, str]) -> bytes:
    """A graph in TriG: its name, and its Turtle indented, which takes half as long as to parse it as quads."""
    first = text[: text.find(b"\n") + 1]
    head, _, _ = _body(_quads(graph, first), ox.RdfFormat.TRIG, prefixes).partition(b"{\n")
    return b"\n" + (head + b"{\n\t" + body[:-1].replace(b"\n", b"\n\t") + b"\n}\n" if text else b"")


def _subject(line: bytes) -> bytes:
    """The subject with which a line of N-Triples, or a block of Turtle, begins."""
    return line.partition(b" ")[0]


def _in_full(prefixes: Mapping[bytes, bytes], name: bytes) -> bytes:
    r"""A subject of Turtle as N-Triples writes it.

    >>> _in_full({b"id": b"urn:id/"}, rb"id:actor\/b"), _in_full({}, b"<urn:a>")
    (b'<urn:id/actor/b>', b'<urn:a>')
    """
    prefix, _, rest = name.partition(b":")
    return b"<" + prefixes[prefix] + rest.replace(b"\\", b"") + b">" if prefix in prefixes else name


def _blocks(body: bytes) -> list[bytes]:
    """What Turtle says of each subject; in words a line feed is written otherwise."""
    return [block + _END for block in body.split(_END)[:-1]]


def _merged(blocks: Iterable[bytes], prefixes: dict[str, str]) -> list[bytes]:
    """What several graphs say of some subjects, each thing once: a block for each subject, in their order."""
    parsed = ox.parse(_header(prefixes) + b"".join(blocks), format=ox.RdfFormat.TURTLE)
    lines = (ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return _blocks(_turtle(b"".join(_sorted(lines)), prefixes))


def _write_turtle(lines: Iterable[bytes], out: IO[bytes], prefixes: dict[str, str]) -> None:
    out.write(_header(prefixes) + b"\n")
    batch: list[bytes] = []
    for _, about in itertools.groupby(lines, key=_subject):
        batch.extend(about)
        if len(batch) >= SLICE:
            out.write(_turtle(b"".join(batch), prefixes))
            batch = []
    out.write(_turtle(b"".join(batch), prefixes))


def union(store: Store, batch: int = BATCH) -> Iterator[bytes]:
    """Every triple of the store once, as lines in order; more than a batch is sorted in pieces on disk and merged."""
    return _united((line for graph in store.graphs() for line in store.lines(graph)), batch)


def _united(lines: Iterable[bytes], batch: int = BATCH) -> Iterator[bytes]:
    waiting = iter(lines)
    piece = _sorted(itertools.islice(waiting, batch))
    if (following := next(waiting, None)) is None:
        yield from piece
        return
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        waiting = itertools.chain((following,), waiting)
        while piece:
            run = files.enter_context(tempfile.TemporaryFile())
            run.writelines(piece)
            run.seek(0)
            runs.append(run)
            piece = _sorted(itertools.islice(waiting, batch))
        for line, _ in itertools.groupby(heapq.merge(*runs, key=order)):
            yield line


def as_turtle(triples: Iterable[ox.Triple], prefixes: dict[str, str]) -> bytes:
    """Some triples as Turtle, sorted by subject."""
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return _header(prefixes) + b"\n" + _turtle(in_order(text.splitlines(keepends=True)), prefixes)


def _sorted(lines: Iterable[bytes]) -> list[bytes]:
    """The lines in order, each once; each graph's are so already, of which sorting makes use."""
    return [line for line, _ in itertools.groupby(sorted(lines, key=order))]


def _parse(text: bytes) -> Iterator[ox.Quad]:
    """The triples of lines; to look again whether the store's IRIs are sound would take as long as all the rest."""
    return ox.parse(text, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _quads(graph: str, text: bytes) -> Iterator[ox.Quad]:
    """The lines of a graph as quads."""
    return ox.parse(in_graph(text, graph), format=ox.RdfFormat.N_QUADS)


def _header(prefixes: dict[str, str]) -> bytes:
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())).encode()


def _turtle(text: bytes, prefixes: dict[str, str]) -> bytes:
    """Sorted lines as Turtle without its header."""
    return _body(_parse(text), ox.RdfFormat.TURTLE, prefixes)


def _body(data: Iterable[ox.Triple] | Iterable[ox.Quad], kind: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    """Turtle or TriG without its header, whose order the serializer does not promise."""
    text = ox.serialize(data, format=kind, prefixes=prefixes) or b""
    return text.split(b"\n", len(prefixes))[-1] if text.startswith(b"@prefix") else text


def _write_nt(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    out.writelines(union(store))


def _write_nq(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    for graph in store.graphs():
        out.write(in_graph(store.text(graph), graph))


def _write_xml(store: Store, out: IO[bytes], prefixes: dict[str, str]) -> None:
    triples = (_without_what_xml_lacks(quad.triple) for line in union(store) for quad in _parse(line))
    ox.serialize(triples, cast(IO[bytes], _Returns(out)), ox.RdfFormat.RDF_XML, prefixes=prefixes)


def for_xml(words: str) -> str:
    """The words with U+FFFD for each character that XML cannot hold, so that offsets keep counting."""
    return _NOT_XML.sub("\ufffd", words)


def _without_what_xml_lacks(triple: ox.Triple) -> ox.Triple:
    words = triple.object
    if not isinstance(words, ox.Literal) or words.value == (held := for_xml(words.value)):
        return triple
    kind = {"language": words.language} if words.language else {"datatype": words.datatype}
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(held, **kind))


class _Returns:
    """Writes a carriage return as XML must have it, for a parser would fold it into the line feed."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out

    def write(self, data: bytes) -> int:
        self.out.write(bytes(data).replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        self.out.flush()
