"""Those for whom a document speaks by a catalogue's row, held against those that its text names."""

from __future__ import annotations

from kg.linking.collector import Collector
from kg.linking.links import Links
from kg.linking.texts import Texts
from kg.model.document import CatalogueRow
from kg.structure.catalogued import differs


def link_row(
    texts: Texts, row: CatalogueRow | None, behalf: tuple[str, ...], before: Links
) -> tuple[tuple[str, ...], Links]:
    """The keys of those whom a catalogue has a document speak for, and their links; `behalf` are those of the text.

    A problem tells where the two have nobody in common, and none of one is part of one of the other.
    """
    collector = Collector(texts, before)
    keys = tuple(dict.fromkeys(map(collector.catalogued, row.speaks_for))) if row else ()
    if row and keys and behalf and not any(_related(one, other, collector) for one in keys for other in behalf):
        names = "; ".join(collector.entities[key].preferred() for key in behalf if key in collector.entities)
        collector.problems.append(differs("speaker", row, names, "; ".join(row.speaks_for)))
    return keys, collector.links()


def _related(one: str, other: str, collector: Collector) -> bool:
    """Whether two are the same, or one is of the other."""
    return one == other or other in _owners(one, collector) or one in _owners(other, collector)


def _owners(key: str, collector: Collector) -> tuple[str, ...]:
    draft = collector.entities.get(key)
    entry = draft.entry if draft else None
    return (entry.belongs_to,) if entry and entry.belongs_to else draft.owners if draft else ()
