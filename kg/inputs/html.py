"""Web pages: the words of the page without its menus, a line for each paragraph."""

from __future__ import annotations

from pathlib import Path

import regex
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.errors import SourceError
from kg.inputs.html_tree import aside, events, unseen, words_of
from kg.inputs.lines import CELLS, Lines, even
from kg.inputs.reading import Reading
from kg.inputs.text import decoded

BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre search section summary ul table caption thead tbody
    tfoot tr td th""".split()  # noqa: SIM905
)
CELL = ("td", "th")
OBJECTS = ("iframe", "object", "embed", "applet", "frame")
ICON = 64  # pixels: smaller pictures hold no text
CHARSET = regex.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""", regex.IGNORECASE
)
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
"""What pages that name the first are read in, as browsers do."""
DECLARED_WITHIN = 4096  # bytes
_HAN = regex.compile(r"\p{Han}")
_NUMBER = regex.compile(r"\d+")


def read(path: Path, data: bytes) -> Reading:
    """The words of a web page; raises SourceError where the encoding cannot be told or there is no page."""
    body = LexborHTMLParser(decoded(path, data, _declared(data))).body
    if body is None:
        raise SourceError(path, "is a web page of frames alone; save the pages in its frames")
    return _Page(body).reading()


def _declared(data: bytes) -> str:
    """The encoding that the page itself declares, "" where it declares none."""
    found = CHARSET.search(data[:DECLARED_WITHIN])
    name = (found[1] or found[2]).decode("ascii").lower() if found else ""
    return WIDER.get(name, name)


class _Page:
    """A page on its way to lines: `now` are those of the paragraph that is being read."""

    def __init__(self, body: LexborNode) -> None:
        self.body, self.lines, self.now = body, Lines(), [""]
        self.unseen = unseen(body)
        self.aside = aside(body, self.is_unseen)
        self.rows = frozenset(
            row.mem_id for table in body.css("table") if _is_of_data(table) for row in table.css("tr")
        )
        self.row = self.pre = 0  # how many rows of data, and how many elements of set lines, are open
        self.pictures = self.objects = 0
        self.deleted: list[str] = []

    def is_unseen(self, node: LexborNode) -> bool:
        return node.mem_id in self.unseen

    def is_left_out(self, node: LexborNode) -> bool:
        """Whether a node is no text of the document; deleted words are told."""
        if node.mem_id in self.unseen or node.mem_id in self.aside:
            return True
        if node.tag == "del":
            self.deleted.append(even(words_of(node, self.is_unseen)))
        return node.tag == "del"

    def reading(self) -> Reading:
        """The words of the page, and what was left out of it."""
        for node, begins in events(self.body, self.is_left_out):
            if begins:
                self.begin(node, node.tag or "")
            else:
                self.end(node, node.tag or "")
        self.end_paragraph()
        self.tell()
        return self.lines.reading()

    def begin(self, node: LexborNode, tag: str) -> None:
        """Reads a node up to what it holds."""
        if tag == "-text":
            self.add(node.text_content or "")
        elif tag == "br":
            self.now.append("") if not self.row else self.add(" ")
        elif tag == "img":
            self.pictures += _is_large(node)
        elif tag in OBJECTS:
            self.objects += 1
        elif tag in BLOCKS and not self.row:
            self.end_paragraph()
        self.row += node.mem_id in self.rows
        self.pre += tag == "pre"

    def end(self, node: LexborNode, tag: str) -> None:
        """Reads the end of a node."""
        self.row -= node.mem_id in self.rows
        self.pre -= tag == "pre"
        if self.row and tag in CELL:
            self.now.append("")
        elif node.mem_id in self.rows:
            self.lines.add(CELLS.join(filter(None, map(even, self.now))))
            self.now = [""]
        elif tag in BLOCKS:
            self.add(" ") if self.row else self.end_paragraph()

    def add(self, words: str) -> None:
        """Adds words to the paragraph, set lines as they are."""
        first, *others = words.splitlines() if self.pre else [words]
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
        self.now = [""]

    def tell(self) -> None:
        """Tells what was left out and may hold text."""
        beside = [words for node in self.aside.values() if (words := even(words_of(node, self.is_unseen)))]
        if any(map(_HAN.search, beside)):
            number = sum(map(len, beside))
            message = f"menus, head and foot of the page left out, {number} characters; look whether text is among them"
            self.lines.tell("page-furniture", message, max(beside, key=len))
        if self.deleted:
            message = f"{len(self.deleted)} deletions that the page marks as such were left out"
            self.lines.tell("deleted-text", message, self.deleted[0])
        if self.pictures:
            self.lines.tell("picture", f"{self.pictures} pictures were not read; type out the text that they show")
        if self.objects:
            self.lines.tell(
                "embedded", f"{self.objects} embedded pages or objects were not read; save them by themselves"
            )


def _is_large(picture: LexborNode) -> bool:
    """Whether a picture is large enough to hold text, as far as the page says."""
    sides = (_NUMBER.match(picture.attributes.get(side) or "") for side in ("width", "height"))
    return all(int(side[0]) >= ICON for side in sides if side)


def _is_of_data(table: LexborNode) -> bool:
    """Whether a table has rows to read across, and does not merely set columns of text side by side."""
    if table.css("table table") or len(table.css("table")) > 1:
        return False
    return all(len(cell.css("p, li, div")) <= 1 and len(cell.css("br")) <= 2 for cell in table.css("td, th"))
