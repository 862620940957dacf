"""Scans: what is recognised says what the print says, where it stands, and what of it is not sure."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
import pytest
from builders.layouts import Page, printed
from builders.long import beyond, long
from builders.printed import FONT, SPECIMENS, can_print, print_specimen, told
from builders.scanned import CLEAN, FAULTS, Fault, errors, scan

from kg.errors import SourceError
from kg.inputs import pdf, scans
from kg.inputs.pdf import read
from kg.model.text import Source
from kg.pipeline.extractor import Extractor

LETTER, RECORD = "04-note-verbale.txt", "03-meeting-record.txt"
PATH = Path("a.pdf")
WIDTH, HEIGHT = 300, 360

pytestmark = pytest.mark.skipif(not can_print(), reason=f"needs WeasyPrint and the font {FONT}")


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return Extractor([SPECIMENS / "lexicon"])


def folded(value: object) -> object:
    """What is told without the width of signs, which nobody sees in an image, and without blanks."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, (tuple, list)):
        return tuple(folded(each) for each in value)
    return value


def said(reader: Extractor, source: Source) -> list[object]:
    return sorted((folded(each) for each in told(reader.extract(source))), key=str)


@long
@pytest.mark.parametrize(
    ("name", "fault"),
    [(LETTER, CLEAN), *((name, fault) for name in (LETTER, RECORD) for fault in FAULTS.values())],
)
def test_a_scan_says_what_the_text_says(name: str, fault: Fault, reader: Extractor, tmp_path: Path) -> None:
    path = tmp_path / f"{Path(name).stem}.pdf"
    path.write_bytes(scan(print_specimen(name, tmp_path / "print.pdf"), fault))
    source = reader.read(path)
    assert said(reader, source) == said(reader, reader.read(SPECIMENS / name))
    assert "recognised" in [problem.code for problem in source.problems]
    assert all(source.layer.places.box(at) for at, sign in enumerate(source.characters) if not sign.isspace())


@pytest.fixture(scope="module")
def page() -> Page:
    """A short page of real words in two places."""
    page = Page(Random(1))
    page.put(40, 40, 14, "安全理事会呼吁双方停火")
    page.put(40, 70, 14, "并要求两国部队撤出边界地区")
    page.put(150, 300, 14, "秘书长欢迎这一决定")
    return page


def small(page: Page) -> bytes:
    """The print of a page that is smaller than most, and so is read sooner."""
    return printed([page], FONT, width=WIDTH, height=HEIGHT)


@pytest.mark.parametrize("turns", beyond(1, [0, 1, 2, 3]))
def test_a_page_on_its_side_is_turned_and_boxes_lie_on_the_page_as_shown(turns: int, page: Page) -> None:
    document = pypdfium2.PdfDocument(small(page))
    document[0].set_rotation(90 * turns)
    out = io.BytesIO()
    document.save(out)
    reading = read(PATH, scan(out.getvalue()))
    assert reading.characters.split("\n") == [words for _, _, _, words in page.lines]
    x, y, size, words = page.lines[2]
    middle = (x + size / 2, y + size / 2)
    shown = [
        middle,
        (HEIGHT - middle[1], middle[0]),
        (WIDTH - middle[0], HEIGHT - middle[1]),
        (middle[1], WIDTH - middle[0]),
    ][turns]
    box = reading.layer.places.box(reading.characters.index(words))
    assert box.x + box.width / 2 == pytest.approx(shown[0], abs=size / 2)
    assert box.y + box.height / 2 == pytest.approx(shown[1], abs=size / 2)


@long
def test_columns_from_top_to_bottom_are_read_from_the_right() -> None:
    page, columns = Page(Random(1)), ["安全理事会呼吁双方停火", "秘书长欢迎这一决定并表示", "两国部队撤出边界地区"]
    for column, words in enumerate(columns):
        for row, sign in enumerate(words):
            page.put(200 - 40 * column, 50 + 15 * row, 14, sign)
    reading = read(PATH, scan(small(page)))
    assert reading.characters.split("\n") == columns
    box = reading.layer.places.box(reading.characters.index("停"))
    assert (box.x + box.width / 2, box.y + box.height / 2) == pytest.approx((207, 192), abs=7)


