"""Which files a build reads: those named and those in folders and archives; of every other one, why it is not read."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import SourceError, on_one_line, quoted
from kg.files import cause, kind, reason
from kg.inputs.archive import SUFFIX, archive_of, is_there, opened
from kg.inputs.formats import FORMATS, by_content, by_name, is_read, unread
from kg.inputs.manifest import NAME as MANIFEST
from kg.pipeline.summary import Outcome, Status

PEEK = 1 << 16
"""So many bytes of a file tell what it is when its name does not."""
NAMELESS = "has no suffix that is known; if it is a document in plain text, add .txt to its name"
MANIFESTED = "tells where fetched documents came from; name it with --catalogue, and they have their symbols"
SHOWN = 5  # of the files that are not read, where there is no other
RECORDS = "records.sqlite3"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, sorted, each once, as absolute paths; an outcome for each other one, sorted too."""

    files: tuple[Path, ...]
    others: tuple[Outcome, ...]


def gather(paths: Sequence[Path], out: Path | None = None, known: Collection[Path] = ()) -> Gathered:
    """The files meant: those named, and below folders and in ZIP archives all that is read.

    Outputs of builds, links to folders, and what is hidden are not searched. `out`, and the files and folders `known`
    to be something else, are left out without a word. Raises SourceError for a path that is not there or cannot be
    seen, and where there is nothing to build.
    """
    found = _Gatherer(frozenset(os.path.realpath(one) for one in (*known, *((out,) if out else ()))))
    for path in paths:
        found.name(path.absolute(), path)
    if not found.files:
        left = sorted(one.message for one in found.others.values() if one.status is not Status.PASSED)
        such = f", but {len(left)} that are not: {'; '.join(left[:SHOWN])}" if left else ""
        raise SourceError(paths[0] if paths else ".", f"holds no file that can be read{such}")
    others = [found.others[path] for path in sorted(found.others) if path not in found.files]
    return Gathered(tuple(sorted(found.files)), tuple(others))


@dataclass(slots=True)
class _Gatherer:
    """What has been found so far."""

    known: frozenset[str]
    files: set[Path] = field(default_factory=set)
    others: dict[Path, Outcome] = field(default_factory=dict)

    def name(self, path: Path, as_named: Path) -> None:
        """Takes what a person named."""
        if archive_of(path) and is_there(path):
            self.files.add(path)
            return
        try:
            path.stat()
        except (OSError, ValueError) as error:
            raise SourceError(as_named, cause(error) or "is not there; name a file or a folder") from error
        if kind(path) == "folder":
            self.search(path)
        elif path.suffix.lower() == SUFFIX:
            self.unpack(path)
        else:
            self.files.add(path)

    def leave(self, path: Path, why: str, *, document: bool = True) -> None:
        """Tells why something is not read; what is no document does not count as one not read."""
        status = Status.UNREAD if document else Status.PASSED
        self.others[path] = Outcome(path=path, status=status, message=f"{on_one_line(path)}: {why}")

    def search(self, folder: Path) -> None:
        """Takes what lies in a folder and below it."""
        waiting = [folder]
        while waiting:
            now = waiting.pop()
            try:
                entries = sorted(now.iterdir())
            except OSError as error:
                self.leave(now, f"is a folder that cannot be searched: {reason(error)}")
                continue
            waiting += [path for path in entries if os.path.realpath(path) not in self.known and self.take(path)]

    def take(self, path: Path) -> bool:
        """Takes what lies in a folder; whether it is a folder to search."""
        found, suffix = kind(path), path.suffix.lower()
        if found == "folder":
            return self.is_to_search(path)
        if found != "file" and not is_read(suffix):
            what = f"is a {found}" if found else "is a link that leads nowhere"
            self.leave(path, f"{what}; put the file itself here")
        elif why := by_name(path.name):
            self.leave(path, why, document=False)
        elif path.name == MANIFEST:
            self.leave(path, MANIFESTED)
        elif suffix == SUFFIX:
            self.unpack(path)
        else:
            self.take_file(path, suffix)
        return False

    def is_to_search(self, folder: Path) -> bool:
        """Whether the documents of a folder are meant; why not is told."""
        if folder.is_symlink():
            self.leave(folder, "is a link to a folder, which is not followed; name that folder itself")
        elif why := by_name(folder.name):
            self.leave(folder, f"{why}, and was not searched", document=False)
        elif (folder / RECORDS).is_file():
            self.leave(folder, "is the output of a build, and was not searched", document=False)
        else:
            return True
        return False

    def take_file(self, path: Path, suffix: str) -> None:
        """Takes a file by its name, or else by what it holds."""
        if suffix not in FORMATS:
            suffix = _by_content(path) or suffix
        if is_read(suffix):
            self.files.add(path)
        else:
            document = suffix not in FORMATS or FORMATS[suffix].document
            self.leave(path, unread(suffix) or _unknown(path), document=document)

    def unpack(self, archive: Path) -> None:
        """Takes the members of an archive; one that cannot be opened fails as a whole."""
        try:
            found = opened(archive)
        except SourceError as error:
            self.others[archive] = Outcome(path=archive, status=Status.FAILED, message=str(error))
            return
        for name in found.members:
            self.take_member(archive / name, name)
        if found.twice:
            names = ", ".join(map(quoted, sorted(found.twice)[:3]))
            self.leave(archive, f"holds several files named {names}, of which the first is read; rename the others")
        if not found.members:
            self.leave(archive, "is an empty ZIP archive; nothing to read")

    def take_member(self, path: Path, name: str) -> None:
        """Takes a member of an archive by its name."""
        suffix = path.suffix.lower()
        if why := next(filter(None, map(by_name, name.split("/"))), ""):
            self.leave(path, why, document=False)
        elif suffix == SUFFIX:
            self.leave(path, "is a ZIP archive inside another; unpack the outer one")
        elif is_read(suffix):
            self.files.add(path)
        else:
            document = suffix not in FORMATS or FORMATS[suffix].document
            self.leave(path, unread(suffix) or NAMELESS, document=document)


def _by_content(path: Path) -> str:
    """The suffix of the format of a file whose name tells none, "" where the file does not tell it either."""
    try:
        with path.open("rb") as file:
            return by_content(file.read(PEEK), "")
    except OSError:
        return ""


def _unknown(path: Path) -> str:
    """Why a file of no known format is not read."""
    try:
        empty = not path.stat().st_size
    except OSError as error:
        return f"cannot be read: {reason(error)}"
    if empty:
        return "is empty; nothing to read"
    return NAMELESS
