"""Whether accounts tell of one occurrence: how they relate, what the rules make of it, what is joined."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.occurrences.clustering import Account, Link, link
from kg.occurrences.relations import relate
from kg.occurrences.rules import check_occurrence_rules, load_occurrence_rules, parse_comparable
from kg.resources import shipped

RULES = shipped("ontology") / "rules"

RELATIONS = [
    ("ArmedAttack 1999-03-01", "ArmedAttack 1999-03-01", "onTime", "equal", "one day"),
    (
        "ArmedAttack 1999-03-01/1999-03-02",
        "ArmedAttack 1999-03-02/1999-03-04",
        "onTime",
        "days",
        "the second is shared",
    ),
    ("ArmedAttack 1999-03-01", "ArmedAttack 1999-03-02", "onTime", "next", "a night between"),
    ("ArmedAttack 1999-03-01", "ArmedAttack 1999-03-03", "onTime", "apart", "a day between"),
    ("ArmedAttack 1999-03", "ArmedAttack 1999-03-31", "onTime", "within", "the last day of the month"),
    ("ArmedAttack 1999-03", "ArmedAttack 1999-04-01", "onTime", "apart", "the day after the month"),
    ("ArmedAttack 1999-03", "ArmedAttack 1999-03", "onTime", "period", "one month"),
    ("ArmedClash 1999-03-01/1999-03-20", "ArmedAttack 1999-03-05", "onTime", "within", "a day of a long war"),
    ("ArmedClash 1999-03-01/1999-03-20", "ArmedClash 1999-03-01/1999-03-20", "onTime", "period", "a long war"),
    ("ArmedAttack", "ArmedAttack 1999-03-01", "onTime", "open", "one without time"),
    ("Visit 1999-03-01 @D", "Visit 1999-03-01 @D", "onPlace", "same", "one place"),
    ("Visit 1999-03-01 @V<D", "Visit 1999-03-01 @D", "onPlace", "same", "a village and its district"),
    ("Visit 1999-03-01 @V<D<!A", "Visit 1999-03-01 @!A", "onPlace", "wider", "a village and its state"),
    ("Visit 1999-03-01 @V", "Visit 1999-03-01 @~L", "onPlace", "along", "a village and a border"),
    ("Visit 1999-03-01 @V,W", "Visit 1999-03-01 @U,W", "onPlace", "same", "one of two shared"),
    ("Visit 1999-03-01 @V", "Visit 1999-03-01 @W", "onPlace", "apart", "two villages"),
    ("Visit 1999-03-01 @V", "Visit 1999-03-01", "onPlace", "open", "one without a place"),
    ("ArmedAttack 1999 A>B", "ArmedClash 1999 A=B", "onActors", "same", "an attack told as a clash"),
    ("ArmedAttack 1999 A>B", "ArmedAttack 1999 B>A", "onActors", "mirrored", "each says the other did it"),
    ("ArmedAttack 1999 A>", "ArmedAttack 1999 B>A", "onActors", "mirrored", "one names no victim"),
    ("ArmedAttack 1999 A>", "ArmedAttack 1999 A>B", "onActors", "some", "one names no victim, the same did it"),
    ("ArmedAttack 1999 A>B", "ArmedAttack 1999 A>C", "onActors", "shared", "another victim"),
    ("ArmedAttack 1999 A>B", "ArmedAttack 1999 C>D", "onActors", "apart", "nobody in common"),
    ("ArmedAttack 1999 A>B", "ArmedAttack 1999", "onActors", "open", "nobody named"),
    ("CourtOrder 1999 A> #X=Y", "CourtOrder 1999 A> #Y", "onInstrument", "same", "one instrument of two"),
    ("CourtOrder 1999 A> #X", "CourtOrder 1999 A> #Y", "onInstrument", "apart", "two instruments"),
]


@pytest.mark.parametrize(("one", "two", "on", "expected", "why"), RELATIONS)
def test_how_two_accounts_relate(one: str, two: str, on: str, expected: str, why: str) -> None:
    assert relate(parse_comparable(one), parse_comparable(two))[on] == expected, why
    assert relate(parse_comparable(two), parse_comparable(one))[on] == expected, f"{why}, the other way round"


def test_the_shipped_rules_do_what_their_examples_say() -> None:
    assert [str(error) for error in check_occurrence_rules(RULES)] == []
    assert len(load_occurrence_rules(RULES)) >= 10


# Accounts (name, document, who tells it, what), the groups that are joined, and the pairs that are doubtful.
NEUTRAL = ("n", "R", "U", "ArmedClash 1999-03-01/1999-03-03 A=B @~L")
FROM_A = ("a", "R", "A", "ArmedAttack 1999-03-02 B>A @D<!A")
FROM_B = ("b", "R", "B", "ArmedAttack 1999-03-01/1999-03-02 A>B @E<!B")
B_AGAIN = ("b2", "R", "B", "ArmedAttack 1999-03-01/1999-03-02 A>B @F<!B")
B_MORE = ("b3", "R", "B", "ArmedAttack 1999-03-01/1999-03-02 >B @E<!B")
SCENES = [
    ("two sides through a third", [NEUTRAL, FROM_A, FROM_B], [("a", "b", "n")], []),
    ("each blames the other elsewhere", [FROM_A, FROM_B], [], [("a", "b")]),
    ("one speaker tells two attacks apart", [FROM_B, B_AGAIN], [], []),
    ("not even a third joins what one tells apart", [NEUTRAL, FROM_B, B_AGAIN], [("b", "n")], [("b2", "n")]),
    ("what differs in nothing is not told apart", [NEUTRAL, FROM_B, B_MORE], [("b", "b3", "n")], []),
    ("nobody is told apart across documents", [FROM_B, ("b2", "S", "B", B_MORE[3])], [("b", "b2")], []),
    (
        "the one fight of the month",
        [("m", "S", "A", "ArmedAttack 1999-03 B>A @D"), ("d", "R", "A", "ArmedAttack 1999-03-02 B>A @D")],
        [("d", "m")],
        [],
    ),
    (
        "two fights of the month",
        [
            ("m", "S", "A", "ArmedAttack 1999-03 B>A @D"),
            ("d", "R", "A", "ArmedAttack 1999-03-02 B>A @D"),
            ("e", "T", "A", "ArmedAttack 1999-03-20 B>A @D"),
        ],
        [],
        [("d", "m"), ("e", "m")],
    ),
    (
        "one resolution, adopted on a day and in a year",
        [
            ("r", "R", "C", "ResolutionAdoption 1999-03-02 C> #X"),
            ("s", "S", "A", "ResolutionAdoption 1999 C> #X"),
            ("t", "T", "A", "ResolutionAdoption 1999-03-02 C> #Y"),
        ],
        [("r", "s")],
        [],
    ),
    (
        "of doubtful pairs between the same two groups one is asked",
        [
            ("w", "R", "A", "ArmedClash 1998 A=B"),
            ("x", "S", "A", "Meeting 1999-03-01 A=B @D"),
            ("y", "T", "A", "Meeting 1999-03-01 A=B @D"),
            ("z", "U", "A", "Meeting 1999-03-01 A=B @E"),
        ],
        [("x", "y")],
        [("x", "z")],
    ),
    (
        "a denial of the day's one fight",
        [("d", "R", "B", "not ArmedAttack 1999-03-02 B>A"), FROM_A],
        [("a", "d")],
        [],
    ),
    (
        "a denial where the day has two fights",
        [
            ("d", "R", "B", "not ArmedAttack 1999-03-02 B>A"),
            FROM_A,
            ("e", "S", "A", "ArmedAttack 1999-03-02 B>A @F<!A"),
        ],
        [],
        [("a", "d"), ("d", "e")],
    ),
    (
        "one speaker's attack and the clash that follows",
        [("a", "R", "A", "ArmedAttack 1999-03-02 B>A @D"), ("c", "R", "A", "ArmedClash 1999-03-02 A=B @D")],
        [],
        [],
    ),
    ("four accounts told alike", [(n, n, "A", "Release 1999-03-01 A>B") for n in "kjih"], [("h", "i", "j", "k")], []),
]


def accounts_of(accounts: list[tuple[str, str, str, str]]) -> list[Account]:
    return [
        Account(event=name, document=document, comparable=parse_comparable(words), claimants=frozenset(claimants))
        for name, document, claimants, words in accounts
    ]


@pytest.mark.parametrize(("why", "accounts", "groups", "doubtful"), SCENES, ids=[scene[0] for scene in SCENES])
def test_what_is_joined(
    why: str, accounts: list[tuple[str, str, str, str]], groups: list[tuple[str, ...]], doubtful: list[tuple[str, str]]
) -> None:
    rules = load_occurrence_rules(RULES)
    for order in permutations(accounts_of(accounts)):
        found = link(order, rules)
        assert list(found.groups) == groups
        assert [one.pair for one in found.links if one.verdict == "doubtful"] == doubtful


def test_a_doubt_says_what_it_would_join() -> None:
    found = link(accounts_of([NEUTRAL, FROM_B, B_AGAIN]), load_occurrence_rules(RULES))
    assert [(one.pair, one.verdict, one.rule, one.apart) for one in found.links] == [
        (("b", "n"), "same", "fighting-same-sides", ()),
        (("b2", "n"), "doubtful", "fighting-same-sides", ("b", "b2")),
    ]


def judged(one: str, two: str, verdict: str) -> Link:
    return Link(pair=(one, two), verdict=verdict, judge="A. Reader")


def test_a_person_joins_what_no_rule_joins() -> None:
    found = link(accounts_of([FROM_A, FROM_B]), load_occurrence_rules(RULES), [judged("a", "b", "same")])
    assert found.groups == (("a", "b"),)
    assert [(one.verdict, one.judge, one.rule) for one in found.links] == [("same", "A. Reader", "")]


def test_a_person_who_would_join_what_one_speaker_tells_apart_is_told_so() -> None:
    accounts, rules = accounts_of([NEUTRAL, FROM_B, B_AGAIN]), load_occurrence_rules(RULES)
    found = link(accounts, rules, [judged("b", "b2", "same")])
    assert [(one.pair, one.verdict, one.apart) for one in found.links if one.judge] == [
        (("b", "b2"), "doubtful", ("b", "b2"))
    ]
    found = link(accounts, rules, [judged("b", "n", "same"), judged("b2", "n", "same")])
    assert found.groups == (("b", "n"),)
    assert [(one.pair, one.verdict, one.apart) for one in found.links] == [
        (("b", "n"), "same", ()),
        (("b2", "n"), "doubtful", ("b", "b2")),
    ]


def test_what_a_person_parts_stays_apart_even_through_a_third() -> None:
    found = link(accounts_of([NEUTRAL, FROM_A, FROM_B]), load_occurrence_rules(RULES), [judged("a", "b", "different")])
    assert found.groups == (("a", "n"),)
    assert [(one.pair, one.verdict) for one in found.links] == [(("a", "b"), "different"), (("a", "n"), "same")]


RULE = """
@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix rule: <https://w3id.org/letterkg/rule/> .
@prefix type: <https://w3id.org/letterkg/type/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
rule:votes a lkg:OccurrenceRule ; lkg:yields "same" ; lkg:tellsOf type:Election ;
    lkg:onTime "period" ; lkg:onActors "same" ;
    rdfs:comment "同月选举"@zh , "An election of the month."@en ;
    lkg:example "Election 1999-03 A> | Election 1999-03 A>" ;
    lkg:counterExample "Election 1999-03 A> | Election 1999-04 A>" .
