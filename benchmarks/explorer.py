"""How long the explorer's pages take over a large store, at first and later, alone and in a crowd.

python benchmarks/explorer.py [--documents 1100] [--out OUT] [--rounds 20] [--seconds 60] [--page FILE]

Builds so many generated letters (1,100 give about a million triples) and one of 55 KB, or takes the store in OUT;
starts `kg serve` over it, and says how long the index for search took. Prints for each kind of page what its first
opening took and what later ones did, by the clock and in processor time (milliseconds); then what pages take while 200
clients ask without a pause for so many seconds, with the memory of the server, and while queries run that never end by
themselves. Exit status 1 where a page takes more than 300 ms or a search more than 100 ms of processor time alone, a
response is not 200, or memory grows.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import httpx
from endpoint import GROWTH, megabytes
from generate import letter, write

from kg.graph.store import Store
from kg.pipeline.documents import build
from kg.web.index.index import FILE

KG = (sys.executable, "-c", "from kg.cli import app; app()")
PAGE, SEARCH = 300.0, 100.0
"""Milliseconds that a page and a search may take."""
CLIENTS = 200
LONG, PARAGRAPHS = "long.txt", 300
"""The longest document, of 55 KB."""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = {
    "home": "/", "documents": "/documents?page=20", "documents of a month": "/documents?period=1950-05",
    "actors": "/actors", "places": "/places", "agreements": "/agreements", "events": "/events",
    "disputes": "/disputes", "problems": "/problems", "pairs": "/pairs",
    "an actor in all documents": "/id/actor/ecuador", "an actor in English": "/id/actor/ecuador?lang=en",
    "its mentions by left context": "/id/actor/ecuador?sort=left&in=20&lang=zh", "a place": "/id/place/quito",
    "a document of 55 KB": "/id/document/long", "the long document in English": "/id/document/long?lang=en",
    "timeline": "/timeline?lang=zh", "timeline of a month": "/timeline?from=1950-06&until=1950-06", "map": "/map",
    "stances": "/stances", "stances of a month": "/stances?from=1950-06&until=1950-06",
    **{f"network: {name}": f"/network?projection={name}" for name in (
        "accusations", "agreements", "citations", "co-participation", "compliance", "meetings", "speakers", "stances"
    )},
    "a network of a month": "/network?from=1950-06&until=1950-06", "questions": "/ask", "editor": "/editor",
    "search: a name": "/found?q=厄瓜多尔", "search: two characters": "/found?q=基多",
    "search: one character": "/found?q=的", "search: words": "/found?q=停火", "search: a file": "/found?q=letter-0007",
}  # fmt: skip
ASKED = {"a question": "/ask/accusations?run=1&from=1950-03-01&until=1950-03-05"}
"""What two processes answer in turn: of many at once most are told that they have to wait."""
LINKED = {
    "a letter": ("/documents?page=20", "document"), "a dispute": ("/disputes", "occurrence"),
    "an agreement": ("/agreements", "agreement"),
}  # fmt: skip


class Took(NamedTuple):
    """What a page took: milliseconds by the clock, and of processor time of the server."""

    clock: float
    processor: float


@dataclass
class Crowd:
    """What many clients met: how often which status, and the megabytes of the server meanwhile."""

    statuses: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """Responses other than 200."""
        return self.statuses.total() - self.statuses["200"]

    @property
    def growth(self) -> float:
        """How many times the memory of the second quarter of the time that of the last quarter is."""
        quarter = len(self.memory) // 4
        return max(self.memory[-quarter:]) / max(self.memory[quarter : 2 * quarter]) if quarter else 1.0


@contextmanager
def serving(out: Path) -> Iterator[tuple[str, int]]:
    """`kg serve` over an output folder: its address, and the number of its process."""
    command = [*KG, "serve", "--port", "0", "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().split()[0].rstrip("/"), process.pid
        finally:
            process.terminate()


def processor(process: int) -> float:
    """Milliseconds of processor time that a process has had; 0 where the system does not tell."""
    return 1000 * time.clock_gettime((~process << 3) | 2) if sys.platform == "linux" else 0.0


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


def measured(client: httpx.Client, process: int, paths: Mapping[str, str], rounds: int) -> dict[str, list[Took]]:
    """What each page took, so many times; raises HTTPStatusError for a response that is none."""
    times: dict[str, list[Took]] = {name: [] for name in paths}
    for _ in range(rounds):
        for name, path in paths.items():
            had, begun = processor(process), time.perf_counter()
            client.get(path).raise_for_status()
            times[name].append(Took(1000 * (time.perf_counter() - begun), processor(process) - had))
    return times


async def crowd(address: str, process: int, paths: Sequence[str], seconds: float) -> Crowd:
    """So many clients that ask one page after another without a pause."""
    met = Crowd()
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        end = time.monotonic() + seconds

        async def ask(at: int) -> None:
            while time.monotonic() < end:
                try:
                    met.statuses[str((await client.get(paths[at % len(paths)])).status_code)] += 1
                except httpx.HTTPError as error:
                    met.statuses[type(error).__name__] += 1
                at += 1

        async def watch() -> None:
            while time.monotonic() < end:
                met.memory.append(megabytes(process))
                await asyncio.sleep(0.5)

        await asyncio.gather(watch(), *(ask(number) for number in range(CLIENTS)))
    return met


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


def alone_table(first: Mapping[str, Sequence[Took]], later: Mapping[str, Sequence[Took]]) -> str:
    """First and later openings as a table in Markdown."""
    rows = []
    for name, times in later.items():
        clock, busy = (statistics.median(getattr(one, what) for one in times) for what in Took._fields)
        slowest = max(one.clock for one in times)
        once = first[name][0]
        rows.append(
            f"| {name} | {once.clock:,.0f} | {once.processor:,.0f} | {clock:,.0f} | {busy:,.0f} | {slowest:,.0f} |"
        )
    head = "| page | first | processor | later, median | processor | slowest |\n|---|---:|---:|---:|---:|---:|\n"
    return "## One reader, milliseconds\n\n" + head + "\n".join(rows) + "\n"


def beside_table(title: str, times: Mapping[str, Sequence[Took]]) -> str:
    """Times by the clock as a table in Markdown."""
    rows = (
        f"| {name} | {statistics.median(one.clock for one in each):,.0f} | {max(one.clock for one in each):,.0f} |"
        for name, each in times.items()
    )
    return f"## {title}\n\n| page | median, ms | slowest, ms |\n|---|---:|---:|\n" + "\n".join(rows) + "\n"


def told(met: Crowd, seconds: float) -> str:
    """What the crowd met, in words."""
    statuses = ", ".join(f"{status}: {number:,}" for status, number in sorted(met.statuses.items()))
    return (
        f"## {CLIENTS} clients that ask without a pause for {seconds:g} s\n\n"
        f"{met.statuses.total() / seconds:,.0f} pages a second ({statuses}). Memory of the server with its processes: "
        f"at most {max(met.memory):,.0f} MB; in the last quarter {met.growth:.2f} times that of the second.\n"
    )


def slow_in(first: Mapping[str, Sequence[Took]], later: Mapping[str, Sequence[Took]]) -> list[str]:
    """The pages over their bound, in processor time, which a busy machine does not change; a query takes its own."""
    slow = []
    for name in first:
        bound = SEARCH if name.startswith("search") else PAGE
        if max(first[name][0].processor, statistics.median(one.processor for one in later[name])) > bound:
            slow.append(name)
    return slow


def run(out: Path, rounds: int, seconds: float) -> tuple[str, bool]:
    """The page of results over the store of an output folder, and whether all is within its bounds."""
    with Store(out, read_only=True) as store:
        triples, documents = len(store.inner), len(store.graphs())
    (out / FILE).unlink(missing_ok=True)
    begun = time.perf_counter()
    with serving(out) as (address, process), httpx.Client(base_url=address, timeout=120) as client:
        made = time.perf_counter() - begun
        time.sleep(2)  # what is loaded while nobody waits
    with serving(out) as (address, process), httpx.Client(base_url=address, timeout=120) as client:
        time.sleep(2)
        found = dict(linked(client))
    with serving(out) as (address, process), httpx.Client(base_url=address, timeout=120) as client:
        time.sleep(2)
        paths = PATHS | found
        first = measured(client, process, paths, 1)
        later = measured(client, process, paths | ASKED, rounds)
        with endless(address):
            beside = measured(client, process, paths, 3)
    with serving(out) as (address, process):
        met = asyncio.run(crowd(address, process, list(paths.values()), seconds))
    size = (out / FILE).stat().st_size / 1e6
    head = (
        f"# The explorer's pages\n\n{triples:,} triples in {documents:,} graphs. `kg serve` took {made:.1f} s"
        f" to start, with making the index ({size:.0f} MB); it is made once, and after that kept up to date.\n"
    )
    slow = slow_in(first, later)
    first |= {name: [Took(0, 0)] for name in ASKED}
    parts = [alone_table(first, later), beside_table("Beside four queries that run to their bound", beside),
             told(met, seconds)]  # fmt: skip
    foot = f"Over {PAGE:g} ms (a search {SEARCH:g} ms) of processor time: {', '.join(slow) or 'none'}.\n"
    page = "\n".join([head, *parts, foot, "Made by `python benchmarks/explorer.py`.\n"])
    return page, not (slow or met.wrong or met.growth > GROWTH)


def main() -> None:
    """Measures, prints, writes."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, default=1100)
    cli.add_argument("--out", type=Path)
    cli.add_argument("--rounds", type=int, default=20)
    cli.add_argument("--seconds", type=float, default=60)
    cli.add_argument("--page", type=Path)
    given = cli.parse_args()
    with ExitStack() as stack:
        out = given.out
        if out is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            write(folder / "letters", range(given.documents))
            (folder / "letters" / LONG).write_text(letter(0, 2, PARAGRAPHS), encoding="utf-8")
            out = folder / "output"
            build([folder / "letters"], out)
        page, good = run(out, given.rounds, given.seconds)
    print(page)
    if given.page:
        given.page.write_text(page, encoding="utf-8")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
