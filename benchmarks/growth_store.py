"""How the cost of a build grows with the store: generated letters, built; then one of them changed, and built again.

python benchmarks/growth_store.py [--documents N ...] [--jobs N] [--model NAME]

For each size: processor seconds and wall time of the build, its peak memory, those of a build of the whole folder with
one changed document and of that document alone, the size on disk; first of all one document built into an empty store.
Processor time is that of all processes of the command, peak memory that of the largest.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generate

COMMAND = (sys.executable, "-c", "import sys; sys.argv[0] = 'kg'; from kg.cli import app; app()")


@dataclass(frozen=True)
class Cost:
    """Processor seconds, seconds, megabytes at the peak."""

    processor: float
    wall: float
    peak: float

    def __str__(self) -> str:
        return f"{self.processor:8.2f} s, {self.wall:8.2f} s of wall time, {self.peak:6.0f} MB"


def cost(words: Sequence[str]) -> Cost:
    """What a command costs, in a process of its own."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        os.execv(COMMAND[0], [*COMMAND, *words])
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"kg {' '.join(words)}: status {os.waitstatus_to_exitcode(status)}")
    peak = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, peak)


def size(folder: Path) -> float:
    """Megabytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Measures and prints."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, nargs="+", default=[200, 1000, 2000])
    cli.add_argument("--jobs", type=int, default=1)
    cli.add_argument("--model", default="shipped")
    given = cli.parse_args()
    how = ("--jobs", str(given.jobs), "--model", given.model)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (one,) = generate.write(folder / "one", [0])
        alone = cost(["build", str(one), "--out", str(folder / "alone"), *how])
        print(f"1 document into an empty store      {alone}", flush=True)
        for documents in given.documents:
            source, out = folder / f"in-{documents}", folder / f"out-{documents}"
            paths = generate.write(source, range(documents))
            print(f"{documents:6} documents                   {cost(['build', str(source), '--out', str(out), *how])}")
            for words, seed in ((str(source), 2), (str(paths[documents // 2]), 3)):
                paths[documents // 2].write_text(generate.letter(documents // 2, seed), encoding="utf-8")
                changed = cost(["build", words, "--out", str(out), *how])
                what = "one changed, the folder" if words == str(source) else "one changed, its file"
                ratio = changed.processor / alone.processor
                print(f"       {what:28} {changed}; {ratio:.2f} times one into an empty store")
            print(f"       on disk {size(out):.0f} MB", flush=True)


if __name__ == "__main__":
    main()
