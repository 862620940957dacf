"""Towns of the gazetteer in a document: where their names stand, what confirms them, which town a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import regex

from kg.knowledge.compiling import compiled
from kg.knowledge.gazetteer import Town, gazetteer
from kg.knowledge.name_patterns import expand
from kg.knowledge.world import located
from kg.mentions.candidates import UNCONFIRMED, Dropped
from kg.mentions.cascade import cells
from kg.mentions.names import NameMatch
from kg.model.mention import Kind, Mention
from kg.model.text import Problem, Text

RULE = "gazetteer"
SURE = 3
"""So many characters a name has that its country's name confirms."""


@dataclass(frozen=True, slots=True)
class Borders:
    """Where the name of a town may begin and end: not inside a longer foreign name; `kinds` are words for a town."""

    begin: regex.Pattern[str]
    end: regex.Pattern[str]
    kinds: regex.Pattern[str]

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Borders:
        """The borders that the lexicon's pattern parts tell."""
        begin, end, kinds = (expand(f"{{{part}}}", parts) for part in ("begin", "foreign-ends", "town-word"))
        return cls(*map(compiled, (begin, end, f"(?:{kinds})$")))


def proposals(folded: str, borders: Borders, model: Sequence[NameMatch]) -> Iterator[NameMatch]:
    """The names of towns in a text, as candidates, where the model proposes no person and no body."""
    taken = cells(one for one in model if one.kind is not Kind.CANDIDATE_PLACE)
    for span in gazetteer().spans(folded):
        whole = borders.begin.match(folded, span.start) and borders.end.match(folded, span.end)
        if whole and taken.isdisjoint(range(span.start, span.end)):
            kind = Kind.CANDIDATE_PLACE
            yield NameMatch(span=span, kind=kind, kinds=frozenset({kind}), rule=RULE)


def named_countries(names: Iterable[NameMatch]) -> frozenset[str]:
    """The codes of the states and territories that the lexicon's names name."""
    known = located()
    codes = (known[key].iso3166 for match in names for key in match.entries if key in known)
    return frozenset(code for code in codes if code)


def by_country(folded: str, dropped: Iterable[Dropped], named: AbstractSet[str]) -> Iterator[NameMatch]:
    """The names that nothing around them confirmed, in a document that names the country of such a town."""
    for one in dropped:
        if one.rule == RULE and one.reason == UNCONFIRMED and len(one.span) >= SURE:
            towns = gazetteer().towns(folded[one.span.start : one.span.end])
            if any(town.country in named for town in towns):
                yield NameMatch(span=one.span, kind=Kind.PLACE, kinds=frozenset({Kind.PLACE}), rule=RULE)


def identified(mention: Mention, borders: Borders, named: AbstractSet[str]) -> Mention:
    """A place that the lexicon lacks, with the key of the town that its name means, where it means one."""
    towns = _meant(mention, borders, named)
    return replace(mention, entries=(towns[0].key,)) if len(towns) == 1 else mention


def ambiguous(text: Text, mentions: Iterable[Mention], borders: Borders, named: AbstractSet[str]) -> Iterator[Problem]:
    """The places whose names several towns bear, with what would tell them apart."""
    for mention in mentions:
        towns = _meant(mention, borders, named)
        if len(towns) > 1:
            where = ", ".join(sorted({town.country for town in towns}))
            message = f"{len(towns)} towns of GeoNames bear the name ({where}); the countries named do not tell which"
            origin = text.origin(mention.span)
            yield Problem(stage="names", code="ambiguous-place", message=message, quote=mention.surface, span=origin)


def _meant(mention: Mention, borders: Borders, named: AbstractSet[str]) -> tuple[Town, ...]:
    if mention.kind is not Kind.PLACE or mention.entries:
        return ()
    name = mention.surface
    return gazetteer().meant(name, named) or gazetteer().meant(borders.kinds.sub("", name), named)
