"""Quotes and the source's words: whatever the repair of a text evens, the shape takes for the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from builders.examples import examples
from builders.extraction import LETTER, read
from builders.long import beyond
from builders.ontology import ontology
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SH, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg.graph.slices import shape
from kg.graph.validation import load_shapes, validate
from kg.graph.writer import to_graph
from kg.knowledge.turtle import read_turtle
from kg.model.signs import BLANKS, DIGITS, DOTS, INVISIBLE, MARKS, whole
from kg.model.text import Span
from kg.namespaces import ID, LKG, OA
from kg.pipeline.extractor import Extractor
from kg.resources import shipped
from kg.structure.repairs import REPAIRS, mended

FILE = shipped("shapes") / "slices.ttl"
TYPED = {
    "unlink_markdown": "[甲国](#a)与[乙国](#b)",
    "drop_emphasis": "**甲**国与*乙* __国__ 和**丙**",
    "drop_tags": "<b>甲</b>国<br/>乙<sup>2</sup>",
    "read_entities": "&#30002;国&nbsp;&amp;&lt;乙&gt;国&hellip;",
    "drop_invisible": "\u200b甲\u00ad国\ufeff乙\u2060",
    "unescape_markdown": "\\*甲国\\(乙国\\)",
    "even_blanks": "Miles \u2009\u3000 Smith \t和\x85 乙国",
    "narrow_digits": "１２人和３人４",
    "tighten_symbols": "见S /1995/ 9013号和A/ 49 /9807",
    "tighten_middle_dots": "米罗 ‧ 延恰∙乙・丙⋅丁･戊•己",
    "drop_blanks_beside_chinese": "甲 国 和 乙 国",
    "widen_marks_beside_chinese": "甲国, 乙国;“丙国”: a,b?丁!",
    "join_grouped_digits": "2 728枚和1 234 567",
}
Quote = tuple[int, int, str]


def quoted(source: str, quotes: Iterable[Quote]) -> Graph:
    """A document's text with mentions of it: where each begins and ends, and its words."""
    graph, document = Graph(), ID["document/d"]
    graph.add((document, LKG.sourceText, Literal(source)))
    for number, (start, end, words) in enumerate(quotes):
        mention, position, quote = (URIRef(f"{ID}mention/{number}{step}") for step in ("", "/position", "/quote"))
        graph.add((mention, OA.hasSource, document))
        graph.add((mention, OA.hasSelector, position))
        graph.add((mention, OA.hasSelector, quote))
        graph.add((position, OA.start, Literal(start)))
        graph.add((position, OA.end, Literal(end)))
        graph.add((quote, OA.exact, Literal(words)))
    return graph


SELECT = str(next(read_turtle(FILE).objects(None, SH.select)))


