"""Footnotes: which lines they are, and their marks in the text, which stick to the word before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from kg.knowledge.layout import Layout
from kg.model.text import Paragraph, ParagraphKind, Problem, Text
from kg.structure.lines import Line
from kg.structure.paragraphs import FULL
from kg.structure.repairs import CJK, Characters, joined, mended, nothing, replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: the mark by which the text cites it, its words, the mark among them."""

    mark: str
    paragraph: Paragraph

    @property
    def place(self) -> int:
        """Where it begins in the source."""
        return self.paragraph.text.origins[0]


def notes_of(lines: Sequence[Line], layout: Layout) -> list[Note]:
    """The footnotes in their lines; one without a mark has the empty one."""
    notes = []
    for lines_of_note in _groups(lines, layout):
        start = layout.match("note-start", lines_of_note[0].words)
        text = _noted(joined(lines_of_note), start)
        if len(text):
            mark = start["number"] if start else ""
            notes.append(Note(mark=mark, paragraph=Paragraph(text=text, kind=ParagraphKind.NOTE)))
    return notes


def _noted(words: Characters, start: regex.Match[str] | None) -> Text:
    """A footnote's words, its mark mended apart so that it joins with no number after it."""
    if start is None:
        return mended(words)
    cut = start.end("number")
    mark = mended((words[0][start.start("number") : cut], words[1][start.start("number") : cut]))
    rest = regex.match(r"(?:</sup>|\]:?)?", words[0][cut:])
    after = cut + (rest.end() if rest else 0)
    body = mended((words[0][after:], words[1][after:]))
    if not len(body):
        return mark
    apart = body.characters[0].isascii()
    blank = Text(" ", (mark.origins[-1] + 1,)) if apart else Text("", ())
    pieces = (mark, blank, body)
    return Text("".join(p.characters for p in pieces), tuple(place for p in pieces for place in p.origins))


def _groups(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The footnotes' lines, a group for each note."""
    groups: list[list[Line]] = []
    last = 0
    for line in lines:
        start = layout.match("note-start", line.words)
        if not line.words:
            continue
        number = int(start["number"]) if start and start["number"].isdecimal() else None
        if not groups or (start and (number is None or number == last + 1)):
            last = number or last
            groups.append([])
        groups[-1].append(line)
    return groups


def ends_notes(line: Line, notes: Sequence[Line], gap: bool, spaced: bool, layout: Layout) -> bool:
    """Whether a line below footnotes is body text again: the last note is finished, and this is no other."""
    filled = [note for note in notes if note.words]
    if not line.words or not filled or layout.match("note-start", line.words):
        return False
    if layout.match("paragraph-start", line.squeezed):
        return True
    finished = bool(layout.search("sentence-end", filled[-1].words))
    return finished and (line.indent > 0 or (gap and not spaced) or _ends_short(filled))


def _ends_short(lines: Sequence[Line]) -> bool:
    """Whether the last of several lines is none of the full ones."""
    return len(lines) > 1 and lines[-1].width < FULL * max(line.width for line in lines)


def without_marks(
    lines: Sequence[Line], notes: Sequence[Note], layout: Layout, raised: frozenset[int] = frozenset()
) -> tuple[list[Line], list[Problem]]:
    """The body's lines without the marks of the footnotes, each sought between the one before it and its note.

    `raised` are the places of the source's signs that stand above their line. A note without a mark in the text is
    reported.
    """
    kept = list(lines)
    problems = []
    place, after = 0, -1
    for note in (n for n in notes if n.mark):
        found = None
        for at in range(place, len(kept)):
            line = kept[at]
            if line.origins and line.origins[0] > note.place:
                break
            span = _raised(line, note.mark, after, raised) or _mark_in(kept, at, note.mark, after, layout)
            if span:
                found = (at, span)
                break
        if found is None:
            problems.append(_unmarked(note))
            continue
        place, (start, end) = found
        line = kept[place]
        after = line.origins[start]
        words = (line.characters, line.origins)
        cut = replaced(words, regex.compile(rf"(?<=^.{{{start}}}).{{{end - start}}}", regex.DOTALL), nothing)
        kept[place] = replace(line, characters=cut[0], origins=cut[1])
    return kept, problems


def _unmarked(note: Note) -> Problem:
    text = note.paragraph.text
    message = "no mark of this footnote was found in the text before it"
    return Problem(
        stage="repair", code="note-without-mark", message=message, quote=text.characters[:40], span=text.origin()
    )


def _raised(line: Line, mark: str, after: int, raised: frozenset[int]) -> tuple[int, int] | None:
    """Where a line holds a footnote's mark above it."""
    if raised.isdisjoint(line.origins):
        return None
    for match in regex.finditer(regex.escape(mark), line.characters):
        origins = line.origins[match.start() : match.end()]
        around = {line.origins[match.start()] - 1, origins[-1] + 1}
        if raised.issuperset(origins) and raised.isdisjoint(around) and origins[0] > after:
            return match.span()
    return None


def _mark_in(lines: Sequence[Line], at: int, mark: str, after: int, layout: Layout) -> tuple[int, int] | None:
    """Where a line holds a footnote's mark: glued to a word, or wrapped to the line's start; no number that counts."""
    line = lines[at]
    sign = regex.escape(mark)
    tagged = rf"<sup>\s*{sign}\s*</sup>|\[\^{sign}\](?!:)"
    glued = rf"(?<={CJK}|[)\]\"%a-z]){sign}(?![\w.*])"
    pattern = regex.compile(rf"{tagged}|{glued}|^\s*{sign}(?=\s)")
    for match in pattern.finditer(line.characters):
        if line.origins[match.start()] <= after or (match[0].lstrip() == mark and _counts(lines, at, match, layout)):
            continue
        wrapped = not line.characters[: match.start()].strip()
        blanks = regex.match(r"\s*", line.characters[match.end() :]) if wrapped else None
        return match.start(), match.end() + (blanks.end() if blanks else 0)
    return None


def _counts(lines: Sequence[Line], at: int, match: regex.Match[str], layout: Layout) -> bool:
    """Whether a bare number is more likely to count something than to mark a footnote."""
    line = lines[at]
    around = (n for n in lines[at + 1 :] if n.words)
    rest = line.characters[match.end() :].strip() or next((n.words for n in around), "")
    if layout.match("counted", rest):
        return True
    before = line.characters[: match.start()].strip()
    if before:
        return not (regex.search(r"[\p{P}]$", before) or match.end() < len(line.characters))
    last = next((n.words for n in reversed(lines[:at]) if n.words), "")
    return not regex.search(r"\p{P}$", last)
