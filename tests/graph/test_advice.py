"""What is said where a store cannot be opened, read or written: each cause in its own words, and no harm advised."""

import errno
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.commands import call
from builders.places import ROOT
from builders.small import LETTER, RECORD, fill, stored_build

from kg.errors import StoreError
from kg.graph.advice import advice
from kg.graph.store import Store

HARM = ("damaged", "move the folder", "delete")
FILL = """
import sys, pathlib, resource
sys.path[:0] = sys.argv[2:]
import pyoxigraph as ox
from kg.graph.records import Build
from kg.graph.store import Store
def build(n): return Build(graph=f"urn:g{n}", path=f"/{n}", file_name=f"{n}", sha256="1", software_version="1",
    lexicon_version="1")
def triples(n): return [ox.Triple(ox.NamedNode(f"urn:s{i}"), ox.NamedNode("urn:p"), ox.Literal("x" * 1000 * n))
    for i in range(200)]
"""


def child(body, folder, **options):
    """What a process of its own says that runs the lines with `folder` and `Store` at hand."""
    code = FILL + "folder = pathlib.Path(sys.argv[1])\n" + body
    words = [sys.executable, "-c", code, str(folder), str(ROOT), str(ROOT / "tests")]
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def said(error, folder=Path("/out")):
    return advice(folder, error)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(f"IO error: {os.strerror(errno.ENOSPC)}: While appending to file: /out/store/9.log"), "disk is full"),
        (OSError(f"IO error: While open a file for appending: {os.strerror(errno.EROFS)}"), "can only be read"),
        (OSError(errno.EACCES, os.strerror(errno.EACCES)), "not permitted"),
        (OSError(f"IO error: While open a file: {os.strerror(errno.EMFILE)}"), "too many files"),
        (OSError(f"IO error: While pread: {os.strerror(errno.EIO)}"), "reports a fault; check it"),
        (OSError("IO error: While lock file: /out/store/LOCK: Resource temporarily unavailable"), "in use by another"),
        (OSError("IO error: lock hold by current process: /out/store/LOCK: No locks available"), "in use by another"),
        (OSError("IO error: While lock file: /out/store/LOCK: No locks available"), "locks of files do not work here"),
        (RuntimeError("Corruption: block checksum mismatch: stored = 1, computed = 2"), "damaged"),
        (OSError("IO error: No such file or directory: /out/store/MANIFEST-000005"), "damaged"),
        (RuntimeError("Invalid argument: Column family not found: id2str"), "no graph here yet; run `kg build PATH"),
        (RuntimeError("Inserts are only possible on read-write instances"), "no graph here yet"),
        (OSError("quite unknown"), "cannot be opened or written: quite unknown"),
        (sqlite3.OperationalError("odd"), "damaged (odd); move this one file aside"),
    ],
)
def test_each_cause_has_its_own_words(error, words):
    assert words in said(error)
    if words != "damaged" and "move" not in words:
        assert not any(harm in said(error) for harm in HARM)


def test_a_folder_s_name_is_no_cause():
    assert "damaged" in said(RuntimeError("Corruption: /lock space/store/1.sst"), Path("/lock space"))
    folder = Path("/" + os.strerror(errno.ENOSPC))
    assert "damaged" in said(RuntimeError(f"Corruption: {folder}/store/1.sst"), folder)


def test_a_limit_on_files_keeps_what_was_stored(tmp_path):
    body = """
with Store(folder) as store:
    store.replace(build(1), triples(1))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, before[1]))
    try:
        for n in range(2, 40): store.replace(build(n), triples(n))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
"""
    done = child(body, tmp_path)
    last = done.stderr.strip().splitlines()[-1]
    assert "StoreError" in last
    assert "larger than files may be here" in last or "takes or gives no more" in last
    with Store(tmp_path) as store:
        stored = [build for build in store.builds() if build.sha256]
        assert stored
        assert all(len(store.lines(build.graph)) == 200 for build in stored)


class Full:
    """A store whose disk takes nothing more."""

    def __init__(self, inner, error):
        self.inner, self.error = inner, error

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def update(self, *_):
        raise self.error

    extend = update


def test_a_full_disk_keeps_what_was_stored(tmp_path, monkeypatch):
    fill(tmp_path)
    full = OSError(f"IO error: {os.strerror(errno.ENOSPC)}: While appending to file")
    with Store(tmp_path) as store:
        before, record = store.lines(LETTER), store.build_of(LETTER)
        node = ox.NamedNode("urn:s")

        inner, store.inner = store.inner, Full(store.inner, full)
        with pytest.raises(StoreError, match=r"disk is full.*is intact"):
            store.replace(stored_build(LETTER, sha256="11"), [ox.Triple(node, node, node)])
        with pytest.raises(StoreError, match="disk is full"):
            store.replace(stored_build("urn:new"), [ox.Triple(node, node, node)])
        store.inner = inner
        assert (store.lines(LETTER), store.build_of(LETTER)) == (before, record)
        assert store.build_of("urn:new") is None


def test_triples_that_cannot_be_made_leave_graph_and_record(tmp_path):
    fill(tmp_path)

    def triples():
        yield ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("x"))
        raise ZeroDivisionError

    with Store(tmp_path) as store:
        before, record = store.lines(LETTER), store.build_of(LETTER)
        with pytest.raises(ZeroDivisionError):
            store.replace(stored_build(LETTER, sha256="11"), triples())
        assert (store.lines(LETTER), store.build_of(LETTER)) == (before, record)


