"""Which agreements a mention leans on: that declaration, these three documents, the second of them, the latter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.linking.agreement_words import counted
from kg.linking.links import Where
from kg.model.mention import Annotated, Kind, Mention

POINTER, PLURAL, QUANTITY, ORDINAL, LATTER, BARE = "pointer", "plural", "quantity", "ordinal", "latter", "bare"
NEAR, NEXT = 3, 1  # how many sentences back a demonstrative and a bare noun reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedents:
    """The agreements found for a mention; with none of them, what they could be and whether that is worth a report."""

    keys: tuple[str, ...] = ()
    could_be: tuple[str, ...] = ()


def leans(mention: Mention) -> bool:
    """Whether the mention means agreements that were named just before it."""
    return bool({POINTER, PLURAL, LATTER, BARE} & mention.slots.keys())


def lean(
    item: Annotated, mention: Mention, keys: Mapping[Where, tuple[str, ...]], fits: Callable[[str], bool]
) -> Antecedents:
    """The agreements that a leaning mention stands for, of those named a few sentences before it that `fits` admits.

    The nearest sentence that names fitting ones decides: a singular needs one, a plural several, a number as many.
    """
    reach = NEXT if BARE in mention.slots or LATTER in mention.slots else NEAR
    groups = _by_sentence(item, mention, keys, fits, reach)
    if LATTER in mention.slots:
        return _latter(groups)
    quantity = counted(item, mention, QUANTITY)
    if quantity is not None:
        return _so_many(groups, quantity)
    if PLURAL in mention.slots:
        return _several(groups)
    found = _distinct(groups[-1]) if groups else ()
    last = groups[-1][-1] if groups and BARE in mention.slots else found
    return Antecedents(keys=last if len(last) == 1 else (), could_be=found)


def _distinct(group: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The agreements of a sentence, each once."""
    return tuple(dict.fromkeys(key for keys in group for key in keys))


def _latter(groups: Sequence[Sequence[tuple[str, ...]]]) -> Antecedents:
    """The last of several agreements named in one sentence."""
    named = _distinct(groups[-1]) if groups else ()
    return Antecedents(keys=named[-1:] if len(named) > 1 else (), could_be=named)


def _several(groups: Sequence[Sequence[tuple[str, ...]]]) -> Antecedents:
    """The agreements of the nearest sentence that names several."""
    several = [named for group in groups if len(named := _distinct(group)) > 1]
    return Antecedents(keys=several[-1] if several else (), could_be=_distinct(groups[-1]) if groups else ())


def _so_many(groups: Sequence[Sequence[tuple[str, ...]]], quantity: int) -> Antecedents:
    """The agreements last named, if going back mention by mention gives just so many."""
    found: dict[str, None] = {}
    for keys in reversed([keys for group in groups for keys in group]):
        found.update(dict.fromkeys(keys))
        if len(found) >= quantity:
            break
    named = tuple(sorted(found))
    return Antecedents(keys=named if len(named) == quantity else (), could_be=named)


def _by_sentence(
    item: Annotated,
    mention: Mention,
    keys: Mapping[Where, tuple[str, ...]],
    fits: Callable[[str], bool],
    reach: int,
) -> list[list[tuple[str, ...]]]:
    """What the mentions before stand for, by sentence, for those sentences in reach that name something fitting."""
    starts = [sentence.span.start for sentence in item.sentences]
    here = bisect_right(starts, mention.span.start) - 1
    groups: dict[int, list[tuple[str, ...]]] = {}
    for other, named in named_before(item, mention, keys):
        place = bisect_right(starts, other.span.start) - 1
        if here - place > reach:
            break
        if fitting := tuple(key for key in named if fits(key)):
            groups.setdefault(place, []).append(fitting)
    return [groups[place][::-1] for place in sorted(groups)]


def named_before(
    item: Annotated, mention: Mention, keys: Mapping[Where, tuple[str, ...]]
) -> Iterator[tuple[Mention, tuple[str, ...]]]:
    """The part's earlier mentions of agreements and what they stand for, the nearest first."""
    first = bisect_left(item.mentions, mention.span.start, key=lambda other: other.span.start)
    for place in range(first - 1, -1, -1):
        other = item.mentions[place]
        if other.kind is Kind.AGREEMENT and (found := keys.get((item.part.order, other.span))):
            yield other, found
