"""The search index of a site: small JSON files, of which a browser reads those that its words need.

`grams/N.json` says which entries hold a character or a pair of them, `entries/N.json` what some entries are. Entries
are the names of things, those mentioned most first, then the words of claims.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import regex

from kg.structure.script import simplified_sign
from kg.web.index.tokens import folded
from kg.web.listing import kinds_of
from kg.web.pages.words import act_word
from kg.web.view import View

SHARDS = 256
CHUNK = 100
"""Entries of a file."""
FOUND_BY_ONE = 400
"""So many entries a single character leads to: more than are shown have it."""
IDEOGRAPHS = range(0x4E00, 0xA000)
_SIGNS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")

Entry = tuple[str, str, str]
"""What was found: its words, what it is, and the address of its page or place, relative to the language's folder."""


def plain(words: str) -> str:
    """Words as they are searched for: folded, letters and digits alone.

    >>> plain("Ｓ/1995 蒂溫察")
    's1995蒂温察'
    """
    return _SIGNS.sub("", folded(words))


def grams(words: str) -> set[str]:
    """The characters and the pairs of characters of plain words."""
    return {*words, *(words[at : at + 2] for at in range(len(words) - 1))}


def shard(gram: str) -> int:
    """The number of the file that a gram stands in; the browser's module reckons the same."""
    first, *second = map(ord, gram)
    return (first * 31 + sum(second)) % SHARDS


def entries(view: View) -> Iterator[Entry]:
    """All entries of a language, in the order in which they are ranked."""
    named = view.index.rows(
        "SELECT thing.iri, entry.form, (SELECT COUNT(*) FROM mention WHERE mention.thing = thing.id) AS times"
        " FROM entry JOIN thing ON thing.id = entry.thing"
        " GROUP BY thing.iri, entry.form ORDER BY times DESC, thing.iri, entry.form"
    )
    for iri, form, _ in named:
        if href := view.links.thing(iri):
            name = view.name(iri)
            kinds = kinds_of(view, iri)
            yield form, kinds if form == name else f"{name} · {kinds}", href
    claims = view.index.rows(
        "SELECT thing.iri, act, compliance, words, start, end, graph.iri, role.thing FROM claim"
        " JOIN thing ON thing.id = claim.thing JOIN graph ON graph.id = claim.graph"
        " LEFT JOIN role ON role.claim = claim.id AND role.role = 'claimant'"
        " WHERE words != '' ORDER BY graph.iri, start, thing.iri"
    )
    for _, act, compliance, words, start, end, document, claimant in claims:
        if href := view.links.place(document, start, end):
            told = {"who": view.number(claimant), "act": act_word(view, act or compliance)}
            yield words, view.say("says_in", **told, document=view.name(document)), href


def write_shards(folder: Path, found: Iterator[Entry]) -> int:
    """Writes the index of a language into a folder; gives the number of entries."""
    holding: dict[str, list[int]] = {}
    used: set[str] = set()
    chunk: list[Entry] = []
    number = -1
    for number, entry in enumerate(found):
        words = plain(entry[0])
        used.update(words)
        for gram in grams(words):
            holding.setdefault(gram, []).append(number)
        chunk.append(entry)
        if len(chunk) == CHUNK:
            _write(folder / "entries" / f"{number // CHUNK}.json", chunk)
            chunk = []
    if chunk:
        _write(folder / "entries" / f"{number // CHUNK}.json", chunk)
    shards: dict[int, dict[str, list[int]]] = {one: {} for one in range(SHARDS)}
    for gram, numbers in sorted(holding.items()):
        shards[shard(gram)][gram] = numbers[:FOUND_BY_ONE] if len(gram) == 1 else numbers
    for one, made in shards.items():
        _write(folder / "grams" / f"{one}.json", made)
    _write(folder / "fold.json", traditional(used))
    return number + 1


def traditional(used: set[str]) -> Mapping[str, str]:
    """The traditional characters for the simplified ones that are used: browsers do not know them.

    >>> traditional({"国"})["國"]
    '国'
    """
    pairs = ((chr(code), simplified_sign(chr(code))) for code in IDEOGRAPHS)
    return {sign: simple for sign, simple in pairs if simple != sign and simple in used}


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
