"""Documents inside ZIP archives: each has the path `archive.zip/member`, and is read without unpacking it to disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from kg.errors import SourceError
from kg.files import digest, kind
from kg.inputs.zipped import MOST, content, refused

SUFFIX = ".zip"
OPEN = 4  # archives that are kept open
UTF8 = 0x800
ENCODINGS = ("utf-8", "gb18030", "big5hkscs")
"""In which names stand in archives that do not say so, where they are not in the archives' own."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: its members by their names in order, and the names that more than one have."""

    file: ZipFile
    members: dict[str, ZipInfo]
    twice: frozenset[str]


def archive_of(path: Path) -> Path | None:
    """The archive in which a path lies; None for what lies in a folder."""
    if kind(path):
        return None
    return next((above for above in path.parents if above.suffix.lower() == SUFFIX and kind(above) == "file"), None)


def opened(path: Path) -> Archive:
    """The archive; raises SourceError where it is damaged or cannot be read, or holds too many files."""
    with refused(path):
        status = path.stat()
        return _opened(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=OPEN)
def _opened(path: Path, changed: int, size: int) -> Archive:
    """The archive as it was when it was changed last."""
    file = ZipFile(path)
    members: dict[str, ZipInfo] = {}
    twice: set[str] = set()
    infos = [one for one in file.infolist() if not one.is_dir()]
    if len(infos) > MOST:
        raise SourceError(path, f"holds more than {MOST} files; split it")
    for info in infos:
        name = _name(info)
        if members.setdefault(name, info) is not info:
            twice.add(name)
    return Archive(file, members, frozenset(twice))


def _name(info: ZipInfo) -> str:
    """A member's name, without steps that would lead out of the archive."""
    name = info.filename
    if not info.flag_bits & UTF8:
        name = _recoded(name)
    steps = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(step for step in steps if step not in ("/", "..", "."))


def _recoded(name: str) -> str:
    """A name that was read as if it were in the archives' own encoding, in the one that it is in."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def data_of(archive: Path, path: Path) -> bytes:
    """The bytes of a member; raises SourceError where it is not there, or not to be read."""
    found = opened(archive)
    name = path.relative_to(archive).as_posix()
    if name not in found.members:
        raise SourceError(path, "is not in the archive; check the name")
    with refused(path):
        return content(path, found.file, found.members[name])


def digest_of(path: Path) -> str:
    """The SHA-256 of a file or of an archive's member; raises OSError and SourceError."""
    archive = archive_of(path)
    return hashlib.sha256(data_of(archive, path)).hexdigest() if archive else digest(path)


def is_there(path: Path) -> bool:
    """Whether a file, or a member of an archive, is there."""
    archive = archive_of(path)
    try:
        return path.relative_to(archive).as_posix() in opened(archive).members if archive else kind(path) == "file"
    except SourceError:
        return False
