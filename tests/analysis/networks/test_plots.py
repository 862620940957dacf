"""Pictures of networks: the same bytes, names that the fonts can write, and a word about what is missing."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from builders.ties import net
from matplotlib.font_manager import fontManager

from kg.analysis.networks import plots
from kg.analysis.networks.measures import simple
from kg.analysis.networks.plots import chinese_font, heaviest, name_in, to_svg
from kg.errors import PlotError

DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"


def comments(svg):
    """What matplotlib writes of each text: its words, as comments."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    return [
        str(one.text).strip() for one in ElementTree.fromstring(svg, parser).iter() if one.tag is ElementTree.Comment
    ]


def test_a_picture_shows_every_node_by_its_name_and_is_the_same_twice():
    network = net("a-b a-b b+c c0a d-a")
    for iri, name in (("a", "State A"), ("b", "State B"), ("c", "State C")):
        network.graph.nodes[iri]["label_en"] = name
    network.graph.nodes["d"]["label_en"] = "丁国"
    svg = to_svg(network, None)
    assert svg == to_svg(network, None)
    assert {"State A", "State B", "State C", "State 4", "Test"} <= set(comments(svg))
    assert b"<dc:date>" not in svg
    assert plots.COLOURS[-1].encode() in svg and plots.COLOURS[1].encode() in svg


@pytest.mark.parametrize("name", ["a\x1b\x00\ufffe", "$\\foo$", "$x^$", "\\frac{$$", "-->", "</text><script>", "a\rb"])
def test_any_name_can_be_drawn(name):
    network = net("a-b@1999-03-10 b+a")
    network.graph.nodes["a"].update(label_zh=name, label_en=name)
    for font in ("DejaVu Sans", None):
        ElementTree.fromstring(to_svg(network, font))


def test_the_title_tells_how_many_nodes_are_left():
    chain = " ".join(f"{one}0{other}" for one, other in itertools.pairwise(map(chr, range(0x3B1, 0x3B1 + 45))))
    assert "Test (40/45)" in comments(to_svg(net(chain), None))


@pytest.mark.filterwarnings("ignore:Glyph")  # this font has no Chinese: what counts is what is asked of it
def test_with_a_font_names_and_title_are_chinese():
    assert {"A", "B", "试"} <= set(comments(to_svg(net("a0b"), "DejaVu Serif")))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("network", [net(""), net("a-a"), net("a0b b0c", directed=False)])
def test_small_pictures(network):
    assert to_svg(network, None).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("known", "font", "expected"),
    [
        ({"label_zh": "甲国", "label_en": "State A"}, "A Font", "甲国"),
        ({"label_zh": "甲国", "label_en": "State A"}, None, "State A"),
        ({"label_zh": "张三", "label_en": "张三"}, None, "Person 3"),
        ({"label_zh": "土耳其", "label_en": "Türkiye"}, None, "Türkiye"),
    ],
)
def test_names(known, font, expected):
    assert name_in(known, font, "Person 3") == expected


def test_the_heaviest_nodes_are_kept():
    graph = heaviest(simple(net("a-b a-b b-c d-e").graph), 3)
    assert (list(graph), list(graph.edges)) == (["a", "b", "c"], [("a", "b"), ("b", "c")])


def test_fonts_are_looked_for_in_order():
    assert chinese_font(("No Such Font", "DejaVu Serif", "DejaVu Sans")) == "DejaVu Serif"
    assert chinese_font(("No Such Font",)) is None


def test_a_font_that_came_after_matplotlib_was_first_run_is_found(monkeypatch):
    others = [font for font in fontManager.ttflist if font.name != "DejaVu Serif"]
    monkeypatch.setattr(fontManager, "ttflist", others)
    monkeypatch.setattr(matplotlib.font_manager, "findSystemFonts", lambda: [str(DEJAVU), __file__])
    assert chinese_font(("DejaVu Serif",)) == "DejaVu Serif"


def test_without_matplotlib_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(PlotError, match=r"pip install 'letterkg\[plot\]'"):
        to_svg(net("a-b"), None)
    with pytest.raises(PlotError):
        chinese_font()
