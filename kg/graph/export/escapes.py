"""Words of documents in forms that another program reads: what it would take for more than words is made harmless.

A spreadsheet runs what looks like a formula, Markdown makes links and HTML of signs, a terminal obeys control
characters. Each has one function here, and whoever writes such a form calls it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import IO

MARK = "'"
_FORMULA = re.compile(r"['=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_MARKDOWN = re.compile(r"([\\`*{}\[\]<>#|~$&]|(?<!\w)_|_(?!\w))")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class CsvWriter:
    """Writes rows as CSV (RFC 4180); `plain` leaves words as they are that a spreadsheet would run as a formula."""

    def __init__(self, file: IO[str], *, plain: bool = False) -> None:
        self.writer, self.plain = csv.writer(file), plain

    def writerow(self, row: Iterable[object]) -> None:
        """Writes one row."""
        self.writer.writerow(row if self.plain else map(guarded, row))

    def writerows(self, rows: Iterable[Iterable[object]]) -> None:
        """Writes several rows."""
        for row in rows:
            self.writerow(row)


def guarded(cell: object) -> object:
    """The cell, and where its words begin as a formula does, or with `'` itself, a `'` before them.

    So the words come back whole where one `'` is taken from the beginning. Numbers stay, negative ones too.

    >>> guarded("=1+1"), guarded("-5"), guarded("－甲")
    ("'=1+1", '-5', "'－甲")
    """
    formula = isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return f"{MARK}{cell}" if formula else cell


def markdown(words: object) -> str:
    """Words with the signs escaped that Markdown reads as marks, on one line.

    >>> markdown("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    return _MARKDOWN.sub(r"\\\1", re.sub(r"\s+", " ", str(words)))


def visible(words: object) -> str:
    """Words for a terminal: what would steer it, turn the order of signs, or is no character, shown as an escape.

    Line breaks and tabs stay.

    >>> visible("a\\x1b[31m\u202eb")
    'a\\\\x1b[31m\\\\u202eb'
    """
    return _CONTROL.sub(lambda found: _escape(ord(found[0])), str(words))


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
