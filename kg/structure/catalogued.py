"""What a catalogue adds to a document: who speaks its own words, its date; what it says otherwise is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.inputs.symbols import key
from kg.knowledge.lexicon import fold
from kg.model.document import CatalogueRow, Document, DocumentKind, Part, PartKind
from kg.model.text import Problem

OWN = frozenset({PartKind.COVER_LETTER, PartKind.BODY, PartKind.ANNEX, PartKind.FOOTNOTES})
"""The parts whose words are the document's own, where nothing says that they are another's."""
BROADER = {
    DocumentKind.NOTE_VERBALE: DocumentKind.LETTER,
    DocumentKind.SUMMARY_RECORD: DocumentKind.MEETING_RECORD,
    DocumentKind.DRAFT_RESOLUTION: DocumentKind.RESOLUTION,
}
"""A kind that a text may not tell from another one."""
ANSWERED = frozenset({"no-body", "unknown-kind"})


def with_row(document: Document, row: CatalogueRow, sent: Sequence[str] = ()) -> Document:
    """The document with what a catalogue says of it, which fills what the text lacks and never takes its place.

    `sent` are those whose words a letter says that it transmits: of them its cover is not.
    """
    document, told = _covered(document, row, sent)
    finer = row.kind if row.kind and BROADER.get(row.kind) is document.kind else document.kind
    parts = tuple(_spoken(part, row) for part in document.parts)
    answered = {code for code in ANSWERED if (row.speaks_for if code == "no-body" else row.kind)}
    return replace(
        document,
        row=row,
        kind=finer,
        date=document.date or row.day,
        parts=parts,
        problems=(
            *(p for p in document.problems if p.code not in answered),
            *told,
            *_contradictions(document, row, parts),
        ),
    )


def _covered(document: Document, row: CatalogueRow, sent: Sequence[str]) -> tuple[Document, tuple[Problem, ...]]:
    """A document whose cover transmits the words of the catalogue's speakers is of a sender whom nothing names.

    Where nothing parts the cover from what it sends, all of it is the speakers', as the catalogue says.
    """
    names = tuple(map(fold, sent))
    same = bool(names) and any(fold(name) in names for name in row.speaks_for)
    cover = next((part for part in document.parts if part.kind is PartKind.COVER_LETTER), None)
    if not same or cover is None or cover.speaks_for or len(document.parts) == 1:
        return document, ()
    parts = tuple(replace(p, anothers=True) if p.kind is PartKind.COVER_LETTER else p for p in document.parts)
    message = f"the cover transmits words of the speaker in the catalogue's row {row.row}; who sends it nothing says"
    told = Problem(stage="catalogue", code="sender-unknown", message=message, quote=cover.text.characters[:80])
    return replace(document, parts=parts), (told,)


def _spoken(part: Part, row: CatalogueRow) -> Part:
    """A part of the document's own words, which nobody is said to speak, as the words of those in the catalogue."""
    own = part.kind in OWN and not part.speaks_for and not part.anothers
    return replace(part, catalogued=row.speaks_for) if own else part


def _contradictions(document: Document, row: CatalogueRow, parts: tuple[Part, ...]) -> Iterator[Problem]:
    """Where the text says otherwise than the catalogue; of speakers, the linkers tell."""
    kind, date = document.kind, document.date.isoformat() if document.date else row.date
    symbols = tuple(text.characters for text in document.symbols)
    if row.kind and kind is not DocumentKind.OTHER and not _alike(kind, row.kind):
        yield differs("kind", row, kind.value, row.kind.value)
    if not date.startswith(row.date):
        yield differs("date", row, date, row.date)
    if all((symbols, row.symbols)) and set(map(key, symbols)).isdisjoint(map(key, row.symbols)):
        yield differs("symbol", row, "; ".join(symbols), "; ".join(row.symbols))
    if row.speaks_for and OWN.isdisjoint(part.kind for part in parts):
        message = f"the catalogue names a speaker in row {row.row}, but the text names its speakers itself"
        yield Problem(stage="catalogue", code="catalogue-speaker-unused", message=message)


def _alike(one: DocumentKind, other: DocumentKind) -> bool:
    """Whether two kinds are one, or one of them the other's broader kind."""
    return one is other or one is BROADER.get(other) or other is BROADER.get(one)


def differs(what: str, row: CatalogueRow, text: str, catalogue: str) -> Problem:
    """A problem: text and catalogue say different things, and the text's holds."""
    message = f"the text has {text}, the catalogue {catalogue} (row {row.row}); the text's is kept"
    return Problem(stage="catalogue", code=f"catalogue-{what}", message=message)
