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

SAVE = "save its text as .txt in UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What a file is called, the module that reads it, the extra that brings its libraries, what to do without.

    `reader` names a module with a function `read`, a `kg.inputs.reading.Reader`; it is imported when it is needed.
    """

    what: str
    reader: str = ""
    extra: str = ""
    advice: str = SAVE


_PDF = Format(what="a PDF", reader="kg.inputs.pdf", extra="pdf")
_WORD = Format(what="a Word document", advice="save it as .txt in UTF-8")
_OLD_WORD = Format(what="a Word document of before 2007", advice="save it as .docx")
_PAGE = Format(what="a web page", reader="kg.inputs.html", extra="web")

FORMATS: dict[str, Format] = {
    ".pdf": _PDF, ".docx": _WORD, ".doc": _OLD_WORD,
    ".odt": Format(what="an OpenDocument text"),
    ".rtf": Format(what="an RTF document", advice="save it as .docx"),
    ".html": _PAGE, ".htm": _PAGE, ".xhtml": _PAGE,
}  # fmt: skip
"""By suffix, in small letters."""
TEXT = (".md", ".txt")
READ = frozenset({*TEXT, *(suffix for suffix, known in FORMATS.items() if known.reader)})
"""Suffixes of the files that are looked for in folders."""
UNREAD = frozenset(FORMATS) - READ
"""Suffixes of documents that nothing reads."""

HEAD = 4096
"""So many bytes of a file tell its format."""
MAGIC = (
    (b"%pdf-", ".pdf"), (b"pk\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"),
    (b"<!doctype html", ".html"), (b"<html", ".html"),
)  # fmt: skip


def recognised(path: Path, data: bytes) -> str:
    """The suffix of the format that the content is in, or else the file's own, in small letters."""
    return by_content(data) or path.suffix.lower()


def by_content(data: bytes) -> str:
    """The suffix of the format that the first bytes tell, "" where they tell none."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<?xml"):
        head = head.partition(b"?>")[2].lstrip()
    return next((suffix for mark, suffix in MAGIC if head.startswith(mark)), "")


def unread(suffix: str) -> str:
    """What a file of a format that nothing reads is and what to do; "" for what may be a text or has a reader."""
    known = FORMATS.get(suffix)
    return f"is {known.what}, which is not read; {known.advice}" if known and not known.reader else ""


def reader_of(path: Path, suffix: str) -> Reader | None:
    """What reads the format, None where it is read as plain text.

    Raises SourceError where nothing reads it, or where the library that does is not installed.
    """
    known = FORMATS.get(suffix)
    if known is None:
        return None
    if not known.reader:
        raise SourceError(path, unread(suffix))
    try:
        return cast(Reader, importlib.import_module(known.reader).read)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kg":
            raise
        what = f"is {known.what}, and {error.name} that reads it is not installed"
        raise SourceError(path, f"{what}; run: pip install 'letterkg[{known.extra}]'") from None
