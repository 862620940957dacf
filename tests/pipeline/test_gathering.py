"""A folder as people have it: what is read of it, and why each other file is not."""

from __future__ import annotations

import os
import socket
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders.bench import reading_bench
from builders.office import word_of

from kg.errors import SourceError
from kg.pipeline.documents import BuildResult, build
from kg.pipeline.gathering import gather
from kg.pipeline.summary import Status

TEXT = "谨随函转递甲国外交部长的信，请将本函作为安全理事会文件分发为荷。"
OLE = b"\xd0\xcf\x11\xe0" + bytes(100)
# By name: the content, and what is told of it; "" for what is read.
FILES: dict[str, tuple[bytes, str]] = {
    "a.txt": (f"D1 {TEXT}".encode(), ""),
    "b.MD": (f"D2 {TEXT}".encode(), ""),
    "c.docx": (word_of(f"<w:p><w:r><w:t>D3 {TEXT}</w:t></w:r></w:p>"), ""),
    "page": (f"<!DOCTYPE html><p>D4 {TEXT}".encode(), ""),
    "e.doc": (OLE, "is a Word document of before 2007, which is not read; open it in a word processor"),
    "f.rtf": (b"{\\rtf1}", "is an RTF document, which is not read; open it"),
    "g.xls": (OLE, "is a table, which is not read"),
    "h.xlsx": (b"PK", "is a table, which is not read"),
    "i.ppt": (OLE, "is a presentation, which is not read"),
    "j.epub": (b"PK", "is an electronic book, which is not read; save its text"),
    "k.eml": (b"From: a", "is e-mail, which is not read; save what is attached"),
    "l.msg": (OLE, "is e-mail, which is not read"),
    "m.mp3": (b"ID3", "is a recording, which is not read; write it out"),
    "n.7z": (b"7z", "is an archive, which is not read; unpack it"),
    "o.mht": (b"MIME-Version: 1.0", "is a web page with its pictures in one file, which is not read; save it as .html"),
    "p.caj": (b"CAJ", "is a document of fixed pages, which is not read; print it to PDF"),
    "q.csv": (b"a,b", "is a table, which is not read"),
    "r.json": (b"{}", "is data or a source text, which is not read"),
    "s.url": (b"[x]", "is a link and no document, which is not read; save what it leads to"),
    "t.crdownload": (b"x", "is a download that has not ended, which is not read; fetch it again"),
    "u.wps": (OLE, "is a word processor's document, which is not read"),
    "nameless": (TEXT.encode(), "has no suffix that is known; if it is a document in plain text, add .txt"),
    "v.xyz": (TEXT.encode(), "has no suffix that is known"),
    "old": (OLE + "WordDocument".encode("utf-16-le"), "is a Word document of before 2007"),
    "nothing": (b"", "is empty; nothing to read"),
    "w.ttl": (b"", "is data, a setting or a program, and no document"),
    "x.py": (b"", "is data, a setting or a program, and no document"),
    "Thumbs.db": (OLE, "was left there by a program"),
    "~$c.docx": (b"x", "was left there by a program"),
    ".hidden.txt": (b"D9", "is hidden; rename it if it is meant"),
}
NO_DOCUMENTS = {"w.ttl", "x.py", "Thumbs.db", "~$c.docx", ".hidden.txt", ".git", "earlier"}


@contextmanager
def a_folder(folder: Path) -> Iterator[Path]:
    """Files of thirty kinds, and what is no file."""
    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / ".git").mkdir()
    (folder / ".git" / "y.txt").write_text("D9")
    (folder / "earlier").mkdir()
    (folder / "earlier" / "records.sqlite3").touch()
    (folder / "earlier" / "report.md").write_text("D9")
    (folder / "loop").symlink_to(folder)
    (folder / "gone").symlink_to(folder / "nowhere.txt")
    (folder / "round").symlink_to(folder / "round")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(folder / "socket"))
        yield folder


OTHERS = {
    ".git": "is hidden",
    "earlier": "is the output of a build",
    "loop": "is a link to a folder, which is not followed; name that folder itself",
    "gone": "is a link that leads nowhere; put the file itself here",
    "round": "is a link that leads nowhere",
    "pipe": "is a FIFO; put the file itself here",
    "socket": "is a socket",
}


def built(paths: list[Path], out: Path) -> BuildResult:
    return build(paths, out, factory=reading_bench)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_each_file_that_is_not_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    with a_folder(tmp_path / "in") as folder:
        result = built([folder], tmp_path / "out")
    said = {one.path.name: one for one in result.outcomes}
    assert {name for name, one in said.items() if one.status is Status.BUILT} == {
        name for name, (_, why) in FILES.items() if not why
    }
    wanted = {name: why for name, (_, why) in FILES.items() if why} | OTHERS
    assert set(said) == {*FILES, *OTHERS}
    for name, why in wanted.items():
        assert said[name].message.startswith(f"{folder / name}: {why}"), name
        assert said[name].status is (Status.PASSED if name in NO_DOCUMENTS else Status.UNREAD), name
    report = (tmp_path / "out" / "report.md").read_text("utf-8")
    listed = [line for line in report.splitlines() if line.startswith("- ")]
    assert all(any(name in line.replace("\\", "") for line in listed) for name in wanted)
    assert result.ok
    assert {notice.partition(": ")[0] for notice in result.notices} >= {str(one.path) for one in result.unread}
    assert not {str(one.path) for one in result.passed} & {notice.partition(": ")[0] for notice in result.notices}


