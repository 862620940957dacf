"""Reading files: encodings, line ends, and clear words about what is no document."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from builders.examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import files
from kg.errors import SourceError
from kg.model.text import Source
from kg.structure.source import read_source

LETTER = (
    "1999年3月4日甲国常驻联合国代表给秘书长的信\r\n谨随函转递甲国外交部长的信。请将本函作为安全理事会文件分发为荷。\r\n"
    * 8
)


def read(folder: Path, data: bytes) -> Source:
    path = folder / "document.txt"
    path.write_bytes(data)
    return read_source(path)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "utf-16-le"],
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    source = read(tmp_path, LETTER.encode(encoding))
    assert source.characters == LETTER
    assert source.sha256 == hashlib.sha256(LETTER.encode(encoding)).hexdigest()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("甲国\r\n乙国\r丙国\n", "each way to end a line counts as it stands in the file"),
        ("甲国\u2028乙国\f丙国", "rare line ends stay too"),
        ("甲\U00020000国", "a character beyond the basic plane is one"),
        ("甲国\x02" + "的信" * 60, "a stray control character of a text layer does no harm"),
    ],
)
def test_offsets_are_those_of_the_decoded_text(tmp_path: Path, words: str, why: str) -> None:
    assert read(tmp_path, words.encode()).characters == words, why


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t \r\n", "only white space"),
        ("\ufeff".encode(), "white space"),
        (b"%PDF-1.7\n1 0 obj", "is no PDF that can be read"),
        (b"\n%PDF-1.7\n", "is no PDF that can be read"),
        ("甲国\0乙国".encode(), "UTF-8"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0", "UTF-8"),
        ("甲\x01\x02\x03\x04".encode(), "control characters"),
        (b"\xff\xfe\x00\xd8\x00", "breaks at byte"),
        (b"12 - 34 / 56\n", "a scan has no text before OCR"),
        (b"Letter dated 4 March from the Permanent Representative", "no Chinese text: 9.% .* are Latin"),
        ("Письмо Постоянного представителя от 4 марта".encode(), "no Chinese text: 9.% .* are Cyrillic"),
        ("3月4日、エクアドル代表は書簡を送付した。".encode(), "Japanese kana"),
        ("3월 4일 상임대표가 보낸 서한".encode(), "Korean"),
        (b"1998 33.5 2001\n" * 9 + "表1".encode(), "are numbers"),
        ("甲国部队炮击了丁市".encode().decode("gbk", "replace").encode(), "rare ones"),
        (b"PK\x03\x04\x14\0\x06\0", "is a ZIP file"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "is a Word document of before 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("{\\rtf1 甲国}".encode(), "is an RTF document"),
    ],
)
def test_what_is_no_document(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as raised:
        read(tmp_path, data)
    assert str(tmp_path / "document.txt") in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not there"):
        read_source(tmp_path / "none.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        read_source(tmp_path)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda words: words.encode("gb18030", "ignore")))
)
def test_any_bytes_give_a_source_or_a_clear_error(tmp_path: Path, data: bytes) -> None:
    try:
        source = read(tmp_path, data)
    except SourceError as error:
        assert error.what
    else:
        assert source.characters.strip()


class Changing:
    """A file of two lines that is written to while it is read, so many times."""

    def __init__(self, path, times):
        self.path, self.times = path, times

    def read_bytes(self, path):
        data = path.open("rb").read()
        if self.times:
            self.times -= 1
            path.write_text(f"甲国说了第{self.times}句话，乙国没有回答。\n" * (self.times + 2), encoding="utf-8")
        return data


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path, monkeypatch, times):
    path = tmp_path / "a.txt"
    path.write_text("甲国说了一句话，乙国没有回答。\n", encoding="utf-8")
    changing = Changing(path, times)
    monkeypatch.setattr(files, "PAUSES", (0, 0, 0))
    monkeypatch.setattr(Path, "read_bytes", lambda self: changing.read_bytes(self))
    source = read_source(path)
    assert source.characters == path.open(encoding="utf-8", newline="").read()


def test_a_file_that_changes_whenever_it_is_read_is_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("甲国说了一句话，乙国没有回答。\n", encoding="utf-8")
    changing = Changing(path, 99)
    monkeypatch.setattr(files, "PAUSES", (0, 0, 0))
    monkeypatch.setattr(Path, "read_bytes", lambda self: changing.read_bytes(self))
    with pytest.raises(SourceError, match="changed each of the 3 times that it was read; build again"):
        read_source(path)
