"""OpenDocument texts: paragraphs with their printed numbers, tables row by row, footnotes below what cites them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from kg.errors import SourceError
from kg.inputs.lines import LEADER, LINES_OF_A_CELL, Lines, mark, raised
from kg.inputs.opendocument_lists import DRAW, OFFICE, STYLE, TABLE, TEXT, Lists, named
from kg.inputs.reading import Reading
from kg.inputs.zipped import checked, content, opened

XML = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SIGNS = {f"{TEXT}s": " ", f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t", f"{TEXT}soft-page-break": ""}
SILENT = frozenset(
    f"{TEXT}{name}" for name in ("note-citation", "number", "bookmark", "bookmark-start", "bookmark-end", "ruby-text")
)
SKIPPED = frozenset(
    {f"{TEXT}{name}" for name in ("sequence-decls", "variable-decls", "user-field-decls", "tracked-changes")}
    | {f"{OFFICE}{name}" for name in ("forms", "scripts", "annotation-end")}
)


def read(path: Path, data: bytes) -> Reading:
    """The words of an OpenDocument text; raises SourceError for one that is damaged, protected or would unpack."""
    checked(path, data)
    with opened(path, data) as archive:
        if b"encryption-data" in _part(path, archive, "META-INF/manifest.xml"):
            raise SourceError(path, "is protected by a password; take the protection off")
        parts = [_part(path, archive, name) for name in ("content.xml", "styles.xml")]
    try:
        main, styles = (etree.fromstring(part, XML) if part else None for part in parts)
    except etree.XMLSyntaxError as error:
        raise SourceError(path, f"is a damaged OpenDocument text ({error}); open it and save it again") from error
    body = main.find(f"{OFFICE}body/{OFFICE}text") if main is not None else None
    if main is None or body is None:
        raise SourceError(path, "is no OpenDocument text; open it in a word processor and save it as .odt or .docx")
    return _Reader(main, styles if styles is not None else etree.Element("none")).reading(body)


def _part(path: Path, archive: ZipFile, name: str) -> bytes:
    """A part of the document, empty where it has none of the name."""
    return content(path, archive, archive.getinfo(name)) if name in archive.namelist() else b""


class _Reader:
    """A document on its way to lines; `cited` and `boxes` are to come below the paragraph that is being read."""

    def __init__(self, main: _Element, styles: _Element) -> None:
        self.main, self.styles = main, styles
        self.lines, self.lists = Lines(), Lists(main, styles)
        self.cited: list[tuple[int, _Element]] = []
        self.boxes: list[_Element] = []
        self.leaders = _styles((main, styles), _has_leader)
        self.raised = _styles((main, styles), _is_raised)
        self.leader = False

    def reading(self, body: _Element) -> Reading:
        """The words of the document, and what was left out of it."""
        self.edges("header")
        for region in body.iter(f"{TEXT}deletion"):
            self.lines.leave_out("deleted-text", "".join(region.itertext()))
        self.blocks(body)
        self.edges("footer")
        self.lines.tell_left_out()
        return self.lines.reading()

    def edges(self, name: str) -> None:
        """Adds each line of running heads or feet once."""
        found = (one for one in self.styles.iter() if isinstance(one.tag, str) and one.tag.startswith(f"{STYLE}{name}"))
        lines = (self.words(one) for edge in found for one in edge.iter(*PARAGRAPHS))
        for line in dict.fromkeys(line for words in lines for line in words.split("\n")):
            self.lines.add_furniture(line)
        self.cited, self.boxes = [], []

    def blocks(self, parent: _Element) -> None:
        """Reads paragraphs, lists, tables, and whatever holds them."""
        for child in parent:
            if child.tag in PARAGRAPHS:
                self.paragraph(child)
            elif child.tag == f"{TEXT}list":
                with self.lists.inside(child):
                    self.blocks(child)
            elif child.tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                self.lists.begin_item(child)
                self.blocks(child)
            elif child.tag == f"{TABLE}table":
                self.table(child)
            elif child.tag.startswith(DRAW):
                self.drawing(child)
                self.below()
            elif child.tag not in SKIPPED:
                self.blocks(child)

    def paragraph(self, element: _Element) -> None:
        """Reads a paragraph, and below it its footnotes and text boxes."""
        label = self.lists.label(element)
        words = self.words(element)
        self.lines.add(*(f"{label}{words}" if words.strip() else "").split("\n"))
        self.below()

    def below(self) -> None:
        """Adds the footnotes and text boxes of what was read last."""
        cited, self.cited = self.cited, []
        for number, note in cited:
            self.lines.add_note(number, map(self.words, note.iter(*PARAGRAPHS)))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def table(self, table: _Element) -> None:
        """Reads a table row by row, or cell by cell where it sets columns of text side by side."""
        rows = [row for row in table.iter(f"{TABLE}table-row") if next(row.iterancestors(f"{TABLE}table")) is table]
        cells = [row.findall(f"{TABLE}table-cell") for row in rows]
        if any(_is_of_text(cell) for row in cells for cell in row):
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell)
            return
        for row in cells:
            self.lines.add_row([" ".join(map(self.words, cell.iter(*PARAGRAPHS))) for cell in row])
            self.below()

    def words(self, element: _Element) -> str:
        """The words of a paragraph."""
        self.leader = element.get(f"{TEXT}style-name") in self.leaders
        return self.inline(element)

    def inline(self, parent: _Element) -> str:
        """The words of what stands in a paragraph."""
        return (parent.text or "") + "".join(self.piece(child) + (child.tail or "") for child in parent)

    def piece(self, node: _Element) -> str:
        """The words of one thing that stands in a paragraph."""
        tag = node.tag
        if tag == f"{TEXT}tab" and self.leader:
            return LEADER
        if tag in SIGNS:
            return SIGNS[tag]
        if tag == f"{TEXT}note":
            number = self.lines.next_note()
            self.cited.append((number, node))
            return mark(number)
        if tag == f"{OFFICE}annotation":
            self.lines.leave_out("comment", "".join(node.itertext()))
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            self.lines.leave_out("hidden-text", node.get(f"{TEXT}string-value") or "".join(node.itertext()))
        elif tag.startswith(DRAW) and tag != f"{DRAW}a":
            self.drawing(node)
        elif tag not in SILENT:
            words = self.inline(node)
            return raised(words) if node.get(f"{TEXT}style-name") in self.raised else words
        return ""

    def drawing(self, node: _Element) -> None:
        """Keeps the text of a drawing for below; what else is drawn is told."""
        outer = {f"{DRAW}text-box", f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}ellipse"}
        boxes = [one for one in node.iter(*outer) if next(one.iter(*PARAGRAPHS), None) is not None]
        boxes = [one for one in boxes if not any(above in boxes for above in one.iterancestors(*outer))]
        self.boxes += boxes
        for _ in boxes:
            self.lines.leave_out("text-box")
        for kind, code in (("object", "embedded"), ("object-ole", "embedded"), ("image", "picture")):
            if not boxes and node.find(f".//{DRAW}{kind}") is not None:
                self.lines.leave_out(code)
                break


def _styles(roots: Sequence[_Element], wanted: Callable[[_Element], bool]) -> frozenset[str]:
    """The names of the styles that are as wanted, and of those that are made from them."""
    styles = {named(one, STYLE): one for root in roots for one in root.iter(f"{STYLE}style")}
    found = {name for name, one in styles.items() if wanted(one)}
    return frozenset(
        name for name, one in styles.items() if name in found or one.get(f"{STYLE}parent-style-name") in found
    )


def _has_leader(style: _Element) -> bool:
    """Whether a style has a tabulator with a dotted line."""
    return any(stop.get(f"{STYLE}leader-style") == "dotted" for stop in style.iter(f"{STYLE}tab-stop"))


def _is_raised(style: _Element) -> bool:
    """Whether a style sets its words above the line."""
    position = next((one.get(f"{STYLE}text-position") for one in style.iter(f"{STYLE}text-properties")), None) or ""
    return position.startswith("super") or (position.partition("%")[0].isdecimal() and not position.startswith("0"))


def _is_of_text(cell: _Element) -> bool:
    """Whether a cell holds running text, and not just a value of a row."""
    filled = sum(1 for one in cell.iter(*PARAGRAPHS) if "".join(one.itertext()).strip())
    return filled > LINES_OF_A_CELL or cell.find(f".//{TABLE}table") is not None
