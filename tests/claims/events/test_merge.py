"""How the findings of one event become one."""

from __future__ import annotations

import datetime

import pytest
from builders.events import days, events_in

from kg.claims.events.finding import EventFinding
from kg.claims.events.merge import merge, merge_findings
from kg.model.extraction import Period
from kg.model.mention import Sentence
from kg.model.text import Span


def finding(
    kind: str, begin: str = "", end: str = "", at: int = 0, precision: str = "day", **more: object
) -> EventFinding:
    period = None
    if begin or end:
        period = Period(
            begin=datetime.date.fromisoformat(begin) if begin else None,
            end=datetime.date.fromisoformat(end) if end else None,
            precision=precision,
        )
    sentence = Sentence(part=0, span=Span(at, at + 1))
    return EventFinding(type=kind, span=Span(at, at + 1), sentence=sentence, rule="r", period=period, **more)  # type: ignore[arg-type]


CAUSED = {"named": True, "caused": True}


@pytest.mark.parametrize(
    ("findings", "expected", "why"),
    [
        (
            [finding("Visit", "2003-03-04", "2003-03-04"), finding("Visit", "2003-03-04", "2003-03-04", 5)],
            ["event/x/Visit-2003-03-04 2"],
            "the same day",
        ),
        (
            [
                finding("Visit", "2003-03-04", "2003-03-04", places=("place/d",)),
                finding("Visit", "2003-03-04", "2003-03-04", 5, places=("place/e",)),
            ],
            ["event/x/Visit-2003-03-04-d 1", "event/x/Visit-2003-03-04-e 1"],
            "the same day in two places",
        ),
        (
            [
                finding("Visit", "2003-03-04", "2003-03-04", agents=("a",)),
                finding("Visit", "2003-03-04", "2003-03-04", 5, agents=("b",)),
            ],
            ["event/x/Visit-2003-03-04 1", "event/x/Visit-2003-03-04-2 1"],
            "two visitors",
        ),
        (
            [
                finding("ArmedClash", "2003-03-01", "2003-03-31", precision="month"),
                finding("ArmedClash", "2003-03-04", "2003-03-04", 5),
            ],
            ["event/x/ArmedClash-2003-03-04 2"],
            "the month is a coarser word for the day",
        ),
        (
            [finding("ArmedClash", "2003-03-02", "2003-03-20"), finding("ArmedClash", "2003-03-04", "2003-03-04", 5)],
            ["event/x/ArmedClash-2003-03-02 1", "event/x/ArmedClash-2003-03-04 1"],
            "but not what went on from one day to another weeks later",
        ),
        (
            [finding("Other", "2003-03-01", "2003-03-31"), finding("Other", "2003-03-04", "2003-03-04", 5)],
            ["event/x/Other-2003-03-01 1", "event/x/Other-2003-03-04 1"],
            "what has no type of its own may be anything else of that month",
        ),
        (
            [finding("ArmedClash", "2003-03-04", "2003-03-04"), finding("ArmedClash", at=5, refers=True)],
            ["event/x/ArmedClash-2003-03-04 2"],
            "a reference back",
        ),
        ([finding("ArmedClash", at=5, refers=True)], [], "a reference back to nothing"),
        (
            [
                finding("ArmedAttack", "2003-03-04", "2003-03-04", at=1, agents=("a",)),
                finding("ArmedAttack", "1990-03-04", "1990-03-04", at=2, agents=("a",)),
                finding("ArmedAttack", at=3, refers=True, near=True),
            ],
            ["event/x/ArmedAttack-2003-03-04 2", "event/x/ArmedAttack-1990-03-04 1"],
            "this attack is the recent one, not the history told last",
        ),
        (
            [
                finding("Ceasefire", "2003-03-04", "2003-03-04", instrument="i"),
                finding("Ceasefire", "2003-03-05", "2003-03-05", 5, instrument="i"),
                finding("Ceasefire", "2003-03-05", "2003-03-05", 9, instrument="j"),
            ],
            ["event/x/Ceasefire-2003-03-04 2", "event/x/Ceasefire-2003-03-05 1"],
            "the parties date the making of one agreement differently",
        ),
        (
            [
                finding("ArmedClash", "1990-03-04", "1990-03-04", at=1, participants=("a", "b")),
                finding("ArmedClash", "2003-03-04", "2003-03-04", at=2, participants=("c",)),
                finding("ArmedClash", at=3, refers=True, participants=("a",)),
            ],
            ["event/x/ArmedClash-1990-03-04 1", "event/x/ArmedClash-2003-03-04 1"],
            "a recent clash that is not the main one is not an old one either",
        ),
        (
            [
                finding("ArmedAttack", "2003-03-04", "2003-03-04", agents=("actor/a",)),
                finding("ArmedAttack", "2003-03-04", "2003-03-04", 5, agents=("actor/a/army",)),
            ],
            ["event/x/ArmedAttack-2003-03-04 2"],
            "a state and its army",
        ),
        ([finding("ArmedClash", at=5, named=True)], ["event/x/ArmedClash 1"], "undated, but named"),
        (
            [finding("ArmedAttack", "2003-03-04", "2003-03-04"), finding("ArmedClash", "2003-03-04", "2003-03-04", 5)],
            ["event/x/ArmedAttack-2003-03-04 1", "event/x/ArmedClash-2003-03-04 1"],
            "an attack and a clash stay apart",
        ),
        (
            [finding("ArmedAttack", "2003-03-04", "2003-03-04", 5), finding("Displacement", at=5, **CAUSED)],
            ["event/x/ArmedAttack-2003-03-04 1", "event/x/Displacement-2003-03-04 1"],
            "what an attack has brought about is of its day",
        ),
        (
            [finding("ArmedAttack", "2003-03-04", "2003-03-04"), finding("Displacement", at=5, **CAUSED)],
            ["event/x/ArmedAttack-2003-03-04 1", "event/x/Displacement 1"],
            "but not of one told in another sentence",
        ),
    ],
)
def test_findings_of_one_event_are_one(findings: list[EventFinding], expected: list[str], why: str) -> None:
    events = merge([(0, f) for f in findings], "x")
    assert [f"{e.key} {len(e.evidence)}" for e in events] == expected, why


