"""The register of place names: every form of a name, who uses it, with which status words, how often, since when.

A form belongs to whoever speaks where it stands: the claimant of the words, whom these words quote, or the state that
they say calls the place so. A form within quotation marks is another's, or a title's, and is marked as such.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from rdflib.namespace import SKOS

from kg.analysis.namings import Naming, namings
from kg.analysis.selection import Selection, reporters, select, sides
from kg.graph.lookup import MentionView
from kg.graph.statements import ClaimView, Statements
from kg.knowledge.lexicon import fold
from kg.knowledge.turtle import read_turtle
from kg.model.mention import Kind
from kg.model.text import Span
from kg.namespaces import GAF, LKG, OA
from kg.resources import shipped

REGISTERED = (Kind.PLACE, Kind.DISPUTED)
NAMED = (*REGISTERED, Kind.STATE)
NAMERS = (Kind.STATE, Kind.DISPUTED)
CITED, OTHERS = "cited", "others"
DISTANT = frozenset({"so-called", "quoted", "marked"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """A form of a place's name as one user uses it with the same status words; `status` holds their notations.

    `user` is a side, "" where the record itself speaks; `through` are those whose words quote the user. `quoted`: it
    stands within quotation marks, so it may be another's word. `first` and `last` are the days of documents, None
    where none has a date.
    """

    place: str
    form: str
    user: str
    through: tuple[str, ...]
    quoted: bool
    status: tuple[str, ...]
    mentions: tuple[MentionView, ...] = ()
    first: datetime.date | None = None
    last: datetime.date | None = None


def name_uses(
    statements: Statements, *, place: str = "", documents: Iterable[str] | None = None
) -> tuple[NameUse, ...]:
    """The register of all places and disputed entities or of one, in all documents or in these.

    Sorted by place, form and user.
    """
    anaphors = _anaphors()
    kept: dict[NameUse, list[MentionView]] = {}
    for one in _documents(statements, place) if documents is None else sorted(set(documents)):
        for use, written in _in_document(statements, one, place):
            if use.form not in anaphors:
                kept.setdefault(use, []).append(written)
    return tuple(sorted((_filled(statements, use, sorted(kept[use])) for use in kept), key=_order))


def _filled(statements: Statements, use: NameUse, mentions: list[MentionView]) -> NameUse:
    days = sorted(day for one in mentions if (day := statements.date(one.document)))
    return replace(use, mentions=tuple(mentions), first=days[0] if days else None, last=days[-1] if days else None)


def _order(use: NameUse) -> tuple[str, str, str, tuple[str, ...], bool, tuple[str, ...]]:
    return use.place, use.form, use.user, use.through, use.quoted, use.status


def _documents(statements: Statements, place: str) -> list[str]:
    lookup = statements.lookup
    if place:
        return sorted({lookup.first(one, OA.hasSource) for one in lookup.objects(place, GAF.denotedBy)})
    return [graph for graph in statements.store.graphs() if lookup.first(graph, LKG.fileName)]


def _in_document(statements: Statements, document: str, place: str) -> Iterator[tuple[NameUse, MentionView]]:
    """Every use of a wanted name in a document."""
    found = sorted(namings(statements, document, *NAMED))
    voices = _Voices(statements, document)
    wanted = [one for one in found if one.kind in REGISTERED and place in ("", one.thing)]
    for one in wanted:
        if any(other.span.covers(one.span) and other.span != one.span for other in wanted):
            continue
        written, status = statements.lookup.mention(one.mention), _status(statements, one)
        namer = _named_before(one, found) if OTHERS in status else ""
        for speaker, reporting in voices.at(one):
            user, through = (statements.side(namer), (speaker,)) if namer else (speaker, reporting)
            use = NameUse(
                place=one.thing,
                form=fold(written.words),
                user=user,
                through=through,
                quoted=CITED in status and not DISTANT & status,
                status=tuple(sorted(status - {CITED})),
            )
            yield use, written


def _status(statements: Statements, one: Naming) -> set[str]:
    """The notations of the status words beside a name, and of the distance at which it is held."""
    lookup = statements.lookup
    words = {lookup.notation(concept) for concept in lookup.objects(one.mention, LKG.status)}
    return words | {*lookup.objects(one.mention, LKG.distance)}


def _named_before(one: Naming, found: Iterable[Naming]) -> str:
    """The state, or disputed entity, that is named last before a mention, in its part."""
    before = [m for m in found if m.part == one.part and m.kind in NAMERS and m.span.end <= one.span.start]
    return max(before, key=lambda m: m.span.end).thing if before else ""


class _Voices:
    """Who speaks at a place of a document: the claimants of the shortest claim there, else whom the part speaks for."""

    def __init__(self, statements: Statements, document: str) -> None:
        self.statements = statements
        made = select(statements, Selection(document=document))
        self.claims = [(one, Span(words.start, words.end)) for one in made for words in statements.mentions(one)]

    def at(self, name: Naming) -> list[tuple[str, tuple[str, ...]]]:
        """Users with those who pass their words on."""
        closest = self._closest(name)
        own = [one for one in closest if not reporters(self.statements, one)] or closest
        if own:
            return sorted({(self.statements.side(one.claimant), self._through(one)) for one in own})
        voices = self.statements.lookup.objects(name.part, LKG.speaksFor)
        return [(side, ()) for side in sides(self.statements, voices) or ("",)]

    def _closest(self, name: Naming) -> list[ClaimView]:
        """The claims whose words around a name are the shortest."""
        around = [(len(words), one) for one, words in self.claims if words.covers(name.span)]
        shortest = min((length for length, _ in around), default=0)
        return [one for length, one in around if length == shortest]

    def _through(self, one: ClaimView) -> tuple[str, ...]:
        return sides(self.statements, reporters(self.statements, one))


def _anaphors() -> frozenset[str]:
    """Words such as we, which name nothing of their own."""
    graph = read_turtle(shipped("ontology") / "lexicon" / "anaphors.ttl")
    names = {str(name) for label in (SKOS.prefLabel, SKOS.altLabel) for name in graph.objects(None, label)}
    return frozenset(names)


def contested(uses: Collection[NameUse]) -> tuple[str, ...]:
    """Places that two users call by no common form, or to which they give different status words, sorted.

    Only what users say in their own words counts.
    """
    own = [use for use in uses if use.user and not use.quoted]
    by_place: dict[str, dict[str, list[NameUse]]] = {}
    for use in own:
        by_place.setdefault(use.place, {}).setdefault(use.user, []).append(use)
    return tuple(place for place, users in sorted(by_place.items()) if _differ(list(users.values())))


def _differ(users: list[list[NameUse]]) -> bool:
    forms = [{use.form for use in uses} for uses in users]
    words = {frozenset(word for use in uses for word in use.status) for uses in users}
    apart = any(not one & other for number, one in enumerate(forms) for other in forms[number + 1 :])
    return len(words) > 1 or apart
