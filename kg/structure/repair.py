"""Repairing a text layer: furniture out, lines joined, blanks and signs put right, every character with its origin.

Paragraphs are decided from indents, short lines and closing signs before lines are joined
(`kg.structure.paragraphs`). Footnotes leave the flow and go into `notes` (`kg.structure.footnotes`), so that a
paragraph that they interrupt is whole again.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from kg.knowledge.layout import Layout
from kg.model.text import Paragraph, ParagraphKind, Problem, Repaired, Source, Span
from kg.structure.asides import without_asides
from kg.structure.footnotes import ends_notes, notes_of, without_marks
from kg.structure.lines import Line
from kg.structure.pages import refuse_columns, running_heads
from kg.structure.paragraphs import group, is_spaced
from kg.structure.repairs import joined, mended
from kg.structure.script import is_traditional, noise

_LINE_END = regex.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_HEADING = regex.compile(r"#+\s+")
DISCLAIMER_LINES = 12
NOISY = 0.02  # stray signs to a Chinese character: a text of good quality has hardly any


def lines_of(source: Source) -> list[Line]:
    """The lines of a source, blank ones too, each with its characters' origins."""
    lines, start = [], 0
    text = source.read or source.characters
    ends = [(m.start(), m.end()) for m in _LINE_END.finditer(text)] + [(len(text), len(text))]
    settings = source.layer.settings if source.layer else {}
    for end, after in ends:
        line = Line(characters=text[start:end], origins=tuple(range(start, end)), setting=settings.get(start))
        lines.append(line)
        start = after
    return lines


def repair(source: Source, layout: Layout) -> Repaired:
    """The words of a source in reading order, as paragraphs and footnotes, and apart the furniture taken out.

    Raises SourceError for two columns side by side.
    """
    lines = lines_of(source)
    if source.layer is None:
        refuse_columns(lines, source, layout)
    heads = running_heads(lines, source, layout) | _told(lines, source.furniture)
    sorted_lines = sort_lines(lines, layout, heads, _told(lines, source.notes))
    notes = notes_of(sorted_lines.notes, layout)
    raised = source.layer.raised if source.layer else frozenset()
    body, unmarked = without_marks(sorted_lines.body, notes, layout, raised)
    problems = [*source.problems, *unmarked]
    paragraphs = [found for lines in group(body, layout, whole=source.whole_lines) if (found := paragraph(lines))]
    paragraphs, asides = without_asides(paragraphs, layout)
    problems += asides
    furniture = [mended((line.characters, line.origins)) for line in sorted_lines.furniture]
    if source.read and is_traditional(source.characters):
        message = "in traditional characters: read as simplified ones, quoted as printed"
        problems.append(Problem(stage="repair", code="traditional-characters", message=message))
    if (share := noise(source.read or source.characters)) > NOISY:
        message = (
            f"{share:.0%} as many stray signs as Chinese characters, as a scan read badly has them; words and figures "
            "may be wrong: correct the text against the scan, or read the scan again"
        )
        problems.append(Problem(stage="repair", code="garbled", message=message))
    if not paragraphs:
        problems.append(Problem(stage="repair", code="no-text", message="nothing but page furniture"))
    return Repaired(
        source=source,
        body=tuple(paragraphs),
        notes=tuple(note.paragraph for note in notes),
        furniture=tuple(text for text in furniture if len(text)),
        problems=tuple(problems),
    )


def _told(lines: Sequence[Line], spans: Sequence[Span]) -> frozenset[int]:
    """The places of the lines that the file itself says are of a kind."""
    starts = [span.start for span in spans]
    found = ((at, bisect(starts, line.origins[0]) - 1) for at, line in enumerate(lines) if line.origins)
    return frozenset(at for at, of in found if of >= 0 and lines[at].origins[0] < spans[of].end)


def paragraph(lines: Sequence[Line]) -> Paragraph | None:
    """The lines as a paragraph, None if nothing is left of them."""
    words = joined(lines)
    heading = _HEADING.match(words[0])
    if heading:
        words = words[0][heading.end() :], words[1][heading.end() :]
    text = mended(words)
    kind = ParagraphKind.HEADING if heading else ParagraphKind.BODY
    return Paragraph(text=text, kind=kind, indent=lines[0].indent) if len(text) else None


