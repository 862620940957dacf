"""Speed and memory of a whole build and its stages on one core, against bare segmentation of the same text.

python benchmarks/bench.py [PATH...] [--rounds N] [--baseline]

Documents: the given files and folders; without any, the real documents in ../shared if they are there, else specimens/.
Writes benchmarks/RESULTS.md (what is written there by hand, below its mark, stays), and with --baseline
benchmarks/baseline-speed.json, the figures of a state of the program that later ones are held against. In each round a
build with the model, one without it, bare segmentation and what the machine itself needs are measured, each in a
process of its own on one core. Seconds are of the processor. What is written is the median of the rounds; of a ratio it
is that of the rounds' ratios, which a busy machine changes least.

A build is the library's `build` into an empty folder. A stage is what the functions named in SEAMS take, without what
they call of other stages; the store is what is left of the build, its own threads included. Loading is done before, up
to a first document.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Times = dict[str, float]
ROOT = Path(__file__).parent.parent
REAL = (ROOT.parent / "shared" / "letters", ROOT.parent / "shared" / "corpora" / "un")
RESULTS, BASELINE = ROOT / "benchmarks" / "RESULTS.md", ROOT / "benchmarks" / "baseline-speed.json"
SEAMS = {
    "read": ("kg.pipeline.extractor:read_source", "kg.pipeline.extractor:repair"),
    "structure": ("kg.pipeline.extractor:structures",),
    "annotate": ("kg.pipeline.extractor:annotate",),
    "extract": ("kg.pipeline.extractor:document_claims",),
    "rdf": ("kg.pipeline.documents:produce",),
    "validate": (),  # the bench's own check
    "link": ("kg.pipeline.documents:refresh",),
    "outputs": (
        "kg.pipeline.documents:notices", "kg.pipeline.documents:write_outputs", "kg.pipeline.documents:summarize",
    ),
}  # fmt: skip
"""The functions of each stage, where the build looks them up; an outer one's time is without that of inner ones."""
REST = "store"
NOTES = "<!-- What follows is written by hand. -->"
STAGES = ("read", "structure", "annotate", "extract", "rdf", "validate", REST, "link", "outputs")
WHOLE, LOAD, PKUSEG = "whole", "load", "segmentation"
READING, BULK = "reading the files", "Oxigraph's bulk load of the same triples"
MODELS = {"with the model": "shipped", "without it": "none"}
FIRST = "致联合国秘书长的信\n\n我国政府谨通知如下：昨日甲国部队在乙地开火，造成3人死亡，二十三人受伤。\n"


