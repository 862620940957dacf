"""When dates are that leave something out: after the date before them, or under the year that heads them."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from kg.linking.times import Calendar, calendar
from kg.mentions.dates import find_dates
from kg.model.document import CatalogueRow, Document, DocumentKind, Part, PartKind
from kg.model.mention import Annotated, Sentence
from kg.model.text import Source, Span, Text

SAID = datetime.date(2001, 3, 5)


def dated(words: str, said: datetime.date | None = SAID) -> tuple[Calendar, Annotated]:
    """The calendar of a part, whose sentences end with a full stop or a line."""
    ends = [0, *(at + 1 for at, sign in enumerate(words) if sign in "。\n")]
    spans = ((start, end - (words[end - 1] == "\n")) for start, end in pairwise(ends))
    sentences = [Sentence(part=0, span=Span(start, end)) for start, end in spans if start < end]
    part = Part(order=0, kind=PartKind.BODY, text=Text(words, tuple(range(len(words)))))
    item = Annotated(part=part, sentences=tuple(sentences), mentions=find_dates(words))
    source = Source(path=Path("document.txt"), characters=words, sha256="")
    return calendar(Document(source=source, kind=DocumentKind.LETTER, date=said), [item]), item


def begins(words: str) -> list[str | None]:
    """The first day of each date of a part."""
    days, item = dated(words)
    periods = [days.period(0, mention) for mention in item.mentions]
    return [period.begin.isoformat() if period.begin else None for period in periods]


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("1998年2月1日和3月4日。", ["1998-02-01", "1998-03-04"], "after the date before it"),
        ("1998年2月1日。3月4日。", ["1998-02-01", "1998-03-04"], "in the sentence before"),
        ("1998年2月1日。无。2月4日。", ["1998-02-01", "2001-02-04"], "no further: then before the letter"),
        ("1998年2月1日。3月4日。无。4月5日。", ["1998-02-01", "1998-03-04", "1998-04-05"], "as was done once before"),
        ("1998年2月1日。3月4日。无。无。无。4月5日。", ["1998-02-01", "1998-03-04", "2000-04-05"], "but not for long"),
        ("1998年2月1日。3月4日。无。同日。", ["1998-02-01", "1998-03-04", "1998-03-04"], "the day named last"),
        ("1998年2月1日。3月4日。无。无。无。同日。", ["1998-02-01", "1998-03-04", None], "but not of long ago"),
        ("1998年：5月，3月。", ["1998-01-01", "1998-05-01", "1998-03-01"], "months under a year, in any order"),
        ("1998年。无。5月。", ["1998-01-01", "1998-05-01"], "the heading reaches further"),
        ("双方将于4月1日和5月2日会晤。", ["2001-04-01", "2001-05-02"], "a plan"),
        ("2000年12月1日，乙国计划于3月9日进攻。", ["2000-12-01", "2001-03-09"], "a plan told of"),
        ("1998年。无。无。2月。", ["1998-01-01", "2001-02-01"], "and ends where two sentences name no time"),
    ],
)
def test_what_leaves_something_out_follows_what_was_named(words, expected, why):
    assert begins(words) == expected, why


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("1990年\n8月2日，无。\n无。\n无。\n2月6日，无。\n", ["1990-01-01", "1990-08-02", "1990-02-06"], "rows"),
        (
            "1990年\n8月2日，无。\n1991年\n1月7日，无。\n",
            ["1990-01-01", "1990-08-02", "1991-01-01", "1991-01-07"],
            "rows of two years",
        ),
        (
            "1990年\n(1) 8月2日，1975年的协定。\n(2) 8月6日，无。\n",
            ["1990-01-01", "1990-08-02", "1975-01-01", "1990-08-06"],
            "a year in a row is no heading",
        ),
        ("1990年是和平之年。\n无。\n无。\n2月6日：无。\n", ["1990-01-01", "2001-02-06"], "a sentence heads no list"),
    ],
)
def test_a_date_alone_heads_the_rows_below(words, expected, why):
    assert begins(words) == expected, why


def test_a_day_alone_heads_what_is_told_below_it():
    days, item = dated("1990年8月2日，星期四\n10时20分，甲。乙。\n8月3日，丙。\n丁。\n2001年3月5日\n戊。\n")
    told = [words for sentence in item.sentences if (0, sentence.span) in days.headings
            for words in [item.part.text.slice(sentence.span).strip()]]  # fmt: skip
    assert told == ["10时20分，甲。", "乙。"]


def test_a_part_is_said_on_its_own_day():
    day = datetime.date(2000, 1, 1)
    part = Part(order=0, kind=PartKind.ANNEX, text=Text("", ()), date=day)
    source = Source(path=Path("document.txt"), characters="", sha256="")
    document = Document(source=source, kind=DocumentKind.LETTER, date=SAID)
    assert calendar(document, [Annotated(part=part, sentences=(), mentions=())]).day(0) == day


@pytest.mark.parametrize(
    ("words", "said", "quotes"),
    [
        ("2月3日乙国炮击丁市。", None, ["2月3日"]),
        ("03/02/2001乙国炮击丁市。", SAID, ["03/02/2001"]),
        ("最近，上午10时，2月3日，年初。", SAID, []),
    ],
)
def test_a_day_that_cannot_be_told_is_reported(words, said, quotes):
    problems = dated(words, said)[0].problems
    assert [(problem.code, problem.quote) for problem in problems] == [("day-unknown", quote) for quote in quotes]
    assert all(problem.message and problem.span for problem in problems)


@pytest.mark.parametrize(
    ("symbol", "words", "expected", "why"),
    [
        (
            "S/1996/70",
            "11月3日和1月14日。",
            ["1995-11-03", "1996-01-14"],
            "late January, so November is past",
        ),
        ("S/1996/990", "11月3日和1月14日。", ["1996-11-03", "1996-01-14"], "late December"),
        ("S/1996/120", "双方将于3月31日会晤。", ["1996-03-31"], "planned in February"),
        ("S/1996/600", "双方将于2月1日会晤。", ["1997-02-01"], "planned in August"),
        ("S/1995/70", "11月3日。", ["1996-11-03"], "a number of another year says nothing"),
        ("A/50/70", "11月3日。", ["1996-11-03"], "the Assembly numbers by its sessions"),
    ],
)
def test_a_councils_number_narrows_the_year_of_its_document(
    symbol: str, words: str, expected: list[str], why: str
) -> None:
    _, item = dated(words)
    source = Source(path=Path("document.txt"), characters=words, sha256="")
    row = CatalogueRow(catalogue="catalogue.csv", row=2, symbols=(symbol,), date="1996")
    days = calendar(Document(source=source, kind=DocumentKind.REPORT, date=None, row=row), [item])
    assert [str(days.period(0, mention).begin) for mention in item.mentions] == expected, why
