"""How fast pages are read, how many characters of scans are read wrongly, how much memory many pages take.

    python benchmarks/pages.py [--pages N ...] [--page docs/pages.md]

The specimens are printed in two columns and in one (tests/builders/printed.py), their pages repeated to documents of so
many pages, and scanned with the faults of tests/builders/scanned.py. Processor time of one process; memory is the peak
of a process of its own for each number of pages, less what it takes before the first page. `--page` puts the figures
into a page of the documentation, between its marks.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from builders.printed import print_specimen  # type: ignore[import-not-found]  # noqa: E402
from builders.scanned import FAULTS, errors, scan  # type: ignore[import-not-found]  # noqa: E402

from kg.inputs.pdf import read  # noqa: E402
from kg.structure.source import read_source  # noqa: E402

RECORD, LETTER = "03-meeting-record.txt", "01-letter-with-annex.txt"
PAGES = (10, 200, 1000)
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
Row = tuple[str, str]


def repeated(pdf: Path, pages: int) -> bytes:
    """A document of so many pages, those of a print again and again."""
    source, target, out = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new(), io.BytesIO()
    target.import_pages(source, [number % len(source) for number in range(pages)])
    target.save(out)
    return out.getvalue()


def seconds(data: bytes) -> tuple[float, str]:
    """The processor time of reading a document, and its words."""
    begin = time.process_time()
    words = read(Path("bench.pdf"), data).characters
    return time.process_time() - begin, words


def text_layers(folder: Path, pages: int) -> Iterator[Row]:
    """Pages a second with the boxes of all characters, and to the end of the reading of a source."""
    for name in (LETTER, RECORD):
        path = folder / "long.pdf"
        path.write_bytes(repeated(folder / f"{Path(name).stem}.pdf", pages))
        taken, words = seconds(path.read_bytes())
        yield f"text layer of {name}, {len(words) / pages:.0f} characters a page", f"{pages / taken:.0f} pages a second"
        begin = time.process_time()
        read_source(path)
        yield "the same as a source of `kg build`", f"{pages / (time.process_time() - begin):.0f} pages a second"


def plain(words: str) -> str:
    """Words without blanks, leaders and the width of signs, which nobody sees in an image."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", words) if not sign.isspace() and sign != ".")


def scans(folder: Path) -> Iterator[Row]:
    """For each fault the pages a second and the share of characters that are read wrongly."""
    for name in (LETTER, RECORD):
        print_ = (folder / f"{Path(name).stem}.pdf").read_bytes()
        printed = plain(read(Path("bench.pdf"), print_).characters)
        pages = len(pypdfium2.PdfDocument(print_))
        for fault, how in FAULTS.items():
            taken, words = seconds(scan(print_, how))
            wrong = f"{errors(plain(words), printed):.2%} of the characters wrong"
            yield f"scan of {name}, {fault}", f"{pages / taken:.2f} pages a second, {wrong}"


def memory(folder: Path, numbers: Sequence[int]) -> Iterator[Row]:
    """The peak of memory that reading documents of so many pages adds, each in a process of its own."""
    for pages in numbers:
        path = folder / f"{pages}.pdf"
        path.write_bytes(repeated(folder / f"{Path(RECORD).stem}.pdf", pages))
        command = [sys.executable, __file__, "--peak", str(folder / f"{Path(RECORD).stem}.pdf"), str(path)]
        run = subprocess.run(command, capture_output=True, check=True, text=True)
        yield f"memory of {pages} pages", f"{float(run.stdout):.0f} MB"


def peak(short: Path, path: Path) -> float:
    """How many megabytes the peak grows by the reading of a document, after that of a short one."""
    data = path.read_bytes()
    read(short, short.read_bytes())
    before = high_water()
    read(path, data)
    return (high_water() - before) / 1024


def high_water() -> int:
    """The most memory that this process has had, in kilobytes; getrusage tells that of its parent too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0])


def measured(numbers: Sequence[int]) -> list[Row]:
    """All figures."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in (LETTER, RECORD):
            print_specimen(name, folder / f"{Path(name).stem}.pdf")
        return [*text_layers(folder, 100), *memory(folder, numbers), *scans(folder)]


def put(page: Path, table: str) -> None:
    """Writes a table between the marks of a page."""
    words = page.read_text("utf-8")
    before, after = words.partition(BEGIN)[0], words.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{table}{END}{after}", encoding="utf-8")


def main() -> None:
    """Measures, prints, and writes into a page if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs="+", default=PAGES)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--peak", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        print(peak(*options.peak))
        return
    rows = measured(options.pages)
    table = "".join(f"| {what} | {figure} |\n" for what, figure in [("measured", "figure"), ("---", "---"), *rows])
    print(table)
    if options.page:
        put(options.page, table)


if __name__ == "__main__":
    main()
