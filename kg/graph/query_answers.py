"""What a query's answer is written through: it counts rows and bytes, and makes XML that parsers read.

A serializer writes a result in pieces of some kilobytes, which end anywhere. Imports nothing of this package, for the
process that answers has to start at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Row = TypeVar("Row")


class TooLargeError(Exception):
    """An answer of more rows or bytes than it may have."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """How rows show in a format: what is no sign of one (a string), what begins or ends one, and rows of a heading."""

    strings: re.Pattern[bytes] | None
    quote: bytes
    marks: tuple[bytes, ...]
    heading: int = 0


_ROWS = {
    "application/sparql-results+json": _Rows(re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL), b'"', (b"[{", b",{")),
    "application/sparql-results+xml": _Rows(None, b"", (b"<result>",)),
    "text/csv": _Rows(re.compile(rb'"[^"]*+"'), b'"', (b"\n",), 1),
    "text/tab-separated-values": _Rows(None, b"", (b"\n",), 1),
}
_PIECE = 1 << 16
_SUSPECT = bytes([*range(9), *range(11, 32), 0xEF])
"""Bytes without which there is nothing that XML cannot hold."""
_NOT_XML = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")


class Sink:
    """A file to serialize to: passes on what is written, and raises TooLargeError at the first row or byte too many."""

    def __init__(self, put: Callable[[bytes], object], kind: str, rows: int, size: int) -> None:
        self._put, self._kind, self._xml = put, _ROWS.get(kind), kind.endswith("xml")
        self._rows, self._most, self._left = -(self._kind.heading if self._kind else 0), rows, size
        self._written = bytearray()
        self._string, self._tail, self._held = b"", b"", b""

    def write(self, data: bytes) -> int:
        """Takes a piece; passes on larger ones."""
        self._written += data
        if len(self._written) >= _PIECE:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        """Does nothing: what is kept here may belong to the next piece."""

    def close(self) -> None:
        """Passes on what is left; to be called once all is written."""
        self._pass_on()
        self._put(self._held)

    def _pass_on(self) -> None:
        data = bytes(self._written)
        self._written.clear()
        if self._kind:
            self._count(data, self._kind)
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError("bytes")
        self._put(self._mended(data) if self._xml else data)

    def _count(self, data: bytes, kind: _Rows) -> None:
        plain = self._string + data
        if kind.strings:
            plain = kind.strings.sub(b"", plain)
            begun = plain.find(kind.quote)
            plain, self._string = (plain, b"") if begun < 0 else (plain[:begun], plain[begun:])
        seen = self._tail + plain
        self._rows += sum(seen.count(mark) for mark in kind.marks)
        self._tail = seen[max(0, len(seen) - len(kind.marks[0]) + 1) :]
        if self._rows > self._most:
            raise TooLargeError("rows")

    def _mended(self, data: bytes) -> bytes:
        """What XML cannot hold as U+FFFD, and a carriage return as parsers keep it; half a character is held back."""
        whole = self._held + data
        if len(whole.translate(None, _SUSPECT)) == len(whole):
            self._held = b""
            return whole
        begun = 2 if whole.endswith(b"\xef\xbf") else int(whole.endswith(b"\xef"))
        whole, self._held = whole[: len(whole) - begun], whole[len(whole) - begun :]
        return _NOT_XML.sub(_for_xml, whole)


def _for_xml(match: re.Match[bytes]) -> bytes:
    return b"&#xD;" if match[0] == b"\r" else "\ufffd".encode()


def at_most(most: int, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows; raises TooLargeError where there are more."""
    for number, row in enumerate(rows, 1):
        if number > most:
            raise TooLargeError("rows")
        yield row
