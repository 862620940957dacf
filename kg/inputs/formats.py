"""The formats of files: how they are recognised, what reads them, and what to do with those that nothing reads.

A format is recognised by its content; its suffix decides only where the content does not tell.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg.errors import SourceError
from kg.inputs.reading import Reader
from kg.inputs.zipped import PACKAGES, suffix_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What a file is called, the module that reads it, the extra that brings its libraries, what to do without one.

    What is no `document` holds none, whatever is done with it. `reader` names a module with a function `read`, a
    `kg.inputs.reading.Reader`; it is imported when it is needed.
    """

    what: str
    reader: str = ""
    extra: str = ""
    advice: str = ""
    document: bool = True


def _table(*rows: tuple[str, Format]) -> dict[str, Format]:
    return {suffix: known for suffixes, known in rows for suffix in suffixes.split()}


TEXT = Format(what="a plain text")
WORD = "open it in a word processor and save it as .docx"
NO_DOCUMENT = Format(what="data, a setting or a program, and no document", document=False)
SHEET = "if a document's words stand in it, save them as .docx or .txt"
SAVE = "save its text as .txt in UTF-8"
SCAN = "a scan needs OCR first"
WRITE = "write it out as .txt"
PACKED = "unpack it, or pack the files as .zip"
FORMATS = _table(
    (".txt .md", TEXT),
    (".html .htm .xhtml", Format(what="a web page", reader="kg.inputs.html", extra="web")),
    (".docx", Format(what="a Word document", reader="kg.inputs.word", extra="office")),
    (".pdf", Format(what="a PDF", reader="kg.inputs.pdf", extra="pdf")),
    (".odt", Format(what="an OpenDocument text", reader="kg.inputs.opendocument", extra="office")),
    (".doc .dot", Format(what="a Word document of before 2007", advice=WORD)),
    (".docm .dotx .dotm", Format(what="a Word document with macros or a template", advice=WORD)),
    (".locked", Format(what="protected by a password", advice="take the protection off")),
    (".rtf", Format(what="an RTF document", advice=WORD)),
    (".wps .wpd .pages .ott .fodt .sxw .hwp .wri", Format(what="a word processor's document", advice=WORD)),
    (".ofd .caj .xps .djvu .ps", Format(what="a document of fixed pages", advice="print it to PDF")),
    (".epub .mobi .azw3", Format(what="an electronic book", advice=SAVE)),
    (".mht .mhtml", Format(what="a web page with its pictures in one file", advice="save it as .html")),
    (".eml .msg .mbox .pst", Format(what="e-mail", advice="save what is attached to it as files of their own")),
    (".xls .xlsx .ods .csv .tsv .xlsb", Format(what="a table", advice=SHEET)),
    (".ppt .pptx .odp .key", Format(what="a presentation", advice=SHEET)),
    (".zip", Format(what="a ZIP file", advice="build it, or name a file in it as archive.zip/file")),
    (".7z .rar .tar .gz .tgz .bz2 .xz .zst", Format(what="an archive", advice=PACKED)),
    (".png .jpg .jpeg .tif .tiff .gif .bmp .webp .heic .jp2", Format(what="a picture", advice=SCAN)),
    (".mp3 .wav .m4a .ogg .flac .wma .mp4 .avi .mov .mkv .wmv", Format(what="a recording", advice=WRITE)),
    (".xml .json .jsonl .tex .yaml .yml", Format(what="data or a source text", advice=SAVE)),
    (".ttl .trig .nt .nq .rdf .owl .rq .jsonld .toml .ini .cfg", NO_DOCUMENT),
    (".py .js .css .sh .bat .exe .dll .so .msi .ttf .otf .woff .woff2 .sqlite3 .db .log .tmp .bak", NO_DOCUMENT),
    (".url .webloc .lnk .desktop", Format(what="a link and no document", advice="save what it leads to")),
    (".part .crdownload .download", Format(what="a download that has not ended", advice="fetch it again")),
)
"""By suffix, in small letters; what has neither a reader nor is plain text is not read."""

LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "icon\r"})
HEAD = 4096
"""So many bytes of a file tell its format."""
MAGIC = (
    (b"%pdf-", ".pdf"), (b"{\\rtf", ".rtf"), (b"<!doctype html", ".html"), (b"<html", ".html"), (b"\x89png", ".png"),
    (b"\xff\xd8\xff", ".jpg"), (b"gif8", ".gif"), (b"ii*\0", ".tif"), (b"mm\0*", ".tif"), (b"rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"), (b"\x1f\x8b", ".gz"), (b"id3", ".mp3"), (b"%!ps", ".ps"), (b"at&tform", ".djvu"),
    (b"mime-version:", ".mht"),
)  # fmt: skip
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
STREAMS = (
    ("EncryptedPackage", ".locked"), ("__substg1.0_", ".msg"), ("WordDocument", ".doc"),
    ("PowerPoint Document", ".ppt"), ("Workbook", ".xls"), ("Book", ".xls"),
)  # fmt: skip
"""Names inside a file of Microsoft's older format that tell what it is."""


def by_content(data: bytes, suffix: str) -> str:
    """The suffix of the format that the bytes tell, "" where they tell none.

    A ZIP file that does not tell what it is may be what its own suffix says, damaged.
    """
    if data.startswith(ZIP):
        found = suffix_of(data)
        return suffix if found == ".zip" and suffix in PACKAGES else found
    if data.startswith(OLE):
        return next((suffix for name, suffix in STREAMS if name.encode("utf-16-le") in data), ".doc")
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<?xml"):
        head = head.partition(b"?>")[2].lstrip()
    return next((suffix for mark, suffix in MAGIC if head.startswith(mark)), "")


def by_name(name: str) -> str:
    """Why a file or folder of a name is no document: hidden, or left there by a program; "" for all others."""
    if name.startswith("~$") or name.lower() in LEFTOVERS:
        return "was left there by a program, and is no document"
    return "is hidden; rename it if it is meant" if name.startswith(".") else ""


def is_read(suffix: str) -> bool:
    """Whether files of a suffix are read."""
    known = FORMATS.get(suffix)
    return known is not None and (known is TEXT or bool(known.reader))


def unread(suffix: str) -> str:
    """What a file of a format that nothing reads is and what to do; "" for what is read or not known."""
    known = FORMATS.get(suffix)
    if known is None or is_read(suffix):
        return ""
    return f"is {known.what}, which is not read; {known.advice}" if known.advice else f"is {known.what}"


def reader_of(path: Path, suffix: str) -> Reader | None:
    """What reads the format, None where it is read as plain text.

    Raises SourceError where nothing reads it, or where the library that does is not installed.
    """
    if what := unread(suffix):
        raise SourceError(path, what)
    known = FORMATS.get(suffix, TEXT)
    if not known.reader:
        return None
    try:
        return cast(Reader, importlib.import_module(known.reader).read)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kg":
            raise
        what = f"is {known.what}, and {error.name} that reads it is not installed"
        raise SourceError(path, f"{what}; run: pip install 'letterkg[{known.extra}]'") from None
