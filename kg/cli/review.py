"""The commands `kg review ...`: what persons found of claims, events, links and names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import ANALYSE, app, known_format, opened, say, show, write_or_print
from kg.cli.options import OUTPUT, Out, Printing, Reviews, grouped
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.source import Source
    from kg.graph.store import Store
    from kg.review.matching import Match

review_app = typer.Typer(no_args_is_help=True, help="Judge what was read: right, wrong or unsure; nothing is deleted.")
app.add_typer(review_app, name="review", rich_help_panel=ANALYSE)

ANNOTATION = "annotation"


@contextmanager
def reviewed(out: Path, endpoint: str, all_: bool) -> Iterator[Source]:
    """What is read from, without what a person judged wrong unless all is wanted; how much that is, is told.

    The reviews are those of the folder, whether its store is read or one behind an address.
    """
    from kg.review.hiding import hide
    from kg.review.reviews import FILE

    with opened(out, endpoint) as store:
        if not all_ and (number := hide(store, out / FILE)):
            say(left_out(number), err=True)
        yield store


def left_out(number: int) -> str:
    """How much is left out, for a person."""
    return f"left out, as judged wrong: {number} (--all shows it)"


@contextmanager
def _matches(out: Path, reviews: Path | None) -> Iterator[tuple[Store, tuple[Match, ...]]]:
    """The store, and what became of the things that were reviewed."""
    from kg.graph.statements import Statements
    from kg.graph.store import Store
    from kg.review.matching import match
    from kg.review.reviews import FILE, read_reviews

    with Store(out, read_only=True) as store:
        yield store, match(Statements(store), read_reviews(reviews or out / FILE))


@review_app.command("add")
def add(
    thing: Annotated[str, typer.Argument(help="A claim, event, link or name (mention), by IRI.")],
    verdict: Annotated[str, typer.Argument(help="right, wrong or unsure.")],
    by: Annotated[str, typer.Option("--by", help="Name of the judge.")],
    note: Annotated[str, typer.Option("--note", help="The reason.")] = "",
    right: Annotated[
        list[str] | None, typer.Option("--right", help="Of a wrong one, what would be right: act=request; repeatable.")
    ] = None,
    reviews: Reviews = None,
    out: Out = OUTPUT,
) -> None:
    """Record whether a claim, an event, a link or a name is right; a person's earlier verdict on it is replaced."""
    from kg.graph.queries import resolve
    from kg.graph.statements import Statements
    from kg.graph.store import Store
    from kg.review.reviews import FILE, record, review

    path = reviews or out / FILE
    with Store(out, read_only=True) as store:
        made = review(Statements(store), resolve(thing, store), verdict, by, note, right or ())
    known = record(path, made)
    say(f"{path}: {len(known)} reviews")
    if made.thing.kind == "link" and verdict == "wrong":
        say("the link stays in the graph; `kg judge` says whether its two are one", err=True)


@review_app.command("list")
@grouped
def list_(
    printing: Printing,
    state: Annotated[str, typer.Option("--state", help="Only current, changed or orphaned ones.")] = "",
    open_: Annotated[bool, typer.Option("--open", help="What nobody has reviewed, in an order by chance.")] = False,
    kind: Annotated[str, typer.Option("--kind", help="Only claim, event, link or name.")] = "",
    rule: Annotated[str, typer.Option("--rule", help="Only what this rule found.")] = "",
    document: Annotated[str, typer.Option("--in", help="Only this document: symbol, file name or IRI.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most rows; 0 for all.")] = 0,
    reviews: Reviews = None,
    out: Out = OUTPUT,
) -> None:
    """List the reviews and what became of their things, or what is still to be reviewed."""
    from kg.graph.naming import named
    from kg.graph.statements import Statements
    from kg.review.queue import Wanted, open_things
    from kg.review.tables import review_table, thing_table

    known_format(printing.format_)
    _known(state, kind)
    with _matches(out, reviews) as (store, matches):
        statements = Statements(store)
        within = named(statements.lookup, "document", document) if document else ""
        wanted = Wanted(kind=kind, rule=rule, document=within)
        if open_:
            found = open_things(statements, matches, wanted)
            show(thing_table(islice(found, limit or None)), printing)
            return
        kept = [one for one in matches if state in ("", one.state.value) and wanted.has(one.now or one.review.thing)]
        show(review_table(kept[: limit or len(kept)]), printing)


def _known(state: str, kind: str) -> None:
    """Raises QueryError for a state or a kind that there is not."""
    from kg.review.matching import State
    from kg.review.things import KINDS

    for words, what, choices in ((state, "state", [*State]), (kind, "kind", KINDS)):
        if words and words not in choices:
            raise QueryError(f"{words!r} is no {what}; choose one of {', '.join(choices)}")


@review_app.command("export")
@grouped
def export(
    format_: Annotated[str, typer.Option("--format", help="csv, json, markdown, table or annotation.")] = "csv",
    to: Annotated[Path | None, typer.Option("--to", help="File, or folder of the annotation; else printed.")] = None,
    reviews: Reviews = None,
    out: Out = OUTPUT,
) -> None:
    """Write the reviews with words and places, as a table or as annotation for scoring."""
    from kg.reports.render import to_text
    from kg.review.tables import review_table

    with _matches(out, reviews) as (store, matches):
        if format_ == ANNOTATION:
            _annotate(store, matches, to)
            return
        text = to_text(review_table(matches), known_format(format_))
    write_or_print(text, to)


def _annotate(store: Store, matches: tuple[Match, ...], to: Path | None) -> None:
    """Writes the annotation and says of each document how much of what was reviewed is in it."""
    from kg.files import atomic_folder
    from kg.review.annotation import annotated

    if to is None:
        raise QueryError("annotation is a folder of files; name it with --to")
    found = annotated(store, matches)
    with atomic_folder(to) as folder:
        for one in found:
            (folder / f"{one.stem}.yaml").write_text(one.yaml, encoding="utf-8")
            (folder / f"{one.stem}.sentences.tsv").write_text(one.sentences, encoding="utf-8")
    for one in found:
        say(f"{one.stem}: sentences {one.first} to {one.last}; reviewed claims in them: {one.within} of {one.reviewed}")
    say(f"{to}: {len(found)} documents")


@review_app.command("measure")
@grouped
def measure(
    printing: Printing,
    by: Annotated[str, typer.Option("--by", help="class (of rule), act, rule or kind.")] = "class",
    reviews: Reviews = None,
    out: Out = OUTPUT,
) -> None:
    """Measure from the reviews how much is right, with intervals of 95 % (Wilson's)."""
    from kg.review.matching import State
    from kg.review.measure import GROUPS
    from kg.review.measure import measure as measured
    from kg.review.tables import precision_table

    known_format(printing.format_)
    if by not in GROUPS:
        raise QueryError(f"{by!r} is nothing to measure by; choose one of {', '.join(GROUPS)}")
    with _matches(out, reviews) as (_, matches):
        show(precision_table(measured(matches, by)), printing)
    if away := sum(1 for one in matches if one.state is not State.CURRENT):
        say(f"not measured, for what they are of has changed or is gone: {away} reviews (`kg review list`)", err=True)
