"""Worker processes, each with its own bench; results come in order, and one that dies takes only its own item along."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, cast

from kg.pipeline.garbage import search_seldom

BenchT = TypeVar("BenchT")
Made = TypeVar("Made")
Known = TypeVar("Known")
AHEAD = 4
"""So many files for each process are begun before their turn."""
AHEAD_BYTES = 1_000_000
"""Files of so many bytes together are begun before their turn, however many they are: what is made of the files before
is stored in rounds of several seconds, for which the other processes are not to wait."""
UNKNOWN = AHEAD_BYTES // 64
"""A file counts as so many bytes whose size cannot be told, for it lies in an archive."""
_in_process: dict[str, Any] = {}


class Workers(Generic[BenchT, Made]):
    """Runs `make(bench, path)` in this process (`jobs` 1) or in so many others; a context manager.

    The others are forked from this one where that is safe, and have its bench; else each makes one of its own. Whoever
    opens a store or starts a thread does so afterwards.

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
        self._alone: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self.jobs > 1 and _may_fork():
            self._pool = self._start(self.jobs, "fork")
            self._pool.submit(os.getpid)  # the first task has all processes forked
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pool in (self._pool, self._alone):
            if pool:
                pool.shutdown(cancel_futures=True)

    def map(self, paths: Iterable[Path], known: Callable[[Path], Known | None]) -> Iterator[tuple[Path, Known | Made]]:
        """Each path with what is known of it already, or else with what is made of it; in order, read ahead."""
        waiting: deque[tuple[Path, int, Callable[[], Known | Made]]] = deque()
        ahead = 0
        for path in paths:
            found, size = known(path), _size(path) if self.jobs > 1 else 0  # one job reads nothing ahead
            waiting.append((path, size, partial(_same, found) if found is not None else self._begin(path)))
            ahead += size
            while self._enough(len(waiting), ahead):
                first, size, wait = waiting.popleft()
                ahead -= size
                yield first, wait()
        while waiting:
            first, _, wait = waiting.popleft()
            yield first, wait()

    def _enough(self, begun: int, size: int) -> bool:
        """Whether a result is waited for before another file is begun; `size` is that of all that are begun."""
        return begun > 0 and (self.jobs == 1 or (begun > AHEAD * self.jobs and size > AHEAD_BYTES))

    def _begin(self, path: Path) -> Callable[[], Made]:
        if self.jobs == 1:
            return partial(self.make, self.bench, path)
        try:
            return self._submit(path)
        except BrokenProcessPool:
            self._pool = None
            return self._submit(path)

    def _submit(self, path: Path) -> Callable[[], Made]:
        pool = self._pool = self._pool or self._start(self.jobs)
        return partial(self._wait, path, pool, pool.submit(_work, path))

    def _wait(self, path: Path, pool: ProcessPoolExecutor, future: Future[bytes]) -> Made:
        with suppress(BrokenProcessPool, CancelledError):
            return self._unpacked(future)
        if self._pool is pool:
            self._pool = None
        # It is not known which file the process died of: each that the pool had begun is tried by itself.
        alone = self._alone = self._alone or self._start(1)
        try:
            return self._unpacked(alone.submit(_work, path))
        except BrokenProcessPool:
            self._alone = None
            return self.dead(path)

    def _unpacked(self, future: Future[bytes]) -> Made:
        return cast(Made, pickle.loads(zlib.decompress(future.result())))

    def _start(self, jobs: int, method: str = "spawn") -> ProcessPoolExecutor:
        factory = partial(_same, self.bench) if method == "fork" else self.factory
        wanted = (factory, self.make)
        return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_prepare, initargs=wanted)


def _may_fork() -> bool:
    """Whether a fork is sound here: it copies no thread but the one that asks, and the locks of all."""
    return sys.platform == "linux" and threading.active_count() == 1


def _same(found: Known) -> Known:
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return UNKNOWN


def _prepare(factory: Callable[[], Any], make: Callable[[Any, Path], Any]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    search_seldom()
    _in_process.update(bench=factory(), make=make)


def _end_with_parent() -> None:
    """Ends this process when the one that started it has ended, were it killed; else it would wait for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(path: Path) -> bytes:
    """What is made of a file, packed: a graph's lines repeat so much that a tenth of the bytes wait to be stored."""
    return zlib.compress(pickle.dumps(_in_process["make"](_in_process["bench"], path)), 1)
