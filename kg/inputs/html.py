"""Web pages: the words of the page without its menus, a line for each paragraph, footnotes below what cites them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.errors import SourceError
from kg.inputs.html_notes import Notes, is_way_back, notes_of, without_mark
from kg.inputs.html_tree import aside, events, unseen, words_of
from kg.inputs.lines import LEFT_OUT, LINES_OF_A_CELL, Lines, even, mark, raised
from kg.inputs.numbering import SAMPLES, numeral
from kg.inputs.reading import Reading
from kg.inputs.text import decoded

BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre search section summary ul table caption thead tbody
    tfoot tr td th""".split()  # noqa: SIM905
)
CELL = ("td", "th")
OBJECTS = ("iframe", "object", "embed", "applet", "frame")
COUNTS = {sign: SAMPLES[sign] for sign in "1aAiI"}
"""How lists count, by their attribute `type`."""
ICON = 64  # pixels: smaller pictures hold no text
CHARSET = regex.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""", regex.IGNORECASE
)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
"""What pages that name the first are read in, as browsers do."""
DECLARED_WITHIN = 4096  # bytes
DELETIONS = "{} deletions that the page marks as such were left out"
_HAN = regex.compile(r"\p{Han}")
_NUMBER = regex.compile(r"\d{1,6}")


def read(path: Path, data: bytes) -> Reading:
    """The words of a web page; raises SourceError where the encoding cannot be told or there is no page."""
    body = LexborHTMLParser(decoded(path, data, _declared(data))).body
    if body is None:
        raise SourceError(path, "is a web page of frames alone; save the pages in its frames")
    page = _Page.of(body)
    writer = _Writer(page, Lines())
    writer.read(body)
    page.tell(writer.lines)
    return writer.lines.reading()


def _declared(data: bytes) -> str:
    """The encoding that the page itself declares, "" where it declares none."""
    found = CHARSET.search(data[:DECLARED_WITHIN])
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    return WIDER.get(name, name)


@dataclass(slots=True)
class _Page:
    """What is known of the nodes of a page by their identities, before its words are read."""

    unseen: frozenset[int]
    aside: dict[int, LexborNode] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()  # of tables of data
    notes: Notes = field(default_factory=Notes)

    @staticmethod
    def of(body: LexborNode) -> _Page:
        page = _Page(unseen(body))
        page.notes = notes_of(body, page.is_unseen)
        page.aside = aside(body, page.is_unseen)
        tables = (table for table in body.css("table") if _is_of_data(table))
        page.rows = frozenset(row.mem_id for table in tables for row in table.css("tr"))
        return page

    def is_unseen(self, node: LexborNode) -> bool:
        """Whether a browser does not show a node."""
        return node.mem_id in self.unseen

    def tell(self, lines: Lines) -> None:
        """Tells what was left out and may hold text."""
        beside = [words for node in self.aside.values() if (words := even(words_of(node, self.is_unseen)))]
        if any(map(_HAN.search, beside)):
            number = sum(map(len, beside))
            message = f"menus, head and foot of the page left out, {number} characters; look whether text is among them"
            lines.tell("page-furniture", message, max(beside, key=len))
        lines.tell_left_out(LEFT_OUT | {"deleted-text": DELETIONS})


class _Writer:
    """A page on its way to lines: `now` are those of the paragraph that is being read, `cited` its footnotes."""

    def __init__(self, page: _Page, lines: Lines, within: LexborNode | None = None) -> None:
        self.page, self.lines, self.within = page, lines, within
        self.now, self.cited = [""], list[tuple[int, LexborNode]]()
        self.row = self.pre = 0  # how many rows of data, and how many elements of set lines, are open
        self.raised: list[int] = []  # where in the line what is set above it begins
        self.counts: list[int] = []  # of the lists that are open, the number of the next member
        self.done: set[int] = set()  # notes that were cited

    def read(self, root: LexborNode) -> None:
        """Reads all below a node."""
        for node, begins in events(root, self.is_left_out):
            if begins:
                self.begin(node, node.tag or "")
            else:
                self.end(node, node.tag or "")
        self.end_paragraph()

    def is_left_out(self, node: LexborNode) -> bool:
        """Whether a node is no text here: not shown, beside the text, deleted, a footnote or its mark."""
        if node.mem_id in self.page.unseen or node.mem_id in self.page.aside:
            return True
        if node.mem_id in self.page.notes.holders or (self.within is not None and is_way_back(node)):
            return True
        if node.mem_id in self.page.notes.cited:
            self.cite(self.page.notes.cited[node.mem_id])
            return True
        if node.tag == "del":
            self.lines.leave_out("deleted-text", words_of(node, self.page.is_unseen))
        return node.tag == "del"

    def cite(self, holder: LexborNode) -> None:
        """Puts the mark of a footnote where it is cited first."""
        if holder.mem_id not in self.done:
            self.done.add(holder.mem_id)
            number = self.lines.next_note()
            self.cited.append((number, holder))
            self.now[-1] += mark(number)

    def begin(self, node: LexborNode, tag: str) -> None:
        """Reads a node up to what it holds."""
        if tag == "-text":
            self.add(node.text_content or "")
        elif tag == "br":
            self.now.append("") if not self.row else self.add(" ")
        elif tag == "sup":
            self.raised.append(len(self.now[-1]))
        elif tag == "img" and _is_large(node):
            self.lines.leave_out("picture", node.attributes.get("alt") or "")
        elif tag in OBJECTS:
            self.lines.leave_out("embedded")
        elif tag in BLOCKS and not self.row:
            self.begin_block(node, tag)
        self.row += node.mem_id in self.page.rows
        self.pre += tag == "pre"

    def begin_block(self, node: LexborNode, tag: str) -> None:
        """Begins a paragraph, with its number if it is a member of a list that counts."""
        self.end_paragraph()
        if tag in ("ol", "ul"):
            self.counts.append(_number(node, "start", 1))
        elif tag == "li" and self.counts:
            parent = node.parent
            number = _number(node, "value", self.counts[-1])
            self.counts[-1] = number + 1
            if parent is not None and parent.tag == "ol":
                self.now[-1] = f"{numeral(number, COUNTS.get(parent.attributes.get('type') or '1', 'decimal'))}. "

    def end(self, node: LexborNode, tag: str) -> None:
        """Reads the end of a node."""
        self.row -= node.mem_id in self.page.rows
        self.pre -= tag == "pre"
        if tag == "sup":
            start = self.raised.pop()
            self.now[-1] = self.now[-1][:start] + raised(self.now[-1][start:])
        elif self.row and tag in CELL:
            self.now.append("")
        elif node.mem_id in self.page.rows:
            self.lines.add_row(self.now)
            self.below()
        elif tag in BLOCKS:
            self.add(" ") if self.row else self.end_paragraph()
            if tag in ("ol", "ul") and self.counts and not self.row:
                self.counts.pop()

    def add(self, words: str) -> None:
        """Adds words to the paragraph, set lines as they are."""
        first, *others = words.split("\n") if self.pre else [words]
        self.now[-1] += first
        self.now += others

    def end_paragraph(self) -> None:
        """Ends the paragraph; an empty line among its own parts two."""
        run: list[str] = []
        for line in [*map(even, self.now), ""]:
            if line:
                run.append(line)
            else:
                self.lines.add(*run)
                run = []
        self.below()

    def below(self) -> None:
        """Adds the footnotes of the paragraph that has ended."""
        self.now = [""]
        cited, self.cited = self.cited, []
        for number, holder in cited:
            note = _Writer(self.page, Lines(), holder)
            note.read(holder)
            first, *others = filter(None, note.lines.lines) if note.lines.lines else [""]
            self.lines.add_note(number, [without_mark(first, self.page.notes.marks[holder.mem_id]), *others])


def _number(node: LexborNode, attribute: str, otherwise: int) -> int:
    """The number that an attribute gives, or else another."""
    found = _NUMBER.fullmatch(node.attributes.get(attribute) or "")
    return int(found[0]) if found else otherwise


def _is_large(picture: LexborNode) -> bool:
    """Whether a picture is large enough to hold text, as far as the page says."""
    sides = (_NUMBER.match(picture.attributes.get(side) or "") for side in ("width", "height"))
    return all(int(side[0]) >= ICON for side in sides if side)


def _is_of_data(table: LexborNode) -> bool:
    """Whether a table has rows to read across, and does not merely set columns of text side by side."""
    if len(table.css("table")) > 1 or table.css("table table"):
        return False
    cells = table.css("td, th")
    return all(len(cell.css("p, li, div")) + len(cell.css("br")) <= LINES_OF_A_CELL for cell in cells)
