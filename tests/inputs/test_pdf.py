"""PDF documents: what a print says, the order of its lines, the place of each character, and files that are broken."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from builders.layouts import HEIGHT, LAYOUTS, WIDTH, Page, layouts, printed
from builders.long import LONG, beyond, long
from builders.printed import FONT, SPECIMENS, can_print, print_specimen, told
from rdflib import RDF

from kg.errors import SourceError
from kg.inputs import pdf
from kg.inputs.pdf import read
from kg.inputs.reading import Reading
from kg.model.document import PartKind
from kg.model.extraction import Extraction
from kg.namespaces import LKG, OA
from kg.pipeline.bench import checker
from kg.pipeline.extractor import Extractor

EVERY = sorted(path.name for path in SPECIMENS.glob("0*.*"))
LETTER = "01-letter-with-annex.txt"
FEW = 8  # layouts in an ordinary run
SHORT = (("04-note-verbale.txt", False), ("06-resolution.txt", True))
PATH = Path("a.pdf")

pytestmark = pytest.mark.skipif(not can_print(), reason=f"needs WeasyPrint and the font {FONT}")


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return Extractor([SPECIMENS / "lexicon"])


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return layouts() if LONG else layouts()[:FEW]


@pytest.fixture(scope="module")
def sheets(pages: list[Page]) -> list[bytes]:
    """Each layout as a PDF of one page."""
    document = pypdfium2.PdfDocument(printed(pages, FONT))
    return [saved(document, at) for at in range(len(document))]


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return print_specimen(LETTER, tmp_path_factory.mktemp("print") / "letter.pdf")


def saved(document: pypdfium2.PdfDocument, at: int, change: Callable[[pypdfium2.PdfPage], object] = id) -> bytes:
    """A page of a document as a document of its own."""
    one, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    one.import_pages(document, [at])
    change(one[0])
    one.save(out)
    return out.getvalue()


def lines_of(reading: Reading) -> list[str]:
    return ["".join(line.split()) for line in reading.characters.replace("\f", "\n").split("\n")]


def voices(extraction: Extraction) -> list[tuple[object, ...]]:
    """Who speaks in which part, footnotes aside, which may stand elsewhere in a print."""
    parts = (part for part in extraction.document.parts if part.kind is not PartKind.FOOTNOTES)
    found = [(part.kind, *(text.characters for text in (part.speaker, *part.speaks_for) if text)) for part in parts]
    return [voice for voice, _ in groupby(found)]


def expected(page: Page) -> list[str]:
    """The lines as a person reads them; the pieces of the running head stand on one."""
    found: list[str] = []
    for at, (_, y, _, words) in enumerate(page.lines):
        beside = at and page.lines[at - 1][1] == y == 40
        found[-1:] = [found[-1] + words] if beside else [*found[-1:], words]
    return ["".join(words.split()) for words in found]


@pytest.mark.parametrize(
    ("name", "traditional"),
    [
        pytest.param(name, traditional, marks=() if (name, traditional) in SHORT else long)
        for name in EVERY
        for traditional in (False, True)
    ],
)
def test_a_print_says_what_the_text_says(name: str, traditional: bool, reader: Extractor, tmp_path: Path) -> None:
    printed = reader.extract(reader.read(print_specimen(name, tmp_path / f"{Path(name).stem}.pdf", traditional)))
    text = reader.extract(reader.read(SPECIMENS / name))
    assert told(printed) == told(text)
    assert voices(printed) == voices(text)


@pytest.mark.parametrize("number", beyond(FEW, range(LAYOUTS)))
def test_lines_are_read_in_order(number: int, pages: list[Page], sheets: list[bytes]) -> None:
    assert lines_of(read(PATH, sheets[number])) == expected(pages[number])


def test_every_character_knows_its_place(pages: list[Page], sheets: list[bytes]) -> None:
    for page, sheet in zip(pages[:6], sheets, strict=False):
        reading = read(PATH, sheet)
        for x, y, size, words in page.lines:
            at = reading.characters.find(words.partition("  ")[0])
            if at >= 0:  # heads whose pieces stand on one line have blanks between them
                box = reading.layer.places.box(at)
                assert box.page == 1
                assert abs(box.x - x) < 0.2
                assert box.y - size < y < box.y + box.height
                assert abs(box.width - size * (0.6 if words[0].isascii() else 1)) < 0.25 * size


def test_a_span_over_two_lines_has_two_boxes(pages: list[Page], sheets: list[bytes]) -> None:
    reading, page = read(PATH, sheets[3]), pages[3]
    at = next(n for n, line in enumerate(page.lines) if line[1] > 100)
    first, second = page.lines[at], page.lines[at + 1]
    start = reading.characters.index(first[3])
    boxes = reading.layer.places.boxes(range(start, start + len(first[3]) + 1 + len(second[3])))
    assert [round(box.x) for box in boxes] == [round(first[0]), round(second[0])]
    assert [round(box.width) for box in boxes] == [round(len(line[3]) * line[2]) for line in (first, second)]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_alike(degrees: int, sheets: list[bytes]) -> None:
    straight = read(PATH, sheets[0])
    document = pypdfium2.PdfDocument(sheets[0])
    turned = read(PATH, saved(document, 0, lambda page: page.set_rotation(degrees)))
    assert turned.characters == straight.characters
    box, other = straight.layer.places.box(20), turned.layer.places.box(20)
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    wanted = {
        90: (HEIGHT - middle[1], middle[0]),
        180: (WIDTH - middle[0], HEIGHT - middle[1]),
        270: (middle[1], WIDTH - middle[0]),
    }[degrees]
    assert other.x + other.width / 2 == pytest.approx(wanted[0], abs=0.5)
    assert other.y + other.height / 2 == pytest.approx(wanted[1], abs=0.5)


@pytest.mark.parametrize("degrees", [-90, 90, 180, 1.5])
def test_turned_and_tilted_lines_are_read_alike(degrees: float, pages: list[Page]) -> None:
    page = pages[0]
    turn = f"<style>section {{ transform: rotate({degrees}deg) scale(.6) }}</style>"
    assert lines_of(read(PATH, printed([page], FONT, turn))) == expected(page)


def test_columns_from_top_to_bottom_are_read_from_the_right(pages: list[Page]) -> None:
    page = Page(pages[0].random)
    columns = [page.words(200) for _ in range(12)]
    for column, words in enumerate(columns):
        for row, sign in enumerate(words):
            page.put(500 - 20 * column, 100 + 11 * row, 10.5, sign)
    assert lines_of(read(PATH, printed([page], FONT))) == columns


def test_a_locked_file_is_named(letter: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=letter)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(SourceError, match="locked with a password"):
        read(PATH, out.getvalue())


def test_a_file_that_opens_without_a_password_is_read(letter: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=letter)
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert read(PATH, out.getvalue()).characters == read(PATH, letter.read_bytes()).characters


def test_a_broken_table_of_objects_is_made_anew(letter: Path) -> None:
    data = letter.read_bytes()
    at = data.rindex(b"startxref")
    assert read(PATH, data[:at] + b"startxref\n7\n%%EOF").characters == read(PATH, data).characters


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_what_is_no_pdf_is_named(data: bytes) -> None:
    with pytest.raises(SourceError, match="damaged beyond repair"):
        read(PATH, data)


def test_a_half_file_is_named_or_read_in_part(letter: Path) -> None:
    data = letter.read_bytes()
    with pytest.raises(SourceError, match=r"a\.pdf: "):
        read(PATH, data[: len(data) // 2])


def test_type_without_a_meaning_in_unicode_is_told(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2.raw as pdfium

    monkeypatch.setattr(pdfium, "FPDFText_HasUnicodeMapError", lambda page, at: at % 4 == 0)
    monkeypatch.setattr(pdf, "scanned", lambda page, sheet: None)
    with pytest.raises(SourceError, match=r"letterkg\[ocr\]"):
        read(PATH, letter.read_bytes())


def test_bold_that_is_printed_twice_is_read_once(pages: list[Page]) -> None:
    once, twice = pages[3], Page(pages[3].random)
    for x, y, size, words in once.lines:
        twice.put(x, y, size, words)
    for x, y, size, words in once.lines:
        twice.put(x + 0.3, y, size, words)
    assert lines_of(read(PATH, printed([twice], FONT))) == expected(once)


def test_a_title_that_no_page_bears_out_is_told(letter: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=letter)
    writer.add_metadata({"/Title": "A/99/123 Letter"})
    out = io.BytesIO()
    writer.write(out)
    assert [p.code for p in read(PATH, out.getvalue()).problems] == ["other-title"]
    writer.add_metadata({"/Title": "S/1900/9001 Letter"})
    out = io.BytesIO()
    writer.write(out)
    assert not read(PATH, out.getvalue()).problems


def test_each_line_of_a_mention_has_its_box_in_the_graph(letter: Path, reader: Extractor) -> None:
    extraction = reader.extract(reader.read(letter))
    graph = reader.graph(extraction)
    assert checker()(reader.triples(extraction)).conforms
    words = "厄瓜多尔国防部报告称，自今年1月以来，厄瓜多尔工兵在该哨所周围发现了1240枚秘鲁制造的杀伤人员地雷。"
    quote = next(node for node, said in graph.subject_objects(OA.exact) if str(said) == words)
    mention = next(graph.subjects(OA.hasSelector, quote))
    assert [page.toPython() for page in graph.objects(mention, LKG.page)] == [1]
    fragments = sorted(str(graph.value(box, RDF.value)) for box in graph.objects(mention, OA.hasSelector))
    places = [part.partition("xywh=")[2].split(",") for part in fragments if part.startswith("page=1&")]
    assert sorted(round(float(place[0])) for place in places) == [71, 92]  # the margin, and two signs more
    assert len({place[1] for place in places}) == 2
    for each in graph.subjects(RDF.type, LKG.Mention):
        kinds = {graph.value(selector, RDF.type) for selector in graph.objects(each, OA.hasSelector)}
        assert OA.FragmentSelector in kinds
        assert (each, LKG.page, None) in graph
