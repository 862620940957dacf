"""The scripts in examples/ run over the specimens, and print what can be read there."""

from __future__ import annotations

import runpy
import sys

import networkx as nx
import pytest
from builders.places import ROOT

EXAMPLES = ROOT / "examples"

# script, what must be among the printed lines; read off the specimens by hand
CASES = {
    "who_accuses_whom": [
        "    S/1900/9001 517–566: 1995年1月26日，秘鲁武装部队袭击了厄瓜多尔设在孔多尔山脉的哨所，战斗由此爆发。",
        "    02-letter-in-reply.md 366–430: 2月22日傍晚，厄瓜多尔部队从蒂温萨(厄瓜多尔称之为“蒂温察”)"
        "向秘鲁陆军的一支巡逻队开火，造成3名秘鲁军人死亡，11人受伤。",
        "reciprocity: 1.0",  # each of the two accuses the other
    ],
    "who_breaks_what": [
        "厄瓜多尔: 秘鲁 violates 联合国宪章 (1)",  # the letter's second paragraph before the last
        "秘鲁: 厄瓜多尔 violates 伊塔马拉蒂和平宣言 (1)",  # the reply: 违反该宣言的是厄瓜多尔
    ],
    "stance_over_time": ["document\tfrom\tto\tagainst\tneutral\tfavourable"],
    "balance_of_triads": [
        "+++: 2",  # the observers, thanked by both sides and by the Council
        "+--: 0",
        "厄瓜多尔 − 秘鲁, 厄瓜多尔 + 安全理事会, 秘鲁 + 安全理事会: unbalanced",  # it welcomes what both do
    ],
    "citations": [
        "S/1900/9001 (Letter): 2 documents",  # by the reply and in the meeting
        "not in the store: A/49/9807, S/1900/8907, S/1900/9002, S/1900/9003",
    ],
    "ego_network": ["厄瓜多尔: says of it: against; is told: against", "美国: is told: favourable"],
    "for_gephi": ["graph.graphml", "graph.gexf", "nodes.csv", "edges.csv", "pairs.csv", "plot.svg"],
}


@pytest.fixture
def store(desk):
    return desk / "output"


def printed(monkeypatch, capsys, script, *words):
    monkeypatch.setattr(sys, "argv", [f"{script}.py", *(str(word) for word in words)])
    runpy.run_path(str(EXAMPLES / f"{script}.py"), run_name="__main__")
    return capsys.readouterr().out.splitlines()


def test_every_script_is_tried_and_in_the_readme():
    scripts = {path.stem for path in EXAMPLES.glob("*.py")}
    assert scripts == set(CASES)
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [script for script in sorted(scripts) if f"({script}.py)" not in readme] == []


@pytest.mark.parametrize("script", CASES)
def test_a_script_prints_what_is_in_the_specimens(store, tmp_path, monkeypatch, capsys, script):
    monkeypatch.chdir(tmp_path)
    lines = printed(monkeypatch, capsys, script, store)
    assert [line for line in CASES[script] if line not in lines] == [], lines


def test_the_stances_of_two_states_document_after_document(store, monkeypatch, capsys):
    lines = [
        line.split("\t") for line in printed(monkeypatch, capsys, "stance_over_time", store, "厄瓜多尔", "秘鲁")[1:]
    ]
    assert [line[:3] for line in lines] == [
        ["S/1900/9001", "厄瓜多尔", "秘鲁"],
        ["02-letter-in-reply.md", "秘鲁", "厄瓜多尔"],
        ["S/PV.99001", "厄瓜多尔", "秘鲁"],
        ["S/PV.99001", "秘鲁", "厄瓜多尔"],
    ]
    assert all(int(line[3]) > 0 for line in lines)  # in each they accuse or deny


def test_gephis_file_opens(store, tmp_path, monkeypatch, capsys):
    printed(monkeypatch, capsys, "for_gephi", store, tmp_path, "citations")
    graph = nx.read_gexf(tmp_path / "graph.gexf")
    assert {"S/1900/9001", "里约热内卢议定书"} <= {known["label"] for _, known in graph.nodes(data=True)}
