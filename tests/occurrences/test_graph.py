"""The graph of disputes of the small hand-made store: what is linked, what contradicts what; and the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.small import RECORD, fill, stored_build
from rdflib import RDF, RDFS
from typer.testing import CliRunner

from kg.analysis.ledger import ledger, to_table
from kg.cli import app
from kg.graph.lookup import Lookup
from kg.graph.store import Store, from_rdflib
from kg.graph.terms import triples_of
from kg.namespaces import ID, LKG
from kg.occurrences.graph import disputes_graph, refresh
from kg.occurrences.verdicts import Verdict
from kg.pipeline.bench import checker

DENIED, RAID = str(ID["event/S-1999-1/denied"]), str(ID["event/S-PV.1/attack-1"])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(fill(tmp_path)) as store:
        refresh(store)
        yield store


def turtle(store: Store) -> list[bytes]:
    return store.lines(disputes_graph(store.base))


def test_a_raid_and_its_denial_are_of_one_occurrence(store: Store) -> None:
    lookup = Lookup(store)
    (raid,) = (
        one for one in lookup.subjects(RDF.type, str(LKG.Occurrence)) if RAID in lookup.objects(one, LKG.account)
    )
    (denied,) = set(lookup.objects(raid, LKG.account)) - {RAID}
    assert lookup.objects(RAID, LKG.sameOccurrenceAs) == [denied]
    assert lookup.objects(denied, LKG.sameOccurrenceAs) == [RAID]
    (claim,) = lookup.subjects(LKG.about, denied)
    (found,) = (one for one in lookup.subjects(LKG.between, claim) if lookup.first(one, LKG.ground) == "polarity")
    assert lookup.objects(found, LKG.between) == sorted([claim, str(ID["claim/S-PV.1/accuse-1"])])
    assert lookup.first(found, LKG.concerns) == raid
    assert lookup.objects(found, RDFS.comment) == [
        "One says that it happened, the other that it did not.",
        "一说有此事，一说无此事。",
    ]


def test_every_link_has_its_reason_and_every_contradiction_is_said_both_ways(store: Store) -> None:
    lookup = Lookup(store)
    links = lookup.subjects(RDF.type, str(LKG.OccurrenceLink))
    assert links
    for link in links:
        assert len(lookup.objects(link, LKG.account)) == 2
        assert lookup.objects(link, LKG.ruleFired) or lookup.objects(link, LKG.judgedBy)
        assert len(lookup.objects(link, RDFS.comment)) == 2
    for node in lookup.subjects(RDF.type, str(LKG.Contradiction)):
        one, two = lookup.objects(node, LKG.between)
        assert two in lookup.objects(one, LKG.contradicts)
        assert one in lookup.objects(two, LKG.contradicts)


FIGURE = """
PREFIX count: <https://w3id.org/letterkg/id/count/S-PV.1/>
PREFIX harm: <https://w3id.org/letterkg/harm/>
PREFIX id: <https://w3id.org/letterkg/id/>
PREFIX lkg: <https://w3id.org/letterkg/ns#>
  count:fewer a lkg:CasualtyCount ; lkg:harm harm:killed ; lkg:count 1 ; lkg:bound "exact" ; lkg:victims "平民" ;
    lkg:side id:actor\\/b ; lkg:ofEvent id:event\\/S-PV.1\\/attack-1 .
  id:claim\\/S-PV.1\\/request lkg:casualties count:fewer .
