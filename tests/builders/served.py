"""An application served for a test by a real server, on a free port of this machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.applications import Starlette

from kg.web.serving import Server, config, listening


@contextmanager
def served(app: Starlette) -> Iterator[int]:
    """Gives the port; the server ends with the block."""
    with listening(0) as listener:
        server = Server(config(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()
