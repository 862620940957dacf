"""Which figures exclude each other, and which are of other people, another time, a part, or only not the last word."""

from __future__ import annotations

import datetime

import pytest

from kg.graph.statements import CasualtyView
from kg.knowledge.victims import load_victims
from kg.occurrences.figures import Counted, clash
from kg.resources import shipped

VICTIMS = load_victims(shipped("ontology") / "schemes" / "victims.ttl")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "people"),
        ("人", "people"),
        ("军人", "military"),
        ("甲国军人", "military"),
        ("边防军人", "border-guards"),
        ("丁市平民", "civilians"),
        ("骆驼", "骆驼"),
    ],
)
def test_who_is_counted(words: str, kind: str) -> None:
    assert VICTIMS.of(words) == kind


@pytest.mark.parametrize(
    ("one", "two", "order"),
    [
        ("military", "military", "equal"),
        ("border-guards", "military", "in"),
        ("border-guards", "people", "in"),
        ("people", "civilians", "out"),
        ("骆驼", "people", "in"),
        ("military", "civilians", "apart"),
        ("骆驼", "military", "apart"),
    ],
)
def test_classes_lie_in_each_other(one: str, two: str, order: str) -> None:
    assert VICTIMS.compare(one, two) == order


def day(number: int) -> datetime.date:
    return datetime.date(1999, 3, number)


def counted(
    count: int,
    bound: str = "exact",
    *,
    harm: str = "killed",
    victims: str = "人",
    side: str = "A",
    source: str = "A",
    event: str = "",
    days: tuple[int, int] | None = (1, 2),
    as_of: int | None = None,
    said: int = 9,
) -> Counted:
    return Counted(
        claim=f"{source}{count}",
        source=source,
        figure=CasualtyView(
            iri=f"{source}{count}",
            harm=harm,
            count=count,
            bound=bound,
            victims=victims,
            side=side,
            event=event or source,
            as_of=day(as_of) if as_of else None,
        ),
        side=side,
        people=VICTIMS.of(victims),
        begin=day(days[0]) if days else None,
        end=day(days[1]) if days else None,
        said=day(said),
    )


CLASHES = [
    (counted(105), counted(80, source="B"), "figures-apart", "two exact numbers"),
    (counted(105), counted(105, source="B"), None, "the same number"),
    (counted(105), counted(100, "at_least", source="B"), None, "at least 100 may be 105"),
    (counted(105), counted(105, "more_than", source="B"), "figures-apart", "more than 105 is not 105"),
    (counted(100), counted(109, "about", source="B"), None, "about 109 may be 100"),
    (counted(90), counted(109, "about", source="B"), "figures-apart", "about 109 is hardly 90"),
    (counted(7), counted(10, "at_most", source="B"), None, "at most 10 may be 7"),
    (counted(12), counted(10, "at_most", source="B"), "figures-apart", "at most 10 is not 12"),
    (counted(10, "at_least"), counted(99, "at_least", source="B"), None, "two lower bounds"),
    (counted(105), counted(80, source="B", side="B"), None, "the dead of another side"),
    (counted(105), counted(80, source="B", harm="injured"), None, "the wounded"),
    (counted(105), counted(80, source="B", harm="affected"), "part-above-whole", "more dead than dead and wounded"),
    (counted(50), counted(80, source="B", harm="affected"), None, "fewer dead than dead and wounded"),
    (counted(42, victims="军人"), counted(71, source="B"), None, "soldiers are a part of all"),
    (counted(90, victims="军人"), counted(71, source="B"), "part-above-whole", "more soldiers than people"),
    (counted(8, victims="边防人员"), counted(42, victims="军人", source="B"), None, "border guards are a part"),
    (counted(5, victims="平民"), counted(9, victims="军人", source="B"), None, "soldiers and civilians"),
    (counted(6, victims="平民"), counted(0, victims="平民", source="B"), "figures-apart", "six or none"),
    (
        counted(6, victims="平民", harm="injured"),
        counted(0, victims="平民", harm="affected", source="B"),
        "part-above-whole",
        "six wounded where nobody was harmed",
    ),
    (counted(50), counted(71, event="whole", days=(1, 3)), None, "a night of a longer fight, one source"),
    (
        counted(50),
        counted(71, source="B", days=(1, 3)),
        "figures-apart",
        "a day's difference of two sources",
    ),
    (counted(50), counted(71, source="B", days=(1, 8)), None, "a week has more dead than two days"),
    (counted(90), counted(71, source="B", days=(1, 8)), "part-above-whole", "but not fewer"),
    (counted(50), counted(71, source="B", days=(2, 8)), None, "times that only overlap"),
    (counted(50), counted(71, source="B", days=None), None, "an undated account"),
    (counted(50, days=None), counted(71, source="B", event="A", days=None), "figures-apart", "one undated account"),
    (counted(50, as_of=2), counted(71, source="B"), None, "as of an earlier day than the other was said"),
    (counted(71, as_of=2), counted(50, source="B", as_of=2), "figures-apart", "as of the same day"),
    (counted(71, as_of=2), counted(50, source="B", as_of=5), "part-above-whole", "fewer on a later day"),
]


@pytest.mark.parametrize(("one", "two", "rule", "why"), CLASHES, ids=[row[3] for row in CLASHES])
def test_which_figures_exclude_each_other(one: Counted, two: Counted, rule: str | None, why: str) -> None:
    assert clash(one, two, VICTIMS) == rule, why
    assert clash(two, one, VICTIMS) == rule, f"{why}, the other way round"
