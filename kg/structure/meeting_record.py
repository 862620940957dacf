"""The structure of a meeting's record: first page, roster, narration, and every speech with its speaker."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

import regex

from kg.knowledge.layout import Layout
from kg.model.document import Byline, Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Problem, Repaired, Span, Text
from kg.structure.heads import with_heads_apart
from kg.structure.parts import PartDraft, cited_symbols, day_of, has, own_symbols, parts_of, problem, quoted
from kg.structure.speakers import NOBODY, floor_of, head_at
from kg.structure.turns import turns_of

FEWEST = 2  # rows: no roster is shorter


def is_record(repaired: Repaired, layout: Layout) -> bool:
    """Whether a document is a record and no letter that annexes one: it says so, several speak, one in a language."""
    titles = (place for place, p in enumerate(repaired.body) if has(layout, "letter-title", p))
    body = repaired.body[: next(titles, None)]
    lines = sum(1 for p in body if _is_speaker_line(p, layout))
    return lines > 1 or any(has(layout, rule, p) for p in body for rule in ("record-mark", "sure-head"))


def record(repaired: Repaired, layout: Layout) -> Document:
    """The structure of a record."""
    body = with_heads_apart(repaired.body, layout)
    start = _start(body, layout)
    front, rest = body[:start], body[start:]
    day = _day(repaired, front, layout)
    roster, chair_state = _roster(front, layout)
    unread = [p.text for p in front if has(layout, "roster-label", p)] if len(roster) < FEWEST else []
    message = "the roster's columns are lost, and nothing tells which delegate is of which state"
    told = [problem("roster-unread", message, text) for text in unread[:1]]
    floor = floor_of(front, rest, chair_state, layout)
    lost = tuple(_lost(drafts := turns_of(rest, floor, layout), layout))
    drafts = [replace(draft, voice=replace(draft.voice, date=day)) for draft in drafts]
    own = own_symbols(repaired, front, layout)
    masthead = PartDraft(voice=Byline(kind=PartKind.MASTHEAD), paragraphs=tuple(front))
    return Document(
        source=repaired.source,
        kind=DocumentKind.SUMMARY_RECORD if floor.summary else DocumentKind.MEETING_RECORD,
        symbols=own,
        date=day,
        organs=_first(front, "organ", layout),
        sessions=_first(front, "session", layout),
        agenda_topics=_topics(front, layout) or _announced(rest, layout),
        references=cited_symbols([*body, *repaired.notes], own, layout),
        meeting_time=next((m["time"] for p in rest if (m := layout.match("opening", p.text.characters))), None),
        meeting_place=next(iter(_first(front, "meeting-place", layout)), None),
        roster=roster,
        parts=parts_of([masthead, *drafts], repaired.notes),
        problems=(*repaired.problems, *told, *lost, *_unknown(drafts, day, layout)),
    )


def _start(body: Sequence[Paragraph], layout: Layout) -> int:
    """Where the meeting begins: at the line that opens it, or with the first speaker, who says a sentence."""
    opening = next((place for place, p in enumerate(body) if has(layout, "opening", p)), len(body))
    if opening < len(body) and not any("\u3002" in p.text.characters for p in body[:opening]):
        return opening
    heads = ("speaker-line", "summary-head") if any(has(layout, "summary-mark", p) for p in body) else ("speaker-line",)
    spoken = (place for place, p in enumerate(body) if _is_speaker_line(p, layout, heads))
    return min(opening, next(spoken, len(body)))


def _is_speaker_line(paragraph: Paragraph, layout: Layout, heads: Sequence[str] = ("speaker-line",)) -> bool:
    others = any(has(layout, rule, paragraph) for rule in ("roster-row", "chair-row", "address-of-chair"))
    return not others and head_at(paragraph.text.characters, heads, layout) is not None


def _lost(drafts: Sequence[PartDraft], layout: Layout) -> Iterator[Problem]:
    """The words that are nobody's, because a head was expected or is not sure, and a record without any speaker."""
    if drafts and not any(draft.voice.speaker for draft in drafts):
        yield problem("no-heads", "no speaker's head is recognised in the record", drafts[0].paragraphs[0].text)
    for before, draft in pairwise([None, *drafts]):
        if draft is None or draft.voice != NOBODY:
            continue
        words, last = draft.paragraphs[0].text, before.paragraphs[-1].text.characters if before else ""
        match = layout.search("announces", last)
        if has(layout, "near-head", draft.paragraphs[0]) or match is None:
            yield problem("unsure-head", "somebody else begins to speak here, but the head is not sure", words)
        else:
            message = f"the president gave the floor ({match[0]}), and no speaker's head follows"
            yield problem("no-head", message, words)


