"""What letters and records share: joining paragraphs into parts, quoting words with their place, dates and symbols."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from kg.knowledge.layout import Layout
from kg.knowledge.numerals import date_number
from kg.model.document import Byline, Part, PartKind
from kg.model.text import Paragraph, Problem, Repaired, Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDraft:
    """A voice and the paragraphs that it speaks."""

    voice: Byline
    paragraphs: tuple[Paragraph, ...]

    @property
    def place(self) -> int:
        """Where it begins in the source."""
        return self.paragraphs[0].text.origins[0]

    def part(self) -> Part:
        """The draft as a part, its place in the document still 0."""
        voice = self.voice
        return Part(
            order=0,
            kind=voice.kind,
            text=part_text(self.paragraphs),
            speaker=voice.speaker,
            speaks_for=voice.speaks_for,
            anothers=voice.anothers,
            capacity=voice.capacity,
            language=voice.language,
            date=voice.date,
        )


def has(layout: Layout, rule: str, paragraph: Paragraph) -> bool:
    """Whether a layout rule matches at the start of a paragraph."""
    return layout.match(rule, paragraph.text.characters) is not None


def part_text(paragraphs: Sequence[Paragraph]) -> Text:
    """The paragraphs' words parted by newlines, each of which has the origin right after the sign before it."""
    characters: list[str] = []
    origins: list[int] = []
    for paragraph in paragraphs:
        if characters:
            characters.append("\n")
            origins.append(max(origins[-1], min(origins[-1] + 1, paragraph.text.origins[0])))
        characters.append(paragraph.text.characters)
        origins += paragraph.text.origins
    return Text("".join(characters), tuple(origins))


def quoted(text: Text, match: regex.Match[str], group: str) -> Text | None:
    """The words of a match's group, without blanks around them; None where the group took no part."""
    start, end = match.span(group)
    words = text.characters[start:end] if start >= 0 else ""
    if not words.strip():
        return None
    return text.cut(Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())))


def every(text: Text, match: regex.Match[str], group: str) -> tuple[Text, ...]:
    """The words of each time that a match's group matched, in order."""
    return tuple(text.cut(Span(start, end)) for start, end in sorted(match.spans(group)) if start < end)


def listed(text: Text, layout: Layout) -> tuple[Text, ...]:
    """The members of a list of names; names that bear the word `and` themselves stay whole."""
    whole = [match.span() for match in layout.finditer("name-with-and", text.characters)]
    cuts = [
        match.span()
        for match in layout.finditer("list-separator", text.characters)
        if not any(start <= match.start() < end for start, end in whole)
    ]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return tuple(text.cut(Span(start, end)) for start, end in zip(starts, ends, strict=True) if start < end)


def first_words(paragraphs: Iterable[Paragraph], rule: str, layout: Layout) -> Text | None:
    """The first words of the paragraphs that a rule matches, wherever they stand."""
    for paragraph in paragraphs:
        match = layout.search(rule, paragraph.text.characters)
        if match:
            return paragraph.text.cut(Span(*match.span()))
    return None


def day_of(match: regex.Match[str] | None) -> datetime.date | None:
    """The day that a match's groups `year`, `month` and `day` give; None where they give none."""
    groups = match.groupdict() if match else {}
    if not all(groups.get(name) for name in ("year", "month", "day")):
        return None
    try:
        return datetime.date(*(date_number(groups[name]) for name in ("year", "month", "day")))
    except ValueError:
        return None


def own_symbols(repaired: Repaired, front: Iterable[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The document's own symbols: those of its first page and its running heads, each once, as they come."""
    found: dict[str, Text] = {}
    for text in sorted((*repaired.furniture, *(p.text for p in front)), key=lambda text: text.origins[0]):
        if layout.match("own-symbol", text.characters):
            for symbol in _symbols(text, layout):
                found.setdefault(symbol.characters, symbol)
    return tuple(found.values())


def cited_symbols(paragraphs: Iterable[Paragraph], own: Sequence[Text], layout: Layout) -> tuple[Text, ...]:
    """The symbols of other documents that the paragraphs cite, each once, in order."""
    found: dict[str, Text] = {text.characters: text for text in own}
    for paragraph in paragraphs:
        for symbol in _symbols(paragraph.text, layout):
            found.setdefault(symbol.characters, symbol)
    return tuple(found.values())[len(own) :]


def _symbols(text: Text, layout: Layout) -> list[Text]:
    matches = layout.finditer("symbol", text.characters)
    return [found for match in matches if (found := quoted(text, match, "symbol"))]


def parts_of(drafts: Sequence[PartDraft], notes: Sequence[Paragraph]) -> tuple[Part, ...]:
    """The document's parts in the order of the source, with their places.

    Footnotes are parts of their own with the voice of what they annotate; a part that they interrupt goes on below
    them, from the next paragraph, as another part.
    """
    pieces: list[PartDraft] = []
    rest = [draft for draft in drafts if draft.paragraphs]
    for run in _runs(rest, notes):
        before, after = cut(rest, run[0].text.origins[0])
        owner = before[-1] if before else after[0]
        pieces += before
        voice = replace(owner.voice, kind=PartKind.FOOTNOTES, capacity=())
        pieces.append(PartDraft(voice=voice, paragraphs=tuple(run)))
        rest = after
    return tuple(replace(draft.part(), order=place) for place, draft in enumerate([*pieces, *rest]))


def _runs(drafts: Sequence[PartDraft], notes: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The notes in runs that no paragraph's beginning parts: those of one page."""
    starts = [paragraph.text.origins[0] for draft in drafts for paragraph in draft.paragraphs]
    runs: dict[int, list[Paragraph]] = {}
    for note in notes:
        runs.setdefault(sum(1 for start in starts if start < note.text.origins[0]), []).append(note)
    return list(runs.values()) if drafts else []


def cut(drafts: Sequence[PartDraft], place: int) -> tuple[list[PartDraft], list[PartDraft]]:
    """The drafts before and after a place in the source; one that it falls into is cut between two paragraphs."""
    before: list[PartDraft] = []
    after: list[PartDraft] = []
    for draft in drafts:
        head = tuple(p for p in draft.paragraphs if p.text.origins[0] < place)
        tail = draft.paragraphs[len(head) :]
        before += [replace(draft, paragraphs=head)] if head else []
        after += [replace(draft, paragraphs=tail)] if tail else []
    return before, after


def problem(code: str, message: str, where: Text | None = None) -> Problem:
    """A problem of this stage, with the words that show it."""
    return Problem(
        stage="structure",
        code=code,
        message=message,
        quote=where.characters[:80] if where else "",
        span=where.origin() if where else None,
    )
