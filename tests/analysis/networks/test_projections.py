"""Projections of the hand-made graph of tests/data/ties.trig: every tie, worked out by hand."""

from __future__ import annotations

import datetime

import networkx as nx
import pytest
from builders.ties import BASE, fill, net, short
from rdflib.namespace import SKOS

from kg.analysis.networks.network import Tie, ego, restrict, ties_of, within
from kg.analysis.networks.projections import QUOTED, UNTIED, find_projection, load_projections, node_of, project
from kg.errors import QueryError
from kg.graph.query_files import parse_query
from kg.graph.store import Store
from kg.knowledge.turtle import read_turtle
from kg.namespaces import LKG
from kg.resources import shipped


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(fill(tmp_path_factory.mktemp("ties")), read_only=True) as opened:
        yield opened


def ties(network, *names):
    """Ends and evidence of each tie, with some of its fields."""
    return [
        (short(tie.source), short(tie.target), short(tie.evidence), *(getattr(tie, name) for name in names))
        for tie in ties_of(network.graph)
    ]


def ask(store, name, **options):
    return project(store, find_projection(name), **options)


HEADER = """# question-zh: 问
# question-en: Ask
# group: claims
# example: x
# column: node | n
# column: other | o
"""

# projection, options, ties as (source, target, evidence), left out
CASES = [
    ("accusations", {}, "a b 1, a b-army 2, b a 8, b a 9, c b 14", {UNTIED: 1, QUOTED: 1}),
    ("accusations", {"nodes": "state"}, "a b 1, a b 2, b a 8, b a 9, c b 14", {UNTIED: 1, QUOTED: 1}),
    ("accusations", {"quoted": True}, "a b 1, a b-army 2, b a 8, b a 9, c a 11, c b 14", {UNTIED: 1}),
    (
        "stances", {"nodes": "state"}, "a b 1, a b 2, a b 4, a b 5, a b 7, a c 3, b a 8, b a 9, c a 12, c b 13, c b 14",
        {UNTIED: 5, QUOTED: 1},
    ),
    ("meetings", {}, "a b 15, a zhao 15, b zhao 15", {}),
    ("co-participation", {}, "a b 15, a b-army 1, a zhao 15, b zhao 15", {}),
    ("co-participation", {"nodes": "state"}, "a b 1, a b 15, a zhao 15, b zhao 15", {}),
    ("citations", {}, "record truce truce-1, record truce truce-2, record letter 8, record lost record", {}),
    ("agreements", {}, "a truce 20, b truce 18, c truce 19", {}),
    ("compliance", {}, "a truce 18", {UNTIED: 1}),
    ("speakers", {}, "li record record-1, wang record record-2", {}),
    ("speakers", {"nodes": "state"}, "b record record-1, c record record-2", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "options", "expected", "left_out"), CASES)
def test_ties(store, name, options, expected, left_out):
    network = ask(store, name, **options)
    assert sorted(" ".join(tie) for tie in ties(network)) == sorted(expected.split(", "))
    assert dict(network.left_out) == left_out


def test_every_projection_is_tried():
    assert {name for name, *_ in CASES} == {projection.name for projection in load_projections()}


@pytest.mark.parametrize("projection", load_projections(), ids=lambda projection: projection.name)
def test_every_projection_says_what_it_is(projection):
    assert projection.question_zh and projection.question_en
    assert projection.example.startswith(f"kg analyze {projection.name}")
    assert projection.parameters == ()


def test_a_claim_gives_its_tie_all_that_is_known(store):
    (tie,) = (tie for tie in ties_of(ask(store, "accusations").graph) if tie.claim == f"{BASE}claim/1")
    assert tie == Tie(
        source=f"{BASE}actor/a", target=f"{BASE}actor/b", claim=f"{BASE}claim/1", claimant=f"{BASE}actor/a",
        relation="accuse", act="accuse", polarity="positive", sign=-1, reported=f"{BASE}actor/c",
        date="1999-03-10", said="1999-03-10", event=f"{BASE}event/fire", event_begin="1999-03-01",
        event_end="1999-03-02", document=f"{BASE}document/letter", part=f"{BASE}part/letter", symbol="A/53/1 S/1999/1",
        file="letter.txt", char_start=10, char_end=18, quote="据丙国称，乙国开火。",
    )  # fmt: skip


