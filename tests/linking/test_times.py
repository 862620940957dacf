"""When dates are that leave something out: after the date before them, or under the year that heads them."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from kg.linking.times import calendar
from kg.mentions.dates import find_dates
from kg.model.document import Document, DocumentKind, Part, PartKind
from kg.model.mention import Annotated, Sentence
from kg.model.text import Source, Span, Text

SAID = datetime.date(2001, 3, 5)


def begins(words: str) -> list[str | None]:
    """The first day of each date of a part, whose sentences end with a full stop."""
    ends = [0, *(at + 1 for at, sign in enumerate(words) if sign == "。")]
    sentences = [Sentence(part=0, span=Span(start, end)) for start, end in pairwise(ends)]
    part = Part(order=0, kind=PartKind.BODY, text=Text(words, tuple(range(len(words)))))
    item = Annotated(part=part, sentences=tuple(sentences), mentions=find_dates(words))
    source = Source(path=Path("document.txt"), characters=words, sha256="")
    dated = calendar(Document(source=source, kind=DocumentKind.LETTER, date=SAID), [item])
    periods = [dated.period(0, mention) for mention in item.mentions]
    return [period.begin.isoformat() if period.begin else None for period in periods]


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("1998年2月1日和3月4日。", ["1998-02-01", "1998-03-04"], "after the date before it"),
        ("1998年2月1日。3月4日。", ["1998-02-01", "1998-03-04"], "in the sentence before"),
        ("1998年2月1日。无。2月4日。", ["1998-02-01", "2001-02-04"], "no further: then before the letter"),
        ("1998年：5月，3月。", ["1998-01-01", "1998-05-01", "1998-03-01"], "months under a year, in any order"),
        ("1998年。无。5月。", ["1998-01-01", "1998-05-01"], "the heading reaches further"),
        ("1998年。无。无。2月。", ["1998-01-01", "2001-02-01"], "and ends where two sentences name no time"),
    ],
)
def test_what_leaves_something_out_follows_what_was_named(words, expected, why):
    assert begins(words) == expected, why


def test_a_part_is_said_on_its_own_day():
    day = datetime.date(2000, 1, 1)
    part = Part(order=0, kind=PartKind.ANNEX, text=Text("", ()), date=day)
    source = Source(path=Path("document.txt"), characters="", sha256="")
    document = Document(source=source, kind=DocumentKind.LETTER, date=SAID)
    assert calendar(document, [Annotated(part=part, sentences=(), mentions=())]).day(0) == day
