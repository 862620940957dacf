"""The gazetteer: the file's bytes, its towns by name and country, and the links of the lexicon's states and towns."""

from __future__ import annotations

import gzip
import importlib.util
import sys

import pytest
from builders.knowledge import lexicon
from builders.places import ROOT

from kg.knowledge.gazetteer import LARGE, Gazetteer, gazetteer, gazetteer_file, location, with_towns
from kg.knowledge.lexicon import fold
from kg.knowledge.world import located
from kg.model.mention import Kind
from kg.model.text import Span

LINES = (
    "1\t甲林塔|甲林城\tGalinta\tAA\t1.00000\t2.00000\t900",
    "2\t甲林塔\tGalinta\tBB\t3.00000\t4.00000\t800",
    "3\t乌勒多\tUldo\tAA\t5.00000\t-6.00000\t200000",
    "4\t乌勒多姆\tUldom\tAA\t7.00000\t8.00000\t700",
)
TOWNS = Gazetteer(LINES)


def script():
    spec = importlib.util.spec_from_file_location("write_gazetteer", ROOT / "models" / "gazetteer" / "write.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_longest_name_stands_where_it_says():
    text = "在乌勒多姆和甲林塔"
    assert list(TOWNS.spans(text)) == [Span(1, 5), Span(6, 9)]
    assert [text[s.start : s.end] for s in TOWNS.spans(text)] == ["乌勒多姆", "甲林塔"]


@pytest.mark.parametrize(
    ("name", "named", "numbers"),
    [
        ("甲林塔", {"AA"}, ["1"]),
        ("甲林塔", {"AA", "BB"}, ["1", "2"]),
        ("甲林塔", set(), ["1", "2"]),
        ("乌勒多", set(), ["3"]),
        ("乌勒多姆", set(), []),
        ("乌勒多姆", {"AA"}, ["4"]),
        ("丁市", {"AA"}, []),
    ],
)
def test_the_countries_named_tell_which_town_is_meant(name, named, numbers):
    assert [town.number for town in TOWNS.meant(name, named)] == numbers


def test_a_town_knows_where_it_lies():
    town = TOWNS.town("place/geonames-3")
    assert town is not None and town.key == "place/geonames-3"
    assert (town.located.number, town.located.point) == ("3", "POINT(-6.00000 5.00000)")
    assert TOWNS.town("place/ding") is None and TOWNS.town("place/geonames-99") is None


def test_the_same_rows_give_the_same_bytes():
    write = script()
    place = {"latitude": 1, "longitude": 2.5, "countrycode": "AA", "population": 900, "name": "Galinta"}
    places = [place | {"geonameid": 20, "alternatenames": ["甲林塔市", "Galinta", "林", "普通话"]},
              place | {"geonameid": 3, "alternatenames": ["戊村", "某某县"]},
              place | {"geonameid": 4, "alternatenames": ["乌勒多"], "population": 5}]  # fmt: skip
    rows = list(write.rows(places, lambda words: words, {"普通话": {"n"}}))
    assert rows == [("4", "乌勒多", "Galinta", "AA", "1.00000", "2.50000", "5"),
                    ("20", "甲林塔", "Galinta", "AA", "1.00000", "2.50000", "900")]  # fmt: skip
    assert write.pack(rows) == write.pack(tuple(rows))
    assert write.pack(rows)[4:8] == bytes(4), "no clock"


def test_the_shipped_file_is_what_its_card_says():
    lines = gzip.decompress(gazetteer_file().read_bytes()).decode().splitlines()
    names = [name for line in lines for name in line.split("\t")[1].split("|")]
    card = (gazetteer_file().parent / "README.md").read_text(encoding="utf-8")
    assert f"{len(lines):,} of them" in card and f"{len(names):,} names" in card and "CC BY 4.0" in card
    assert f"({len(located()):,} states" in card
    assert gazetteer_file().stat().st_size < 2_000_000
    assert lines == sorted(lines, key=lambda line: int(line.split("\t")[0]))
    assert min(map(len, names)) == 2 and not any(sign.isdigit() for name in names for sign in name)
    short = [line for line in lines if any(len(name) == 2 for name in line.split("\t")[1].split("|"))]
    assert all(int(line.split("\t")[6]) >= LARGE for line in short)


def test_links_are_of_things_that_the_lexicon_knows():
    known = lexicon().entries
    assert not [key for key in located() if key not in known]
    towns = {one.number for key, one in located().items() if key.startswith("place/") and one.point}
    assert not [number for number in towns if gazetteer().town(f"place/geonames-{number}")]
    states = [key for key, entry in known.items() if entry.kind is Kind.STATE and key in located()]
    assert len(states) > 190 and all(located()[key].m49 and located()[key].iso3166 for key in states)


@pytest.mark.parametrize(
    ("key", "iso3166", "m49"), [("actor/peru", "PE", "604"), ("actor/chad", "TD", "148"), ("actor/fiji", "FJ", "242")]
)
def test_a_state_has_its_codes(key, iso3166, m49):
    found = location(key)
    assert found is not None and (found.iso3166, found.m49, found.point) == (iso3166, m49, None)


def test_the_lexicon_takes_up_the_towns_of_a_document():
    towns = gazetteer()
    (town,) = towns.towns("奥尔杜巴德")
    more = with_towns(lexicon(), [town.key, "place/ding", "place/geonames-0"])
    assert more.entries[town.key].within and more.find(fold(town.chinese[0]))[0].key == town.key
    assert town.key not in lexicon().entries
    assert with_towns(lexicon(), ["place/ding"]) is lexicon()
