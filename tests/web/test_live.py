"""A server shows each further build once it has ended, whole, and takes nothing away from under an answer."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import threading
import time
from pathlib import Path

import httpx
import pytest
from builders.long import long
from builders.numbered import write, write_apart
from builders.served import endpoint, served
from builders.small import settle
from starlette.testclient import TestClient

from kg.errors import StoreError
from kg.graph.advice import STORE
from kg.graph.snapshot import is_settled, is_written, snapshot, state_of
from kg.graph.store import Store
from kg.namespaces import ID
from kg.web import live as live_module
from kg.web.app import create_app
from kg.web.explorer import Explorer
from kg.web.index.index import FILE, Index
from kg.web.live import Live
from kg.web.sparql.pool import Limits, Pool
from kg.web.sparql.routes import routes

COUNT = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a <https://w3id.org/letterkg/ns#Claim> }"


def indexed(store: Store, folder: Path) -> Index:
    return Index.of(store, folder=folder)


def numbers(page: str) -> set[str]:
    return set(re.findall(r"第(\d+)国", page)) | set(re.findall(r"S/1999/(\d+)", page))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "PAUSE", 0.02)


def until(wanted, seconds: float = 20.0):
    """What a function gives once that is true."""
    end = time.monotonic() + seconds
    while not (found := wanted()):
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)
    return found


@long
def test_pages_are_of_the_latest_build_and_of_no_two(tmp_path, quick):
    """While builds replace each other, each page has the name, the symbol and the words of one of them."""
    write(tmp_path, 1)
    with Live(tmp_path, indexed, print) as live:
        explorer = Explorer.of(live)
        with TestClient(create_app(tmp_path, explorer.routes(), live=live), base_url="http://localhost") as client:
            pages = ["/id/document/S-1999-1", "/id/actor/a", "/id/claim/S-1999-1/0", "/actors"]
            assert [numbers(client.get(page).text) for page in pages] == [{"1"}] * 4
            seen = set()

            def replace():
                write_apart(tmp_path, 2, 3, 4, 5)
                until(lambda: len(seen) > 1)  # where this is quick and reading slow, none of them has been seen yet
                write_apart(tmp_path, 6, 7, 8)

            writer = threading.Thread(target=replace)
            writer.start()
            while writer.is_alive():
                for page in pages:
                    found = numbers(client.get(page).text)
                    assert len(found) == 1, "half of one build and half of another"
                    seen |= found
            until(lambda: numbers(client.get(pages[0]).text) == {"8"})
            assert [numbers(client.get(page).text) for page in pages] == [{"8"}] * 4
            assert len(seen) > 1


def test_what_is_being_answered_sees_its_graph_to_the_end(tmp_path, quick):
    write(tmp_path, 3)

    async def follow(live: Live) -> None:
        come = asyncio.Event()

        async def changed() -> None:
            come.set()

        following = asyncio.ensure_future(live.follow(changed))
        with live.latest.using() as before:
            await asyncio.to_thread(write_apart, tmp_path, 5)
            await asyncio.wait_for(come.wait(), 20)
            after = live.latest
            assert (before.index.totals("claim")[""], after.index.totals("claim")[""]) == (3, 5)
            label = [before.store.graph(ID + "document/S-1999-1"), after.store.graph(ID + "document/S-1999-1")]
            assert len(label[0]) < len(label[1])
            assert before.folder.is_dir()
        assert not before.folder.exists() and after.folder.is_dir()
        following.cancel()

    with Live(tmp_path, indexed, print) as live:
        asyncio.run(follow(live))
    assert not list(tmp_path.glob(".letterkg-*"))


def test_a_build_that_was_broken_off_is_not_shown(tmp_path, quick):
    write(tmp_path, 1)
    with Live(tmp_path, indexed, print) as live:
        client = TestClient(create_app(tmp_path, Explorer.of(live).routes(), live=live), base_url="http://localhost")
        with client:
            with Store(tmp_path) as store:
                store.drop(ID + "document/S-1999-1")  # and what is derived from it is not made anew
            assert not is_settled(tmp_path)
            time.sleep(0.3)
            assert numbers(client.get("/id/document/S-1999-1").text) == {"1"}
            settle(tmp_path)
            until(lambda: client.get("/id/document/S-1999-1").status_code == 404)


@pytest.mark.skipif(os.name == "nt", reason="that system does not tell who holds a lock")
def test_a_store_that_is_open_for_writing_is_known(tmp_path):
    write(tmp_path, 1)
    assert not is_written(tmp_path)
    reader, writer = os.pipe(), os.pipe()
    if not (child := os.fork()):  # a process does not meet its own locks
        with Store(tmp_path):
            os.write(reader[1], b"open")
            os.read(writer[0], 1)
        os._exit(0)
    os.read(reader[0], 4)
    assert is_written(tmp_path) and not is_settled(tmp_path)
    os.write(writer[1], b".")
    os.waitpid(child, 0)
    assert not is_written(tmp_path) and is_settled(tmp_path)


def test_a_snapshot_is_the_store_and_stays_so(tmp_path):
    out, copy, other = write(tmp_path / "out", 4), tmp_path / "copy", tmp_path / "other"
    copy.mkdir(), other.mkdir()
    assert snapshot(out, copy) == state_of(out) == state_of(copy)
    with Store(out, read_only=True) as store:
        whole = {name: store.lines(name) for name in store.graphs()}
        builds = list(store.builds())
    write(out, 9)
    assert snapshot(out, other) != state_of(copy)
    with Store(copy, read_only=True) as store:
        assert {name: store.lines(name) for name in store.graphs()} == whole
        assert list(store.builds()) == builds


def test_where_the_disk_has_no_links_files_are_copied(tmp_path, monkeypatch):
    out, copy = write(tmp_path / "out", 4), tmp_path / "copy"
    copy.mkdir()

    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert snapshot(out, copy) == state_of(copy)
    with Store(copy, read_only=True) as store:
        assert store.graphs() == [ID + "document/S-1999-1"]


def test_where_the_folder_cannot_be_written_the_graph_is_shown_as_it_lies_there(tmp_path, monkeypatch):
    write(tmp_path, 2)

    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kg.files.tempfile.mkdtemp", refuse)
    with Live(tmp_path, None, print) as live:
        assert live.latest.folder == tmp_path
        assert live.latest.store.graphs()


@long
def test_a_store_that_is_gone_leaves_what_is_shown(tmp_path, quick):
    """Also where the folder is made anew meanwhile, as by somebody who begins from nothing."""
    write(tmp_path, 2)
    with Live(tmp_path, indexed, print) as live:
        client = TestClient(create_app(tmp_path, Explorer.of(live).routes(), live=live), base_url="http://localhost")
        with client:
            shutil.rmtree(tmp_path / "store")
            (tmp_path / FILE).unlink()
            (tmp_path / "records.sqlite3").unlink()
            time.sleep(0.2)
            assert numbers(client.get("/id/document/S-1999-1").text) == {"2"}
            write_apart(tmp_path, 7)
            until(lambda: numbers(client.get("/id/document/S-1999-1").text) == {"7"})


def test_no_store_is_told_at_the_start(tmp_path):
    with pytest.raises(StoreError, match="no graph here yet"):
        Live(tmp_path, None, print)


def test_the_endpoint_answers_from_the_latest_build(tmp_path, quick):
    """Queries without a pause meet one build or the next, never some of its documents; none fails."""
    write(tmp_path, 1)
    with Live(tmp_path, None, print) as live, served(create_app(tmp_path, routes(), live=live)) as port:
        url = f"http://127.0.0.1:{port}/sparql"

        def count() -> int:
            found = httpx.get(url, params={"query": COUNT}, headers={"Accept": "application/sparql-results+json"})
            assert found.status_code == 200
            return int(json.loads(found.text)["results"]["bindings"][0]["n"]["value"])

        assert count() == 1
        writer = threading.Thread(target=write_apart, args=(tmp_path, 2, 3, 4, 5, 6))
        writer.start()
        seen = []
        while writer.is_alive():
            seen.append(count())
        assert seen == sorted(seen)
        until(lambda: count() == 6)


@long
def test_every_idle_process_opens_the_latest_build(tmp_path, quick):
    """Not the one alone that became idle last."""
    write(tmp_path, 1)

    async def opened(live: Live) -> list[Path | None]:
        come = asyncio.Event()
        async with Pool(tmp_path, Limits(workers=3), live) as pool:

            async def changed() -> None:
                await pool.renew()
                come.set()

            following = asyncio.ensure_future(live.follow(changed))
            await asyncio.to_thread(write_apart, tmp_path, 2)
            await asyncio.wait_for(come.wait(), 20)
            following.cancel()
            return [worker._store for worker in pool._workers]

    with Live(tmp_path, None, print) as live:
        assert asyncio.run(opened(live)) == [live.latest.folder / STORE] * 3


@long
def test_the_command_follows_too(tmp_path):
    process = endpoint(write(tmp_path, 1))
    try:
        url = process.stdout.readline().split()[0]
        write(tmp_path, 2)
        until(lambda: '"2"' in httpx.get(url, params={"query": COUNT}).text)
    finally:
        process.terminate()
        process.communicate(timeout=20)
