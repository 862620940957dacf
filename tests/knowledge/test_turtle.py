"""Reading Turtle: each file once, and a mistake with its file and line."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.knowledge import knowledge
from builders.long import beyond
from rdflib import RDF, BNode, Graph, Literal
from rdflib.compare import isomorphic

from kg.errors import LexiconError
from kg.knowledge import turtle
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.turtle import read_facts, read_turtle, turtle_files
from kg.pipeline.bench import BenchFactory
from kg.pipeline.lexicon_check import check
from kg.resources import shipped

PREFIX = "@prefix : <http://example.org/> .\n"


def written(path: Path, words: str | bytes) -> Path:
    file = path / "own.ttl"
    file.write_bytes(words if isinstance(words, bytes) else words.encode())
    return file


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch):
    """How often each text was parsed, by what makes it out, from here on."""
    texts: Counter[bytes] = Counter()
    parse = ox.parse

    def counted(text, *given, **how):
        texts.update([text] if ox.RdfFormat.TURTLE in (*given, *how.values()) else [])
        return parse(text, *given, **how)

    knowledge()  # its expressions are at hand: they need not be compiled for this
    monkeypatch.setenv("LETTERKG_CACHE", "off")
    turtle._parsed.cache_clear()
    monkeypatch.setattr(turtle.ox, "parse", counted)
    return texts


def test_a_bench_parses_each_file_once(parsed):
    BenchFactory()().check(())
    Knowledge.load()
    assert set(parsed.values()) == {1}
    assert len(parsed) > 70


@pytest.mark.usefixtures("own_rules_alone")
def test_a_check_of_the_lexicon_parses_each_file_once(parsed, tmp_path):
    written(tmp_path, PREFIX + ":x a :Y .")
    check(tmp_path)
    assert set(parsed.values()) == {1}
    assert len(parsed) > 70


def test_a_file_that_has_changed_is_read_anew(tmp_path):
    assert read_facts(written(tmp_path, PREFIX + ":a a :B .")).subjects() == ["http://example.org/a"]
    assert read_facts(written(tmp_path, PREFIX + ":c a :B .")).subjects() == ["http://example.org/c"]


@pytest.mark.parametrize(
    ("words", "says", "why"),
    [
        (PREFIX + ":a a :B\n:c a :D .", "line 3: not Turtle: A dot is expected", "no full stop"),
        (PREFIX + ':a :b "c .\n', "line 2: not Turtle", "a string that never ends"),
        (PREFIX + ":a a c:B .", "line 2: not Turtle: The prefix c: has not been declared", "an unknown prefix"),
        (":".encode("utf-16"), "not UTF-8 .byte 0.; save the file as UTF-8", "another encoding"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path, words, says, why):
    with pytest.raises(LexiconError, match=says) as raised:
        read_turtle(written(tmp_path, words))
    assert raised.value.path == tmp_path / "own.ttl", why


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(LexiconError, match="cannot be read"):
        read_facts(tmp_path / "none.ttl")


def test_blank_nodes_of_two_files_stay_apart(tmp_path):
    paths = [tmp_path / "1.ttl", tmp_path / "2.ttl"]
    for path in paths:
        path.write_text(PREFIX + f'_:a a :B ; :in "{path.stem}" .', encoding="utf-8")
    graph = read_turtle(*paths)
    assert len(list(graph.subjects(RDF.type))) == 2
    assert all(isinstance(node, BNode) for node in graph.subjects())


SHIPPED = sorted(turtle_files(shipped("shapes"), shipped("ontology")), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("path", beyond(30, SHIPPED), ids=lambda path: path.stem)
def test_the_graph_is_as_rdflib_reads_it(path):
    wanted, got = Graph().parse(path, format="turtle"), read_turtle(path)
    assert len(got) == len(wanted)
    assert {t for t in got if not any(isinstance(n, BNode) for n in t)} == {
        t for t in wanted if not any(isinstance(n, BNode) for n in t)
    }


def test_nodes_without_a_name_are_those_that_rdflib_reads():
    assert isomorphic(
        read_turtle(shipped("ontology") / "letterkg.ttl"), Graph().parse(shipped("ontology") / "letterkg.ttl")
    )


def test_values_are_what_rdflib_makes_of_them(tmp_path):
    words = PREFIX + ':a :b true , 1 , 1.5 , "x" , "y"@zh , "2020-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .'
    got = set(read_turtle(written(tmp_path, words)).objects())
    assert got == set(Graph().parse(data=words, format="turtle").objects())
    assert Literal("y", lang="zh") in got


@pytest.mark.parametrize(
    ("made", "words"), [("FIFO", "is a FIFO"), ("folder", "is a folder"), ("link", "cannot be read")]
)
def test_what_is_no_file_is_refused_by_name(tmp_path, made, words):
    path = tmp_path / "own.ttl"
    {"FIFO": os.mkfifo, "folder": os.mkdir, "link": lambda path: path.symlink_to(tmp_path / "nowhere")}[made](path)
    for read in (lambda: read_facts(path), lambda: Knowledge.load(tmp_path), lambda: read_turtle(path)):
        with pytest.raises(LexiconError, match=words) as caught:
            read()
        assert caught.value.path == path
