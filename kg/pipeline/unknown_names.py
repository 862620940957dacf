"""Frequent names that the lexicon does not know, as Turtle stubs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.knowledge.lexicon import fold
from kg.mentions.document import annotate
from kg.model.mention import Annotated, Kind, Mention
from kg.namespaces import ID, slug
from kg.pipeline.extractor import Extractor
from kg.pipeline.gathering import gather
from kg.structure.document import structures
from kg.structure.repair import repair

STUB_KINDS = (Kind.ORGANIZATION, Kind.PLACE, Kind.FORCE, Kind.AGREEMENT)


PREFIXES = """@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix actor: <https://w3id.org/letterkg/id/actor/> .
@prefix place: <https://w3id.org/letterkg/id/place/> .
@prefix agreement: <https://w3id.org/letterkg/id/agreement/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@dataclass(frozen=True, slots=True)
class _Unknown:
    kind: Kind
    name: str
    context: str
    file: str


def unknown(paths: Sequence[Path], folders: Sequence[Path] = (), at_least: int = 2) -> str:
    """The bodies, forces, places and agreements that documents name at least so often and the lexicon lacks.

    As Turtle stubs, most frequent first, each with its number and its first context. Raises SourceError.
    """
    extractor = Extractor(folders)
    found = [item for path in gather(paths).files for item in _unknown_in(extractor, path)]
    counts = Counter((item.kind, fold(item.name)) for item in found)
    first = {(item.kind, fold(item.name)): item for item in reversed(found)}
    frequent = [(key, n) for key, n in counts.items() if n >= at_least]
    ranked = sorted(frequent, key=lambda pair: (-pair[1], pair[0]))
    return "\n".join([PREFIXES, *(_stub(first[key], n) for key, n in ranked)])


def _unknown_in(extractor: Extractor, path: Path) -> Iterator[_Unknown]:
    documents = structures(repair(extractor.read(path), extractor.layout), extractor.layout)
    for item in (item for document in documents for item in annotate(extractor.finder, document)):
        for mention in item.mentions:
            if mention.kind in STUB_KINDS and not mention.entries and "number" not in mention.slots:
                yield _Unknown(mention.kind, mention.surface, _context(item, mention), path.name)


def _context(item: Annotated, mention: Mention) -> str:
    text = item.part.text.characters
    return text[max(0, mention.span.start - 12) : mention.span.end + 12].replace("\n", " ")


def _stub(item: _Unknown, number: int) -> str:
    prefix = {Kind.PLACE: "place", Kind.AGREEMENT: "agreement"}.get(item.kind, "actor")
    name = item.name.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"# {number} times, first in {item.file}: {item.context}\n"
        f'<{ID}{prefix}/{slug(item.name)}> a lkg:{item.kind.value} ; skos:prefLabel "{name}"@zh .\n'
    )
