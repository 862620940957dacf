"""Tables: a package that its own schema accepts, rows that lead back to the words, all files or none."""

import csv
import errno
import json
import shutil

import frictionless
import pyoxigraph as ox
import pytest
from builders.disputes import add_disputes
from builders.long import beyond
from builders.small import LETTER, RECORD, fill, stored_build
from rdflib import RDF

from kg.errors import StoreError
from kg.graph.export.columns import template
from kg.graph.export.rows import TABLES
from kg.graph.export.tables import write_tables
from kg.graph.nodes import Nodes
from kg.graph.store import Store
from kg.namespaces import ID, LKG

SCHEMAS = {one["name"]: one["schema"] for one in template()["resources"]}
FILES = {"datapackage.json", *(f"{name}.csv" for name in SCHEMAS)}
KEYS = [
    (name, key["fields"], key["reference"]["resource"] or name, key["reference"]["fields"])
    for name, schema in SCHEMAS.items()
    for key in schema["foreignKeys"]
]
AWKWARD = "a\r\nb\n\t\"', ; | =1+1 \x01 甲国 \U00020000 \u2028"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill(tmp_path_factory.mktemp("out"))) as store:
        add_disputes(store)
        yield store


@pytest.fixture(scope="module")
def folder(store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write_tables(store, folder)
    return folder


@pytest.fixture
def own(tmp_path):
    """A store for a test to write to."""
    with Store(fill(tmp_path / "own")) as store:
        yield store


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def short(row):
    """A row's cells that are not empty, IRIs without the base."""
    return {column: words.replace(str(ID), "") for column, words in row.items() if words}


def errors(folder):
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return sorted({error.type for task in report.tasks for error in task.errors} | {e.type for e in report.errors})


def test_the_package_is_as_its_descriptor_says(folder):
    assert {path.name for path in folder.iterdir()} == FILES
    assert errors(folder) == []


@pytest.mark.parametrize(("table", "column", "other", "key"), KEYS, ids=lambda value: value)
def test_foreign_keys_lead_to_columns_of_the_same_kind(table, column, other, key):
    def kind(name, wanted):
        (field,) = (field for field in SCHEMAS[name]["fields"] if field["name"] == wanted)
        return field["type"]

    assert kind(table, column) == kind(other, key)
    assert key == SCHEMAS[other]["primaryKey"][0] or other == "casualties"


@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    beyond(
        2,
        [
            ("claims", f"{ID}actor/b,乙国", f"{ID}actor/nobody,乙国", "foreign-key"),
            ("casualties", f"{ID}event/S-PV.1/attack-1", f"{ID}event/none", "foreign-key"),
            ("casualties", ",exact,3,", ",exact,three,", "type-error"),
            ("links", "same-attack", "another", "hash-count"),
            ("mentions", f"{ID}mention/S-PV.1/127-129/", f"{ID}mention/S-PV.1/24-26/", "unique-error"),
            ("claims", ",negative,", ",,", "constraint-error"),
        ],
    ),
)
def test_the_judge_sees_what_is_wrong(folder, tmp_path, table, old, new, error):
    copy = shutil.copytree(folder, tmp_path / "copy")
    path = copy / f"{table}.csv"
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    assert error in errors(copy)


def test_titles_are_in_both_languages():
    for resource in template()["resources"]:
        for one in (resource, *resource["schema"]["fields"]):
            for words in (one["title"], one.get("description", "")):
                zh, stroke, en = words.partition(" / ") if " / " in words else words.partition("/ ")
                assert not words or (zh and stroke and en.isascii()), words


def test_every_table_has_rows_and_no_row_has_a_column_too_many(store):
    columns = {name: {field["name"] for field in schema["fields"]} for name, schema in SCHEMAS.items()}
    assert set(TABLES) == set(SCHEMAS) - {"concepts"}
    for graph in store.graphs():
        nodes = Nodes(store, graph)
        for name, make in TABLES.items():
            for row in make(nodes):
                assert set(row) <= columns[name], name


