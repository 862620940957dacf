"""The page of networks: its ties are those of `kg analyze`, a line opens its claims, what is seen is had as files."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest

from kg.analysis.networks.measures import simple
from kg.analysis.networks.projections import find_projection, load_projections, project
from kg.web import facts
from kg.web.index.index import Index
from kg.web.links import ServerLinks
from kg.web.sides.period import period_of
from kg.web.sides.ties import Shown
from kg.web.view import View

ALWAYS = period_of({})
STANCES = Shown(projection="stances", nodes="state")
SIDES = {"source": "actor/ecuador", "target": "actor/peru"}


@pytest.fixture
def view(shown) -> View:
    return View(shown.store, shown.index, shown.wordings["zh"], ServerLinks(base=shown.store.base))


@pytest.mark.parametrize("nodes", ["state", "actor"])
@pytest.mark.parametrize("name", [one.name for one in load_projections()])
def test_the_index_ties_as_the_store_does(view, name, nodes):
    network = project(view.store, find_projection(name), nodes=nodes)
    expected = {
        (source, target): (
            edge["against"],
            edge["neutral"],
            edge["favourable"],
            edge["sign"],
            edge["first"],
            edge["last"],
        )
        for source, target, edge in simple(network.graph).edges(data=True)
    }
    shown = Shown(projection=name, nodes=nodes)
    made = {
        (one.source, one.target): (one.against, one.neither, one.favourable, one.sign, one.first, one.last)
        for one in shown.pairs(view, ALWAYS)
    }
    assert made == expected
    assert shown.left_out(view) == list(network.left_out)
    assert len(shown.ties(view).ties) == network.graph.number_of_edges()


def test_a_period_leaves_out_what_was_said_before_and_after(view):
    some = STANCES.pairs(view, period_of({"from": "1995-03-05", "until": "1995-03-06"}))
    assert some and sum(one.number for one in some) < sum(one.number for one in STANCES.pairs(view, ALWAYS))
    assert {day for one in some for day in (one.first, one.last)} <= {"1995-03-05", "1995-03-06"}


def test_what_is_said_not_to_have_happened_is_neither_for_nor_against(view, tmp_path):
    iri = SIDES["source"]
    assert {tie.sign for tie in facts.ties(view, view.store.base + iri)} >= {-1}
    path = Path(shutil.copy(view.index.path, tmp_path))
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("UPDATE claim SET polarity = 'negative' WHERE act != 'deny'")
        copy.execute("DELETE FROM claim WHERE act = 'deny'")
        copy.commit()
    negative = View(view.store, Index(path), view.wording, view.links)
    assert {tie.sign for tie in facts.ties(negative, view.store.base + iri)} == {0}


def test_a_line_opens_its_claims(browser, view):
    base = view.store.base
    asked = {name: base + value for name, value in SIDES.items()} | {"projection": "accusations"}
    page = browser.get("/network", params=asked, headers={"Accept-Language": "zh"}).text
    accusations = Shown(projection="accusations", nodes="state").pairs(view, ALWAYS)
    one = next(one for one in accusations if (one.source, one.target) == (asked["source"], asked["target"]))
    section = page[page.index('id="claims"') : page.index('id="pairs"')]
    assert section.count("<blockquote>") == one.number > 1
    assert "秘鲁：指控" not in section, "Peru's accusations stand behind the other line"
    assert f"厄瓜多尔 – 秘鲁：{one.number}项" in page


def test_what_is_seen_is_had_as_files(browser, view):
    some = {"projection": "stances", "from": "1995-03-05", "until": "1995-03-06"}
    given = STANCES.pairs(view, period_of(some))
    graph = nx.read_gexf(io.BytesIO(browser.get("/network/graph.gexf", params=some).content), version="1.2draft")
    assert graph.number_of_edges() == sum(one.number for one in given)
    rows = list(csv.DictReader(io.StringIO(browser.get("/network/pairs.csv", params=some).text)))
    assert sum(int(row["weight"]) for row in rows) == sum(one.number for one in given)
    quoted = list(csv.DictReader(io.StringIO(browser.get("/network/ties.csv", params=some).text)))
    assert all(row["quote"] and row["claim"] for row in quoted)
    answer = browser.get("/network/graph.gexf")
    assert answer.headers["content-disposition"] == 'attachment; filename="graph.gexf"'
    assert browser.get("/network/passwd").status_code == 404


def test_the_block_of_data_holds_what_is_drawn_and_ends_nowhere_else(browser):
    page = browser.get("/network").text
    block = re.search(r'<script type="application/json" id="network-data">(.*?)</script>', page, re.DOTALL)[1]
    assert "<" not in block and "&" not in block
    data = json.loads(block)
    assert len(data["nodes"]) == page.count('class="node ')
    drawn = {(source, target) for source, target, *_ in data["ties"]}
    assert len(drawn) == page.count('class="tie ') - 3, "three stand in the key"