"""


def test_an_analyst_adds_a_rule(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(RULE, encoding="utf-8")
    found = accounts_of([("x", "R", "A", "Election 1999-03 A>"), ("y", "S", "A", "Election 1999-03 A>")])
    assert link(found, load_occurrence_rules(RULES)).groups == ()
    assert link(found, load_occurrence_rules(RULES, tmp_path)).groups == (("x", "y"),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"period"', '"sometime"', "'sometime' is unknown; write equal, days"),
        ('"same" ; lkg:tellsOf', '"perhaps" ; lkg:tellsOf', "must be one of same, only, doubtful"),
    ],
)
def test_a_broken_rule_is_told_with_its_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "own.ttl").write_text(RULE.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_occurrence_rules(tmp_path)
    assert "own.ttl: votes" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Election 1999-03 A> | Election 1999-04 A>",
            "Election 1999-03 A> | Election 1999-03 A>",
            "holds for its counter",
        ),
        (
            "Election 1999-03 A> | Election 1999-03 A>",
            "Election 1999-03 A> | Election 1999-03 B>",
            "does not hold for its",
        ),
        ("Election 1999-03 A> | Election 1999-03 A>", "Election March A>", "is not two accounts"),
    ],
)
def test_a_wrong_example_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "own.ttl").write_text(RULE.replace(old, new), encoding="utf-8")
    assert [error for error in check_occurrence_rules(tmp_path) if message in str(error)]
