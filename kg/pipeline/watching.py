"""Waiting for files to come, to change or to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from kg.errors import extra


def changes(paths: Sequence[Path], out: Path, stop: Event | None = None) -> Iterator[None]:
    """Yields each time that files of the paths, or below them, have changed, until `stop` is set or it is interrupted.

    What happens in `out` does not count. Raises ExtraError where what watches is not installed.
    """
    with extra("watch", "watching a folder"):
        from watchfiles import watch
    own = out.resolve()

    def counts(_: object, path: str) -> bool:
        return own not in (found := Path(path)).parents and own != found

    for _ in watch(*paths, watch_filter=counts, stop_event=stop, raise_interrupt=False):
        yield
