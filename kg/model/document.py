"""A document as its structure shows it: its kind, its parts with their voices, and what its letterhead prints."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kg.model.text import Problem, Source, Text


class DocumentKind(StrEnum):
    """The ontology's class of a document, by its local name."""

    LETTER = "Letter"
    MEETING_RECORD = "MeetingRecord"
    NOTE_VERBALE = "NoteVerbale"
    RESOLUTION = "Resolution"
    PRESIDENTIAL_STATEMENT = "PresidentialStatement"
    OTHER = "Document"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Whose words a stretch of a document is.

    `speaker`, `speaks_for` and `capacity` are the words that the document prints (name, state or body, post), with
    their place in the source; `language` is an ISO 639-1 code of the original.
    """

    kind: PartKind
    speaker: Text | None = None
    speaks_for: tuple[Text, ...] = ()
    capacity: tuple[Text, ...] = ()
    language: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Byline):
    """A stretch of a document with one voice; its paragraphs are parted by a newline in `text`."""

    order: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document's structure; words that it prints are `Text` values with their place in the source."""

    source: Source
    kind: DocumentKind
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