class Clock:
    """The processor's seconds of each stage; one that begins inside another stops the other's clock.

    Only this thread's count: the store's own threads work on while a later stage runs.
    """

    def __init__(self) -> None:
        self.times: defaultdict[str, float] = defaultdict(float)
        self._stages: list[str] = []
        self._since = time.thread_time()

    def _tick(self) -> None:
        now = time.thread_time()
        if self._stages:
            self.times[self._stages[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts what is done inside to a stage."""
        self._tick()
        self._stages.append(name)
        try:
            yield
        finally:
            self._tick()
            self._stages.pop()

    def timed(self, name: str, work: Callable[..., T]) -> Callable[..., T]:
        """The function, counted to a stage."""

        def counted(*given: Any, **named: Any) -> T:  # noqa: ANN401
            with self.stage(name):
                return work(*given, **named)

        return counted


def megabytes(used: resource.struct_rusage) -> float:
    """The peak memory of processes, which macOS tells in bytes, other systems in kilobytes."""
    return used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def run_build(paths: Sequence[Path], model: str, kept: Path | None = None) -> Times:
    """The seconds of loading and of each stage of a build; `kept` is where its triples are written, for `run_bulk`."""
    import kg
    from kg.pipeline.bench import BenchFactory

    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder, "first.txt")
        first.write_text(FIRST, encoding="utf-8")
        bench = BenchFactory(model=model)()
        kg.build([first], Path(folder, "first"), factory=lambda: bench)
        loaded = time.process_time()
        for stage, names in SEAMS.items():
            for name in names:
                module, _, attribute = name.partition(":")
                home = import_module(module)
                setattr(home, attribute, clock.timed(stage, getattr(home, attribute)))
        timed = replace(bench, check=clock.timed("validate", bench.check))
        begun = time.process_time()
        kg.build(paths, Path(folder, "out"), factory=lambda: timed)
        whole = time.process_time() - begun
        peak = megabytes(resource.getrusage(resource.RUSAGE_SELF))
        if kept:
            with kg.Store(Path(folder, "out"), read_only=True) as store, kept.open("wb") as file:
                kg.export(store, "nq", file)
    rest = whole - sum(clock.times.values())
    return {**clock.times, REST: rest, WHOLE: whole, LOAD: loaded, "peak": peak}


def run_segmentation(paths: Sequence[Path]) -> Times:
    """The seconds of segmentation by the shipped model's segmenter alone."""
    from kg.mentions.ner.models import SEGMENTER
    from kg.mentions.ner.segmenter import load_segmenter
    from kg.resources import shipped

    segmenter = load_segmenter(shipped("models") / "zh" / SEGMENTER)
    texts = [path.read_text("utf-8") for path in paths]
    clock = Clock()
    with clock.stage(PKUSEG):
        for text in texts:
            segmenter.cut(text)
    return {**clock.times}


def run_limits(paths: Sequence[Path], quads: Path) -> Times:
    """The seconds that reading the files takes, and that Oxigraph takes to load what was built in one go."""
    import pyoxigraph as ox

    clock = Clock()
    with clock.stage(READING):
        for path in paths:
            path.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()  # of all its threads
        store = ox.Store(folder)
        store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
        store.flush()
        return {**clock.times, BULK: time.process_time() - begun}


def measured(what: str, paths: Sequence[Path], quads: Path) -> Times:
    """What a process of its own, on one core, measures."""
    command = [sys.executable, __file__, "--measure", what, "--quads", str(quads), *map(str, paths)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    found: Times = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str, paths: Sequence[Path], quads: Path) -> None:
    """Measures one thing in this process and prints it as JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if what == PKUSEG:
        times = run_segmentation(paths)
    elif what == "limits":
        times = run_limits(paths, quads)
    else:
        times = run_build(paths, MODELS[what], quads if what == next(iter(MODELS)) else None)
    print(json.dumps(times))


def rounds_of(paths: Sequence[Path], number: int) -> dict[str, list[Times]]:
    """What was measured, by what it is of, a round after the other."""
    found: dict[str, list[Times]] = {what: [] for what in (*MODELS, PKUSEG, "limits")}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(number):
            for what, rounds in found.items():
                rounds.append(measured(what, paths, Path(folder, "all.nq")))
    return found


def figures(found: Mapping[str, Sequence[Times]]) -> dict[str, dict[str, Times]]:
    """By model, the median seconds of each thing, and the median of how many times bare segmentation it takes."""
    bare = [one[PKUSEG] for one in found[PKUSEG]]
    limits = {name: statistics.median(one[name] for one in found["limits"]) for name in (READING, BULK)}
    made: dict[str, dict[str, Times]] = {}
    for model in MODELS:
        builds = found[model]
        names = [name for name in (*STAGES, WHOLE, LOAD, "peak") if name in builds[0]]
        made[model] = {
            "seconds": {name: round(statistics.median(one[name] for one in builds), 4) for name in names},
            "ratios": {
                name: round(statistics.median(one[name] / base for one, base in zip(builds, bare, strict=True)), 3)
                for name in names
                if name not in ("peak", LOAD)
            },
        }
    made["limits"] = {
        "seconds": {PKUSEG: round(statistics.median(bare), 4), **{k: round(v, 4) for k, v in limits.items()}}
    }
    return made


def page(now: Mapping[str, Any], before: Mapping[str, Any] | None, paths: Sequence[Path], rounds: int) -> str:
    """The results as Markdown."""
    size = sum(len(path.read_text("utf-8")) for path in paths)
    machine = f"{os.cpu_count()} CPUs ({platform.machine()}), one used; Python {platform.python_version()}"
    limits = now["limits"]["seconds"]
    lines = [
        "# Speed and memory",
        "",
        f"{len(paths)} documents, {size:,} characters, built into an empty folder. {machine}. Processor time, median "
        f"of {rounds} rounds. *Ratio*: how many times bare segmentation of the same text by spacy-pkuseg in a round.",
    ]
    for model in MODELS:
        lines += ["", f"## {model.capitalize()}", "", *_table(now[model], before and before[model], size)]
    lines += [
        "",
        "## What the machine itself needs",
        "",
        "| | seconds | the whole with the model, times as long |",
        "|---|---:|---:|",
    ]
    whole = now[next(iter(MODELS))]["seconds"][WHOLE]
    lines += [f"| {name} | {took:.3f} | {whole / max(took, 1e-6):,.1f} |" for name, took in limits.items()]
    return "\n".join([*lines, "", "Made by `python benchmarks/bench.py`.", ""])


def _table(now: Mapping[str, Times], before: Mapping[str, Times] | None, size: int) -> Iterator[str]:
    seconds, ratios = now["seconds"], now["ratios"]
    yield "| stage | seconds | share | characters a second | ratio |" + (" ratio before | gain |" if before else "")
    yield "|---|---:|---:|---:|---:|" + ("---:|---:|" if before else "")
    for name in (*STAGES, WHOLE):
        took, ratio = seconds.get(name, 0.0), ratios.get(name, 0.0)
        said = f"| {f'**{name}**' if name == WHOLE else name} | {took:.3f} | {took / seconds[WHOLE]:.0%} "
        said += f"| {size / max(took, 1e-6):,.0f} | {ratio:.2f} |"
        if before:
            was = before["ratios"].get(name, 0.0)
            said += f" {was:.2f} | {was / max(ratio, 1e-6):.1f} |"
        yield said
    yield ""
    start = f" (before: {before['seconds'][LOAD]:.2f} s; {before['seconds']['peak']:,.0f} MB)" if before else ""
    yield (
        f"Start, with all that is loaded up to a first document: {seconds[LOAD]:.2f} s. Peak memory: "
        f"{seconds['peak']:,.0f} MB{start}."
    )


def documents(given: Sequence[Path]) -> list[Path]:
    """The documents among the given files and folders."""
    from kg.pipeline.gathering import gather

    return list(gather(given or [folder for folder in REAL if folder.is_dir()] or [ROOT / "specimens"]).files)


def main() -> None:
    """Measures one thing (`--measure`, in a process of its own) or all."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("paths", nargs="*", type=Path)
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument(
        "--baseline", action="store_true", help="keep the figures as those that later ones are held against"
    )
    cli.add_argument("--measure", help=argparse.SUPPRESS)
    cli.add_argument("--quads", type=Path, help=argparse.SUPPRESS)
    given = cli.parse_args()
    if given.measure:
        measure(given.measure, given.paths, given.quads)
        return
    paths = documents(given.paths)
    now = figures(rounds_of(paths, given.rounds))
    if given.baseline:
        BASELINE.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() and not given.baseline else None
    results = page(now, before, paths, given.rounds)
    _, mark, notes = RESULTS.read_text("utf-8").partition(NOTES) if RESULTS.is_file() else ("", "", "")
    RESULTS.write_text(results + (f"\n{mark}{notes}" if mark else ""), "utf-8")
    print(results)


if __name__ == "__main__":
    main()
