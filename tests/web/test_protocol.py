"""SPARQL 1.1 Protocol, section 2.1, request by request as the standard has them, wrong ones included.

https://www.w3.org/TR/sparql11-protocol/ and, for the kinds of wrong requests, the working group's protocol tests.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest
from builders.served import served
from builders.small import LETTER, RECORD, fill

from kg.web.app import create_app
from kg.web.sparql.routes import routes

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
SELECT = "SELECT ?s { ?s a lkg:Letter }"
LETTERS = {LETTER}
ASK = "ASK { ?s a lkg:Letter }"
CONSTRUCT = "CONSTRUCT { ?s a lkg:Letter } WHERE { ?s a lkg:Letter }"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LETTER_CLASS = ox.NamedNode("https://w3id.org/letterkg/ns#Letter")
OF_A_KIND = "?s a ?kind VALUES ?kind { lkg:Letter lkg:MeetingRecord }"
DOCUMENTS = f"SELECT ?s {{ {OF_A_KIND} }}"
IN_GRAPHS = f"SELECT ?s {{ GRAPH ?g {{ {OF_A_KIND} }} }}"
SRJ, SRX = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    app = create_app(fill(tmp_path_factory.mktemp("small")), routes())
    with served(app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        yield client


def get(client, *pairs, **headers):
    """A GET with these parameters; headers by their names with _ for -."""
    return client.get(f"/sparql?{urlencode(pairs)}", headers={name.replace("_", "-"): v for name, v in headers.items()})


def post(client, body, headers, url="/sparql"):
    return client.post(url, content=body, headers=headers)


def subjects(response):
    """What ?s is bound to, in SPARQL's JSON."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == SRJ
    return {row["s"]["value"] for row in response.json()["results"]["bindings"]}


# 2.1.1 to 2.1.3: the three ways to ask


def test_query_via_get(client):
    assert subjects(get(client, ("query", SELECT))) == LETTERS


def test_query_via_post_of_a_form(client):
    assert subjects(post(client, urlencode({"query": SELECT}), FORM)) == LETTERS


def test_query_via_post_directly(client):
    assert subjects(post(client, SELECT, DIRECT)) == LETTERS


def test_a_type_may_have_parameters_and_capitals(client):
    assert subjects(post(client, SELECT, {"Content-Type": "Application/SPARQL-Query; charset=UTF-8"})) == LETTERS
    form = {"Content-Type": 'application/x-www-form-urlencoded; charset="utf-8"'}
    assert subjects(post(client, urlencode({"query": SELECT}), form)) == LETTERS


@pytest.mark.parametrize("words", ["甲方", "a+b & c=d;%20#e", "é", "\U0001f642", 'a"b\\c', ""])
def test_words_arrive_as_they_are(client, words):
    text = f"SELECT ?x {{ BIND({json.dumps(words, ensure_ascii=False)} AS ?x) }}"
    for response in (
        get(client, ("query", text)),
        post(client, urlencode({"query": text}), FORM),
        post(client, text.encode(), DIRECT),
    ):
        assert response.json()["results"]["bindings"] == [{"x": {"type": "literal", "value": words}}]


def test_a_blank_may_be_a_plus_or_percent_20(client):
    for encoded in (SELECT.replace(" ", "+"), quote(SELECT)):
        assert subjects(client.get(f"/sparql?query={encoded}")) == LETTERS


def test_other_parameters_are_passed_over(client):
    assert subjects(get(client, ("output", "xml"), ("query", SELECT), ("format", "text/csv"))) == LETTERS


