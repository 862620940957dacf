"""A catalogue as it is read: its rows, what is wrong with them, and what is no catalogue at all."""

import codecs
from pathlib import Path

import pytest

from kg.errors import CatalogueError
from kg.model.document import DocumentKind
from kg.structure.catalogue import read_catalogue

HEAD = "file,symbol,kind,date,speaks_for,title"


def written(tmp_path, *rows, head=HEAD, mark=b""):
    path = tmp_path / "list.csv"
    path.write_bytes(mark + "\n".join((head, *rows)).encode())
    return path


def read(tmp_path, *rows, **how):
    return read_catalogue(written(tmp_path, *rows, **how))


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_row_says_what_a_document_is(tmp_path, mark):
    row = read(tmp_path, 'a.txt,A/50/1;S/1995/1,letter,1995-03,"秘鲁; 厄瓜多尔",关于停火的信', mark=mark).rows["a.txt"]
    assert (row.catalogue, row.row, row.kind, row.date, row.day) == (
        "list.csv",
        2,
        DocumentKind.LETTER,
        "1995-03",
        None,
    )
    assert (row.symbols, row.speaks_for) == (("A/50/1", "S/1995/1"), ("秘鲁", "厄瓜多尔"))


@pytest.mark.parametrize("date", ["1995", "1995-03", "1995-03-02"])
def test_a_date_is_a_year_a_month_or_a_day(tmp_path, date):
    catalogue = read(tmp_path, f"a.txt,,,{date},,")
    assert (catalogue.rows["a.txt"].date, catalogue.complaints) == (date, ())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a.txt,,memo,1995,,", "row 3: 'memo' is no kind"),
        ("a.txt,,letter,1995-13,,", "row 3: '1995-13' is no date"),
        ("a.txt,,letter,2.3.1995,,", "row 3: '2.3.1995' is no date"),
        ("a.txt,,letter", "row 3: has 3 cells where row 1 has 6"),
        (",S/1,letter,,,", "row 3: names no file"),
        ("b.txt,S/2,letter,,,", "row 3: file 'b.txt' has row 2 already, and neither is used"),
        ("b.txt,S/1,letter,,,", "row 3: file 'b.txt' has row 2 already, which is the same"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_its_number(tmp_path, row, said):
    (complaint,) = read(tmp_path, "b.txt,S/1,letter,,,", row).complaints
    assert said in complaint


def test_a_wrong_cell_does_not_spoil_the_others(tmp_path):
    row = read(tmp_path, "a.txt,S/1,memo,soon,秘鲁,").rows["a.txt"]
    assert (row.kind, row.date, row.speaks_for) == (None, "", ("秘鲁",))


def test_of_two_rows_that_differ_neither_is_used(tmp_path):
    assert not read(tmp_path, "b.txt,S/1,,,秘鲁,", "b.txt,S/1,,,厄瓜多尔,").rows
    assert read(tmp_path, "b.txt,S/1,,,秘鲁,", "b.txt,S/1,,,秘鲁,").rows["b.txt"].row == 2


def test_unknown_columns_are_named_and_left(tmp_path):
    catalogue = read(tmp_path, "a.txt,秘鲁,3", head="file,speaks_for,pages")
    assert catalogue.rows["a.txt"].speaks_for == ("秘鲁",)
    assert "'pages'" in catalogue.complaints[0]


def test_a_row_is_of_one_file_of_the_build(tmp_path):
    catalogue = read(tmp_path, "a.txt,,,,,", "2/b.txt,S/2,,,,", "b.txt,S/1,,,,", "c.txt,,,,,", "d.txt,,,,,")
    files = [Path("/x/1/b.txt"), Path("/x/2/b.txt"), Path("/x/1/c.txt"), Path("/x/2/c.txt"), Path("/x/d.txt")]
    held = catalogue.held_against(files)
    assert [row.symbols for row in map(held.row_of, files[:2])] == [("S/1",), ("S/2",)]
    assert held.row_of(files[2]) is None
    assert held.row_of(files[4])
    assert [complaint.partition(": ")[2] for complaint in held.complaints] == [
        "row 2: file 'a.txt' is not in this build",
        "row 5: file 'c.txt' is the name of several; write the folder before it",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no catalogue"),
        (HEAD.encode("utf-16"), "is not UTF-8"),
        (f"{HEAD}\na.txt,,,,秘鲁,\n".encode("gb18030"), "is not UTF-8"),
        (f'{HEAD}\na.txt,"S/1,,,,\n'.encode(), "is no CSV from row 2 on"),
        (f'{HEAD}\na.txt,"S/1"2,,,,\n'.encode(), "is no CSV from row 2 on"),
        (b"name,symbol\na.txt,S/1\n", "names no column file"),
        (b"file;symbol\na.txt;S/1\n", "parted by commas"),
        (b"file,date,date\na.txt,1995,1996\n", "names the column date twice"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_a_word(tmp_path, content, said):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=said):
        read_catalogue(path)


def test_a_catalogue_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match=r"none\.csv"):
        read_catalogue(tmp_path / "none.csv")
