"""What translators and editors put into a text in brackets: not the author's words, taken out and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.knowledge.layout import Layout
from kg.model.text import Paragraph, Problem, Span, Text


def without_asides(paragraphs: Sequence[Paragraph], layout: Layout) -> tuple[list[Paragraph], list[Problem]]:
    """The paragraphs without the brackets of translators and editors, and what these say."""
    kept: list[Paragraph] = []
    problems: list[Problem] = []
    for paragraph in paragraphs:
        asides = [Span(*match.span()) for match in layout.finditer("aside", paragraph.text.characters)]
        problems += _told(paragraph.text, asides)
        text = _without(paragraph.text, asides) if asides else paragraph.text
        if len(text):
            kept.append(replace(paragraph, text=text))
    return kept, problems


def _told(text: Text, asides: Sequence[Span]) -> Iterator[Problem]:
    message = "a translator's or an editor's words, and not the author's: they are not read"
    for span in asides:
        quote, where = text.slice(span), text.origin(span)
        yield Problem(stage="repair", code="editors-note", message=message, quote=quote, span=where)


def _without(text: Text, spans: Sequence[Span]) -> Text:
    dropped = {at for span in spans for at in range(span.start, span.end)}
    places = [at for at in range(len(text.characters)) if at not in dropped]
    return Text("".join(text.characters[at] for at in places), tuple(text.origins[at] for at in places))
