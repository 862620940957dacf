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

import httpx
from starlette.applications import Starlette

from kg.web.app import create_app
from kg.web.serving import Server, config, listening
from kg.web.sparql.pool import Limits
from kg.web.sparql.routes import routes

DIRECT = {"Content-Type": "application/sparql-query"}
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


@contextmanager
def asking(folder: Path, **limits: float) -> Iterator[httpx.Client]:
    """A client of an application with these limits."""
    app = create_app(folder, routes(), limits=Limits(**limits))
    with served(app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client


def ask(client: httpx.Client, text: str, **headers: str) -> httpx.Response:
    """The answer to a query."""
    return client.post("/sparql", content=text, headers={**DIRECT, **headers})


def works(client: httpx.Client) -> bool:
    """Whether it still answers."""
    return ask(client, "ASK {}").text == '{"head":{},"boolean":true}'
