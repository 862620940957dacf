"""Reading a file as text: every encoding that documents arrive in, and a clear word about what is no document."""

from __future__ import annotations

import hashlib
from pathlib import Path

import regex
from charset_normalizer import from_bytes

from kg.errors import SourceError
from kg.text import Source

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OTHER_ENCODINGS = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_HAN = regex.compile(r"\p{Han}")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f]")


def read_source(path: Path) -> Source:
    """The file's decoded text, its line ends as they are, so that offsets are those of the text; and its SHA-256.

    Raises SourceError for what is no readable document: missing, empty, binary, a PDF, undecodable, without Chinese.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(path, "is not there; check the name") from None
    except IsADirectoryError:
        raise SourceError(path, "is a folder; name a .txt or .md file, or build the folder") from None
    except OSError as error:
        raise SourceError(path, f"cannot be read: {error.strerror}") from error
    characters = _decode(path, data)
    if not characters.strip():
        raise SourceError(path, "is empty or only white space; nothing to read")
    if not _HAN.search(characters):
        raise SourceError(path, "has no Chinese text; a scan needs OCR first, other languages are not read")
    return Source(path=path, characters=characters, sha256=hashlib.sha256(data).hexdigest())


def _decode(path: Path, data: bytes) -> str:
    if not data:
        raise SourceError(path, "is empty; nothing to read")
    if data.lstrip()[:5] == b"%PDF-":
        raise SourceError(path, "is a PDF; convert its text layer to .txt or .md (a scan without one needs OCR)")
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise SourceError(
                path, f"says it is {encoding} but breaks at byte {error.start}; save it as UTF-8"
            ) from None
        text = _guess(path, data)
    if _CONTROL.search(text):
        raise SourceError(path, "holds control characters, so it is no text; give the document's text layer")
    return text


def _guess(path: Path, data: bytes) -> str:
    """The text in one of the other encodings of Chinese, the one that reads best."""
    best = from_bytes(data, cp_isolation=OTHER_ENCODINGS).best()
    if best is None or not _HAN.search(str(best)):
        raise SourceError(path, "is neither UTF-8 nor GB 18030, Big5 or UTF-16; save it as UTF-8")
    return str(best)
