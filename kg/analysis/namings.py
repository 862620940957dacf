"""Where documents name things: a row for each mention and thing, read from the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.analysis.selection import parts
from kg.graph.statements import Statements
from kg.model.text import Span
from kg.namespaces import GAF, LKG, OA


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Naming:
    """Words of a document's source that name a thing: their place, the thing, its kind, their mention and part."""

    span: Span
    thing: str
    kind: str
    mention: str
    part: str


def namings(statements: Statements, document: str, *kinds: str) -> Iterator[Naming]:
    """Where a document names things of these classes (by local name); `kind` is the first of them that a thing is of.

    In the order of parts, mentions and things.
    """
    lookup, known = statements.lookup, dict[str, str]()
    for part in parts(statements, document):
        for mention in lookup.subjects(LKG.inPart, part):
            for thing in lookup.subjects(GAF.denotedBy, mention):
                if thing not in known:
                    classes = lookup.classes(thing)
                    known[thing] = next((kind for kind in kinds if kind in classes), "")
                if known[thing]:
                    start, end = (lookup.number(mention, OA.hasSelector, edge) or 0 for edge in (OA.start, OA.end))
                    yield Naming(span=Span(start, end), thing=thing, kind=known[thing], mention=mention, part=part)
