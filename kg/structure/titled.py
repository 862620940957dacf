"""Documents whose title says whose words they are: reports, notes, drafts, decisions, published statements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

import regex

from kg.knowledge.layout import Layout
from kg.model.document import Byline, Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Repaired, Text
from kg.structure.annexes import annexes, sections
from kg.structure.letter_title import title_of
from kg.structure.masthead import document_of, masthead
from kg.structure.parts import PartDraft, day_of, has, listed, problem, quoted

TITLES = (
    ("draft-title", DocumentKind.DRAFT_RESOLUTION),
    ("decision-title", DocumentKind.RESOLUTION),
    ("press-title", DocumentKind.STATEMENT),
    ("note-title", DocumentKind.OTHER),
    ("speech-title", DocumentKind.STATEMENT),
    ("report-title", DocumentKind.REPORT),
)
"""The rules of titles, those that are surer first."""
OF_HEADS = ("day-line", "contents-begin", "contents-row", "salutation", "mission-line")
"""What stands below a title and is no word of the text."""
HEAD = 60  # paragraphs: no head is longer, a list of contents included
WRAPPED = 3  # lines of one title
LAST = 3  # paragraphs at a statement's end, among which its day may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A document's head taken apart: its paragraphs, those of its title, its kind and whose words it announces."""

    front: tuple[Paragraph, ...]
    below: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    kind: DocumentKind
    voice: Byline


def head_of(body: Sequence[Paragraph], layout: Layout) -> tuple[Paragraph, ...]:
    """The paragraphs above the first sentence."""
    return tuple(takewhile(lambda p: _is_of_head(p, layout), body[:HEAD]))


def heading(repaired: Repaired, layout: Layout) -> Heading | None:
    """The head of a document that its title or its salutation tells; None of a letter, an annex and all others."""
    head = head_of(repaired.body, layout)
    if any(title_of(p, layout) or has(layout, "annex-heading", p) for p in head):
        return None
    found = _title(head, layout)
    if found is None:
        return _spoken(head, repaired.body, layout)
    start, end, kind, voice = found
    below = tuple(takewhile(lambda p: any(has(layout, rule, p) for rule in OF_HEADS), repaired.body[end:HEAD]))
    rest = repaired.body[end + len(below) :]
    voice = _said_inside(voice, kind, rest, layout)
    day = voice.date or day_in(chain(head, rest[-LAST:] if kind is DocumentKind.STATEMENT else ()), layout)
    return Heading(
        front=repaired.body[:start],
        below=(*repaired.body[start:end], *below),
        body=rest,
        kind=kind,
        voice=replace(voice, date=day),
    )


def titled(repaired: Repaired, head: Heading, known: DocumentKind | None, layout: Layout) -> Document:
    """The document of a heading: title and list of contents are nobody's words; annexes may be those of others."""
    front = masthead(head.front, layout)
    main, *others = sections(head.body, layout) if head.kind is not DocumentKind.DRAFT_RESOLUTION else [head.body]
    attached, problems = annexes(others, PartDraft(voice=head.voice, paragraphs=tuple(main)), layout)
    kind = known or head.kind if head.kind is DocumentKind.OTHER else head.kind
    drafts = [*runs(main, head.voice, layout), *attached]
    whole = replace(front, paragraphs=(*front.paragraphs, *head.below))
    document = document_of(repaired, kind, whole, head.body, drafts, layout)
    if not head.voice.speaks_for:
        told = (problem("no-body", "the text does not say for whom it speaks", repaired.body[0].text),)
        problems = [*problems, *told]
    return replace(
        document,
        date=head.voice.date,
        on_behalf_of=head.voice.speaks_for,
        problems=(*document.problems, *problems),
    )


def day_in(paragraphs: Iterator[Paragraph] | Sequence[Paragraph], layout: Layout) -> datetime.date | None:
    """The day that the first of the paragraphs gives on a line of its own."""
    return next((day for p in paragraphs if (day := day_of(layout.match("day-line", p.text.characters)))), None)


def _is_of_head(paragraph: Paragraph, layout: Layout) -> bool:
    words = paragraph.text.characters
    return not layout.search("sentence-end", words) or any(has(layout, rule, paragraph) for rule in OF_HEADS)


