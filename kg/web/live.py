"""What a server shows: the graph of the latest finished build, which whoever is being answered sees to the end.

Each is shown out of a folder of its own, so that no build takes anything away from under an answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import LetterkgError, StoreError
from kg.files import scratch
from kg.graph.advice import advising
from kg.graph.snapshot import is_settled, snapshot, state_of
from kg.graph.store import Store
from kg.web.index.index import Index

PAUSE = 1.0
"""Seconds between two looks at whether there is another build."""
TRIES, AWHILE = 50, 0.1
UNFINISHED = (
    "a build is under way or was broken off; what is stored so far is shown, and the rest once a build has ended"
)
Say = Callable[[str], None]


@dataclass(eq=False, kw_only=True)
class Shown:
    """A graph that is shown, out of `folder`; it is let go of when it is the latest no more and nobody reads it."""

    folder: Path
    state: str
    store: Store
    index: Index | None
    _kept: ExitStack
    _readers: int = field(default=0, init=False)
    _latest: bool = field(default=True, init=False)

    @contextmanager
    def using(self) -> Iterator[Shown]:
        """Keeps it; in the thread of the event loop alone."""
        self._readers += 1
        try:
            yield self
        finally:
            self._readers -= 1
            self._let_go()

    def retire(self) -> None:
        """Lets go of it as soon as nobody reads it."""
        self._latest = False
        self._let_go()

    def _let_go(self) -> None:
        if not (self._latest or self._readers):
            self._kept.close()


class Live:
    """Shows the store of an output folder, with an index for pages where `indexed` makes one; a context manager.

    `say` is told what a person should know. Raises StoreError where there is no store.
    """

    def __init__(self, out: Path, indexed: Callable[[Store, Path], Index] | None, say: Say) -> None:
        self.out, self._indexed, self._say = out, indexed, say
        self.latest = self._first()

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *error: object) -> None:
        self.latest.retire()

    def _first(self) -> Shown:
        with Store(self.out, read_only=True):
            pass  # says what is wrong, if anything is
        with advising(self.out):
            if not is_settled(self.out):
                self._say(f"{self.out}: {UNFINISHED}")
        for _ in range(TRIES):
            if found := self._made():
                return found
            time.sleep(AWHILE)
        raise StoreError(f"{self.out}: a build writes the store without a pause; try again when it has ended")

    def _made(self) -> Shown | None:
        """The store as it is now, None where it is being written; raises StoreError."""
        with ExitStack() as stack, advising(self.out):
            try:
                folder = stack.enter_context(scratch(self.out))
            except OSError:  # who cannot write there has no folder of his own, and sees the store itself
                return self._itself()
            state = snapshot(self.out, folder)
            if state is None:
                return None
            store = stack.enter_context(Store(folder, read_only=True))
            index = stack.enter_context(self._indexed(store, self.out).apart(folder)) if self._indexed else None
            if index and index.state != state:  # another process has brought it up to date with another build
                return None
            return Shown(folder=folder, state=state, store=store, index=index, _kept=stack.pop_all())

    def _itself(self) -> Shown:
        with ExitStack() as stack:
            state = state_of(self.out)
            store = stack.enter_context(Store(self.out, read_only=True))
            index = self._indexed(store, self.out) if self._indexed else None
            if index:
                stack.callback(index.close)
            return Shown(folder=self.out, state=state, store=store, index=index, _kept=stack.pop_all())

    async def follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Shows each further build once it has ended, until cancelled; `changed` is called then."""
        told = ""
        while True:
            await asyncio.sleep(PAUSE)
            try:
                found = await asyncio.to_thread(self._other)
            except (LetterkgError, OSError, sqlite3.Error) as error:
                if str(error) != told:
                    told = str(error)
                    self._say(f"the graph of the last build goes on being shown: {told}")
                continue
            if found:
                former, self.latest, told = self.latest, found, ""
                former.retire()
                await changed()

    def _other(self) -> Shown | None:
        """What is to be shown in place of the latest, None where that is still right or a build is under way."""
        with contextlib.suppress(FileNotFoundError):  # the folder is being replaced
            if state_of(self.out) != self.latest.state and is_settled(self.out):
                return self._made()
        return None
