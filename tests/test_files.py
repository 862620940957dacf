"""Writing as a whole or not at all: devices, FIFOs, links, sockets, folders; what killed processes leave; causes."""

import errno
import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.files import CAUSES, DRAFTS, atomic, atomic_folder, cause, digest, kind

CHILD = """
import os, sys, time, pathlib
from kg.files import atomic
with atomic(pathlib.Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


def write(path, content=b"new"):
    with atomic(path) as file:
        file.write(content)


def drafts(folder):
    return sorted(folder.glob(f"{DRAFTS}*"))


@pytest.fixture
def writer(tmp_path):
    """A process that is in the midst of writing `slow` in the test's folder."""
    with subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path / "slow")], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"writing\n"
        yield process
        process.kill()


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "deep" / "x.ttl"
    write(path, b"old")
    path.chmod(0o640)
    write(path)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_a_new_file_has_the_permissions_that_any_new_file_has(tmp_path):
    write(tmp_path / "a")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_what_fails_midway_leaves_the_old_file(tmp_path):
    write(tmp_path / "x", b"old")
    with pytest.raises(ZeroDivisionError), atomic(tmp_path / "x") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert (tmp_path / "x").read_bytes() == b"old"
    assert drafts(tmp_path) == []


@pytest.mark.parametrize("relative", [True, False])
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path, relative):
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(Path("far/target") if relative else target)
    write(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    target.unlink()
    write(link, b"again")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"again")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "link", "target"]


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(StoreError, match="not written"):
        write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


def test_a_fifo_is_written_into(tmp_path):
    fifo, got = tmp_path / "fifo", []
    os.mkfifo(fifo)
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    write(fifo, b"through")
    reader.join(timeout=10)
    assert got == [b"through"]
    assert kind(fifo) == "FIFO"


def device(path, major, minor):
    """A device like one of /dev below the test's folder; skips where no device can be made."""
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(major, minor))
        path.write_bytes(b"")
    except OSError:
        pytest.skip("no device can be made here")
    return path


def test_a_device_is_written_into_and_stays_one(tmp_path):
    null = device(tmp_path / "null", 1, 3)
    write(null, b"x" * 100_000)
    assert kind(null) == "character device"
    link = tmp_path / "link"
    link.symlink_to(null)
    write(link)
    assert (link.is_symlink(), kind(null)) == (True, "character device")


def test_a_device_that_is_full_says_so(tmp_path):
    full = device(tmp_path / "full", 1, 7) if Path("/dev/full").exists() else pytest.skip("no such device")
    with pytest.raises(StoreError, match="disk is full"):
        write(full, b"x" * 100_000)
    assert kind(full) == "character device"


def test_folders_and_sockets_are_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
        with pytest.raises(StoreError, match=r"socket: not written \(.*is a socket; name a file"):
            write(Path("socket"))
        assert kind(Path("socket")) == "socket"
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="is a folder; name a file"):
        write(tmp_path / "folder")
    assert list(tmp_path.glob(f"{DRAFTS}*")) == []


def test_a_folder_is_filled_with_all_its_files_or_none(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_bytes(b"old")
    os.mkfifo(tmp_path / "out" / "b")
    with pytest.raises(StoreError, match="is a FIFO; name a file"), atomic_folder(tmp_path / "out") as folder:
        for name in "ab":
            (folder / name).write_bytes(b"new")
    assert (tmp_path / "out" / "a").read_bytes() == b"old"
    (tmp_path / "out" / "b").unlink()
    (tmp_path / "out" / "b").symlink_to(tmp_path / "target")
    with atomic_folder(tmp_path / "out") as folder:
        for name in "ab":
            (folder / name).write_bytes(b"new")
    assert (tmp_path / "target").read_bytes() == (tmp_path / "out" / "a").read_bytes() == b"new"
    assert (tmp_path / "out" / "b").is_symlink()
    assert drafts(tmp_path / "out") == []


def test_what_a_killed_process_leaves_goes_with_the_next_writing(tmp_path, writer):
    (tmp_path / f"{DRAFTS}mine.txt").write_bytes(b"no folder, so not one of the program's")
    held = [path for path in drafts(tmp_path) if path.is_dir()]
    assert len(held) == 1
    write(tmp_path / "x")
    assert held[0].is_dir(), "a living process's draft was taken"
    writer.kill()
    writer.wait()
    assert held[0].is_dir()
    write(tmp_path / "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{DRAFTS}mine.txt", "x"]


def test_many_writers_of_one_folder_take_nothing_of_each_others(tmp_path):
    failed = []

    def work(number):
        try:
            for turn in range(30):
                write(tmp_path / f"{number % 3}", f"{number} {turn}".encode())
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2"]


@pytest.mark.parametrize("number", CAUSES)
def test_each_cause_has_words_by_its_number_or_by_its_name(number):
    assert cause(OSError(number, os.strerror(number))) == CAUSES[number]
    assert cause(RuntimeError(f"IO error: {os.strerror(number)}: While appending to file")) == CAUSES[number]


def test_an_unknown_cause_has_none():
    assert cause(OSError(errno.ECHILD, "no child")) == cause(RuntimeError("odd")) == ""


def test_a_limit_on_the_size_of_files_is_told(tmp_path):
    code = (
        "import resource, sys, pathlib\nfrom kg.files import atomic\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "with atomic(pathlib.Path(sys.argv[1])) as file: file.write(bytes(100_000))"
    )
    (tmp_path / "x").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x")], capture_output=True, text=True, check=False
    )
    assert "StoreError" in done.stderr
    assert "ulimit -f" in done.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_no_digest_of_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(OSError, match="is a FIFO"):
        digest(tmp_path / "fifo")
