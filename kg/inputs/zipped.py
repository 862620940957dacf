"""ZIP files, which most formats of documents are: opened with care, never unpacked to disk, and told apart."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from kg.errors import SourceError

LARGEST = 1 << 29  # bytes of one member; a document of text has a thousandth of it
RATIO = 200  # as many times smaller as packed, XML is not
MOST = 100_000  # members
PLAIN = 1 << 20  # bytes: a smaller member may be packed as well as it likes
ENCRYPTED = 0x1
DAMAGED = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """Turns what a damaged ZIP file raises while it is read into a SourceError."""
    try:
        yield
    except (*DAMAGED, RuntimeError) as error:
        raise SourceError(path, f"is a damaged ZIP file ({error}); save or fetch it again") from error


@contextmanager
def opened(path: Path, data: bytes) -> Iterator[ZipFile]:
    """The ZIP file; raises SourceError where it is damaged, also while it is read."""
    with refused(path), ZipFile(BytesIO(data)) as archive:
        if len(archive.infolist()) > MOST:
            raise SourceError(path, f"holds more than {MOST} files; split it")
        yield archive


def refusal(member: ZipInfo) -> str:
    """Why a member is not read, "" where it may be."""
    if member.flag_bits & ENCRYPTED:
        return "is protected by a password; take the protection off"
    if member.file_size > LARGEST or (member.file_size > max(PLAIN, RATIO * member.compress_size)):
        return f"would unpack to {member.file_size} bytes, as no document does; it was left packed"
    return ""


def content(path: Path, archive: ZipFile, member: ZipInfo) -> bytes:
    """The bytes of a member; raises SourceError where it is not to be read, or is larger than it says."""
    if why := refusal(member):
        raise SourceError(path, why)
    with archive.open(member) as file:
        data = file.read(member.file_size + 1)
    if len(data) > member.file_size:
        raise SourceError(path, "holds more than it says, as no document does; it was left packed")
    return data


def checked(path: Path, data: bytes) -> None:
    """Raises SourceError for a document whose parts cannot all be read without harm."""
    with opened(path, data) as archive:
        for member in archive.infolist():
            if why := refusal(member):
                raise SourceError(path, f"has a part, {member.filename!r}, that {why}")


def suffix_of(data: bytes) -> str:
    """The suffix of what a ZIP file is by its members: of a document, or else .zip."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            declared = b""
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    declared = file.read(100).strip()
    except (*DAMAGED, RuntimeError):
        return ".zip"
    if declared in MIMETYPES:
        return MIMETYPES[declared]
    return next((suffix for name, suffix in MEMBERS if name in names), ".zip")


MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.text-template": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/epub+zip": ".epub",
}
MEMBERS = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("ppt/presentation.xml", ".pptx"),
    ("OFD.xml", ".ofd"),
    ("Index/Document.iwa", ".pages"),
)
PACKAGES = frozenset({*MIMETYPES.values(), *(suffix for _, suffix in MEMBERS)})
"""Suffixes of documents that are ZIP files."""
