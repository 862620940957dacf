"""The command `kg site`: the explorer's pages as a folder for any web host."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import REPORT, app, say
from kg.cli.options import OUTPUT, JudgedWrong, Out
from kg.cli.review import left_out
from kg.cli.serve import needing_servers


@app.command(rich_help_panel=REPORT)
def site(
    to: Annotated[Path, typer.Option("--to", help="Folder to write; an earlier site in it is replaced as a whole.")],
    all_: JudgedWrong = False,
    out: Out = OUTPUT,
) -> None:
    """Write the pages of `kg serve` as files for any web host: no server, relative links, a search index."""
    with needing_servers():
        from kg.web.site.writing import write_site
    from kg.graph.store import Store
    from kg.review.hiding import hide
    from kg.review.reviews import FILE
    from kg.web.index.index import Index

    def told(done: int, of: int) -> None:
        if done % 500 == 0:
            say(f"{done:,} files of {of:,} that are known of are written", err=True)

    with Store(out, read_only=True) as store:
        if not all_ and (number := hide(store, out / FILE)):
            say(left_out(number), err=True)
        index = Index.of(store, say=lambda words: say(words, err=True))
        say(f"{to}: {write_site(store, index, to, told):,} files")