CLAIM = {
    "claim": "claim/S-1999-1/violates", "document": "document/S-1999-1", "part": "part/S-1999-1/0",
    "date": "1999-03-05", "act": "accuse", "polarity": "positive", "claimant": "actor/a", "claimantName": "甲国",
    "compliance": "violates", "complier": "actor/b", "complierName": "乙国",
    "mention": "mention/S-1999-1/73-88/violates", "fileName": "letter-a.txt", "quoteStart": "73", "quoteEnd": "88",
    "quote": "乙国违反了1998年停火协定。",
}  # fmt: skip
COUNT = {
    "casualty": "count/S-PV.1/killed", "document": "document/S-PV.1", "claim": "claim/S-PV.1/accuse-1",
    "claimant": "actor/b", "claimantName": "乙国", "harm": "killed", "bound": "exact", "count": "3", "victims": "平民",
    "side": "actor/b", "sideName": "乙国", "event": "event/S-PV.1/attack-1", "mention": "mention/S-PV.1/60-68/killed",
    "fileName": "record-b.txt", "quoteStart": "60", "quoteEnd": "68", "quote": "打死乙国3名平民",
}  # fmt: skip
EVENT = {
    "event": "event/S-PV.1/blockade", "document": "document/S-PV.1", "type": "Obstruction", "subtypes": "Blockade",
    "begin": "1999-02-01", "datePrecision": "month", "mention": "mention/S-PV.1/78-94/block",
    "fileName": "record-b.txt", "quoteStart": "78", "quoteEnd": "94", "quote": "1999年2月起，甲国封锁道路。",
}  # fmt: skip
MENTION = {
    "mention": "mention/S-PV.1/50-52/lexicon", "document": "document/S-PV.1", "part": "part/S-PV.1/2",
    "fileName": "record-b.txt", "start": "50", "end": "52", "quote": "甲国", "before": "）：1999年3月2日，",
    "after": "部队袭击了己村，打死乙国",
    "rule": "lexicon",
}  # fmt: skip
LINK = {
    "link": "link/1", "event1": "event/S-1999-1/attack-2", "event2": "event/S-PV.1/attack-1", "verdict": "same",
    "onTime": "equal", "onPlace": "same", "rule": "same-attack", "reasonZh": "同日同地",
    "reasonEn": "the same day and place",
}  # fmt: skip
JUDGED = {
    "link": "link/2", "event1": "event/S-1999-1/attack-1", "event2": "event/S-PV.1/attack-2", "verdict": "different",
    "judgedBy": "王五", "toldApart": "event/S-PV.1/attack-1", "remark": "见第2页",
}  # fmt: skip
DENIED = {
    "contradiction": "contradiction/1", "claim1": "claim/S-1999-1/deny", "claim2": "claim/S-PV.1/accuse-1",
    "ground": "polarity", "occurrence": "occurrence/1", "rule": "denied", "reasonZh": "一方否认",
    "reasonEn": "one side denies it",
}  # fmt: skip
FIGURES = {
    "contradiction": "contradiction/3", "claim1": "claim/S-1999-1/accuse-1", "claim2": "claim/S-PV.1/accuse-1",
    "figure1": "count/S-1999-1/killed", "figure2": "count/S-PV.1/killed", "ground": "figures",
    "occurrence": "occurrence/1", "rule": "other-number",
}  # fmt: skip
ACTOR_A = {"actor": "actor/a", "kind": "State", "nameZh": "甲国", "nameEn": "Stateland", "mentions": "4"}
WU = {"place": "place/wu", "nameZh": "戊村", "otherNames": "己村", "mentions": "2"}
SEAT = {
    "post": "seat/S-PV.1/1", "document": "document/S-PV.1", "kind": "Seat", "person": "person/li-si",
    "personName": "李四", "body": "actor/b", "bodyName": "乙国", "mention": "mention/S-PV.1/24-26/person-title",
    "fileName": "record-b.txt", "quoteStart": "24", "quoteEnd": "26", "quote": "李四",
}  # fmt: skip
NAME = {
    "document": "document/S-PV.1", "thing": "place/ding", "place": "place/ding", "form": "丁城", "usedBy": "actor/b",
    "usedByName": "乙国",
}  # fmt: skip
DOCUMENT = {
    "document": "document/S-1999-1", "read": "true", "kind": "Letter", "symbols": "S/1999/1",
    "fileName": "letter-a.txt", "date": "1999-03-05", "softwareVersion": "0.0.0", "lexiconVersion": "000000000000",
    "sha256": "aa",
}  # fmt: skip
SPEECH = {
    "part": "part/S-PV.1/2", "document": "document/S-PV.1", "order": "2", "kind": "Speech", "language": "fr",
}  # fmt: skip
TOPIC = {
    "claim": "claim/S-1999-1/violates", "thing": "provision/ceasefire-1998/第4条",
    "provision": "provision/ceasefire-1998/第4条", "name": "第4条",
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("documents", DOCUMENT),
        ("parts", SPEECH),
        ("claims", CLAIM),
        ("casualties", COUNT),
        ("events", EVENT),
        ("mentions", MENTION),
        ("actors", ACTOR_A),
        ("places", WU),
        ("posts", SEAT),
        ("names_in_use", NAME),
        ("claim_topics", TOPIC),
        ("links", LINK),
        ("links", JUDGED),
        ("contradictions", DENIED),
        ("contradictions", FIGURES),
        ("occurrences", {"occurrence": "occurrence/1", "event": "event/S-PV.1/attack-1"}),
        ("event_actors", {"event": "event/S-PV.1/attack-1", "role": "patient", "actor": "actor/b", "name": "乙国"}),
        ("event_places", {"event": "event/S-PV.1/attack-2", "thing": "place/ding", "place": "place/ding",
                          "name": "丁市"}),
        ("claim_actors", {"claim": "claim/S-PV.1/accuse-1", "role": "target", "actor": "actor/a", "name": "甲国"}),
        ("part_actors", {"part": "part/S-PV.1/2", "role": "speaker", "actor": "person/li-si", "name": "李四"}),
        ("document_actors", {"document": "document/S-1999-1", "role": "onBehalfOf", "actor": "actor/a",
                             "name": "甲国"}),
        ("agreement_dates", {"document": "document/S-1999-1", "agreement": "agreement/ceasefire-1998",
                             "date": "1998-01-01"}),
        ("provisions", {"provision": "provision/ceasefire-1998/第4条", "agreement": "agreement/ceasefire-1998",
                        "nameZh": "第4条", "number": "4"}),
        ("concepts", {"concept": "deny", "iri": "https://w3id.org/letterkg/act/deny", "scheme": "Acts",
                      "nameZh": "否认", "nameEn": "deny"}),
    ],
)  # fmt: skip
def test_rows_say_what_the_graph_says(folder, table, row):
    found = [short(one) for one in rows(folder, table)]
    assert row in found


