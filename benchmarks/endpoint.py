"""How long the endpoint takes to answer, and whether it stands many clients at once.

python benchmarks/endpoint.py [OUT] [--rounds 50] [--clients 200] [--seconds 60] [--workers 2]

OUT is the output folder of a build; without it specimens/ are built. Starts `kg endpoint` over it. Prints how long each
of some questions takes over HTTP (milliseconds of wall time, median and the time that 95 of 100 keep to), beside what
`kg query` needs for a process of its own. Then so many clients ask for so many seconds, each the next question as soon
as it has an answer, small and large answers and wrong requests in turn. Exit status 1 where a response is not what it
should be, or where the memory of the server and its processes has grown by more than a fifth from the second quarter
of the time to the last.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from kg.graph.queries import question_of
from kg.graph.query_process import answer_apart
from kg.pipeline.documents import build

ROOT = Path(__file__).parent.parent
KG = (sys.executable, "-c", "from kg.cli import app; app()")
QUESTIONS = {
    "nothing": "ASK {}",
    "ten triples": "SELECT * { ?s ?p ?o } LIMIT 10",
    "documents": "SELECT ?document ?name { ?document lkg:fileName ?name } ORDER BY ?name",
    "claims counted": "SELECT ?act (COUNT(*) AS ?n) { ?claim a lkg:Claim ; lkg:act ?act } GROUP BY ?act ORDER BY ?act",
    "ten thousand triples": "SELECT * { ?s ?p ?o } LIMIT 10000",
    "one graph": "CONSTRUCT { ?s ?p ?o } { { SELECT ?g { GRAPH ?g {} } LIMIT 1 } GRAPH ?g { ?s ?p ?o } }",
}
WRONG = "SELECT * {"
DIRECT = {"Content-Type": "application/sparql-query"}
GROWTH = 1.2


@dataclass
class Load:
    """What many clients met: responses by status, seconds of each right one, and megabytes of memory over the time."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """Responses that are not what they should be."""
        return sum(number for status, number in self.statuses.items() if status not in ("200", "400 as it should"))

    @property
    def growth(self) -> float:
        """How many times the memory of the second quarter of the time that of the last quarter is."""
        quarter = len(self.memory) // 4
        return max(self.memory[-quarter:]) / max(self.memory[quarter : 2 * quarter]) if quarter else 1.0


@contextmanager
def serving(out: Path, workers: int = 2) -> Iterator[tuple[str, int]]:
    """A `kg endpoint` over an output folder: its URL and its process."""
    command = [*KG, "endpoint", "--port", "0", "--out", str(out), "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().split()[0], process.pid
        finally:
            process.terminate()


def megabytes(process: int) -> float:
    """The memory of a process and of those that it has started; 0 where the system does not tell."""
    total = 0.0
    for one in (process, *_children(process)):
        try:
            found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{one}/status").read_text("utf-8"))
        except OSError:
            continue
        total += int(found[1]) / 1024 if found else 0
    return total


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()]
    except OSError:
        return []


def latencies(url: str, rounds: int) -> dict[str, list[float]]:
    """The seconds of each question, one after the other on one connection."""
    found: dict[str, list[float]] = {}
    with httpx.Client(timeout=60, headers=DIRECT) as client:
        for name, text in QUESTIONS.items():
            for _ in range(rounds + 1):
                begun = time.perf_counter()
                client.post(url, content=text).raise_for_status()
                found.setdefault(name, []).append(time.perf_counter() - begun)
    return {name: times[1:] for name, times in found.items()}


async def load(url: str, process: int, clients: int, seconds: float) -> Load:
    """So many clients, each asking one question after the other for so many seconds, at least one."""
    met = Load()
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(timeout=60, headers=DIRECT, limits=limits) as client:
        end = time.monotonic() + seconds

        async def ask(number: int) -> None:
            texts = [*QUESTIONS.values(), WRONG]
            await _ask(client, url, texts[number % len(texts)], met)
            while time.monotonic() < end:
                number += 1
                await _ask(client, url, texts[number % len(texts)], met)

        async def watch() -> None:
            while time.monotonic() < end:
                met.memory.append(megabytes(process))
                await asyncio.sleep(min(0.5, seconds / 20))

        await asyncio.gather(watch(), *(ask(number) for number in range(clients)))
    return met


async def _ask(client: httpx.AsyncClient, url: str, text: str, met: Load) -> None:
    begun = time.perf_counter()
    try:
        response = await client.post(url, content=text)
    except httpx.HTTPError as error:
        met.statuses[type(error).__name__] += 1
        return
    met.seconds.append(time.perf_counter() - begun)
    expected = 400 if text == WRONG else 200
    right = response.status_code == expected
    met.statuses[f"{response.status_code}{' as it should' * (right and expected == 400)}"] += 1


def table(found: dict[str, list[float]], out: Path, rounds: int) -> str:
    """The latencies as a table."""
    lines = ["question                 median ms   95% ms   a process of its own ms"]
    for name, times in found.items():
        apart = []
        for _ in range(max(rounds // 10, 1)):
            begun = time.perf_counter()
            answer_apart(out / "store", question_of(QUESTIONS[name]))
            apart.append(time.perf_counter() - begun)
        middle, most = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
        lines.append(f"{name:24} {middle * 1e3:9.1f} {most * 1e3:8.1f} {statistics.median(apart) * 1e3:25.1f}")
    return "\n".join(lines)


def told(met: Load, clients: int, seconds: float) -> str:
    """What the clients met, in words."""
    times = sorted(met.seconds)
    statuses = ", ".join(f"{status}: {number:,}" for status, number in sorted(met.statuses.items()))
    return (
        f"{clients} clients for {seconds:g} s: {len(times) / seconds:,.0f} answers a second ({statuses}); median "
        f"{statistics.median(times) * 1e3:,.0f} ms, 95% {times[int(len(times) * 0.95)] * 1e3:,.0f} ms; memory at most "
        f"{max(met.memory):,.0f} MB, in the last quarter {met.growth:.2f} times that of the second"
    )


def main(words: Sequence[str] | None = None) -> int:
    """Measures, tells, and gives the exit status."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("out", type=Path, nargs="?")
    cli.add_argument("--rounds", type=int, default=50)
    cli.add_argument("--clients", type=int, default=200)
    cli.add_argument("--seconds", type=float, default=60)
    cli.add_argument("--workers", type=int, default=2)
    given = cli.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        out = given.out or Path(folder)
        if not given.out:
            build([ROOT / "specimens"], out, [ROOT / "specimens" / "lexicon"])
        with serving(out, given.workers) as (url, process):
            print(table(latencies(url, given.rounds), out, given.rounds), flush=True)
            met = asyncio.run(load(url, process, given.clients, given.seconds))
        print(told(met, given.clients, given.seconds))
    return 1 if met.wrong or met.growth > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
