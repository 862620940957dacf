"""What a build has come to: counts of the whole store, and a report of every document's problems and findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.files import atomic
from kg.graph.export.escapes import markdown, visible
from kg.graph.export.formats import prefixes_of, shorten, write_both
from kg.graph.records import Build
from kg.graph.results import Result, severities
from kg.graph.store import Store
from kg.occurrences.graph import counts
from kg.occurrences.linker import COUNTED as ENDINGS
from kg.occurrences.verdicts import Lost
from kg.pipeline.survey import COUNTED, survey_of

DERIVED = ("occurrences", "contradictions", "pairs to judge")
PROBLEM = "problem "
LARGEST = 100
"""So many documents a store has at most for which the outputs are written whole at each build, unless asked for."""
GRAPHS = ("graph.trig", "graph.ttl")


class Status(StrEnum):
    """What became of a file."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    UNREAD = "not read"
    PASSED = "no documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: the IRIs of its documents' graphs, or the message that says why there is none.

    `trace` is the traceback where the fault is the program's; `violations` counts those of the shapes.
    """

    path: Path
    status: Status
    graphs: tuple[str, ...] = ()
    message: str = ""
    trace: str = ""
    violations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the whole store holds, as labels with numbers.

    `counts` are of different things (documents, parts, actors ...), `problems` of each code, sorted.
    """

    counts: tuple[tuple[str, int], ...]
    problems: tuple[tuple[str, int], ...]


def summarize(store: Store) -> Summary:
    """The summary of a store."""
    known = counts(store)
    found = [("documents", known.get("documents", 0))]
    found += [(name, known.get(str(kind), 0)) for name, kind in COUNTED.items() if name != "problems"]
    found += [(name, known.get(ending, 0)) for name, ending in zip(DERIVED, ENDINGS, strict=True)]
    codes = {name: number for name, number in known.items() if name.startswith(PROBLEM)}
    problems = tuple((name.removeprefix(PROBLEM), number) for name, number in sorted(codes.items()))
    return Summary(counts=tuple(found), problems=problems)


def write_outputs(
    store: Store,
    outcomes: Sequence[Outcome],
    lost: Sequence[Lost] = (),
    complaints: Sequence[str] = (),
    notices: Sequence[str] = (),
    *,
    whole: bool | None = None,
    made: Mapping[str, bytes] | None = None,
) -> tuple[str, ...]:
    """Writes graph.trig and graph.ttl, where the store has changed since, and report.md, each as a whole or not at all.

    Where not `whole` (by default: of a store of more than LARGEST documents) the graphs are not written, older ones are
    taken away, and the report tells of the documents of this build alone: a build then costs what its documents cost.
    `made` are graphs that this build has stored, as `Store.text` would read them.
    Gives back the names of the files that are there. Raises StoreError where one cannot be written.
    """
    summary = summarize(store)
    if whole is None:
        whole = dict(summary.counts)["documents"] <= LARGEST
    if not whole:
        for name in GRAPHS:
            (store.folder / name).unlink(missing_ok=True)
    elif store.stale or not all((store.folder / name).is_file() for name in GRAPHS):
        trig, turtle = (store.folder / name for name in GRAPHS)
        with atomic(trig) as one, atomic(turtle) as other:
            write_both(store, one, other, prefixes_of(store), made or {})
        store.mark(stale=False)
    told = None if whole else [one for one in outcomes if one.status is Status.BUILT]
    with atomic(store.folder / "report.md") as file:
        lines = report(store, outcomes, lost, complaints, notices, told=told)
        file.writelines(f"{visible(line)}\n".encode() for line in lines)
    return (*(GRAPHS if whole else ()), "report.md")


def report(
    store: Store,
    outcomes: Sequence[Outcome],
    lost: Sequence[Lost] = (),
    complaints: Sequence[str] = (),
    notices: Sequence[str] = (),
    *,
    told: Iterable[Outcome] | None = None,
) -> Iterator[str]:
    """The report's lines, in Markdown: what failed in this build, then every document of the store, or those `told`."""
    summary = summarize(store)
    yield from ("# Build report", "", *table(("", "in all"), summary.counts))
    if summary.problems:
        yield from ("", "## Problems by kind", "", *table(("kind", "in all"), summary.problems))
    if failed := [outcome for outcome in outcomes if outcome.status is Status.FAILED]:
        yield from ("", "## Not built", "")
        yield from (line for outcome in failed for line in _failure(outcome))
    for title, status in (("Not read", Status.UNREAD), ("No documents", Status.PASSED)):
        yield from _listed(title, [one.message for one in outcomes if one.status is status])
    yield from _listed("Documents to look at", notices)
    yield from _listed("Rows of the catalogue to look at", complaints)
    if lost:
        rows = ((one.verdict.verdict, one.verdict.judge, shorten(one.thing), one.reason) for one in lost)
        yield from ("", "## Verdicts that cannot be applied", "", *table(("verdict", "by", "on", "why"), rows))
    if told is None:
        yield from ("", "## Documents", "")
        yield from _documents(store, store.builds)
    else:
        graphs = sorted({graph for outcome in told for graph in outcome.graphs})
        yield from ("", "## Documents of this build", "")
        yield from _documents(store, lambda: filter(None, map(store.build_of, graphs)))


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    """A section with a list, where there is anything to list."""
    if lines:
        yield from ("", f"## {title}", "", *(f"- {markdown(one)}" for one in lines))


def _documents(store: Store, builds: Callable[[], Iterable[Build]]) -> Iterator[str]:
    head = ("file", *COUNTED, "violations", "warnings", "notes")
    yield from table(head, (_row(store, build) for build in builds()))
    for build in builds():
        yield from _document(store, build)


def _failure(outcome: Outcome) -> Iterator[str]:
    yield f"- {markdown(outcome.message)}"
    if outcome.trace:
        lines = outcome.trace.replace("```", "'''").rstrip().splitlines()
        yield from ("", "  ```", *(f"  {line}" for line in lines), "  ```", "")


def _row(store: Store, build: Build) -> tuple[object, ...]:
    return build.file_name, *survey_of(store, build.graph).counts, *severities(build.findings).values()


def _document(store: Store, build: Build) -> Iterator[str]:
    problems = survey_of(store, build.graph).problems
    if not (problems or build.findings):
        return
    yield from ("", f"### {markdown(build.file_name)}", "", f"<{build.graph}>")
    if problems:
        rows = (
            (one.code, one.words, f"{one.start}–{one.end}" if one.end else "", one.message) for one in problems
        )  # fmt: skip
        yield from ("", *table(("problem", "words", "at", "why"), rows))
    if build.findings:
        yield from ("", *table(("finding", "words", "on", "path", "message"), map(_finding, build.findings)))


def _finding(one: Result) -> tuple[str, ...]:
    message = " / ".join(words for words in (one.message_zh, one.message_en) if words)
    path = re.sub(r"[a-z]+://[^\s|()<>]+", lambda match: shorten(match[0]), one.path)
    return one.severity, one.quote or shorten(one.value or ""), shorten(one.focus), path, message


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table.

    >>> print("\\n".join(table(("a", "b"), [("x|y", 1)])))
    | a | b |
    |---|---|
    | x\\|y | 1 |
    """
    yield f"| {' | '.join(map(markdown, head))} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(map(markdown, row))} |"
