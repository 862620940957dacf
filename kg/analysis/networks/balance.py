"""Structural balance: whether the friends of friends are friends, in the triads of a signed graph.

Heider's balance as Cartwright and Harary put it for graphs: a triad is balanced if the product of its signs is
positive, that is, with three favourable pairs or with one (two agree against a third).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.analysis.networks.measures import majority
from kg.analysis.networks.network import MultiGraph, ties_of

KINDS = ("+++", "++-", "+--", "---")


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three nodes in order of their IRIs, each pair with one sign: `signs` of first-second, first-third, second-third.

    `kind` is one of KINDS: the signs, favourable ones first.
    """

    nodes: tuple[str, str, str]
    signs: tuple[int, int, int]

    @property
    def kind(self) -> str:
        """The signs without regard to whose they are."""
        return KINDS[self.signs.count(-1)]

    @property
    def balanced(self) -> bool:
        """Whether the product of the signs is positive."""
        return self.signs.count(-1) % 2 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The triads of a graph, how many of each kind, and the pairs whose claims are as many against as for.

    `share` is that of balanced triads, None where there is no triad.
    """

    triads: tuple[Triad, ...]
    counts: tuple[tuple[str, int], ...]
    undecided: tuple[tuple[str, str], ...]
    share: float | None


def pair_signs(graph: MultiGraph) -> dict[tuple[str, str], int]:
    """One sign for each pair with signed claims, whoever makes them: that of most of them, 0 for as many of both."""
    claims: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for tie in ties_of(graph):
        if tie.sign and tie.source != tie.target:
            pair = (tie.source, tie.target) if tie.source < tie.target else (tie.target, tie.source)
            claims.setdefault(pair, set()).add((tie.evidence, tie.sign))
    signs = {pair: Counter(sign for _, sign in found) for pair, found in sorted(claims.items())}
    return {pair: majority(number[1], number[-1]) for pair, number in signs.items()}


def balance(graph: MultiGraph) -> Balance | None:
    """The balance of a graph; None where it has no meaning, as all pairs with a sign have the same one.

    A pair whose claims are as many against as favourable has no sign and is left out.
    """
    signs = pair_signs(graph)
    if not {-1, 1} <= set(signs.values()):
        return None
    triads = tuple(_triads(signs))
    counts = Counter(triad.kind for triad in triads)
    return Balance(
        triads=triads,
        counts=tuple((kind, counts[kind]) for kind in KINDS),
        undecided=tuple(pair for pair, sign in signs.items() if not sign),
        share=round(sum(triad.balanced for triad in triads) / len(triads), 4) if triads else None,
    )


def _triads(signs: Mapping[tuple[str, str], int]) -> Iterator[Triad]:
    near: dict[str, set[str]] = {}
    for (first, second), sign in signs.items():
        if sign:
            near.setdefault(first, set()).add(second)
    for first in sorted(near):
        for second in sorted(near[first]):
            for third in sorted(near[first] & near.get(second, set())):
                pairs = (first, second), (first, third), (second, third)
                yield Triad(nodes=(first, second, third), signs=(signs[pairs[0]], signs[pairs[1]], signs[pairs[2]]))
