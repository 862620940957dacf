"""The command `kg fetch`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import BUILD, app, say
from kg.errors import FetchError

if TYPE_CHECKING:
    from kg.inputs.fetch import Outcome

PAUSE = 2.0


@app.command(rich_help_panel=BUILD)
def fetch(
    to: Annotated[Path, typer.Option("--to", help="Folder for the PDFs and their manifest.jsonl.")],
    symbols: Annotated[
        list[str] | None, typer.Argument(help="Symbols such as A/77/611, or ranges: S/PV.9130-9140.")
    ] = None,
    listed: Annotated[
        Path | None, typer.Option("--from", help="File of symbols, one or a range a line; # begins a comment.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Of the documents: zh, en, fr, ru, es or ar.")] = "zh",
    address: Annotated[
        str,
        typer.Option(
            envvar="LETTERKG_FETCH_ADDRESS",
            help="Where a document is, with {symbol} and {language}; by default https://undocs.org/{language}/{symbol}.",
        ),
    ] = "",
    contact: Annotated[
        str,
        typer.Option(envvar="LETTERKG_FETCH_CONTACT", help="An address of yours, which is told to the server."),
    ] = "",
    pause: Annotated[float, typer.Option(min=0, max=3600, help="Seconds between two requests.")] = PAUSE,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask whether what is here has changed, and for what was missing.")
    ] = False,
) -> None:
    """Fetch official PDFs by symbol into a folder, one at a time, each once.

    What broke off is resumed. manifest.jsonl says where each file came from, and `kg build --catalogue` takes the
    symbols from it. Exit status 1: a document was not got.
    """
    try:
        from kg.inputs.download import Manners
        from kg.inputs.fetch import ADDRESS, Status
        from kg.inputs.fetch import fetch as fetched
    except ModuleNotFoundError as error:
        raise FetchError(f"fetching needs {error.name}: pip install 'letterkg[fetch]'") from error

    outcomes = fetched(
        _symbols(symbols or [], listed),
        to,
        language=language,
        address=address or ADDRESS,
        manners=Manners(contact=contact, pause=pause),
        refresh=refresh,
        progress=_tell,
    )
    counted = Counter(outcome.status for outcome in outcomes)
    say(f"symbols: {', '.join(f'{counted[status]} {status}' for status in Status)}")
    raise typer.Exit(1 if counted[Status.FAILED] else 0)


def _symbols(words: list[str], listed: Path | None) -> list[str]:
    from kg.inputs.symbols import expanded, read_symbols

    if not words and not listed:
        raise FetchError("name symbols, or a file of them with --from")
    found = [symbol for one in words for symbol in expanded(one)] + [*(read_symbols(listed) if listed else ())]
    if not found:
        raise FetchError(f"{listed}: holds no symbol")
    return found


def _tell(outcome: Outcome) -> None:
    failed = outcome.status == "failed"
    say(f"{'kg: ' if failed else ''}{outcome.symbol}: {outcome.status}: {outcome.message}", err=failed)
