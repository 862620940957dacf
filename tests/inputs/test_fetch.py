"""Fetching documents from a server that is wrong in every way that a server can be."""

from __future__ import annotations

import errno
import gzip
import json
import sys
from dataclasses import replace
from email.utils import formatdate
from hashlib import sha256

import pytest
from builders.commands import call
from builders.wrong_server import DATE, PDF, Answer, QuickClock, part, serving

from kg import __version__
from kg.errors import FetchError, StoreError
from kg.files import held
from kg.inputs.download import Downloader, Manners
from kg.inputs.fetch import fetch
from kg.inputs.manifest import Manifest
from kg.structure.catalogue import read_catalogue

ONE, TWO = "/zh/S/PV.1", "/zh/S/PV.2"
MANNERS = Manners(pause=2, tries=3, first_wait=4, longest_wait=60, silence=10)
OTHER = PDF.replace(b"0123", b"4567")


@pytest.fixture
def server():
    with serving() as running:
        yield running


@pytest.fixture
def run(server, tmp_path):
    """Fetches symbols; gives status and message of each."""

    def got(*symbols, clock=None, manners=MANNERS, **how):
        how = {"address": server.address, **how}
        outcomes = fetch(symbols, tmp_path / "to", manners=manners, clock=clock or QuickClock(), **how)
        return [(str(outcome.status), outcome.message) for outcome in outcomes]

    return got


def folder(tmp_path):
    """The files in the folder, without what is hidden."""
    return sorted(path.name for path in (tmp_path / "to").iterdir() if not path.name.startswith("."))


def manifest(tmp_path):
    return [json.loads(line) for line in (tmp_path / "to" / "manifest.jsonl").read_text("utf-8").splitlines()]


def test_a_document_comes_with_its_line_in_the_manifest(server, run, tmp_path):
    server.says(ONE, Answer(headers={"Last-Modified": DATE, "ETag": '"a"'}))
    assert run("S/PV.1") == [("fetched", f"S_PV.1-zh.pdf ({len(PDF):,} bytes)")]
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == PDF
    assert manifest(tmp_path) == [
        {
            "file": "S_PV.1-zh.pdf",
            "symbol": "S/PV.1",
            "language": "zh",
            "address": f"{server.base}{ONE}",
            "modified": "2022-09-13T10:00:00Z",
            "etag": '"a"',
            "sha256": sha256(PDF).hexdigest(),
            "size": len(PDF),
        }
    ]
    assert folder(tmp_path) == ["S_PV.1-zh.pdf", "manifest.jsonl"]
    assert not [*(tmp_path / "to" / ".fetch").glob("*.part")]


def test_it_says_who_it_is_and_whom_to_write_to(server, run):
    server.says(ONE, Answer())
    run("S/PV.1", manners=replace(MANNERS, contact="mailto:reader@example.org"))
    headers = server.asked[0][1]
    assert headers["User-Agent"] == f"letterkg/{__version__} (+mailto:reader@example.org)"
    assert headers["Accept-Encoding"] == "identity"


def test_what_is_here_is_never_asked_for_again(server, run):
    server.says(ONE, Answer())
    assert [status for status, _ in run("S/PV.1", "S/PV.1", "s/pv.1".upper())] == ["fetched"]
    assert run("S/PV.1") == [("already here", "S_PV.1-zh.pdf")]
    assert server.paths == [ONE]


def test_one_document_at_a_time_with_a_pause_between(server, run):
    server.says(ONE, Answer(OTHER))
    server.says(TWO, Answer())
    clock = QuickClock()
    run("S/PV.1", "S/PV.2", clock=clock)
    assert (server.most_at_once, clock.slept) == (1, [2])


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        ({"Last-Modified": DATE}, {"If-Modified-Since": DATE}),
        ({"ETag": 'W/"a"', "Last-Modified": DATE}, {"If-None-Match": 'W/"a"', "If-Modified-Since": DATE}),
    ],
)
def test_to_refresh_asks_whether_there_is_another_version(server, run, tmp_path, version, asked):
    server.says(ONE, Answer(headers=version), Answer(status=304), Answer(OTHER))
    run("S/PV.1")
    assert run("S/PV.1", refresh=True) == [("not changed", "S_PV.1-zh.pdf")]
    assert {
        name: value for name, value in server.asked[1][1].items() if name in ("If-None-Match", "If-Modified-Since")
    } == asked
    assert run("S/PV.1", refresh=True)[0][0] == "fetched"
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == OTHER
    assert [line["sha256"] for line in manifest(tmp_path)] == [sha256(OTHER).hexdigest()]