def _title(head: Sequence[Paragraph], layout: Layout) -> tuple[int, int, DocumentKind, Byline] | None:
    """Where a head's title begins and ends, its kind and voice; one on fewer lines is preferred, as it is surer.

    A line that looks like a title below one that begins a title is the rest of that one.
    """
    begins = [has(layout, "title-begins", paragraph) for paragraph in head]
    for lines in range(1, WRAPPED + 1):
        for rule, kind in TITLES:
            for start in range(len(head) - lines + 1):
                first = start - 1 if start and begins[start - 1] else start
                text = _joined(head[first : start + lines])
                match = layout.match(rule, text.characters)
                if match:
                    return first, start + lines, kind, _voice(text, match, layout)
    return None


def _joined(lines: Sequence[Paragraph]) -> Text:
    """The lines of a title as one text."""
    return Text("".join(p.text.characters for p in lines), tuple(chain.from_iterable(p.text.origins for p in lines)))


def _voice(text: Text, match: regex.Match[str], layout: Layout) -> Byline:
    """The voice that a title names."""
    groups = match.groupdict()
    owner, post, name = (quoted(text, match, group) if group in groups else None for group in ("owner", "post", "name"))
    return Byline(
        kind=PartKind.SPEECH if groups.get("spoken") else PartKind.BODY,
        speaker=name,
        speaks_for=listed(owner, layout) if owner else (),
        capacity=(post,) if post and name else (),
        date=day_of(match),
    )


def _said_inside(voice: Byline, kind: DocumentKind, body: Sequence[Paragraph], layout: Layout) -> Byline:
    """The voice with what the first words of the text add: the organ that decides, the state spoken for, the day."""
    rule, group = ("speaks-for-state", "body") if kind is DocumentKind.STATEMENT else ("decided", "owner")
    if kind is DocumentKind.REPORT or not body:
        return voice
    match = layout.search(rule, body[0].text.characters)
    owner = quoted(body[0].text, match, group) if match else None
    return replace(voice, speaks_for=voice.speaks_for or ((owner,) if owner else ()), date=voice.date or day_of(match))


def _spoken(head: Sequence[Paragraph], body: Sequence[Paragraph], layout: Layout) -> Heading | None:
    """A statement without a title, by its salutation; the mission may stand above it. What is signed is a letter."""
    if not any(has(layout, "salutation", p) for p in head) or any(has(layout, "signature", p) for p in body):
        return None
    matches = ((p.text, layout.match("mission-line", p.text.characters)) for p in head)
    owner = next((quoted(text, match, "owner") for text, match in matches if match), None)
    voice = Byline(
        kind=PartKind.SPEECH, speaks_for=(owner,) if owner else (), date=day_in((*head, *body[-LAST:]), layout)
    )
    rest = tuple(body[len(head) :])
    voice = _said_inside(voice, DocumentKind.STATEMENT, rest, layout)
    return Heading(front=(), below=tuple(head), body=rest, kind=DocumentKind.STATEMENT, voice=voice)


def runs(body: Sequence[Paragraph], voice: Byline, layout: Layout) -> list[PartDraft]:
    """The body in runs of one voice: the document's own words, those of a report that a note passes on, nobody's."""
    found: list[PartDraft] = []
    for paragraph, spoken in _voiced(body, voice, layout):
        if found and found[-1].voice == spoken:
            found[-1] = replace(found[-1], paragraphs=(*found[-1].paragraphs, paragraph))
        else:
            found.append(PartDraft(voice=spoken, paragraphs=(paragraph,)))
    return found


def _voiced(body: Sequence[Paragraph], voice: Byline, layout: Layout) -> Iterator[tuple[Paragraph, Byline]]:
    """Each paragraph with its voice: nobody speaks in lists of contents, questions and the titles of other reports."""
    own, nobody, contents, asked = voice, Byline(kind=PartKind.NARRATION), False, False
    for paragraph in body:
        contents = has(layout, "contents-begin", paragraph) or (contents and has(layout, "contents-row", paragraph))
        question = has(layout, "question", paragraph)
        asked = question or (asked and not has(layout, "answer", paragraph))
        other = _other_report(paragraph, voice, layout)
        own = other or own
        yield paragraph, nobody if contents or asked or other else own


def _other_report(paragraph: Paragraph, voice: Byline, layout: Layout) -> Byline | None:
    """The voice of another's report, whose title the paragraph is."""
    match = layout.match("report-title", paragraph.text.characters)
    owner = quoted(paragraph.text, match, "owner") if match else None
    if owner is None or owner.characters in {text.characters for text in voice.speaks_for}:
        return None
    return Byline(kind=PartKind.ANNEX, speaks_for=(owner,), date=voice.date)
