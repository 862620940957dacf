"""The alphabet of masked text: the letter, of the private area, that stands for a mention of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.model.mention import Kind

_FIRST = 0xE000
_KINDS = tuple(Kind)
# Slots that mean one kind in patterns of names and in rules of sentences alike.
ONE_KIND: Mapping[str, frozenset[Kind]] = {
    "person": frozenset({Kind.PERSON}),
    "organization": frozenset({Kind.ORGANIZATION}),
    "force": frozenset({Kind.FORCE}),
    "group": frozenset({Kind.GROUP}),
    "post": frozenset({Kind.POST}),
    "agreement": frozenset({Kind.AGREEMENT}),
    "provision": frozenset({Kind.PROVISION}),
    "date": frozenset({Kind.DATE}),
    "count": frozenset({Kind.COUNT}),
    "symbol": frozenset({Kind.SYMBOL}),
}


@lru_cache(maxsize=512)
def letter(kinds: frozenset[Kind]) -> str:
    """The letter that stands for a name of these kinds (of one or two kinds; of more, only the first two count).

    >>> letter(frozenset({Kind.STATE})) == letter(frozenset({Kind.PLACE}))
    False
    """
    places = [place for place, kind in enumerate(_KINDS) if kind in kinds][:2]
    first, last = (places[0], places[-1]) if places else (len(_KINDS), len(_KINDS))
    return chr(_FIRST + first * (len(_KINDS) + 1) + last)


LETTERS: Mapping[Kind, str] = {kind: letter(frozenset({kind})) for kind in Kind}


@lru_cache(maxsize=64)
def letters(kinds: frozenset[Kind], *, ambiguous: bool = False) -> str:
    """The letters of names of one of these kinds, as the inside of a character class.

    With `ambiguous` also those of names that may be of another kind as well.
    """
    wanted = (frozenset({one, other}) for one in kinds for other in (Kind if ambiguous else (one,)))
    return "".join(sorted({letter(pair) for pair in wanted}))
