"""The command `kg judge`: pairs of events, persons or places of which a person says whether they are one."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.common import ANALYSE, app, say
from kg.cli.options import OUTPUT, Lexicon, Out, Verdicts
from kg.errors import VerdictError


@app.command(rich_help_panel=ANALYSE)
def judge(
    pair: Annotated[
        list[str] | None, typer.Argument(help="A pair's key, or two events, persons or places; none: list the pairs.")
    ] = None,
    verdict: Annotated[str | None, typer.Option("--verdict", help="same or different.")] = None,
    by: Annotated[str, typer.Option("--by", help="Name of the judge.")] = "",
    note: Annotated[str, typer.Option("--note", help="The reason.")] = "",
    verdicts: Verdicts = None,
    all_: Annotated[bool, typer.Option("--all", help="List every link, with its verdict and reason.")] = False,
    lexicon: Lexicon = None,
    out: Out = OUTPUT,
) -> None:
    """List the doubtful pairs of events, persons and places, or record whether a pair is one; nothing is merged."""
    from kg.graph.export.formats import shorten
    from kg.graph.queries import resolve
    from kg.graph.statements import Statements
    from kg.graph.store import Store
    from kg.occurrences import verdicts as kept
    from kg.occurrences.graph import refresh
    from kg.occurrences.pairs import find_pair, identities, pairs, told_apart
    from kg.reports import render

    if not pair:
        with Store(out, read_only=True) as store:
            which = "" if all_ else "doubtful"
            say(render.pairs(pairs(store, which), identities(store, which)), nl=False)
        return
    if verdict is None or not by or len(pair) > 2:
        raise VerdictError("write `kg judge PAIR --verdict same|different --by NAME`, PAIR a key or two IRIs or names")
    path = verdicts or out / kept.FILE
    with Store(out, read_only=True) as store:
        first, second = [resolve(one, store) for one in pair] if pair[1:] else find_pair(store, pair[0])
        new = kept.Verdict(pair=(first, second), verdict=verdict, judge=by, note=note)
        known = kept.record(path, Statements(store), new)
    with Store(out) as store:
        refresh(store, known, tuple(lexicon or ()))
        apart = told_apart(store, first, second)
    if apart:
        names = " and ".join(map(shorten, apart))
        say(f"kept, and listed as doubtful: it would join {names}, which a speaker or a verdict keeps apart", err=True)
    say(f"{path}: {len(known)} verdicts; `kg build` writes them into graph.trig and graph.ttl")
