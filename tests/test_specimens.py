"""The specimens, the whole way through: graphs that conform, the same every time, and as they were reviewed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders.places import ROOT

from kg.graph.export.formats import export
from kg.graph.store import Store
from kg.pipeline.bench import Bench, BenchFactory
from kg.pipeline.documents import build as build_documents

SPECIMENS = ROOT / "specimens"
LEXICON = SPECIMENS / "lexicon"
VERSION = re.compile(rb'(lkg:(?:lexicon|software)Version) "[^"]*"')
LINKING = re.compile(rb'(run\\/disputes a [^.]*?lkg:sha256) "[^"]*"')
GOLDEN = sorted((SPECIMENS / "golden").glob("*.ttl"))
DOCUMENTS = sorted([*SPECIMENS.glob("*.txt"), *SPECIMENS.glob("*.md")])


@pytest.fixture(scope="module")
def bench() -> Bench:
    return BenchFactory(lexicon=(LEXICON,))()


def build(bench: Bench, out: Path, *paths: Path) -> Path:
    """The paths built into the folder; the folder."""
    result = build_documents(paths, out, factory=lambda: bench)
    assert not result.failed
    assert result.violations == 0
    return out


def turtle(out: Path, to: Path) -> bytes:
    """What the store exports as Turtle."""
    with Store(out, read_only=True) as store, to.open("wb") as file:
        export(store, "ttl", file)
    return to.read_bytes()


def test_the_same_input_gives_the_same_bytes(bench: Bench, desk: Path, tmp_path: Path) -> None:
    again = build(bench, tmp_path / "again", *reversed(DOCUMENTS))
    for name in ("graph.trig", "graph.ttl"):
        assert (again / name).read_bytes() == (desk / "output" / name).read_bytes()


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_the_graph_is_as_reviewed(bench: Bench, golden: Path, tmp_path: Path) -> None:
    """Byte for byte, versions of software and knowledge aside, for which the reviewed graph has placeholders."""
    document = next(path for path in DOCUMENTS if path.stem == golden.stem)
    made = turtle(build(bench, tmp_path / "out", document), tmp_path / "graph.ttl")
    assert LINKING.sub(rb'\1 "-"', VERSION.sub(rb'\1 "-"', made)) == golden.read_bytes()


def test_there_is_a_reviewed_graph() -> None:
    assert GOLDEN