def refused(source: str, quotes: list[Quote]) -> set[Quote]:
    """The quotes that the shape's query refuses in Oxigraph, each of them by itself."""
    store = ox.Store()
    store.load(quoted(source, quotes).serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    rows = store.query(SELECT)
    assert isinstance(rows, ox.QuerySolutions)
    return {quotes[int(row["value"].value.rpartition("/")[2])] for row in rows}


def refused_by_rdflib(source: str, quotes: list[Quote]) -> set[Quote]:
    """The same of the engine that pyshacl asks, which takes far longer."""
    rows = quoted(source, quotes).query(prepareQuery(SELECT))
    return {quotes[int(str(row.value).rpartition("/")[2])] for row in rows if row.value}


def every_quote(source: str) -> list[Quote]:
    """Each stretch of the repaired text that neither begins nor ends with a blank, as the writer quotes it."""
    text = mended((source, tuple(range(len(source)))))
    spans = [Span(start, end) for end in range(1, len(text) + 1) for start in range(end)]
    found = []
    for words, span in ((text.slice(span), span) for span in spans):
        if words == words.strip():
            where = whole(text.origin(span), source, words[-1])
            found.append((where.start, where.end, words))
    return found


def test_the_shape_is_what_the_signs_of_repair_make_it() -> None:
    assert FILE.read_text(encoding="utf-8") == shape(), "python -m kg.graph.slices > shapes/slices.ttl"


def test_every_repair_has_typed_words_that_it_changes() -> None:
    assert set(TYPED) == {name for name, _, _ in REPAIRS}
    for name, pattern, _ in REPAIRS:
        assert pattern.search(TYPED[name]), name


@pytest.mark.parametrize("name", TYPED)
def test_quotes_that_begin_end_and_contain_what_was_repaired_conform(name: str) -> None:
    quotes = every_quote(TYPED[name])
    assert quotes
    assert refused(TYPED[name], quotes) == set()


def wrong_quotes(source: str) -> list[Quote]:
    """Each quote with words that do not stand there after it, or another sign in the place of its first one."""
    quotes = every_quote(source)
    longer = [(start, end, f"{words}庚辛") for start, end, words in quotes]
    return longer + [(start, end, f"庚{words[1:]}") for start, end, words in quotes if words[0] == source[start]]


@pytest.mark.parametrize("name", TYPED)
def test_a_quote_of_other_words_is_refused_beside_any_typography(name: str) -> None:
    quotes = [one for one in wrong_quotes(TYPED[name]) if not is_for_a_name(TYPED[name], one)]
    assert refused(TYPED[name], quotes) == set(quotes)


def is_for_a_name(source: str, quote: Quote) -> bool:
    """Whether another sign stands in the place of one that is written by its name, as `&amp;`."""
    return quote[2].startswith("庚") and source[quote[0]] == "&"


PIECES = [
    *"甲国a1 ",
    *DIGITS,
    *DOTS,
    *MARKS,
    "&amp;",
    "&#30002;",
    "&amp;nbsp;",
    "&nbsp;",
    "&nowhere;",
    "\u200b",
    "\\-",
    "<b>",
    "</b>",
]


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "**", "[", "](#a)", "\x1f", "\u2028", "\u3000"]), min_size=1, max_size=9))
def test_any_mixture_of_typography_conforms(pieces: list[str]) -> None:
    source = "".join(pieces)
    assert refused(source, every_quote(source)) == set()


@pytest.mark.parametrize("sign", [*f"\t\n\r {BLANKS[6:]}", *INVISIBLE.replace("-", ""), *DOTS, *DIGITS, *MARKS])
def test_no_sign_that_repair_evens_is_unknown_to_the_shape(sign: str) -> None:
    words = f"甲国{sign}乙国"
    assert refused(words, every_quote(words)) == set()


@pytest.mark.parametrize("name", beyond(3, sorted(TYPED, key=lambda name: len(every_quote(TYPED[name])))))
def test_the_shapes_query_finds_the_same_with_rdflib(name: str) -> None:
    quotes = [*every_quote(TYPED[name]), *wrong_quotes(TYPED[name])]
    assert refused_by_rdflib(TYPED[name], quotes) == refused(TYPED[name], quotes)


BODY = (
    "我谨通知你，１９９９年２月１日，乙国武装部队向甲国开火，造成甲国１２名军人死亡。"
    "甲国外交部长米罗‧延科谴责&#20057;国的攻击。２月２日，乙&nbsp;国**军队**袭击&#30002;国&#24179;&#27665;。"
    "攻击由&lt;乙国&gt;发动。米罗∙延科要求乙\u200b国撤军&hellip;"
)


def test_a_letter_typed_so_conforms(extractor: Extractor, tmp_path: Path) -> None:
    graph = to_graph(read(extractor, tmp_path, LETTER.format(body=BODY)), "1")
    report = validate(graph, ontology=ontology(), shapes=load_shapes())
    assert report.of("Violation") == ()
    quotes = {str(words) for words in graph.objects(None, OA.exact)}
    assert any("米罗·延科" in words for words in quotes)
