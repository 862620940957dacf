"""Tables, explanations and summaries as text."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rich import box
from rich.cells import cell_len
from rich.table import Table as RichTable
from rich.text import Text

from kg.errors import QueryError
from kg.graph.export.escapes import CsvWriter, visible
from kg.graph.export.formats import shorten
from kg.graph.query_files import GROUPS, Query
from kg.graph.results import Result
from kg.graph.table import Table, Term
from kg.namespaces import XSD

if TYPE_CHECKING:
    from kg.analysis.explanation import Explanation
    from kg.graph.lookup import MentionView
    from kg.occurrences.pairs import Finding, Identity, NamedShown, Pair, Shown

FORMATS = ("table", "csv", "json", "markdown")
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
INTEGER = r"[+-]?[0-9]{1,300}"
DECIMAL = r"[+-]?(?=[.]?[0-9])[0-9]{0,300}([.][0-9]{0,300})?"
SHORT = 10  # cells of a terminal
MENTIONS = 5  # of a person or a place beside another


def to_text(table: Table, kind: str, *, plain_cells: bool = False) -> str:
    """A result as CSV (RFC 4180, full IRIs), JSON (a list of objects) or Markdown; raises QueryError for others.

    `plain_cells` leaves cells of CSV as they are that a spreadsheet would run as a formula.
    """
    if kind == "csv":
        out = io.StringIO()
        writer = CsvWriter(out, plain=plain_cells)
        writer.writerow(table.columns)
        writer.writerows([plain(term) for term in row] for row in table.rows)
        return out.getvalue()
    if kind == "json":
        rows = [{name: plain(term) for name, term in zip(table.columns, row, strict=True)} for row in table.rows]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if kind == "markdown":
        from kg.pipeline.summary import table as in_markdown  # it loads much that no other kind needs

        rows_of_words = ([words(term) for term in row] for row in table.rows)
        return "".join(f"{line}\n" for line in in_markdown(table.columns, rows_of_words))
    raise QueryError(f"{kind!r} is no format; choose one of {', '.join(FORMATS)}")


def to_rich(table: Table) -> RichTable:
    """A result as a table for the terminal; what is short stays on one line."""
    rows = [[words(term) for term in row] for row in table.rows]
    widths = (max(map(cell_len, cells)) for cells in zip(table.columns, *rows, strict=True))
    return grid(table.columns, rows, unbroken=[width <= SHORT for width in widths])


def grid(columns: Sequence[str], rows: Iterable[Sequence[object]], unbroken: Sequence[bool] = ()) -> RichTable:
    """A table for the terminal that folds long words, but for columns that stay unbroken.

    Brackets are left alone, and what would steer a terminal is shown as an escape.
    """
    shown = RichTable(box=box.SIMPLE_HEAD)
    for column, short in itertools.zip_longest(columns, unbroken, fillvalue=False):
        shown.add_column(str(column), overflow="fold", no_wrap=bool(short))
    for row in rows:
        shown.add_row(*(Text(visible(value)) for value in row))
    return shown


def plain(term: Term | None) -> str | int | float | bool | None:
    """A term as a value of JSON: numbers as numbers, ill-typed ones as they are written, IRIs in full."""
    if isinstance(term, ox.Literal):
        return _value(term.value, term.datatype.value)
    return str(getattr(term, "value", term)) if term is not None else None


def _value(words: str, datatype: str) -> str | int | float | bool:
    """The value of a literal; its words where they are none of the datatype, or too long for a number."""
    if datatype == f"{XSD}boolean":
        return BOOLEANS.get(words, words)
    if datatype == f"{XSD}integer" and re.fullmatch(INTEGER, words):
        return int(words)
    return float(words) if datatype == f"{XSD}decimal" and re.fullmatch(DECIMAL, words) else words


def words(term: Term | None) -> str:
    """A term for the eye: IRIs with their prefix, nothing for an empty cell."""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return "" if term is None else str(getattr(term, "value", term))


def listing(queries: Iterable[Query]) -> RichTable:
    """The queries by group, each with its question in both languages and its parameters."""
    shown = grid(("query", "question", "parameters"), ())
    ordered = sorted(queries, key=lambda query: (GROUPS.index(query.group), query.name))
    for group, members in itertools.groupby(ordered, key=lambda query: query.group):
        shown.add_section()
        shown.add_row(Text(group.upper(), style="bold"))
        for query in members:
            taken = (f"{p.name}: {p.type}{f' = {p.default}' if p.default else ''}" for p in query.parameters)
            shown.add_row(query.name, Text(f"{query.question_zh}\n{query.question_en}"), Text("\n".join(taken)))
    return shown


def findings(found: Iterable[Result]) -> RichTable:
    """A document's findings, each with the words that it concerns and its message in both languages."""
    rows = (
        (one.severity, one.quote or shorten(one.value or ""), shorten(one.focus), one.message_zh, one.message_en)
        for one in found
    )
    return grid(("severity", "words", "on", "zh", "en"), rows)


