"""An application served for a test by a real server, on a free port of this machine; the command as a process."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.applications import Starlette

from kg.web.serving import Server, config, listening

KG = (sys.executable, "-c", "from kg.cli import app; app()")


def endpoint(folder: Path, *options: str) -> subprocess.Popen[str]:
    """`kg endpoint` over an output folder; it heeds an interrupt, which a shell's background jobs ignore."""
    return subprocess.Popen(
        [*KG, "endpoint", "--port", "0", "--out", str(folder), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


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
