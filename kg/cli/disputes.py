"""Commands on accounts of one happening: the ledger of figures, and the pairs that a person judges."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.analysis.ledger import ledger as read_ledger
from kg.analysis.ledger import to_table
from kg.cli.common import OUTPUT, Lexicon, Out, Since, Until, Verdicts, app, days, known_format, show
from kg.errors import QueryError, VerdictError
from kg.graph.queries import resolve
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.knowledge.wording import LANGUAGES
from kg.occurrences.graph import refresh
from kg.occurrences.pairs import find_pair, pairs
from kg.occurrences.verdicts import FILE, Verdict, read_verdicts, write_verdicts
from kg.occurrences.verdicts import judge as judge_pair
from kg.reports import render

Day = Annotated[str | None, typer.Option(help="A day, such as 2022-09-12.")]


@app.command()
def ledger(
    happening: Annotated[str | None, typer.Argument(help="An occurrence or an event, by IRI; all without it.")] = None,
    since: Since = "",
    until: Until = "",
    side: Annotated[str | None, typer.Option("--side", help="Whose dead, wounded, ...: an actor.")] = None,
    language: Annotated[str, typer.Option("--language", help="Of the reasons: zh or en.")] = "zh",
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or markdown.")] = "table",
    out: Out = OUTPUT,
) -> None:
    """Every stated figure by happening, side and claimant, with its source and what it contradicts."""
    known_format(format_)
    if language not in LANGUAGES:
        raise QueryError(f"{language!r} is no language; write {' or '.join(LANGUAGES)}")
    begin, end = days(since, until)
    with Store(out, read_only=True) as store:
        entries = read_ledger(
            store,
            occurrence=resolve(happening, store) if happening else "",
            begin=begin,
            end=end,
            side=resolve(side, store) if side else "",
            language=language,
        )
        show(to_table(store, entries), format_)


@app.command()
def judge(
    accounts: Annotated[list[str] | None, typer.Argument(help="A pair's key, or two events; none: list.")] = None,
    verdict: Annotated[str | None, typer.Option("--verdict", help="same or different.")] = None,
    by: Annotated[str, typer.Option("--by", help="Who judges.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    verdicts: Verdicts = None,
    all_: Annotated[bool, typer.Option("--all", help="List every link, with its verdict and reason.")] = False,
    lexicon: Lexicon = None,
    out: Out = OUTPUT,
) -> None:
    """List the doubtful pairs of accounts, or say of one whether it tells of one happening; nothing is merged."""
    if not accounts:
        with Store(out, read_only=True) as store:
            typer.echo(render.pairs(pairs(store, "" if all_ else "doubtful")), nl=False)
        return
    if verdict is None or not by or len(accounts) > 2:
        raise VerdictError("write `kg judge PAIR --verdict same|different --by NAME`, PAIR a key or two events")
    path = verdicts or out / FILE
    with Store(out, read_only=True) as store:
        pair = [resolve(one, store) for one in accounts] if accounts[1:] else [*find_pair(store, accounts[0])]
        new = Verdict(pair=(pair[0], pair[1]), verdict=verdict, judge=by, note=note)
        known = judge_pair(Statements(store), new, read_verdicts(path))
    write_verdicts(path, known)
    with Store(out) as store:
        refresh(store, known, tuple(lexicon or ()))
    typer.echo(f"{path}: {len(known)} verdicts; `kg build` writes them into graph.trig and graph.ttl")
