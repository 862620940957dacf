"""What translators and editors put into a text in brackets: not the author's words, taken out and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from kg.knowledge.layout import Layout
from kg.model.text import Paragraph, Problem, Span, Text
from kg.structure.repairs import nothing, rewritten


def without_asides(paragraphs: Sequence[Paragraph], layout: Layout) -> tuple[list[Paragraph], list[Problem]]:
    """The paragraphs without the brackets of translators and editors, and what these say."""
    kept: list[Paragraph] = []
    problems: list[Problem] = []
    for paragraph in paragraphs:
        text = paragraph.text
        asides = layout.finditer("aside", text.characters)
        problems += _told(text, asides)
        characters, origins = rewritten((text.characters, text.origins), asides, nothing)
        if characters:
            kept.append(replace(paragraph, text=Text(characters, origins)) if asides else paragraph)
    return kept, problems


def _told(text: Text, asides: Sequence[regex.Match[str]]) -> Iterator[Problem]:
    message = "a translator's or an editor's words, and not the author's: they are not read"
    for aside in asides:
        where = text.origin(Span(*aside.span()))
        yield Problem(stage="repair", code="editors-note", message=message, quote=aside[0], span=where)
