"""One thing under the names that a letter gives it: a resolution however it is written, states by former names."""

import pytest
from rdflib import SKOS, Dataset

import kg
from kg.namespaces import ID, LKG

LETTER = """1972年3月2日洪都拉斯常驻联合国代表给安全理事会主席的信

我国重申第822(1971)号决议。我国回顾第822（1971）号决议。安理会第822号决议(1971年)要求停火。
锡兰、上沃尔特和扎伊尔的代表参加了2月20日的会议。

洪都拉斯常驻代表 何塞·洛佩斯（签名）
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    kg.build([folder / "letter.txt"], folder / "out")
    found = Dataset(default_union=True)
    found.parse(folder / "out" / "graph.trig")
    return found


def test_a_resolution_has_one_name(graph):
    key = ID["agreement/resolution-822-1971"]
    assert set(graph.subjects(LKG.agreementKind)) == {key}
    assert str(graph.value(key, SKOS.prefLabel)) == "第822(1971)号决议"
    assert {"第822（1971）号决议", "第822号决议(1971年)"} <= set(map(str, graph.objects(key, SKOS.altLabel)))


def test_states_take_part_by_their_delegates(graph):
    states = {ID[f"actor/{key}"] for key in ("sri-lanka", "burkina-faso", "congo-kinshasa")}
    assert states <= set(graph.objects(None, LKG.participant))
