"""The commands `kg build` and `kg validate`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import BUILD, app, console, progress, say
from kg.cli.options import OUTPUT, Lexicon, Out, Verdicts
from kg.errors import LetterkgError, QueryError
from kg.resources import MODEL

if TYPE_CHECKING:
    from distributed import Client

    from kg.graph.results import Result
    from kg.pipeline.documents import BuildResult

Model = Annotated[
    str,
    typer.Option("--model", help="What proposes names: shipped, none, an installed Chinese pipeline, or a folder."),
]

Outputs = Annotated[
    bool | None,
    typer.Option(
        "--outputs/--no-outputs",
        help="Write graph.trig, graph.ttl and all documents' report.md; by default up to 100 documents.",
    ),
]


def _base(value: str) -> str:
    from pyoxigraph import NamedNode

    try:
        good = not value or NamedNode(f"{value}document/a").value.startswith(("http://", "https://", "urn:"))
    except ValueError:
        good = False
    if not good or (value and value[-1] not in "/#:"):
        raise typer.BadParameter("write an IRI that ends in / or #, such as https://example.org/id/")
    return value


@app.command(rich_help_panel=BUILD)
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files, or folders and ZIP archives of them; by default those of the project."),
    ] = None,
    out: Out = OUTPUT,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    base: Annotated[
        str, typer.Option(callback=_base, help="Base of resources' IRIs; by default https://w3id.org/letterkg/id/.")
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, help="Number of worker processes.")] = 1,
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler",
            help="Dask scheduler whose workers read the documents: tcp://HOST:PORT, tls://..., or local:N.",
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Also rebuild documents that have not changed.")] = False,
    verdicts: Verdicts = None,
    catalogue: Annotated[
        Path | None,
        typer.Option(
            "--catalogue",
            help="What documents are that do not say so: CSV, JSON lines (.jsonl), MARCXML (.xml) or MARC21 (.mrc).",
        ),
    ] = None,
    outputs: Outputs = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on: build whenever files change, until Ctrl-C.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit status 1 too for a document not read, without claims or author.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="A line a document: claims, speakers, problems.")] = False,
) -> None:
    """Extract, validate and store documents; up to 100 documents, write graph.trig, graph.ttl and report.md.

    Documents whose input, software and lexicon have not changed are skipped. A document whose file is gone stays in
    the store until `kg forget` takes it out. Exit status 1: a document failed or violates a shape.
    """
    from kg.graph.memory import give_back
    from kg.namespaces import ID
    from kg.pipeline.bench import BenchFactory, bench_of
    from kg.pipeline.documents import build
    from kg.pipeline.watching import changes

    if not paths:
        raise QueryError("name files or folders to build, or run in the folder of a project (`kg init` makes one)")
    give_back()
    factory = BenchFactory(lexicon=tuple(lexicon or ()), base=base or str(ID), model=model)

    def once(paths: list[Path], *, force: bool) -> bool:
        with _cluster(scheduler, jobs) as cluster, progress() as advance:
            result = build(
                paths,
                out,
                factory=factory if cluster else partial(bench_of, factory),
                jobs=jobs,
                force=force,
                verdicts=verdicts,
                progress=lambda outcome, total: advance(outcome.path.name, total),
                catalogue=catalogue,
                outputs=outputs,
                cluster=cluster,
            )
        if verbose:
            _describe(result, out)
        _report(result, out)
        return result.ok and not (strict and result.notices)

    ok = once(paths, force=force)
    for _ in changes([*paths, *([catalogue] if catalogue else [])], out) if watch else ():
        try:
            ok = once(paths, force=False)
        except LetterkgError as error:  # such as a catalogue that is being written: the next change may mend it
            say(f"kg: {error}", err=True)
            ok = False
    raise typer.Exit(0 if ok else 1)


@app.command(rich_help_panel=BUILD)
def forget(
    documents: Annotated[list[str], typer.Argument(help="Documents: symbol, file (all of its documents) or IRI.")],
    out: Out = OUTPUT,
    lexicon: Lexicon = None,
    verdicts: Verdicts = None,
    outputs: Outputs = None,
) -> None:
    """Take documents out of the store, and what they alone said; the lexicon is the one of the build.

    Files stay where they are: a build that finds them builds them again.
    """
    from kg.pipeline.forgetting import forget

    for gone in forget(documents, out, lexicon or (), verdicts=verdicts, outputs=outputs):
        say(f"forgotten: <{gone.graph}> ({gone.path})")


def _describe(result: BuildResult, out: Path) -> None:
    """A line for each document that the store has of this build's files."""
    from kg.graph.store import Store
    from kg.pipeline.notices import described

    with Store(out, read_only=True) as store:
        for line in described(store, result.outcomes):
            say(line)


@contextmanager
def _cluster(scheduler: str, jobs: int) -> Iterator[Client | None]:
    """The cluster whose workers read the documents, if one is wanted; where its progress is shown is told."""
    if not scheduler:
        yield None
        return
    if jobs > 1:
        raise QueryError("--jobs and --scheduler: the documents are read by the one or by the other; give one of them")
    from kg.pipeline.cluster import connected

    with connected(scheduler) as client:
        say(f"progress: {client.dashboard_link}", err=True)
        yield client


def _report(result: BuildResult, out: Path) -> None:
    from kg.reports import render

    console().print(render.grid(("in the store", ""), result.summary.counts))
    if result.summary.problems:
        console().print(render.grid(("problems", ""), result.summary.problems))
    statuses = [f"{number} {status}" for status, number in result.statuses.items()]
    say(f"files: {', '.join(statuses)}; violations: {result.violations}")
    for notice in result.notices:
        say(f"look at {notice}")
    for outcome in result.passed:
        say(f"passed over {outcome.message}")
    for name in result.outputs:
        say(f"{out / name}")
    if "graph.trig" not in result.outputs:
        say("graph.trig and graph.ttl not written, report.md of this build's documents alone; write them by --outputs")
    for complaint in result.complaints:
        say(f"kg: {complaint}", err=True)
    for lost in result.lost:
        say(f"kg: verdict on {lost.thing} not applied: {lost.reason}; `kg judge` the pair anew", err=True)
    for outcome in (*result.unread, *result.failed):
        say(f"kg: {outcome.message}", err=True)


@app.command(rich_help_panel=BUILD)
def validate(out: Out = OUTPUT, folder: Annotated[str | None, typer.Argument(hidden=True)] = None) -> None:
    """Validate every stored document against the SHACL shapes, and all of them together as graph.ttl has them.

    Exit status 1: there are violations.
    """
    from kg.graph.results import severities
    from kg.graph.store import Store
    from kg.pipeline.bench import revalidate, validator
    from kg.reports import render

    if folder:
        raise QueryError(f"kg validate takes the folder as an option, as all commands do: --out {folder}")
    found: list[Result] = []
    with Store(out, read_only=True) as store:
        for graph, results in revalidate(store, validator(store.base)):
            found += results
            if grave := [one for one in results if one.severity != "Info"]:
                say(f"<{graph}>")
                console().print(render.findings(grave))
    counted = severities(found)
    say("; ".join(f"{name}: {number}" for name, number in counted.items()))
    raise typer.Exit(1 if counted["Violation"] else 0)