IN_TURN = """
import json, subprocess, sys
from kg.cli import app
for words in json.loads(sys.argv[1]):
    if isinstance(words, str):
        subprocess.run(["bash", "-euc", words], check=True)
    else:
        try:
            app(words)
        except SystemExit:
            pass
"""
"""Runs commands of `kg`, and lines of the shell, in one process: to start one for each takes longer than they do."""


def on_a_disk(folder, options, *commands):
    """What `kg` says, command after command, with a small disk of its own at the folder that only it can see."""
    mount = f"mount -t tmpfs -o {options} tmpfs {folder}"
    space = shutil.which("unshare")
    words = [space or "", "--map-root-user", "--mount", "bash", "-euc"]
    if not space or subprocess.run([*words, mount], capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words += [f'{mount}; exec "$@"', "-", sys.executable, "-c", IN_TURN, json.dumps(commands)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_a_disk_that_is_full_or_can_only_be_read_is_called_so(tmp_path):
    (tmp_path / "disk").mkdir()
    letter, out = str(ROOT / "specimens" / "06-resolution.txt"), str(tmp_path / "disk" / "out")
    build, ask = ["build", letter, "--out", out], ["query", "documents", "--format", "csv", "--out", out]
    said, wrong = on_a_disk(
        tmp_path / "disk", "size=64m", build, f"fallocate -l 1G {tmp_path}/disk/rest || true",
        f"cat /dev/zero > {tmp_path}/disk/more || true", [*build, "--force"],
        ["export", "--to", str(tmp_path / "disk" / "x.nt"), "--format", "nt", "--out", out], ask,
        f"rm {tmp_path}/disk/more {tmp_path}/disk/rest", f"mount -o remount,ro {tmp_path}/disk", build, ask,
    )  # fmt: skip
    assert said.count("06-resolution.txt,") == 2
    assert wrong.count("the disk is full; free some space") == 2
    assert wrong.count("the disk can only be read") == 1
    assert not any(harm in wrong for harm in (*HARM, "Traceback", "in use"))


def test_locked_records_are_in_use(tmp_path):
    fill(tmp_path)
    with (
        closing(sqlite3.connect(tmp_path / "records.sqlite3", isolation_level=None)) as other,
        Store(tmp_path) as store,
    ):
        other.execute("BEGIN EXCLUSIVE")
        store._builds.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(StoreError, match="in use by another process"):
            store.drop(LETTER)
        other.execute("ROLLBACK")
        assert store.build_of(LETTER)


def damage(path, how):
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        random_bytes = random.Random(1).randbytes(len(content))
        path.write_bytes({"empty": b"", "half": content[: len(content) // 2], "garbled": random_bytes}[how])


@pytest.mark.parametrize("how", ["empty", "half", "garbled", "gone"])
@pytest.mark.parametrize("name", ["store/CURRENT", "store/MANIFEST*", "store/*.sst", "store/*.log", "records.sqlite3"])
def test_damage_is_called_so_or_harms_nothing(tmp_path, name, how):
    out = fill(tmp_path / "out")
    with Store(out) as store:
        store.inner.optimize()
    for path in out.glob(name):
        damage(path, how)
    for words in (
        ["query", "documents"],
        ["report", "meeting", "S/PV.1"],
        ["export", "--to", str(tmp_path / "x.nt"), "--format", "nt"],
    ):
        done = call(*words, "--out", str(out))
        if done.exit_code:
            assert "no graph here yet" not in done.output
            assert "in use" not in done.output
            assert "damaged" in done.output, done.output
            assert "delete" not in done.output
            assert "verdicts" not in done.output


def test_the_advice_on_damage_helps(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(ROOT / "specimens" / "06-resolution.txt", tmp_path / "in")
    out = fill(tmp_path / "out")
    (out / "store" / "CURRENT").write_bytes(b"?")
    done = call("build", tmp_path / "in", "--out", out)
    assert f"move the folder {out / 'store'} and the file records.sqlite3 beside it aside" in done.output
    (out / "store").rename(tmp_path / "store")
    (out / "records.sqlite3").rename(tmp_path / "records.sqlite3")
    assert call("build", tmp_path / "in", "--out", out).exit_code == 0


def test_damaged_records_alone_take_nothing_along(tmp_path):
    out = fill(tmp_path / "out")
    (out / "records.sqlite3").write_bytes(b"no such thing\n" * 100)
    with pytest.raises(StoreError, match=r"records\.sqlite3: damaged .*move this one file aside") as caught:
        Store(out)
    assert "store and" not in str(caught.value)
    (out / "records.sqlite3").unlink()
    with Store(out) as store:
        assert store.graphs() == [LETTER, RECORD]


def test_half_written_records_are_taken_back_by_a_reader_too(tmp_path):
    out = fill(tmp_path / "out")
    code = """
with Store(folder) as store:
    store._builds.execute("PRAGMA cache_size = 1")
    store._builds.execute("BEGIN")
    store._builds.executemany("INSERT INTO record SELECT hex(randomblob(500)), path, file_name, '1', 1, 1, 1, '', '[]' "
        "FROM record LIMIT ?", [(1,)] * 500)
    import os; os._exit(9)
"""
    child(code, out)
    assert (out / "records.sqlite3-journal").exists()
    with Store(out, read_only=True) as store:
        assert len(list(store.builds())) == 2


def test_an_empty_folder_names_the_command(tmp_path):
    (tmp_path / "store").mkdir()
    with pytest.raises(StoreError, match="run `kg build PATH --out"):
        Store(tmp_path, read_only=True)


def test_errors_of_others_pass_through(tmp_path):
    fill(tmp_path)
    for error in (BrokenPipeError(errno.EPIPE, "pipe"), RecursionError("deep"), ValueError("x")):
        with pytest.raises(type(error)), Store(tmp_path, read_only=True):
            raise error
