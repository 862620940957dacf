"""Documents sent to the workers of a Dask cluster, which give their graphs back; who asked stores them.

A worker has no more documents than threads, each with its content, so that no disk need be shared and it is known which
document a worker died of.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

from kg.errors import ClusterError, LetterkgError, extra
from kg.pipeline.bench import Bench
from kg.pipeline.cluster_worker import Factory, UngreetedError, greet, knowledge, work
from kg.pipeline.local_cluster import local_cluster
from kg.pipeline.products import Made, produce
from kg.pipeline.workers import Workers
from kg.structure.catalogue import Catalogue
from kg.structure.source import Content, content_of

with extra("dask", "a cluster"):
    from distributed import Client, Future, LocalCluster

LOCAL = "local:"
SECONDS = 10
"""So long a scheduler may take to answer."""
SENDING = 2.0
"""Seconds that what a worker has made may take to come, the first time; it may be much."""
TICK = 0.2
"""Seconds between two looks at who is there."""
PATIENCE = 60.0
"""Seconds without any worker."""
DEATHS = 2
"""After so many deaths of its workers a document is left out."""


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler at an address (tcp:// or tls://), or of N worker processes of its own (local:N).

    Raises ClusterError for what is no address, and where no scheduler answers.
    """
    with contextlib.ExitStack() as stack:
        try:
            place: Any = stack.enter_context(_local(address)) if address.startswith(LOCAL) else _checked(address)
            client = stack.enter_context(Client(place, timeout=SECONDS, set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"{address}: no scheduler answers ({error}); start one with `dask scheduler`, or write local:N"
            ) from error
        yield client


def _local(address: str) -> AbstractContextManager[LocalCluster]:
    number = address.removeprefix(LOCAL)
    if not number.isdecimal() or not int(number):
        raise ClusterError(f"{address}: write how many worker processes, such as local:2")
    return local_cluster(int(number))


def _checked(address: str) -> str:
    if not address.startswith(("tcp://", "tls://")):
        raise ClusterError(f"{address}: no address of a scheduler; write tcp://HOST:PORT, tls://HOST:PORT or local:N")
    return address


class Cluster(Workers[Bench, Made]):
    """Stands where `Workers` does; `dead(path)` is what is made of a document that two workers have died of.

    Raises ClusterError where there is no worker for a minute, or one with other code or knowledge.
    """

    def __init__(self, client: Client, factory: Factory, catalogue: Catalogue, dead: Callable[[Path], Made]) -> None:
        super().__init__(factory, partial(produce, catalogue=catalogue), dead, jobs=2)
        self.dispatcher = _Dispatcher(client, factory, catalogue, knowledge(self.bench))

    def __enter__(self) -> Self:
        return self  # no process of this machine

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.dispatcher.stop()

    def _begin(self, path: Path) -> Callable[[], Made]:
        self.jobs = max(2, self.dispatcher.threads)  # how far ahead it reads
        try:
            content = content_of(path)
        except LetterkgError:  # it is told where the answer is made
            return partial(self.make, self.bench, path)
        asked = _Asked(path=path, content=content)
        self.dispatcher.take(asked)
        return partial(self._given, asked)

    def _given(self, asked: _Asked) -> Made:
        made = asked.answer.result()
        return self.dead(asked.path) if made is None else made


@dataclass(slots=True, kw_only=True, eq=False)
class _Asked:
    """A document to be read; its answer is None where its workers have died of it."""

    path: Path
    content: Content
    answer: futures.Future[Made | None] = field(default_factory=futures.Future)
    deaths: int = 0

    def refuse(self, error: BaseException) -> None:
        """Raises an error where the answer is waited for."""
        with contextlib.suppress(futures.InvalidStateError):
            self.answer.set_exception(error)


class _Dispatcher(Thread):
    """Hands documents to workers that are free, from a thread of its own; one that dies gives its document back."""

    def __init__(self, client: Client, factory: Factory, catalogue: Catalogue, wanted: tuple[str, str, str]) -> None:
        super().__init__(daemon=True)
        self.client, self.wanted = client, wanted
        self.address = client.scheduler.address
        self.greet = partial(greet, factory, catalogue)
        self.token = f"letterkg-{id(self):x}-{time.monotonic_ns():x}"
        self.coming: SimpleQueue[_Asked] = SimpleQueue()
        self.waiting: deque[_Asked] = deque()
        self.free: dict[str, int] = {}
        """How many documents more each worker takes; none before it has said what it knows."""
        self.running: dict[Future, tuple[str, _Asked | None]] = {}
        self.awake = Event()
        self.sending: dict[Future, float] = {}
        """Seconds that are waited the next time for what is ready but did not come; longer each time."""
        self.threads = self.number = 0
        self.seen = self.looked = 0.0
        self.ended = False
        self.failed: BaseException | None = None

    def take(self, asked: _Asked) -> None:
        """Has a document read."""
        if self.ident is None:
            self.start()
        self.coming.put(asked)
        self.awake.set()
        if self.failed:
            asked.refuse(self.failed)

    def stop(self) -> None:
        """Ends what is going on."""
        self.ended = True
        if self.is_alive():
            self.join()
        for future in self.running:
            future.cancel()

    def run(self) -> None:
        """Goes on until it is stopped; what keeps it from going on is raised where answers are waited for."""
        self.seen = time.monotonic()
        try:
            while not self.ended:
                self._turn()
        except BaseException as error:
            self.failed = error if isinstance(error, LetterkgError) else _gone(error)
            self._receive()
            running = [asked for _, asked in self.running.values() if asked]
            for asked in (*self.waiting, *running):
                asked.refuse(self.failed)

    def _turn(self) -> None:
        self.awake.wait(TICK)
        self.awake.clear()
        self._receive()
        for future in [one for one in self.running if one.done()]:
            self._settle(future, *self.running.pop(future))
        self._look()
        for worker in sorted(self.free):
            while self.free[worker] and self.waiting:
                self.free[worker] -= 1
                self._send(worker, self.waiting.popleft())

    def _receive(self) -> None:
        """Takes over what has come from the other thread."""
        with contextlib.suppress(Empty):
            while True:
                self.waiting.append(self.coming.get_nowait())

    def _look(self) -> None:
        """Greets workers that have come, and takes back what those had that are gone."""
        now = time.monotonic()
        if now - self.looked < TICK:
            return
        self.looked = now
        there: dict[str, int] = self.client.nthreads()
        self.threads = sum(there.values())
        if there:
            self.seen = now
        elif now - self.seen > PATIENCE and (self.waiting or self.running):
            raise ClusterError(
                f"{self.address}: no worker for {PATIENCE:g} s; start some with "
                f"`dask worker {self.address} --nthreads 1`; what was stored so far is kept"
            )
        for worker in there.keys() - self.free.keys():
            self.free[worker] = 0
            self._submit(worker, None, self.greet, self.token)
        for worker in self.free.keys() - there.keys():
            del self.free[worker]
            for future in [future for future, (whose, _) in self.running.items() if whose == worker]:
                _, asked = self.running.pop(future)
                self.sending.pop(future, None)
                future.cancel()
                self._died(asked)

    def _send(self, worker: str, asked: _Asked) -> None:
        self._submit(worker, asked, work, self.token, asked.path, asked.content)

    def _submit(self, worker: str, asked: _Asked | None, function: Callable[..., object], *given: object) -> None:
        self.number += 1
        future = self.client.submit(
            function, *given, key=f"{self.token}-{self.number}", workers=[worker], allow_other_workers=False, pure=False
        )
        self.running[future] = worker, asked
        future.add_done_callback(lambda _: self.awake.set())

    def _settle(self, future: Future, worker: str, asked: _Asked | None) -> None:
        """Takes what a worker has given, and has it take another document.

        A worker may die between the end of its work and the sending of what it made, which is then never sent.
        """
        seconds = self.sending.pop(future, SENDING)
        if future.status != "finished":
            self._failed(future, worker, asked)
            future.release()
            return
        try:
            given = future.result(timeout=seconds)
        except TimeoutError:
            self.sending[future] = seconds * 2
            self.running[future] = worker, asked  # if the worker is gone, the next look will see it
            self.looked = 0.0
            return
        except futures.CancelledError:
            self._died(asked)
            return
        if asked:
            asked.answer.set_result(given)
            if worker in self.free:
                self.free[worker] += 1
        else:
            self._check(worker, given)
            self.free[worker] = self.client.nthreads().get(worker, 0)
        future.release()

    def _failed(self, future: Future, worker: str, asked: _Asked | None) -> None:
        error = future.exception() if future.status == "error" else None
        if (
            error is not None
            and not type(error).__module__.startswith("distributed")
            and not isinstance(error, UngreetedError)
        ):
            told = str(error) if isinstance(error, LetterkgError) else f"{type(error).__name__}: {error}"
            raise ClusterError(f"the worker {worker}: {told}; mend it there, or take the worker out") from error
        self.free.pop(worker, None)  # it has died and come again: it is greeted anew
        self._died(asked)

    def _died(self, asked: _Asked | None) -> None:
        if asked is None:
            return
        asked.deaths += 1
        if asked.deaths < DEATHS:
            self.waiting.appendleft(asked)
        else:
            asked.answer.set_result(None)

    def _check(self, worker: str, told: tuple[str, str, str]) -> None:
        names = ("code", "knowledge", "shapes")
        for name, here, there in zip(names, self.wanted, told, strict=True):
            if here != there:
                raise ClusterError(
                    f"the worker {worker} has other {name} ({there}, here {here}): install the same version of "
                    "letterkg there, and put the same --lexicon folders in the same place"
                )


def _gone(error: BaseException) -> ClusterError:
    return ClusterError(
        f"the cluster is gone ({type(error).__name__}: {error}); what was stored is kept: start it and build again"
    )
