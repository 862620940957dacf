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
        (",,letter,,,", "row 3: names no file and no symbol"),
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
        (b"name,title\na.txt,S/1\n", "names no column file or symbol"),
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


def by_symbol(tmp_path, *rows):
    return read(tmp_path, *rows, head="symbol,title").held_against([Path("/x/a.txt")])


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("S/1995/1", "S/1995/1"),
        ("s/1995/1 ", "S/1995/1"),
        ("Ｓ／１９９５／１", "S/1995/1"),
        ("S/1995/1/更正1", "S/1995/1/Corr.1"),
        ("S/RES/2334 (2016)", "S/RES/2334(2016)"),
        ("A/49/800–S/1995/1", "S/1995/1"),
        ("A/49/800;S/1995/1", "A/49/800"),
    ],
)
def test_a_row_without_a_file_is_of_the_document_that_prints_its_symbol(tmp_path, listed, printed):
    assert [row.title for row in by_symbol(tmp_path, f"{listed},信").rows_of([printed])] == ["信"]


@pytest.mark.parametrize("other", ["S/1995/11", "S/1995/1/Corr.1", "A/1995/1", "S/1995/1(1995)", "S/19951"])
def test_another_symbol_is_another_document(tmp_path, other):
    assert by_symbol(tmp_path, "S/1995/1,信").rows_of([other]) == ()


def test_of_two_rows_of_one_symbol_neither_is_used_where_they_differ(tmp_path):
    catalogue = by_symbol(tmp_path, "S/1,信", "s/1,函", "S/2,信", "S/2,信", "A/1;S/1,信")
    assert [catalogue.rows_of([one]) for one in ("S/1",)] == [()]
    assert [row.row for row in catalogue.rows_of(["S/2", "A/1"])] == [4, 6]
    assert [told.partition(": ")[2].partition(" already")[0] for told in catalogue.complaints] == [
        "row 3: symbol 'S/1' has row 2",
        "row 6: symbol 'S/1' has row 2",
        "row 5: symbol 'S/2' has row 4",
    ]


@pytest.mark.parametrize(
    ("cells", "language", "told"),
    [
        ("关于停火的信,", "zh", 0),
        ("Letter on a ceasefire,", "", 0),
        ("Letter on a ceasefire,en", "en", 0),
        ("Lettre,FR", "fr", 0),
        ("关于停火的信,Chinese!", "zh", 1),
    ],
)
def test_a_title_has_the_language_that_is_told_or_seen(tmp_path, cells, language, told):
    catalogue = read(tmp_path, f"a.txt,{cells}", head="file,title,title_language")
    assert (catalogue.rows["a.txt"].title_language, len(catalogue.complaints)) == (language, told)


def test_a_row_may_name_a_file_by_its_whole_path(tmp_path):
    held = read(tmp_path, "/x/1/a.txt,S/1,,,,").held_against([Path("/x/1/a.txt"), Path("/x/2/a.txt")])
    assert held.row_of(Path("/x/1/a.txt"))
    assert not held.complaints
