"""Bytes as text, in every encoding that documents arrive in."""

from __future__ import annotations

from pathlib import Path

import regex
from charset_normalizer import from_bytes

from kg.errors import SourceError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OTHER_ENCODINGS = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
STRAY = 0.01  # of the characters: a PDF's text layer holds a few control characters, a binary file many
_HAN = regex.compile(r"\p{Han}")
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(path: Path, data: bytes, declared: str = "") -> str:
    """The text by its byte order mark, in UTF-8, as declared, or as it reads best.

    Raises SourceError for what is in none of the encodings, and for what is no text.
    """
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), None)
    text = _marked(path, data, encoding) if encoding else _unmarked(path, data, declared)
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


def _unmarked(path: Path, data: bytes, declared: str) -> str:
    """The text in UTF-8, as declared or as it reads best; nothing that holds NUL is UTF-8 text."""
    for encoding in ("utf-8", declared):
        try:
            text = data.decode(encoding) if encoding else "\0"
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    return _guess(path, data)


def _guess(path: Path, data: bytes) -> str:
    """The text in one of the other encodings of Chinese, the one that reads best."""
    best = from_bytes(data, cp_isolation=OTHER_ENCODINGS).best()
    if best is None or not _HAN.search(str(best)):
        raise SourceError(path, "is neither UTF-8 nor GB 18030, Big5 or UTF-16; save it as UTF-8")
    return str(best)
