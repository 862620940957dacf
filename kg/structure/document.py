"""What a document is made of and who speaks where: letters, notes verbales, records, resolutions, statements."""

from __future__ import annotations

from kg.knowledge.layout import Layout
from kg.model.document import Document
from kg.model.text import Repaired
from kg.structure.letter import is_letter, letter
from kg.structure.meeting_record import is_record, record
from kg.structure.resolution import is_resolution, other


def structure(repaired: Repaired, layout: Layout) -> Document:
    """The document with its parts; what is not recognised is kept as a part without a voice, and reported."""
    if is_record(repaired, layout):
        return record(repaired, layout)
    if not is_resolution(repaired, layout) and is_letter(repaired, layout):
        return letter(repaired, layout)
    return other(repaired, layout)