def test_head_is_get_without_a_body(client):
    whole, head = get(client, ("query", SELECT)), client.head(f"/sparql?{urlencode({'query': SELECT})}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_a_form_may_come_in_pieces(client):
    body = urlencode({"query": SELECT}).encode()
    assert subjects(post(client, iter([body[:7], body[7:20], body[20:]]), FORM)) == LETTERS


# 2.1.4: the dataset


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("graphs", "text", "found"),
    [
        ([], DOCUMENTS, {LETTER, RECORD}),
        ([], IN_GRAPHS, {LETTER, RECORD}),
        ([("default", LETTER)], DOCUMENTS, {LETTER}),
        ([("default", LETTER), ("default", RECORD)], DOCUMENTS, {LETTER, RECORD}),
        ([("default", LETTER)], IN_GRAPHS, set()),
        ([("named", RECORD)], IN_GRAPHS, {RECORD}),
        ([("named", RECORD)], DOCUMENTS, set()),
        ([("named", RECORD), ("named", LETTER)], IN_GRAPHS, {LETTER, RECORD}),
        ([("default", LETTER), ("named", RECORD)], IN_GRAPHS, {RECORD}),
        ([("default", LETTER), ("named", RECORD)], DOCUMENTS, {LETTER}),
        ([("default", "https://example.org/unknown")], DOCUMENTS, set()),
        ([("default", "file:///etc/passwd")], DOCUMENTS, set()),
        # what the request says holds, whatever the query says
        ([("default", LETTER)], DOCUMENTS.replace("{", f"FROM <{RECORD}> {{", 1), {LETTER}),
        ([("named", LETTER)], DOCUMENTS.replace("{", f"FROM <{RECORD}> {{", 1), set()),
        ([("default", LETTER)], IN_GRAPHS.replace("{", f"FROM NAMED <{RECORD}> {{", 1), set()),
        ([], DOCUMENTS.replace("{", f"FROM <{RECORD}> {{", 1), {RECORD}),
        ([], DOCUMENTS.replace("{", f"FROM <{RECORD}> FROM <{LETTER}> {{", 1), {LETTER, RECORD}),
        ([], DOCUMENTS.replace("{", f"FROM NAMED <{RECORD}> {{", 1), set()),
        ([], IN_GRAPHS.replace("{", f"FROM NAMED <{RECORD}> {{", 1), {RECORD}),
    ],
)
def test_the_dataset(client, way, graphs, text, found):
    pairs = [(f"{kind}-graph-uri", iri) for kind, iri in graphs]
    if way == "get":
        response = get(client, ("query", text), *pairs)
    elif way == "form":
        response = post(client, urlencode([*pairs, ("query", text)]), FORM)
    else:
        response = post(client, text, DIRECT, f"/sparql?{urlencode(pairs)}")
    assert subjects(response) == found


# 2.1.5: what is accepted


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, SRJ),
        ("*/*", SRJ),
        ("", SRJ),
        (SRJ, SRJ),
        (SRX, SRX),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (f"{SRX};q=0.5, {SRJ};q=0.4", SRX),
        (f"{SRX};q=0.5, {SRJ}", SRJ),
        (f"{SRX};q=0, */*", SRJ),
        (f"{SRJ};q=0, {SRX};q=0, */*;q=0.1", "text/csv; charset=utf-8; header=present"),
        ("text/*", "text/csv; charset=utf-8; header=present"),
        ("text/*;q=0.5, text/csv;q=0.1", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, application/sparql-results+xml;q=0.1", SRX),
        (f"{SRX.upper()}", SRX),
        (f"{SRX} ; Q=0.7 ,,", SRX),
        ('application/x; p="a, text/csv;q=1", application/sparql-results+xml;q=0.2', SRX),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        (f"{SRX};q=nonsense", SRX),
    ],
)
def test_what_solutions_are_written_in(client, accept, kind):
    response = client.get(
        f"/sparql?{urlencode({'query': SELECT})}", headers={"Accept": accept} if accept is not None else {}
    )
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    assert response.headers["vary"] == "Accept"


def test_several_accept_headers_are_one(client):
    headers = [("Accept", f"{SRJ};q=0.1"), ("Accept", SRX)]
    assert client.get(f"/sparql?{urlencode({'query': SELECT})}", headers=headers).headers["content-type"] == SRX


def test_solutions_are_well_formed_in_every_format(client):
    text = 'SELECT ?s ?x { ?s a lkg:Letter BIND("a,\\"b\\"\\r\\n<c>&\\u0001" AS ?x) }'
    value = 'a,"b"\r\n<c>&\x01'
    assert get(client, ("query", text)).json()["results"]["bindings"][0]["x"]["value"] == value
    root = ET.fromstring(get(client, ("query", text), Accept=SRX).content)
    (literal,) = root.iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert literal.text == value.replace("\x01", "\ufffd")
    rows = list(csv.reader(io.StringIO(get(client, ("query", text), Accept="text/csv").text, newline="")))
    assert rows == [["s", "x"], [LETTER, value]]
    tabs = get(client, ("query", text), Accept="text/tab-separated-values").text
    assert tabs.splitlines()[0] == "?s\t?x"
    assert tabs.splitlines()[1].startswith(f'<{LETTER}>\t"a,\\"b\\"\\r\\n<c>&')