def _unknown(drafts: Sequence[PartDraft], day: datetime.date | None, layout: Layout) -> Iterator[Problem]:
    """What the record does not say: its day, for whom somebody speaks, in which language."""
    if day is None:
        yield problem(
            "no-date", "the record's day is printed nowhere", drafts[0].paragraphs[0].text if drafts else None
        )
    silent: set[str] = set()
    for draft in drafts:
        voice = draft.voice
        if voice.speaker and not voice.speaks_for and voice.speaker.characters not in silent:
            silent.add(voice.speaker.characters)
            yield problem("no-body", "the record does not say for whom the speaker speaks", voice.speaker)
        language = _uncoded_language(draft, layout)
        if language:
            yield problem("unknown-language", "no code is known for the language of the speech", language)


def _uncoded_language(draft: PartDraft, layout: Layout) -> Text | None:
    """The language that a speaker's line names and for which no code is known."""
    text = draft.paragraphs[0].text
    uncoded = draft.voice.speaker is not None and draft.voice.language is None
    match = layout.match("speaker-line", text.characters) if uncoded else None
    return quoted(text, match, "language") if match else None


def _day(repaired: Repaired, front: Sequence[Paragraph], layout: Layout) -> datetime.date | None:
    """The meeting's day, from its first page, its running heads or, in a copy without these, what stands above it."""
    days = [day_of(layout.search("meeting-time", p.text.characters)) for p in front]
    days += [day_of(layout.match("date-in-furniture", text.characters)) for text in repaired.furniture]
    days += [day_of(layout.search("meeting-day", p.text.characters)) for p in front]
    days += [day_of(layout.match("day-line", p.text.characters)) for p in front]
    return next((day for day in days if day), None)


def _first(front: Sequence[Paragraph], rule: str, layout: Layout) -> tuple[Text, ...]:
    """The first words of the first page that match a rule."""
    for paragraph in front:
        match = layout.match(rule, paragraph.text.characters)
        if match:
            return (paragraph.text.cut(Span(*match.span())),)
    return ()


def _topics(front: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The agenda of the first page."""
    start = next((place for place, p in enumerate(front) if has(layout, "agenda-begins", p)), len(front))
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


def _roster(front: Sequence[Paragraph], layout: Layout) -> tuple[tuple[tuple[Text, Text], ...], Text | None]:
    """State and delegate of each row of the roster, and the president's state, whose row has the delegate first."""
    rows: list[tuple[Text, Text]] = []
    chair_state = None
    for left, right in _rows(front, "roster-row", layout) or _unaligned(front, layout):
        chairs = layout.search("person-title", left.characters) is not None
        state, persons = (right, left) if chairs else (left, right)
        rows += [(state, person) for person in _persons(persons, layout)]
        chair_state = chair_state or (state if chairs else None)
    return tuple(rows), chair_state


def _rows(front: Sequence[Paragraph], rule: str, layout: Layout) -> list[tuple[Text, Text]]:
    """The two sides of each paragraph that a rule matches."""
    matches = ((p.text, layout.match(rule, p.text.characters)) for p in front)
    sides = ((quoted(text, m, "left"), quoted(text, m, "right")) for text, m in matches if m)
    return [(left, right) for left, right in sides if left and right]


def _unaligned(front: Sequence[Paragraph], layout: Layout) -> list[tuple[Text, Text]]:
    """The rows of a roster whose columns are lost: states and delegates, in turn or all of them after one another.

    Where they are not as many, nothing tells who is whose, but for the president, who stands with his state.
    """
    chair = _rows(front, "chair-row", layout)
    begin = next((at for at, p in enumerate(front) if has(layout, "roster-label", p)), len(front))
    lines = takewhile(lambda p: not has(layout, "agenda-begins", p), front[begin:])
    alone = [p.text for p in lines if not any(has(layout, rule, p) for rule in ("roster-label", "chair-row"))]
    persons = [text for text in alone if layout.search("person-title", text.characters)]
    states = [text for text in alone if text not in persons]
    return [*chair, *(zip(states, persons, strict=True) if len(states) == len(persons) else ())]


def _persons(words: Text, layout: Layout) -> list[Text]:
    """The names in a row of the roster, parted by a stroke, without the words of courtesy."""
    found = []
    for match in regex.finditer(r"[^/\uff0f]+", words.characters):
        name = words.cut(Span(*match.span()))
        title = layout.search("person-title", name.characters)
        found.append(name.cut(Span(0, title.start())) if title and title.start() else name)
    return found