def test_a_304_that_nobody_asked_for_is_no_document(server, run, tmp_path):
    server.says(ONE, Answer(status=304))
    assert run("S/PV.1")[0][0] == "failed"
    assert folder(tmp_path) == []


def test_the_same_bytes_under_two_symbols_are_one_file_with_both(server, run, tmp_path):
    server.says("/zh/A/77/1", Answer())
    server.says("/zh/S/2022/1", Answer())
    assert run("A/77/1", "S/2022/1")[1] == ("fetched", "A_77_1-zh.pdf, as A/77/1")
    assert folder(tmp_path) == ["A_77_1-zh.pdf", "manifest.jsonl"]
    assert [line["symbol"] for line in manifest(tmp_path)] == ["A/77/1;S/2022/1"]
    assert [status for status, _ in run("A/77/1", "S/2022/1")] == ["already here"] * 2


@pytest.mark.parametrize("validator", [{"ETag": '"a"'}, {"Last-Modified": DATE}])
def test_what_broke_off_is_resumed_at_the_byte(server, run, tmp_path, validator):
    server.says(ONE, Answer(cut=2000, headers=validator), part(2000))
    assert run("S/PV.1")[0][0] == "fetched"
    second = server.asked[1][1]
    assert (second["Range"], second["If-Range"]) == ("bytes=2000-", *validator.values())
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == PDF
    assert manifest(tmp_path)[0]["etag"] == validator.get("ETag", "")


def test_what_broke_off_is_resumed_by_the_next_run(server, run, tmp_path):
    server.says(ONE, Answer(cut=2000, headers={"ETag": '"a"'}))
    once = replace(MANNERS, tries=1)
    assert run("S/PV.1", manners=once)[0][0] == "failed"
    assert folder(tmp_path) == []
    server.says(ONE, part(2000))
    assert run("S/PV.1", manners=once)[0][0] == "fetched"
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    "then",
    [
        [Answer(OTHER, headers={"ETag": '"b"'})],  # it has changed
        [Answer(b"", 416), Answer(OTHER)],
        [part(1000, OTHER), Answer(OTHER)],  # from another byte than was asked
        [Answer(OTHER[2000:], 206), Answer(OTHER)],  # without a word from which byte
    ],
)
def test_what_cannot_be_resumed_is_begun_anew(server, run, tmp_path, then):
    server.says(ONE, Answer(cut=2000, headers={"ETag": '"a"'}), *then)
    assert run("S/PV.1", manners=replace(MANNERS, tries=4))[0][0] == "fetched"
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == OTHER


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"a"'}])
def test_without_a_version_nothing_is_resumed(server, run, tmp_path, headers):
    server.says(ONE, Answer(cut=2000, headers=headers), Answer(OTHER))
    assert run("S/PV.1")[0][0] == "fetched"
    assert "Range" not in server.asked[1][1]
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == OTHER


def test_what_is_compressed_unasked_is_read_and_never_resumed(server, run, tmp_path):
    packed, headers = gzip.compress(PDF), {"Content-Encoding": "gzip", "ETag": '"a"'}
    server.says(ONE, Answer(packed, headers=headers, cut=40), Answer(packed, headers=headers))
    assert run("S/PV.1")[0][0] == "fetched"
    assert "Range" not in server.asked[1][1]
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=500), "the server answered 500"),
        (Answer(status=502), "the server answered 502"),
        (Answer(cut=100), "the answer is truncated"),
        (Answer(PDF[:3000]), "truncated: it has no end of a PDF"),
        (Answer(PDF[:3000], told=None), "truncated: it has no end of a PDF"),
    ],
)
def test_what_may_pass_is_tried_again_with_longer_and_longer_waits(server, run, tmp_path, answer, said):
    server.says(ONE, answer, answer, Answer())
    clock = QuickClock()
    assert run("S/PV.1", clock=clock)[0][0] == "fetched"
    assert clock.slept == [4, 8]
    server.says(TWO, answer)
    (found,) = run("S/PV.2")
    assert found[0] == "failed"
    assert said in found[1]
    assert "(3 times)" in found[1]
    assert folder(tmp_path) == ["S_PV.1-zh.pdf", "manifest.jsonl"]


