"""Worker processes read ahead of their turn, as the size of files allows, and are few though a file kills some."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.places import ROOT

from kg.pipeline import workers
from kg.pipeline.workers import AHEAD, Workers


def process_of(_: str, path: Path) -> int:
    if path.name == "deadly":
        os._exit(9)
    return os.getpid()


def written(folder: Path, names: list[str], size: int) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(b"x" * size)
    return paths


def test_results_come_in_order_and_what_is_known_is_not_made(tmp_path: Path) -> None:
    paths = written(tmp_path, [f"{n:02}" for n in range(30)], 10)
    known = {paths[3]: -3, paths[29]: -29}
    with Workers(str, process_of, lambda _: 0, 2) as pool:
        found = list(pool.map(paths, known.get))
    assert [path for path, _ in found] == paths
    assert {path: made for path, made in found if made < 0} == known


def test_one_that_kills_takes_only_itself_along_and_few_processes_do_the_rest(tmp_path: Path) -> None:
    paths = written(tmp_path, [*(f"{n:02}" for n in range(20)), "deadly", *(f"{n:02}" for n in range(20, 40))], 10)
    with Workers(str, process_of, lambda _: 0, 2) as pool:
        found = list(pool.map(paths, lambda _: None))
    assert [path.name for path, made in found if not made] == ["deadly"]
    assert [path for path, _ in found] == paths
    assert len({made for _, made in found if made}) <= 2 + 2 + 2  # two pools, two that try by themselves


@pytest.mark.parametrize(("size", "most"), [(10, 200), (400_000, AHEAD * 2 + 1)], ids=["small", "large"])
def test_small_files_are_begun_long_before_their_turn_and_large_ones_are_not(
    tmp_path: Path, size: int, most: int
) -> None:
    paths = written(tmp_path, [f"{n:03}" for n in range(200)], size)
    asked: list[Path] = []

    def files() -> Iterator[Path]:
        for path in paths:
            asked.append(path)
            yield path

    with Workers(str, process_of, lambda _: 0, 2) as pool:
        results = pool.map(files(), lambda path: -1)
        next(results)
        assert len(asked) == most
        assert len(list(results)) == len(paths) - 1


def bench_of(bench: int, path: Path) -> int:
    return bench


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_processes_have_the_bench_of_the_one_they_are_forked_from(tmp_path: Path) -> None:
    paths = written(tmp_path, [f"{n:02}" for n in range(9)], 10)
    code = (  # in a process of its own: other tests have left threads in this one
        "import os, sys\nfrom pathlib import Path\nfrom pipeline.test_workers import bench_of\n"
        "from kg.pipeline.workers import Workers\n"
        "with Workers(os.getpid, bench_of, lambda _: 0, 2) as pool:\n"
        "    found = {made for _, made in pool.map(map(Path, sys.argv[1:]), lambda _: None)}\n"
        "sys.exit(found != {os.getpid()})"
    )
    paths_of_code = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    subprocess.run(
        [sys.executable, "-c", code, *map(str, paths)], env={**os.environ, "PYTHONPATH": paths_of_code}, check=True
    )


def test_where_another_thread_may_hold_a_lock_processes_are_not_forked(tmp_path: Path) -> None:
    paths, ended = written(tmp_path, [f"{n:02}" for n in range(9)], 10), threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        with Workers(os.getpid, bench_of, lambda _: 0, 2) as pool:
            found = {made for _, made in pool.map(paths, lambda _: None)}
    finally:
        ended.set()
        other.join()
    assert len(found) in (1, 2)
    assert os.getpid() not in found


def test_a_file_whose_size_cannot_be_told_counts_as_one_of_some_size(tmp_path: Path) -> None:
    assert workers._size(tmp_path / "letters.zip" / "one.txt") == workers.UNKNOWN
    assert workers._size(tmp_path / "nothing\0") == workers.UNKNOWN
