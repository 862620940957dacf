"""Processes that answer queries, kept ready with the store open; one that is ended gives its place to another.

An answer is kept in memory while it is small, and else in a file that has no name, so that neither the server's memory
nor a process has to wait for a client that reads slowly.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Self

from kg.files import cause
from kg.graph.advice import STORE, advice
from kg.graph.query_faults import EngineError, Fault, died, is_last, kind_of, late
from kg.graph.query_process import ROWS, SECONDS, SIZE, bounds_of, command
from kg.graph.query_worker import GROWN, LENGTH, Bounds, Question, Wanted, packed
from kg.web.live import Live

IN_MEMORY = 1 << 20
PIECE = 1 << 16
STOPPING = "the server stops"
YIELDING = 5
"""How much less a query counts than a page where both want the processor (as `nice` counts it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What queries may take: seconds, rows and bytes each; how many run at once, wait, and for how many seconds.

    `grown` are the bytes of memory after which a process is replaced.
    """

    seconds: float = SECONDS
    rows: int = ROWS
    size: int = SIZE
    workers: int = 2
    waiting: int = 1_000
    patience: float = 30.0
    grown: int = GROWN

    def __post_init__(self) -> None:
        """Raises EngineError for a time that is none."""
        self.bounds()

    def bounds(self) -> Bounds:
        """What each query may take."""
        return bounds_of(self.seconds, self.rows, self.size, self.grown)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: its media type, its bytes in an open file, and how many they are."""

    kind: str
    file: SpooledTemporaryFile[bytes]
    size: int

    def read(self) -> bytes:
        """All bytes at once; closes the file."""
        with self.file:
            self.file.seek(0)
            return self.file.read()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes, piece by piece; closes the file."""
        with self.file:
            self.file.seek(0)
            while piece := self.file.read(PIECE):
                yield piece


class Pool:
    """So many workers over the Oxigraph store of an output folder; an asynchronous context manager.

    With `live` it is the graph which that shows. `folder` is what is told of to people.
    """

    def __init__(self, folder: Path, limits: Limits, live: Live | None = None) -> None:
        self._folder, self._limits, self._live = folder, limits, live
        self._bounds = limits.bounds()
        self._workers = [_Worker() for _ in range(limits.workers)]
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._waiting = 0
        self._stopping = False

    async def __aenter__(self) -> Self:
        await asyncio.gather(*(worker.start(self._latest / STORE) for worker in self._workers))
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Ends every query and takes no more."""
        self._stopping = True
        await asyncio.gather(*(worker.end() for worker in self._workers))

    @property
    def _latest(self) -> Path:
        return self._live.latest.folder if self._live else self._folder

    async def renew(self) -> None:
        """Lets those that are idle open the latest graph; who is at work does so with the next question."""
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        await asyncio.gather(*map(self._renew, idle))

    async def _renew(self, worker: _Worker) -> None:
        try:
            await worker.start(self._latest / STORE)
        finally:
            self._idle.put_nowait(worker)

    async def ask(self, question: Question, wanted: Wanted, folder: Path | None = None) -> Answered:
        """The answer of the latest graph, or of the one in a folder that the caller keeps.

        Raises EngineError where there is none. Whoever cancels this ends the query.
        """
        worker = await self._free()
        try:
            if self._stopping:
                raise EngineError(Fault.BUSY, STOPPING)
            with self._live.latest.using() if self._live else contextlib.nullcontext():
                return await worker.ask(question, wanted, self._bounds, (folder or self._latest) / STORE)
        except EngineError as error:
            if self._stopping:
                raise EngineError(Fault.BUSY, STOPPING) from error
            if error.fault is Fault.STORE:
                raise EngineError(Fault.STORE, advice(self._folder, OSError(str(error)))) from error
            raise
        finally:
            self._idle.put_nowait(worker)

    async def _free(self) -> _Worker:
        if self._waiting >= self._limits.waiting:
            raise EngineError(Fault.BUSY, f"{self._waiting} queries are waiting already; try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                return await self._idle.get()
        except TimeoutError:
            words = f"other queries have taken {self._limits.patience:g} s, and this one had no turn; try again later"
            raise EngineError(Fault.BUSY, words) from None
        finally:
            self._waiting -= 1


class _Worker:
    """One process after the other."""

    def __init__(self) -> None:
        self._store: Path | None = None
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, store: Path) -> asyncio.subprocess.Process:
        """The process over a store; starts one where there is none that lives."""
        if self._store != store:
            await self.end()
        if self._process is None or self._process.returncode is not None:
            self._store, pipe = store, asyncio.subprocess.PIPE
            self._process = await asyncio.create_subprocess_exec(
                *command(store), stdin=pipe, stdout=pipe, stderr=pipe, limit=IN_MEMORY, start_new_session=True
            )
            _yielding(self._process.pid)
        return self._process

    async def end(self) -> None:
        """Ends the process, whatever it does."""
        process, self._process = self._process, None
        if process:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def ask(self, question: Question, wanted: Wanted, bounds: Bounds, store: Path) -> Answered:
        """The answer of the process, which is ended where it does not give a whole one in time."""
        process = await self.start(store)
        file = SpooledTemporaryFile[bytes](max_size=IN_MEMORY)
        goes_on = False
        try:
            async with asyncio.timeout(bounds.seconds):
                ending = await _exchange(process, packed(question, wanted, bounds), file)
            goes_on = not is_last(ending)
            return Answered(kind_of(ending, bounds), file, file.tell())
        except BaseException as error:
            file.close()
            if isinstance(error, OSError | EOFError):
                raise await _told(error, process, bounds) from None
            raise
        finally:
            if not goes_on:
                await asyncio.shield(self.end())


def _yielding(process: int) -> None:
    """Lets a process give way to others, where the system has priorities."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + YIELDING)


async def _exchange(process: asyncio.subprocess.Process, asked: bytes, file: SpooledTemporaryFile[bytes]) -> bytes:
    """Sends a question and keeps the answer in a file; gives the line at its end."""
    assert process.stdin and process.stdout
    process.stdin.write(asked)
    await process.stdin.drain()
    while True:
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        if not length:
            return await process.stdout.readline()
        file.write(await process.stdout.readexactly(length))


async def _told(error: OSError | EOFError, process: asyncio.subprocess.Process, bounds: Bounds) -> EngineError:
    """Why an exchange broke off."""
    if isinstance(error, TimeoutError):
        return late(bounds.seconds)
    if isinstance(error, ConnectionError | EOFError):
        assert process.stderr
        said = await process.stderr.read()
        return died(await process.wait(), said)
    return EngineError(Fault.FAILED, f"the answer cannot be kept for who asked: {cause(error) or error}")
