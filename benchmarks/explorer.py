"""How long the explorer's pages take over a large store, and whether a query that runs to its bound slows them.

python benchmarks/explorer.py [--documents 1100] [--out OUT] [--rounds 20] [--page FILE]

Builds so many generated letters (1,100 give about a million triples), or takes the store in OUT; starts `kg serve` over
it, and says how long the index for search took. Prints for each kind of page the median and the slowest time over HTTP
(milliseconds), alone, while 200 clients ask, and while queries run that never end by themselves. Exit status 1 where a
page takes more than 300 ms or a search more than 100 ms alone, or where a response is not 200.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
from generate import write

from kg.graph.store import Store
from kg.pipeline.documents import build
from kg.web.index.index import FILE

KG = (sys.executable, "-c", "from kg.cli import app; app()")
PAGE, SEARCH = 300.0, 100.0
"""Milliseconds that a page and a search may take."""
CLIENTS = 200
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = {
    "home": "/", "documents": "/documents?page=20", "documents of a month": "/documents?period=1950-05",
    "actors": "/actors", "events": "/events", "disputes": "/disputes", "problems": "/problems", "pairs": "/pairs",
    "an actor in all documents": "/id/actor/ecuador",
    "its mentions by left context": "/id/actor/ecuador?sort=left&in=20",
    "timeline": "/timeline", "timeline of a month": "/timeline?from=1950-06&until=1950-06", "map": "/map",
    "stances": "/stances", "a network": "/network", "a network of a month": "/network?from=1950-06&until=1950-06",
    "search: a name": "/found?q=厄瓜多尔", "search: two characters": "/found?q=基多",
    "search: one character": "/found?q=的", "search: words": "/found?q=停火", "search: a file": "/found?q=letter-0007",
}  # fmt: skip
ASKED = {"a question": "/ask/accusations?run=1&from=1950-03-01&until=1950-03-05"}
"""What two processes answer in turn: of many at once most are told that they have to wait."""
LINKED = {"a document": ("/documents?page=20", "document"), "a dispute": ("/disputes", "occurrence")}


@contextmanager
def serving(out: Path) -> Iterator[str]:
    """`kg serve` over an output folder: its address."""
    command = [*KG, "serve", "--port", "0", "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().split()[0]
        finally:
            process.terminate()


def linked(client: httpx.Client) -> Iterator[tuple[str, str]]:
    """Pages whose addresses depend on the store: the first that a list leads to, and a claim and an event of it."""
    for name, (path, kind) in LINKED.items():
        found = re.search(rf'href="(/id/{kind}/[^"#]+)"', client.get(path).text)
        if found:
            yield name, found[1]
    actor = client.get(PATHS["an actor in all documents"]).text
    for name in ("claim", "event"):
        if found := re.search(rf'href="(/id/{name}/[^"#]+)"', actor):
            yield f"a {name}" if name == "claim" else f"an {name}", found[1]


def measured(client: httpx.Client, paths: Mapping[str, str], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each page, so many times; raises HTTPStatusError for a response that is none."""
    times: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(rounds):
        for name, path in paths.items():
            begun = time.perf_counter()
            client.get(path).raise_for_status()
            times[name].append(1000 * (time.perf_counter() - begun))
    return times


@contextmanager
def crowd(address: str, paths: Sequence[str], number: int) -> Iterator[list[int]]:
    """So many clients that ask one page after another meanwhile; gives the statuses other than 200 that they met."""
    ended, wrong = threading.Event(), list[int]()

    def ask(start: int) -> None:
        with httpx.Client(base_url=address, timeout=120) as client:
            at = start
            while not ended.is_set():
                status = client.get(paths[at % len(paths)]).status_code
                wrong.extend([status] * (status != httpx.codes.OK))
                at += 1

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield wrong
    finally:
        ended.set()
        for thread in threads:
            thread.join()


@contextmanager
def endless(address: str, number: int = 4) -> Iterator[None]:
    """So many queries meanwhile that run to their bound."""

    def ask() -> None:
        httpx.post(f"{address}/sparql", data={"query": ENDLESS}, timeout=120)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    yield


def table(title: str, times: Mapping[str, Sequence[float]]) -> str:
    """The times as a table in Markdown."""
    rows = (f"| {name} | {statistics.median(one):,.0f} | {max(one):,.0f} |" for name, one in times.items())
    return f"## {title}\n\n| page | median, ms | slowest, ms |\n|---|---:|---:|\n" + "\n".join(rows) + "\n"


def run(out: Path, rounds: int) -> tuple[str, bool]:
    """The page of results over the store of an output folder, and whether all is within its bounds."""
    with Store(out, read_only=True) as store:
        triples, documents = len(store.inner), len(store.graphs())
    (out / FILE).unlink(missing_ok=True)
    begun = time.perf_counter()
    with serving(out) as address, httpx.Client(base_url=address.rstrip("/"), timeout=120) as client:
        made = time.perf_counter() - begun
        paths = PATHS | dict(linked(client))
        measured(client, paths, 1)  # what a first request loads
        alone = measured(client, paths | ASKED, rounds)
        with crowd(address.rstrip("/"), list(paths.values()), CLIENTS) as wrong:
            crowded = measured(client, paths, 3)
        with endless(address.rstrip("/")):
            beside = measured(client, paths, 5)
    size = (out / FILE).stat().st_size / 1e6
    head = (
        f"# The explorer's pages\n\n{triples:,} triples in {documents:,} graphs. `kg serve` took {made:.1f} s"
        f" to start, with making the index ({size:.0f} MB); it is made once, and after that kept up to date.\n"
    )
    parts = [
        table("One reader", alone), table(f"Beside {CLIENTS} clients that ask without a pause", crowded),
        table("Beside four queries that run to their bound", beside),
    ]  # fmt: skip
    slow = [
        name
        for name in paths  # a question takes what its query takes
        if statistics.median(alone[name]) > (SEARCH if name.startswith("search") else PAGE)
    ]
    foot = f"Of the clients {len(wrong)} met another status than 200. Too slow: {', '.join(slow) or 'none'}.\n"
    return "\n".join([head, *parts, foot, "Made by `python benchmarks/explorer.py`.\n"]), not (slow or wrong)


def main() -> None:
    """Measures, prints, writes."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, default=1100)
    cli.add_argument("--out", type=Path)
    cli.add_argument("--rounds", type=int, default=20)
    cli.add_argument("--page", type=Path)
    given = cli.parse_args()
    with ExitStack() as stack:
        out = given.out
        if out is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            write(folder / "letters", range(given.documents))
            out = folder / "output"
            build([folder / "letters"], out)
        page, good = run(out, given.rounds)
    print(page)
    if given.page:
        given.page.write_text(page, encoding="utf-8")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
