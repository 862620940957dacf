"""The state and the mission that a document is about, as its title in a catalogue names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.knowledge.lexicon import Lexicon, fold
from kg.knowledge.name_patterns import compiled_part
from kg.model.document import ADOPTED, Document
from kg.model.mention import OWNED, Kind

MISSION_NAME = "mission-name"


@dataclass(frozen=True, slots=True)
class Subject:
    """The keys of the one state and of the one mission that a title names; None where it names none or several."""

    state: str | None = None
    mission: str | None = None
    alone: bool = False  # no other state is named in the document
    adopted: bool = False  # by an organ, which has no envoys of its own

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> Subject:
        """What the title of a document in its catalogue names; nothing of a document that no catalogue lists."""
        adopted = document.kind in ADOPTED
        if document.row is None:
            return cls(adopted=adopted)
        title = fold(document.row.title)
        state = _only_one_in(title, lexicon, frozenset({Kind.STATE}))
        return cls(state, _only_one_in(title, lexicon, OWNED, MISSION_NAME), adopted=adopted)


def _only_one_in(title: str, lexicon: Lexicon, kinds: frozenset[Kind], part: str | None = None) -> str | None:
    """The one entry of some kinds that a title names by a name that looks like a pattern part."""
    looks = compiled_part(lexicon.parts, part) if part else None
    return only_named_in(
        title,
        (
            (form, keys[0])
            for form, keys in lexicon.names.items()
            if form in title and lexicon.entries[keys[0]].kind in kinds and (looks is None or looks.search(form))
        ),
    )


def only_named_in(title: str, names: Iterable[tuple[str, str]]) -> str | None:
    """The one key of which a folded title has a folded name, of `names` with their keys; None of none or several.

    A name counts where it stands outside every longer one.

    >>> names = [("苏丹", "sudan"), ("南苏丹", "south-sudan")]
    >>> only_named_in("关于南苏丹的报告", names), only_named_in("关于苏丹和南苏丹的报告", names)
    ('south-sudan', None)
    """
    named = {(name, key) for name, key in names if name in title}
    keys: set[str] = set()
    for name in sorted({name for name, _ in named}, key=lambda name: (-len(name), name)):
        if name in title:
            keys |= {key for other, key in named if other == name}
            title = title.replace(name, "\n")
    return keys.pop() if len(keys) == 1 else None
