"""The store: whole graphs in and out, what is remembered of them, and what is said when it cannot be opened."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.small import LETTER, RECORD, fill, stored_build
from rdflib import URIRef

from kg.errors import StoreError
from kg.graph.results import Result
from kg.graph.store import Store, from_rdflib
from kg.namespaces import LKG

G = "https://w3id.org/letterkg/id/document/D1"
AWKWARD = 'a\n\r"\\\t\x01 丁'


def triple(number, words="甲国"):
    return ox.Triple(ox.NamedNode(f"urn:s{number}"), ox.NamedNode("urn:p"), ox.Literal(words))


def test_replace_swaps_the_whole_graph_and_no_other(tmp_path):
    fill(tmp_path)
    with Store(tmp_path) as store:
        before = store.lines(RECORD)
        store.replace(stored_build(LETTER), [triple(1), triple(2)])
        assert store.lines(LETTER) == ['<urn:s1> <urn:p> "甲国" .\n'.encode(), '<urn:s2> <urn:p> "甲国" .\n'.encode()]
        store.replace(stored_build(LETTER), [triple(2), triple(3, 'a\n\r"\\\t\x01 丁')])
        assert [line.split()[0] for line in store.lines(LETTER)] == [b"<urn:s2>", b"<urn:s3>"]
        assert (
            next(store.inner.quads_for_pattern(ox.NamedNode("urn:s3"), None, None)).object.value == 'a\n\r"\\\t\x01 丁'
        )
        assert store.lines(RECORD) == before


def test_drop_takes_graph_and_record_out(tmp_path):
    fill(tmp_path)
    with Store(tmp_path) as store:
        store.drop(LETTER)
        assert store.graphs() == [RECORD]
        assert LETTER not in store
        assert store.build_of(LETTER) is None


def test_a_store_whose_making_was_broken_off_before_its_tables_were_made_is_empty_not_damaged(tmp_path):
    with Store(tmp_path):
        pass
    (tmp_path / "records.sqlite3").write_bytes(b"")
    with Store(tmp_path, read_only=True) as store:
        assert (store.graphs(), list(store.builds())) == ([], [])
    with Store(tmp_path) as store:
        store.replace(stored_build(G), [triple(1)])
    with Store(tmp_path, read_only=True) as store:
        assert [build.graph for build in store.builds()] == [G]


def test_a_journal_that_a_killed_process_had_only_begun_is_taken_away(tmp_path):
    fill(tmp_path)
    journal = tmp_path / "records.sqlite3-journal"
    journal.write_bytes(bytes(4616))  # SQLite writes the first bytes last
    with Store(tmp_path) as store:
        assert [build.graph for build in store.builds()] == [LETTER, RECORD]
        stale = store.stale
    assert not journal.exists()
    with Store(tmp_path, read_only=True) as store:
        assert store.stale == stale


def test_everything_is_there_after_opening_again(tmp_path):
    finding = Result(severity="Violation", focus="urn:x", message_zh="缺", quote="甲国")
    with Store(tmp_path) as store:
        store.replace(
            type(stored_build(G))(
                graph=G, path="/in/a.txt", file_name="a.txt", sha256="ab", software_version="1", lexicon_version="2",
                findings=(finding,),
            ),
            [triple(1)],
        )  # fmt: skip
    with Store(tmp_path, read_only=True) as store:
        found = store.build_of("a.txt")
        assert found == store.build_of(G) == store.build_of("/in/a.txt") == store.of_content("ab", "a.txt")[0]
        assert found.findings == (finding,)
        assert store.of_path(Path("/in/a.txt")) == [found] == list(store.builds())
        assert store.of_content("ab", "b.txt") == []
        assert len(store.lines(G)) == 1


def test_a_store_remembers_that_its_outputs_lag_behind(tmp_path):
    with Store(tmp_path) as store:
        assert not store.stale
        store.replace(stored_build(G), [triple(1)])
        assert store.stale
        store.mark(stale=False)
    with Store(tmp_path) as store:
        assert not store.stale
        store.drop(G)
        assert store.stale


def test_graph_and_from_rdflib_are_each_others_way_back(tmp_path):
    fill(tmp_path)
    with Store(tmp_path) as store:
        graph = store.graph(LETTER)
        assert len(graph) == len(store.lines(LETTER))
        assert str(graph.value(URIRef(LETTER), LKG.symbol)) == "S/1999/1"
        before = store.lines(LETTER)
        store.replace(stored_build(LETTER), from_rdflib(graph))
        assert store.lines(LETTER) == before


def test_lines_put_the_class_first(tmp_path):
    fill(tmp_path)
    with Store(tmp_path) as store:
        about = [line.split()[1] for line in store.lines(LETTER) if b"/actor/a> <" in line.split(b" ", 1)[0] + b" <"]
        assert about[0].endswith(b"#type>")


def test_a_missing_store_names_the_command(tmp_path):
    with pytest.raises(StoreError, match="run `kg build PATH --out"):
        Store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_locked_store_says_so_but_can_be_read(tmp_path):
    fill(tmp_path)
    with Store(tmp_path):
        with pytest.raises(StoreError, match="in use by another process"):
            Store(tmp_path)
        with Store(tmp_path, read_only=True) as reader:
            assert len(reader.graphs()) == 2


def test_a_store_locked_by_another_process_says_so(tmp_path):
    code = "import sys, pathlib; from kg.graph.store import Store\nStore(pathlib.Path(sys.argv[1]))"
    with Store(tmp_path):
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert "StoreError" in done.stderr
    assert "in use by another process" in done.stderr


@pytest.mark.parametrize("name", ["store/CURRENT", "records.sqlite3"])
def test_a_damaged_store_says_what_to_do(tmp_path, name):
    fill(tmp_path)
    (tmp_path / name).write_bytes(b"no such thing\n" * 100)
    with pytest.raises(StoreError, match=r"damaged|cannot be opened") as caught, Store(tmp_path) as store:
        store.build_of(G)
    assert str(tmp_path) in str(caught.value)


def test_a_file_in_the_way_is_a_store_error(tmp_path):
    (tmp_path / "store").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be opened or written"):
        Store(tmp_path)


def test_base_is_what_the_documents_lie_below(tmp_path):
    with Store(tmp_path) as store:
        assert store.base == "https://w3id.org/letterkg/id/"
        store.replace(stored_build("https://example.org/kg/document/D1"), [triple(1)])
        assert store.base == "https://example.org/kg/"


@pytest.mark.parametrize(
    ("names", "base"),
    [
        ((), "https://w3id.org/letterkg/id/"),
        (("https://x.org/id/graph/disputes",), "https://x.org/id/"),
        (("https://x.org/id/document/A", "https://x.org/id/graph/disputes"), "https://x.org/id/"),
        (("https://x.org/document/document/A",), "https://x.org/document/"),
        (("urn:x:document/A",), "urn:x:"),
        (("urn:else", "urn:x:graph/disputes"), "urn:x:"),
    ],
)
def test_the_base_is_what_graphs_begin_with(tmp_path, names, base):
    node = ox.NamedNode("urn:s")
    with Store(tmp_path) as store:
        for name in names:
            store.replace(stored_build(name), [ox.Triple(node, node, node)])
        assert store.base == base


def test_a_store_can_be_opened_while_another_process_merges_its_files(tmp_path):
    """Then files go away between the list of them and their opening, which looks like damage."""
    fill(tmp_path)
    writes = (
        "import sys, pyoxigraph as ox; store, one = ox.Store(sys.argv[1]), ox.NamedNode('urn:a')\n"
        "for turn in range(60):\n"
        "    store.extend([ox.Quad(one, one, ox.Literal(f'{turn}-{n}')) for n in range(100)])\n"
        "    store.flush(); store.optimize()\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", writes, str(tmp_path / "store")])
    opened = 0
    while writer.poll() is None:
        with Store(tmp_path, read_only=True) as store:
            opened += LETTER in store
    assert writer.returncode == 0
    assert opened
