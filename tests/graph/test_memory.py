"""What a store keeps in memory does not grow with it: few files are open at once, and what is freed is given back."""

import os
import re
import subprocess
import sys

import pytest

from kg.graph.memory import few_files
from kg.graph.store import Store

resource = pytest.importorskip("resource")
FREED = """
import sys
from kg.graph.memory import give_back

def resident():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))

if sys.argv[1] == "given back":
    give_back()
bytearray(30_000_000)  # after this malloc takes blocks of up to this size out of the heap
before, kept = resident(), []
for _ in range(20):
    large = [bytearray(b"x") * 1_000_000 for _ in range(5)]
    kept.append(bytearray(1000))  # a small one that lives on stands above them
print(resident() - before)
del large
kept.append(bytearray(1000))
print(resident() - before)
"""


def limit():
    return resource.getrlimit(resource.RLIMIT_NOFILE)


def test_few_files_are_open_while_a_store_is_written(tmp_path):
    before = limit()
    with Store(tmp_path):
        assert limit() == before
        (options,) = (tmp_path / "store").glob("OPTIONS-*")
    found = re.search(r"max_open_files=(\d+)", options.read_text(encoding="utf-8"))
    assert found
    assert int(found[1]) < 200


def test_a_store_opens_where_many_files_are_open_already(tmp_path):
    before = limit()
    if before[0] < 700:
        pytest.skip(f"this process may have {before[0]} files")
    files = [os.open(os.devnull, os.O_RDONLY) for _ in range(500)]
    try:
        with Store(tmp_path) as store:
            assert store.graphs() == []
    finally:
        for file in files:
            os.close(file)
    assert limit() == before


def test_a_limit_that_is_low_already_is_left(tmp_path):
    soft, hard = limit()
    resource.setrlimit(resource.RLIMIT_NOFILE, (80, hard))
    try:
        with few_files():
            assert limit() == (80, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_is_freed_is_given_back():
    if os.confstr("CS_GNU_LIBC_VERSION") is None:
        pytest.skip("another C library than glibc")

    # Dask, once it has started a worker, leaves a setting of malloc in this process.
    unset = {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_"))}

    def left(how):
        command = [sys.executable, "-c", FREED, how]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=unset)
        return int(done.stdout.split()[1])

    assert left("given back") < 3000  # KB
    assert left("as it was") > 3000, "malloc gives it back of itself: the module is of no use any more"