@pytest.mark.parametrize(
    ("table", "number"),
    [("documents", 2), ("claims", 8), ("casualties", 3), ("events", 5), ("links", 2), ("citations", 1), ("actors", 5)],
)
def test_each_thing_has_one_row(folder, table, number):
    assert len(rows(folder, table)) == number


def test_every_mention_leads_to_its_words(store, folder):
    texts = {graph: Nodes(store, graph).values(graph, LKG.sourceText)[0] for graph in (LETTER, RECORD)}
    found = rows(folder, "mentions")
    assert len(found) > 30
    for row in found:
        assert texts[row["document"]][int(row["start"]) : int(row["end"])].replace("\n", "") == row["quote"]
    starts = [int(row["start"]) for row in found if row["document"] == LETTER]
    assert starts == sorted(starts)


def node(path):
    return ox.NamedNode(f"{ID}{path}")


def put(store, *triples):
    """Makes these a document's graph; IRIs are given without the base, predicates as rdflib's."""
    made = [ox.Triple(node(s), ox.NamedNode(str(p)), node(o) if isinstance(o, str) else o) for s, p, o in triples]
    store.replace(stored_build(f"{ID}document/X"), made)


CLAIMED = [
    ("claim/X/1", RDF.type, ox.NamedNode(str(LKG.Claim))),
    ("claim/X/1", LKG.polarity, ox.Literal("positive")),
    ("claim/X/1", LKG.claimant, "actor/unknown"),
    ("claim/X/1", LKG.act, ox.NamedNode("https://w3id.org/letterkg/act/boast")),
    ("claim/X/1", LKG.casualties, "count/X/1"),
    ("count/X/1", LKG["count"], ox.Literal(7)),
    ("count/X/1", LKG.bound, ox.Literal("exact")),
    ("count/X/1", LKG.harm, ox.NamedNode("https://w3id.org/letterkg/harm/killed")),
    ("count/X/1", LKG.victims, ox.Literal(AWKWARD)),
]


