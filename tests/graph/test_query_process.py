"""A query in a process of its own: the same answers, and whatever is asked, an end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.small import fill

import kg
from kg.errors import QueryError
from kg.graph import query_worker
from kg.graph.queries import question_of, run
from kg.graph.query_files import LONGEST, Query
from kg.graph.query_process import answer_apart
from kg.graph.store import Store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
KG = (sys.executable, "-c", "from kg.cli import app; app()")
PROC = Path("/proc/self/task")
linux = pytest.mark.skipif(not PROC.is_dir(), reason="children are found by /proc")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill(tmp_path_factory.mktemp("small")), read_only=True) as store:
        yield store


def mine(text):
    return Query(name="mine", text=text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { ('abc'^^xsd:integer '01'^^xsd:integer UNDEF '甲'@zh) } }",
        "SELECT ?o { ?s lkg:nothing ?o }",
        "ASK { ?s a lkg:Claim }",
        "ASK { ?s a lkg:Nothing }",
        "CONSTRUCT { ?s a ?k } { ?s a ?k }",
        "CONSTRUCT { ?s a ?k } { ?s a ?k , lkg:Nothing }",
        "DESCRIBE act:deny",
    ],
)
def test_answers_are_the_same(store, text):
    assert run(store, mine(text), timeout=30) == run(store, mine(text))


@pytest.mark.parametrize(
    "value", [ox.Literal("S/1999/1"), ox.Literal("1", datatype=ox.NamedNode("x:y")), ox.NamedNode("x:y")]
)
def test_values_are_the_same(store, value):
    query = mine("SELECT ?wanted ?s { OPTIONAL { ?s lkg:symbol ?wanted } }")
    table = run(store, query, {"wanted": value}, timeout=30)
    assert table == run(store, query, {"wanted": value})
    assert table.rows[0][0] == value


def test_what_is_written_but_not_closed_is_asked_too(tmp_path):
    with Store(tmp_path) as store:
        one = ox.NamedNode("https://example.org/one")
        store.replace_derived("https://example.org/graph", [ox.Triple(one, one, ox.Literal("甲"))])
        assert run(store, mine("SELECT ?o { ?s ?p ?o }"), timeout=30).rows == ((ox.Literal("甲"),),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK " + "{" * 3_000 + "}" * 3_000, "mine: brackets in brackets, 3,000 deep; a query has at most 256"),
        ("ASK { FILTER(" + "(" * 3_000, "mine: brackets in brackets, 3,002 deep"),
        (f"ASK {{ ?s ?p <x:{'a' * LONGEST}> }}", "mine: 1,000,018 characters; a query has at most 1,000,000"),
        (f"ASK {{ ?s {'/'.join(['<x:y>'] * 20_000)} ?o }}", r"mine: the engine did not survive it \(SIG"),
        (f"ASK {{ FILTER({'!' * 200_000}true) }}", r"mine: the engine did not survive it \(SIG"),
        ("ASK { ?s ?p ?o", "mine: error at 1:"),
        ("ASK { ?s nope:x ?o }", "mine: "),
        ("ASK { ?s ?p '\udcff' }", "mine: .*surrogates not allowed"),
        ("DROP ALL", "mine: "),
    ],
    ids=["braces", "brackets", "iri", "path", "not", "unended", "prefix", "bytes", "update"],
)
def test_what_cannot_be_answered_is_told(store, text, message):
    with pytest.raises(QueryError, match=f"(?s)^{message}"):
        run(store, mine(text), timeout=30)


def test_brackets_in_words_are_not_counted(store):
    words = "({[" * 1_000
    assert run(store, mine(f"SELECT ?x {{ VALUES ?x {{ '{words}' }} }} # {words}"), timeout=30).rows == (
        (ox.Literal(words),),
    )


def test_a_long_iri_is_asked(store):
    assert run(store, mine(f"ASK {{ ?s ?p <x:{'a' * 900_000}> }}"), timeout=30).rows == ((ox.Literal(False),),)


def test_the_checks_take_no_longer_than_the_text(store):
    for text in ('"\\"' * 300_000, "'''\\'" * 200_000, "<" * 900_000, "#\n" * 400_000, '""" "' * 180_000):
        begun = time.perf_counter()
        with pytest.raises(QueryError):
            run(store, mine(f"{text} SERVICE {'(' * 300}"))
        assert time.perf_counter() - begun < 2


def test_a_query_that_does_not_end_is_ended(store):
    begun = time.perf_counter()
    with pytest.raises(QueryError, match=r"^mine: has not ended after 0\.5 s; narrow it, or give it longer"):
        run(store, mine(ENDLESS), timeout=0.5)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text", ["SELECT ?x { VALUES ?x { 1 2 3 } }", "CONSTRUCT { <x:s> <x:p> ?x } { VALUES ?x { 1 2 3 } }"]
)
def test_rows_are_bounded(store, text):
    folder = store.folder / "store"
    assert len(list(answer_apart(folder, question_of(text), rows=3))) == 3
    with pytest.raises(QueryError, match="gives more than the 2 rows that an answer may have; narrow it, or ask for a"):
        answer_apart(folder, question_of(text), rows=2)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_time_that_is_none_is_told(store, seconds):
    with pytest.raises(QueryError, match="give seconds, above 0 and at most 86,400"):
        run(store, mine("ASK {}"), timeout=seconds)


def test_the_library_takes_a_timeout(store, tmp_path):
    path = tmp_path / "endless.rq"
    path.write_text(ENDLESS, "utf-8")
    with pytest.raises(QueryError, match="endless: has not ended"):
        kg.query(store, str(path), timeout=0.5)
    assert kg.query(store, "letters", timeout=60) == kg.query(store, "letters")


def test_the_other_process_imports_next_to_nothing():
    code = f"import runpy, sys; runpy.run_path({query_worker.__file__!r}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"rdflib", "typer", "asyncio", "multiprocessing"} & set(loaded.split())
    assert {name for name in loaded.split() if name.startswith("kg")} == {"kg", "kg.graph", "kg.graph.query_answers"}


def asking(store, *words):
    """A `kg query` of ours that does not end by itself, and the process that it has started."""
    command = [*KG, "query", "-", "--out", str(store.folder), *words]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    process.stdin.write(ENDLESS.encode())
    process.stdin.close()
    process.stdin = None
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(600):
        if started := children.read_text().split():
            return process, int(started[0])
        time.sleep(0.05)
    process.kill()
    raise AssertionError(process.communicate())


def gone(process, seconds):
    """Whether a process has ended before so many seconds are over."""
    for _ in range(round(seconds / 0.05)):
        status = Path(f"/proc/{process}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.05)
    os.kill(process, signal.SIGKILL)
    return False


@linux
def test_an_interrupt_ends_a_query(store):
    process, child = asking(store, "--timeout", "600")
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert gone(child, 1)


@linux
def test_a_query_ends_though_nobody_waits_for_it(store):
    process, child = asking(store, "--timeout", "2")
    process.kill()
    process.communicate()
    assert gone(child, 10)


def test_the_command_takes_a_timeout(store):
    command = [*KG, "query", "-", "--out", store.folder, "--timeout", "0.5"]
    process = subprocess.run(command, input=ENDLESS, capture_output=True, text=True)
    assert (process.returncode, process.stdout) == (2, "")
    assert process.stderr.startswith("kg: -: has not ended after 0.5 s; narrow it, or give it longer (--timeout")
