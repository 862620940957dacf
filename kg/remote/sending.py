"""Graphs on their way to a server: several at once, each over a connection of its own."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from kg.graph.store import Store
from kg.remote.server import Server

AT_ONCE = 4
"""So many graphs are sent at once: a server is busy with one while others are on their way."""
AHEAD = 2
"""So many graphs a connection are read ahead."""
PIECE = 4_000_000
"""Bytes of a request; a larger graph is sent in several."""
TURTLE = "text/turtle"  # N-Triples are Turtle, which every server takes


class Sender:
    """Makes graphs of a server what they are in a store; a context manager."""

    def __init__(self, store: Store, server: Server) -> None:
        self.store, self.server = store, server
        self.pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="push")
        self.servers = [server.again() for _ in range(AT_ONCE)]  # one login each: Digest counts a login's requests
        self.free: SimpleQueue[Server] = SimpleQueue()
        for one in self.servers:
            self.free.put(one)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pool.shutdown(cancel_futures=True)
        for one in self.servers:
            one.client.close()

    def send(self, graphs: Iterable[str], sent: Callable[[str, str], None]) -> None:
        """Sends graphs or takes out what the store does not have; tells of each, when it is done, its digest or "".

        Raises RemoteError of the first that fails; what is on its way then may still arrive.
        """
        waiting: deque[tuple[str, str, Future[None]]] = deque()

        def settle() -> None:
            graph, digest, future = waiting.popleft()
            future.result()
            sent(graph, digest)

        for graph in graphs:
            lines = self.store.lines(graph) if graph in self.store else None
            digest = "" if lines is None else digest_of(lines)
            waiting.append((graph, digest, self.pool.submit(self._give, graph, lines)))
            if len(waiting) > AHEAD * AT_ONCE:
                settle()
        while waiting:
            settle()

    def _give(self, graph: str, lines: list[bytes] | None) -> None:
        server = self.free.get()
        try:
            if lines is None:
                server.request("DELETE", absent=True, params={"graph": graph})
            else:
                put(server, graph, lines)
        finally:
            self.free.put(server)


def put(server: Server, graph: str, lines: list[bytes]) -> None:
    """Makes these lines of N-Triples a graph of a server."""
    for number, piece in enumerate(_pieces(lines)):
        method = "POST" if number else "PUT"  # without blank nodes, adding twice is adding once
        server.request(method, params={"graph": graph}, content=piece, headers={"Content-Type": TURTLE})


def digest_of(lines: Iterable[bytes]) -> str:
    """The SHA-256 of a graph's triples, as sorted lines of N-Triples."""
    made = hashlib.sha256()
    for line in lines:
        made.update(line)
    return made.hexdigest()


def _pieces(lines: list[bytes]) -> Iterator[bytes]:
    """The lines in pieces, each of at most PIECE bytes or of one line; one empty piece for none."""
    piece: list[bytes] = []
    size = 0
    for line in lines:
        if piece and size + len(line) > PIECE:
            yield b"".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    yield b"".join(piece)
