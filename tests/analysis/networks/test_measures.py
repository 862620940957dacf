"""Measures of small networks, each worked out by hand: degrees, centralities, communities, triads, windows."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from dataclasses import astuple, replace

import pytest
from builders.places import ROOT
from builders.ties import net
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.networks.balance import KINDS, Triad, balance, pair_signs
from kg.analysis.networks.measures import Pair, communities, loops, node_measures, pairs, reciprocity, simple
from kg.analysis.networks.network import Network, ties_of, to_graph
from kg.analysis.networks.windows import windows
from kg.errors import QueryError

CIRCLES = "a{0}b b{0}c c{0}a d{0}e e{0}f f{0}d"
networks = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("+-0"), st.sampled_from("abcde")).map("".join), max_size=25
).map(" ".join)


def measured(words, directed=True):
    return {row.node: astuple(row)[1:] for row in node_measures(net(words, directed).graph)}


def test_measures_of_a_directed_graph():
    # a accuses b twice and b answers; c accuses b, and itself, which is not measured. From c to a the way leads through
    # b: one of two possible pairs of others. PageRank solves c = .05, b = .05 + .85 (a + c), a = .05 + .85 b.
    assert measured("a-b a-b b-a c-b c-c") == {
        "b": (2, 1, 3, 1, 0.5, 0.4865, None),
        "a": (1, 1, 1, 2, 0.0, 0.4635, None),
        "c": (0, 1, 0, 1, 0.0, 0.05, None),
    }
    assert [row.node for row in node_measures(net("a-b a-b b-a c-b c-c").graph)] == ["b", "a", "c"]
    assert loops(net("a-b c-c").graph) == 1


def test_measures_of_an_undirected_graph():
    rows = measured("a0b b0c b0c", directed=False)
    assert {node: row[:5] for node, row in rows.items()} == {
        "b": (2, 2, 3, 3, 1.0), "c": (1, 1, 2, 2, 0.0), "a": (1, 1, 1, 1, 0.0)
    }  # fmt: skip


@pytest.mark.parametrize("words", ["", "a-b", "a-b b-a a-b"])
def test_with_fewer_than_three_nodes_places_have_no_meaning(words):
    assert {row[4:] for row in measured(words).values()} <= {(None, None, None)}


def test_nobody_lies_between_where_no_path_leads_through_anybody():
    assert {row[4] for row in measured("a0x b0x b0y").values()} == {None}


def test_a_claim_with_two_ties_weighs_once():
    network = net("a-b a-b")
    first, second = ties_of(network.graph)
    both = to_graph([first, replace(second, claim=first.claim)], lambda iri: dict(network.graph.nodes[iri]), True)
    assert both.size() == 2
    assert simple(both).edges["a", "b"]["weight"] == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a+b a+b a-b", {"weight": 3, "against": 1, "neutral": 0, "favourable": 2, "sign": 1}),
        ("a-b a0b", {"weight": 2, "against": 1, "neutral": 1, "favourable": 0, "sign": -1}),
        ("a+b a-b", {"weight": 2, "against": 1, "neutral": 0, "favourable": 1, "sign": 0}),
        ("a-b@2000-05-01 a-b a-b@1999-01-02", {"weight": 3, "first": "1999-01-02", "last": "2000-05-01"}),
        ("a-b", {"first": "", "last": "", "evidence": "https://w3id.org/letterkg/id/claim/000"}),
    ],
)
def test_edges_of_the_simple_graph(words, expected):
    edge = simple(net(words).graph).edges["a", "b"]
    assert {name: edge[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("a-b b-a c-b", 0.6667), ("a-b", 0.0), ("a-b b+a", 1.0), ("", None), ("a-a", None)]
)
def test_reciprocity(words, expected):
    assert reciprocity(net(words).graph) == expected


def test_reciprocity_asks_for_directions():
    assert reciprocity(net("a0b", directed=False).graph) is None


def test_pairs_tell_what_comes_back():
    assert pairs(net("a-b b-a b-a c-a").graph) == (
        Pair(source="b", target="a", there=2, back=1),
        Pair(source="a", target="b", there=1, back=2),
        Pair(source="c", target="a", there=1, back=0),
    )
    assert pairs(net("a0b", directed=False).graph) == (Pair(source="a", target="b", there=1, back=0),)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (CIRCLES.format("+") + " a-d", ["abc", "def"]),
        (CIRCLES.format("0") + " a0d", ["abc", "def"]),
        (CIRCLES.format("-") + " a+d", ["ad"]),
        ("a+b b+c c-d", ["abc"]),
        ("a-b b-c", []),
        ("a+b", []),
    ],
)
def test_communities(words, expected):
    assert ["".join(group) for group in communities(net(words).graph)] == expected


@pytest.mark.parametrize(
    ("words", "kinds", "share", "undecided"),
    [
        ("a+b b+c c+a d-e", {"+++": 1}, 1.0, ()),
        ("a+b b+c c-a", {"++-": 1}, 0.0, ()),
        ("a+b b-c c-a", {"+--": 1}, 1.0, ()),
        ("a-b b-c c-a d+e", {"---": 1}, 0.0, ()),
        ("a+b c+d a-c a-d b-c b-d", {"+--": 4}, 1.0, ()),
        ("a+b b+c c+a a-d b+d", {"+++": 1, "++-": 1}, 0.5, ()),
        ("a+b a+b b-a b-c c-a", {"+--": 1}, 1.0, ()),
        ("a+b b-a b-c c-a d+e", {}, None, (("a", "b"),)),
        ("a+b b-c a0c", {}, None, ()),
    ],
)
def test_balance(words, kinds, share, undecided):
    found = balance(net(words).graph)
    assert found.counts == tuple((kind, kinds.get(kind, 0)) for kind in KINDS)
    assert (found.share, found.undecided) == (share, undecided)


def test_a_triad_says_whose_signs_it_has():
    (triad,) = balance(net("b-c c-a a+b").graph).triads
    assert triad == Triad(nodes=("a", "b", "c"), signs=(1, -1, -1))
    assert (triad.kind, triad.balanced) == ("+--", True)


@pytest.mark.parametrize("words", ["", "a-b b-c c-a", "a+b b+c c+a", "a0b b0c", "a+b a-b"])
def test_balance_has_no_meaning_with_one_sign(words):
    assert balance(net(words).graph) is None


@given(networks)
def test_triads_are_all_threes_of_which_every_pair_has_a_sign(words):
    graph = net(words).graph
    signs = {frozenset(pair): sign for pair, sign in pair_signs(graph).items() if sign}
    threes = [[signs.get(frozenset(pair)) for pair in itertools.combinations(three, 2)]
              for three in itertools.combinations(sorted(graph), 3)]  # fmt: skip
    products = [a * b * c for a, b, c in threes if a and b and c]
    if found := balance(graph):
        assert [triad.balanced for triad in found.triads] == [product == 1 for product in products]


@given(networks, st.randoms(use_true_random=False))
def test_the_order_of_ties_does_not_matter(words, chance: random.Random):
    graph = net(words).graph
    ties = list(ties_of(graph))
    chance.shuffle(ties)
    other = to_graph(ties, lambda iri: dict(graph.nodes[iri]), True)
    assert list(other.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert node_measures(other) == node_measures(graph)


PRINT = """
from builders.ties import net
from kg.analysis.networks.measures import *
g = net('{}').graph
print(node_measures(g), communities(g))
"""


def test_the_seed_of_hashes_does_not_matter():
    words = " ".join(f"{a}{'+-0'[(ord(a) * ord(b)) % 3]}{b}" for a, b in itertools.permutations("abcdefghij", 2))
    code = [sys.executable, "-c", f"import sys; sys.path.insert(0, 'tests'); {PRINT.format(words)}"]
    runs = [subprocess.run(code, env={"PYTHONHASHSEED": one}, cwd=ROOT, capture_output=True) for one in "12"]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr
    done = {run.stdout for run in runs}
    assert len(done) == 1


# by, each window as name, ties, pairs, come, gone, reciprocity
CHANGING = "a-b@1999-03-10 b-a@1999-03-10 a-b@2000-01-01 c-a@2000-02-01 b-c"
WINDOWS = [
    ("year", [("1999", 2, 2, "", "", 1.0), ("2000", 2, 2, "ca", "ba", 0.0), ("", 1, 1, "", "", 0.0)]),
    (
        "month",
        [("1999-03", 2, 2, "", "", 1.0), ("2000-01", 1, 1, "", "ba", 0.0), ("2000-02", 1, 1, "ca", "ab", 0.0),
         ("", 1, 1, "", "", 0.0)],
    ),
    (
        "document",
        [("1999-03-10.txt", 2, 2, "", "", 1.0), ("2000-01-01.txt", 1, 1, "", "ba", 0.0),
         ("2000-02-01.txt", 1, 1, "ca", "ab", 0.0), (".txt", 1, 1, "bc", "ca", 0.0)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("by", "expected"), WINDOWS)
def test_windows(by, expected):
    found = windows(net(CHANGING), by)
    assert [
        (one.name, one.network.graph.size(), one.pairs, *(",".join(map("".join, two)) for two in (one.come, one.gone)),
         one.reciprocity)
        for one in found
    ] == expected  # fmt: skip


def test_windows_of_nothing_and_of_an_unknown_kind():
    assert windows(net(""), "year") == ()
    with pytest.raises(QueryError, match="choose one of year, month, document"):
        windows(net("a-b"), "week")


def test_windows_keep_every_tie():
    network: Network = net(CHANGING)
    assert sorted(tie for one in windows(network, "month") for tie in ties_of(one.network.graph)) == sorted(
        ties_of(network.graph)
    )
