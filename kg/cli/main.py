"""The command line: each command is a library function with options around it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg import __version__
from kg.analysis.explanation import explain as explain_thing
from kg.cli import analyze as cli_analysis
from kg.cli import disputes as cli_disputes
from kg.cli import export as cli_exports
from kg.cli import reports as cli_reports
from kg.cli.common import OUTPUT, Lexicon, Out, app, console, known_format, show
from kg.errors import QueryError
from kg.graph.queries import bind, find_query, load_queries, of_group, parse_query, run
from kg.graph.results import Result, severities
from kg.graph.store import Store
from kg.namespaces import ID
from kg.pipeline.bench import BenchFactory, checker, revalidate
from kg.pipeline.documents import BuildResult
from kg.pipeline.documents import build as build_documents
from kg.pipeline.summary import Outcome
from kg.reports import render
from kg.resources import MODEL

lexicon_app = typer.Typer(no_args_is_help=True, help="Check the lexicon, and find what it lacks.")
app.add_typer(lexicon_app, name="lexicon")

Model = Annotated[
    str,
    typer.Option("--model", help="What proposes names: shipped, none, an installed Chinese pipeline, a folder."),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"letterkg {__version__}")
        raise typer.Exit


COMMANDS = (cli_analysis, cli_disputes, cli_exports, cli_reports)  # modules whose commands join these when imported
Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say it, and end.")]


@app.callback()
def main(version: Version = False) -> None:
    """Takes the options that stand before a command."""


def _base(value: str) -> str:
    if not value.startswith(("http://", "https://", "urn:")) or value[-1] not in "/#:":
        raise typer.BadParameter("write an IRI that ends in / or #, such as https://example.org/id/")
    return value


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders searched for .txt and .md.")],
    out: Out = OUTPUT,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    base: Annotated[str, typer.Option(callback=_base, help="What the IRIs of resources begin with.")] = str(ID),
    jobs: Annotated[int, typer.Option(min=1, help="Documents extracted at a time, each in a process.")] = 1,
    force: Annotated[bool, typer.Option("--force", help="Build again what has not changed, too.")] = False,
    verdicts: Annotated[
        Path | None, typer.Option("--verdicts", help="Verdicts on accounts; verdicts.ttl in --out.")
    ] = None,
) -> None:
    """Read, extract, validate and store documents; then write graph.trig, graph.ttl and report.md.

    What has not changed (input, software, lexicon) is skipped. A document whose file is gone stays in the store; to
    begin anew, delete the output folder but keep its verdicts.ttl. Exit status 1: a document failed or violates a
    shape.
    """
    watched = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=watched, transient=True, disable=not watched.is_terminal) as bar:
        task = bar.add_task("loading", total=None)

        def progress(outcome: Outcome, total: int) -> None:
            bar.update(task, description=outcome.path.name[:40], total=total, advance=1)

        factory = BenchFactory(lexicon=tuple(lexicon or ()), base=base, model=model)
        result = build_documents(
            paths, out, factory=factory, jobs=jobs, force=force, verdicts=verdicts, progress=progress
        )
    _tell(result, out)
    raise typer.Exit(0 if result.ok else 1)


def _tell(result: BuildResult, out: Path) -> None:
    console().print(render.grid(("in the store", ""), result.summary.counts))
    if result.summary.problems:
        console().print(render.grid(("problems", ""), result.summary.problems))
    told = [f"{number} {status}" for status, number in result.statuses.items()]
    typer.echo(f"files: {', '.join(told)}; violations: {result.violations}")
    for name in ("graph.trig", "graph.ttl", "report.md"):
        typer.echo(f"{out / name}")
    for lost in result.lost:
        typer.echo(f"kg: verdict on {lost.account} not applied: {lost.reason}; `kg judge` the pair anew", err=True)
    for outcome in result.failed:
        typer.echo(f"kg: {outcome.message}", err=True)


@app.command()
def validate(out: Annotated[Path, typer.Argument(help="Output folder of a build.")] = OUTPUT) -> None:
    """Check every stored document against the shapes again. Exit status 1: there are violations."""
    found: list[Result] = []
    with Store(out, read_only=True) as store:
        for graph, results in revalidate(store, checker(store.base)):
            found += results
            if grave := [one for one in results if one.severity != "Info"]:
                typer.echo(f"<{graph}>")
                console().print(render.findings(grave))
    counted = severities(found)
    typer.echo("; ".join(f"{name}: {number}" for name, number in counted.items()))
    raise typer.Exit(1 if counted["Violation"] else 0)


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A query's name, a file, or - for standard input.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", help="key=value; may be given again.")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or markdown.")] = "table",
    out: Out = OUTPUT,
    list_: Annotated[bool, typer.Option("--list", help="List the queries (of the group NAME), and end.")] = False,
) -> None:
    """Ask the graph a question."""
    if list_ or name is None:
        console().print(render.listing(of_group(load_queries(), name)))
        return
    wanted = parse_query("-", sys.stdin.read()) if name == "-" else find_query(name)
    format_ = known_format(format_)
    with Store(out, read_only=True) as store:
        table = run(store, wanted, bind(wanted, _pairs(param or []), store))
    show(table, format_)


def _pairs(given: list[str]) -> dict[str, str]:
    for pair in given:
        if not pair.partition("=")[1]:
            raise QueryError(f"--param {pair}: write key=value")
    return {key: value for key, _, value in (pair.partition("=") for pair in given)}


@app.command()
def explain(
    iri: Annotated[str, typer.Argument(help="id:actor/..., a full IRI, or a name, symbol or file name.")],
    out: Out = OUTPUT,
) -> None:
    """Show every mention of a thing, with sentence, document, part, offsets and rule, and the claims about it."""
    with Store(out, read_only=True) as store:
        typer.echo(render.explanation(explain_thing(store, iri)), nl=False)


@app.command()
def train(
    training: Annotated[list[Path], typer.Argument(help="IOB2 files to train on (index, word, tag; tabs between).")],
    test: Annotated[list[Path], typer.Option("--test", help="An IOB2 file to measure on; may be given again.")],
    to: Annotated[Path, typer.Option("--to", help="Folder for the model; then `kg build --model FOLDER`.")],
    seed: Annotated[int, typer.Option(help="Of the order in which sentences are learned.")] = 0,
) -> None:
    """Train a model that proposes names (words and names) from treebanks with a named-entity layer (minutes)."""
    from kg.mentions.ner.training import Plan
    from kg.mentions.ner.training import train as train_model

    card = train_model(Plan(training=tuple(training), tests=tuple(test), seed=seed), to, _say)
    typer.echo(json.dumps(card, ensure_ascii=False, indent=1))


def _say(words: str) -> None:
    typer.echo(words, err=True)


@lexicon_app.command("check")
def lexicon_check(lexicon: Lexicon = None) -> None:
    """Check the lexicon and run every rule's examples. Exit status 1: something is wrong."""
    from kg.pipeline.lexicon_check import check

    complaints = [str(complaint) for complaint in check(*(lexicon or ()))]
    typer.echo("\n".join([*complaints, f"complaints: {len(complaints)}"]))
    raise typer.Exit(1 if complaints else 0)


@lexicon_app.command("unknown")
def lexicon_unknown(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders searched for .txt and .md.")],
    lexicon: Lexicon = None,
    at_least: Annotated[int, typer.Option(min=1, help="Leave out what is named less often.")] = 2,
) -> None:
    """Print frequent names without an entry as Turtle stubs, ready to paste into a lexicon folder."""
    from kg.pipeline.unknown_names import unknown

    typer.echo(unknown(paths, tuple(lexicon or ()), at_least=at_least), nl=False)
