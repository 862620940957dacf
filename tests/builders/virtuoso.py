"""A Virtuoso for the tests: Debian's `virtuoso-opensource`, on the loopback, with all its files in one folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PROGRAM = shutil.which("virtuoso-t")
SECONDS = 60
LOGIN = ("dba", "dba")
SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[str]:
    """Starts a server whose files lie in the folder; gives its address, such as http://127.0.0.1:40000.

    An answer has at most so many rows.
    """
    assert PROGRAM
    sql, http = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.format(folder=folder, sql=sql, http=http, rows=rows), encoding="utf-8")
    address = f"http://127.0.0.1:{http}"
    with subprocess.Popen(
        [PROGRAM, "+foreground", "+configfile", settings],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(process, address)
            yield address
        finally:
            process.kill()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(f"{address}/sparql", params={"query": "ASK {}"}).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"Virtuoso has not started (exit status {process.poll()}); see virtuoso.log in its folder")
