"""How a graph changes: its ties by year, month or document, and which pairs come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.analysis.networks.measures import reciprocity, simple
from kg.analysis.networks.network import Network, Tie, part_of, ties_of
from kg.errors import QueryError

WINDOWS = ("year", "month", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The part of a network that falls into a year, a month or a document; `name` is "" for what has no date.

    `come` and `gone` are the pairs that the window before has not, and those that only it has; none without a date.
    """

    name: str
    network: Network
    come: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]

    @property
    def pairs(self) -> int:
        """How many pairs are tied."""
        return simple(self.network.graph).size()

    @property
    def reciprocity(self) -> float | None:
        """The share of ties that are returned within the window."""
        return reciprocity(self.network.graph)


def windows(network: Network, by: str) -> tuple[Window, ...]:
    """The network's windows in order of time; one without ties is none. Raises QueryError for an unknown kind."""
    if by not in WINDOWS:
        raise QueryError(f"{by!r} is no window; choose one of {', '.join(WINDOWS)}")
    key = _keys(network, by)
    groups: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties_of(network.graph):
        groups.setdefault(key(tie), []).append(tie)
    made: list[Window] = []
    before: set[tuple[str, str]] = set()
    for wanted in sorted(groups, key=lambda one: (not one[0], one)):
        part = part_of(network, groups[wanted])
        now = set(simple(part.graph).edges) if wanted[0] or by == "document" else before
        come, gone = tuple(sorted(now - before)), tuple(sorted(before - now))
        made.append(Window(name=wanted[1], network=part, come=come if made else (), gone=gone))
        before = now
    return tuple(made)


def _keys(network: Network, by: str) -> Callable[[Tie], tuple[str, str, str]]:
    """What tells a tie's window: its day (of a document, the first on which it says something), name and document."""
    if by != "document":
        length = {"year": 4, "month": 7}[by]
        return lambda tie: (tie.date[:length], tie.date[:length], "")
    first: dict[str, str] = {}
    for tie in ties_of(network.graph):
        first[tie.document] = min(first.get(tie.document, tie.said), tie.said)
    return lambda tie: (first[tie.document], tie.symbol or tie.file, tie.document)
