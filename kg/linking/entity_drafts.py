"""Entities while their links are put together: kind, names, owners, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.knowledge.lexicon import Lexicon
from kg.knowledge.name_patterns import NamePattern
from kg.linking.drafts import Draft
from kg.linking.links import Link
from kg.model.extraction import Entity
from kg.model.mention import Kind


@dataclass(slots=True, kw_only=True)
class EntityDraft(Draft):
    """An entity while its links are put together."""

    kind: Kind
    owners: tuple[str, ...] = ()

    def add(self, link: Link) -> None:
        """Takes up what a link says; the first owners and the last name hold."""
        if link.named:
            self.forms[link.words, "en" if link.words.isascii() else "zh"] = None
        if link.name and not self.entry:
            self.name = link.name
        self.owners = self.owners or link.owners
        if link.evidence:
            self.evidence.append(link.evidence)

    def names(self) -> tuple[str, ...]:
        """The preferred name, then all names that the document uses."""
        return tuple(dict.fromkeys((self.name, *(form for form, _ in self.forms))))

    def english(self) -> str:
        """The lexicon's English name, or the one that the ontology gives an unknown actor."""
        told = next((form for form, language in self.forms if language == "en"), "")
        return Draft.english(self) or (told if self.kind is Kind.UNKNOWN else "")

    def entity(self, patterns: Mapping[str, NamePattern]) -> Entity:
        """The entity; what kind of place one is that the lexicon lacks, say the patterns that found it."""
        entry = self.entry
        found_by = (patterns.get(e.rule) for e in sorted(self.evidence, key=lambda e: (e.part, e.span)))
        coined = next((pattern.place_type for pattern in found_by if pattern and pattern.place_type), None)
        return Entity(
            key=self.key,
            kind=self.kind,
            name=self.preferred(),
            english=self.english(),
            names=self.labels(),
            within=entry.within if entry else None,
            belongs_to=(entry.belongs_to,) if entry and entry.belongs_to else self.owners,
            place_type=entry.place_type if entry else coined,
            valid=entry.valid if entry else None,
            successors=entry.successors if entry else (),
            evidence=self.written(),
        )


class EntityDrafts(dict[str, EntityDraft]):
    """The entities of a document by key, put together from links."""

    def __init__(self, lexicon: Lexicon, links: Iterable[Link] = ()) -> None:
        super().__init__()
        self.lexicon = lexicon
        for link in links:
            self.add(link)

    def add(self, link: Link) -> None:
        """Takes up a link; the first of a key makes its entity, unless nothing tells its kind."""
        if link.key not in self:
            entry = self.lexicon.entries.get(link.key)
            kind = entry.kind if entry else link.kind
            if kind is None:
                return
            self[link.key] = EntityDraft(key=link.key, kind=kind, name=entry.name if entry else link.words, entry=entry)
        self[link.key].add(link)

    def kind(self, key: str) -> Kind | None:
        """The kind of an entity; None for one that nothing is linked to."""
        return self[key].kind if key in self else None

    def entities(self) -> tuple[Entity, ...]:
        """All entities, by key; a place after which another is called is none, where no words name it itself."""
        patterns = {pattern.name: pattern for pattern in self.lexicon.patterns}
        drafts = (self[key] for key in sorted(self))
        return tuple(draft.entity(patterns) for draft in drafts if draft.evidence or draft.kind is not Kind.PLACE)
