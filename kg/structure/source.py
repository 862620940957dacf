"""Reading a file as a source: a document's words in whatever format, and a clear word about what is no document.

In a file of plain text line ends stay as they are, and only a byte order mark is left out: an offset is an index of the
decoded text as Python counts it, in Unicode code points.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from kg.errors import SourceError
from kg.files import kind, reason, steady
from kg.inputs.archive import archive_of, data_of
from kg.inputs.formats import FORMATS, by_content, reader_of
from kg.inputs.reading import Reading, told
from kg.inputs.text import decoded
from kg.model.text import Source
from kg.structure.script import foreign, is_traditional, narrowed, simplified, with_simplified_lines

FEWEST_LETTERS = 10
_HAN = regex.compile(r"\p{Han}")
_LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, and the archive that holds it, if any."""

    data: bytes
    archive: Path | None = None


def content_of(path: Path) -> Content:
    """What a file holds; raises SourceError for what cannot be read."""
    if not _is_utf8(str(path)):
        raise SourceError(path, "has a name that is not UTF-8; rename the file or its folder (convmv does so for many)")
    archive = archive_of(path)
    return Content(data_of(archive, path) if archive else _read(path), archive)


def read_source(path: str | Path, content: Content | None = None) -> Source:
    """The words of a file, to which offsets count, what its reader tells of them, and the file's SHA-256.

    With its content the file itself is not read, and may lie on another machine. Raises SourceError for what is no
    readable document: missing, empty, binary, of a format that is not read, undecodable, without Chinese.
    """
    path = Path(path)
    content = content or content_of(path)
    reading = _reading(path, content.data)
    characters = reading.characters
    if not characters.strip():
        raise SourceError(path, "is empty or only white space; nothing to read")
    letters = sum(1 for _ in zip(range(FEWEST_LETTERS), _LETTER.finditer(characters), strict=False))
    if letters < FEWEST_LETTERS and not _HAN.search(characters):
        raise SourceError(path, "holds hardly a letter; a scan has no text before OCR")
    if what := foreign(characters):
        raise SourceError(path, f"{what}; only Chinese is read: give its Chinese version, as text in UTF-8")
    digest = hashlib.sha256(content.data).hexdigest()
    return Source(
        path=path,
        archive=content.archive,
        characters=characters,
        read=as_read(characters),
        sha256=digest,
        problems=reading.problems,
        notes=reading.notes,
        furniture=reading.furniture,
        whole_lines=reading.whole_lines,
        layer=reading.layer,
    )


def as_read(characters: str) -> str:
    """The characters that a text is read as, each in its place; "" where they are those that it has."""
    read = narrowed(simplified(characters) if is_traditional(characters) else with_simplified_lines(characters))
    return read if read != characters else ""


def _reading(path: Path, data: bytes) -> Reading:
    """What the reader of the file's format makes of it; a file that is named as another format is told."""
    if not data:
        raise SourceError(path, "is empty; nothing to read")
    suffix = path.suffix.lower()
    content = by_content(data, suffix)
    reader = reader_of(path, content or suffix)
    if reader is None:
        return Reading(characters=decoded(path, data))
    reading = reader(path, data)
    if content and FORMATS[content] is not FORMATS.get(suffix):
        message = f"is {FORMATS[content].what} by its content and was read as such; its name ends in {suffix!r}"
        return replace(reading, problems=(told("misnamed", message), *reading.problems))
    return reading


def _read(path: Path) -> bytes:
    if (found := kind(path)) not in ("", "file", "folder"):
        raise SourceError(path, f"is a {found}; only files are read: name a file")
    try:
        return steady(path)
    except FileNotFoundError:
        raise SourceError(path, "is not there; check the name") from None
    except IsADirectoryError:
        raise SourceError(path, "is a folder; name a .txt or .md file, or build the folder") from None
    except OSError as error:
        raise SourceError(path, f"cannot be read: {reason(error)}") from error


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