def test_a_silent_server_is_tried_again(server, run):
    server.says(ONE, Answer(silent=1), Answer())
    server.says(TWO, Answer(silent=1))
    clock = QuickClock()
    assert run("S/PV.1", clock=clock, manners=replace(MANNERS, silence=0.4))[0][0] == "fetched"
    assert clock.slept == [4]
    found = run("S/PV.2", manners=replace(MANNERS, silence=0.1, tries=1))
    assert found == [("failed", "the server did not answer in time; try again later")]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("after", "waits"), [("7", [7]), (formatdate(1_000_030, usegmt=True), [30]), ("soon", [4])])
def test_retry_after_is_obeyed(server, run, status, after, waits):
    server.says(ONE, Answer(b"", status, {"Retry-After": after}), Answer())
    clock = QuickClock()
    assert run("S/PV.1", clock=clock)[0][0] == "fetched"
    assert clock.slept == waits


def test_a_server_that_asks_for_a_long_wait_is_left_alone(server, run):
    server.says(ONE, Answer(b"", 429, {"Retry-After": "3600"}))
    clock = QuickClock()
    first, second = run("S/PV.1", "S/PV.2", clock=clock)
    assert "429" in first[1]
    assert "asks to wait 3600 seconds" in first[1]
    assert second == ("failed", "not asked for: the server asked to wait before")
    assert (server.paths, clock.slept) == ([ONE], [])


def test_what_is_missing_is_told_and_not_asked_for_again_for_a_day(server, run):
    clock = QuickClock()
    assert "404" in run("S/PV.1", clock=clock)[0][1]
    assert "less than a day ago" in run("S/PV.1", clock=clock)[0][1]
    assert server.paths == [ONE]
    run("S/PV.1", clock=clock, refresh=True)
    clock.seconds += 25 * 3600
    server.says(ONE, Answer())
    assert run("S/PV.1", clock=clock)[0][0] == "fetched"
    assert server.paths == [ONE] * 3


