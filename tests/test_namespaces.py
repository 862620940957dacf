"""Words as steps of IRIs: whatever is written, an IRI can hold it, and names that differ stay apart."""

import pyoxigraph as ox
import pytest
from builders.examples import examples
from builders.long import long
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.namespaces import ID, LONGEST, slug

ANYTHING = st.text(st.characters(codec=None), max_size=40)  # surrogates too


def readable(iri):
    """Whether strict readers of three syntaxes take the IRI, and give back what was written."""
    node = ox.NamedNode(iri)
    for kind in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
        text = ox.serialize([ox.Triple(node, ox.NamedNode("urn:p"), node)], format=kind)
        if [quad.subject for quad in ox.parse(text, format=kind)] != [node]:
            return False
    return True


@given(ANYTHING)
@example("\ue000\uf8ff")
@example("\ud800")
@example("a\x00b\x7f")
@example("\U000e0001\U0010ffff\ufffe")
@example("\u202e")
@example("..")
@example("%")
@settings(max_examples=examples(300), deadline=None)
def test_any_words_make_a_step_that_an_iri_can_hold(words):
    step = slug(words)
    assert readable(f"{ID}actor/{step}")
    assert "/" not in step
    assert step not in (".", "..")
    assert bool(step) == bool(words.strip())


@pytest.mark.parametrize("apart", [7, pytest.param(1, marks=long)])
def test_every_character_of_unicode_makes_such_a_step(apart):
    refused = []
    for code in range(0, 0x110000, apart):
        try:
            ox.NamedNode(f"{ID}actor/{slug(f'甲{chr(code)}乙')}")
        except ValueError:
            refused.append(hex(code))
    assert refused == []


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("S/2022/979", "S-2022-979"),
        ("中国人民解放军", "中国人民解放军"),
        (" 甲 国（北方） ", "甲-国-北方"),
        ("St. John's & Co", "St.-John's-&-Co"),
        ("𠮷野家", "𠮷野家"),
        ("á·ñ", "á·ñ"),
        ("", ""),
    ],
)
def test_ordinary_names_read_as_they_are_written(words, step):
    assert slug(words) == step


def test_names_that_differ_in_what_no_iri_holds_stay_apart():
    steps = {slug(words) for words in ("张", "张\ue000", "张\ue001", "张\ud800", "???", "%", "/", "//")}
    assert len(steps) == 8


def test_long_names_are_cut_and_stay_apart():
    steps = {slug("甲" * 1000 + end) for end in "乙丙"}
    assert len(steps) == 2
    assert all(len(step) < LONGEST + 20 for step in steps)
    assert slug("甲" * LONGEST) == "甲" * LONGEST
    assert len(slug("?" * 1_000_000)) <= 3 * LONGEST
