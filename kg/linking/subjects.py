"""The state and the mission that a document is about, as its title in a catalogue names them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.knowledge.lexicon import Lexicon, fold
from kg.knowledge.name_patterns import compiled_part
from kg.model.document import Document
from kg.model.mention import OWNED, Kind

MISSION_NAME = "mission-name"


@dataclass(frozen=True, slots=True)
class Subject:
    """The keys of the one state and of the one mission that a title names; None where it names none or several."""

    state: str | None = None
    mission: str | None = None

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> Subject:
        """What the title of a document in its catalogue names; nothing of a document that no catalogue lists."""
        title = fold(document.row.title) if document.row else ""
        state = _only_one_in(title, lexicon, frozenset({Kind.STATE}))
        return cls(state, _only_one_in(title, lexicon, OWNED, MISSION_NAME))


def _only_one_in(title: str, lexicon: Lexicon, kinds: frozenset[Kind], part: str | None = None) -> str | None:
    """The one entry of some kinds that a title names by a name that looks like a pattern part.

    A name within another one's of these kinds is left aside.
    """
    looks = compiled_part(lexicon.parts, part) if part else None
    found = {
        form: keys[0]
        for form, keys in lexicon.names.items()
        if form in title and lexicon.entries[keys[0]].kind in kinds and (looks is None or looks.search(form))
    }
    outer = {found[form] for form in found if not any(form != other and form in other for other in found)}
    return outer.pop() if len(outer) == 1 else None
