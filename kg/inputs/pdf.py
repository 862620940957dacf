"""PDF documents: the characters of the text layer with their boxes, page by page; pages without one are recognised."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from kg.errors import SourceError
from kg.inputs.columns import Block
from kg.inputs.glyphs import strips_of
from kg.inputs.paged import Paper
from kg.inputs.reading import Reading, told
from kg.inputs.reading_order import Known, PageLines, arranged
from kg.inputs.scans import is_scan, problems_of, scanned
from kg.inputs.sheets import Char, Sheet
from kg.model.text import Problem

UNKNOWN = "\ufffd"
NONSENSE = 0.15  # of a page's characters: as many without a meaning in Unicode, and its text layer is none
HYPHEN = 0x02
"""What PDFium gives for a hyphen at a line's end."""
SOFT = "\u00ad\u200b\ufeff"
MEANINGLESS = frozenset({"Co", "Cn"})
LAST = 0x10FFFF
ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "is locked with a password; open it with the password and save it without one",
    pdfium.FPDF_ERR_SECURITY: "is locked in a way that is not supported; save it without protection",
}
BROKEN = "is no PDF that can be read, or is damaged beyond repair; fetch it again, or open it and save it anew"
ADVICE = "run: pip install 'letterkg[ocr]'"
AT_ONCE = 100  # pages
MANY = 10
"""So many pages are named in a message; of more, their number is told."""

_RADICAL = regex.compile(r"[\u2f00-\u2fd5]")
_SYMBOL = regex.compile(r"\b[A-Z]{1,5}/[A-Z0-9][A-Z0-9./()-]*\d\)?")


def read(path: Path, data: bytes) -> Reading:
    """The text of a PDF with the place of every character.

    Raises SourceError for what cannot be opened or holds no text, and for images where nothing recognises them.
    """
    book = _Book()
    for document, number in _pages_of(path, data):
        _read_page(book, document, number)
    return _reading(path, book)


def _pages_of(path: Path, data: bytes) -> Iterator[tuple[pypdfium2.PdfDocument, int]]:
    """The document with each number of a page; opened anew now and then, for PDFium keeps what it once decoded."""
    first, last = 1, 1
    while first <= last:
        with closing(_opened(path, data)) as document:
            last = len(document)
            for number in range(first, min(last, first + AT_ONCE - 1) + 1):
                yield document, number
        first += AT_ONCE


