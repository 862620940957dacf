"""What is refused of a query before the engine sees it, and what its text tells.

The engine asks another machine where a query says SERVICE, in whatever way its parser reads that: it takes `1SERVICE`
for a number and a keyword, and `SERVICEx:y {` for a keyword and a name.
"""

from __future__ import annotations

import re

from kg.graph.query_faults import EngineError, Fault
from kg.graph.query_files import LONGEST

DEEPEST = 256
"""Brackets in brackets; the engine does not survive some thousands."""
# A backslash outside of strings makes what follows part of a name, even where that would begin a string or a comment.
_NO_KEYWORDS = re.compile(
    r"""\\.|<[^<>"{}|^`\\\s]*>|\#[^\r\n]*
    |\"{3}(?:[^"\\]|\\.?|"{1,2}(?!"))*+(?:\"{3}|\Z)|'{3}(?:[^'\\]|\\.?|'{1,2}(?!'))*+(?:'{3}|\Z)
    |"(?:[^"\\]|\\.?)*+(?:"|\Z)|'(?:[^'\\]|\\.?)*+(?:'|\Z)""",
    re.DOTALL | re.VERBOSE,
)
_PROLOGUE = re.compile(r"(?:\s*(?:BASE|PREFIX\s*[\w.-]*:))*+", re.IGNORECASE)
_NAMES = re.compile(r"[?$:]\w+")
_FROM = re.compile(r"(?<![\w:?$@.-])FROM(?=\s)", re.IGNORECASE)


def check(text: str) -> None:
    """Raises EngineError for what asks another machine, and for what the engine would not survive."""
    if len(text) > LONGEST:
        raise EngineError(Fault.LONG, f"{len(text):,} characters; a query has at most {LONGEST:,}")
    keywords = _keywords(text)
    if _asks_service(keywords):
        raise EngineError(Fault.SERVICE, "SERVICE asks another machine, and queries stay on this one; leave it out")
    if (depth := nesting(keywords)) > DEEPEST:
        raise EngineError(Fault.DEEP, f"brackets in brackets, {depth:,} deep; a query has at most {DEEPEST}")


def names_dataset(text: str) -> bool:
    """Whether a query says itself which graphs it is asked of.

    >>> names_dataset("SELECT * FROM NAMED <x:y> { ?from ?p 'FROM ' }"), names_dataset("ASK { ?from ?p 'FROM ' }")
    (True, False)
    """
    return _FROM.search(_keywords(text)) is not None


def _keywords(text: str) -> str:
    return _NO_KEYWORDS.sub(lambda match: "_" if match[0][0] == "\\" else " ", text)


def _asks_service(keywords: str) -> bool:
    """Whether SERVICE may stand before a brace, with or without SILENT, and with a name that may stick to either."""
    names_marked = _NAMES.sub("_", _PROLOGUE.sub("", keywords, count=1)).upper()
    for before in names_marked.split("{")[:-1]:
        words = before.rpartition("}")[2].rsplit(None, 3)[-3:]
        silent = words[-2:-1] and words[-2].startswith("SILENT")
        if any("SERVICE" in word for word in words[-3 if silent else -2 :]):
            return True
    return False


def nesting(text: str) -> int:
    """How deep brackets of any kind are nested.

    >>> nesting("ASK { { ?s ?p (1) } }")
    3
    """
    depth = deepest = 0
    for bracket in re.findall(r"[][(){}]", text):
        depth = depth + 1 if bracket in "[({" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
