"""Which actor or place a mention names: one entity under all its names; what stays ambiguous is said, not guessed.

Names first (`kg.linking.names`), then persons (`kg.linking.persons`) and voices, then words such as both parties, my
country, that country, which follow the voice and the words before (`kg.linking.anaphora`). Each of these steps returns
`Links`, which the steps after it read and never change; together they make the entities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.knowledge.lexicon import Lexicon
from kg.knowledge.name_patterns import compiled_part
from kg.knowledge.sentence_rules import Rules
from kg.linking.catalogued import link_row
from kg.linking.entity_drafts import EntityDrafts
from kg.linking.letterhead import link_letterhead
from kg.linking.links import Links, Where, merge
from kg.linking.memberships import link_memberships
from kg.linking.names import link_names
from kg.linking.parties import BETWEEN, find_parties, parties_of_agenda
from kg.linking.persons import link_persons
from kg.linking.pointing import link_anaphors
from kg.linking.quotations import Quotation
from kg.linking.subjects import Subject
from kg.linking.texts import texts_of
from kg.linking.voices import link_voices
from kg.model.document import ADOPTED, Document, DocumentKind
from kg.model.extraction import Entity, Membership, Voice
from kg.model.mention import OWNED, STATES, Annotated, Kind, Mention
from kg.model.text import Problem


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
    catalogued: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    quotations: Mapping[int, Sequence[Quotation]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The keys that a mention of a part stands for; none where it stayed unknown or ambiguous."""
        return self.keys.get((part, mention.span), ())

    def spoken_for(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The keys of those for whom somebody of that name speaks: of the body or state whose post a mention names."""
        return self.owners_of(part, mention) if mention.kind is Kind.PERSON else self.of(part, mention)

    def owners_of(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The states inside a longer name; where its words leave them out, those in the entity's other names."""
        here = self.owners.get((part, mention.span), ())
        keys = self.of(part, mention)
        found = here or (self.belonging.get(keys[0], ()) if len(keys) == 1 else ())
        return tuple(key for key in found if not key.startswith("place/"))  # a land after which a movement is named

    def places_in(self, part: int, mention: Mention) -> tuple[str, ...]:
        """The places inside a longer name."""
        return tuple(key for key in self.owners.get((part, mention.span), ()) if key.startswith("place/"))


def resolve(document: Document, annotated: Sequence[Annotated], lexicon: Lexicon, name: str, rules: Rules) -> Resolved:
    """Resolves all mentions of a document; `name` is the document's slug, for keys that hold in it alone."""
    subject = Subject.of(document, lexicon)
    texts = texts_of(annotated, lexicon, name, rules, document.kind)
    texts, names = link_names(texts, document.kind, subject, document.date)
    named = EntityDrafts(lexicon, names.links)
    sides = compiled_part(lexicon.parts, BETWEEN)
    parties = parties_of_agenda(document, texts, names.keys, sides) or find_parties(
        annotated, names.keys, lambda key: named.kind(key) in STATES
    )
    persons = link_persons(texts, document, parties, subject, names)
    known = merge(names, persons.links)
    voices, spoken_for = link_voices(texts, persons, known)
    known = merge(known, spoken_for)
    told, adopted = document.kind is DocumentKind.SUMMARY_RECORD, document.kind in ADOPTED
    known = merge(known, link_anaphors(texts, voices, parties, subject, known, told=told, adopted=adopted))
    memberships, implied = link_memberships(texts, persons.keys, known)
    known = merge(known, implied)
    behalf, addressee, quoted = link_letterhead(texts, document, known)
    known = merge(known, quoted)
    catalogued, listed = link_row(texts, document.row, behalf, known)
    links = merge(known, listed)
    entities = EntityDrafts(lexicon, links.links)
    return Resolved(
        entities=entities.entities(),
        memberships=memberships,
        voices=voices,
        keys=links.keys,
        owners=links.owners,
        belonging=_belonging(links, entities),
        parties=parties,
        sender=persons.speaker(texts, document.sender),
        on_behalf_of=behalf or catalogued,
        catalogued=catalogued,
        addressee=addressee,
        quotations=texts.quotations,
        problems=links.problems,
    )


def _belonging(links: Links, entities: EntityDrafts) -> dict[str, tuple[str, ...]]:
    """The state of each body or force: the lexicon's, else that in its names, where all that have one have the same."""
    known: dict[str, tuple[str, ...]] = {}
    found: dict[str, set[tuple[str, ...]]] = {}
    for key, draft in entities.items():
        owner = draft.entry.belongs_to if draft.entry and draft.kind in OWNED else None
        if owner and entities.kind(owner) in STATES:
            known[key] = (owner,)
    for where, owners in links.owners.items():
        for key in links.keys.get(where, ())[:1] if owners else ():
            if entities.kind(key) in OWNED:
                found.setdefault(key, set()).add(owners)
    return {key: next(iter(owners)) for key, owners in found.items() if len(owners) == 1} | known
