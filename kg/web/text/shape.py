"""The repaired text of a stored document, paragraph by paragraph, with the parts that the store has of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import SourceError
from kg.knowledge.layout import Layout, load_layout
from kg.model.document import CatalogueRow, Document, DocumentKind, Part
from kg.model.text import Source, Span, Text
from kg.namespaces import LKG
from kg.resources import shipped
from kg.structure.document import structures
from kg.structure.repair import repair
from kg.structure.source import as_read
from kg.web.index.reading import GraphRows, narrowest


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapedPart:
    """A part as the page shows it: its IRI ("" for a stretch that belongs to none), number, class and paragraphs."""

    iri: str
    order: int
    kind: str
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A document's parts in order; `same` tells that they are those of the store, each paragraph in its own."""

    parts: tuple[ShapedPart, ...]
    same: bool
    why: str = ""


@cache
def _layout() -> Layout:
    return load_layout(shipped("ontology") / "rules")


def shape_of(rows: GraphRows) -> Shape:
    """The paragraphs of a document by the parts that the store has of it.

    The store holds the text and where each mention stands, but not where parts end; so the text is divided once more.
    Where that does not give the parts of the store (they came of other rules), no paragraph is given to anybody: the
    printed lines are shown as they are.
    """
    stored = {order: (iri, kind) for iri, order, kind in _stored(rows)}
    try:
        for document in _divided(rows):
            made = {part.order: part.kind.value for part in document.parts}
            if made == {order: kind for order, (_, kind) in stored.items()} and _agree(rows, document.parts):
                return Shape(parts=tuple(_shaped(part, stored[part.order][0]) for part in document.parts), same=True)
    except SourceError as error:
        return Shape(parts=(_plain(rows.text),), same=False, why=str(error))
    return Shape(parts=(_plain(rows.text),), same=False)


def _stored(rows: GraphRows) -> Iterator[tuple[str, int, str]]:
    for part in rows.of_class("Part"):
        yield part, rows.number(part, f"{LKG}order") or 0, narrowest(rows.classes[part])


def _divided(rows: GraphRows) -> Iterator[Document]:
    """The documents of the text: as it tells them by itself, and as what a format or a catalogue says of it."""
    name = rows.first(rows.graph, f"{LKG}fileName") or ""
    row = _row(rows) if rows.values(rows.graph, f"{LKG}catalogued") else None
    layout, read = _layout(), as_read(rows.text)
    for whole_lines in (False, True):
        source = Source(path=Path(name), characters=rows.text, sha256="", read=read, whole_lines=whole_lines)
        repaired = repair(source, layout)
        yield from structures(repaired, layout)
        if row:
            yield from structures(repaired, layout, row)


def _row(rows: GraphRows) -> CatalogueRow:
    kinds = {kind.value: kind for kind in DocumentKind}
    kind = kinds.get(narrowest(rows.classes[rows.graph]))
    return CatalogueRow(catalogue="", row=0, kind=None if kind is DocumentKind.OTHER else kind)


def _agree(rows: GraphRows, parts: Sequence[Part]) -> bool:
    """Whether every claim stands in the part that the store gives it to: nobody may be given another's words."""
    spans = {part.order: part.text.origin() for part in parts if len(part.text)}
    for claim in rows.of_class("Claim"):
        for at in rows.stretches(claim):
            where = spans.get(at.part if at.part is not None else -1)
            if where is None or not where.covers(Span(at.start, at.end)):
                return False
    return True


def _shaped(part: Part, iri: str) -> ShapedPart:
    return ShapedPart(iri=iri, order=part.order, kind=part.kind.value, paragraphs=tuple(_paragraphs(part.text)))


def _paragraphs(text: Text) -> Iterator[Text]:
    start = 0
    for line in text.characters.split("\n"):
        if line:
            yield text.cut(Span(start, start + len(line)))
        start += len(line) + 1


def _plain(characters: str) -> ShapedPart:
    """The printed lines as paragraphs."""
    every = Text(characters.replace("\f", "\n").replace("\r", "\n"), tuple(range(len(characters))))
    return ShapedPart(iri="", order=-1, kind="", paragraphs=tuple(_paragraphs(every)))


def places_of(text: Text, start: int, end: int) -> Span | None:
    """Which of a text's characters come from these of the source; None where none do.

    >>> places_of(Text("甲国军", (4, 7, 8)), 5, 8)
    Span(start=1, end=2)
    """
    first, last = bisect_left(text.origins, start), bisect_right(text.origins, end - 1)
    return Span(first, last) if first < last else None


def printed(characters: str, text: Text) -> str:
    """The lines of the source that a text comes from, whole and as printed."""
    where = text.origin()
    start = characters.rfind("\n", 0, where.start) + 1
    end = characters.find("\n", where.end)
    return characters[start : end if end >= 0 else len(characters)].strip("\n")
