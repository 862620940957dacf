"""Documents taken out of a store, and stores that grew in any order: byte for byte what a build from nothing makes."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from builders.bench import stub_bench
from builders.examples import examples
from builders.places import ROOT
from hypothesis import given, settings
from hypothesis import strategies as some

from kg.errors import QueryError, StoreError
from kg.graph.store import Store
from kg.mentions.ner.models import NONE
from kg.pipeline.bench import BenchFactory, bench_of
from kg.pipeline.documents import build
from kg.pipeline.forgetting import forget

FILES = ("graph.trig", "graph.ttl")
SEEDS = (1, 2, 3)
FEW = 3  # documents, of one pair of neighbours and a few days: they tell of the same happenings


def stored(out):
    with Store(out, read_only=True) as store:
        return [build.graph.rpartition("/")[2] for build in store.builds()]


@pytest.fixture
def filled(tmp_path):
    for folder, name, text in (
        ("in", "a", "D1 甲国\n＝＝\nD2 乙国"),
        ("in", "b", "D3 丙国"),
        ("other", "b", "D4 丁国"),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "in", tmp_path / "other"], tmp_path / "out", factory=stub_bench)
    assert stored(tmp_path / "out") == ["D1", "D2", "D3", "D4"]
    return tmp_path


def test_a_file_is_forgotten_with_all_its_documents(filled):
    assert [one.graph.rpartition("/")[2] for one in forget(["a.txt"], filled / "out")] == ["D1", "D2"]
    assert stored(filled / "out") == ["D3", "D4"]
    assert b"D1" not in (filled / "out" / "graph.trig").read_bytes()
    assert "a.txt" not in (filled / "out" / "report.md").read_text("utf-8")
    result = build([filled / "in"], filled / "out", factory=stub_bench)
    assert {one.path.stem: str(one.status) for one in result.outcomes} == {"a": "built", "b": "unchanged"}


def test_a_document_of_a_file_is_forgotten_until_the_file_is_built_again(filled):
    with Store(filled / "out", read_only=True) as store:
        first = next(store.builds()).graph
    forget([first], filled / "out")
    assert stored(filled / "out") == ["D2", "D3", "D4"]
    build([filled / "in"], filled / "out", factory=stub_bench)
    assert stored(filled / "out") == ["D1", "D2", "D3", "D4"]


def test_what_names_no_document_or_several_files_is_refused_and_nothing_is_forgotten(filled):
    with pytest.raises(QueryError, match="several files"):
        forget(["a.txt", "b.txt"], filled / "out")
    with pytest.raises(QueryError, match="no document by the name"):
        forget(["a.txt", "nowhere.txt"], filled / "out")
    assert stored(filled / "out") == ["D1", "D2", "D3", "D4"]
    forget([str(filled / "other" / "b.txt")], filled / "out")
    assert stored(filled / "out") == ["D1", "D2", "D3"]


def test_a_folder_without_a_store_stays_without(tmp_path):
    with pytest.raises(StoreError):
        forget(["a.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@cache
def letters():
    """What makes letters of the benchmarks' generator, loaded by its path."""
    import runpy

    return runpy.run_path(str(ROOT / "benchmarks" / "generate.py"))["letter"]


Steps = some.lists(
    some.dictionaries(some.integers(0, FEW - 1), some.sampled_from((None, *SEEDS)), min_size=1), min_size=1, max_size=4
)
"""At each step some documents are written anew, and others (None) go."""


@settings(max_examples=examples(40, share=10), deadline=None)
@given(steps=Steps)
def test_any_order_of_adding_replacing_and_forgetting_gives_the_bytes_of_a_build_from_nothing(steps):
    factory = bench_of(BenchFactory(model=NONE))
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "in"), Path(name, "out")
        folder.mkdir()
        for step in steps:
            for number, seed in sorted(step.items()):
                path = folder / f"letter-{number}.txt"
                if seed:
                    path.write_text(letters()(4 * number, seed), encoding="utf-8")
                elif path.exists():
                    path.unlink()
                    if (out / FILES[0]).exists() and path.name in files_of(out):
                        forget([path.name], out)
            if any(folder.iterdir()):
                build([folder], out, factory=lambda: factory)
        if any(folder.iterdir()):
            build([folder], Path(name, "anew"), factory=lambda: factory)
            for file in FILES:
                assert (out / file).read_bytes() == Path(name, "anew", file).read_bytes()


def files_of(out):
    with Store(out, read_only=True) as store:
        return {build.file_name for build in store.builds()}
