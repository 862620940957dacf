"""The places that have coordinates, and what each side calls them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.namespaces import GEO
from kg.web.index.index import placeholders
from kg.web.sides.folding import side_numbers
from kg.web.view import View

_POINT = re.compile(r"\s*POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)\s*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A form of a name in the words of a side (0: of the record itself), and how often it stands there."""

    form: str
    side: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place by its number in the index: longitude and latitude in degrees, and its names, the commonest first.

    `differing` says that two sides call it by no common form.
    """

    place: int
    longitude: float
    latitude: float
    uses: tuple[Use, ...]
    differing: bool

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return sum(use.number for use in self.uses)

    def called_by(self, side: int) -> tuple[str, ...]:
        """The forms of one side, the commonest first."""
        return tuple(use.form for use in self.uses if use.side == side)


def point(wkt: str) -> tuple[float, float] | None:
    """Longitude and latitude of a point in well-known text, None for what is none.

    >>> point("POINT(-56.18816 -34.90328)")
    (-56.18816, -34.90328)
    >>> point("POINT(200 10)") is point("LINESTRING(1 2, 3 4)") is None
    True
    """
    found = _POINT.fullmatch(wkt)
    if not found:
        return None
    longitude, latitude = float(found[1]), float(found[2])
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def sites(view: View) -> tuple[Site, ...]:
    """All places with coordinates that documents name, those first that are named most."""
    return view.index.remembered(("sites",), lambda: _sites(view))


def _sites(view: View) -> tuple[Site, ...]:
    points = _points(view)
    uses = _uses(view, points)
    found = [
        Site(place=place, longitude=x, latitude=y, uses=uses[place], differing=_differ(uses[place]))
        for place, (x, y) in points.items()
        if place in uses
    ]
    return tuple(sorted(found, key=lambda one: (-one.mentions, one.place)))


def _points(view: View) -> Mapping[int, tuple[float, float]]:
    """Longitude and latitude by the number of the place."""
    inner = view.store.inner
    geometries = {
        (quad.subject.value, quad.object)
        for quad in inner.quads_for_pattern(None, ox.NamedNode(str(GEO.hasGeometry)), None, None)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    found: dict[int, tuple[float, float]] = {}
    for place, geometry in sorted(geometries, key=str):
        where = point(view.lookup.first(geometry.value, GEO.asWKT))
        if where and "Place" in view.index.kinds(place):
            found.setdefault(view.index.number(place), where)
    return found


def _uses(view: View, places: Mapping[int, object]) -> dict[int, tuple[Use, ...]]:
    homes = side_numbers(view)
    numbers: defaultdict[int, defaultdict[tuple[str, int], int]] = defaultdict(lambda: defaultdict(int))
    asked = [*places]
    rows = view.index.rows(
        "SELECT thing, words, voice, COUNT(*) FROM mention"
        f" WHERE thing IN ({placeholders(asked)}) GROUP BY thing, words, voice",
        *asked,
    )
    for place, form, voice, number in rows:
        numbers[place]["".join(form.split()), homes.get(voice, voice or 0)] += number
    return {
        place: tuple(
            Use(form=form, side=side, number=number)
            for (form, side), number in sorted(held.items(), key=lambda one: (-one[1], one[0]))
        )
        for place, held in numbers.items()
    }


def _differ(uses: tuple[Use, ...]) -> bool:
    forms: defaultdict[int, set[str]] = defaultdict(set)
    for use in uses:
        if use.side:
            forms[use.side].add(use.form)
    sides = list(forms.values())
    return any(not one & other for place, one in enumerate(sides) for other in sides[place + 1 :])
