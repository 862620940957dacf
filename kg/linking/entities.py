"""Which actor or place a mention names: one entity under all its names; what stays ambiguous is said, not guessed.

Names first (`kg.linking.register`), then persons (`kg.linking.persons`), then words such as both parties, my country,
that country, which follow the voice and the words before (`kg.linking.anaphora`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kg.knowledge.lexicon import Lexicon
from kg.linking.anaphora import SHORT_FORM, Parties, find_parties, refer
from kg.linking.persons import People
from kg.linking.register import Register, Where
from kg.model.document import Document
from kg.model.extraction import Entity, Membership, Voice
from kg.model.mention import Annotated, Kind, Mention
from kg.model.text import Problem

OWNED = frozenset({Kind.ORGANIZATION, Kind.FORCE})
POINTING = frozenset({"both-parties", "last-state", "other-party"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The entities of a document, their posts, who speaks in each part, and the keys that each mention stands for."""

    entities: tuple[Entity, ...]
    memberships: tuple[Membership, ...]
    voices: tuple[Voice, ...]
    keys: Mapping[Where, tuple[str, ...]]
    owners: Mapping[Where, tuple[str, ...]]
    belonging: Mapping[str, tuple[str, ...]]
    parties: tuple[str, ...] = ()
    sender: str | None = None
    on_behalf_of: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The keys that a mention of a part stands for; none where it stayed unknown or ambiguous."""
        return self.keys.get((part, mention.span), ())

    def owners_of(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The states inside a longer name; where its words leave them out, those in the entity's other names."""
        here = self.owners.get((part, mention.span), ())
        keys = self.of(part, mention)
        return here or (self.belonging.get(keys[0], ()) if len(keys) == 1 else ())


def resolve(document: Document, annotated: Sequence[Annotated], lexicon: Lexicon, name: str) -> Resolved:
    """Resolves all mentions of a document; `name` is the document's slug, for keys that hold in it alone."""
    register = Register(annotated, lexicon, name)
    register.collect()
    people = People(document, register, partial(_pointed, register))
    voices = tuple(people.voice(item) for item in annotated)
    parties = _parties(register)
    problems = [*register.problems, *people.problems, *_anaphors(register, voices, parties)]
    behalf = (key for text in document.on_behalf_of for key in register.written(text))
    return Resolved(
        memberships=people.memberships(),
        voices=voices,
        keys=register.keys,
        owners=register.owners,
        belonging=_belonging(register),
        parties=parties.pair,
        sender=people.speaker(document.sender),
        on_behalf_of=tuple(dict.fromkeys(behalf)),
        addressee=register.addressed(document.addressee) if document.addressee else (),
        entities=register.entities(),
        problems=tuple(problems),
    )


def _parties(register: Register) -> Parties:
    kinds = {key: draft.kind for key, draft in register.drafts.items()}
    parties = find_parties(register.annotated, register.keys, kinds, register.owners)
    bodies = {
        key: tuple(dict.fromkeys((draft.name, *(form for form, _ in draft.forms))))
        for key, draft in register.drafts.items()
        if draft.kind is Kind.ORGANIZATION
    }
    return replace(parties, bodies=bodies)


def _pointed(register: Register, part: int, mention: Mention, words: str) -> tuple[str, ...]:
    """The states whose posts a mention speaks of by words such as both countries; none where that is open."""
    reference = next((e.refers_to for e in register.lexicon.find(words) if e.refers_to), None)
    voice = Voice(part=part, claimant=register.voice(part))
    return refer(reference, register.annotated[part], mention, voice, _parties(register), register.keys)


def _belonging(register: Register) -> dict[str, tuple[str, ...]]:
    """The states inside the names of each body or force, where all of its names that have one have the same."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for where, owners in register.owners.items():
        for key in register.keys.get(where, ())[:1] if owners else ():
            if register.kind(key) in OWNED:
                found.setdefault(key, {})[owners] = None
    return {key: next(iter(owners)) for key, owners in found.items() if len(owners) == 1}


def _anaphors(register: Register, voices: Sequence[Voice], parties: Parties) -> list[Problem]:
    """Registers what anaphors stand for; the problems are those that stand for nothing in sight."""
    problems = []
    for part, mention in register.mentions(frozenset({Kind.ANAPHOR})):
        item = register.annotated[part]
        reference = register.lexicon.entries[mention.entries[0]].refers_to if mention.entries else SHORT_FORM
        keys = refer(reference, item, mention, voices[part], parties, register.keys)
        for key in keys:
            register.record(key, None, part, mention.span, mention.rule, names=False)
        if keys:
            register.keys[part, mention.span] = keys
        elif reference in POINTING:
            where = item.part.text.origin(mention.span)
            message = "nothing before it tells which states are meant"
            problems.append(
                Problem(stage="resolve", code="open-anaphor", message=message, quote=mention.surface, span=where)
            )
    return problems
