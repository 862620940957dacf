"""The repairs of running text: each has a name, and no sign loses its place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import regex

from kg.model.signs import BLANKS, DIGITS, DOT, DOTS, ENTITY, INVISIBLE, MARKS, unescaped
from kg.model.text import Text
from kg.structure.lines import Line

Characters = tuple[str, tuple[int, ...]]
Kept = Callable[[regex.Match[str]], Sequence[tuple[int, str]]]

MARK = f"[{''.join(MARKS)}]"
_ADDRESS = regex.compile(r"(?:www\.|://)\S*$")
_ADDRESS_GOES_ON = regex.compile(r"\S+/\S+\(")
CJK = r"[\p{Han}\u3000-\u303f\uff00-\uffef“”‘’…—]"


def replaced(words: Characters, pattern: regex.Pattern[str], keep: Kept) -> Characters:
    """The characters with each match of a pattern replaced by what `keep` says, as `rewritten`."""
    return rewritten(words, pattern.finditer(words[0]), keep)


def rewritten(words: Characters, matches: Iterable[regex.Match[str]], keep: Kept) -> Characters:
    """The characters with each match replaced by what `keep` says: places in the text, each with a character for it."""
    found = tuple(matches)
    if not found:
        return words
    text, origins = words
    characters: list[str] = []
    places: list[int] = []
    at = 0
    for match in found:
        characters += text[at : match.start()]
        places += origins[at : match.start()]
        for place, character in keep(match):
            characters.append(character)
            places.append(origins[place])
        at = match.end()
    characters += text[at:]
    places += origins[at:]
    return "".join(characters), tuple(places)


def group_kept(name: str) -> Kept:
    """Keeps a named group of the match, which may have matched several times."""
    return lambda m: [(i, m.string[i]) for start, end in m.spans(name) for i in range(start, end)]


def nothing(match: regex.Match[str]) -> Sequence[tuple[int, str]]:
    """Keeps nothing of the match."""
    return ()


def without_blanks(match: regex.Match[str]) -> Sequence[tuple[int, str]]:
    """Keeps all of the match but its blanks."""
    return [(match.start() + i, sign) for i, sign in enumerate(match[0]) if sign != " "]


def as_sign(sign: str) -> Kept:
    """Puts one sign at the place of the match's group `at`."""
    return lambda m: [(m.start("at"), sign)]


def as_in(signs: Mapping[str, str]) -> Kept:
    """Puts in the place of a sign the one that a table gives for it."""
    return lambda m: [(m.start(), signs[m[0]])]


def as_character(match: regex.Match[str]) -> Sequence[tuple[int, str]]:
    """Puts the character that an HTML entity stands for in its place; one that stands for none or several stays."""
    sign = unescaped(match[0])
    return [(match.start(), sign)] if sign else [(match.start() + i, c) for i, c in enumerate(match[0])]


# Each repair of the running text has a name; they run in this order. `kg.model.signs` says what is the same sign.
REPAIRS: tuple[tuple[str, regex.Pattern[str], Kept], ...] = (
    ("unlink_markdown", regex.compile(r"\[(?P<kept>[^\[\]]+)\]\([^()\s]*\)"), group_kept("kept")),
    (
        "drop_emphasis",
        regex.compile(
            r"\*\*(?P<kept>[^*]+)\*\*|(?<![\w*])\*(?=\S)(?P<kept>[^*]+)(?<=\S)\*(?![\w*])|(?<!\w)__(?P<kept>[^_]+)__(?!\w)"
        ),
        group_kept("kept"),
    ),
    ("drop_tags", regex.compile(r"</?(?:sup|sub|b|i|u|em|strong|br|span|p|div|a)\b[^<>]*>"), nothing),
    ("read_entities", regex.compile(ENTITY), as_character),
    ("drop_invisible", regex.compile(rf"[\0{INVISIBLE}]"), nothing),
    ("unescape_markdown", regex.compile(r"\\(?P<kept>[-.*_#()\[\]+!~>|])"), group_kept("kept")),
    ("even_blanks", regex.compile(rf"(?P<at>[{BLANKS}])(?:[{BLANKS}]+|(?<! ))"), as_sign(" ")),
    ("narrow_digits", regex.compile(f"[{''.join(DIGITS)}]"), as_in(DIGITS)),
    (
        "tighten_symbols",
        regex.compile(r"(?<![A-Za-z0-9/.])[AES] ?/ ?(?:[A-Z0-9.]+ ?/ ?)*+[A-Z0-9.]*\d(?![A-Za-z])"),
        without_blanks,
    ),
    ("tighten_middle_dots", regex.compile(rf"(?<=\w) ?(?P<at>[{DOTS}]) ?(?=\w)"), as_sign(DOT)),
    ("drop_blanks_beside_chinese", regex.compile(rf"(?<={CJK}) | (?={CJK})"), nothing),
    (
        "widen_marks_beside_chinese",
        regex.compile(rf"(?<=[\p{{Han}}”’）》」』]){MARK}|(?<!{ENTITY[:-1]}){MARK}(?=[\p{{Han}}“‘（《「『])"),
        as_in(MARKS),
    ),
    (
        "join_grouped_digits",
        regex.compile(r"(?<![\d.])(?P<kept>\d{1,3})(?: (?P<kept>\d{3}))+(?!\d)"),
        group_kept("kept"),
    ),
)


def mended(words: Characters) -> Text:
    """The characters after all repairs, without blanks at their ends."""
    for _, pattern, keep in REPAIRS:
        words = replaced(words, pattern, keep)
    text, origins = words
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Text(text[start:end], origins[start:end]) if start < end else Text("", ())


def joined(lines: Sequence[Line]) -> Characters:
    """The lines as one: words of Latin script parted by a blank where their line ended, Chinese without."""
    characters: list[str] = []
    origins: list[int] = []
    tail = ""
    for line in lines:
        words = line.words
        if not words:
            continue
        start = line.characters.find(words)
        if tail and _apart(tail, words):
            characters.append(" ")
            origins.append(origins[-1] + 1)
        characters += words
        origins += line.origins[start : start + len(words)]
        tail = words
    return "".join(characters), tuple(origins)


def _apart(before: str, after: str) -> bool:
    """Whether a blank stood where the line ended: between Latin words, not in an address or after a hyphen."""
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii()) or last in "-/(" or first in ").,/":
        return False
    return not (_ADDRESS.search(before) or _ADDRESS_GOES_ON.match(after))
