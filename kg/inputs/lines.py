"""Putting lines together while a file is read: paragraphs, line breaks inside them, footnotes and their marks."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from kg.inputs.reading import Reading, told
from kg.model.text import Problem, Span

CELLS = " | "
"""Stands between the cells of a table's row."""
_BLANKS = regex.compile(r"[ \t\n\r\f]+")


def mark(number: object) -> str:
    """How the text cites a footnote."""
    return f"<sup>{number}</sup>"


@dataclass(slots=True)
class Lines:
    """The lines of a document so far: each a paragraph, but for those that a line break inside one parts."""

    lines: list[str] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)  # the places among `lines` of those that belong to footnotes
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False  # whether a paragraph of several lines has been added

    def add(self, *lines: str) -> None:
        """Adds a paragraph of so many lines, blank ones left out, with a blank line below it."""
        filled = [line for line in lines if line.strip()]
        if filled:
            self.broken = self.broken or len(filled) > 1
            self.lines += [*filled, ""]

    def add_note(self, number: object, *paragraphs: str) -> None:
        """Adds a footnote below the paragraph that cites it."""
        first, *others = [words for words in map(even, paragraphs) if words] or [""]
        for line in (f"{number} {first}".strip(), *others):
            self.notes.append(len(self.lines))
            self.lines.append(line)
        self.lines.append("")

    def tell(self, code: str, message: str, quote: str = "") -> None:
        """Adds a problem."""
        self.problems.append(told(code, message, quote))

    def reading(self) -> Reading:
        """All that was added; where no paragraph has several lines, each line is known to be one."""
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line) + 1
        return Reading(
            characters="\n".join(self.lines),
            problems=tuple(self.problems),
            notes=tuple(Span(starts[place], starts[place] + len(self.lines[place])) for place in self.notes),
            whole_lines=not self.broken,
        )


def even(words: str) -> str:
    """The words with each run of blanks and line ends as one blank, and none at the ends.

    >>> even(" a\\n  b ")
    'a b'
    """
    return _BLANKS.sub(" ", words).strip(" ")