@dataclass(slots=True)
class Sorted:
    """Lines by what they are; blank ones stay with what they stand in."""

    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)


def sort_lines(
    lines: Sequence[Line], layout: Layout, heads: frozenset[int] = frozenset(), noted: frozenset[int] = frozenset()
) -> Sorted:
    """The lines of the body, of the footnotes and of the furniture, to which the running heads belong.

    `noted` are the places of lines known to be footnotes.
    """
    sorter = _Sorter(lines, layout, heads, noted)
    for at, line in enumerate(lines):
        sorter.take(at, line)
        sorter.gap = not line.words
    return sorter.found


class _Sorter:
    """Lines on their way to what they are; `gap` says that a blank one came just before."""

    def __init__(self, lines: Sequence[Line], layout: Layout, heads: frozenset[int], noted: frozenset[int]) -> None:
        self.lines, self.layout, self.heads, self.noted = lines, layout, heads, noted
        self.spaced = is_spaced(lines, layout)
        self.found = Sorted()
        self.in_notes = self.gap = False
        self.disclaimer = self.first_note = 0

    def take(self, at: int, line: Line) -> None:
        """Puts a line where it belongs."""
        if at in self.noted:
            self.found.notes.append(line)
            return
        if self.layout.match("disclaimer-begin", line.words):
            self.disclaimer = _disclaimer_end(self.lines, at, self.layout)
        if at < self.disclaimer or at in self.heads or _is_furniture(self.lines, at, self.layout):
            self.in_notes = self.in_notes and at < self.disclaimer
            self.found.furniture.append(line)
        elif self.layout.match("notes-begin", line.words):
            self.in_notes, self.first_note = True, len(self.found.notes)
            self.found.furniture.append(line)
        else:
            self.in_notes = self._is_note(line)
            (self.found.notes if self.in_notes else self.found.body).append(line)

    def _is_note(self, line: Line) -> bool:
        """Whether a line belongs to a footnote: one that begins with it, or one that it goes on."""
        if line.setting:
            return line.setting.foot and (self.in_notes or self._begins_or_continues(line))
        if self.in_notes:
            notes = self.found.notes[self.first_note :]
            return not ends_notes(line, notes, self.gap, self.spaced, self.layout)
        begins = self.gap and _is_marked_note(line, self.found, self.layout)
        self.first_note = len(self.found.notes) if begins else self.first_note
        return begins

    def _begins_or_continues(self, line: Line) -> bool:
        """Whether a line at the foot of a column begins a footnote, or goes on with one of the column before."""
        last = self.found.notes[-1].words if self.found.notes else ""
        unfinished = bool(last) and not self.layout.search("sentence-end", last)
        return unfinished or self.layout.match("note-start", line.words) is not None


def _is_furniture(lines: Sequence[Line], at: int, layout: Layout) -> bool:
    """Whether a line is a running head or foot; a symbol alone in the middle of a citation is none."""
    words = lines[at].words
    if not words or not layout.match("furniture", words):
        return False
    if not layout.match("symbol", words):
        return True
    before = next((line.words for line in reversed(lines[:at]) if line.words), "")
    return not layout.match("symbol-cut", before)


def _is_marked_note(line: Line, found: Sorted, layout: Layout) -> bool:
    """Whether a Markdown footnote begins: its mark stood in the text before."""
    start = layout.match("marked-note", line.words)
    if start is None:
        return False
    mark = regex.compile(rf"<sup>\s*{start['number']}\s*</sup>|\[\^{start['number']}\]")
    return any(mark.search(before.characters) for before in found.body)


def _disclaimer_end(lines: Sequence[Line], at: int, layout: Layout) -> int:
    """The place after the last line of the notice that begins at a line: its own end, or the next blank line."""
    ahead = range(at, min(len(lines), at + 2 * DISCLAIMER_LINES))
    for place in ahead:
        if layout.search("disclaimer-end", lines[place].words):
            return place + 1
    return next((place for place in ahead if not lines[place].words), at + 1)
