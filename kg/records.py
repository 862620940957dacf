"""The structure of a meeting's record: first page, roster, narration, and every speech with its speaker."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from kg.layout import Layout
from kg.model import Document, DocumentKind, Paragraph, Part, PartKind, Problem, Repaired, Span, Text
from kg.parts import cited_symbols, day_of, footnote_parts, has, numbered, own_symbols, part_text, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Who has the floor: as a part without its text."""

    kind: PartKind
    speaker: Text | None = None
    speaks_for: tuple[Text, ...] = ()
    capacity: tuple[Text, ...] = ()
    language: str | None = None


NARRATION = Turn(kind=PartKind.NARRATION)


def record(repaired: Repaired, layout: Layout) -> Document:
    """The structure of a record."""
    body = repaired.body
    opened = (i for i, p in enumerate(body) if has(layout, "opening", p))
    spoken = (i for i, p in enumerate(body) if has(layout, "speaker-line", p) and not has(layout, "roster-row", p))
    start = next(opened, next(spoken, 0))
    front, rest = body[:start], body[start:]
    day = _day(repaired, front, layout)
    turns = _turns(rest, layout)
    parts = [
        Part(
            order=0,
            kind=turn.kind,
            text=part_text(paragraphs),
            speaker=turn.speaker,
            speaks_for=turn.speaks_for,
            capacity=turn.capacity,
            language=turn.language,
            date=day,
        )
        for turn, paragraphs in turns
    ]
    masthead = [Part(order=0, kind=PartKind.MASTHEAD, text=part_text(front))] if front else []
    own = own_symbols(repaired, front, layout)
    return Document(
        source=repaired.source,
        kind=DocumentKind.MEETING_RECORD,
        symbols=own,
        date=day,
        organs=_first(front, "council", layout),
        sessions=_first(front, "session", layout),
        agenda_topics=_topics(front, layout) or _announced(rest, layout),
        references=cited_symbols([*body, *repaired.notes], own, layout),
        meeting_time=next((m["time"] for p in rest if (m := layout.match("opening", p.text.characters))), None),
        meeting_place=next(iter(_first(front, "meeting-place", layout)), None),
        roster=_roster(front, layout),
        parts=numbered([*masthead, *parts, *footnote_parts(parts, repaired.notes)]),
        problems=(*repaired.problems, *_unknown(parts, day)),
    )


def _unknown(parts: Sequence[Part], day: datetime.date | None) -> Iterable[Problem]:
    if day is None:
        yield Problem(stage="structure", code="no-date", message="the record's day is printed nowhere")
    for part in parts:
        if part.kind is PartKind.SPEECH and not part.speaks_for and part.speaker:
            message = "the record does not say for whom the speaker speaks"
            quote, where = part.speaker.characters, part.speaker.origin()
            yield Problem(stage="structure", code="no-body", message=message, quote=quote, span=where)


def _day(repaired: Repaired, front: Sequence[Paragraph], layout: Layout) -> datetime.date | None:
    """The meeting's day, from its first page or, failing that, its running heads."""
    for paragraph in front:
        match = layout.search("meeting-time", paragraph.text.characters)
        if match:
            return day_of(match)
    heads = (day_of(layout.match("date-in-furniture", text.characters)) for text in repaired.furniture)
    return next((day for day in heads if day), None)


def _first(front: Sequence[Paragraph], rule: str, layout: Layout) -> tuple[Text, ...]:
    """The first words of the first page that match a rule."""
    for paragraph in front:
        match = layout.match(rule, paragraph.text.characters)
        if match:
            return (paragraph.text.cut(Span(*match.span())),)
    return ()


