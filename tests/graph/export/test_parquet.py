"""Parquet: the rows of the CSV package, typed, by year; the same bytes; all files or none, in bounded memory."""

import csv
import errno
import json
import random
from contextlib import ExitStack

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.dataset as pds
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from builders.disputes import add_disputes
from builders.small import fill, stored_build
from rdflib import RDF
from rdflib.namespace import DCTERMS

from kg.errors import StoreError
from kg.graph.export import gathered, parquet
from kg.graph.export.columns import Column, template
from kg.graph.export.gathered import Gathered
from kg.graph.export.parquet import NO_YEAR, WHOLE, write_parquet
from kg.graph.export.tables import write_tables
from kg.graph.store import Store
from kg.namespaces import ID, LKG

FIELDS = {one["name"]: one["schema"]["fields"] for one in template()["resources"]}
YEARS = pds.partitioning(pa.schema([("year", pa.int32())]), flavor="hive")
XSD = "http://www.w3.org/2001/XMLSchema#"
OF_1950 = (DCTERMS.date, ox.Literal("1950-06-25", datatype=ox.NamedNode(f"{XSD}date")))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill(tmp_path_factory.mktemp("out"))) as store:
        add_disputes(store)
        put(store, "undated")
        put(store, "catalogued", (LKG.catalogued, ox.NamedNode(f"{ID}catalogue/x")))
        put(store, "old", OF_1950)
        yield store


