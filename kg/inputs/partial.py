"""What there is of a document that is on its way, and of which version it is, so that a server can go on with it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import regex

from kg.errors import StoreError
from kg.files import reason

_RANGE = regex.compile(r"bytes (?P<first>[0-9]{1,18})-[0-9]{1,18}/(?P<all>[0-9]{1,18}|\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a server says of the version that it gives: when it was changed last (ISO 8601), and its ETag."""

    modified: str = ""
    etag: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Version:
        """The version that the headers of an answer tell; a date that is none is left out."""
        date = seconds(headers.get("Last-Modified", ""))
        modified = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(date)) if date is not None else ""
        return cls(modified=modified, etag=headers.get("ETag", ""))

    def unless_changed(self) -> dict[str, str]:
        """The headers that ask for another version only."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self._http_date()}
        return {name: value for name, value in headers.items() if value}

    def if_same(self) -> str:
        """What a server compares before it goes on with this version; "" where it could not tell."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self._http_date()

    def _http_date(self) -> str:
        if not self.modified:
            return ""
        return format_datetime(datetime.fromisoformat(self.modified).astimezone(UTC), usegmt=True)


@dataclass(slots=True, kw_only=True)
class Partial:
    """What there is of a document, and beside it in a file of JSON of which version it is."""

    path: Path
    size: int = 0
    version: Version = field(default_factory=Version)

    @classmethod
    def at(cls, path: Path) -> Partial:
        """What there is at the path; what no server could go on with is dropped."""
        found = cls(path=path)
        try:
            told = json.loads(found.note.read_bytes())
            found.version = Version(modified=str(told["modified"]), etag=str(told["etag"]))
            found.size = path.stat().st_size
            if found.size and found.version.if_same():
                return found
        except (OSError, ValueError, KeyError, TypeError):
            pass
        found.drop()
        return cls(path=path)

    @property
    def note(self) -> Path:
        """The file that says of which version it is."""
        return self.path.with_suffix(".json")

    def headers(self) -> dict[str, str]:
        """The headers that ask for the rest of the same version, or else for all of it."""
        return {"Range": f"bytes={self.size}-", "If-Range": self.version.if_same()} if self.size else {}

    def goes_on(self, content_range: str) -> bool:
        """Whether an answer begins where this ends."""
        found = _RANGE.fullmatch(content_range)
        return bool(self.size and found and int(found.group("first")) == self.size)

    def begin(self, version: Version, *, plain: bool) -> None:
        """Begins anew; what is not sent as it is (`plain`) cannot be resumed."""
        self.drop()
        self.path.touch()
        if plain:
            self.note.write_text(json.dumps({"modified": version.modified, "etag": version.etag}), encoding="utf-8")

    def drop(self) -> None:
        """Forgets it."""
        with writing(self.path):
            self.path.unlink(missing_ok=True)
            self.note.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the system refuses into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: not written ({reason(error)})") from error


def seconds(words: str) -> float | None:
    """A date of HTTP as seconds since 1970."""
    try:
        return parsedate_to_datetime(words).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
