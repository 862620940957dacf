"""What a linker finds: the places where entities are meant, a value on which the linkers after it build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Generic, TypeVar

from kg.model.frozen import dataclass
from kg.model.mention import Evidence, Kind
from kg.model.text import Problem, Span

Where = tuple[int, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place where an entity is meant; its `words` are one of the entity's names where they are `named`.

    One without evidence is meant by no words of its own: by a catalogue, or as the body whose a post is.

    `name` is the preferred name of what the lexicon lacks, `owners` are the keys of the actors that it belongs to. The
    lexicon tells the kind before the link does; where neither does, nothing is linked.
    """

    key: str
    kind: Kind | None
    evidence: Evidence | None
    words: str
    named: bool = True
    name: str | None = None
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links in the order in which they were found, and by part and span what each mention stands for.

    `keys` are the entities that it means, `owners` those whose names stand inside it.
    """

    links: tuple[Link, ...] = ()
    keys: Mapping[Where, tuple[str, ...]] = field(default_factory=dict, hash=False)
    owners: Mapping[Where, tuple[str, ...]] = field(default_factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referents(Generic[T]):
    """The things of one kind that a document names, by key, and by part and span the keys that a mention stands for."""

    things: tuple[T, ...]
    keys: Mapping[Where, tuple[str, ...]]
    problems: tuple[Problem, ...]


def merge(*several: Links) -> Links:
    """All links as one value; of two that say what a mention stands for, the later one holds."""
    keys, owners = dict[Where, tuple[str, ...]](), dict[Where, tuple[str, ...]]()
    for one in several:
        keys.update(one.keys)
        owners.update(one.owners)
    return Links(
        links=tuple(link for one in several for link in one.links),
        keys=keys,
        owners=owners,
        problems=tuple(problem for one in several for problem in one.problems),
    )
