"""Symbols of United Nations documents as people write them: one form for comparing, ranges, files of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

from kg.errors import SymbolError, quoted
from kg.files import reason

LARGEST_RANGE = 1000
_CHINESE = {"增编": "Add.", "订正": "Rev.", "修订": "Rev.", "更正": "Corr.", "续会": "Resumption", "复会": "Resumption"}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_INVISIBLE = regex.compile(r"[\p{Cf}\s]+")
_SUFFIX = regex.compile("|".join(_CHINESE))
_SYMBOL = regex.compile(r"[A-Z][A-Za-z0-9.-]*(?:/[A-Za-z0-9][A-Za-z0-9.-]*(?:\([A-Za-z0-9-]+\))?)+")
_JOINT = regex.compile(r"(?<=[0-9)])-(?=[A-Z]+/)")
_RANGE = regex.compile(r"(?P<before>.*[^0-9])(?P<first>[0-9]{1,9})-(?P<last>[0-9]{1,9})")


def plain(symbol: str) -> str:
    """A symbol in the form that its English documents print, without blanks.

    >>> plain("Ｓ／２０１５／１２３／更正１"), plain("S/PV.4999 (Resumption 1)*"), plain("S/PV.4999（续会1）")
    ('S/2015/123/Corr.1', 'S/PV.4999(Resumption1)', 'S/PV.4999(Resumption1)')
    """
    words = unicodedata.normalize("NFKC", symbol).translate(_DASHES)
    return _SUFFIX.sub(lambda found: _CHINESE[found.group()], _INVISIBLE.sub("", words)).rstrip("*")


def key(symbol: str) -> str:
    """What two forms of one symbol have in common, and no two symbols.

    >>> key("s/pv.9132") == key("S/PV.9132 ")
    True
    """
    return plain(symbol).casefold()


def parted(symbol: str) -> tuple[str, ...]:
    """The symbols of a document that is issued under several.

    >>> parted("A/77/611-S/2022/900"), parted("A/ES-10/PV.3")
    (('A/77/611', 'S/2022/900'), ('A/ES-10/PV.3',))
    """
    return tuple(_JOINT.split(symbol.translate(_DASHES)))


def expanded(words: str) -> tuple[str, ...]:
    """The symbols that a symbol or a range of them stands for; raises SymbolError for what is neither.

    >>> expanded("S/PV.9130-9132")
    ('S/PV.9130', 'S/PV.9131', 'S/PV.9132')
    >>> expanded("A/77/611")
    ('A/77/611',)
    """
    symbol = plain(words)
    if found := _RANGE.fullmatch(symbol):
        before, first, last = found.group("before"), int(found.group("first")), int(found.group("last"))
        if not 0 <= last - first < LARGEST_RANGE:
            what = f"a range goes from a number up to a higher one, and holds at most {LARGEST_RANGE} symbols"
            raise SymbolError(f"{quoted(words)}: {what}")
        return tuple(_checked(f"{before}{number}", words) for number in range(first, last + 1))
    return tuple(_checked(one, words) for one in parted(symbol))


def _checked(symbol: str, words: str) -> str:
    if not _SYMBOL.fullmatch(symbol) or not any(map(str.isdigit, symbol)):
        raise SymbolError(f"{quoted(words)} is no symbol; write it as S/PV.9132, A/77/611 or S/PV.9130-9140")
    return symbol


def read_symbols(path: Path) -> tuple[str, ...]:
    """The symbols of a file: one or a range on a line, what follows `#` is a comment; raises SymbolError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SymbolError(f"{path}: is not UTF-8 (at byte {error.start}); save the list of symbols in UTF-8") from None
    except (OSError, ValueError) as error:
        raise SymbolError(f"{path}: cannot be read: {reason(error)}") from error
    return once(_of_lines(path, text.splitlines()))


def _of_lines(path: Path, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if words := line.partition("#")[0].strip():
            try:
                yield from expanded(words)
            except SymbolError as error:
                raise SymbolError(f"{path}: line {number}: {error}") from None


def once(symbols: Iterable[str]) -> tuple[str, ...]:
    """The symbols, each once, in their order."""
    kept: dict[str, str] = {}
    for symbol in symbols:
        kept.setdefault(key(symbol), symbol)
    return tuple(kept.values())