def test_tall_lines_that_no_turn_makes_legible_are_told(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.inputs import ocr  # to import the library takes a second, and all who run tests import this file

    tall = ocr._Line(
        ((0, 0), (20, 0), (20, 300), (0, 300)), (("甲", 0.4, (0, 0, 20, 20)), ("乙", 0.4, (0, 20, 20, 40)))
    )
    monkeypatch.setattr(ocr, "_lines", lambda image: [tall])
    with pytest.raises(SourceError, match="runs from top to bottom and was not recognised"):
        read(PATH, scan(small(page)))


def test_without_the_library_a_scan_says_what_to_install(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "scanned", lambda page, sheet: None)
    with pytest.raises(SourceError, match=r"pip install 'letterkg\[ocr\]'"):
        read(PATH, scan(small(page)))


def test_a_scan_among_pages_of_text_is_told_where_nothing_recognises_it(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = small(page)
    both, out = pypdfium2.PdfDocument(sheet), io.BytesIO()
    both.import_pages(pypdfium2.PdfDocument(scan(sheet)))
    both.save(out)
    monkeypatch.setattr(pdf, "scanned", lambda page, sheet: None)
    reading = read(PATH, out.getvalue())
    assert reading.characters.split("\n") == [words for _, _, _, words in page.lines]
    assert [(problem.code, "page 2 " in problem.message) for problem in reading.problems] == [
        ("page-without-text", True)
    ]


def test_words_that_are_not_sure_are_told_with_their_place(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.inputs import ocr

    lines_of = ocr._lines

    def doubting(image: ocr.Image) -> list[ocr._Line]:
        return [
            ocr._Line(line.corners, tuple((sign, 0.6 if sign == "停" else sure, box) for sign, sure, box in line.chars))
            for line in lines_of(image)
        ]

    monkeypatch.setattr(ocr, "_lines", doubting)
    reading = read(PATH, scan(small(page)))
    (doubt,) = (problem for problem in reading.problems if problem.code == "doubtful-ocr")
    assert (doubt.quote, reading.characters[doubt.span.start : doubt.span.end]) == ("停", "停")
    assert reading.layer.doubtful == (doubt.span,)


def test_type_without_a_meaning_in_unicode_is_recognised(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf.pdfium, "FPDFText_HasUnicodeMapError", lambda page, at: 1)
    reading = read(PATH, small(page))
    assert reading.characters.split("\n") == [words for _, _, _, words in page.lines]
    assert [problem.code for problem in reading.problems] == ["no-unicode-map", "recognised"]


def test_a_stamp_of_text_on_a_scan_does_not_hide_the_page(page: Page) -> None:
    paper = pypdfium2.PdfDocument(scan(small(page)))[0]
    signs = [*"Digitized by the library"]
    assert scans.is_scan(paper, pdf.Sheet(WIDTH, HEIGHT, (0, 0, WIDTH, HEIGHT), 0), signs)
    text = pypdfium2.PdfDocument(small(page))[0]
    assert not scans.is_scan(text, pdf.Sheet(WIDTH, HEIGHT, (0, 0, WIDTH, HEIGHT), 0), signs)


def test_errors_are_counted_as_changes() -> None:
    assert errors("甲国", "甲国") == 0
    assert errors("", "甲国") == 1
    assert errors("甲乙国", "甲国") == 0.5
    assert errors("甲国部从撤出", "甲国部队撤出了") == pytest.approx(2 / 7)


def test_an_image_without_type_says_so() -> None:
    from PIL import Image

    grey = Image.fromarray(np.full((200, 150), 200, dtype=np.uint8))
    out = io.BytesIO()
    grey.save(out, "PDF")
    with pytest.raises(SourceError, match="nothing was recognised"):
        read(PATH, out.getvalue())