def test_what_is_known_to_be_something_else_is_no_document(tmp_path: Path) -> None:
    for name in ("a.txt", "list.csv", "lexicon/x.ttl", "out/report.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("D1")
    found = gather([tmp_path], tmp_path / "out", [tmp_path / "list.csv", tmp_path / "lexicon"])
    assert [path.name for path in found.files] == ["a.txt"]
    assert found.others == ()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may open every folder")
def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("D1")
    (tmp_path / "locked").mkdir(mode=0)
    assert "cannot be searched" in gather([tmp_path]).others[0].message


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_the_members_of_an_archive_are_documents_of_their_own(tmp_path: Path) -> None:
    one, two = f"D1 {TEXT}".encode(), f"D2 {TEXT}".encode()
    members = {"a.txt": one, "sub/a.txt": two, "__MACOSX/a.txt": b"x", "b.zip": b"PK", "c.rtf": b"x", "d": b"x"}
    archive = packed(tmp_path / "set.zip", members)
    result = built([tmp_path], tmp_path / "out")
    said = {one.path.relative_to(archive).as_posix(): one for one in result.outcomes}
    assert {name: str(one.status) for name, one in said.items()} == {
        "a.txt": "built", "sub/a.txt": "built", "__MACOSX/a.txt": "no documents", "b.zip": "not read",
        "c.rtf": "not read", "d": "not read",
    }  # fmt: skip
    assert "is a ZIP archive inside another" in said["b.zip"].message
    again = built([archive], tmp_path / "out")
    assert again.statuses["unchanged"] == 2
    one = built([archive / "sub" / "a.txt"], tmp_path / "out")
    assert one.statuses["unchanged"] == 1


def test_a_member_goes_by_the_archives_name_and_its_own(tmp_path: Path) -> None:
    archive = packed(tmp_path / "set.zip", {"x/letter.txt": TEXT.encode()})
    bench = reading_bench()
    source = bench.extractor.read(archive / "x" / "letter.txt")
    assert (source.name, source.stem) == ("set.zip/x/letter.txt", "set.zip/x/letter")
    assert source.characters == TEXT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["set.zip"]


def test_names_in_other_encodings_and_names_that_lead_out(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AAAA.txt", TEXT)  # the name is put into another encoding below
        archive.writestr("../../up.txt", TEXT)
        archive.writestr("/root.txt", TEXT)
        archive.writestr("up.txt", TEXT)
    path.write_bytes(path.read_bytes().replace(b"AAAA.txt", "信件.txt".encode("gbk")))
    found = gather([path])
    assert [one.relative_to(path).as_posix() for one in found.files] == ["root.txt", "up.txt", "信件.txt"]
    assert "holds several files named 'up.txt', of which the first is read" in found.others[0].message
    assert reading_bench().extractor.read(found.files[-1]).characters == TEXT


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bomb.txt", "would unpack to 8388608 bytes"),
        ("secret.txt", "is protected by a password; take the protection off"),
        ("damaged.txt", "is a damaged ZIP file"),
    ],
)
def test_members_that_cannot_be_read_fail_alone(tmp_path: Path, name: str, said: str) -> None:
    path = packed(
        tmp_path / "set.zip",
        {"bomb.txt": bytes(1 << 23), "secret.txt": b"D3", "damaged.txt": b"D4", "good.txt": TEXT.encode()},
    )
    data = bytearray(path.read_bytes())
    local, central = data.index(b"secret.txt") - 30, data.rindex(b"secret.txt") - 46
    data[local + 6] |= 1
    data[central + 8] |= 1
    data[data.index(b"damaged.txt") + len(b"damaged.txt")] ^= 0xFF
    path.write_bytes(data)
    result = built([path], tmp_path / "out")
    messages = {one.path.name: one.message for one in result.failed}
    assert set(messages) == {"bomb.txt", "secret.txt", "damaged.txt"}
    assert result.statuses["built"] == 1
    assert said in messages[name]


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "set.zip").write_bytes(b"PK\x03\x04" + bytes(99))
    (tmp_path / "a.txt").write_text(f"D1 {TEXT}", "utf-8")
    result = built([tmp_path], tmp_path / "out")
    assert "is a damaged ZIP file" in result.failed[0].message
    (tmp_path / "a.txt").unlink()
    packed(tmp_path / "set.zip", {})
    with pytest.raises(SourceError, match="is an empty ZIP archive"):
        gather([tmp_path])