"""


def test_figures_that_exclude_each_other_are_told_with_both_numbers(tmp_path: Path) -> None:
    with Store(fill(tmp_path)) as store:
        figure = [quad.triple for quad in ox.parse(FIGURE, format=ox.RdfFormat.TURTLE)]
        store.replace(stored_build(RECORD), [*from_rdflib(store.graph(RECORD)), *figure])
        refresh(store)
        lookup = Lookup(store)
        (found,) = (
            one
            for one in lookup.subjects(RDF.type, str(LKG.Contradiction))
            if lookup.first(one, LKG.ground) == "figures"
        )
        assert lookup.objects(found, LKG.between) == [str(ID["claim/S-PV.1/accuse-1"]), str(ID["claim/S-PV.1/request"])]
        assert lookup.objects(found, LKG.onFigure) == [str(ID["count/S-PV.1/fewer"]), str(ID["count/S-PV.1/killed"])]
        assert lookup.objects(found, RDFS.comment) == [
            "乙国: 3 civilians killed and 1 civilians killed cannot both be right.",
            "乙国：一说平民死亡3人，一说平民死亡1人，不能并立。",
        ]
        told = {entry.figure.count: entry.against for entry in ledger(store)}
        assert told[1] == ((str(ID["claim/S-PV.1/accuse-1"]), "乙国：一说平民死亡3人，一说平民死亡1人，不能并立。"),)
        assert told[5] == ()


def test_made_again_it_has_the_same_bytes(store: Store) -> None:
    before = turtle(store)
    store.inner.remove_graph(ox.NamedNode(disputes_graph(store.base)))
    refresh(store)
    assert turtle(store) == before
    assert not any(line.startswith(b"_:") or b" _:" in line for line in before)


def test_it_is_as_its_shapes_say(store: Store) -> None:
    graph = store.graph(disputes_graph(store.base))
    assert [one for one in checker()(triples_of(graph)).results if one.severity == "Violation"] == []


def test_documents_stay_as_they_are(tmp_path: Path) -> None:
    with Store(fill(tmp_path)) as store:
        before = {graph: store.lines(graph) for graph in store.graphs()}
        refresh(store)
        assert {graph: store.lines(graph) for graph in before} == before


def test_it_is_made_anew_only_where_something_has_changed(store: Store) -> None:
    store.mark(stale=False)
    refresh(store)
    assert not store.stale
    refresh(store, [Verdict(pair=(DENIED, RAID), verdict="different", judge="A. Reader")])
    assert store.stale


def test_a_verdict_parts_what_a_rule_joins(store: Store) -> None:
    lookup = Lookup(store)
    (other,) = lookup.objects(RAID, LKG.sameOccurrenceAs)
    lost = refresh(store, [Verdict(pair=(min(other, RAID), max(other, RAID)), verdict="different", judge="A. Reader")])
    assert lost == ()
    assert lookup.objects(RAID, LKG.sameOccurrenceAs) == []


def test_the_ledger_has_every_figure_with_who_gives_it(store: Store) -> None:
    table = to_table(store, ledger(store))
    rows = [dict(zip(table.columns, (term and term.value for term in row), strict=True)) for row in table.rows]
    assert [(row["side"], row["harm"], row["bound"], row["count"], row["claimant"], row["words"]) for row in rows] == [
        ("甲国", "injured", "at_least", "5", "甲国", "至少5名平民受伤"),
        ("甲国", "killed", "exact", "2", "甲国", "2名军人死亡"),
        ("乙国", "killed", "exact", "3", "乙国", "打死乙国3名平民"),
    ]
    assert [(row["document"], row["start"], row["until"], row["said"]) for row in rows] == [
        ("S/1999/1", "63", "71", "1999-03-05"),
        ("S/1999/1", "56", "62", "1999-03-05"),
        ("S/PV.1", "60", "68", "1999-03-08"),
    ]


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*words])
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ((), [5, 2, 3]),
        (("--from", "1999-03-02"), [3]),
        (("--until", "1999-03-01"), [5, 2]),
        (("--side", "甲国"), [5, 2]),
        (("id:event/S-PV.1/attack-1",), [3]),
        (("id:event/S-PV.1/blockade",), []),
    ],
)
def test_the_ledger_from_the_command_line(tmp_path: Path, words: tuple[str, ...], counts: list[int]) -> None:
    with Store(fill(tmp_path)) as store:
        refresh(store)
    status, output = run("ledger", *words, "--format", "json", "--out", str(tmp_path))
    assert status == 0, output
    assert [row["count"] for row in json.loads(output)] == counts


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", "March"), "'March' is no day, month or year; write it as 1995-02-22"),
        (("--from", "1999-03-02", "--until", "1999-03-01"), "--from 1999-03-02 is after --until 1999-03-01"),
        (("--format", "xls"), "'xls' is no format"),
        (("--side", "丙国"), "nothing by the name '丙国'"),
        (("id:actor/a",), "is neither an occurrence nor an event"),
        (("--language", "fr"), "'fr' is no language; write zh or en"),
    ],
)
def test_a_wrong_request_is_told(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    status, output = run("ledger", *words, "--out", str(fill(tmp_path)))
    assert (status, message in output) == (2, True), output


def test_the_ledger_where_nothing_is_built(tmp_path: Path) -> None:
    status, output = run("ledger", "--out", str(tmp_path))
    assert status == 1
    assert "no graph here yet" in output
