"""Questions put to the graph: SPARQL files whose header says what they ask, and results as a table.

Values are bound to a query's variables as terms; they never become part of its text.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib.namespace import SKOS, XSD

from kg.errors import QueryError
from kg.graph.days import first_day, last_day
from kg.graph.export.formats import prefixes_of, shorten
from kg.graph.store import Store
from kg.graph.table import Table, Term
from kg.namespaces import LKG
from kg.resources import shipped

TYPE_EXAMPLES = {
    "iri": "id:actor/security-council, a full IRI, or a name that the graph knows",
    "date": "2022-09-13",
    "integer": "822",
    "string": "S/2022/979",
}


GROUPS = ("documents", "actors", "places", "events", "agreements", "claims", "disputes", "provenance")


NAMES = (SKOS.prefLabel, SKOS.altLabel, LKG.symbol, LKG.fileName)


_FIELD = re.compile(r"#\s*(question-zh|question-en|group|parameter|column|shown|example):\s*(.*?)\s*")


_NO_KEYWORDS = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\#[^\r\n]*|\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
    |"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""",
    re.DOTALL | re.VERBOSE,
)


_SERVICE = re.compile(r"(?<![\w:?$@-])SERVICE(?![\w:-])", re.IGNORECASE)


_PARAMETER = re.compile(r"(?P<name>\w+):\s*(?P<type>\w+)\s*(?:=\s*(?P<default>[^|]*?)\s*)?\|\s*(?P<about>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a query takes; `default` is None for one that must be given, "any" for one that may be left open."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question with its SPARQL; `columns` are names and descriptions, none for a query without a header.

    `shown` are the columns that fit on a screen; none where the first ones do.
    """

    name: str
    text: str
    question_zh: str = ""
    question_en: str = ""
    group: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    shown: tuple[str, ...] = ()
    example: str = ""


def parse_query(name: str, text: str) -> Query:
    """A query with what its header says; raises QueryError for a header that is begun but incomplete or malformed."""
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line):
            fields.setdefault(match[1], []).append(match[2])
        elif fields and ":" in line:
            raise QueryError(f"{name}: header line not understood: {line!r}")
    if not fields:
        return Query(name=name, text=text)
    for key in ("question-zh", "question-en", "group", "column", "example"):
        if not all(fields.get(key, [""])):
            raise QueryError(f"{name}: the header has no `# {key}: ...` line")
    if fields["group"][0] not in GROUPS:
        raise QueryError(f"{name}: no group {fields['group'][0]!r}; groups are {', '.join(GROUPS)}")
    columns = tuple(_column(name, words) for words in fields["column"])
    return Query(
        name=name,
        text=text,
        question_zh=fields["question-zh"][0],
        question_en=fields["question-en"][0],
        group=fields["group"][0],
        parameters=tuple(_parameter(name, words) for words in fields.get("parameter", ())),
        columns=columns,
        shown=_shown(name, columns, fields.get("shown", ())),
        example=fields["example"][0],
    )


def _parameter(query: str, words: str) -> Parameter:
    match = _PARAMETER.fullmatch(words)
    if not match:
        raise QueryError(f"{query}: parameter not understood: {words!r}; write `name: type = default | description`")
    if match["type"] not in TYPE_EXAMPLES:
        raise QueryError(f"{query}: {match['name']} has type {match['type']!r}; types are {', '.join(TYPE_EXAMPLES)}")
    return Parameter(
        name=match["name"], type=match["type"], default=match["default"] or None, description=match["about"]
    )


def _column(query: str, words: str) -> tuple[str, str]:
    name, bar, about = (part.strip() for part in words.partition("|"))
    if not (name.isidentifier() and bar and about):
        raise QueryError(f"{query}: column not understood: {words!r}; write `name | description`")
    return name, about


def _shown(query: str, columns: Iterable[tuple[str, str]], lines: Iterable[str]) -> tuple[str, ...]:
    """The columns that a header wants on a screen."""
    wanted, known = re.split(r",\s*", ", ".join(lines)), [name for name, _ in columns]
    if unknown := [name for name in wanted if name and name not in known]:
        raise QueryError(f"{query}: no column {', '.join(unknown)} to be shown; columns are {', '.join(known)}")
    return tuple(filter(None, wanted))


def load_queries(folder: Path | None = None) -> tuple[Query, ...]:
    """The queries of a folder (by default those shipped), by name; raises QueryError."""
    folder = folder or shipped("queries")
    return tuple(read_query(path) for path in sorted(folder.glob("*.rq")))


def of_group(queries: Iterable[Query], group: str | None) -> list[Query]:
    """The queries of a group, or all where none is named; raises QueryError for an unknown one."""
    if group is not None and group not in GROUPS:
        raise QueryError(f"no group {group!r}; groups are {', '.join(GROUPS)}")
    return [query for query in queries if group in (None, query.group)]


def read_query(path: Path) -> Query:
    """The query of a file; raises QueryError where it cannot be read."""
    try:
        return parse_query(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}") from error


def find_query(wanted: str, folder: str = "queries", kind: str = "query") -> Query:
    """A shipped query (of a kind that lies in a folder) by its name, or one from a file.

    Raises QueryError with near names for an unknown one.
    """
    known = {path.stem: path for path in sorted(shipped(folder).glob("*.rq"))}
    path = known.get(wanted) or Path(wanted)
    if path.is_file():
        return read_query(path)
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    raise QueryError(f"{wanted!r} is neither a {kind} nor a file; {hint}known {folder}: {', '.join(known)}")


def bind(query: Query, given: Mapping[str, str], store: Store) -> dict[str, Term]:
    """The query's parameters as terms; raises QueryError for a missing, unknown or ill-typed one.

    Of two that are called `from` and `until`, the first may not lie after the second.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    bound: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is None:
            example = TYPE_EXAMPLES[parameter.type]
            raise QueryError(f"{query.name} needs --param {name}=... ({parameter.description}), such as {example}")
        if value != "any" or name in given:
            bound[name] = to_term(parameter, value, store)
    _check_range(query.name, bound)
    return bound


def _check_range(name: str, bound: Mapping[str, Term]) -> None:
    first, last = bound.get("from"), bound.get("until")
    if not (isinstance(first, ox.Literal) and isinstance(last, ox.Literal) and first.datatype == last.datatype):
        return
    number = first.datatype.value == str(XSD.integer)
    if int(first.value) > int(last.value) if number else first.value > last.value:
        raise QueryError(f"{name}: from={first.value} lies after until={last.value}; give the earlier one as from")


def to_term(parameter: Parameter, value: str, store: Store) -> Term:
    """A parameter's value as a term of its type; raises QueryError with an example of what is expected."""
    if parameter.type == "date" and (day := _day(parameter.name, value)):
        return ox.Literal(day.isoformat(), datatype=ox.NamedNode(str(XSD.date)))
    if parameter.type == "integer" and re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        return ox.Literal(int(value))
    if parameter.type == "string":
        return ox.Literal(value)
    if parameter.type == "iri":
        return ox.NamedNode(resolve(value, store))
    expected = f"expected {parameter.type}, such as {TYPE_EXAMPLES[parameter.type]}"
    raise QueryError(f"parameter {parameter.name}: {value!r} is none; {expected}")


def _day(name: str, value: str) -> datetime.date | None:
    """The day that a value means: of a year or a month `from` takes the first, `until` the last, others none."""
    try:
        first, last = first_day(value), last_day(value)
    except QueryError:
        return None
    return {"from": first, "until": last}.get(name, first if first == last else None)


def resolve(words: str, store: Store) -> str:
    """The IRI that is meant by a full IRI, a prefixed one, or a name, symbol or file name that the graph has.

    Raises QueryError where nothing, or more than one thing, bears the name.
    """
    prefix, _, local = words.partition(":")
    prefixes = prefixes_of(store)
    if re.fullmatch(r"<?[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]+>?", words) and prefix not in prefixes:
        return words.strip("<>")
    if prefix in prefixes and local and not re.search(r"[\s<>\"{}|^`\\]", local):
        return prefixes[prefix] + local
    found = lookup(words, store)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{words!r} names several things; name one by its IRI: {', '.join(shorten(i) for i in found)}")
    raise QueryError(f"the graph has nothing by the name {words!r}; expected iri, such as {TYPE_EXAMPLES['iri']}")


def lookup(name: str, store: Store) -> list[str]:
    """The IRIs of all that bear exactly this name, symbol or file name, in any language, sorted."""
    found: set[str] = set()
    for literal in (ox.Literal(name), ox.Literal(name, language="zh"), ox.Literal(name, language="en")):
        for predicate in NAMES:
            for quad in store.inner.quads_for_pattern(None, ox.NamedNode(str(predicate)), literal, None):
                found.add(str(getattr(quad.subject, "value", quad.subject)))
    return sorted(found)


def run(store: Store, query: Query, bound: Mapping[str, Term] | None = None) -> Table:
    """The answer of a query; ASK gives one cell, CONSTRUCT and DESCRIBE rows of subject, predicate and object.

    Raises QueryError for a query that SPARQL does not allow, and for one that asks another service: nothing is sent.
    """
    if _SERVICE.search(_NO_KEYWORDS.sub(" ", query.text)):
        raise QueryError(f"{query.name}: SERVICE asks another machine, and queries stay on this one; leave it out")
    substitutions = {ox.Variable(name): term for name, term in (bound or {}).items()}
    try:
        answer = store.inner.query(
            query.text, prefixes=prefixes_of(store), use_default_graph_as_union=True, substitutions=substitutions
        )
        if isinstance(answer, ox.QueryBoolean):
            return Table(("answer",), ((ox.Literal(bool(answer)),),))
        if isinstance(answer, ox.QueryTriples):
            triples = ((triple.subject, triple.predicate, triple.object) for triple in answer)
            return Table(("subject", "predicate", "object"), tuple(sorted(triples, key=str)))
        return _table(query, [variable.value for variable in answer.variables], answer)
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"{query.name}: {_plain(str(error))}") from error


def query(store: Store, wanted: str, /, **given: str) -> Table:
    """The answer of a shipped query, or of one in a file, with its parameters given by name.

    Raises QueryError for an unknown query or parameter, a value that is none, and a query that SPARQL does not allow.
    """
    found = find_query(wanted)
    return run(store, found, bind(found, given, store))


def _table(query: Query, variables: list[str], solutions: Iterable[ox.QuerySolution]) -> Table:
    wanted = [name for name, _ in query.columns] or variables
    if missing := [name for name in wanted if name not in variables]:
        raise QueryError(f"{query.name}: the header's columns are not selected: {', '.join(missing)}")
    rows = (tuple(row[name] for name in wanted) for row in solutions)
    return Table(tuple(wanted), tuple(dict.fromkeys(rows)), query.shown)


def _plain(message: str) -> str:
    """An error of the parser without its long list of what it would have liked."""
    return re.sub(r"expected one of .*", "not SPARQL here", message, flags=re.DOTALL)
