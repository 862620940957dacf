"""How a build grows with the number of its files alone: documents of one statement each, by the stub of the tests.

python benchmarks/growth_files.py [--documents N ...]

For each size: processor seconds and peak memory of the build after each tenth of the files; then those of a build of
the whole folder with one changed file, and of that file alone. All is done in this process: no start is counted.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from bench import megabytes
from builders.bench import stub_bench  # type: ignore[import-not-found]
from growth_store import Cost

from kg.graph.memory import give_back
from kg.pipeline.documents import build


def measured(paths: list[Path], out: Path, every: int = 0) -> Cost:
    """What a build costs; with `every` what it has cost so far is told after so many files each time."""
    began, done = (time.process_time(), time.monotonic()), 0

    def so_far() -> Cost:
        peak = megabytes(resource.getrusage(resource.RUSAGE_SELF))
        return Cost(time.process_time() - began[0], time.monotonic() - began[1], peak)

    def tell(_: object, total: int) -> None:
        nonlocal done
        done += 1
        if every and done % every == 0:
            print(f"       {done:6} of {total}             {so_far()}", flush=True)

    bench = stub_bench()
    build([*paths], out, factory=lambda: bench, progress=tell)
    return so_far()


def main() -> None:
    """Measures and prints."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    give_back()
    for documents in cli.parse_args().documents:
        with tempfile.TemporaryDirectory() as name:
            folder, out = Path(name, "in"), Path(name, "out")
            folder.mkdir()
            paths = [folder / f"n{number:06}.txt" for number in range(documents)]
            for number, path in enumerate(paths):
                path.write_text(f"D{number} 甲国说了第{number}句话", encoding="utf-8")
            print(f"{documents:6} documents                   {measured([folder], out, max(1, documents // 10))}")
            changed = paths[documents // 2]
            for what, given in (("the folder", folder), ("its file", changed)):
                changed.write_text(f"D{documents // 2} 乙国在{what}说了另一句话", encoding="utf-8")
                print(f"       one changed, {what:15} {measured([given], out)}", flush=True)


if __name__ == "__main__":
    main()
