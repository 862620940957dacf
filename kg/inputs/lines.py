"""Putting lines together while a file is read: paragraphs, line breaks inside them, footnotes and their marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import regex

from kg.inputs.reading import Reading, told
from kg.model.text import Problem, Span

CELLS = " | "
"""Stands between the cells of a table's row."""
LEADER = " . . . . . "
"""Stands for a tabulator with a dotted line."""
LINES_OF_A_CELL = 2
"""A cell of more lines holds running text, and its table sets columns of it side by side."""
LEFT_OUT = {
    "deleted-text": "{} deletions of tracked changes were left out",
    "hidden-text": "{} pieces of hidden text were left out",
    "picture": "{} pictures were not read; type out the text that they show",
    "embedded": "{} embedded objects were not read; save them as files of their own",
    "text-box": "{} text boxes were read where they are anchored, which may not be where they stand on the page",
    "odd-sign": "{} signs of a symbol font were left out",
    "comment": "{} comments in the margin were left out",
    "note-missing": "{} footnotes that the text cites are not in the file",
}
"""By the code of the problem; {} is how many."""
_RAISED = regex.compile(r"\s*(?P<mark>\d{1,3}|\*{1,2})\s*")
_BLANKS = regex.compile(r"[ \t\n\r\f]+")


def mark(number: object) -> str:
    """How the text cites a footnote."""
    return f"<sup>{number}</sup>"


def raised(words: str) -> str:
    """Words set above the line: as a footnote's mark where they may be one that was typed.

    >>> raised("3"), raised("th")
    ('<sup>3</sup>', 'th')
    """
    found = _RAISED.fullmatch(words)
    return mark(found["mark"]) if found else words


@dataclass(slots=True)
class Lines:
    """The lines of a document so far: each a paragraph, but for those that a line break inside one parts."""

    lines: list[str] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)  # the places among `lines` of those that belong to footnotes
    furniture: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False  # whether a paragraph of several lines has been added
    numbered: int = 0  # footnotes so far
    left: dict[str, list[str]] = field(default_factory=dict)  # by code, what was left out

    def add(self, *lines: str) -> None:
        """Adds a paragraph of so many lines, blank ones left out, with a blank line below it."""
        filled = [line for line in map(even, lines) if line]
        if filled:
            self.broken = self.broken or len(filled) > 1
            self.lines += [*filled, ""]

    def add_row(self, cells: Iterable[str]) -> None:
        """Adds a row of a table, empty cells left out."""
        self.add(CELLS.join(filter(None, map(even, cells))))

    def add_furniture(self, line: str) -> None:
        """Adds a line of a running head or foot."""
        if words := even(line):
            self.furniture.append(len(self.lines))
            self.lines += [words, ""]

    def next_note(self) -> int:
        """The number of the next footnote: they are counted through the document, as they are cited."""
        self.numbered += 1
        return self.numbered

    def add_note(self, number: int, paragraphs: Iterable[str]) -> None:
        """Adds a footnote below the paragraph that cites it."""
        first, *others = [words for words in map(even, paragraphs) if words] or [""]
        for line in (f"{number} {first}".strip(), *others):
            self.notes.append(len(self.lines))
            self.lines.append(line)
        self.lines.append("")

    def tell(self, code: str, message: str, quote: str = "") -> None:
        """Adds a problem."""
        self.problems.append(told(code, message, quote))

    def leave_out(self, code: str, words: str = "") -> None:
        """Notes that something was left out, with its words where they are known."""
        self.left.setdefault(code, []).append(even(words))

    def tell_left_out(self, messages: Mapping[str, str] = LEFT_OUT) -> None:
        """Adds a problem for each code of what was left out; its message takes the number."""
        for code, message in messages.items():
            if code in self.left:
                quote = max(self.left[code], key=len)
                self.tell(code, message.format(len(self.left[code])), quote)

    def reading(self) -> Reading:
        """All that was added; where no paragraph has several lines, each line is known to be one."""
        starts = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

        def spans(places: Iterable[int]) -> tuple[Span, ...]:
            return tuple(Span(starts[place], starts[place] + len(self.lines[place])) for place in places)

        return Reading(
            characters="\n".join(self.lines),
            problems=tuple(self.problems),
            notes=spans(self.notes),
            furniture=spans(self.furniture),
            whole_lines=not self.broken,
        )


def even(words: str) -> str:
    """The words with each run of blanks and line ends as one blank, and none at the ends.

    >>> even(" a\\n  b ")
    'a b'
    """
    return _BLANKS.sub(" ", words).strip(" ")
