"""Garbage is searched for seldom, and among new things alone, while documents are built; and as before afterwards."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import kg
from kg.errors import SourceError
from kg.pipeline.garbage import SELDOM, seldom, spared
from kg.pipeline.workers import Workers

BEFORE = (600, 8, 9)


@pytest.fixture
def before():
    """Thresholds of somebody else's."""
    own = gc.get_threshold()
    gc.set_threshold(*BEFORE)
    yield BEFORE
    gc.set_threshold(*own)


@pytest.fixture
def nothing_spared():
    """Tests themselves spare what they have loaded."""
    gc.unfreeze()
    yield
    gc.freeze()


def test_a_build_searches_seldom_and_leaves_the_process_as_it_was(before: tuple[int, ...], tmp_path: Path):
    (tmp_path / "letter.txt").write_text("我国政府谨通知如下：甲国部队昨日开火。", encoding="utf-8")
    seen = []
    kg.build([tmp_path], tmp_path / "out", progress=lambda *_: seen.append(gc.get_threshold()))
    assert seen == [(SELDOM, *BEFORE[1:])]
    assert gc.get_threshold() == before
    with pytest.raises(SourceError):
        kg.build([tmp_path / "nothing"], tmp_path / "out")
    assert gc.get_threshold() == before


def test_who_searches_never_or_more_seldom_goes_on_so(before: tuple[int, ...]):
    for threshold in (0, SELDOM * 2):
        gc.set_threshold(threshold)
        with seldom():
            assert gc.get_threshold()[0] == threshold
        assert gc.get_threshold()[0] == threshold


@pytest.mark.usefixtures("nothing_spared")
def test_a_build_spares_what_is_there_already(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("我国政府谨通知如下：甲国部队昨日开火。", encoding="utf-8")
    seen = []
    kg.build([tmp_path], tmp_path / "out", progress=lambda *_: seen.append(gc.get_freeze_count() > 0))
    assert seen == [True]
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_spares_stays_spared():
    gc.freeze()
    with spared():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() > 0


def threshold(_: str, path: Path) -> int:
    return gc.get_threshold()[0]


def test_a_worker_process_searches_seldom():
    with Workers(str, threshold, dead=lambda path: 0, jobs=2) as workers:
        assert [found for _, found in workers.map([Path("letter.txt")], lambda path: None)] == [SELDOM]
