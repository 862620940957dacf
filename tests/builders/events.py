"""Events that sentences tell, in invented names of their own, and the times that they give."""

from __future__ import annotations

import datetime

import regex

from builders.hand import context
from builders.knowledge import rules
from kg.claims.context import Previous
from kg.claims.events.finder import find_events
from kg.claims.events.finding import EventFinding
from kg.mentions.dates import find_dates
from kg.mentions.masking import mask
from kg.model.document import Part, PartKind
from kg.model.extraction import Agreement, Period
from kg.model.mention import Annotated, Kind, Mention, Sentence
from kg.model.text import Span, Text

NAMES = regex.compile(
    r"(?P<AGREEMENT>《[^》]+》|第999\(2003\)号决议|三方声明)|(?P<STATE>[甲乙丙]国)|(?P<PLACE>丁市|戊村)"
    r"|(?P<PERSON>王·李)|(?P<ORGANIZATION>己组织|庚法院)|(?P<FORCE>辛特遣队)|(?P<ANAPHOR>双方)"
)
KEYS = {
    "甲国": ("a",), "乙国": ("b",), "丙国": ("c",), "双方": ("a", "b"), "丁市": ("d",), "戊村": ("e",), "王·李": ("w",),
    "己组织": ("o",), "庚法院": ("court",), "辛特遣队": ("force",),
}  # fmt: skip
KINDS = {"《甲乙停火协定》": "ceasefire_statement", "《庚法院命令》": "court_order", "第999(2003)号决议": "resolution"}
SAID = datetime.date(2003, 6, 30)


def annotated(words: str) -> Annotated:
    """The words as one part, with the names above and its dates as mentions."""
    found = [
        Mention(span=Span(*m.span()), surface=m[0], kind=Kind[str(m.lastgroup)], rule="hand")
        for m in NAMES.finditer(words)
    ]
    found += [date for date in find_dates(words) if not any(date.span.overlaps(m.span) for m in found)]
    part = Part(order=0, kind=PartKind.SPEECH, text=Text(words, tuple(range(len(words)))))
    sentences = tuple(Sentence(part=0, span=Span(*m.span())) for m in regex.finditer("[^。]+。?", words))
    return Annotated(part=part, sentences=sentences, mentions=tuple(sorted(found, key=lambda m: m.span)))


def keys(mention: Mention) -> tuple[str, ...]:
    """The keys of a mention; an agreement's is its own words."""
    return (mention.surface,) if mention.kind is Kind.AGREEMENT else KEYS.get(mention.surface, ())


def agreement(words: str) -> Agreement:
    """The agreement of that name."""
    return Agreement(key=words, kind=KINDS.get(words, "treaty"), name=words)


def events_in(words: str) -> list[EventFinding]:
    """The findings of all sentences, each with those of the one before."""
    item = annotated(words)
    found: list[EventFinding] = []
    previous = Previous()
    for sentence in item.sentences:
        masked = mask(item, sentence)
        agreements = {m.surface: agreement(m.surface) for m in item.mentions if m.kind is Kind.AGREEMENT}
        here = context(item.mentions, keys, claimant="speaker", agreements=agreements, day=SAID, previous=previous)
        events = find_events(masked, rules(), here)
        previous = Previous(masked=masked, events=events)
        found += events
    return found


def days(period: Period | None) -> str:
    """The first and the last day of a time."""
    if period is None:
        return "undated"
    return f"{period.begin or ''}..{period.end or ''}" if not period.vague else "vague"
