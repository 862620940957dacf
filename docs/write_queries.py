"""Writes docs/queries.md: every shipped query with its parameters, columns, and its example on the specimens.

python docs/write_queries.py

The specimens are built anew for it. Rows that only tell versions of the software are masked, so that the page changes
with the questions and their answers alone.
"""

from __future__ import annotations

import itertools
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.graph.queries import bind, run
from kg.graph.query_files import GROUPS, Query, load_queries
from kg.graph.store import Store
from kg.pipeline import summary as report
from kg.pipeline.bench import BenchFactory
from kg.pipeline.documents import build
from kg.reports.render import words

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "queries.md"
ROWS, WIDTH = 3, 40
VERSIONS = ("software", "lexicon")
HEAD = """\
# The questions

Made by `python docs/write_queries.py` from the headers in [`queries/`](../queries/). Each example runs on the invented
[specimens](../specimens/) (`kg build specimens --lexicon specimens/lexicon`); its first rows are shown, long words cut.

An `iri` may be given as `id:actor/...`, in full, or by any name, symbol or file name that the graph has; a name that
several things bear is refused with their IRIs. A parameter whose default is `any` may be left out. `from` and `until`
may also be given as `--from` and `--until`: a day, a month (`1995-02`) or a year. A terminal shows the columns that fit
it; `--wide`, `--format csv`, `json` and `markdown` give all.

A query runs in a process of its own, which is ended after 30 seconds (`--timeout SECONDS`), with 4 GB of memory, or
with the command (Ctrl-C). Queries of one's own have at most a million characters and 256 brackets in brackets.
"""


def page(store: Store) -> str:
    """The whole page, with rows from this store."""
    queries = sorted(load_queries(), key=lambda query: (GROUPS.index(query.group), query.name))
    lines = [HEAD]
    for group, members in itertools.groupby(queries, key=lambda query: query.group):
        lines.append(f"## {group}\n")
        for query in members:
            lines += section(query, store)
    return "\n".join(lines)


def section(query: Query, store: Store) -> Iterator[str]:
    """A query's lines."""
    yield f"### [`{query.name}`](../queries/{query.name}.rq)\n\n{query.question_zh}  \n{query.question_en}\n"
    for one in query.parameters:
        default = f" = {one.default}" if one.default else " (must be given)"
        yield f"- `{one.name}`: {one.type}{default}. {one.description}"
    yield "" if query.parameters else "No parameters.\n"
    columns = (f"`{name}` {about}" for name, about in query.columns)
    yield f"Columns: {'; '.join(columns)}.\n"
    yield f"```sh\n{query.example}\n```\n"
    yield from rows(query, store)


def rows(query: Query, store: Store) -> Iterator[str]:
    """The first rows of a query's example."""
    table = run(store, query, bind(query, parameters(query.example), store))
    shown = (
        ["…" if name in VERSIONS else cut(words(term)) for name, term in zip(table.columns, row, strict=True)]
        for row in table.rows[:ROWS]
    )
    if table.rows:
        yield from report.table(table.columns, shown)
    yield f"\nRows: {len(table.rows)}\n" if table.rows else "Rows: none in the specimens\n"


def parameters(example: str) -> dict[str, str]:
    """The values that a command gives to a query's parameters."""
    words = shlex.split(example)
    days = {word[2:]: value for word, value in itertools.pairwise(words) if word in ("--from", "--until")}
    return days | dict(word.split("=", 1) for word in words if "=" in word)


def cut(value: str) -> str:
    """A cell's words, the long ones without their end."""
    return value if len(value) <= WIDTH else f"{value[: WIDTH - 1]}…"


def main() -> None:
    """Builds the specimens and writes the page."""
    with tempfile.TemporaryDirectory() as folder:
        lexicon = ROOT / "specimens" / "lexicon"
        build([ROOT / "specimens"], Path(folder), factory=BenchFactory(lexicon=(lexicon,)))
        with Store(Path(folder), read_only=True) as store:
            PAGE.write_text(page(store), encoding="utf-8")


if __name__ == "__main__":
    main()
