"""Every query over the small hand-made graph: rows worked out by hand, alike on rdflib and Oxigraph."""

import re
from functools import cache

import pyoxigraph as ox
import pytest
from builders.reply import D1, REPLY, fill_all
from builders.small import LETTER, RECORD, SMALL, fill
from rdflib import Dataset, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from tables import claims as rows_claims
from tables import disputes as rows_disputes
from tables import sources as rows_sources

from kg.errors import QueryError
from kg.graph.export.formats import shorten
from kg.graph.queries import bind, resolve, run, things_named, to_term
from kg.graph.query_files import GROUPS, TYPE_EXAMPLES, Query, find_query, load_queries, parse_query
from kg.graph.store import Store

ROWS = [*rows_sources.ROWS, *rows_claims.ROWS, *rows_disputes.ROWS]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill_all(tmp_path_factory.mktemp("small")), read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def dataset():
    dataset = Dataset(default_union=True)
    dataset.parse(SMALL)
    dataset.parse(REPLY)
    return dataset


@cache
def prepared(text):
    """A query as rdflib reads it, which takes longer than to answer it."""
    return prepareQuery(text)


def by_rdflib(dataset, query, bound):
    """The rows that rdflib gives, in its order, with the columns that the header names."""
    bindings = {name: rdflib_term(term) for name, term in bound.items()}
    rows = dataset.query(prepared(query.text), initBindings=bindings)
    wanted = [name for name, _ in query.columns]
    return list(dict.fromkeys(tuple(None if row[c] is None else str(row[c]) for c in wanted) for row in rows))


def rdflib_term(term):
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    plain = term.datatype.value.endswith("#string")
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))


@pytest.mark.parametrize(("name", "given", "expected"), ROWS, ids=[f"{row[0]}-{len(row[2])}" for row in ROWS])
def test_rows_on_both_engines(store, dataset, name, given, expected):
    query = find_query(name)
    bound = bind(query, given, store)
    table = run(store, query, bound)
    assert [tuple(term.value if term else None for term in row) for row in table.rows] == expected
    assert by_rdflib(dataset, query, bound) == expected
    assert table.columns == tuple(column for column, _ in query.columns)


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.name)
def test_with_no_parameter_bound_a_query_asks_of_everything(query, store, dataset):
    """An unbound variable in a filter is an error by the standard, and an error filters the row away."""
    rows = {tuple(term.value if term else None for term in row) for row in run(store, query).rows}
    assert rows
    assert set(by_rdflib(dataset, query, {})) == rows


def test_every_offset_was_counted_well(store):
    quoted = """SELECT ?words ?start ?end ?text WHERE {
        ?mention oa:hasSource ?document ; oa:hasSelector ?position , ?quote .
        ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?words . ?document lkg:sourceText ?text }"""
    rows = [[term.value for term in row] for row in run(store, Query(name="-", text=quoted)).rows]
    assert len(rows) > 50
    for words, start, end, text in rows:
        assert text[int(start) : int(end)].replace("\n", "") == words


def test_every_parameter_has_a_case():
    told = {(name, parameter) for name, given, _ in ROWS for parameter in given}
    assert {(query.name, one.name) for query in load_queries() for one in query.parameters} == told


def test_every_query_has_rows_here():
    assert {query.name for query in load_queries()} == {name for name, _, expected in ROWS if expected}


def test_an_empty_store_has_no_answers(tmp_path):
    values = {"iri": "id:actor/a", "date": D1, "integer": "0", "string": "x"}
    with Store(tmp_path) as empty:
        for query in load_queries():
            must = {one.name: values[one.type] for one in query.parameters if one.default is None}
            assert run(empty, query, bind(query, must, empty)).rows == (), query.name


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.name)
def test_headers_are_complete_and_true(query, store):
    assert query.question_zh.endswith("？")
    assert query.question_en.endswith("?")
    assert query.example.startswith(f"kg query {query.name}")
    selected = re.search(r"^SELECT (?:DISTINCT )?(.*) WHERE", query.text, re.MULTILINE)[1]
    projected = re.findall(r"\?(\w+)", re.sub(r"\([^?]*\?\w+.*? AS (\?\w+)\)", r"\1", selected))
    assert projected[: len(query.columns)] == [name for name, _ in query.columns]
    assert {parameter.name for parameter in query.parameters} <= set(projected)
    for parameter in query.parameters:
        if parameter.default not in (None, "any"):
            assert to_term(parameter, parameter.default, store)


