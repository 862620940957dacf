"""What the drafts of entities and agreements have in common while mentions are collected."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.knowledge.lexicon import Entry, fold
from kg.model.mention import Evidence


@dataclass(slots=True, kw_only=True)
class Draft:
    """What is known of a thing by its key: its entry of the lexicon, the names that the document uses, evidence."""

    key: str
    name: str
    entry: Entry | None = None
    forms: dict[tuple[str, str], None] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def preferred(self) -> str:
        """The lexicon's name; the name of what it lacks in one typographic form, so that documents agree."""
        return self.entry.name if self.entry else fold(self.name)

    def english(self) -> str:
        """The lexicon's English name; of what it lacks, the preferred name if a document writes it in Latin letters."""
        if self.entry:
            return next((form for form, language in self.entry.labels if language == "en"), "")
        return self.preferred() if (self.preferred(), "en") in self.forms else ""

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Each name with its language: the lexicon's, then the document's."""
        return tuple(dict.fromkeys([*(self.entry.labels if self.entry else ()), *self.forms]))

    def written(self) -> tuple[Evidence, ...]:
        """The evidence in the order of the text."""
        return tuple(sorted({*self.evidence}, key=lambda e: (e.part, e.span, e.rule)))