@pytest.mark.parametrize(
    ("accept", "holds"),
    [(SRJ, '"boolean":true'), (SRX, "<boolean>true</boolean>"), ("text/csv", "true"), ("application/json", "true")],
)
def test_what_ask_is_written_in(client, accept, holds):
    response = get(client, ("query", ASK), Accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(accept)
    assert holds in response.text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.1", "application/rdf+xml"),
        (f"{SRJ}, application/n-triples;q=0.1", "application/n-triples"),
    ],
)
@pytest.mark.parametrize("text", [CONSTRUCT, f"DESCRIBE <{LETTER}> WHERE {{}}"], ids=["construct", "describe"])
def test_what_triples_are_written_in(client, accept, kind, text):
    response = get(client, ("query", text), Accept=accept)
    assert (response.status_code, response.headers["content-type"]) == (200, kind)
    triples = {quad.triple for quad in ox.parse(response.content, format=ox.RdfFormat.from_media_type(kind))}
    assert ox.Triple(ox.NamedNode(LETTER), TYPE, LETTER_CLASS) in triples
    assert len(triples) == 1 if text == CONSTRUCT else len(triples) > 5


@pytest.mark.parametrize(
    ("text", "accept"),
    [(SELECT, "text/turtle"), (CONSTRUCT, SRJ), (ASK, "image/png"), (SELECT, "*/*;q=0"), (SELECT, f"{SRJ};q=0.0")],
)
def test_what_cannot_be_written_as_wanted(client, text, accept):
    response = get(client, ("query", text), Accept=accept)
    assert response.status_code == 406
    assert "it can be application/sparql-results+json, " in response.text


# 2.1.6 and the working group's tests of bad requests


@pytest.mark.parametrize(
    ("method", "url", "headers", "body", "status", "words"),
    [
        ("GET", "?query=ASK+{}&query=ASK+{}", {}, "", 400, "2 parameters `query`; exactly one is needed"),
        ("POST", "", FORM, "query=ASK+%7B%7D&query=ASK+%7B%7D", 400, "2 parameters `query`"),
        ("POST", "", FORM, "", 400, "0 parameters `query`"),
        ("POST", "", FORM, "q=ASK+%7B%7D", 400, "0 parameters `query`"),
        ("GET", f"?default-graph-uri={quote(LETTER)}", {}, "", 400, "0 parameters `query`"),
        ("GET", "?query=", {}, "", 400, "error at 1:1"),
        ("POST", "", DIRECT, "", 400, "error at 1:1"),
        ("GET", "?query=SELECT+nonsense", {}, "", 400, "error at 1:16: expected DISTINCT"),
        ("GET", "?query=ASK+%7B+%3Fs+nope:x+1+%7D", {}, "", 400, "error at"),
        ("GET", "?query=ASK+{}%", {}, "", 400, "The query string is wrongly percent-encoded: '%'"),
        ("GET", "?query=ASK+{}%zz", {}, "", 400, "The query string is wrongly percent-encoded: '%zz'"),
        ("GET", "?query=ASK+{}%FF", {}, "", 400, "The query string is no UTF-8 where it is percent-encoded"),
        ("POST", "", FORM, "query=ASK+%7B%7D%C3%28", 400, "The form is no UTF-8 where it is percent-encoded"),
        ("POST", "", FORM, "query=%", 400, "The form is wrongly percent-encoded"),
        ("POST", "", FORM, b"query=ASK+{}\xff", 400, "The form is no UTF-8"),
        ("POST", "", DIRECT, b"ASK { ?s ?p '\xff' }", 400, "The query is no UTF-8"),
        ("POST", "", DIRECT, "ASK {}".encode("utf-16"), 400, "The query is no UTF-8"),
        ("POST", "", {"Content-Type": f"{DIRECT['Content-Type']}; charset=UTF-16"}, "ASK {}", 415, "send UTF-8"),
        ("POST", "", {"Content-Type": f"{FORM['Content-Type']}; charset=gb18030"}, "query=ASK+%7B%7D", 415, "UTF-8"),
        ("POST", "", {"Content-Type": "text/plain"}, "ASK {}", 415, "'text/plain' is no type of a body that is taken"),
        ("POST", "", {"Content-Type": "multipart/form-data; boundary=x"}, "--x--", 415, "multipart/form-data"),
        ("POST", "", {}, "query=ASK+%7B%7D", 415, "The body has no Content-Type"),
        ("POST", "", {}, "ASK {}", 415, "The body has no Content-Type"),
        (
            "POST",
            "?query=ASK+{}",
            FORM,
            "",
            400,
            "has query; a POST of a form has them all",
        ),
        ("POST", "?default-graph-uri=x:y", FORM, "query=ASK+%7B%7D", 400, "has default-graph-uri; a POST of a form"),
        (
            "POST",
            "?query=ASK+{}",
            DIRECT,
            "ASK {}",
            400,
            "has query; a POST of application/sparql-query",
        ),
        ("GET", "?query=ASK+{}&default-graph-uri=letter", {}, "", 400, "'letter' is no absolute IRI of a graph"),
        ("GET", "?query=ASK+{}&named-graph-uri=", {}, "", 400, "'' is no absolute IRI of a graph"),
        ("PUT", "?query=ASK+{}", {}, "", 405, "Method Not Allowed"),
        ("DELETE", "", {}, "", 405, "Method Not Allowed"),
        ("PATCH", "", DIRECT, "ASK {}", 405, "Method Not Allowed"),
        ("GET", "/x?query=ASK+{}", {}, "", 404, "Not Found"),
        # updates
        ("GET", "?update=CLEAR+ALL", {}, "", 403, "This endpoint is read-only: it takes queries, no updates."),
        ("GET", "?query=ASK+{}&update=CLEAR+ALL", {}, "", 403, "read-only"),
        ("POST", "", FORM, "update=CLEAR+ALL", 403, "read-only"),
        ("POST", "", {"Content-Type": "application/sparql-update"}, "CLEAR ALL", 403, "read-only"),
        ("GET", "?query=CLEAR+ALL", {}, "", 400, "error at 1:1"),
        ("POST", "", DIRECT, "INSERT DATA { <x:a> <x:b> 1 }", 400, "error at 1:"),
        ("POST", "", DIRECT, "LOAD <http://127.0.0.1:9/>", 400, "error at 1:1"),
        # what is not asked
        ("POST", "", DIRECT, "ASK { SERVICE <http://127.0.0.1:9/> {} }", 403, "SERVICE asks another machine"),
        ("POST", "", DIRECT, "ASK " + "{" * 3_000 + "}" * 3_000, 400, "brackets in brackets, 3,000 deep"),
        ("POST", "", DIRECT, "ASK {}" + " " * 1_000_000, 413, "1,000,006 characters; a query has at most 1,000,000"),
        ("POST", "", DIRECT, " " * 9_100_001, 413, "longer than the 9,100,000 bytes"),
        ("POST", "", FORM, "&".join(["a=1"] * 10_001), 400, "more than 10,000 parameters"),
        ("POST", "", DIRECT, f"ASK {{ ?s {'/'.join(['<x:y>'] * 20_000)} ?o }}", 500, "the engine did not survive it"),
    ],
)
def test_wrong_requests(client, method, url, headers, body, status, words):
    content = body.encode() if isinstance(body, str) else body
    response = client.request(method, f"/sparql{url}", headers=headers, content=content)
    assert (response.status_code, words in response.text) == (status, True), response.text
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert subjects(get(client, ("query", SELECT))) == LETTERS