def _topics(front: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The agenda of the first page."""
    start = next((i for i, p in enumerate(front) if has(layout, "agenda-begins", p)), len(front))
    return tuple(p.text for p in front[start + 1 :])


def _announced(rest: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The agenda as announced after its adoption, before the first speaker's line."""
    found: list[Text] = []
    for paragraph in rest:
        if has(layout, "speaker-line", paragraph):
            break
        if not has(layout, "opening", paragraph) and not has(layout, "narration", paragraph):
            found.append(paragraph.text)
    return tuple(found)


def _roster(front: Sequence[Paragraph], layout: Layout) -> tuple[tuple[Text, Text], ...]:
    """State and delegate of each row of the roster; the chair's row has the delegate first."""
    rows = []
    for paragraph in front:
        match = layout.match("roster-row", paragraph.text.characters)
        if match is None:
            continue
        left, right = quoted(paragraph.text, match, "left"), quoted(paragraph.text, match, "right")
        if left and right:
            titled = layout.search("person-title", left.characters)
            state, person = (right, left) if titled else (left, right)
            title = layout.search("person-title", person.characters)
            rows.append((state, person.cut(Span(0, title.start())) if title else person))
    return tuple(rows)


def _turns(rest: Sequence[Paragraph], layout: Layout) -> list[tuple[Turn, list[Paragraph]]]:
    """The paragraphs of each turn of speech, and of the narration between them."""
    turns: list[tuple[Turn, list[Paragraph]]] = []
    chair = Turn(kind=PartKind.CHAIR, speaks_for=_council(rest, layout))
    for paragraph in rest:
        turn = _turn(paragraph, rest, chair, layout)
        current = turns[-1][0] if turns else NARRATION
        if turn and turn.kind is PartKind.CHAIR:
            chair = turn
        turn = _as_state(paragraph, turn or current, layout) or turn
        if current.speaker is not None and layout.match("resumes-chair", paragraph.text.characters):
            turn = chair
        if turn or not turns:
            turns.append((turn or NARRATION, []))
        turns[-1][1].append(paragraph)
    return [(turn, paragraphs) for turn, paragraphs in _merged(turns)]


def _merged(turns: Sequence[tuple[Turn, list[Paragraph]]]) -> list[tuple[Turn, list[Paragraph]]]:
    """Runs of narration as one."""
    merged: list[tuple[Turn, list[Paragraph]]] = []
    for turn, paragraphs in turns:
        if merged and turn is NARRATION and merged[-1][0] is NARRATION:
            merged[-1][1].extend(paragraphs)
        else:
            merged.append((turn, list(paragraphs)))
    return merged


def _turn(paragraph: Paragraph, rest: Sequence[Paragraph], chair: Turn, layout: Layout) -> Turn | None:
    """The turn that begins with a paragraph, None if the one before goes on."""
    text = paragraph.text
    if has(layout, "opening", paragraph) or has(layout, "narration", paragraph):
        return NARRATION
    match = layout.match("speaker-line", text.characters)
    name = quoted(text, match, "name") if match else None
    if match is None or name is None:
        return None
    language = language_code(match["language"]) if match["language"] else None
    if layout.match("chair", name.characters):
        return replace(chair, speaker=name, language=language)
    body = quoted(text, match, "body") if match.groupdict().get("body") else None
    bodies = (body,) if body else _announced_body(name, rest, text.origins[0], layout)
    return Turn(kind=PartKind.SPEECH, speaker=name, speaks_for=bodies, language=language)


def _as_state(paragraph: Paragraph, current: Turn, layout: Layout) -> Turn | None:
    """The president's turn for a state or a body, where this paragraph says that it begins."""
    if current.kind is not PartKind.CHAIR:
        return None
    match = layout.search("speaks-for-state", paragraph.text.characters)
    body = quoted(paragraph.text, match, "body") if match else None
    return replace(current, kind=PartKind.SPEECH, speaks_for=(body,)) if body else None


def _council(rest: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The organ's name where the record first has it."""
    for paragraph in rest:
        match = layout.search("council", paragraph.text.characters)
        if match:
            return (paragraph.text.cut(Span(*match.span())),)
    return ()


def _announced_body(name: Text, rest: Sequence[Paragraph], before: int, layout: Layout) -> tuple[Text, ...]:
    """For whom a speaker whose line names no state speaks, from the president's words that invited or announced him."""
    for paragraph in rest:
        if paragraph.text.origins[0] >= before:
            break
        for match in layout.finditer("invited", paragraph.text.characters):
            body, post = quoted(paragraph.text, match, "body"), match["post"]
            if match["name"].endswith(name.characters) and body:
                nations = _words_of(rest, "united-nations", layout)
                own = body.characters.rpartition("、")[0]
                body = body.cut(Span(len(own) + 1, len(body))) if own else body
                return nations if nations and layout.match("secretariat-post", post) else (body,)
    return ()


def _words_of(rest: Sequence[Paragraph], rule: str, layout: Layout) -> tuple[Text, ...]:
    for paragraph in rest:
        match = layout.search(rule, paragraph.text.characters)
        if match:
            return (paragraph.text.cut(Span(*match.span())),)
    return ()


@cache
def _languages() -> dict[str, str]:
    """The codes of languages by their Chinese names, from CLDR."""
    names = Locale("zh").languages
    return {str(names[code]): code for code in sorted(names, key=lambda c: (-len(c), c))}


def language_code(name: str) -> str | None:
    """The ISO 639 code of a language by its Chinese name, None if CLDR has no such name.

    >>> language_code("法语")
    'fr'
    """
    return _languages().get(name.strip())
