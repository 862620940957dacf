"""What guards every route, errors as responses, and how the server starts and stops."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest
from builders.commands import call
from builders.served import endpoint, served
from builders.small import fill, settle
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.web.app import create_app
from kg.web.guards import HEADERS, body_of
from kg.web.serving import listening


async def fail(request: Request) -> Response:
    raise RuntimeError("a secret")


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await body_of(request, 10))), headers={"Referrer-Policy": "unsafe-url"})


ROUTES = [Route("/fail", fail), Route("/length", length, methods=["POST"])]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    app = create_app(fill(tmp_path_factory.mktemp("small")), ROUTES, hosts=["letters.example"])
    with served(app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "[::1]:80", "letters.example", "LOCALHOST"])
def test_names_of_this_machine_and_those_given_may_be_asked(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "", "::1", "a b"])
def test_any_other_host_is_refused(client, host):
    response = client.get("/fail", headers={"Host": host})
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/", "/fail"])
def test_every_response_has_the_headers(client, path):
    response = client.get(path, headers={"Connection": "close"})
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert "server" not in response.headers


def test_a_page_may_set_a_header_of_its_own(client):
    response = client.post("/length", content=b"0123456789")
    assert (response.text, response.headers.get_list("Referrer-Policy")) == ("10", ["unsafe-url"])


@pytest.mark.parametrize("content", [b"0123456789a", iter([b"01234", b"56789", b"a"])], ids=["announced", "chunked"])
def test_a_body_that_is_too_long_is_refused(client, content):
    response = client.post("/length", content=content)
    assert response.status_code == 413
    assert "longer than the 10 bytes" in response.text


def test_an_error_is_told_as_is_asked(client):
    text = client.get("/<b>")
    assert (text.status_code, text.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    page = client.get("/<b>", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>404 Not Found</h1>" in page.text
    wrong = client.get("/length")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


def test_what_nobody_expected_is_not_told_in_full(client):
    response = client.get("/fail", headers={"Connection": "close"})
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = call("endpoint", "--port", port, "--out", fill(tmp_path))
    assert result.exit_code == 1
    assert f"kg: port {port} of 127.0.0.1 is taken by another program; end that, or choose another" in result.stderr


def test_a_store_that_is_missing_is_told(tmp_path):
    result = call("endpoint", "--port", 0, "--out", tmp_path / "none")
    assert result.exit_code == 1
    assert "no graph here yet; run `kg build PATH --out" in result.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_that_is_none_is_told(tmp_path, port):
    assert call("endpoint", "--port", port, "--out", tmp_path).exit_code == 2


def test_missing_libraries_are_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "kg.web.app", None)
    result = call("endpoint", "--out", tmp_path)
    assert result.exit_code == 1
    assert "is not installed: pip install 'letterkg[serve]'" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are sent to the process")
def test_an_interrupt_stops_the_server(tmp_path: Path):
    process = endpoint(settle(fill(tmp_path)))
    url = process.stdout.readline().split()[0]
    assert httpx.get(url.replace("/sparql", "/none")).status_code == 404
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (0, "")


def test_small_answers_are_not_delayed():
    """asyncio sets this on connections whose socket says that it is TCP."""
    with listening(0) as listener, socket.create_connection(listener.getsockname()) as _:
        taken, _ = listener.accept()
        assert taken.proto == socket.IPPROTO_TCP
        taken.close()
