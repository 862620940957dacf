"""Rows are counted exactly in every format, and XML is mended, wherever the pieces of an answer end."""

import re
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.graph import query_answers
from kg.graph.query_answers import Sink, TooLargeError

KINDS = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
)  # fmt: skip
AWKWARD = st.text(alphabet='",{}[]\\\n\r\t<>&:a甲\x01\ufffe\uff00 result', max_size=12)


def written(values, kind, piece, most):
    """What comes through the sink of an answer with a row for each value, given and passed on in pieces of a size."""
    rows = " ".join(f"({ox.Literal(value)} UNDEF)" if value else "(UNDEF UNDEF)" for value in values)
    found = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {rows} }} }}")
    data = found.serialize(format=ox.QueryResultsFormat.from_media_type(kind))
    out = bytearray()
    sink = Sink(out.extend, kind, most, 1 << 20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query_answers, "_PIECE", piece)
        for at in range(0, len(data), piece):
            sink.write(data[at : at + piece])
        sink.close()
    return data, bytes(out)


@given(st.lists(AWKWARD, max_size=8), st.sampled_from(KINDS), st.integers(1, 40))
@example([""], KINDS[1], 1)
def test_rows_are_counted_exactly(values, kind, piece):
    data, out = written(values, kind, piece, len(values))
    if not kind.endswith("xml"):
        assert out == data
    if values:
        with pytest.raises(TooLargeError):
            written(values, kind, piece, len(values) - 1)


@given(st.lists(AWKWARD, max_size=8), st.integers(1, 40))
def test_xml_holds_what_it_can(values, piece):
    _, out = written(values, KINDS[1], piece, len(values))
    found = [one.text or "" for one in ET.fromstring(out).iter("{http://www.w3.org/2005/sparql-results#}literal")]
    assert found == [re.sub("[\x01\ufffe]", "\ufffd", value) for value in values if value]


def test_bytes_are_counted():
    sink = Sink(lambda data: None, "text/turtle", 1, 10)
    sink.write(b"0123456789")
    sink.close()
    sink = Sink(lambda data: None, "text/turtle", 1, 10)
    sink.write(b"0123456789a")
    with pytest.raises(TooLargeError):
        sink.close()
