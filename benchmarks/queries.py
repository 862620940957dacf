"""How long each shipped question takes, and how that grows with the graph.

python benchmarks/queries.py [OUT] [--triples 1000000] [--rounds 3] [--page FILE]

OUT is the output folder of a build; without it the real documents in ../shared are built if they are there, else
specimens/. The graph is asked as it is; then it is multiplied to a quarter, a half and all of so many triples: each
copy has documents, claims, events and disputes of its own, a week later than the last, about the same actors, places
and agreements. Every question is put open (only what must be given is given) and narrow (each choice bound to what
most of its rows have).

Writes benchmarks/QUERIES.md, or FILE. Times are the best of the rounds, in milliseconds of processor time, with rows
fetched.
"""

from __future__ import annotations

import argparse
import datetime
import math
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.graph.export.formats import prefixes_of
from kg.graph.queries import run, to_term
from kg.graph.query_files import Query, load_queries
from kg.graph.store import Store
from kg.graph.table import Term
from kg.pipeline import summary as report
from kg.pipeline.documents import build

ROOT = Path(__file__).parent.parent
REAL = (ROOT.parent / "shared" / "letters", ROOT.parent / "shared" / "corpora" / "un")
PAGE = ROOT / "benchmarks" / "QUERIES.md"
SHARES = (0.25, 0.5, 1.0)
LIMIT = 200  # milliseconds for the graph as it is
STEEP = 1.25  # a growth above this is worse than linear by more than the error of measurement
LEAST = 20  # milliseconds at full size below which growth is not measured
DEEPER = "as many look-ups a row at every size, but each costs twice as much in a deeper store, out of caches"
REASONS = dict.fromkeys(("events", "finds", "forces", "events-at", "one-sided"), DEEPER)
"""Why a question grows faster than the graph, by its name."""

OWN = "document|part|mention|claim|event|count|run|problem|membership|seat|occurrence|link|contradiction"
DATE = re.compile(r'"(\d{4}-\d\d-\d\d)"(?=\^\^<http://www\.w3\.org/2001/XMLSchema#date>)')
PRINTED = re.compile(r'(?P<before>/ns#(?:symbol|fileName)> ")')
HEAD = """\
# How long the questions take

Made by `python benchmarks/queries.py` from {what} ({once} triples), and from the same multiplied:
each copy has documents, claims and disputes of its own about the same actors, places and agreements. Milliseconds of
processor time, best of {rounds}, rows fetched. *Growth* is the exponent that fits the times of all sizes (1 is
linear; sorting and searching an index, n log n, would fit 1.08 here), where the largest takes {least} ms or more.
*Put*: `open`, or with the parameters that were given the values most rows have.

On the graph as it is: {slow}

{table}

Growing faster than the graph (an exponent above {limit}):

{steep}
"""
SEEDS = {
    "actor": "?claim lkg:claimant ?value",
    "entity": "?claim lkg:claimant ?value",
    "one": "?claim lkg:claimant ?value",
    "other": "?claim lkg:target ?value",
    "place": "?event sem:hasPlace ?value",
    "document": "?mention oa:hasSource ?value",
    "symbol": "?document dcterms:references/lkg:symbol ?value",
    "date": "?event sem:hasBeginTimeStamp ?value",
    "rule": "?event a lkg:Event ; gaf:denotedBy/lkg:ruleFired ?value",
    "from": "VALUES ?value { 0 }",
    "until": "VALUES ?value { 1000 }",
}
"""Where the value is looked for that is given to a parameter which must have one: the one most often found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with values for its parameters, which `how` describes."""

    query: Query
    how: str
    bound: Mapping[str, Term]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Milliseconds and number of rows of a question on one store."""

    time: float
    rows: int


def copies(text: str, base: str, number: int) -> Iterator[str]:
    """N-Quads of so many graphs: the first is as given, the others are further documents about the same world."""
    yield text
    own = re.compile(rf"<{re.escape(base)}({OWN})/([^/>]+)")
    for copy in range(1, number):
        later = datetime.timedelta(weeks=copy)

        def shifted(match: re.Match[str], later: datetime.timedelta = later) -> str:
            return f'"{datetime.date.fromisoformat(match[1]) + later}"'

        renamed = own.sub(rf"<{base}\g<1>/\g<2>.{copy}", text)
        yield DATE.sub(shifted, PRINTED.sub(rf"\g<before>{copy}-", renamed))


def fill(folder: Path, text: str, base: str, number: int) -> Store:
    """A store of so many copies."""
    store = Store(folder)
    for copy in copies(text, base, number):
        store.inner.bulk_load(copy.encode(), format=ox.RdfFormat.N_QUADS)
    store.inner.optimize()
    return store


def ask_all(store: Store) -> list[Asked]:
    """Every question open and, where it has choices, narrow."""
    asked = []
    for query in load_queries():
        must = {
            one.name: to_term(one, one.default, store) for one in query.parameters if one.default not in (None, "any")
        }
        must |= {one.name: seed(one.name, store) for one in query.parameters if one.default is None}
        given = ", ".join(one.name for one in query.parameters if one.default is None)
        asked.append(Asked(query=query, how=f"given {given}" if given else "open", bound=must))
        choices = [one.name for one in query.parameters if one.default == "any"]
        if choices and (values := most_common(query, must, choices, store)):
            asked.append(Asked(query=query, how=", ".join(values), bound=must | values))
        elif any(one.name == "from" and one.type == "date" for one in query.parameters):
            day = seed("date", store)
            asked.append(Asked(query=query, how="from, until", bound=must | {"from": day, "until": day}))
    return asked


def seed(name: str, store: Store) -> Term:
    """The value most often found for a parameter."""
    where = f"WHERE {{ {SEEDS[name]} }} GROUP BY ?value"
    text = f"SELECT ?value (COUNT(*) AS ?n) {where} ORDER BY DESC(?n) STR(?value) LIMIT 1"
    return next(term for row in run(store, Query(name=name, text=text)).rows for term in row[:1] if term is not None)


def most_common(query: Query, bound: Mapping[str, Term], choices: Sequence[str], store: Store) -> dict[str, Term]:
    """The values of the choices that most rows have, as far as the rows tell them."""
    told = Counter(
        tuple((name, str(row[name])) for name in choices if row[name] is not None)
        for row in solutions(store, query, bound)
    )
    best = min(told.items(), key=lambda item: (not item[0], -item[1], item[0]), default=((), 0))[0]
    for row in solutions(store, query, bound):
        if tuple((name, str(row[name])) for name in choices if row[name] is not None) == best:
            return {name: row[name] for name, _ in best}
    return {}


def solutions(store: Store, query: Query, bound: Mapping[str, Term]) -> ox.QuerySolutions:
    """The rows with all that is selected, parameters too."""
    values = {ox.Variable(name): term for name, term in bound.items()}
    answer = store.inner.query(
        query.text, prefixes=prefixes_of(store), use_default_graph_as_union=True, substitutions=values
    )
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def measure(store: Store, asked: Asked, rounds: int) -> Measure:
    """A question's time and rows."""
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        table = run(store, asked.query, asked.bound)
        taken.append(time.process_time() - begin)
    return Measure(time=min(taken) * 1000, rows=len(table.rows))


