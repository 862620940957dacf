"""A server of this machine that answers as it is told, well or wrong, and takes note of what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kg.inputs.download import Clock

PDF = b"%PDF-1.7\n" + b"0123456789" * 500 + b"\n%%EOF\n"
DATE = "Tue, 13 Sep 2022 10:00:00 GMT"


@dataclass(frozen=True)
class Answer:
    """An answer: `told` is the length that it tells, None for none; `cut` of its bytes are sent, slowly if `drip`."""

    body: bytes = PDF
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    told: int | None = -1
    cut: int | None = None
    drip: int = 0
    silent: float = 0


def part(first: int, body: bytes = PDF, **headers: str) -> Answer:
    """An answer that goes on at a byte."""
    told = {"Content-Range": f"bytes {first}-{len(body) - 1}/{len(body)}", **headers}
    return Answer(body=body[first:], status=206, headers=told)


class Server:
    """What it answers to a path, one after another and the last for ever; and what it was asked."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.address = f"{self.base}/{{language}}/{{symbol}}"
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once, self.most_at_once = 0, 0

    def says(self, path: str, *answers: Answer) -> None:
        self.answers[path] = [*answers]

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append((path, headers))
        found = self.answers.get(path, [Answer(b"no such page", 404)])
        return found.pop(0) if len(found) > 1 else found[0]

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    """The server, for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
            try:
                self.send(server.answer(self.path, dict(self.headers)))
            except OSError:
                pass  # the other side went away
            finally:
                server.at_once -= 1

        def send(self, answer: Answer) -> None:
            time.sleep(answer.silent)
            self.close_connection = True
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.told is not None and answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body) if answer.told == -1 else answer.told))
            self.send_header("Connection", "close")
            self.end_headers()
            body = answer.body[: answer.cut] if answer.status != 304 else b""
            step = answer.drip or len(body) or 1
            for at in range(0, len(body), step):
                self.wfile.write(body[at : at + step])
                self.wfile.flush()
                time.sleep(0.002 if answer.drip else 0)

        def log_message(self, *_: object) -> None:
            pass

    inner = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    inner.daemon_threads = True
    server = Server(inner.server_address[1])
    thread = threading.Thread(target=inner.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        inner.shutdown()
        inner.server_close()
        thread.join()


class QuickClock(Clock):
    """A clock on which nothing is waited for: sleeping moves it, and looking at it by `step`."""

    def __init__(self, step: float = 0.0) -> None:
        self.seconds, self.step = 1_000_000.0, step
        self.slept: list[float] = []

    def now(self) -> float:
        self.seconds += self.step
        return self.seconds

    def date(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
