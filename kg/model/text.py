"""Text with origins: spans, repaired characters that know where in the source they stood, paragraphs, problems."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from kg.model.frozen import dataclass

if TYPE_CHECKING:
    from kg.model.pages import Layer


class _Places(NamedTuple):
    start: int
    end: int


class Span(_Places):
    """A stretch of characters, 0-based and half-open, in Unicode code points.

    It is a tuple, for it is hashed and compared more often than anything else.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        """Raises ValueError for what is none."""
        if not 0 <= start <= end:
            raise ValueError(f"no span: {start}..{end}")
        return tuple.__new__(cls, (start, end))

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one.

        >>> Span(2, 9).covers(Span(2, 5))
        True
        """
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character.

        >>> Span(2, 5).overlaps(Span(5, 7))
        False
        """
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The span moved by so many characters."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Text:
    """Repaired characters, each with the offset in the source that it came from (never decreasing)."""

    characters: str
    origins: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.characters) != len(self.origins):
            raise ValueError(f"{len(self.characters)} characters with {len(self.origins)} origins")

    def __len__(self) -> int:
        return len(self.characters)

    def slice(self, span: Span) -> str:
        """The characters of a span.

        >>> Text("甲国", (4, 7)).slice(Span(1, 2))
        '国'
        """
        return self.characters[span.start : span.end]

    def cut(self, span: Span) -> Text:
        """The span as a text of its own, with its origins."""
        return Text(self.slice(span), self.origins[span.start : span.end])

    def origin(self, span: Span | None = None) -> Span:
        """Where a span (by default all of the text) lies in the source, furniture between its characters included.

        >>> Text("甲国", (4, 7)).origin()
        Span(start=4, end=8)
        """
        start, end = (span.start, span.end) if span else (0, len(self.characters))
        if start == end:
            at = self.origins[start] if start < len(self.origins) else (self.origins[-1] + 1 if self.origins else 0)
            return Span(at, at)
        return Span(self.origins[start], self.origins[end - 1] + 1)

    def problem(self, span: Span, *, stage: str, code: str, message: str) -> Problem:
        """A problem of the words of a span, which it quotes."""
        return Problem(stage=stage, code=code, message=message, quote=self.slice(span), span=self.origin(span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An oddity of a document, reported and never fatal; `span` counts the source's characters."""

    stage: str
    code: str
    message: str
    quote: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as it was read: its characters as printed and, where they are read as others, those in their places.

    `archive` is the one that holds the file, if any. `problems` are those of its reading; `notes` and `furniture` the
    lines that the file itself says are footnotes, and running heads and feet; `whole_lines` says that each line is a
    paragraph; `layer` says where each character stands on its page, where the file has pages.
    """

    path: Path
    characters: str
    sha256: str
    archive: Path | None = None
    read: str = ""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    whole_lines: bool = False
    layer: Layer | None = None

    @property
    def name(self) -> str:
        """The file's name without its folder; of an archive's member, the archive's name before its own."""
        return name_of(self.path, self.archive)

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.name.removesuffix(self.path.suffix)

    def printed(self, text: Text) -> str:
        """The words of a text in the characters in which they are printed."""
        if not self.read:
            return text.characters
        places = zip(text.characters, text.origins, strict=True)
        return "".join(self.characters[at] if self.read[at] == sign else sign for sign, at in places)


def name_of(path: Path, archive: Path | None) -> str:
    """What a document's file is called: its name, or that of the archive with its own in it.

    >>> name_of(Path("a/b.zip/c/d.txt"), Path("a/b.zip")), name_of(Path("a/d.txt"), None)
    ('b.zip/c/d.txt', 'd.txt')
    """
    return path.relative_to(archive.parent).as_posix() if archive else path.name


class ParagraphKind(StrEnum):
    """What a paragraph is to the page."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with its lines joined; `indent` counts the blanks before its first line."""

    text: Text
    kind: ParagraphKind = ParagraphKind.BODY
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A source's words in reading order: the body and, apart, the footnotes, which interrupt it."""

    source: Source
    body: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...] = ()
    furniture: tuple[Text, ...] = ()
    problems: tuple[Problem, ...] = ()
