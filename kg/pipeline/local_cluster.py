"""Worker processes of a Dask cluster on this machine, started anew however often and whenever they die.

Dask's nannies restart a worker that dies while it works. One that dies while it starts, or takes long to come back,
they give up for good; here such a nanny is replaced.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import extra

with extra("dask", "a cluster"):
    from distributed import LocalCluster, Status

EVERY = 1.0
"""Seconds between two looks for what must be replaced."""
GONE = frozenset({Status.closed, Status.failed})
_log = logging.getLogger(__name__)


@contextmanager
def local_cluster(number: int) -> Iterator[LocalCluster]:
    """So many worker processes with one thread each, which are replaced as they die."""
    with LocalCluster(n_workers=number, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        ended = asyncio.Event()
        keeping = asyncio.run_coroutine_threadsafe(_keep(cluster, number, ended), cluster.loop.asyncio_loop)
        try:
            yield cluster
        finally:
            if cluster.status is Status.running:  # what is being replaced is not left half closed
                cluster.loop.add_callback(ended.set)
                keeping.result()


async def _keep(cluster: LocalCluster, number: int, ended: asyncio.Event) -> None:
    """Replaces what Dask has given up, until it is ended or the cluster is closed."""
    while cluster.status is Status.running and not ended.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), EVERY)
            return
        there = cluster.workers
        given_up = [name for name in cluster.worker_spec if name not in there or there[name].status in GONE]
        if given_up:
            try:
                await cluster.scale_down(given_up)
                cluster.scale(number)
                await cluster
            except Exception:  # such as that of one more worker that was killed while it started: the next look sees it
                _log.info("a worker could not be replaced", exc_info=True)