def test_one_that_fails_does_not_stop_the_others(server, run):
    server.says(TWO, Answer())
    assert [status for status, _ in run("S/PV.1", "S/PV.2")] == ["failed", "fetched"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(b"<html><title>\n Sorry </title>", headers={"Content-Type": "text/html; charset=utf-8"}),
         "text/html called 'Sorry' in place of a PDF"),
        (Answer(b"PK\x03\x04", headers={"Content-Type": "application/zip"}), "application/zip in place of a PDF"),
        (Answer(b""), "an empty answer in place of a PDF"),
        (Answer(status=403), "the server answered 403"),
        (Answer(b"", 204), "the server answered 204"),
        (Answer(b"", 300), "the server answered 300"),
        (Answer(b"not gzip", headers={"Content-Encoding": "gzip"}), "the answer cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_told_and_not_asked_for_twice(server, run, tmp_path, answer, said):
    server.says(ONE, answer)
    (found,) = run("S/PV.1")
    assert (found[0], said in found[1]) == ("failed", True), found[1]
    assert (server.paths, folder(tmp_path)) == ([ONE], [])
    assert not [*(tmp_path / "to" / ".fetch").glob("*.part")]


def test_a_redirect_on_this_machine_is_followed(server, run, tmp_path):
    server.says(ONE, Answer(b"", 302, {"Location": "/elsewhere"}))
    server.says("/elsewhere", Answer())
    assert run("S/PV.1")[0][0] == "fetched"
    assert manifest(tmp_path)[0]["address"] == f"{server.base}{ONE}"


@pytest.mark.parametrize(
    "location",
    ["http://example.org/a.pdf", "ftp://127.0.0.1/a.pdf", "file:///etc/hosts", "http://user:word@127.0.0.1/", "http://[",
     "http://localhost:1/a.pdf"],
)  # fmt: skip
def test_a_redirect_to_what_is_not_https_is_not_followed(server, run, location):
    server.says(ONE, Answer(b"", 302, {"Location": location}))
    assert run("S/PV.1")[0][0] == "failed"
    assert server.paths == [ONE]


def test_redirects_that_never_end_are_given_up(server, run):
    server.says(ONE, Answer(b"", 301, {"Location": ONE}))
    assert "redirects more than 5 times" in run("S/PV.1")[0][1]
    assert len(server.paths) == 6


def test_a_slow_answer_has_a_limit_and_is_resumed(server, run, tmp_path):
    server.says(ONE, Answer(drip=500, headers={"ETag": '"a"'}))
    limited = replace(MANNERS, limit=3, tries=1)
    assert "too slow" in run("S/PV.1", clock=QuickClock(step=1), manners=limited)[0][1]
    assert folder(tmp_path) == []
    got = (tmp_path / "to" / ".fetch" / "S_PV.1-zh.part").stat().st_size
    assert 0 < got < len(PDF)
    server.says(ONE, part(got))
    assert run("S/PV.1")[0][0] == "fetched"
    assert server.asked[-1][1]["Range"] == f"bytes={got}-"


def test_an_answer_without_end_has_a_limit(server, run, tmp_path):
    server.says(ONE, Answer(PDF * 3))
    assert "larger than 10,000 bytes" in run("S/PV.1", manners=replace(MANNERS, largest=10_000))[0][1]
    assert not [*(tmp_path / "to" / ".fetch").glob("*.part")]


def test_a_server_that_cannot_be_reached_is_left_alone_after_a_while(run):
    with serving() as gone:
        address = gone.address
    found = run(*(f"S/PV.{number}" for number in range(1, 6)), address=address)
    assert ["cannot be reached" in message for _, message in found] == [True] * 3 + [False] * 2
    assert {message for _, message in found[3:]} == {"not asked for: the server could not be reached for the 3 before"}


def test_a_file_that_was_changed_is_left_as_it_is(server, run, tmp_path):
    server.says(ONE, Answer())
    run("S/PV.1")
    (tmp_path / "to" / "S_PV.1-zh.pdf").write_bytes(b"notes of mine")
    assert "is not as it was fetched" in run("S/PV.1", refresh=True)[0][1]
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == b"notes of mine"


def test_another_file_of_the_name_is_left_as_it_is_and_the_same_is_taken(server, run, tmp_path):
    server.says(ONE, Answer())
    path = tmp_path / "to" / "S_PV.1-zh.pdf"
    path.parent.mkdir()
    path.write_bytes(b"notes of mine")
    assert "is another file" in run("S/PV.1")[0][1]
    assert path.read_bytes() == b"notes of mine"
    path.write_bytes(PDF)
    assert run("S/PV.1")[0][0] == "fetched"


def test_a_file_that_is_gone_is_fetched_again(server, run, tmp_path):
    server.says(ONE, Answer(headers={"ETag": '"a"'}))
    run("S/PV.1")
    (tmp_path / "to" / "S_PV.1-zh.pdf").unlink()
    assert run("S/PV.1")[0][0] == "fetched"
    assert "If-None-Match" not in server.asked[1][1]


@pytest.mark.parametrize("left", [b"{", b"[]", b'{"modified": 1}', b'{"modified": "then", "etag": "\\"a\\""}'])
def test_a_broken_note_of_what_broke_off_does_no_harm(server, run, tmp_path, left):
    server.says(ONE, Answer())
    work = tmp_path / "to" / ".fetch"
    work.mkdir(parents=True)
    (work / "S_PV.1-zh.part").write_bytes(b"x" * 100)
    (work / "S_PV.1-zh.json").write_bytes(left)
    (work / "missing.json").write_bytes(left)
    assert run("S/PV.1")[0][0] == "fetched"
    assert (tmp_path / "to" / "S_PV.1-zh.pdf").read_bytes() == PDF


def test_two_runs_in_one_folder_do_not_mix(run, tmp_path):
    with held(tmp_path / "to" / ".fetch"), pytest.raises(StoreError, match="another process"):
        run("S/PV.1")


@pytest.mark.parametrize(
    "content", [b"{", b"{}\n", b"[]\n", b"\xff", b'{"file": "../a.pdf", "symbol": "S/1", "size": 1}\n']
)
def test_a_broken_manifest_stops_before_anything_is_asked(server, run, tmp_path, content):
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "manifest.jsonl").write_bytes(content)
    with pytest.raises(FetchError, match=r"manifest\.jsonl"):
        run("S/PV.1")
    assert server.paths == []
    assert (tmp_path / "to" / "manifest.jsonl").read_bytes() == content