@pytest.fixture(scope="module")
def folder(store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables") / "parquet"
    write_parquet(store, folder)
    return folder


def put(store, name, *statements):
    """Stores a document with one part, and what a catalogue says of it."""
    graph, part = f"{ID}document/{name}", ox.NamedNode(f"{ID}part/{name}/0")
    triples = [ox.Triple(ox.NamedNode(graph), ox.NamedNode(str(predicate)), value) for predicate, value in statements]
    triples.append(ox.Triple(part, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(LKG.Part))))
    year = ox.Literal("1973", datatype=ox.NamedNode(f"{XSD}gYear"))
    triples.append(ox.Triple(ox.NamedNode(f"{ID}catalogue/x"), ox.NamedNode(str(DCTERMS.date)), year))
    store.replace(stored_build(graph), triples)


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_words(value):
    """A value as a cell of CSV has it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_rows_and_columns_are_those_of_the_csv_package(store, folder, tmp_path):
    write_tables(store, tmp_path, plain_cells=True)
    for name, fields in FIELDS.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        table = pq.read_table(folder / name, partitioning=None)
        assert table.column_names == header == [one["name"] for one in fields], name
        found = [[as_words(value) for value in row.values()] for row in table.to_pylist()]
        if any(one["type"] == "number" for one in fields):  # a number has many spellings
            assert len(found) == len(rows)
        else:
            assert sorted(found) == sorted(rows), name


def test_the_types_and_titles_are_those_of_the_descriptor(folder):
    types = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    for name, fields in FIELDS.items():
        schema = pq.read_schema(next((folder / name).rglob("*.parquet")))
        assert [str(one.type) for one in schema] == [types[one["type"]] for one in fields], name
        assert [one.metadata[b"title"].decode() for one in schema] == [one["title"] for one in fields]


def test_a_document_lies_in_the_year_of_its_text_or_of_its_catalogue(folder):
    years = {path.parent.name for path in (folder / "parts").rglob("*.parquet")}
    assert years == {"year=1950", "year=1973", "year=1999", f"year={NO_YEAR}"}
    found = duckdb.sql(f"SELECT part, year FROM read_parquet('{folder}/parts/**/*.parquet', hive_partitioning = true)")
    by_part = {part.rpartition("part/")[2]: year for part, year in found.fetchall()}
    assert {name: by_part[f"{name}/0"] for name in ("undated", "catalogued", "old", "S-1999-1")} == {
        "undated": None, "catalogued": 1973, "old": 1950, "S-1999-1": 1999,
    }  # fmt: skip
    counted = pl.scan_parquet(folder / "parts").group_by("year").len().collect()
    assert dict(counted.rows())[None] == 1


def test_every_table_can_be_read_where_it_has_no_rows(tmp_path):
    with Store(tmp_path / "out") as empty:
        write_parquet(empty, tmp_path / "tables")
    for name, fields in FIELDS.items():
        rows = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path}/tables/{name}/**/*.parquet')")
        partition = [] if name in WHOLE else ["year"]
        assert rows.columns == [one["name"] for one in fields] + partition
        assert bool(rows.fetchall()) == (name == "concepts")
        assert pl.scan_parquet(tmp_path / "tables" / name).collect().is_empty() == (name != "concepts")


def test_the_descriptor_names_the_files(folder):
    made = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    named = {path for one in made["resources"] for path in one["path"]}
    assert named | {"datapackage.json"} == content(folder).keys()
    assert "formulaGuard" not in made


def test_same_store_same_bytes_whatever_the_order_it_came_in(store, folder, tmp_path):
    with Store(tmp_path / "other") as other:
        graphs = store.graphs()
        random.Random(1).shuffle(graphs)
        for name in graphs:
            triples = [quad.triple for quad in store.inner.quads_for_pattern(None, None, None, ox.NamedNode(name))]
            other.replace(stored_build(name), reversed(triples))
        write_parquet(other, tmp_path / "tables")
    assert content(tmp_path / "tables") == content(folder)


@pytest.mark.parametrize("size", [1, 3])
def test_small_batches_change_nothing(store, folder, tmp_path, monkeypatch, size):
    monkeypatch.setattr(parquet, "ROWS", size)
    monkeypatch.setattr(Gathered.__init__, "__defaults__", (size,))
    write_parquet(store, tmp_path / "tables")
    for name in FIELDS:
        few, many = (pq.read_table(one / name, partitioning=YEARS) for one in (tmp_path / "tables", folder))
        assert few.equals(many), name


def test_what_is_gathered_on_disk_is_as_in_memory():
    columns = [Column(name="words", type="string"), Column(name="times", type="integer")]
    rows = [(f"thing/{number % 13}", {"words": [f"w{number % 5}"], "times": 1}) for number in range(200)]
    made = []
    for batch in (1, 4, 1000):
        with ExitStack() as files:
            found = Gathered(files, columns, batch)
            for thing, row in rows:
                found.add(thing, row)
            assert len(found.known) <= batch
            made.append(list(found.rows()))
    assert made[0] == made[1] == made[2]
    assert [row[0] for row in made[0]] == [f"thing/{number}" for number in range(13)]
    assert made[0][3] == ["thing/3", "w0 | w1 | w2 | w3 | w4", "16"]


def test_a_cell_of_another_type_is_told(tmp_path):
    with Store(fill(tmp_path / "out")) as store:
        put(store, "odd", (DCTERMS.date, ox.Literal("1999-13-45")), (RDF.type, ox.NamedNode(str(LKG.Document))))
        with pytest.raises(StoreError, match=r"table documents: date of \S+/document/odd is '1999-13-45', no date"):
            write_parquet(store, tmp_path / "tables")
    assert not (tmp_path / "tables").exists()


def test_a_later_export_leaves_nothing_of_an_earlier_one(tmp_path):
    with Store(fill(tmp_path / "out")) as store:
        put(store, "old", OF_1950)
        write_parquet(store, tmp_path / "tables")
        assert (tmp_path / "tables" / "parts" / "year=1950").is_dir()
        store.drop(f"{ID}document/old")
        write_parquet(store, tmp_path / "tables")
    assert [path.name for path in (tmp_path / "tables" / "parts").iterdir()] == ["year=1999"]
    assert {path.name for path in tmp_path.iterdir()} == {"out", "tables"}


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    notes = tmp_path / "tables" / "claims" / "notes.txt"
    notes.parent.mkdir(parents=True)
    notes.write_text("mine", encoding="utf-8")
    with Store(fill(tmp_path / "out")) as store, pytest.raises(StoreError, match=r"claims/notes\.txt lies in it"):
        write_parquet(store, tmp_path / "tables")
    assert content(tmp_path / "tables") == {"claims/notes.txt": b"mine"}


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyError("x")])
def test_all_files_or_none(tmp_path, monkeypatch, error):
    def fail(nodes):
        raise error

    with Store(fill(tmp_path / "out")) as store:
        write_parquet(store, tmp_path / "to" / "tables")
        before = content(tmp_path / "to")
        monkeypatch.setitem(gathered.TABLES, "casualties", fail)
        with pytest.raises((StoreError, KeyError)):
            write_parquet(store, tmp_path / "to" / "tables")
        assert content(tmp_path / "to") == before
        with pytest.raises((StoreError, KeyError)):
            write_parquet(store, tmp_path / "to" / "new")
    assert not (tmp_path / "to" / "new").exists()


def test_numbers_beyond_64_bits_are_told(tmp_path):
    with Store(tmp_path / "out") as store:
        part = ox.NamedNode(f"{ID}part/big/0")
        order = ox.Triple(part, ox.NamedNode(str(LKG.order)), ox.Literal(str(2**63)))
        kind = ox.Triple(part, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(LKG.Part)))
        store.replace(stored_build(f"{ID}document/big"), [kind, order])
        with pytest.raises(StoreError, match="order of"):
            write_parquet(store, tmp_path / "tables")
    assert pa.types.is_int64(parquet._TYPES["integer"][0])
