"""Invented page layouts, each with the order in which a person reads its lines.

Lines are put where a printer would put them: columns with a gutter, heads across them, footnotes under a column or
across, figures with captions, running heads and page numbers, rows of a table. The words are nonsense and all
different, so that the order of the lines is all that can tell them apart.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from random import Random

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 62, 533, 90, 760
SIZE, PITCH = 10.5, 16
SMALL, SMALL_PITCH = 8, 11.5
SIGNS = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 1500))
LAYOUTS = 20


@dataclass(slots=True)
class Page:
    """A page: its lines in reading order as x, y (of the top), size and words."""

    random: Random
    lines: list[tuple[float, float, float, str]] = field(default_factory=list)

    def put(self, x: float, y: float, size: float, words: str) -> None:
        """The next line to be read."""
        self.lines.append((x, y, size, words))

    def words(self, width: float, size: float = SIZE) -> str:
        """Nonsense that fills a width."""
        return "".join(self.random.choices(SIGNS, k=int(width / size)))

    def text(self, x: float, y: float, width: float, end: float, size: float = SIZE, pitch: float = PITCH) -> float:
        """Paragraphs from a height to another, the last line of each short; returns where they end."""
        left = 0
        while y < end:
            first = left == 0
            left = self.random.randint(2, 7) if first else left - 1
            inset = 2 * size if first else 0
            share = self.random.uniform(0.15, 0.9) if left == 1 else 1
            self.put(x + inset, y, size, self.words(max(size, share * (width - inset)), size))
            left -= left == 1
            y += pitch
        return y

    def note(self, x: float, y: float, width: float) -> float:
        """A footnote of two lines; returns where it ends."""
        self.put(x, y, SMALL, "1" + self.words(width - 2 * SMALL, SMALL))
        self.put(x, y + SMALL_PITCH, SMALL, self.words(0.6 * width, SMALL))
        return y + 2 * SMALL_PITCH


def page_of(seed: int) -> Page:
    """A layout by its number: each choice is one of the number's, so that twenty numbers have them all."""
    page = Page(Random(seed))
    columns, gutter = (2, 2, 3, 1)[seed % 4], (20, 28, 16, 0)[seed % 4]
    running = seed % 3 != 0
    if running:
        page.put(LEFT, 40, 9, f"S/PV.{seed}000")
        page.put(RIGHT - 60, 40, 9, page.words(60, 9))
    y = float(TOP)
    if seed % 2 == 0:
        y = page.text(LEFT, y, RIGHT - LEFT, y + PITCH * (1 + seed % 5))
    middle = (TOP + BOTTOM) / 2 if seed % 5 == 1 else BOTTOM
    y = _columns(page, columns, gutter, y, middle, seed)
    if seed % 5 == 1:
        heading = page.words(260)
        page.put((WIDTH - 260) / 2, y + PITCH, SIZE, heading)
        y = _columns(page, columns, gutter, y + 3 * PITCH, BOTTOM, seed + 7)
    if seed % 7 == 3:
        page.note(LEFT, y + 14, RIGHT - LEFT)
    if running:
        page.put(WIDTH / 2 - 10, 805, 9, f"{seed}/40")
    return page


def _columns(page: Page, columns: int, gutter: float, top: float, bottom: float, seed: int) -> float:
    width = (RIGHT - LEFT - (columns - 1) * gutter) / columns
    lowest = top
    for column in range(columns):
        x = LEFT + column * (width + gutter)
        y, end = top + (seed % 6 == 4) * column * 5, bottom
        end -= PITCH * page.random.randint(2, 9) if column == columns - 1 and seed % 2 else 0
        noted = seed % 3 == 1 and column == seed % columns
        end -= 3 * SMALL_PITCH if noted else 0
        if seed % 4 == 1 and column == 0:  # a figure with its caption in the middle of the column
            y = page.text(x, y, width, y + 0.3 * (end - y))
            page.put(x + width / 5, y + 80, SMALL, page.words(width / 2, SMALL))
            y += 80 + 2 * PITCH
        if seed % 6 == 5 and column == columns - 1:  # a small table
            for _ in range(4):
                cells = page.words(50), page.words(40)
                page.put(x, y, SIZE, f"{cells[0]}  {cells[1]}")
                y += PITCH
            y += PITCH
        y = page.text(x, y, width, end)
        lowest = max(lowest, page.note(x, y + 8, width) if noted else y)
    return lowest


def layouts() -> list[Page]:
    """All layouts."""
    return [page_of(seed) for seed in range(LAYOUTS)]


def printed(pages: list[Page], font: str, style_too: str = "", width: float = WIDTH, height: float = HEIGHT) -> bytes:
    """The pages as one PDF, with rules of style of one's own."""
    from weasyprint import HTML

    style = (
        f"@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0; font-family: '{font}'; line-height: 1 }}"
        f"section {{ position: relative; height: {height}pt; break-after: page }}"
        "p { position: absolute; margin: 0; white-space: pre; width: 600pt }"
    )
    sheets = "".join(f"<section>{''.join(map(_line, page.lines))}</section>" for page in pages)
    out = io.BytesIO()
    HTML(string=f'<html lang="zh"><style>{style}</style>{style_too}{sheets}</html>').write_pdf(out)
    return out.getvalue()


def _line(line: tuple[float, float, float, str]) -> str:
    x, y, size, words = line
    left, gap, right = words.partition("  ")
    cell = f'<p style="left: {x + 110}pt; top: {y}pt; font-size: {size}pt">{right}</p>' if gap else ""
    return f'<p style="left: {x}pt; top: {y}pt; font-size: {size}pt">{left}</p>{cell}'
