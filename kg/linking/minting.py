"""Keys and names for what a pattern found and the lexicon lacks: coined from whose it is and from its own words.

Both are the same in whatever form a document names the thing, so that documents agree on its preferred name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from kg.knowledge.lexicon import fold
from kg.knowledge.name_patterns import NamePattern
from kg.knowledge.sentence_rules import JOINT
from kg.model.mention import OWNED, Kind, Mention
from kg.model.text import Span
from kg.namespaces import slug

OF_DOCUMENT = frozenset({Kind.GROUP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A name inside a mention: where it stands, its key and its preferred name (the state of a ministry)."""

    span: Span
    key: str
    name: str

    @property
    def step(self) -> str:
        """The owner's key as a step of another key."""
        return self.key.partition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coined:
    """A key and a preferred name, the words that name it, and the keys of the actors that it belongs to.

    One of several things is meant from its owner on; the words are a name of the last of them alone (`named`).
    """

    key: str
    name: str
    span: Span
    owners: tuple[str, ...] = ()
    named: bool = True


def coin(
    mention: Mention, unit: str | None, owners: Sequence[Owner], pattern: NamePattern | None, document: str
) -> tuple[Coined, ...]:
    """What a mention names: one thing, or one for each owner where the pattern says so (the forces of two states).

    A force or body that nothing but the word for what it is names, is one of this document alone.
    `unit` are the words that say what it is, `document` is the slug for what holds in one document alone.
    """
    noun = pattern.noun if pattern else None
    if len(owners) > 1 and pattern and pattern.each:
        return tuple(_of_each(mention, noun or unit or "", owner, owners, document) for owner in owners)
    if len(owners) > 1 and mention.kind is Kind.PLACE:
        return (_between(mention, noun or "", owners),)
    words = noun or unit if mention.kind in OF_DOCUMENT else noun
    coined = _of_all(mention, words, () if _is_after_another(mention, pattern) else owners, document)
    return (replace(coined, owners=_belongs(mention, owners, pattern)),)


def _is_after_another(mention: Mention, pattern: NamePattern | None) -> bool:
    """Whether a body bears in its name what it comes from or deals with, and belongs to nobody named there."""
    return pattern is not None and pattern.origin and mention.kind not in OF_DOCUMENT


def _of_each(mention: Mention, words: str, owner: Owner, owners: Sequence[Owner], document: str) -> Coined:
    one = _of_one(mention, words, owner, document)
    is_last = owner.span == max(other.span for other in owners)
    return replace(one, span=Span(owner.span.start, mention.span.end), owners=_actors((owner,)), named=is_last)


def _of_all(mention: Mention, words: str | None, owners: Sequence[Owner], document: str) -> Coined:
    """One thing by the words that say what it is, or else by the mention's own words after an owner at its head."""
    if mention.kind in OWNED and not owners and not words and mention.slots.get("unit") == mention.span:
        return Coined(key=f"actor/{document}/{slug(mention.surface)}", name=mention.surface, span=mention.span)
    if mention.kind in OF_DOCUMENT and len(_together(mention, owners)) > 1:
        return _of_one(mention, mention.surface, None, document)
    if words:
        return _of_one(mention, _unknown_place(mention, owners) + words, next(iter(owners), None), document)
    head = _head(mention, owners)
    return _of_one(mention, mention.surface[len(head.span) if head else 0 :], head, document)


def _unknown_place(mention: Mention, owners: Sequence[Owner]) -> str:
    """The place at the head of a group's words that nothing else names: its people are not those of another place."""
    place, unit = mention.slots.get("place"), mention.slots.get("unit")
    if owners or mention.kind not in OF_DOCUMENT or not place or not unit or place.end > unit.start:
        return ""
    return mention.surface[: place.end - mention.span.start] if place.start == mention.span.start else ""


def _head(mention: Mention, owners: Sequence[Owner]) -> Owner | None:
    """The owner with which the mention begins."""
    return owners[0] if owners and owners[0].span.start == mention.span.start else None


def _belongs(mention: Mention, owners: Sequence[Owner], pattern: NamePattern | None) -> tuple[str, ...]:
    """The keys of those to whom the thing belongs; nobody where the name tells an origin alone."""
    if pattern and pattern.origin:
        return ()
    named = mention.kind in OF_DOCUMENT or _head(mention, owners)
    return _actors(_together(mention, owners)) if named else ()


def _of_one(mention: Mention, words: str, owner: Owner | None, document: str) -> Coined:
    root = "place" if mention.kind is Kind.PLACE else "actor"
    if mention.kind in OF_DOCUMENT:
        name = f"{owner.name}{words}" if owner and not _holds(mention, owner) else words
        return Coined(key=f"{root}/{document}/{slug(name)}", name=name, span=mention.span)
    if owner:
        return Coined(key=f"{root}/{owner.step}/{slug(words)}", name=owner.name + words, span=mention.span)
    return Coined(key=f"{root}/{slug(fold(words))}", name=fold(words), span=mention.span)


def _holds(mention: Mention, owner: Owner) -> bool:
    """Whether the words that say what a thing is have its owner in them (fighters whom a state supports)."""
    unit = mention.slots.get("unit")
    return unit is not None and unit.covers(owner.span)


def _actors(owners: Sequence[Owner]) -> tuple[str, ...]:
    """The keys of the owners that are actors, a place being none."""
    return tuple(dict.fromkeys(owner.key for owner in owners if not owner.key.startswith("place/")))


def _together(mention: Mention, owners: Sequence[Owner]) -> tuple[Owner, ...]:
    """The first owner and those coordinated with it (a commission of two states)."""
    found, at = list(owners[:1]), mention.span.start
    for owner in owners[1:]:
        if regex.fullmatch(JOINT, mention.surface[found[-1].span.end - at : owner.span.start - at]):
            found.append(owner)
    return tuple(found)


def _between(mention: Mention, noun: str, owners: Sequence[Owner]) -> Coined:
    pair = sorted({owner.key: owner.name for owner in owners}.items())
    step = "-".join(key.rpartition("/")[2] for key, _ in pair)
    name = "-".join(name for _, name in pair) + noun
    return Coined(key=f"place/{step}/{mention.rule}", name=name, span=mention.span)
