"""How the cost of a build grows with the store: generated letters, built; then one of them changed, and built again.

python benchmarks/growth_store.py [--documents N ...] [--jobs N] [--model NAME] [--every N] [--folder FOLDER]

For each size: processor seconds and wall time of the build, its peak memory, those of a build of the whole folder with
one changed document and of that document alone, the size on disk; first of all one document built into an empty store.
Processor time is that of all processes of the command, peak memory that of the largest. `--every` tells, while a
build runs, what each N documents more have cost. `--folder` is where all is written, and stays; else it is taken away.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generate
from bench import megabytes

COMMAND = (sys.executable, "-c", "import sys; sys.argv[0] = 'kg'; from kg.cli import app; app()")

TRACED = (
    sys.executable,
    "-c",
    f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); from growth_store import traced;"
    " traced(*sys.argv[1:])",
)


@dataclass(frozen=True)
class Cost:
    """Processor seconds, seconds, megabytes at the peak."""

    processor: float
    wall: float
    peak: float

    def __str__(self) -> str:
        return f"{self.processor:8.2f} s, {self.wall:8.2f} s of wall time, {self.peak:6.0f} MB"


def cost(words: Sequence[str], command: Sequence[str] = COMMAND) -> Cost:
    """What a command costs, in a process of its own."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        if command is COMMAND:
            with Path(os.devnull).open("w") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
        os.execv(command[0], [*command, *words])
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"kg {' '.join(words)}: status {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, megabytes(used))


def size(folder: Path) -> float:
    """Megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def traced(source: str, out: str, every: str, *how: str) -> None:
    """Builds a folder, and tells after so many documents each time what these have cost, of this process alone."""
    from kg.graph.memory import give_back
    from kg.pipeline.bench import BenchFactory, bench_of
    from kg.pipeline.documents import build

    given = dict(zip(how[::2], how[1::2], strict=True))
    began = time.process_time(), time.monotonic()
    done = 0

    def tell(_: object, total: int) -> None:
        nonlocal began, done
        done += 1
        if done % int(every) and done < total:
            return
        peak = megabytes(resource.getrusage(resource.RUSAGE_SELF))
        now = time.process_time(), time.monotonic()
        cost = Cost(now[0] - began[0], now[1] - began[1], peak)
        print(f"       {done:6}                       {cost}; {size(Path(out)):.0f} MB on disk", flush=True)
        began = now

    give_back()
    factory = partial(bench_of, BenchFactory(model=given["--model"]))
    build([source], out, factory=factory, jobs=int(given["--jobs"]), progress=tell)


def main() -> None:
    """Measures and prints."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, nargs="+", default=[200, 1000, 2000])
    cli.add_argument("--jobs", type=int, default=1)
    cli.add_argument("--model", default="shipped")
    cli.add_argument("--every", type=int, default=0)
    cli.add_argument("--folder", type=Path)
    given = cli.parse_args()
    how = ("--jobs", str(given.jobs), "--model", given.model)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with nullcontext(given.folder) if given.folder else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (one,) = generate.write(folder / "one", [0])
        alone = cost(["build", str(one), "--out", str(folder / "alone"), *how])
        print(f"1 document into an empty store      {alone}", flush=True)
        for documents in given.documents:
            source, out = folder / f"in-{documents}", folder / f"out-{documents}"
            paths = generate.write(source, range(documents))
            if given.every:
                words, command = [str(source), str(out), str(given.every), *how], TRACED
            else:
                words, command = ["build", str(source), "--out", str(out), *how], COMMAND
            print(f"{documents:6} documents                   {cost(words, command)}", flush=True)
            for file, seed in ((str(source), 2), (str(paths[documents // 2]), 3)):
                paths[documents // 2].write_text(generate.letter(documents // 2, seed), encoding="utf-8")
                changed = cost(["build", file, "--out", str(out), *how])
                what = "one changed, the folder" if file == str(source) else "one changed, its file"
                ratio = changed.processor / alone.processor
                print(f"       {what:28} {changed}; {ratio:.2f} times one into an empty store")
            print(f"       on disk {size(out):.0f} MB", flush=True)


if __name__ == "__main__":
    main()
