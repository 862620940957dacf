"""Words as the full-text index has them: Chinese by single characters and by pairs, others whole, all folded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from kg.structure.script import simplified_sign

_RUN = regex.compile(r"(?P<han>[\p{Han}〇]+)|(?P<word>[\p{L}\p{M}\p{N}]+)")
LONGEST_QUERY = 100
"""Characters of a query that are looked at."""


class _Simplifying(dict[int, str]):
    """Characters as simplified ones, each found out when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = simplified_sign(chr(code))
        return self[code]


_SIMPLIFYING = _Simplifying()


def folded(words: str) -> str:
    """Words as they are compared: compatible and lower-case forms alike, traditional characters as simplified ones.

    >>> folded("ＮＡＴＯ 國家")
    'nato 国家'
    """
    return unicodedata.normalize("NFKC", words).lower().translate(_SIMPLIFYING)


def _runs(words: str) -> Iterator[tuple[str, bool]]:
    """The runs of Chinese characters (True) and the other words (False), in order."""
    for match in _RUN.finditer(folded(words)):
        yield match[0], match["han"] is not None


def singles(words: str) -> str:
    """The single Chinese characters.

    >>> singles("在蒂温察 S/1995")
    '在 蒂 温 察'
    """
    return " ".join(sign for run, chinese in _runs(words) if chinese for sign in run)


def pairs(words: str) -> str:
    """The pairs of Chinese characters that follow each other, and the other words.

    >>> pairs("在蒂温察 S/1995")
    '在蒂 蒂温 温察 s 1995'
    """
    return " ".join(token for run, chinese in _runs(words) for token in (_pairs(run) if chinese else [run]))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def expression(words: str) -> str:
    """What FTS5 is asked for a person's words: each run of them as it stands, the last word by its beginning too.

    "" where there is nothing to ask for.

    >>> expression("蒂温察 S/19")
    'pairs : "蒂温 温察" AND pairs : "s 19" *'
    >>> expression("察")
    'singles : "察"'
    """
    asked = []
    runs = list(_runs(words[:LONGEST_QUERY]))
    while runs:
        run, chinese = runs.pop(0)
        if chinese:
            column, tokens = ("pairs", _pairs(run)) if len(run) > 1 else ("singles", [run])
            asked.append(f'{column} : "{" ".join(tokens)}"')
            continue
        tokens = [run]
        while runs and not runs[0][1]:
            tokens.append(runs.pop(0)[0])
        asked.append(f'pairs : "{" ".join(tokens)}"' + " *" * (not runs))
    return " AND ".join(asked)
