"""Pages of lines as the text of a document: its characters, where each stands, how its lines are set."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.inputs.columns import NEAR, Block
from kg.inputs.glyphs import Glyph, Strip
from kg.inputs.reading import told
from kg.inputs.reading_order import PageLines, edge_key
from kg.model.pages import Layer, Places, Setting
from kg.model.text import Problem, Span

SURE = 0.8
"""Of a character's recognition: below it the word in which it stands is doubtful."""
FOOT = 0.93  # of the type's size of a document: footnotes are set smaller
MANY = 30
"""So many doubtful words of a page are told one by one."""
ENOUGH = 5
"""So many lines show how wide their column is."""


@dataclass(slots=True)
class Paper:
    """A document while its pages are put together, a page at a time."""

    places: Places = field(default_factory=Places)
    problems: list[Problem] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _settings: dict[int, Setting] = field(default_factory=dict)
    _edges: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    _doubtful: list[Span] = field(default_factory=list)
    _raised: set[int] = field(default_factory=set)
    _sizes: Counter[float] = field(default_factory=Counter)
    _limits: dict[str, tuple[float, float]] = field(default_factory=dict)
    _columns: int = 0
    _hard: list[tuple[Span, str]] = field(default_factory=list)

    def add(self, page: int, lines: PageLines) -> None:
        """Adds a page, the next one."""
        if self._length:
            self._nowhere("\f")
        self.places.begin_page(page)
        for block in lines.blocks:
            self._sizes.update(glyph.size for line in block.lines for glyph in line.glyphs)
        self._block(page, Block(lines=lines.head), edge=True)
        for block in lines.blocks:
            self._block(page, block)
        self._block(page, Block(lines=lines.foot), edge=True)
        self._tell_doubts(page)
        if lines.unsure:
            message = f"on page {page} it is not sure whether columns or the rows of a table stand side by side"
            self.problems.append(told("columns-unsure", message, lines.unsure))

    def _tell_doubts(self, page: int) -> None:
        """The words of a page that were hard to read, each with its place; of many, how many there are."""
        if len(self._hard) > MANY:
            many = len(self._hard)
            message = f"page {page} is hard to read: {many} words are doubtful; none gives a figure or a date"
            self.problems.append(told("doubtful-ocr", message))
        else:
            message = f"on page {page} this was hard to read; it gives no figure and no date"
            self.problems += [replace(told("doubtful-ocr", message, words), span=span) for span, words in self._hard]
        self._doubtful += [span for span, _ in self._hard]
        self._hard.clear()

    @property
    def characters(self) -> str:
        """The words of all pages; a form feed parts them."""
        return "".join(self._pieces)

    def layer(self) -> Layer:
        """What is known of the characters, once all pages are added."""
        for (words, step), starts in self._edges.items():
            near = (self._edges.get((words, step + by), []) for by in (-1, 0, 1))
            if sum(map(len, near)) > 1:
                for start in starts:
                    self._settings[start] = replace(self._settings[start], repeated=True)
        return Layer(
            places=self.places,
            settings=self._settings,
            raised=frozenset(self._raised),
            doubtful=tuple(self._doubtful),
        )

    def _block(self, page: int, block: Block, edge: bool = False) -> None:
        if not block.lines:
            return
        self._columns += 1
        first, last = block.edges if edge else self._limits_of(block)
        foot = _foot(block.lines, self._sizes.most_common(1)[0][0] if self._sizes else 0.0)
        before: Strip | None = None
        for at, line in enumerate(block.lines):
            if self._pieces and self._pieces[-1] != "\f":
                self._nowhere("\n")
            if edge:
                self._edges.setdefault(edge_key(line), []).append(self._length)
            self._settings[self._length] = Setting(
                page=page,
                column=self._columns,
                left=line.left,
                right=line.right,
                first=first,
                last=last,
                size=line.size,
                gap=line.base - before.base if before else 0.0,
                foot=at >= foot,
            )
            self._line(line)
            before = line

    def _limits_of(self, block: Block) -> tuple[float, float]:
        """The edges of a block's column; a few lines tell less of it than those in the same column before."""
        first, last = block.edges
        if len(block.lines) >= ENOUGH:
            self._limits[block.column] = first, last
            return first, last
        left, right = self._limits.get(block.column, (first, last))
        inside = left - NEAR <= first and last <= right + NEAR
        return (left, right) if inside else (first, last)

    def _line(self, line: Strip) -> None:
        start = self._length
        for blanks, glyph in line.pieces:
            if blanks:
                self._nowhere(blanks)
            if line.is_raised(glyph):
                self._raised.update(range(self._length, self._length + len(glyph.sign)))
            self._pieces.append(sys.intern(glyph.sign))
            for _ in glyph.sign:
                self.places.add(*glyph.box)
            self._length += len(glyph.sign)
        self._hard += [(span.shift(start), line.words[span.start : span.end]) for span in _doubtful(line)]

    def _nowhere(self, signs: str) -> None:
        self._pieces.append(signs)
        for _ in signs:
            self.places.add_nowhere()
        self._length += len(signs)


def _foot(lines: Sequence[Strip], size: float) -> int:
    """Where the smaller type at the foot of a column begins."""
    at = len(lines)
    while at and lines[at - 1].size < FOOT * size:
        at -= 1
    return at


def _doubtful(line: Strip) -> Iterator[Span]:
    """The words of a line in which a character is not sure: runs of letters and figures, or the character alone."""
    signs: list[tuple[str, Glyph | None]] = []
    for blanks, glyph in line.pieces:
        signs += [(blank, None) for blank in blanks]
        signs += [(sign, glyph) for sign in glyph.sign]
    at = 0
    while at < len(signs):
        end = at + 1
        while _is_of_word(signs[at][0]) and end < len(signs) and _is_of_word(signs[end][0]):
            end += 1
        if any(glyph and glyph.sure < SURE and sign.isalnum() for sign, glyph in signs[at:end]):
            yield Span(at, end)
        at = end


def _is_of_word(sign: str) -> bool:
    """Whether a character is of a word that is read as one: a figure or a Latin letter."""
    return sign.isascii() and (sign.isalnum() or sign in ".,/-()")
