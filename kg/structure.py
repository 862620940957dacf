"""What a document is made of and who speaks where: letters, notes verbales, records, resolutions, statements."""

from __future__ import annotations

from kg.layout import Layout
from kg.letters import letter
from kg.model import Document, Repaired
from kg.parts import has
from kg.records import record


def structure(repaired: Repaired, layout: Layout) -> Document:
    """The document with its parts; what is not recognised is kept as a part without a voice, and reported."""
    speeches = sum(1 for p in repaired.body if layout.match("speaker-line", p.text.characters))
    marked = any(has(layout, "record-mark", p) for p in repaired.body)
    return record(repaired, layout) if marked or speeches > 1 else letter(repaired, layout)
