"""Runs the application on this machine until it is interrupted."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from kg.errors import ServingError
from kg.web.sparql.pool import Pool

ADDRESS = "127.0.0.1"
CONNECTIONS = 1_000
"""Connections and requests at once; more are told 503 at once."""
GRACE = 2
"""Seconds that what is being answered has to end in, after an interrupt."""
_WHY = {
    errno.EADDRINUSE: "is taken by another program; end that, or choose another port (0 takes a free one)",
    errno.EACCES: "is reserved for the system; choose one above 1023",
}


def serve(app: Starlette, port: int, ready: Callable[[int], None]) -> None:
    """Serves an application on a port of the loopback (0: a free one), until interrupted.

    `ready` is called with the port once requests are taken. Raises ServingError where the port cannot be had.
    """
    with listening(port) as listener, contextlib.suppress(KeyboardInterrupt):
        ready(listener.getsockname()[1])
        Server(config(app)).run(sockets=[listener])


class Server(uvicorn.Server):
    """Ends the running queries when it is to stop, for who asked is told so then, and does not wait."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops the pool first."""
        pool: Pool = self.config.app.state.pool  # type: ignore[union-attr]
        await pool.stop()
        await super().shutdown(sockets)


def config(app: Starlette) -> uvicorn.Config:
    """How an application is served: by plain HTTP/1.1, without logs of who asked what."""
    return uvicorn.Config(
        app,
        http="h11",
        timeout_keep_alive=60,  # else a client that asks again after five seconds may meet a closing connection
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=GRACE,
    )


def listening(port: int) -> socket.socket:
    """A socket that listens on a port of the loopback; raises ServingError, which says what to do."""
    # With its protocol named, asyncio turns off the delay by which a small answer would take 40 ms more.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen(CONNECTIONS)
        return listener
    except OSError as error:
        listener.close()
        why = _WHY.get(error.errno or 0, f"cannot be used: {error.strerror or error}")
        raise ServingError(f"port {port} of {ADDRESS} {why}") from error
    except OverflowError as error:
        listener.close()
        raise ServingError(f"{port} is no port; give a number from 0 to 65535") from error
