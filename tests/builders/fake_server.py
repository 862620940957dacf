"""A server of the two protocols over Oxigraph in memory; it refuses, breaks off and asks for logins as it is told."""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

NAME, PASSWORD, TOKEN = "reader", "secret:words", "a-token"
JSON, N_TRIPLES = "application/sparql-results+json", "application/n-triples"


@dataclass
class Fake:
    """The server: its address, its store, its requests (method and graph), and what it does before it answers.

    `before(number of the request, method)` gives a status to refuse with, 0 to break off, None to go on. `login` is
    "", "basic", "digest" or "bearer". `garbage` is what every graph is told to be, `answer` what
    every question is answered, `late` how many seconds later, and `says` the words of a refusal.
    """

    address: str = ""
    store: ox.Store = field(default_factory=ox.Store)
    asked: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[int, str], int | None] = lambda number, method: None
    login: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    garbage: bytes = b""
    answer: bytes = b""
    says: bytes = b"<p>not now</p>"
    late: float = 0.0
    dataset: str = "/data"
    questions: str = "/query"

    def graphs(self) -> dict[str, set[str]]:
        """The triples of each graph that holds what was pushed, not what tells of it."""
        names = (name for name in self.store.named_graphs() if "/graph/pushed/" not in name.value)
        found = {
            name.value: {str(quad.triple) for quad in self.store.quads_for_pattern(None, None, None, name)}
            for name in names
        }
        return {name: triples for name, triples in found.items() if triples}

    def writes(self) -> list[tuple[str, str]]:
        """The requests that changed graphs of documents or derived ones."""
        return [(method, graph) for method, graph in self.asked if method != "GET" and "/graph/pushed/" not in graph]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing of a client that has hung up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    fake: Fake

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, status: int, content: bytes = b"", media: str = "text/plain", **headers: str) -> None:
        self.send_response(status)
        for name, value in {**self.fake.headers, **headers, "Content-Type": media}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(address.query).items()}
        if not self._logged_in():
            challenge = {
                "basic": 'Basic realm="store"', "digest": 'Digest realm="store", nonce="n1", qop="auth", algorithm=MD5',
                "bearer": "Bearer",
            }[self.fake.login]  # fmt: skip
            self._answer(401, WWW_Authenticate=challenge)
            return
        self.fake.asked.append((self.command, given.get("graph", "")))
        refused = self.fake.before(len(self.fake.asked), self.command)
        if refused == 0:
            self.close_connection = True
            return
        if refused:
            self._answer(refused, self.fake.says)
        elif address.path == self.fake.dataset and "graph" in given:
            self._graph(ox.NamedNode(given["graph"]), body)
        elif address.path == self.fake.questions and self.command == "POST":
            self._query({name: values[0] for name, values in parse_qs(body.decode()).items()}["query"])
        else:
            self._answer(404)

    do_GET = do_PUT = do_POST = do_DELETE = _handle  # noqa: N815

    def _graph(self, name: ox.NamedNode, body: bytes) -> None:
        store = self.fake.store
        there = store.contains_named_graph(name)
        if self.command == "GET":
            found = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""
            self._answer(200 if there or self.fake.garbage else 404, self.fake.garbage or found, N_TRIPLES)
            return
        if self.command in ("PUT", "DELETE"):
            store.remove_graph(name)
        if self.command != "DELETE":
            store.load(body, format=ox.RdfFormat.TURTLE, to_graph=name)
        self._answer(204 if there or self.command != "DELETE" else 404)

    def _query(self, text: str) -> None:
        time.sleep(self.fake.late)
        if self.fake.answer:
            self._answer(200, self.fake.answer, JSON)
            return
        try:
            found = self.fake.store.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            self._answer(400, str(error).encode())
            return
        if isinstance(found, ox.QueryTriples):
            self._answer(200, found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", N_TRIPLES)
        else:
            self._answer(200, found.serialize(format=ox.QueryResultsFormat.JSON) or b"", JSON)

    def _logged_in(self) -> bool:
        scheme, _, words = self.headers.get("Authorization", "").partition(" ")
        if self.fake.login == "digest" and scheme == "Digest":
            said = dict(pair.strip().split("=", 1) for pair in words.split(","))
            said = {name: value.strip('"') for name, value in said.items()}
            first = _md5(f"{NAME}:store:{PASSWORD}")
            second = _md5(f"{self.command}:{self.path}")
            wanted = _md5(f"{first}:n1:{said['nc']}:{said['cnonce']}:auth:{second}")
            return said["response"] == wanted
        wanted = {
            "": "", "digest": "Digest", "bearer": TOKEN,
            "basic": base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode(),
        }[self.fake.login]  # fmt: skip
        return not self.fake.login or words == wanted


def _md5(words: str) -> str:
    return hashlib.md5(words.encode(), usedforsecurity=False).hexdigest()


@contextmanager
def fake_server() -> Iterator[Fake]:
    """A server on a free port of the loopback."""
    fake = Fake()
    handler = type("Handler", (_Handler,), {"fake": fake})
    with _Server(("127.0.0.1", 0), handler) as server:
        fake.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()