HEADER = """\
# question-zh: 甲国？
# question-en: Which?
# group: claims
# parameter: limit: integer = 3 | how many
# column: s | the subject
# example: kg query x
SELECT ?s ?limit WHERE { ?s ?p ?limit }
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# group: claims\n", "", "no `# group: ...` line"),
        ("# question-zh: 甲国？", "# question-zh:", "no `# question-zh: ...` line"),
        ("# column: s | the subject\n", "", "no `# column: ...` line"),
        ("limit: integer = 3 | how many", "limit integer", "parameter not understood"),
        ("integer", "number", "types are iri, date, integer, string"),
        ("s | the subject", "s", "column not understood"),
        ("# group:", "# gruop:", "header line not understood"),
        ("# group: claims", "# group: evidence", "no group 'evidence'; groups are documents, actors"),
    ],
)
def test_a_bad_header_is_told(old, new, message):
    with pytest.raises(QueryError, match=message):
        parse_query("x", HEADER.replace(old, new))


def test_a_header_is_read():
    query = parse_query("x", HEADER)
    assert (query.group, query.columns) == ("claims", (("s", "the subject"),))
    assert [(p.name, p.type, p.default) for p in query.parameters] == [("limit", "integer", "3")]


def test_text_without_a_header_is_a_query_without_parameters(store):
    query = parse_query("-", "# just a comment: no header\nSELECT (COUNT(*) AS ?n) { ?s a lkg:Claim }")
    assert query == Query(name="-", text=query.text)
    assert [term.value for (term,) in run(store, query).rows] == ["18"]


def test_ask_and_construct_have_tables(store):
    assert run(store, Query(name="-", text="ASK { ?s a lkg:Claim }")).rows == ((ox.Literal(True),),)
    table = run(store, Query(name="-", text="CONSTRUCT { ?s a ?k } WHERE { ?s a ?k VALUES ?k { lkg:Seat } }"))
    assert table.columns == ("subject", "predicate", "object")
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    "text",
    ["SELECT ?x WHERE {", "DROP ALL", "DELETE WHERE { ?s ?p ?o }", "SELECT * { ?s nope:x ?o }", "", "no query"],
)
def test_what_is_not_a_query_is_a_query_error(store, text):
    before = len(store.inner)
    with pytest.raises(QueryError, match=r"^mine: "):
        run(store, Query(name="mine", text=text))
    assert len(store.inner) == before


def test_a_column_that_is_not_selected_is_told(store):
    query = parse_query("x", HEADER.replace("column: s", "column: t"))
    with pytest.raises(QueryError, match="columns are not selected: t"):
        run(store, query, bind(query, {}, store))


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("claims-on-date", {}, "needs --param date=.*such as 2022-09-13"),
        ("claims-on-date", {"date": "1999"}, "'1999' is none; expected date, such as 2022-09-13"),
        ("claims-on-date", {"date": "1999-02-30"}, "expected date"),
        ("claims-on-date", {"date": "19990302"}, "expected date"),
        ("claims-on-date", {"day": "1999-03-02"}, "has no parameter 'day'; it has: date"),
        ("casualties", {"from": "1999-03-02", "until": "1999-03-01"}, "from=1999-03-02 lies after until=1999-03-01"),
        ("accusations", {"claimant": "丙国"}, "nothing by the name '丙国'; expected iri, such as id:actor/"),
        ("accusations", {"claimant": "id:actor/a> } #"}, "nothing by the name"),
    ],
)
def test_a_wrong_parameter_is_told_with_an_example(store, name, given, message):
    with pytest.raises(QueryError, match=message):
        bind(find_query(name), given, store)


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("integer", "822", ox.Literal(822)),
        ("integer", "-1", ox.Literal(-1)),
        ("string", '"} DROP ALL #', ox.Literal('"} DROP ALL #')),
        (
            "date",
            "2022-09-13",
            ox.Literal("2022-09-13", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ),
        ("iri", "act:deny", ox.NamedNode("https://w3id.org/letterkg/act/deny")),
        ("iri", "https://example.org/x", ox.NamedNode("https://example.org/x")),
        ("iri", "<https://example.org/x>", ox.NamedNode("https://example.org/x")),
        ("iri", "甲国", ox.NamedNode("https://w3id.org/letterkg/id/actor/a")),
    ],
)
def test_values_become_terms_of_their_type(store, type_, value, term):
    assert type_ in TYPE_EXAMPLES
    parameter = parse_query("x", HEADER.replace("integer = 3", type_)).parameters[0]
    assert to_term(parameter, value, store) == term


@pytest.mark.parametrize(("type_", "value"), [("integer", "8.5"), ("integer", "八"), ("integer", "٣"), ("date", "3月")])
def test_values_of_another_type_are_refused(store, type_, value):
    parameter = parse_query("x", HEADER.replace("integer = 3", type_)).parameters[0]
    with pytest.raises(QueryError, match=f"expected {type_}, such as"):
        to_term(parameter, value, store)


@pytest.mark.parametrize(
    ("type_", "value", "message"),
    [
        ("iri", "http://a/%zz", r"'http://a/%zz' is no IRI \(Invalid IRI percent encoding"),
        ("iri", "<http://a/%zz>", "is no IRI"),
        ("iri", "http://a/b c", "nothing by the name 'http://a/b c'"),
        ("iri", "http://a/\ue000", r"'http://a/\\ue000' is no IRI \(Invalid IRI code point"),
        ("iri", "id:\U000f0000", "is no IRI"),
        ("iri", "http://a/\udcff", "is no IRI"),
        ("iri", "\udcff", r"nothing by the name '\\udcff'"),
        ("iri", "甲" * 1_000_000, f"nothing by the name '{'甲' * 80}…'; expected iri"),
        ("string", "\udcff", r"'\\udcff' is none \("),
        ("date", "9" * 1_000_000, f"'{'9' * 80}…' is none; expected date"),
        ("date", "0000-00-00", "expected date"),
        ("date", "1999-13", "expected date"),
        ("integer", "9" * 5_000, f"'{'9' * 80}…' is none; expected integer"),
        ("integer", str(2**63), "expected integer"),
        ("integer", "", "expected integer"),
    ],
)
def test_values_that_no_term_can_hold_are_refused_in_few_words(store, type_, value, message):
    parameter = parse_query("x", HEADER.replace("integer = 3", type_)).parameters[0]
    with pytest.raises(QueryError, match=message) as told:
        to_term(parameter, value, store)
    assert len(str(told.value)) < 400


def test_a_long_value_is_a_value(store):
    value = "甲" * 1_000_000
    bound = bind(find_query("citing"), {"symbol": value}, store)
    assert run(store, find_query("citing"), bound, timeout=30).rows == ()


def test_a_value_is_never_part_of_the_text(store):
    value = 'S/1999/1" . ?document ?p "x'
    assert run(store, find_query("citing"), {"symbol": ox.Literal(value)}).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<https://example.org/sparql>{?s ?p ?o}FILTER(3>2) }",
        "SELECT * { ?s ?p 'it\\'s'.SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <https://example.org/#a> . # one\nSERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "PREFIX : <https://example.org/> SELECT * { SERVICE:sparql { ?s ?p ?o } }",
        "PREFIX x: <https://example.org/> SELECT * { SERVICEx:sparql { ?s ?p ?o } }",
        "PREFIX x: <https://example.org/> SELECT * { SERVICE SILENTx:a\\(b\\) { ?s ?p ?o } }",
        "PREFIX x: <https://example.org/> SELECT * { BIND(1 AS ?x) SERVICE SILENT x:a-b{ ?s ?p ?o } }",
        "SELECT * { VALUES ?x { lkg:a } SERVICE?x { ?s ?p ?o } }",
        "PREFIX x: <https://example.org/> SELECT * { ?s ?p x:a\\# . SERVICE <https://example.org/> { ?s ?p ?o } }",
        "PREFIX x: <https://example.org/> SELECT * { ?s ?p x:a\\' . SERVICE x:b { ?s ?p 'x' } }",
        "SELECT * { ?s ?p 'x'@PREFIX . SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
    ],
)
def test_no_other_machine_is_asked(store, text):
    with pytest.raises(QueryError, match="SERVICE asks another machine"):
        run(store, Query(name="mine", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service lkg:service 'SERVICE' } # SERVICE",
        'SELECT * { ?s ?p """a "SERVICE" b""" , <https://example.org/SERVICE> }',
        "PREFIX service: <https://example.org/> SELECT * { ?s service:a _:service }",
        "BASE <https://example.org/>\nPREFIX x: <x> PREFIX service: <y:> SELECT * { ?s service:a lkg:service }",
        "SELECT * { GRAPH ?service { ?s lkg:service ?o } GRAPH lkg:service { ?s ?p ?o } }",
    ],
)
def test_the_word_alone_is_no_service(store, text):
    assert run(store, Query(name="mine", text=text)).rows == ()


@pytest.mark.parametrize(
    ("first", "last", "good"),
    [("9", "10", True), ("10", "9", False), ("3", "3", True), ("-2", "-1", True), ("-1", "-2", False)],
)
def test_ranges_of_numbers_are_numbers(store, first, last, good):
    header = HEADER.replace("limit: integer = 3 | how many", "from: integer | a\n# parameter: until: integer | b")
    query = parse_query("x", header)
    if good:
        assert bind(query, {"from": first, "until": last}, store)["from"] == ox.Literal(int(first))
    else:
        with pytest.raises(QueryError, match=f"x: from={first} lies after until={last}"):
            bind(query, {"from": first, "until": last}, store)


def test_lookup_and_ambiguity(tmp_path):
    with Store(fill(tmp_path)) as store:
        assert things_named("丁城", store) == ["https://w3id.org/letterkg/id/place/ding"]
        label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
        node, graph = ox.NamedNode("https://w3id.org/letterkg/id/place/other"), ox.NamedNode("urn:g")
        store.inner.add(ox.Quad(node, label, ox.Literal("丁市", language="zh"), graph))
        with pytest.raises(QueryError, match=r"several things.*id:place/ding, id:place/other"):
            resolve("丁市", store)


def test_unknown_queries_name_near_ones():
    with pytest.raises(QueryError, match=r"did you mean 'accusations'.*claims-on-date"):
        find_query("acusations")


def test_names_that_no_file_can_have_are_unknown():
    for name in ("甲" * 1_000_000, "a\0b", "\udcff"):
        with pytest.raises(QueryError, match="is neither a query nor a file") as told:
            find_query(name)
        assert len(str(told.value)) < 2_000


def test_a_file_that_is_too_long_is_told(tmp_path):
    path = tmp_path / "long.rq"
    path.write_text("#" * 1_000_001, encoding="utf-8")
    with pytest.raises(QueryError, match="long: longer than the 1,000,000 bytes"):
        find_query(str(path))


def test_a_query_from_a_file(tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text(HEADER, encoding="utf-8")
    assert find_query(str(path)).name == "mine"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(QueryError, match="cannot be read"):
        find_query(str(path))


def test_shipped_queries_are_thirty_or_more_of_every_group():
    queries = load_queries()
    assert len(queries) >= 30
    assert {query.group for query in queries} == set(GROUPS)


def test_shorten_leaves_unknown_iris_alone():
    assert shorten("https://example.org/x") == "https://example.org/x"


def test_a_query_may_name_its_graphs(tmp_path):
    """Those that it names are its dataset, and none of them is read from elsewhere."""
    with Store(fill(tmp_path), read_only=True) as store:

        def found(dataset, where="{ ?s a lkg:Letter }", timeout=None):
            query = Query(name="mine", text=f"SELECT ?s {dataset} {where}")
            return [row[0].value for row in run(store, query, timeout=timeout).rows]

        assert found("") == [LETTER]
        assert found(f"FROM <{LETTER}>") == [LETTER]
        assert found(f"FROM <{RECORD}>") == []
        assert found(f"FROM <{RECORD}> FROM <{LETTER}>", timeout=30) == [LETTER]
        assert found(f"FROM NAMED <{LETTER}>") == []
        assert found(f"FROM NAMED <{LETTER}>", "{ GRAPH ?g { ?s a lkg:Letter } }", timeout=30) == [LETTER]
        assert found(f"FROM <{LETTER}>", "{ GRAPH ?g { ?s a lkg:Letter } }") == []
        assert found("FROM <file:///etc/passwd>") == []
