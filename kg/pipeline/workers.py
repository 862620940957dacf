"""Worker processes, each with its own bench; results come in order, and one that dies takes only its own item along."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from kg.pipeline.garbage import search_seldom

BenchT = TypeVar("BenchT")
Made = TypeVar("Made")
Known = TypeVar("Known")
AHEAD = 4
_in_process: dict[str, Any] = {}


class Workers(Generic[BenchT, Made]):
    """Runs `make(bench, path)` in this process (`jobs` 1) or in so many others; a context manager.

    `dead(path)` stands in for a result when the process that worked on the path has died, twice and alone.
    """

    def __init__(
        self,
        factory: Callable[[], BenchT],
        make: Callable[[BenchT, Path], Made],
        dead: Callable[[Path], Made],
        jobs: int,
    ) -> None:
        self.factory, self.make, self.dead, self.jobs = factory, make, dead, max(1, jobs)
        self.bench = factory()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def map(self, paths: Iterable[Path], known: Callable[[Path], Known | None]) -> Iterator[tuple[Path, Known | Made]]:
        """Each path with what is known of it already, or else with what is made of it; in order, a few ahead."""
        waiting: deque[tuple[Path, Callable[[], Known | Made]]] = deque()
        for path in paths:
            found = known(path)
            waiting.append((path, partial(_same, found) if found is not None else self._begin(path)))
            if self.jobs == 1 or len(waiting) > AHEAD * self.jobs:
                yield _settled(*waiting.popleft())
        while waiting:
            yield _settled(*waiting.popleft())

    def _begin(self, path: Path) -> Callable[[], Made]:
        if self.jobs == 1:
            return partial(self.make, self.bench, path)
        try:
            future = self._executor().submit(_work, path)
        except BrokenProcessPool:
            self._pool = None
            future = self._executor().submit(_work, path)
        return partial(self._wait, path, cast("Future[Made]", future))

    def _wait(self, path: Path, future: Future[Made]) -> Made:
        try:
            return future.result()
        except (BrokenProcessPool, CancelledError):
            self._pool = None
        try:
            with self._start(1) as alone:
                return cast(Made, alone.submit(_work, path).result())
        except BrokenProcessPool:
            return self.dead(path)

    def _executor(self) -> ProcessPoolExecutor:
        self._pool = self._pool or self._start(self.jobs)
        return self._pool

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # Processes are spawned: a fork would copy the store's threads and lock.
        context = get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare, initargs=(self.factory, self.make))


def _same(found: Known) -> Known:
    return found


def _settled(path: Path, wait: Callable[[], Known]) -> tuple[Path, Known]:
    return path, wait()


def _prepare(factory: Callable[[], Any], make: Callable[[Any, Path], Any]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    search_seldom()
    _in_process.update(bench=factory(), make=make)


def _end_with_parent() -> None:
    """Ends this process when the one that started it has ended, were it killed; else it would wait for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(path: Path) -> object:
    return _in_process["make"](_in_process["bench"], path)
