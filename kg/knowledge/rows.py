"""Signs in a row that a text must hold for an expression to match in it.

Names in a foreign tongue are written with some five hundred signs, of which each text holds some, but few lines hold
two in a row with which no common word begins. That is asked once of a text for all expressions that speak of such
names, before any of them is tried.
"""

from __future__ import annotations

from functools import lru_cache

from kg.knowledge.first_signs import guarded
from kg.knowledge.needs import FEW
from kg.knowledge.pattern_reader import GROUPS, READ, Cursor, UnreadableError

NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=READ)
def rows(pattern: str) -> tuple[str, ...]:
    """Expressions of rows that stand in each match of a pattern; none of a pattern that cannot be read.

    Each is a sign of many, unless something begins with it that is no name, twice.

    >>> signs = "(?:(?!的话)[一-佰])"
    >>> rows(f"在(?P<name>{signs}{{2,8}})村|{signs}+{signs}{{3}}")
    ('(?:(?!的话)[一-佰]){2}',)
    >>> rows(f"在{signs}{{2,8}}村|甲村"), rows(f"在{signs}+村"), rows("在[甲乙]{2,8}村")
    ((), (), ())
    """
    try:
        reader = _Reader(pattern)
        found = reader.branches()
        reader.end()
    except (UnreadableError, RecursionError):
        return ()
    return tuple(sorted(map(guarded, found)))


class _Reader(Cursor):
    """Reads the rows of an expression."""

    def branches(self) -> frozenset[str]:
        """Those in each match of what stands up to the next bracket that closes."""
        return frozenset.intersection(*self.each(self.branch))

    def branch(self) -> frozenset[str]:
        found = NONE
        while self.goes_on():
            begun = self.at
            inner = self.atom()
            written = self.pattern[begun : self.at]
            least, _, _ = self.quantifier()
            if least:
                found |= inner
            if least > 1 and _is_one_of_many(written):
                found |= {f"{written}{{2}}"}
        return found

    def atom(self) -> frozenset[str]:
        opening = self.pattern[self.at]
        if opening == "[":
            self.signs()
        elif opening != "(":
            self.sign()
        elif not self.is_back():
            return _in_group(self.group_here())
        return NONE


@lru_cache(maxsize=GROUPS)
def _in_group(written: str) -> frozenset[str]:
    reader = _Reader(written)
    opening = reader.opening()
    found = reader.branches()
    reader.close()
    return NONE if opening == "no" else found


@lru_cache(maxsize=GROUPS)
def _is_one_of_many(written: str) -> bool:
    """Whether a group is a sign of many, unless something begins with it."""
    reader = Cursor(written)
    if not written.startswith("(?:(?!"):
        return False
    reader.opening()
    reader.group_here()
    if not reader.pattern.startswith("[", reader.at):
        return False
    _, listed = reader.signs()
    return len(listed) > FEW and reader.pattern[reader.at :] == ")"
