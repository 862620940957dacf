"""Speed and memory of the stages on one core, against bare segmentation of the same text.

python benchmarks/bench.py [PATH...] [--rounds N]

Documents: the given files and folders; without any, the real documents in ../shared if they are there, else specimens/.
Writes benchmarks/RESULTS.md: characters a second and peak resident memory of each stage, and of the whole. Each figure
is the best of the rounds; every measurement runs in a process of its own, pinned to one core.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
REAL = (ROOT.parent / "shared" / "letters", ROOT.parent / "shared" / "corpora" / "un")
STAGES = ("read and repair", "structure", "annotate", "extract", "rdf", "validate", "store", "link accounts")
WHOLE = "whole"
CHARACTERS = "segmentation by characters (spaCy)"
PKUSEG = "segmentation by words (spacy-pkuseg)"


def timed(times: dict[str, float], name: str, work: Callable[..., T], *given: object) -> T:
    """What the work makes of what it is given; its seconds are added to `times`."""
    begin = time.perf_counter()
    made = work(*given)
    times[name] = times.get(name, 0.0) + time.perf_counter() - begin
    return made


def run_stages(paths: Sequence[Path], last: str) -> dict[str, float]:
    """Seconds of each stage up to the last over all documents, and of loading."""
    from kg.graph.store import Store
    from kg.occurrences.graph import refresh
    from kg.pipeline import extractor as extract
    from kg.pipeline.bench import checker
    from kg.structure.source import read_source

    upto = STAGES[: STAGES.index(last) + 1] if last in STAGES else STAGES
    times: dict[str, float] = {}
    extractor = timed(times, "load", extract.Extractor)
    check = timed(times, "load", checker) if "validate" in upto else None
    # The extractor calls these three; they are timed where it calls them.
    for name, stage in (("repair", STAGES[0]), ("structure", "structure"), ("annotate", "annotate")):
        setattr(extract, name, partial(timed, times, stage, getattr(extract, name)))
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        for path in paths:
            source = timed(times, STAGES[0], read_source, path)
            if "extract" not in upto:
                begin(extract, extractor, source, upto)
                continue
            before = sum(times.get(stage, 0.0) for stage in STAGES[:3])
            extraction = timed(times, "extract", extractor.extract, source)
            times["extract"] -= sum(times[stage] for stage in STAGES[:3]) - before
            if "rdf" not in upto:
                continue
            triples = timed(times, "rdf", extractor.triples, extraction)
            found = timed(times, "validate", check, triples).results if check else ()
            if "store" in upto:
                put = record(source, str(extractor.document_iri(extraction)), found)
                timed(times, "store", lambda put=put, triples=triples: store.replace(put, stored(triples)))
        if STAGES[-1] in upto:
            timed(times, STAGES[-1], refresh, store)
    return times


def begin(extract: Any, extractor: Any, source: Any, upto: Sequence[str]) -> None:  # noqa: ANN401
    """The first stages as the extractor runs them, and no further than asked."""
    repaired = extract.repair(source, extractor.layout)
    if "structure" in upto:
        document = extract.structure(repaired, extractor.layout)
        if "annotate" in upto:
            extract.annotate(extractor.finder, document)


def stored(triples: Any) -> list[Any]:  # noqa: ANN401
    """The triples as a build stores them."""
    import pyoxigraph as ox

    from kg.graph.terms import lines

    return [quad.triple for quad in ox.parse(lines(triples), format=ox.RdfFormat.N_TRIPLES)]


def record(source: Any, graph: str, found: Sequence[Any]) -> Any:  # noqa: ANN401
    """What the store notes about a document."""
    from kg.graph.store import Build

    return Build(
        graph=graph,
        path=str(source.path),
        file_name=source.name,
        sha256=source.sha256,
        software_version="",
        lexicon_version="",
        findings=tuple(found),
    )


def run_characters(paths: Sequence[Path]) -> dict[str, float]:
    """Seconds of spaCy's segmentation by characters."""
    import spacy

    times: dict[str, float] = {}
    nlp = timed(times, "load", spacy.blank, "zh")
    for path in paths:
        words = path.read_text("utf-8")
        timed(times, CHARACTERS, nlp, words)
    return times


