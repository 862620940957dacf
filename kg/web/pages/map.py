"""The page of the map: places that have coordinates, each as those who speak of it call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.web.render import render
from kg.web.sides.map_chart import Mark, map_chart
from kg.web.sides.places import Site, sites
from kg.web.view import View

WORLD = "vendor/world/world.svg"
LISTED = 400
"""Places that the list below the map holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place in the list: its page, name, and by side the forms that it uses with how often."""

    href: str
    name: str
    differing: bool
    mentions: int
    sides: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]


def map_page(view: View, asked: Mapping[str, str]) -> str:
    """The page; `asked` may give a side (`by`, an IRI) whose names the map is to show, and `differing`."""
    every = sites(view)
    by = view.index.number(asked.get("by", ""))
    only = bool(asked.get("differing"))
    found = [one for one in every if one.differing or not only]
    placed = view.index.totals("thing").get("Place", 0)
    return render(
        view,
        "map",
        tab="map",
        by=asked.get("by", "") if by else "",
        by_name=view.number(by),
        only=only,
        users=[(view.index.iri(side), view.number(side), number) for side, number in _users(every)],
        chart=map_chart([_mark(view, one, by) for one in found], view.links.asset(WORLD), view.say("map_title")),
        rows=[_row(view, one) for one in found[:LISTED]],
        more=max(0, len(found) - LISTED),
        without=max(0, placed - len(every)),
    )


def _users(every: tuple[Site, ...]) -> list[tuple[int, int]]:
    """The sides that name any of the places, with how many, those first that name most."""
    numbers: dict[int, int] = {}
    for site in every:
        for side in {use.side for use in site.uses if use.side}:
            numbers[side] = numbers.get(side, 0) + 1
    return sorted(numbers.items(), key=lambda one: (-one[1], one[0]))


def _mark(view: View, site: Site, by: int) -> Mark:
    """A place on the map, by the name of a side or, without one, by its name in the language of the page."""
    forms = site.called_by(by) if by else (view.number(site.place),)
    uses = (
        view.say("map_use", form=use.form, who=view.number(use.side) if use.side else view.say("the_record"),
                 number=use.number)
        for use in site.uses[:12]
    )  # fmt: skip
    return Mark(
        longitude=site.longitude,
        latitude=site.latitude,
        name=forms[0] if forms else "",
        words=view.say("map_place", name=view.number(site.place), uses=view.say("semicolon").join(uses)),
        href=view.link(site.place),
        mentions=site.mentions,
        differing=site.differing,
    )


def _row(view: View, site: Site) -> Row:
    by_side: dict[int, list[tuple[str, int]]] = {}
    for use in site.uses:
        by_side.setdefault(use.side, []).append((use.form, use.number))
    return Row(
        href=view.link(site.place),
        name=view.number(site.place),
        differing=site.differing,
        mentions=site.mentions,
        sides=tuple(
            (view.number(side) if side else view.say("the_record"), view.link(side) if side else "", tuple(forms))
            for side, forms in by_side.items()
        ),
    )
