"""Catalogues as JSON lines: cells, several values, what is wrong with a line, and what is no catalogue."""

import json

import pytest

from kg.errors import CatalogueError
from kg.inputs.records import read_records


def read(tmp_path, *lines, name="list.jsonl"):
    path = tmp_path / name
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
    return read_records(path)


def test_a_line_is_a_record_with_the_number_of_its_line(tmp_path):
    records = read(tmp_path, {"symbol": "S/1"}, "", {"file": " a.txt ", "date": 1995, "title": None})
    assert [(one.number, dict(one.cells)) for one in records.all] == [
        (1, {"symbol": "S/1"}),
        (3, {"file": "a.txt", "date": "1995"}),
    ]
    assert (records.unit, records.complaints) == ("line", [])


def test_several_values_may_be_a_list(tmp_path):
    (one,) = read(tmp_path, {"symbol": ["A/1", "S/1"], "speaks_for": ["甲国", "乙国"]}).all
    assert dict(one.cells) == {"symbol": "A/1;S/1", "speaks_for": "甲国;乙国"}


@pytest.mark.parametrize("value", [{"zh": "信"}, ["信"], True, 1.5])
def test_what_is_no_word_is_told(tmp_path, value):
    records = read(tmp_path, {"symbol": "S/1", "title": value})
    assert dict(records.all[0].cells) == {"symbol": "S/1"}
    assert "line 1: title is neither" in records.complaints[0]


def test_names_that_are_not_read_are_told_once(tmp_path):
    records = read(tmp_path, {"symbol": "S/1"}, {"symbol": "S/2", "pages": 3, "size": 7}, {"symbol": "S/3", "pages": 3})
    assert ["line 2" in told and "'pages';" in told for told in records.complaints] == [True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no catalogue"),
        (b"\n\n", "is no catalogue"),
        (b'{"symbol": "S/1"}\n{"symbol": ', "line 2 is no JSON"),
        (b'{"symbol": "S/1"}\n["S/2"]\n', "line 2 is no object"),
        (b"[" * 100_000, "line 1 is no JSON"),
        ('{"title": "信"}'.encode("gb18030"), r"is not UTF-8 \(at byte 11, in line 1\)"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_a_word(tmp_path, content, said):
    path = tmp_path / "list.jsonl"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=said):
        read_records(path)


def test_the_mark_of_utf_8_is_none_of_the_words(tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_bytes('{"symbol": "S/1"}'.encode("utf-8-sig"))
    assert dict(read_records(path).all[0].cells) == {"symbol": "S/1"}
