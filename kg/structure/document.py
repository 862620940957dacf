"""What a document is made of and who speaks where: letters, notes verbales, records, resolutions, statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.inputs.symbols import key
from kg.knowledge.layout import Layout
from kg.model.document import CatalogueRow, Document, DocumentKind
from kg.model.text import Problem, Repaired
from kg.structure.annexes import Authors, are_own, of_states, transmitted_by
from kg.structure.catalogued import with_row
from kg.structure.division import divided
from kg.structure.heads import with_heads_apart
from kg.structure.interview import interview
from kg.structure.letter import is_letter, is_titled, letter
from kg.structure.meeting_record import is_record, record
from kg.structure.parts import problem
from kg.structure.resolution import is_resolution, other
from kg.structure.titled import heading, titled

LETTERS = frozenset({DocumentKind.LETTER, DocumentKind.NOTE_VERBALE})
RECORDS = frozenset({DocumentKind.MEETING_RECORD, DocumentKind.SUMMARY_RECORD})


RowsOf = Callable[[Iterable[str]], Sequence[CatalogueRow]]
"""The rows of a catalogue that a document's symbols have."""


def structures(
    repaired: Repaired, layout: Layout, row: CatalogueRow | None = None, rows_of: RowsOf | None = None
) -> tuple[Document, ...]:
    """The documents of a file, in their order.

    The row of a catalogue is that of the document whose symbol it gives, or else of the first. Without one, `rows_of`
    gives each document the row of the symbols that it prints.
    """
    pieces = divided(repaired, layout)
    if len(pieces) == 1:
        return (_listed(repaired, layout, structure(repaired, layout, row), None if row else rows_of),)
    documents = [structure(piece, layout) for piece in pieces]
    if row:
        own = {*map(key, row.symbols)}
        meant = next((at for at, one in enumerate(documents) if own & {*map(key, one.all_symbols)}), 0)
        documents[meant] = structure(pieces[meant], layout, row)
    else:
        documents = [_listed(piece, layout, one, rows_of) for piece, one in zip(pieces, documents, strict=True)]
    return tuple(_told_apart(pieces, documents))


def _listed(piece: Repaired, layout: Layout, document: Document, rows_of: RowsOf | None) -> Document:
    """The document with the row of its symbols; where they are of several rows none is taken."""
    rows = rows_of(document.all_symbols) if rows_of else ()
    if len(rows) == 1:
        return structure(piece, layout, rows[0])
    if not rows:
        return document
    numbers = ", ".join(str(row.row) for row in rows)
    message = f"its symbols are those of the rows {numbers} of the catalogue, and which is right nothing says"
    told = Problem(stage="catalogue", code="catalogue-rows", message=message)
    return replace(document, problems=(*document.problems, told))


def _told_apart(pieces: Sequence[Repaired], documents: Sequence[Document]) -> Iterator[Document]:
    """The documents with their places; one whose symbol an earlier one bears goes by its file and place."""
    names: set[str] = set()
    for order, (piece, document) in enumerate(zip(pieces, documents, strict=True), 1):
        message = f"the file holds {len(documents)} documents; number {order} begins here"
        told = problem("one-of-several", message, piece.body[0].text)
        found = replace(document, order=order, problems=(*document.problems, told))
        found = replace(found, twin=found.name in names)
        names.add(found.name)
        yield found


def structure(repaired: Repaired, layout: Layout, row: CatalogueRow | None = None) -> Document:
    """The document with its parts; what is not recognised is kept as a part without a voice, and reported.

    The row of a catalogue says what it is where its text does not, and fills what the text lacks.
    """
    document = _structure(repaired, layout, row.kind if row else None)
    if row is None:
        nameless = document.kind in LETTERS and not any(part.speaks_for for part in document.parts[:1])
        return _left_to_its_sender(document, layout) if nameless else document
    if row.speaks_for and _is_excerpt(repaired, document, layout):
        document = other(repaired, layout, row.kind)
    if not of_states(row.speaks_for, layout):
        document = _left_to_its_sender(document, layout)
    authors = transmitted_by(repaired.body, layout) if document.kind in LETTERS else None
    others = authors is not None and not _are_at_home(authors, layout)
    return with_row(document, row, tuple(text.characters for text in authors.owners) if authors and others else ())


def _is_excerpt(repaired: Repaired, document: Document, layout: Layout) -> bool:
    """Whether the catalogue alone knows a record: a piece of a speech, of which neither masthead nor head is left."""
    spoken = any(part.speaker or part.speaks_for for part in document.parts)
    return document.kind in RECORDS and not spoken and not _is_record(repaired, layout)


def _left_to_its_sender(document: Document, layout: Layout) -> Document:
    """What is sent as the words of my country's minister, or of the minister, as those of whoever sends it."""
    left = (
        replace(part, speaks_for=(), anothers=False) if any(are_own([one], layout) for one in part.speaks_for) else part
        for part in document.parts
    )
    return replace(document, parts=tuple(left))


def _are_at_home(authors: Authors, layout: Layout) -> bool:
    """Whether the government, a ministry, a minister, a parliament or the sender's own side wrote what a mission sends,
    or it is a report, which one compiles oneself.

    A representative to the United Nations sends what he writes himself, so what is sent of one is of a state or a body
    that has no mission.
    """
    organs = bool(authors.posts) and all(layout.match("home-organ", post.characters) for post in authors.posts)
    return organs or authors.at_home or are_own(authors.owners, layout)


def _is_record(repaired: Repaired, layout: Layout) -> bool:
    """Whether a text is a record, or no letter and one as soon as it is cut at heads whose line breaks are lost."""
    if is_record(repaired, layout):
        return True
    apart = replace(repaired, body=with_heads_apart(repaired.body, layout))
    return len(apart.body) > len(repaired.body) and is_record(apart, layout) and not is_letter(repaired, layout)


def _structure(repaired: Repaired, layout: Layout, kind: DocumentKind | None) -> Document:
    """The document by its own head; without one by its kind in the catalogue, or else by the words that it has."""
    if _is_record(repaired, layout):
        return record(repaired, layout)
    head = heading(repaired, layout) if kind not in {*LETTERS, *RECORDS} else None
    if is_resolution(repaired, layout) and not (head and head.kind is DocumentKind.DRAFT_RESOLUTION):
        return other(repaired, layout)
    if head:
        return titled(repaired, head, kind, layout)
    if kind in RECORDS and not is_titled(repaired, layout):
        return record(repaired, layout)
    other_kind = kind is not None and kind not in LETTERS and not is_titled(repaired, layout)
    if not other_kind and (kind in LETTERS or is_letter(repaired, layout)):
        return letter(repaired, layout)
    return _untitled(repaired, kind, layout)


def _untitled(repaired: Repaired, kind: DocumentKind | None, layout: Layout) -> Document:
    """A text whose head tells nothing: questions and answers, or anything else."""
    asked = interview(repaired, layout) if kind in (None, DocumentKind.STATEMENT) else None
    return asked or other(repaired, layout, kind)
