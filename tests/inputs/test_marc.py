"""Catalogues in MARC: fields as the United Nations' libraries use them, faulty records, broken files."""

import sys

import pytest
from builders.marc import as_bytes, record, written

from kg.errors import CatalogueError
from kg.inputs.records import read_records

LETTER = (
    "041 $aarachiengfrerusspa", "040 $aNNUN$beng", "089 $bB18", "089 $bA20", "091 $aGEN", "191 $aA/49/800",
    "191 $aS/1995/151$bS/1995/", "245 $aLetter dated 22 February 1995 :$bborder incident /$cby its mission",
    "269 $a19950222", "710 $aEcuador", "856 $uhttps://example.org/files/S_1995_151-ZH.pdf$y中文",
)  # fmt: skip


@pytest.fixture(params=["list.mrc", "list.xml"])
def read(tmp_path, request):
    return lambda *records: read_records(written(tmp_path, *records, name=request.param))


def cells(read, *fields):
    records = read(record(*fields))
    return dict(records.all[0].cells), records.complaints


def test_a_record_says_what_a_row_says(read):
    records = read(record(*LETTER))
    (one,) = records.all
    assert dict(one.cells) == {
        "symbol": "A/49/800;S/1995/151",
        "kind": "letter",
        "date": "1995-02-22",
        "speaks_for": "Ecuador",
        "title": "Letter dated 22 February 1995 : border incident",
        "title_language": "en",
    }
    assert (one.number, one.names, records.unit, records.complaints) == (1, ("S_1995_151-ZH.pdf",), "record", [])


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["B01"], "resolution"), (["B02", "B19"], "draft_resolution"), (["B03"], "meeting_record"),
        (["B15"], "letter"), (["B15", "B16"], "report"), (["B17"], "presidential_statement"), (["A19"], None),
    ],
)  # fmt: skip
def test_content_codes_tell_the_kind(read, codes, kind):
    assert cells(read, "191 $aS/1", *(f"089 $b{code}" for code in codes))[0].get("kind") == kind


def test_codes_of_several_kinds_tell_none(read):
    found, (told,) = cells(read, "191 $aS/1", "089 $bB18", "089 $bB03")
    assert "kind" not in found
    assert "record 1: its content codes (089) are of several kinds, letter, meeting_record" in told


@pytest.mark.parametrize(
    ("fields", "speakers", "told"),
    [
        (["110 $aPeru", "710 $aEcuador"], "Peru", 0),
        (["710 $aPeru$4aut", "710 $aEcuador$4aut", "710 $aOther"], "Peru;Ecuador", 0),
        (["710 $aPeru."], "Peru", 0),
        (["710 $aPeru", "710 $aEcuador"], None, 1),
    ],
)
def test_who_speaks_is_never_guessed(read, fields, speakers, told):
    found, complaints = cells(read, "191 $aS/1", "089 $bB18", *fields)
    assert (found.get("speaks_for"), len(complaints)) == (speakers, told)


@pytest.mark.parametrize("code", ["B01", "B02", "B03", "A19"])
def test_the_body_of_a_record_or_resolution_is_no_speaker(read, code):
    found, complaints = cells(read, "191 $aS/1", f"089 $b{code}", "710 $aUN. Security Council (50th year : 1995)")
    assert "speaks_for" not in found
    assert not complaints


@pytest.mark.parametrize(
    ("title", "fields", "language"),
    [
        ("关于停火的信", ["041 $achieng", "040 $beng"], "zh"),
        ("Carta", ["041 $aspa", "040 $beng"], "es"),
        ("Letter", ["041 $achi", "040 $beng"], "en"),
        ("Letter", ["041 $achi"], None),
    ],
)
def test_the_language_of_a_title_agrees_with_its_script(read, title, fields, language):
    assert cells(read, f"245 $a{title}", *fields)[0].get("title_language") == language


@pytest.mark.parametrize(
    ("date", "iso"), [("1995", "1995"), ("199502", "1995-02"), ("1995-02-22", "1995-02-22"), ("soon", "soon")]
)
def test_dates_are_read_with_and_without_dashes(read, date, iso):
    assert cells(read, "191 $aS/1", f"269 $a{date}")[0]["date"] == iso


def test_a_faulty_record_is_told_and_the_others_are_read(tmp_path):
    good, bad = as_bytes(record("191 $aS/1")), bytearray(as_bytes(record("191 $aS/2")))
    bad[12:17] = b"99999"  # the base address of the data
    path = tmp_path / "list.mrc"
    path.write_bytes(good + bad + good)
    records = read_records(path)
    assert [one.number for one in records.all] == [1, 3]
    assert "record 2: is no MARC record" in records.complaints[0]


def test_utf_8_that_says_it_is_marc_8_is_read_and_told(tmp_path):
    data = bytearray(as_bytes(record("191 $aS/1", "245 $a关于停火的信")))
    data[9:10] = b" "
    path = tmp_path / "list.mrc"
    path.write_bytes(data)
    records = read_records(path)
    assert records.all[0].cells["title"] == "关于停火的信"
    assert "says that its signs are MARC-8" in records.complaints[0]


def test_marc_8_is_read(tmp_path):
    data = as_bytes(record("245 $aCommissariat a l'energie"))
    data = data.replace(b"energie", b"\xe2energi", 1)  # an acute accent before its letter, and as many bytes
    path = tmp_path / "list.mrc"
    path.write_bytes(data[:9] + b" " + data[10:])
    assert read_records(path).all[0].cells["title"] == "Commissariat a l'énergi"


def test_wrong_utf_8_is_told(tmp_path):
    path = tmp_path / "list.mrc"
    path.write_bytes(as_bytes(record("245 $aenergie")).replace(b"energie", b"\xe2energi", 1))
    records = read_records(path)
    assert not records.all
    assert "record 1: is no MARC record: 'utf-8'" in records.complaints[0]


BOMB = "<!DOCTYPE r [<!ENTITY a0 'xxxxxxxxxx'>{}]><collection><record>&a12;</record></collection>".format(
    "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(12))
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.mrc", b"", "holds no MARC record"),
        ("list.mrc", as_bytes(record("191 $aS/1"))[:-9], "breaks off in record 1"),
        ("list.mrc", as_bytes(record("191 $aS/1")) + b"00", "breaks off in record 2"),
        ("list.mrc", b"file,symbol\n", "breaks off in record 1: Invalid record length"),
        ("list.xml", b"", "is no XML from line 1"),
        ("list.xml", b"<collection><record></collection>", "is no XML from line 1"),
        ("list.xml", b"<html/>", "holds no MARC record"),
        ("list.xml", b"<record><datafield/></record>", "record 1 is no MARC record"),
        ("list.xml", BOMB.encode(), "is no XML"),
    ],
)
def test_a_broken_file_is_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=said):
        read_records(path)


def test_a_faulty_leader_in_xml_loses_nothing(tmp_path):
    path = tmp_path / "list.xml"
    field = '<datafield tag="191" ind1=" " ind2=" "><subfield code="a">S/1</subfield></datafield>'
    path.write_text(f"<record><leader>short</leader>{field}</record>", "utf-8")
    assert dict(read_records(path).all[0].cells) == {"symbol": "S/1"}


def test_without_pymarc_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pymarc", None)
    with pytest.raises(CatalogueError, match=r"letterkg\[marc\]"):
        read_records(tmp_path / "list.mrc")