def test_words_come_back_whatever_is_in_them(own, tmp_path):
    put(own, *CLAIMED)
    write_tables(own, tmp_path)
    assert [row["victims"] for row in rows(tmp_path, "casualties") if row["count"] == "7"] == [AWKWARD]
    assert errors(tmp_path) == []


def test_what_is_only_referred_to_has_a_row(own, tmp_path):
    put(own, *CLAIMED)
    write_tables(own, tmp_path)
    assert {"actor": "actor/unknown", "mentions": "0"} in [short(row) for row in rows(tmp_path, "actors")]
    assert {"document": "document/X", "read": "false"} in [short(row) for row in rows(tmp_path, "documents")]
    assert {"concept": "boast"} in [short(row) for row in rows(tmp_path, "concepts")]


def test_several_values_of_a_cell_stand_in_order_with_a_bar_between(own, tmp_path):
    symbols = [("document/X", LKG.symbol, ox.Literal(one)) for one in ("S/2000/10", "S/2000/9", "A/54/1")]
    put(own, ("document/X", RDF.type, ox.NamedNode(str(LKG.Document))), *symbols)
    write_tables(own, tmp_path)
    assert "A/54/1 | S/2000/9 | S/2000/10" in [row["symbols"] for row in rows(tmp_path, "documents")]


def test_same_store_same_bytes_whatever_the_order_it_came_in(store, folder, tmp_path):
    with Store(tmp_path / "other") as other:
        add_disputes(other)
        for name in (RECORD, LETTER):
            triples = [quad.triple for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(name))]
            other.replace(stored_build(name), reversed(triples))
        write_tables(other, tmp_path / "tables")
    for name in FILES:
        assert (tmp_path / "tables" / name).read_bytes() == (folder / name).read_bytes(), name


def test_an_empty_store_gives_a_package_without_rows(tmp_path):
    with Store(tmp_path / "out") as empty:
        write_tables(empty, tmp_path / "tables")
    assert errors(tmp_path / "tables") == []
    assert {name for name in SCHEMAS if rows(tmp_path / "tables", name)} == {"concepts"}


def test_what_is_said_of_the_data_set_stands_in_the_descriptor(own, tmp_path):
    said = {"title": "战史", "licenses": [{"path": "https://creativecommons.org/licenses/by/4.0/"}]}
    write_tables(own, tmp_path, said)
    made = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert made | said == made
    assert errors(tmp_path) == []


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyError("x")])
@pytest.mark.parametrize("there", [True, False])
def test_all_files_or_none(own, tmp_path, monkeypatch, error, there):
    folder = tmp_path / "tables"
    if there:
        write_tables(own, folder)
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()} if there else None

    def fail(nodes):
        raise error

    monkeypatch.setitem(TABLES, "casualties", fail)
    with pytest.raises((StoreError, KeyError)):
        write_tables(own, folder)
    after = {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None
    assert after == before


def test_a_target_that_cannot_be_written_is_a_store_error(own, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "tables" / "claims.csv").mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "tables"):
        with pytest.raises(StoreError, match="not written"):
            write_tables(own, folder)
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["claims.csv"]