def test_a_quoted_claim_says_through_which_it_is_known(store):
    (tie,) = (tie for tie in ties_of(ask(store, "accusations", quoted=True).graph) if tie.quoted_by)
    assert (short(tie.claim), short(tie.claimant), short(tie.quoted_by)) == ("11", "c", "10")


def test_signs_of_stances(store):
    signs = {short(tie.claim): tie.sign for tie in ties_of(ask(store, "stances").graph)}
    accusing, denying = dict.fromkeys(("1", "2", "8", "9", "14"), -1), {"4": -1}
    thanking, supporting = {"3": 1}, {"12": 1, "13": 1}
    requesting, accusing_of_nothing = {"5": 0}, {"7": 0}
    assert signs == accusing | denying | thanking | supporting | requesting | accusing_of_nothing


def test_every_act_has_one_sign():
    acts = read_turtle(shipped("ontology") / "schemes" / "acts.ttl")
    signs = {str(act): [int(sign) for sign in acts.objects(act, LKG.sign)] for act in acts.subjects(SKOS.inScheme)}
    assert signs
    assert {act: found for act, found in signs.items() if found not in ([-1], [0], [1])} == {}


@pytest.mark.parametrize("name", ["meetings", "co-participation", "citations", "agreements", "compliance", "speakers"])
def test_what_is_no_stance_has_no_sign(store, name):
    assert {tie.sign for tie in ties_of(ask(store, name).graph)} == {0}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("meetings", {("Meeting", "1999-05-01", "2000-04-02")}),
        ("citations", {("cites", "2000-04-02", "2000-04-02"), ("names", "2000-04-02", "2000-04-02")}),
        ("speakers", {("speaks", "2000-04-02", "2000-04-02")}),
        ("agreements", {("violates", "2000-04-02", "2000-04-02"), ("bases_on", "2000-04-02", "2000-04-02")}),
    ],
)
def test_relations_and_dates(store, name, expected):
    assert {(tie.relation, tie.date, tie.said) for tie in ties_of(ask(store, name).graph)} == expected


def test_nodes_have_names_and_kinds(store):
    nodes = {short(iri): data for iri, data in ask(store, "citations").graph.nodes(data=True)}
    assert nodes["letter"] == {"label_zh": "A/53/1 S/1999/1", "label_en": "A/53/1 S/1999/1", "kind": "Letter"}
    assert nodes["truce"] == {"label_zh": "停火协定", "label_en": "停火协定", "kind": "Agreement"}
    assert ask(store, "accusations").graph.nodes[f"{BASE}actor/a"] == {
        "label_zh": "甲国",
        "label_en": "State A",
        "kind": "State",
    }


@pytest.mark.parametrize("projection", load_projections(), ids=lambda projection: projection.name)
def test_folding_loses_no_evidence(store, projection):
    by_actor, by_state = (project(store, projection, nodes=nodes) for nodes in ("actor", "state"))
    assert sorted(tie.evidence for tie in ties_of(by_actor.graph)) == sorted(
        tie.evidence for tie in ties_of(by_state.graph)
    )


