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
from kg.model.mention import Kind, Mention
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

    One of several things is named from its owner on.
    """

    key: str
    name: str
    span: Span
    owners: tuple[str, ...] = ()


def coin(
    mention: Mention, unit: str | None, owners: Sequence[Owner], pattern: NamePattern | None, document: str
) -> tuple[Coined, ...]:
    """What a mention names: one thing, or one for each owner where the pattern says so (the forces of two states).

    `unit` are the words that say what it is, `document` is the slug for what holds in one document alone.
    """
    noun = pattern.noun if pattern else None
    if pattern and pattern.each and len(owners) > 1:
        ones = (_of_one(mention, noun or unit or "", owner, document) for owner in owners)
        spans = (Span(owner.span.start, mention.span.end) for owner in owners)
        each = zip(ones, owners, spans, strict=True)
        return tuple(replace(one, span=span, owners=_actors((owner,))) for one, owner, span in each)
    if mention.kind is Kind.PLACE and len(owners) > 1:
        return (_between(mention, noun or "", owners),)
    heads = owners[0] if owners and owners[0].span.start == mention.span.start else None
    told = (heads or mention.kind in OF_DOCUMENT) and not (pattern and pattern.origin)
    belongs = _actors(_together(mention, owners)) if told else ()
    if noun or (unit and mention.kind in OF_DOCUMENT):
        one = _of_one(mention, noun or unit or "", owners[0] if owners else None, document)
    elif heads:
        one = _of_one(mention, mention.surface[len(heads.span) :], heads, document)
    else:
        one = _of_one(mention, mention.surface, None, document)
    return (replace(one, owners=belongs),)


def _of_one(mention: Mention, words: str, owner: Owner | None, document: str) -> Coined:
    root = "place" if mention.kind is Kind.PLACE else "actor"
    if mention.kind in OF_DOCUMENT:
        name = f"{owner.name}{words}" if owner else words
        return Coined(key=f"{root}/{document}/{slug(name)}", name=name, span=mention.span)
    if owner:
        return Coined(key=f"{root}/{owner.step}/{slug(words)}", name=owner.name + words, span=mention.span)
    return Coined(key=f"{root}/{slug(fold(words))}", name=fold(words), span=mention.span)


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