def test_fighting_that_went_on() -> None:
    found = events_in("2003年3月4日，甲国和乙国之间爆发战斗。交火持续到3月6日。")
    (event,) = merge([(0, f) for f in found], "x")
    assert (days(event.period), len(event.evidence)) == ("2003-03-04..2003-03-06", 2)


def test_each_finding_knows_its_event() -> None:
    found = events_in("甲国于2003年1月5日(S/2003/1)和2003年2月6日(S/2003/2)致函乙国。")
    pairs = merge_findings([(0, f) for f in found], "x")
    assert [(e.key, [days(f.period) for f in findings]) for e, findings in pairs] == [
        ("event/x/Communication-2003-01-05", ["2003-01-05..2003-01-05"]),
        ("event/x/Communication-2003-02-06", ["2003-02-06..2003-02-06"]),
    ]


def test_merging_is_the_same_every_time() -> None:
    found = [(0, f) for f in events_in("2003年3月4日，甲国炮击了乙国。2003年3月4日，甲国和乙国爆发战斗。44天战争。")]
    assert merge(found, "x") == merge(list(found), "x")


def test_an_event_has_the_subtypes_of_all_that_tell_it() -> None:
    told = [
        finding("ArmedAttack", "2003-03-04", "2003-03-04", subtypes=("Shelling",)),
        finding("ArmedAttack", "2003-03-04", "2003-03-04", 5),
        finding("ArmedAttack", "2003-03-04", "2003-03-04", 9, subtypes=("AirStrike", "Shelling")),
    ]
    assert [event.subtypes for event in merge([(0, one) for one in told], "x")] == [("AirStrike", "Shelling")]
