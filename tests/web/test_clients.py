"""The endpoint asked by the clients that people use, and by many at once."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from builders.long import long
from builders.scripts import script
from builders.served import served
from builders.small import LETTER, RECORD, fill

from kg.web.app import create_app
from kg.web.sparql.routes import routes

SELECT = "PREFIX lkg: <https://w3id.org/letterkg/ns#> SELECT ?s { ?s a lkg:Letter }"
ASK = SELECT.replace("SELECT ?s", "ASK")
CONSTRUCT = SELECT.replace("SELECT ?s", "CONSTRUCT { ?s a lkg:Letter } WHERE")
ENGINES = os.environ.get("LETTERKG_ENGINES")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def url(folder):
    with served(create_app(folder, routes())) as port:
        yield f"http://127.0.0.1:{port}/sparql"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", ["urlencoded", "postdirectly"])
def test_sparqlwrapper(url, method, way):
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(url)
    client.setMethod(method)
    client.setRequestMethod(way if method == "POST" else "urlencoded")

    def ask(text, form):
        client.setQuery(text)
        client.setReturnFormat(form)
        return client.queryAndConvert()

    assert [row["s"]["value"] for row in ask(SELECT, wrapper.JSON)["results"]["bindings"]] == [LETTER]
    assert LETTER in ask(SELECT, wrapper.XML).toxml()
    assert ask(SELECT, wrapper.CSV).decode().splitlines() == ["s", LETTER]
    assert ask(SELECT, wrapper.TSV).decode().splitlines() == ["?s", f"<{LETTER}>"]
    assert ask(ASK, wrapper.JSON)["boolean"] is True
    for form in (wrapper.RDFXML, wrapper.JSONLD):
        assert [str(subject) for subject in ask(CONSTRUCT, form).subjects()] == [LETTER]
    assert LETTER in ask(CONSTRUCT, wrapper.TURTLE).decode()
    assert LETTER in ask(CONSTRUCT, wrapper.N3).decode()
    client.addDefaultGraph(RECORD)
    assert ask(SELECT, wrapper.JSON)["results"]["bindings"] == []
    client.clearParameter("default-graph-uri")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        ask("SELECT nonsense", wrapper.JSON)


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["-G", "--data-urlencode", f"query={SELECT}"], 200, LETTER),
        (["--data-urlencode", f"query={SELECT}"], 200, LETTER),
        (["--data-binary", SELECT, "-H", "Content-Type: application/sparql-query"], 200, LETTER),
        (["--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv"], 200, f"s\r\n{LETTER}\r\n"),
        (["--data-urlencode", f"query={SELECT}", "--http1.0"], 200, LETTER),
        (["--data-urlencode", f"query={SELECT}", "-H", "Expect: 100-continue"], 200, LETTER),
        (["--data-urlencode", f"query={SELECT}", "-H", "Transfer-Encoding: chunked"], 200, LETTER),
        (["--data-urlencode", f"query={SELECT}", "-H", "Host: evil.example"], 400, "Invalid host header"),
        (["-F", f"query={SELECT}"], 415, "multipart/form-data"),
        (["--data-urlencode", "update=CLEAR ALL"], 403, "read-only"),
        ([], 200, "UnionDefaultGraph"),
    ],
)
def test_curl(url, options, status, words):
    command = ["curl", "--silent", "--write-out", "\n%{http_code}", *options, url]
    done = subprocess.run(command, capture_output=True, check=True)
    body, _, code = done.stdout.decode().rpartition("\n")
    assert (int(code), words in body) == (status, True), body


@pytest.mark.skipif(not ENGINES, reason="LETTERKG_ENGINES names no folder with Comunica; .ci/full makes one")
def test_comunica(url):
    command = ["node", Path(str(ENGINES)) / "endpoint.mjs", url, SELECT, ASK, CONSTRUCT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[LETTER], True, [LETTER]]


@long
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="memory is read from /proc")
def test_many_at_once(folder):
    """A short piece of what `.ci/full` does for a minute."""
    benchmark = script("benchmarks/endpoint.py")
    with benchmark.serving(folder) as (url, process):
        met = asyncio.run(benchmark.load(url, process, clients=200, seconds=3))
    assert met.wrong == 0, met.statuses
    assert met.statuses.total() >= 200
    assert set(met.statuses) == {"200", "400 as it should"}
    assert max(met.memory) > 20
