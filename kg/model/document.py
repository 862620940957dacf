"""A document as its structure shows it: its kind, its parts with their voices, and what its letterhead prints."""

from __future__ import annotations

import datetime
from enum import StrEnum

from kg.model.frozen import dataclass
from kg.model.text import Problem, Source, Text


class DocumentKind(StrEnum):
    """The ontology's class of a document, by its local name."""

    LETTER = "Letter"
    MEETING_RECORD = "MeetingRecord"
    NOTE_VERBALE = "NoteVerbale"
    RESOLUTION = "Resolution"
    DRAFT_RESOLUTION = "DraftResolution"
    PRESIDENTIAL_STATEMENT = "PresidentialStatement"
    SUMMARY_RECORD = "SummaryRecord"
    REPORT = "Report"
    STATEMENT = "Statement"
    OTHER = "Document"


ADOPTED = frozenset({DocumentKind.RESOLUTION, DocumentKind.DRAFT_RESOLUTION, DocumentKind.PRESIDENTIAL_STATEMENT})
"""Texts that an organ adopts, or is asked to: their verbs' subject is the organ."""


class PartKind(StrEnum):
    """The ontology's class of a part, by its local name."""

    MASTHEAD = "Masthead"
    COVER_LETTER = "CoverLetter"
    ANNEX = "Annex"
    SPEECH = "Speech"
    CHAIR = "Chair"
    FOOTNOTES = "Footnotes"
    NARRATION = "Narration"
    BODY = "Part"


WRITTEN = frozenset({PartKind.COVER_LETTER, PartKind.ANNEX, PartKind.BODY})
"""What somebody writes, and not says at a meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Whose words a stretch of a document is.

    `speaker`, `speaks_for` and `capacity` are the words that the document prints (name, state or body, post), with
    their place in the source; `catalogued` are the names that a catalogue gives where the document prints nobody
    spoken for. `anothers` tells that the words are not the document's sender's, whether or not it is known whose.
    `language` is an ISO 639-1 code of the original.
    """

    kind: PartKind
    speaker: Text | None = None
    speaks_for: tuple[Text, ...] = ()
    catalogued: tuple[str, ...] = ()
    anothers: bool = False
    capacity: tuple[Text, ...] = ()
    language: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Byline):
    """A stretch of a document with one voice; its paragraphs are parted by a newline in `text`."""

    order: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """What a catalogue says of a document: the catalogue's file name, the row (its head is row 1), the row's cells.

    `date` is a day, a month or a year as ISO 8601 writes it; `title_language` is "" where it is not known.
    """

    catalogue: str
    row: int
    symbols: tuple[str, ...] = ()
    kind: DocumentKind | None = None
    date: str = ""
    speaks_for: tuple[str, ...] = ()
    title: str = ""
    title_language: str = "zh"

    @property
    def day(self) -> datetime.date | None:
        """The date, where it is a day."""
        return datetime.date.fromisoformat(self.date) if len(self.date) == len("2015-01-28") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document's structure; words that it prints are `Text` values with their place in the source.

    `row` is what a catalogue says of it; kind and date are the catalogue's where the text does not tell them.
    `order` is its place among the documents of its file, from 1 on; `twin` says that an earlier one has its symbol.
    """

    source: Source
    kind: DocumentKind
    row: CatalogueRow | None = None
    order: int = 1
    twin: bool = False
    symbols: tuple[Text, ...] = ()
    date: datetime.date | None = None
    sender: Text | None = None
    on_behalf_of: tuple[Text, ...] = ()
    sender_post: Text | None = None
    addressee: Text | None = None
    organs: tuple[Text, ...] = ()
    sessions: tuple[Text, ...] = ()
    agenda_items: tuple[Text, ...] = ()
    agenda_topics: tuple[Text, ...] = ()
    circulate_as: tuple[Text, ...] = ()
    references: tuple[Text, ...] = ()
    meeting_time: str | None = None
    meeting_place: Text | None = None
    roster: tuple[tuple[Text, Text], ...] = ()
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What the document goes by in IRIs: its symbol, or the file's name with its place in the file."""
        symbols = () if self.twin else self.all_symbols
        return next(iter(symbols), f"{self.source.stem}-{self.order}" if self.order > 1 else self.source.stem)

    @property
    def all_symbols(self) -> tuple[str, ...]:
        """The document's own symbols: those that it prints, then those that a catalogue adds.

        Blanks and small letters make no other symbol.
        """
        printed = tuple(dict.fromkeys(text.characters for text in self.symbols))
        known = {"".join(symbol.split()).casefold() for symbol in printed}
        added = self.row.symbols if self.row else ()
        return *printed, *(symbol for symbol in added if "".join(symbol.split()).casefold() not in known)