def growth(sizes: Sequence[int], measures: Sequence[Measure]) -> float | None:
    """The exponent that fits the times best (1 is linear); None where they are too short to tell."""
    if measures[-1].time < LEAST:
        return None
    points = [(math.log(size), math.log(one.time)) for size, one in zip(sizes, measures, strict=True)]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def built(folder: Path) -> str:
    """Builds the real documents, or else the specimens, into the folder, and says which."""
    real = [path for path in REAL if path.is_dir()]
    lexicon = () if real else (ROOT / "specimens" / "lexicon",)
    build(real or [ROOT / "specimens"], folder, lexicon)
    return "the documents of ../shared" if real else "the specimens"


def measured(out: Path, triples: int, rounds: int) -> tuple[list[int], list[tuple[Asked, list[Measure]]]]:
    """The sizes of the graph as it is and of its multiples, and each question's measures there."""
    with Store(out, read_only=True) as store:
        asked, once = ask_all(store), len(store.inner)
        text, base = (store.inner.dump(format=ox.RdfFormat.N_QUADS) or b"").decode(), store.base
    told: list[tuple[Asked, list[Measure]]] = [(one, []) for one in asked]
    sizes = []
    for number in (1, *(max(1, round(triples * share / once)) for share in SHARES)):
        with tempfile.TemporaryDirectory() as folder, fill(Path(folder), text, base, number) as store:
            sizes.append(len(store.inner))
            for one, measures in told:
                measures.append(measure(store, one, rounds))
                print(sizes[-1], one.query.name, one.how, measures[-1], flush=True)
    return sizes, told


def page(what: str, sizes: Sequence[int], told: Sequence[tuple[Asked, list[Measure]]], rounds: int) -> str:
    """The page, from the measures."""
    once, *many = (f"{size:,}" for size in sizes)
    head = ("query", "put", f"rows ({once})", f"ms ({once})", *(f"ms ({size})" for size in many), "rows", "growth")
    rows, steep = [], []
    for asked, measures in told:
        fit = growth(sizes, measures)
        name = asked.query.name
        if fit is not None and fit > STEEP:
            steep.append(f"- `{name}` ({asked.how}), {fit:.2f}: {REASONS.get(name, 'no reason is known')}")
        times = [f"{one.time:.1f}" for one in measures]
        rows.append((name, asked.how, measures[0].rows, *times, measures[-1].rows, "" if fit is None else f"{fit:.2f}"))
    slow = [f"`{asked.query.name}` ({asked.how})" for asked, measures in told if measures[0].time > LIMIT]
    return HEAD.format(
        what=what,
        once=once,
        rounds=rounds,
        least=LEAST,
        slow=f"more than {LIMIT} ms: {', '.join(slow)}." if slow else f"none takes more than {LIMIT} ms.",
        table="\n".join(report.table(head, rows)),
        steep="\n".join(steep) or "None.",
        limit=STEEP,
    )


def main() -> None:
    """Measures and writes the page; ends with an error where a growth has no reason."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--page", type=Path, default=PAGE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        what = f"the build in `{given.out.name}`" if given.out else built(Path(folder))
        sizes, told = measured(given.out or Path(folder), given.triples, given.rounds)
    text = page(what, sizes, told, given.rounds)
    given.page.write_text(text, encoding="utf-8")
    if "no reason is known" in text:
        raise SystemExit(f"{given.page}: a question grows faster than the graph, and nobody says why")


if __name__ == "__main__":
    main()
