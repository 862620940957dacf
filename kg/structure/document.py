"""What a document is made of and who speaks where: letters, notes verbales, records, resolutions, statements."""

from __future__ import annotations

from kg.knowledge.layout import Layout
from kg.model.document import CatalogueRow, Document, DocumentKind
from kg.model.text import Repaired
from kg.structure.catalogued import with_row
from kg.structure.letter import is_letter, is_titled, letter
from kg.structure.meeting_record import is_record, record
from kg.structure.resolution import is_resolution, other
from kg.structure.titled import heading, titled

LETTERS = frozenset({DocumentKind.LETTER, DocumentKind.NOTE_VERBALE})
RECORDS = frozenset({DocumentKind.MEETING_RECORD, DocumentKind.SUMMARY_RECORD})


def structure(repaired: Repaired, layout: Layout, row: CatalogueRow | None = None) -> Document:
    """The document with its parts; what is not recognised is kept as a part without a voice, and reported.

    The row of a catalogue says what it is where its text does not, and fills what the text lacks.
    """
    document = _structure(repaired, layout, row.kind if row else None)
    return with_row(document, row) if row else document


def _structure(repaired: Repaired, layout: Layout, kind: DocumentKind | None) -> Document:
    """The document by its own head; without one by its kind in the catalogue, or else by the words that it has."""
    if is_record(repaired, layout):
        return record(repaired, layout)
    head = heading(repaired, layout) if kind not in {*LETTERS, *RECORDS} else None
    if is_resolution(repaired, layout) and not (head and head.kind is DocumentKind.DRAFT_RESOLUTION):
        return other(repaired, layout)
    if head:
        return titled(repaired, head, kind, layout)
    if kind in RECORDS and not is_titled(repaired, layout):
        return record(repaired, layout)
    other_kind = kind is not None and kind not in LETTERS and not is_titled(repaired, layout)
    if not other_kind and (kind in LETTERS or is_letter(repaired, layout)):
        return letter(repaired, layout)
    return other(repaired, layout, kind)
