"""Finding things by what they are called, documents by symbol or file, and claims by their words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from kg.web.index.index import Index
from kg.web.index.tokens import expression, folded

MOST_NAMES, MOST_CLAIMS = 20, 20
LOOKED_AT = 400
"""So many entries with the words are ranked; words that more have are not words to search for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing that was found: its IRI, and the name that has the words."""

    iri: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClaim:
    """A claim whose words were found: its document and its characters."""

    document: str
    start: int
    end: int
    words: str
    claimant: str
    act: str


def names(index: Index, words: str, kind: str = "", most: int = MOST_NAMES) -> list[Found]:
    """The things that bear the words in a name, of a class where given.

    Whole names come first, then what begins with the words; of these preferred names and those used most.
    """
    asked = expression(words)
    if not asked:
        return []
    rows = index.rows(
        "SELECT entry.thing, entry.form, entry.preferred,"
        " (SELECT COUNT(*) FROM entry_in WHERE entry_in.entry = entry.id)"
        " FROM entry_text JOIN entry ON entry.id = entry_text.rowid WHERE entry_text MATCH ? LIMIT ?",
        asked,
        LOOKED_AT,
    )
    wanted = folded(words)
    best: dict[int, tuple[tuple[int, int, int, int, str], str]] = {}
    for thing, form, preferred, uses in rows:
        name = folded(form)
        nearness = 0 if name == wanted else 1 if name.startswith(wanted) else 2
        rank = nearness, -preferred, -uses, len(form), form
        if thing not in best or rank < best[thing][0]:
            best[thing] = rank, form
    ordered = sorted(best, key=lambda thing: (best[thing][0], thing))
    found = (Found(iri=index.iri(thing), form=best[thing][1]) for thing in ordered)
    fitting = (one for one in found if index.kinds(one.iri) and (not kind or kind in index.kinds(one.iri)))
    return list(islice(fitting, most))


def claims(index: Index, words: str, most: int = MOST_CLAIMS) -> list[FoundClaim]:
    """Claims whose quoted words hold these, in the order of the documents' graphs."""
    asked = expression(words)
    if not asked:
        return []
    rows = index.rows(
        "SELECT graph.iri, claim.start, claim.end, claim.words, claim.act || claim.compliance,"
        " (SELECT thing FROM role WHERE role.claim = claim.id AND role.role = 'claimant')"
        " FROM claim_text JOIN claim ON claim.id = claim_text.rowid JOIN graph ON graph.id = claim.graph"
        " WHERE claim_text MATCH ? LIMIT ?",
        asked,
        most,
    )
    return [
        FoundClaim(document=document, start=start, end=end, words=said, claimant=index.iri(who), act=act)
        for document, start, end, said, act, who in rows
    ]
