"""A question as text alone asks the same as one whose variables are given terms."""

import pyoxigraph as ox
import pytest
from builders.reply import fill_all
from tables import claims, disputes, sources

from kg.errors import QueryError
from kg.graph.queries import bind, question_of, run
from kg.graph.query_files import Query, find_query, load_queries
from kg.graph.query_worker import Question, answer
from kg.graph.store import Store
from kg.namespaces import ID
from kg.remote.inlined import form_of, inlined

CASES = [
    *((query.name, {}) for query in load_queries()),
    *((name, given) for name, given, _ in (*sources.ROWS, *claims.ROWS, *disputes.ROWS)),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill_all(tmp_path_factory.mktemp("small")), read_only=True) as store:
        yield store


@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: f"{place}-{CASES[place][0]}")
def test_shipped_queries_have_the_same_rows(store, place):
    name, given = CASES[place]
    query = find_query(name)
    bound = bind(query, given, store) if given else {}
    text = inlined(question_of(query.text, bound)).replace("PREFIX id:", "PREFIX unused:")
    again = Query(name=name, text=text, columns=query.columns)
    assert run(store, again).rows == run(store, query, bound).rows


ODD = """# { VALUES ?x { a
PREFIX ex: <urn:x#>
SELECT ?s (COUNT(*) AS ?n) ?x WHERE {
  VALUES ?s { <urn:a> <urn:b#> }
  { SELECT ?s WHERE { ?s ?p ?x . FILTER(?x < 5 && 3 <?x) } }
  OPTIONAL { ?s ?q "}{'" . FILTER(BOUND($x)) } UNION { ?s ex:p '''{'{''' , 'a\\'{' , ?xy }
  FILTER EXISTS { ?s ?p ?x OPTIONAL { ?s ?q ?x } } MINUS { ?s ex:none ?x }
  GRAPH ?g { ?s ?p ?o }
  VALUES (?p ?o) { (UNDEF "{") }
} GROUP BY ?s ?x VALUES ?n { 1 }"""


def test_groups_that_mention_a_variable_begin_with_its_value_and_nothing_else_does():
    asked = Question(text=ODD, prefixes={}, substitutions={"x": ox.Literal("}{ \"'\\", language="zh")})
    made = inlined(asked)
    values = ' VALUES (?x) { ("}{ \\"\'\\\\"@zh) } '
    assert made.replace(values, "") == ODD
    begun = [" ?x WHERE {", "SELECT ?s WHERE {", "OPTIONAL {", "MINUS {"]
    pieces = made.split(values)[:-1]
    assert [text.endswith(end) for text, end in zip(pieces, begun, strict=True)] == [True] * 4


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * { ?s ?p 'ask' }", "SELECT"),
        ("BASE <urn:construct> ASK {}", "ASK"),
        ("DESCRIBE <urn:ask>", "DESCRIBE"),
        ("nothing", ""),
    ],
)
def test_forms(text, form):
    assert form_of(text) == form


def test_the_short_form_of_construct_takes_no_values():
    asked = Question(text="CONSTRUCT WHERE { ?s ?p ?x }", prefixes={}, substitutions={"x": ox.Literal(1)})
    with pytest.raises(QueryError, match="takes no parameters"):
        inlined(asked)


def test_prefixes_are_declared_once():
    asked = Question(
        text="prefix id: <urn:x> SELECT * { id:a ?p lkg:b }", prefixes={"id": ID, "lkg": "urn:y"}, substitutions={}
    )
    assert inlined(asked).count("id: <") == 1
    assert inlined(asked).startswith("PREFIX lkg: <urn:y>\n")
    assert isinstance(
        answer(ox.Store(), Question(text=inlined(asked), prefixes={}, substitutions={})), ox.QuerySolutions
    )
