"""Repairing a text layer: furniture out, lines joined, blanks and signs put right, every character with its origin.

Paragraphs are decided from indents, short lines and closing signs before lines are joined (`kg.paragraphs`). Footnotes
leave the flow and go into `notes`, so that a paragraph that they interrupt is whole again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from kg.layout import Layout
from kg.model import Paragraph, ParagraphKind, Problem, Repaired, Source, Text
from kg.paragraphs import Line, group

Characters = tuple[str, tuple[int, ...]]
_LINE_END = regex.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_CJK = r"[\p{Han}\u3000-\u303f\uff00-\uffef“”‘’…—]"
_DOT = r"[·•・‧∙]"
GROUPED_DIGITS = regex.compile(r"(?<![\d.])(?P<kept>\d{1,3})(?: (?P<kept>\d{3}))+(?!\d)")


def lines_of(source: Source) -> list[Line]:
    """The lines of a source, blank ones too, each with its characters' origins."""
    lines, start = [], 0
    text = source.characters
    ends = [(m.start(), m.end()) for m in _LINE_END.finditer(text)] + [(len(text), len(text))]
    for end, after in ends:
        lines.append(Line(characters=text[start:end], origins=tuple(range(start, end))))
        start = after
    return lines


def replaced(
    words: Characters, pattern: regex.Pattern[str], keep: Callable[[regex.Match[str]], Sequence[tuple[int, str]]]
) -> Characters:
    """The characters with each match replaced by what `keep` says: places in the text, each with a character for it."""
    text, origins = words
    characters: list[str] = []
    places: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        characters += text[at : match.start()]
        places += origins[at : match.start()]
        for place, character in keep(match):
            characters.append(character)
            places.append(origins[place])
        at = match.end()
    characters += text[at:]
    places += origins[at:]
    return "".join(characters), tuple(places)


def group_kept(name: str) -> Callable[[regex.Match[str]], Sequence[tuple[int, str]]]:
    """Keeps a named group of the match, which may have matched several times."""
    return lambda m: [(i, m.string[i]) for start, end in m.spans(name) for i in range(start, end)]


def nothing(match: regex.Match[str]) -> Sequence[tuple[int, str]]:
    """Keeps nothing of the match."""
    return ()


def as_sign(sign: str) -> Callable[[regex.Match[str]], Sequence[tuple[int, str]]]:
    """Puts one sign at the place of the match's group `at`."""
    return lambda m: [(m.start("at"), sign)]


# Each repair of the running text has a name; they run in this order.
REPAIRS: tuple[tuple[str, regex.Pattern[str], Callable[[regex.Match[str]], Sequence[tuple[int, str]]]], ...] = (
    ("unlink_markdown", regex.compile(r"\[(?P<kept>[^\[\]]+)\]\([^()\s]*\)"), group_kept("kept")),
    ("drop_emphasis", regex.compile(r"\*\*(?P<kept>[^*]+)\*\*|(?<!\w)__(?P<kept>[^_]+)__(?!\w)"), group_kept("kept")),
    ("drop_tags", regex.compile(r"</?(?:sup|sub|b|i|u|em|strong|br|span|p)\b[^<>]*>"), nothing),
    ("even_blanks", regex.compile(r"(?P<at>[\s\u200b\ufeff])[\s\u200b\ufeff]*"), as_sign(" ")),
    ("tighten_middle_dots", regex.compile(rf" ?(?P<at>{_DOT}) ?"), as_sign("·")),
    ("drop_blanks_beside_chinese", regex.compile(rf"(?<={_CJK}) | (?={_CJK})"), nothing),
    ("join_grouped_digits", GROUPED_DIGITS, group_kept("kept")),
)


def mended(words: Characters) -> Text:
    """The characters after all repairs, without blanks at their ends."""
    for _, pattern, keep in REPAIRS:
        words = replaced(words, pattern, keep)
    text, origins = words
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Text(text[start:end], origins[start:end]) if start < end else Text("", ())


def without_marks(words: Characters, numbers: frozenset[str]) -> Characters:
    """The characters without the marks of the footnotes that there are, which stick to the word before them."""
    if not numbers:
        return words
    marks = "|".join(sorted(numbers, key=len, reverse=True))
    pattern = regex.compile(rf"(?<={_CJK}|\))(?:<sup>)?(?:{marks})(?:</sup>)?(?=\s|$)|<sup>(?:{marks})</sup>")
    return replaced(words, pattern, nothing)


