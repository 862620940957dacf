"""The application: routes, the guards that stand before all of them, and what lives as long as it does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from kg.web.errors import told
from kg.web.guards import SecurityHeaders
from kg.web.live import Live
from kg.web.sparql.pool import Limits, Pool

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names under which a machine asks itself; a page elsewhere that has its own name point here is refused."""

LIMITS = Limits()
THREADS = 8
"""So many pages are made at once: the interpreter makes one after the other, and more would only hold more memory."""


def create_app(
    folder: Path, routes: Sequence[BaseRoute], *, hosts: Iterable[str] = (), limits: Limits = LIMITS,
    live: Live | None = None,
) -> Starlette:  # fmt: skip
    """The application over the store of an output folder.

    `routes` are what it serves; `hosts` are names besides the loopback's that a request may give as its host; `limits`
    bound what queries may take. With `live` the graph of each further build is shown once it has ended. Routes find
    the folder as `request.app.state.folder`, and the processes that answer queries as `request.app.state.pool`.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        async with Pool(folder, limits, live) as pool:
            app.state.pool = pool
            following = asyncio.ensure_future(live.follow(pool.renew)) if live else None
            yield
            if following:
                following.cancel()
                await asyncio.gather(following, return_exceptions=True)

    guards = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *hosts], www_redirect=False),
    ]
    handlers = {HTTPException: told, Exception: told}
    app = Starlette(routes=routes, middleware=guards, exception_handlers=handlers, lifespan=lifespan)
    app.state.folder = folder
    return app