def test_a_full_disk_is_told_and_what_is_there_stays(server, run, tmp_path, monkeypatch):
    server.says(ONE, Answer())
    server.says(TWO, Answer(OTHER))
    run("S/PV.1")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Downloader, "_write", full)
    with pytest.raises(StoreError, match="disk is full"):
        run("S/PV.2")
    assert folder(tmp_path) == ["S_PV.1-zh.pdf", "manifest.jsonl"]
    assert [line["symbol"] for line in manifest(tmp_path)] == ["S/PV.1"]


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "to").write_bytes(b"a file")
    with pytest.raises(StoreError, match="not written"):
        run("S/PV.1")


@pytest.mark.parametrize(
    "how",
    [
        {"address": "http://example.org/{symbol}"}, {"address": "https://example.org/"}, {"address": "{symbol}"},
        {"address": "https://me:word@example.org/{symbol}"}, {"address": "https://[/{symbol}"}, {"language": "de"},
        {"manners": replace(MANNERS, contact="a\nb: c")},
    ],
)  # fmt: skip
def test_a_wrong_request_is_refused(run, tmp_path, how):
    with pytest.raises(FetchError):
        run("S/PV.1", **how)
    assert not [*tmp_path.rglob("*.pdf")]


def test_the_manifest_is_the_same_whatever_came_first(server, run, tmp_path):
    server.says(ONE, Answer())
    server.says(TWO, Answer(OTHER))
    run("S/PV.2", "S/PV.1")
    before = (tmp_path / "to" / "manifest.jsonl").read_bytes()
    for name in folder(tmp_path):
        (tmp_path / "to" / name).unlink()
    run("S/PV.1", "S/PV.2")
    assert (tmp_path / "to" / "manifest.jsonl").read_bytes() == before
    assert len(Manifest.read(tmp_path / "to" / "manifest.jsonl").entries) == 2


def test_a_build_takes_the_manifest_as_a_catalogue(server, run, tmp_path):
    server.says("/zh/A/77/1", Answer())
    server.says("/zh/S/2022/1", Answer())
    run("A/77/1", "S/2022/1")
    catalogue = read_catalogue(tmp_path / "to" / "manifest.jsonl")
    held_against = catalogue.held_against([tmp_path / "to" / "A_77_1-zh.pdf"])
    row = held_against.row_of(tmp_path / "to" / "A_77_1-zh.pdf")
    assert (row.symbols, row.date, row.kind, held_against.complaints) == (("A/77/1", "S/2022/1"), "", None, ())


def command(server, tmp_path, *words):
    return call("fetch", *words, "--to", tmp_path / "to", "--address", server.address, "--pause", 0)


def test_the_command_tells_what_became_of_each(server, tmp_path):
    server.says(ONE, Answer())
    (tmp_path / "symbols.txt").write_text("S/PV.1 # a record\n", "utf-8")
    result = command(server, tmp_path, "S/PV.1-2", "--from", tmp_path / "symbols.txt")
    assert result.exit_code == 1
    assert "S/PV.1: fetched: S_PV.1-zh.pdf" in result.stdout
    assert "symbols: 1 fetched, 0 already here, 0 not changed, 1 failed" in result.stdout
    assert result.stderr.startswith("kg: S/PV.2: failed: the server answered 404")
    assert server.paths == [ONE, TWO]
    assert command(server, tmp_path, "S/PV.1").exit_code == 0


def test_the_address_is_a_setting_of_the_environment(server, tmp_path, monkeypatch):
    server.says("/en/S/PV.1", Answer())
    monkeypatch.setenv("LETTERKG_FETCH_ADDRESS", server.address)
    result = call("fetch", "S/PV.1", "--to", tmp_path / "to", "--language", "en")
    assert (result.exit_code, server.paths) == (0, ["/en/S/PV.1"])


@pytest.mark.parametrize(
    ("words", "said"),
    [([], "name symbols"), (["hello"], "'hello' is no symbol"), (["--from", "none.txt"], "none.txt"),
     (["S/1", "--language", "de"], "'de' is no language")],
)  # fmt: skip
def test_a_wrong_command_asks_nothing(server, tmp_path, words, said):
    result = command(server, tmp_path, *words)
    assert (result.exit_code, said in result.stderr, server.paths) == (2, True, [])


def test_without_httpx_the_extra_is_named(tmp_path, monkeypatch):
    for name in [
        name
        for name in sys.modules
        if name.startswith("kg.inputs.") and name.split(".")[2] in ("fetch", "addresses", "download")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)
    result = call("fetch", "S/PV.1", "--to", tmp_path)
    assert (result.exit_code, "letterkg[fetch]" in result.stderr) == (2, True)
