"""Terms are what N-Triples writes: Oxigraph and rdflib read back what they were made of."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from builders.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef

from kg.graph.ntriples import integer, iri, lines, literal, sound, split, terms_of, words_of
from kg.graph.terms import graph_of, node_of, term_of, triples_of

SUBJECT, PREDICATE = iri("urn:甲"), iri("urn:p")
WORDS = st.text(st.characters(codec="utf-8"), max_size=12) | st.text('\\"\n\r\t甲', max_size=6)


@settings(max_examples=examples(200), deadline=None)
@given(WORDS, st.sampled_from(({}, {"language": "zh"}, {"datatype": "urn:type"})))
def test_words_of_any_signs_come_back(words: str, kind: dict[str, str]) -> None:
    term = literal(words, **kind)
    assert words_of(term) == words
    (quad,) = ox.parse(b"".join(lines([(SUBJECT, PREDICATE, term)])), format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert (quad.object.value, quad.object.language) == (words, kind.get("language"))
    assert term_of(node_of(term)) == term
    (read,) = Graph().parse(data=b"".join(lines([(SUBJECT, PREDICATE, term)])), format="nt").objects()
    assert read == node_of(term)


@settings(max_examples=examples(100), deadline=None)
@given(WORDS | st.sampled_from(("\t", "\x7f", "\ufffe\uffff", "a\u2028b")), st.sampled_from(("", "zh")))
def test_oxigraph_writes_the_very_lines_that_it_was_given(words: str, language: str) -> None:
    made = lines([(SUBJECT, PREDICATE, literal(words, language=language)), (SUBJECT, PREDICATE, integer(len(words)))])
    store = ox.Store()
    store.bulk_load(b"".join(made), format=ox.RdfFormat.N_QUADS)
    assert set(store.dump(format=ox.RdfFormat.N_QUADS).splitlines(keepends=True)) == set(made)
    assert lines(map(terms_of, made)) == made
    assert split(terms_of(made[0])[2]) == (words, language)


@pytest.mark.parametrize(
    "name",
    ["urn:a b", "urn:a<b", 'urn:a"b', "urn:a\\u0020b", "urn:%zz", "urn:[a]", "http://a:b/", "http://a/b#c#d",
     "urn:\ue000", "urn:a\nb", "a", ""],
)  # fmt: skip
def test_what_is_no_iri_is_named(name: str) -> None:
    sound([(SUBJECT, PREDICATE, literal(name)), (iri("urn:é/%E4#x"), PREDICATE, iri("http://a.b/甲/c#d"))])
    for triple in ((iri(name), PREDICATE, SUBJECT), (SUBJECT, PREDICATE, iri(name))):
        with pytest.raises(ValueError, match="is no IRI"):
            sound([triple])


def test_a_graph_of_rdflib_becomes_triples_and_a_graph_again() -> None:
    graph = Graph()
    for value in (
        Literal("甲"), Literal("甲", lang="zh"), Literal(7), Literal("1999-02-28", datatype=XSD.date), BNode("b"),
        URIRef("urn:x"), Literal(True), Literal("词\n"),
    ):  # fmt: skip
        graph.add((BNode("b"), URIRef("urn:p"), value))
    assert set(graph_of(triples_of(graph))) == set(graph)
    assert ("_:b", PREDICATE, integer(7)) in triples_of(graph)


def test_a_string_is_one_term_whether_or_not_its_type_is_written() -> None:
    assert (
        term_of(Literal("甲", datatype=XSD.string)) == term_of(Literal("甲")) == literal("甲", datatype=str(XSD.string))
    )