def test_what_may_be_sent_is_told(client):
    assert sorted(client.put("/sparql").headers["allow"].split(", ")) == ["GET", "HEAD", "POST"]
    assert post(client, "x", {}).headers["accept-post"] == f"{DIRECT['Content-Type']}, {FORM['Content-Type']}"


def test_a_browser_is_told_in_html(client):
    response = get(client, ("query", "<b>"), Accept="text/html")
    assert (response.status_code, response.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "<h1>400 Bad Request</h1>" in response.text


# SPARQL 1.1 Service Description

SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    "accept", ["*/*", "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_the_service_is_described(client, accept):
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200
    kind = response.headers["content-type"]
    assert kind == accept or accept == "*/*"
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.from_media_type(kind))
    endpoint = str(client.base_url.join("/sparql"))
    ask = f"""PREFIX sd: <{SD}> ASK {{
        ?service a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> , <http://www.w3.org/ns/formats/Turtle> ;
            sd:feature sd:UnionDefaultGraph ; sd:defaultDataset ?all .
        ?all sd:defaultGraph ?union ; sd:namedGraph [ sd:name <{LETTER}> ] , [ sd:name <{RECORD}> ] .
        FILTER NOT EXISTS {{ ?service sd:supportedLanguage sd:SPARQL11Update }}
        FILTER NOT EXISTS {{ ?service sd:feature sd:BasicFederatedQuery }} }}"""
    assert bool(store.query(ask))


def test_the_description_is_the_same_twice_and_without_blank_nodes(client):
    first, second = (client.get("/sparql", headers={"Accept": "application/n-triples"}) for _ in range(2))
    assert first.content == second.content
    assert "_:" not in first.text


def test_parameters_of_others_ask_for_the_description(client):
    assert client.get("/sparql?utm_source=x").headers["content-type"] == "text/turtle"


def test_the_description_is_negotiated(client):
    response = client.get("/sparql", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text