@pytest.mark.parametrize(
    ("words", "nodes", "expected"),
    [
        ("乙国军队", "actor", "b-army"),
        ("乙国军队", "state", "b"),
        ("赵六", "state", "zhao"),  # of two states, so of none
        ("外交部", "state", "a"),
        ("外交部长", "state", "a"),
        ("理事会", "state", "council"),  # an organ, not the union itself
        ("特使", "state", "council"),
        ("北地", "state", "north"),
        ("孪生一", "state", "twin-2"),
    ],
)
def test_a_node_by_its_name(store, words, nodes, expected):
    assert short(node_of(store, words, nodes)) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected", "left_out"),
    [
        ("1999-03-10", None, "a-b a+c b-a", {"without a date": 1}),
        ("1999-03-11", "2000-12-31", "b-a", {"without a date": 1, "outside the period": 2}),
        (None, "1999-03-10", "a-b a+c", {"without a date": 1, "outside the period": 1}),
        (None, None, "a-b a+c b-a c0a", {}),
    ],
)
def test_a_period(since, until, expected, left_out):
    days = [datetime.date.fromisoformat(day) if day else None for day in (since, until)]
    network = within(net("a-b@1999-03-10 a+c@1999-03-10 b-a@2000-01-01 c0a"), *days)
    marks = {1: "+", -1: "-", 0: "0"}
    assert sorted(f"{tie.source}{marks[tie.sign]}{tie.target}" for tie in ties_of(network.graph)) == sorted(
        expected.split()
    )
    assert dict(network.left_out) == left_out


@pytest.mark.parametrize(
    ("centre", "radius", "nodes", "number"),
    [("a", 1, "ab", 2), ("b", 1, "abc", 3), ("a", 2, "abc", 3), ("d", 3, "de", 1)],
)
def test_an_ego_network_has_all_ties_among_its_nodes(centre, radius, nodes, number):
    found = ego(net("a-b b+a c-b d+e"), centre, radius)
    assert ("".join(found.graph), found.graph.size()) == (nodes, number)


def test_what_is_left_out_adds_up():
    once = restrict(net("a-b a+c"), lambda tie: "blame" if tie.sign < 0 else "")
    twice = restrict(once, lambda tie: "praise")
    assert (twice.left_out, twice.graph.size()) == ((("blame", 1), ("praise", 1)), 0)


def test_wrong_requests(store, tmp_path):
    with pytest.raises(QueryError, match="did you mean 'accusations'"):
        find_projection("acusations")
    with pytest.raises(QueryError, match="choose one of actor, state"):
        ask(store, "accusations", nodes="people")
    with pytest.raises(QueryError, match="needs the columns `source` and `target`"):
        project(store, parse_query("mine", "SELECT ?claim { ?claim a lkg:Claim }"))
    with pytest.raises(QueryError, match="and one of claim, mention, part, document"):
        project(
            store, parse_query("mine", f"{HEADER}# column: one | 1\nSELECT ?node ?other ?one {{ ?node ?one ?other }}")
        )
    with pytest.raises(QueryError, match="ends before it begins"):
        within(net("a-b"), datetime.date(2000, 1, 2), datetime.date(2000, 1, 1))
    with pytest.raises(QueryError, match="z has no tie in test"):
        ego(net("a-b"), "z")


def test_a_projection_of_ones_own(store, tmp_path):
    path = tmp_path / "mine.rq"
    text = "SELECT * { ?claim lkg:claimant ?node ; lkg:target ?other . OPTIONAL { ?claim lkg:inPart/lkg:order ?part } }"
    path.write_text(f"{HEADER}# column: claim | c\n{text}", encoding="utf-8")
    graph = project(store, find_projection(str(path))).graph
    assert isinstance(graph, nx.MultiGraph) and not graph.is_directed()
    assert {(short(a), short(b)) for a, b in graph.edges()} == {("a", "b"), ("a", "b-army"), ("a", "c"), ("b", "c")}


def test_what_has_no_evidence_is_left_out(store):
    text = "SELECT * { ?c lkg:claimant ?node ; lkg:target ?other . OPTIONAL { ?c lkg:nothing ?claim } }"
    network = project(store, parse_query("mine", f"{HEADER}# column: claim | c\n{text}"))
    assert (network.graph.size(), network.left_out) == (0, (("without words that it rests on", 6),))


def test_an_empty_store_has_empty_networks(tmp_path):
    with Store(tmp_path) as empty:
        assert [project(empty, projection).graph.size() for projection in load_projections()] == [0] * 8
