"""Reading a file as text: every encoding that documents arrive in, and a clear word about what is no document.

Line ends stay as they are, and only a byte order mark is left out: an offset is an index of the decoded text as Python
counts it, in Unicode code points.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import regex
from charset_normalizer import from_bytes

from kg.errors import SourceError
from kg.files import cause, kind
from kg.model.text import Source
from kg.structure.script import foreign, is_traditional, narrowed, simplified, with_simplified_lines

FORMATS = {
    ".pdf": "a PDF", ".docx": "a Word document", ".doc": "a Word document", ".odt": "an OpenDocument text",
    ".rtf": "an RTF document", ".html": "a web page", ".htm": "a web page",
}  # fmt: skip
MAGIC = (
    (b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"),
    (b"<!doctype html", ".html"), (b"<html", ".html"),
)  # fmt: skip
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OTHER_ENCODINGS = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
STRAY = 0.01  # of the characters: a PDF's text layer holds a few control characters, a binary file many
FEWEST_LETTERS = 10
_HAN = regex.compile(r"\p{Han}")
_LETTER = regex.compile(r"\p{L}")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f]")


def read_source(path: str | Path) -> Source:
    """The file's decoded text, its line ends as they are, so that offsets are those of the text; and its SHA-256.

    Raises SourceError for what is no readable document: missing, empty, binary, a PDF, undecodable, without Chinese.
    """
    path = Path(path)
    data = _read(path)
    characters = _decode(path, data)
    if not characters.strip():
        raise SourceError(path, "is empty or only white space; nothing to read")
    letters = sum(1 for _ in zip(range(FEWEST_LETTERS), _LETTER.finditer(characters), strict=False))
    if letters < FEWEST_LETTERS and not _HAN.search(characters):
        raise SourceError(path, "holds hardly a letter; a scan has no text before OCR")
    if what := foreign(characters):
        raise SourceError(path, f"{what}; only Chinese is read: give its Chinese version, as text in UTF-8")
    read = narrowed(simplified(characters) if is_traditional(characters) else with_simplified_lines(characters))
    digest = hashlib.sha256(data).hexdigest()
    return Source(path=path, characters=characters, read=read if read != characters else "", sha256=digest)


def unread(path: Path) -> str:
    """What a file of another format is and what to do, by its name; "" for what may be a text."""
    return _format(path.suffix.lower())


def _format(suffix: str) -> str:
    what = FORMATS.get(suffix)
    return f"is {what}, which is not read; save its text as .txt in UTF-8 (a scan needs OCR first)" if what else ""


def _read(path: Path) -> bytes:
    if not _is_utf8(str(path)):
        raise SourceError(path, "has a name that is not UTF-8; rename the file or its folder (convmv does so for many)")
    if (found := kind(path)) not in ("", "file", "folder"):
        raise SourceError(path, f"is a {found}; only files are read: name a .txt or .md file")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(path, "is not there; check the name") from None
    except IsADirectoryError:
        raise SourceError(path, "is a folder; name a .txt or .md file, or build the folder") from None
    except OSError as error:
        raise SourceError(path, f"cannot be read: {cause(error) or error.strerror}") from error


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decode(path: Path, data: bytes) -> str:
    if not data:
        raise SourceError(path, "is empty; nothing to read")
    head = data.removeprefix(BOMS[0][0]).lstrip()[:20].lower()
    by_content = next((suffix for mark, suffix in MAGIC if head.startswith(mark.lower())), "")
    if what := unread(path) or _format(by_content):
        raise SourceError(path, what)
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    text = _marked(path, data, encoding) if encoding else _unmarked(path, data)
    if "\0" in text or sum(1 for _ in _CONTROL.finditer(text)) > STRAY * len(text):
        raise SourceError(path, "holds control characters, so it is no text; give the document's text layer")
    return text


def _marked(path: Path, data: bytes, encoding: str) -> str:
    """The text in the encoding that its byte order mark tells."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"says it is {encoding} but breaks at byte {error.start}; save it as UTF-8"
        raise SourceError(path, what) from None


def _unmarked(path: Path, data: bytes) -> str:
    """The text in UTF-8, or as it reads best; nothing that holds NUL is UTF-8 text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(path, data)
    return _guess(path, data) if "\0" in text else text


def _guess(path: Path, data: bytes) -> str:
    """The text in one of the other encodings of Chinese, the one that reads best."""
    best = from_bytes(data, cp_isolation=OTHER_ENCODINGS).best()
    if best is None or not _HAN.search(str(best)):
        raise SourceError(path, "is neither UTF-8 nor GB 18030, Big5 or UTF-16; save it as UTF-8")
    return str(best)
