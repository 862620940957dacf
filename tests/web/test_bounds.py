"""What a query may take over HTTP, and how its process is ended."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest
from builders.commands import call
from builders.long import beyond, long
from builders.served import DIRECT, ask, asking, endpoint, works
from builders.small import fill

from kg.graph import query_process
from kg.web.sparql import pool

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
LONG = f"SELECT * {{ {' '.join(f'VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}' for n in range(5))} }}"
linux = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are found by /proc")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store that no test changes for the others."""
    return fill(tmp_path_factory.mktemp("out"))


def values(count):
    return f"SELECT ?x {{ VALUES ?x {{ {' '.join(map(str, range(count)))} }} }}"


def started():
    """The processes for queries that this one has started and that have not ended."""
    found = set()
    for one in psutil.Process().children():
        with contextlib.suppress(psutil.NoSuchProcess):
            if any("query_worker" in word for word in one.cmdline()):
                found.add(one.pid)
    return found


@pytest.fixture
def children():
    """Asks for the processes for queries that are not those of an earlier test's server."""
    others = started()
    return lambda: started() - others


def soon(holds, seconds=10):
    """Whether it holds before so many seconds are over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def test_a_query_that_does_not_end_is_ended(folder):
    with asking(folder, seconds=0.5, workers=1) as client:
        begun = time.monotonic()
        late = ask(client, ENDLESS)
        assert time.monotonic() - begun < 5
        assert (late.status_code, late.text[:45]) == (504, "The query has not ended after 0.5 s; narrow i")
        assert works(client)


@pytest.fixture(scope="module")
def seventy(folder):
    """A client that is given 70 rows at most."""
    with asking(folder, rows=70, workers=1) as client:
        yield client


@pytest.mark.parametrize(
    "accept",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
@pytest.mark.parametrize("words", ["1", "'],{\"[{'", "'\\n\\r\\n\"\"'", "'<result>'"])
def test_rows_are_bounded(seventy, accept, words):
    most, more = (ask(seventy, f"SELECT ?x {{ VALUES ?x {{ {f'{words} ' * n} }} }}", Accept=accept) for n in (70, 71))
    assert most.status_code == 200
    assert (more.status_code, "more than the 70 rows" in more.text) == (503, True)
    assert works(seventy)


def test_triples_are_bounded(seventy):
    text = "CONSTRUCT {{ <x:y> <x:p> ?x }} {{ VALUES ?x {{ {} }} }}"
    assert ask(seventy, text.format(" ".join(map(str, range(70))))).status_code == 200
    assert ask(seventy, text.format(" ".join(map(str, range(71))))).status_code == 503


def test_bytes_are_bounded(folder):
    with asking(folder, size=100_000, workers=1) as client:
        many = ask(client, values(9_000))
        assert (many.status_code, "more than the 100,000 bytes" in many.text) == (503, True)
        assert works(client)


@long
@linux
def test_memory_is_bounded(folder, monkeypatch):
    limit = (
        "import os, resource as r, sys; r.setrlimit(r.RLIMIT_AS, (2**30, 2**30)); os.execv(sys.argv[1], sys.argv[1:])"
    )
    plain = query_process.command
    monkeypatch.setattr(pool, "command", lambda store: [sys.executable, "-c", limit, *plain(store)])
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(29))
    with asking(folder, workers=1) as client:
        much = ask(client, f"SELECT ?x29 {{ BIND('a' AS ?x0) {doubled} }}")
        assert (much.status_code, much.text[:20]) == (503, "The query needs more"), much.text
        assert works(client)


@long
def test_an_answer_may_be_larger_than_what_is_kept_in_memory(folder):
    with asking(folder, workers=1) as client:
        response = ask(client, LONG, Accept="text/csv")
        assert response.status_code == 200
        assert len(response.text.splitlines()) == 100_001
        assert int(response.headers["content-length"]) == len(response.content) > pool.IN_MEMORY
        with client.stream("POST", "/sparql", content=LONG, headers=DIRECT) as response:
            next(response.iter_raw())
        assert works(client)


@linux
def test_a_client_that_leaves_ends_its_query(folder, children):
    request = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: {DIRECT['Content-Type']}\r\nContent-Length: "
    with asking(folder, workers=1, seconds=600) as client:
        assert works(client)
        (former,) = children()
        port = client.base_url.port
        with socket.create_connection(("127.0.0.1", port)) as leaver:
            leaver.sendall(f"{request}{len(ENDLESS)}\r\n\r\n{ENDLESS}".encode())
            time.sleep(0.5)
            assert former in children()
        assert soon(lambda: former not in children())
        assert works(client)


@long
def test_too_many_are_told_to_come_back(folder):
    with asking(folder, workers=1, seconds=2, patience=0.3) as client, ThreadPoolExecutor(2) as others:
        first = others.submit(ask, client, ENDLESS)
        time.sleep(0.2)
        busy = ask(client, "ASK {}")
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
        assert "this one had no turn" in busy.text
        assert first.result().status_code == 504
        assert works(client)
    with asking(folder, workers=1, seconds=2, waiting=0) as client:
        assert "0 queries are waiting already" in ask(client, "ASK {}").text


@linux
@pytest.mark.parametrize("running", [True, False], ids=["running", "idle"])
def test_a_process_that_is_killed_is_replaced(folder, children, running):
    with asking(folder, workers=1) as client, ThreadPoolExecutor(1) as other:
        assert works(client)
        (victim,) = children()
        answer = other.submit(ask, client, ENDLESS) if running else None
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)
        if answer:
            died = answer.result()
            assert (died.status_code, "did not survive it (SIGKILL" in died.text) == (500, True)
        time.sleep(0.2)
        assert works(client)
        assert victim not in children()


@long
@linux
def test_a_process_that_has_grown_is_replaced(folder, children):
    with asking(folder, workers=1, grown=1) as client:
        assert works(client)
        former = children()
        assert works(client)
        assert works(client)
        assert not former & children()


@long
@linux
def test_what_the_server_itself_has_taken_counts_for_nobody(folder, children):
    taken = bytearray(1_100_000_000)
    taken[::4096] = b"x" * len(taken[::4096])
    with asking(folder, workers=1) as client:
        assert works(client)
        former = children()
        assert works(client)
        assert former
        assert children() == former


@linux
@pytest.mark.parametrize("how", beyond(1, [signal.SIGTERM, signal.SIGINT, signal.SIGKILL]))
def test_no_query_outlives_the_server(folder, how):
    process = endpoint(folder, "--timeout", "4", "--workers", "1")
    url = process.stdout.readline().split()[0]
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(httpx.post, url, content=ENDLESS, headers=DIRECT, timeout=30)
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        assert soon(lambda: listed.read_text())
        worker = int(listed.read_text().split()[0])
        time.sleep(0.5)
        process.send_signal(how)
        _, said = process.communicate(timeout=20)
        assert "Traceback" not in said
        with contextlib.suppress(httpx.HTTPError):
            answer.result()
    assert soon(lambda: not Path(f"/proc/{worker}").exists() or b"Z" in Path(f"/proc/{worker}/stat").read_bytes())


@pytest.mark.parametrize(
    ("option", "value"), [("--timeout", "0"), ("--timeout", "nan"), ("--rows", "0"), ("--workers", "0")]
)
def test_bounds_that_are_none_are_told(folder, option, value):
    done = call("endpoint", "--out", folder, option, value)
    assert done.exit_code == 2
    assert done.stderr
