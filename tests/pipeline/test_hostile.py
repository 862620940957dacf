"""Documents that nobody writes on purpose, through the whole extraction: none may fail, and numbers stay numbers."""

import pytest

from kg.graph.store import from_rdflib
from kg.namespaces import LKG

HEAD = "2020年3月3日俄罗斯联邦常驻联合国代表给秘书长的信\n\n"
NUMBERED = "炸死{}人。\n第{}条规定。\n《明斯克协定》第{}条第{}款。\n共计{}.5人受伤。\n第{}号决议。\n"


@pytest.fixture
def graph_of(extractor, tmp_path):
    """The graph of a document with these words and this file name."""

    def graph(words, name="x.txt"):
        (tmp_path / name).write_text(HEAD + words, encoding="utf-8")
        extraction = extractor.extract(extractor.read(tmp_path / name))
        made = extractor.graph(extraction)
        assert len(from_rdflib(made)) == len(made)
        return made

    return graph


@pytest.mark.parametrize("digits", ["9", "９", "九", "一百", "1,", "²"])
def test_a_number_of_thousands_of_digits_is_no_count(graph_of, digits):
    graph = graph_of(NUMBERED.replace("{}", digits * 5000) + "2020年3月1日炮击造成3人死亡。\n")
    assert {int(count) for count in graph.objects(None, LKG["count"])} == {3}


def test_the_largest_counts_are_still_read(graph_of):
    graph = graph_of("2020年3月1日炮击造成999999999999999人死亡。2020年3月2日炮击造成1000000000000000人死亡。\n")
    assert {int(count) for count in graph.objects(None, LKG["count"])} == {999999999999999}


@pytest.mark.parametrize("odd", ["\ue000", "\uf8ff", "\U000f1234", "\ufdd0", "\ufffe", "\x7f", "\u200b", "\U000e0001"])
def test_what_no_iri_holds_may_stand_in_any_name(graph_of, odd):
    words = (
        f"张{odd}明先生说：顿{odd}涅茨克人民共和国于2020年3月1日违反《明{odd}斯克协定》第1{odd}条，炸死甲{odd}村3人。\n"
    )
    graph = graph_of(words + "".join(odd.join(words)), name=f"S{odd}1.txt")
    assert len(graph) > 20
