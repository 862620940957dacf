"""A store whose numbers and days are other words: everything that reads it goes on, and validation tells."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.commands import call
from builders.small import fill

from kg.graph.store import Store

NUMBER = "http://www.w3.org/2001/XMLSchema#integer"
DAY = "http://www.w3.org/2001/XMLSchema#date"
COMMANDS = (
    "query casualties", "query passage --param document=S/1999/1 --param from=0 --param until=9", "explain 甲国",
    "ledger", "accusations", "stances", "toponyms", "analyze stances", "report actor 甲国", "report meeting S/PV.1",
    "report dispute 1999", "judge --all",
    "export --format jsonld", "export --format void", "export --format xml", "export --format csv --to TABLES",
)  # fmt: skip


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store, each number and day of which is `abc`."""
    out = fill(tmp_path_factory.mktemp("wrong"))
    with Store(out) as store:
        for quad in list(store.inner):
            kind = getattr(getattr(quad.object, "datatype", None), "value", "")
            if kind in (NUMBER, DAY):
                store.inner.remove(quad)
                word = ox.Literal("abc", datatype=ox.NamedNode(kind))
                store.inner.add(ox.Quad(quad.subject, quad.predicate, word, quad.graph_name))
    return out


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_reads_the_store_goes_on(wrong: Path, tmp_path: Path, command: str) -> None:
    words = command.replace("TABLES", str(tmp_path / "tables")).split()
    result = call(*words, "--out", wrong)
    assert result.exit_code in (0, 2), result.output
    assert not re.search(r"invalid literal|isoformat", result.output)


def test_no_figure_is_made_of_other_words(wrong: Path) -> None:
    assert len(call("ledger", "--format", "csv", "--out", wrong).stdout.splitlines()) == 1


def test_validation_tells(wrong: Path) -> None:
    result = call("validate", "--out", wrong)
    assert result.exit_code == 1
    assert "abc" in result.output
