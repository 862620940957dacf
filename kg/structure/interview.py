"""Questions of the press and their answers, in a text without a title: whose the answers are, as the text says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.knowledge.layout import Layout
from kg.model.document import Byline, Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Repaired
from kg.structure.heads import apart
from kg.structure.masthead import document_of, masthead
from kg.structure.parts import PartDraft, day_of, first_words, has, problem, quoted
from kg.structure.titled import day_in, runs


def interview(repaired: Repaired, layout: Layout) -> Document | None:
    """The document of questions and answers; None of a text that is none.

    What stands above the first question and names who answers is nobody's; the questions are nobody's too.
    """
    body = apart(repaired.body, ("asked-or-answered",), layout)
    if not _is_asked(body, layout):
        return None
    voice = replace(_host(body, layout), date=day_in(body, layout) or _day(body, layout))
    first = next(at for at, p in enumerate(body) if has(layout, "question", p))
    named = next((at for at, p in enumerate(body[:first], 1) if layout.search("press-host", p.text.characters)), 0)
    front = replace(masthead((), layout), paragraphs=tuple(body[:named]))
    drafts = runs(body[named:], voice, layout)
    document = document_of(repaired, DocumentKind.STATEMENT, front, body[named:], drafts, layout)
    told = problem("no-body", "the text does not say for whom the one speaks who answers", body[0].text)
    unknown = () if voice.speaks_for else (told,)
    return replace(document, date=voice.date, on_behalf_of=voice.speaks_for, problems=(*document.problems, *unknown))


def answered(draft: PartDraft, layout: Layout) -> list[PartDraft]:
    """A part; of one with questions of the press the answers, and the questions as nobody's words."""
    body = apart(draft.paragraphs, ("asked-or-answered",), layout)
    return runs(body, draft.voice, layout) if _is_asked(body, layout) else [draft]


def _is_asked(body: Sequence[Paragraph], layout: Layout) -> bool:
    """Whether a question of the press is followed by an answer with a label of its own."""
    for before, after in pairwise(p for p in body if has(layout, "question", p) or has(layout, "answer", p)):
        if has(layout, "question", before) and not has(layout, "question", after):
            return True
    return False


def _host(body: Sequence[Paragraph], layout: Layout) -> Byline:
    """The voice of the one who answers, by the first words that name his state and post."""
    for paragraph in body:
        match = layout.search("press-host", paragraph.text.characters)
        if match and not has(layout, "question", paragraph):
            owner, name = (quoted(paragraph.text, match, group) for group in ("owner", "name"))
            return Byline(kind=PartKind.SPEECH, speaker=name, speaks_for=(owner,) if owner else ())
    return Byline(kind=PartKind.BODY)


def _day(body: Sequence[Paragraph], layout: Layout) -> datetime.date | None:
    """The first day that the text names above its first question."""
    words = first_words(body[:1], "date", layout)
    return day_of(layout.match("date", words.characters)) if words else None