def explanation(found: Explanation) -> str:
    """An explanation as lines: what it is, where it is written, what is claimed."""
    lines = [f"{shorten(found.iri)}  ({', '.join(found.classes)})  {' · '.join(found.names)}".rstrip()]
    lines += ["", f"Mentions: {len(found.mentions)}"]
    for mention in found.mentions:
        lines += [f"  {place(mention)}  {mention.words}  [{mention.rule}]", f"      {mention.sentence}"]
    lines += ["", f"Claims: {len(found.claims)}"]
    for claim in found.claims:
        denied = "  (denied)" if claim.polarity == "negative" else ""
        levels = "".join(f"  quoted by {shorten(name)}" for name in claim.quoted_by)
        levels += "".join(f"  quoting {shorten(name)}" for name in claim.sources)
        lines += [f"  {claim.role}: {claim.claimant} — {claim.act or '?'}{denied}{levels}  {shorten(claim.claim)}"]
        lines += [f"      {place(mention)}  {mention.words}  [{mention.rule}]" for mention in claim.written]
    return "".join(f"{line}\n" for line in lines)


def place(mention: MentionView) -> str:
    """Where a mention stands: file, page, part, offsets."""
    page = f" page {mention.page}" if mention.page else ""
    part = f" part {mention.part}" if mention.part else ""
    return f"{mention.file_name}{page}{part} {mention.start}–{mention.end}"


def pairs(found: Sequence[Pair], identities: Sequence[Identity] = ()) -> str:
    """Links as lines: the key, verdict and reason, and both of the pair with whose they are and where they stand."""
    lines: list[str] = []
    for pair in found:
        lines += _heading(pair)
        if pair.told_apart:
            apart = ", ".join(map(shorten, pair.told_apart))
            lines.append(f"  would join events that a speaker or a verdict keeps apart: {apart}")
        for shown in pair.accounts:
            lines += [f"  {line}" for line in _account(shown)]
        lines.append("")
    for identity in identities:
        lines += [*_heading(identity), *(f"  {line}" for named in identity.entities for line in _named(named)), ""]
    return "".join(f"{line}\n" for line in [*lines, f"pairs: {len(found) + len(identities)}"])


def _heading(pair: Finding) -> Iterable[str]:
    by = f"by {pair.judge}" if pair.judge else f"[{pair.rule}]"
    yield f"{pair.key}  {pair.verdict}  {by}"
    yield from (f"  {reason}" for reason in pair.reasons)
    if pair.relations:
        yield f"  {', '.join(f'{on}: {value}' for on, value in pair.relations)}"


def _named(shown: NamedShown) -> Iterable[str]:
    said = "; ".join(", ".join(words) for words in (shown.names, shown.posts, shown.sides) if words)
    yield f"{shorten(shown.entity)}  {said}"
    yield from (f"    {place(mention)}  {mention.sentence}" for mention in shown.written[:MENTIONS])
    if shown.written[MENTIONS:]:
        yield f"    and {len(shown.written) - MENTIONS} more; `kg explain` lists them all"


def _account(shown: Shown) -> Iterable[str]:
    account = shown.account
    dates = str(account.begin or "") if account.begin == account.end else f"{account.begin or ''}/{account.end or ''}"
    roles = {"by": shown.agents, "on": shown.patients, "with": shown.participants, "at": shown.places}
    said = "; ".join(f"{role} {', '.join(names)}" for role, names in roles.items() if names)
    yield f"{shorten(account.event)}  {account.type} {dates}  {said}".rstrip()
    yield f"    according to {', '.join(shown.claimants) or '?'}"
    yield from (f"    {place(mention)}  {mention.sentence}" for mention in shown.written)
