"""Every shipped query gives the same rows on an engine that is neither Oxigraph nor rdflib.

That those two agree, on the same cases, is told by tests/graph/test_queries.py. Runs where LETTERKG_ENGINES names a
folder into which npm has installed what package.json lists (`.ci/full` does so).
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from builders.reply import REPLY, fill_all
from builders.small import SMALL
from tables import claims, disputes, sources

from kg.graph.queries import bind, run
from kg.graph.query_files import find_query, load_queries
from kg.graph.store import Store

FOLDER = os.environ.get("LETTERKG_ENGINES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="LETTERKG_ENGINES names no folder with Comunica; .ci/full makes one")
SECONDS = 60
CASES = [
    *((query.name, {}) for query in load_queries()),
    *((name, given) for name, given, _ in (*sources.ROWS, *claims.ROWS, *disputes.ROWS)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill_all(tmp_path_factory.mktemp("small")), read_only=True) as store:
        yield store


def bound_of(query, given, store):
    """The values of a case; where it gives none, not even what must be given."""
    return bind(query, given, store) if given else {}


def question(query, bound):
    """A question for Comunica, which binds no variable that is grouped by: there, the values are joined."""
    values = {name: str(value) for name, value in bound.items()}
    if not values or "GROUP BY" not in query.text:
        return {"text": query.text, "values": values, "seconds": SECONDS}
    names, terms = " ".join(f"?{name}" for name in values), " ".join(values.values())
    group = "GRAPH ?graph {" if "GRAPH ?graph {" in query.text else "WHERE {"
    joined = query.text.replace(group, f"{group} VALUES ({names}) {{ ({terms}) }}", 1)
    return {"text": joined, "values": {}, "seconds": SECONDS}


@pytest.fixture(scope="module")
def answers(store):
    """What Comunica answers to each case."""
    questions = []
    for name, given in CASES:
        query = find_query(name)
        questions.append(question(query, bound_of(query, given, store)))
    asked = json.dumps({"files": [str(SMALL), str(REPLY)], "questions": questions})
    command = ["node", Path(FOLDER) / "comunica.mjs"]
    printed = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: f"{place}-{CASES[place][0]}")
def test_rows_are_those_of_oxigraph(store, answers, place):
    name, given = CASES[place]
    query, found = find_query(name), answers[place]
    assert isinstance(found, list), found
    table = run(store, query, bound_of(query, given, store))
    rows = {tuple(row.get(column) for column in table.columns) for row in found}  # Comunica sorts words by the locale
    assert rows == {tuple(term.value if term else None for term in row) for row in table.rows}
