"""Towns of the world by their Chinese names: the shipped extract of GeoNames, read when it is first asked."""

from __future__ import annotations

import gzip
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from kg.knowledge.lexicon import CHINESE, Entry, Lexicon, fold
from kg.knowledge.world import Located, countries, located
from kg.model.mention import Kind
from kg.model.text import Span
from kg.resources import shipped

FoundT = TypeVar("FoundT")
PREFIX = "place/geonames-"
LARGE = 100_000
HEAD = 2
"""So many characters begin every name."""


def gazetteer_file() -> Path:
    """The shipped extract, a line a town (its card: models/gazetteer/README.md)."""
    return shipped("models") / "gazetteer" / "places.tsv.gz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A populated place: its number at GeoNames, its names, its country's code of ISO 3166-1, where it lies."""

    number: str
    chinese: tuple[str, ...]
    english: str
    country: str
    latitude: str
    longitude: str
    population: int

    @classmethod
    def read(cls, line: str) -> Town:
        """A town from its line."""
        number, names, english, country, latitude, longitude, population = line.split("\t")
        return cls(
            number=number,
            chinese=tuple(names.split("|")),
            english=english,
            country=country,
            latitude=latitude,
            longitude=longitude,
            population=int(population),
        )

    @property
    def key(self) -> str:
        """Its key, which no other thing has."""
        return PREFIX + self.number

    @property
    def located(self) -> Located:
        """Where it lies."""
        return Located(number=self.number, point=f"POINT({self.longitude} {self.latitude})")

    def entry(self) -> Entry:
        """The town as the lexicon would have it."""
        labels = (*((name, CHINESE) for name in self.chinese), (self.english, "en"))
        preferred = MappingProxyType({CHINESE: self.chinese[0], "en": self.english})
        within = countries().get(self.country)
        return Entry(key=self.key, kind=Kind.PLACE, labels=labels, preferred=preferred, within=within)


class Gazetteer:
    """Towns by name and number; the lines of the file, of which one becomes a town when it is asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_number: dict[str, str] = {}
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for line in lines:
            number, names, _ = line.split("\t", 2)
            self._by_number[number] = line
            for name in names.split("|"):
                by_name[fold(name)].append(number)
        self._by_name: Mapping[str, Sequence[str]] = dict(by_name)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for name in by_name:
            lengths[name[:HEAD]].add(len(name))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def town(self, key: str) -> Town | None:
        """The town of a key; None for a key of something else."""
        line = self._by_number.get(key.removeprefix(PREFIX)) if key.startswith(PREFIX) else None
        return Town.read(line) if line else None

    def towns(self, name: str) -> tuple[Town, ...]:
        """All towns that bear a name."""
        return tuple(Town.read(self._by_number[number]) for number in self._by_name.get(fold(name), ()))

    def spans(self, folded: str) -> Iterator[Span]:
        """The longest name that begins at each place of a folded text."""
        for start in range(len(folded)):
            for length in self._lengths.get(folded[start : start + HEAD], ()):
                if folded[start : start + length] in self._by_name:
                    yield Span(start, start + length)
                    break

    def meant(self, name: str, named: AbstractSet[str]) -> tuple[Town, ...]:
        """The towns that a name may mean where these countries are named: of all its bearers, those that lie there.

        Where none does, a large town that alone bears the name.
        """
        bearers = self.towns(name)
        there = tuple(town for town in bearers if town.country in named)
        return there or (bearers if len(bearers) != 1 or bearers[0].population >= LARGE else ())


@cache
def gazetteer() -> Gazetteer:
    """The shipped one."""
    with gzip.open(gazetteer_file(), "rt", encoding="utf-8") as file:
        return Gazetteer(file.read().splitlines())


def location(key: str) -> Located | None:
    """What GeoNames knows of a state, place or town."""
    if not key.startswith(PREFIX):
        return located().get(key)
    town = gazetteer().town(key)
    return town.located if town else None


def with_towns(lexicon: Lexicon, keys: Iterable[str]) -> Lexicon:
    """The lexicon with those of the keys that are towns of the gazetteer."""
    found = sorted({key for key in keys if key.startswith(PREFIX)})
    towns = {key: town.entry() for key in found if (town := gazetteer().town(key))}
    if not towns:
        return lexicon
    names: dict[str, tuple[str, ...]] = {
        fold(form): (key,) for key, entry in towns.items() for form, _ in entry.labels[:-1]
    }
    return replace(lexicon, entries=_both(lexicon.entries, towns), names=_both(lexicon.names, names))


def _both(many: Mapping[str, FoundT], few: Mapping[str, FoundT]) -> Mapping[str, FoundT]:
    """Two maps as one, of which the first holds where both have a key; neither is copied."""
    return ChainMap(*cast("tuple[dict[str, FoundT], ...]", (many, few)))  # both are only read