def _opened(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(path, ERRORS.get(error.err_code or 0, BROKEN)) from None
    if not len(document):
        raise SourceError(path, "has no pages; nothing to read")
    return document


@dataclass(slots=True)
class _Book:
    """A document while it is read: its pages so far, which were recognised, which not, the file's own title."""

    paper: Paper = field(default_factory=Paper)
    known: Known = field(default_factory=Known)
    recognised: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    title: str = ""

    def recognise(self, page: pypdfium2.PdfPage, sheet: Sheet, number: int) -> bool:
        """Adds what is recognised of a page's image; False where nothing recognises it."""
        found = scanned(page, sheet)
        if found is None:
            return False
        self.recognised.append(number)
        self.paper.problems += problems_of(found, number)
        if found.glyphs:
            height = sheet.height_of(found.turns)
            self.paper.add(number, arranged(strips_of(found.glyphs), height, self.known))
        return True


def _read_page(book: _Book, document: pypdfium2.PdfDocument, number: int) -> None:
    """Reads a page; one that is damaged is told."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        book.paper.problems.append(told("page-broken", f"page {number} is damaged and was not read"))
        return
    if number == 1:
        book.title = document.get_metadata_value("Title")
    with closing(page):
        _add(book, page, number)


def _reading(path: Path, book: _Book) -> Reading:
    """The document, all of its pages read, with what is told of them together."""
    paper = book.paper
    if not paper.characters.strip():
        raise SourceError(path, _nothing(book))
    if book.recognised:
        message = f"{_pages(book.recognised)} an image whose text was recognised: words may be wrong"
        paper.problems.append(told("recognised", message))
    if book.unread:
        message = f"{_pages(book.unread)} without a text layer of use and not recognised: {ADVICE}"
        paper.problems.append(told("page-without-text", message))
    paper.problems += _contradictions(book.title, paper.characters)
    return Reading(characters=paper.characters, problems=tuple(paper.problems), layer=paper.layer())


def _nothing(book: _Book) -> str:
    """Why a document gave no words."""
    if book.unread:
        return f"has no text layer, its pages are images; {ADVICE}"
    why = "; ".join(dict.fromkeys(problem.message for problem in book.paper.problems))
    return f"holds no text that can be read: {why}" if why else "has empty pages only"


def _pages(numbers: Sequence[int]) -> str:
    if len(numbers) > MANY:
        return f"{len(numbers)} pages (the first is page {numbers[0]}) are each"
    return f"page {numbers[0]} is" if len(numbers) == 1 else f"pages {', '.join(map(str, numbers))} are each"


def _contradictions(title: str, characters: str) -> Iterator[Problem]:
    """A symbol in the title that the file gives itself, which no page bears."""
    squeezed = "".join(characters.split())
    for match in _SYMBOL.finditer(title):
        if match[0] not in squeezed:
            message = f"the file gives its title as {title!r}, but no page bears the symbol {match[0]}"
            yield told("other-title", message)


def _add(book: _Book, page: pypdfium2.PdfPage, number: int) -> None:
    """Adds a page: its text layer or, where that is none or nonsense, what is recognised of its image."""
    chars = _chars(page)
    width, height = page.get_size()
    sheet = Sheet(width, height, page.get_bbox(), page.get_rotation() // 90 % 4)
    senseless = sum(1 for char in chars if UNKNOWN in char.sign) > NONSENSE * len(chars)
    if senseless:
        message = f"the type of page {number} does not say which characters it shows: its text layer is of no use"
        book.paper.problems.append(told("no-unicode-map", message))
        chars = []
    shows = next(page.get_objects(max_depth=1), None) is not None
    if shows and (not chars or is_scan(page, sheet, [char.sign for char in chars])):
        if book.recognise(page, sheet, number):
            return
        book.unread.append(number)
    if chars:
        book.paper.add(number, _lines(chars, sheet, book.known))


def _chars(page: pypdfium2.PdfPage) -> list[Char]:
    """The characters of a page's text layer."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return []
    try:
        return list(_each(text, pdfium.FPDFText_CountChars(text)))
    finally:
        pdfium.FPDFText_ClosePage(text)


def _each(text: ctypes.Structure, number: int) -> Iterator[Char]:
    """The characters that are printed, without blanks; one that has no meaning in Unicode is U+FFFD.

    Characters in one box are shown by one type, as a long dash stands for two.
    """
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    blank = False
    last: Char | None = None
    for at in range(number):
        sign = _sign(pdfium.FPDFText_GetUnicode(text, at))
        if not sign or pdfium.FPDFText_IsGenerated(text, at) > 0:
            continue
        if sign == " ":
            blank = True
            continue
        if pdfium.FPDFText_HasUnicodeMapError(text, at) > 0:
            sign = UNKNOWN
        pdfium.FPDFText_GetLooseCharBox(text, at, rect)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        size = round(pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d), 1)
        angle = math.atan2(matrix.b, matrix.a)
        edges = (rect.left, rect.bottom, rect.right, rect.top)
        if last and (last.left, last.bottom, last.right, last.top) == edges:
            last = replace(last, sign=last.sign + sign)
            continue
        if last:
            yield last
        last = Char(sign, *edges, x.value, y.value, size or rect.top - rect.bottom or 1.0, angle, blank)
        blank = False
    if last:
        yield last


def _sign(code: int) -> str:
    """The character of a code; "" for what controls a device, U+FFFD for what has no meaning outside of its font.

    >>> _sign(0x2f00), _sign(0x4e00), _sign(0xe123), _sign(0x02)
    ('一', '一', '\ufffd', '-')
    """
    if code == HYPHEN:
        return "-"
    if code > LAST or 0xD800 <= code < 0xE000:
        return UNKNOWN
    sign = chr(code)
    if sign.isspace():
        return " "
    if sign < " " or sign in SOFT:
        return ""
    if unicodedata.category(sign) in MEANINGLESS:
        return UNKNOWN
    return unicodedata.normalize("NFKC", sign) if _RADICAL.match(sign) else sign


def _lines(chars: Sequence[Char], sheet: Sheet, known: Known) -> PageLines:
    """A page's lines in reading order; those that run another way than most stand below the others."""
    ways: dict[int, list[Char]] = {}
    for char in chars:
        ways.setdefault(sheet.way(char.angle), []).append(char)
    most = max(ways, key=lambda way: len(ways[way]))
    lines = arranged(strips_of(sheet.glyphs(ways[most], most)), sheet.height_of(most), known)
    others = [Block(lines=tuple(strips_of(sheet.glyphs(ways[way], way)))) for way in sorted(ways) if way != most]
    return replace(lines, blocks=(*lines.blocks, *others))