def joined(lines: Sequence[Line]) -> Characters:
    """The lines as one: words of Latin script parted by a blank where their line ended, Chinese without."""
    characters, origins = "", ()  # type: tuple[str, tuple[int, ...]]
    for line in lines:
        words = line.characters.strip()
        start = line.characters.find(words) if words else 0
        places = line.origins[start : start + len(words)]
        if characters and words and _apart(characters[-1], words[0], characters, words):
            characters, origins = characters + " ", (*origins, origins[-1] + 1)
        characters, origins = characters + words, (*origins, *places)
    return characters, origins


def _apart(last: str, first: str, before: str, after: str) -> bool:
    address = regex.search(r"(?:www\.|://)\S*$", before) or regex.match(r"\S+/\S+\(", after)
    return last.isascii() and first.isascii() and last not in "-/(" and first not in ").," and not address


def repair(source: Source, layout: Layout) -> Repaired:
    """The words of a source in reading order, as paragraphs and footnotes, and apart the furniture taken out."""
    body, notes, furniture = sorted_lines(lines_of(source), layout)
    paragraphs = [found for lines in group(body, layout) if (found := paragraph(lines, frozenset()))]
    footnotes = [
        Paragraph(text=text, kind=ParagraphKind.NOTE)
        for lines in note_groups(notes, layout)
        if len(text := mended(joined(lines)))
    ]
    numbers = frozenset(m["number"] for n in footnotes if (m := layout.match("note-start", n.text.characters)))
    if numbers:
        paragraphs = [found for lines in group(body, layout) if (found := paragraph(lines, numbers))]
    problems = [] if paragraphs else [Problem(stage="repair", code="no-text", message="nothing but page furniture")]
    return Repaired(
        source=source,
        body=tuple(paragraphs),
        notes=tuple(footnotes),
        furniture=tuple(text for line in furniture if len(text := mended((line.characters, line.origins)))),
        problems=tuple(problems),
    )


def paragraph(lines: Sequence[Line], numbers: frozenset[str]) -> Paragraph | None:
    """The lines as a paragraph, None if nothing is left of them."""
    words = joined(lines)
    heading = regex.match(r"#+\s+", words[0])
    if heading:
        words = words[0][heading.end() :], words[1][heading.end() :]
    text = mended(without_marks(words, numbers))
    kind = ParagraphKind.HEADING if heading else ParagraphKind.BODY
    return Paragraph(text=text, kind=kind, indent=lines[0].indent) if len(text) else None


def sorted_lines(lines: Sequence[Line], layout: Layout) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines of the body, of the footnotes and of the furniture; blank ones stay with what they stand in."""
    body: list[Line] = []
    notes: list[Line] = []
    furniture: list[Line] = []
    in_notes = in_disclaimer = False
    for line in lines:
        words = line.characters.strip()
        in_disclaimer = in_disclaimer or bool(layout.match("disclaimer-begin", words))
        if in_disclaimer or layout.match("furniture", words):
            in_disclaimer = in_disclaimer and not layout.search("disclaimer-end", words)
            in_notes = False
            furniture.append(line)
        elif layout.match("notes-begin", words):
            in_notes = True
            furniture.append(line)
        else:
            in_notes = in_notes and not _ends_notes(line, notes, layout)
            (notes if in_notes else body).append(line)
    return body, notes, furniture


def _ends_notes(line: Line, notes: Sequence[Line], layout: Layout) -> bool:
    """Whether a line after a finished note is body text again: indented and not another note."""
    before = next((n.characters.strip() for n in reversed(notes) if n.characters.strip()), "")
    indented = line.indent > 0 and bool(line.characters.strip())
    return (
        indented
        and bool(layout.search("sentence-end", before))
        and not layout.match("note-start", line.characters.strip())
    )


def note_groups(lines: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The footnotes' lines, a group for each note."""
    groups: list[list[Line]] = []
    last = 0
    for line in lines:
        words = line.characters.strip()
        if not words:
            continue
        start = layout.match("note-start", words)
        if not groups or (start and int(start["number"]) == last + 1):
            last = int(start["number"]) if start else last
            groups.append([])
        groups[-1].append(line)
    return groups