def run_pkuseg(paths: Sequence[Path]) -> dict[str, float]:
    """Seconds of segmentation by the shipped model's segmenter."""
    from kg.mentions.ner.models import SEGMENTER
    from kg.mentions.ner.segmenter import load_segmenter
    from kg.resources import shipped

    times: dict[str, float] = {}
    segmenter = timed(times, "load", load_segmenter, shipped("models") / "zh" / SEGMENTER)
    for path in paths:
        timed(times, PKUSEG, segmenter.cut, path.read_text("utf-8"))
    return times


def measure(what: str, paths: Sequence[Path]) -> None:
    """Prints the seconds and this process's peak memory in megabytes as JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if what == CHARACTERS:
        times = run_characters(paths)
    elif what == PKUSEG:
        times = run_pkuseg(paths)
    else:
        times = run_stages(paths, what)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"times": times, "peak": peak}))


def measured(what: str, paths: Sequence[Path], rounds: int) -> tuple[dict[str, float], float]:
    """Least seconds of each thing, and greatest peak, over the rounds."""
    command = [sys.executable, __file__, "--measure", what, *map(str, paths)]
    told = [
        json.loads(
            subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout.splitlines()[-1]
        )
        for _ in range(rounds)
    ]
    names = told[0]["times"]
    return {name: min(one["times"][name] for one in told) for name in names}, max(one["peak"] for one in told)


def table(paths: Sequence[Path], rounds: int) -> str:
    """The results as Markdown."""
    size = sum(len(path.read_text("utf-8")) for path in paths)
    whole, peak_of_all = measured(WHOLE, paths, rounds)
    rows = []
    for stage in STAGES:
        _, peak = measured(stage, paths, 1)
        rows.append((stage, whole[stage], peak))
    seconds = sum(whole[stage] for stage in STAGES)
    rows.append((f"**{WHOLE}**", seconds, peak_of_all))
    for bare in (CHARACTERS, PKUSEG):
        times, peak = measured(bare, paths, rounds)
        rows.append((bare, times[bare], peak))
    lines = [f"| {name} | {size / max(took, 1e-9):,.0f} | {took:.3f} | {peak:,.0f} |" for name, took, peak in rows]
    times_as_long = seconds / rows[len(STAGES) + 1][1]
    machine = f"{os.cpu_count()} CPUs ({platform.machine()}), one used; Python {platform.python_version()}"
    return "\n".join(
        [
            "# Speed and memory",
            "",
            f"{len(paths)} documents, {size:,} characters. {machine}. Loading knowledge, pipeline and shapes once: "
            f"{whole['load']:.1f} s. Best of {rounds} rounds; peak memory of a process that runs all stages up to this "
            "one, libraries and lexicon included.",
            "",
            "| stage | characters a second | seconds | peak memory, MB |",
            "|---|---:|---:|---:|",
            *lines,
            "",
            f"The whole takes {times_as_long:,.0f} times as long as bare segmentation by characters.",
            "",
            "Made by `python benchmarks/bench.py`.",
            "",
        ]
    )


def documents(given: Sequence[Path]) -> list[Path]:
    """The documents among the given files and folders."""
    from kg.pipeline.documents import gather

    return list(gather(given or [folder for folder in REAL if folder.is_dir()] or [ROOT / "specimens"]))


def main() -> None:
    """Measures one thing (`--measure`, in a process of its own) or all."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("paths", nargs="*", type=Path)
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument("--measure", help=argparse.SUPPRESS)
    given = cli.parse_args()
    if given.measure:
        measure(given.measure, given.paths)
        return
    results = table(documents(given.paths), given.rounds)
    (ROOT / "benchmarks" / "RESULTS.md").write_text(results, "utf-8")
    print(results)


if __name__ == "__main__":
    main()
