"""Word documents: paragraphs with their printed numbers, tables row by row, footnotes below what cites them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError, _Element

from kg.errors import SourceError
from kg.inputs.lines import LEADER, LINES_OF_A_CELL, Lines, mark, raised
from kg.inputs.reading import Reading
from kg.inputs.word_numbering import Numbering, value
from kg.inputs.zipped import DAMAGED, checked

CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
SIGNS = {qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n", qn("w:br"): "\n"}
WITHIN = frozenset(
    map(qn, ("w:hyperlink", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml", "w:bdo", "w:dir",
             "w:ins", "w:moveTo", "m:oMath", "m:oMathPara", "m:r"))
)  # fmt: skip
BLOCKS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))
DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
DRAWN = frozenset(map(qn, ("w:drawing", "w:pict", "w:object")))
NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
NOTE = ("w:footnote", "w:endnote")


def read(path: Path, data: bytes) -> Reading:
    """The words of a Word document; raises SourceError for one that is damaged or would unpack beyond measure."""
    checked(path, data)
    try:
        return _Reader(docx.Document(BytesIO(data))).reading()
    except (OpcError, XMLSyntaxError, KeyError, AttributeError, TypeError, *DAMAGED) as error:
        what = f"is no Word document as Word writes them ({type(error).__name__}: {error})"
        raise SourceError(path, f"{what}; open it and save it as a Word document (.docx)") from error


class _Reader:
    """A document on its way to lines; `cited` and `boxes` are to come below the paragraph that is being read."""

    def __init__(self, document: Document) -> None:
        self.part, self.body = document.part, document.element.body
        self.lines = Lines()
        self.numbering = Numbering(self._element(RT.NUMBERING), self._element(RT.STYLES))
        self.notes = {kind: self._notes(kind) for kind in ("footnotes", "endnotes")}
        self.cited: list[tuple[int, _Element]] = []
        self.boxes: list[_Element] = []
        self.held = ""  # of a paragraph whose end was deleted
        self.stops: list[bool] = []  # of the paragraph, whether each has a leader

    def reading(self) -> Reading:
        """The words of the document, and what was left out of it."""
        heads = list(self._edges("w:headerReference"))
        if heads and self.body.find(f".//{qn('w:sectPr')}/{qn('w:titlePg')}") is not None:
            for kind, element in heads:
                if kind == "first":
                    self.blocks(element)
                    break
        self._add_furniture(element for kind, element in heads if kind != "first")
        self.blocks(self.body)
        self.lines.add(self.held)
        self._add_furniture(element for _, element in self._edges("w:footerReference"))
        comments = self._element(RT.COMMENTS)
        for comment in comments.findall(qn("w:comment")) if comments is not None else ():
            self.lines.leave_out("comment", _text(comment))
        self.lines.tell_left_out()
        return self.lines.reading()

    def _element(self, kind: str) -> _Element | None:
        """The root of a part that belongs to the document, None where it has none."""
        part = next((rel.target_part for rel in self.part.rels.values() if rel.reltype == kind), None)
        return parse_xml(part.blob) if part is not None else None

    def _notes(self, kind: str) -> dict[str, _Element]:
        root = self._element(getattr(RT, kind.upper()))
        return {str(one.get(qn("w:id"))): one for one in root} if root is not None else {}

    def _edges(self, name: str) -> Iterator[tuple[str, _Element]]:
        """The heads or the feet of the pages, with their kinds."""
        for reference in self.body.iter(qn(name)):
            part = self.part.related_parts[str(reference.get(qn("r:id")))]
            yield str(reference.get(qn("w:type"))), parse_xml(part.blob)

    def _add_furniture(self, elements: Iterator[_Element]) -> None:
        """Adds each line of running heads or feet once."""
        paragraphs = (self.words(one) for element in elements for one in element.iter(qn("w:p")))
        for line in dict.fromkeys(line for words in paragraphs for line in words.split("\n")):
            self.lines.add_furniture(line)
        self.boxes, self.cited = [], []

    def blocks(self, parent: _Element) -> None:
        """Reads paragraphs and tables."""
        for child in parent:
            if child.tag == qn("w:p"):
                self.paragraph(child)
            elif child.tag == qn("w:tbl"):
                self.table(child)
            elif child.tag in BLOCKS:
                self.blocks(child)
            elif child.tag in DELETED:
                self.lines.leave_out("deleted-text", _text(child))
            elif child.tag == qn("w:altChunk"):
                self.lines.leave_out("embedded")

    def paragraph(self, element: _Element) -> None:
        """Reads a paragraph, and below it its footnotes and text boxes; one whose end was deleted goes on."""
        properties = element.find(qn("w:pPr"))
        label = self.numbering.label(properties)
        words = self.words(element)
        words = self.held + (f"{label}{words}" if words.strip() else "")
        ends = properties.find(qn("w:rPr")) if properties is not None else None
        self.held = words if ends is not None and any(ends.find(tag) is not None for tag in DELETED) else ""
        if not self.held:
            self.lines.add(*words.split("\n"))
            self.below()

    def below(self) -> None:
        """Adds the footnotes and text boxes of what was read last."""
        cited, self.cited = self.cited, []
        for number, note in cited:
            self.lines.add_note(number, map(self.words, _own(note, "w:p", *NOTE)))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def table(self, table: _Element) -> None:
        """Reads a table row by row, or cell by cell where it sets columns of text side by side."""
        rows = [row for row in _own(table, "w:tr", "w:tbl") if not self._is_deleted(row)]
        cells = [[cell for cell in _own(row, "w:tc", "w:tr") if not _goes_on(cell)] for row in rows]
        if any(_is_of_text(cell) for row in cells for cell in row):
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell)
            return
        for row in cells:
            self.lines.add_row([" ".join(map(self.words, _own(cell, "w:p", "w:tc"))) for cell in row])
            self.below()

    def _is_deleted(self, row: _Element) -> bool:
        deleted = row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None
        if deleted:
            self.lines.leave_out("deleted-text", _text(row))
        return deleted

    def words(self, element: _Element) -> str:
        """The words of a paragraph."""
        tabs = element.findall(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
        self.stops = [tab.get(qn("w:leader")) in ("dot", "middleDot") for tab in tabs]
        return self.inline(element)

    def inline(self, parent: _Element) -> str:
        """The words of what stands in a paragraph."""
        return "".join(map(self.piece, parent))

    def piece(self, node: _Element) -> str:
        """The words of one thing that stands in a paragraph."""
        tag = node.tag
        if tag in (qn("w:t"), qn("m:t")):
            return node.text or ""
        if tag in SIGNS:
            return SIGNS[tag]
        if tag in (qn("w:tab"), qn("w:ptab")):
            return LEADER if self.stops and self.stops.pop(0) else "\t"
        if tag == qn("w:r"):
            return self.run(node)
        if tag in WITHIN:
            return self.inline(node)
        return self.rarer(node)

    def rarer(self, node: _Element) -> str:
        """The words of what stands in few paragraphs; most of it has none."""
        tag = node.tag
        if tag in NOTES:
            return self.note(NOTES[tag], str(node.get(qn("w:id"))))
        if tag in DELETED:
            self.lines.leave_out("deleted-text", _text(node))
        elif tag in DRAWN:
            self.drawing(node)
        elif tag == qn("w:ruby"):
            return "".join(map(self.inline, node.findall(qn("w:rubyBase"))))
        elif tag == ALTERNATIVES:
            chosen = node.find(CHOICE)
            return self.inline(chosen if chosen is not None else node[0]) if len(node) else ""
        elif tag == qn("w:sym"):
            self.lines.leave_out("odd-sign")
        return ""

    def run(self, run: _Element) -> str:
        """The words of a run; a footnote's own mark gives way to its number."""
        properties = run.find(qn("w:rPr"))
        hidden = properties.find(qn("w:vanish")) if properties is not None else None
        if hidden is not None and hidden.get(qn("w:val")) not in ("0", "false", "off"):
            self.lines.leave_out("hidden-text", _text(run))
            return ""
        own = next((node for node in run if node.get(qn("w:customMarkFollows"))), None) if len(run) else None
        words = self.piece(own) if own is not None else self.inline(run)
        return raised(words) if value(properties, "w:vertAlign") == "superscript" else words

    def note(self, kind: str, name: str) -> str:
        """The mark of a footnote, whose words come below the paragraph."""
        if name not in self.notes[kind]:
            self.lines.leave_out("note-missing")
            return ""
        number = self.lines.next_note()
        self.cited.append((number, self.notes[kind][name]))
        return mark(number)

    def drawing(self, node: _Element) -> None:
        """Keeps the text boxes of a drawing for below; what else is drawn is told."""
        boxes = list(node.iter(qn("w:txbxContent")))
        self.boxes += boxes
        for _ in boxes:
            self.lines.leave_out("text-box")
        if not boxes:
            pictured = any(True for _ in node.iter(qn("pic:pic"), IMAGE))
            self.lines.leave_out("picture" if pictured and node.tag != qn("w:object") else "embedded")


def _text(node: _Element) -> str:
    """All words below a node, deleted ones too."""
    return "".join(one.text or "" for one in node.iter(qn("w:t"), qn("w:delText")))


def _own(element: _Element, name: str, *kinds: str) -> Iterator[_Element]:
    """What an element of these kinds itself holds of a name, and neither another inside it nor a text box."""
    for one in element.iter(qn(name)):
        if next(one.iterancestors(qn("w:txbxContent"), *map(qn, kinds)), None) is element:
            yield one


def _goes_on(cell: _Element) -> bool:
    """Whether a cell is the rest of the one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val")) != "restart"


def _is_of_text(cell: _Element) -> bool:
    """Whether a cell holds running text, and not just a value of a row."""
    filled = sum(1 for one in _own(cell, "w:p", "w:tc") if _text(one).strip())
    return filled > LINES_OF_A_CELL or next(cell.iter(qn("w:tbl")), None) is not None
