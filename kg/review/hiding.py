"""What persons judged wrong is left out where claims are listed, drawn and reported, and is never deleted."""

from __future__ import annotations

from pathlib import Path

from kg.graph.source import Source
from kg.graph.statements import Statements
from kg.namespaces import LKG
from kg.review.matching import agreed, match
from kg.review.reviews import read_reviews


def hide(store: Source, path: Path) -> int:
    """Has all that looks things up in an open store pass over what is judged wrong; gives how many things that is.

    The reviews are those of `path`. With a claim go the contradictions that it is part of. Raises VerdictError and
    LexiconError for a file that cannot be read.
    """
    reviews = read_reviews(path)
    if not any(one.verdict == "wrong" for one in reviews):
        return 0
    statements = Statements(store)
    wrong = {iri for iri, verdict in agreed(match(statements, reviews)).items() if verdict == "wrong"}
    contradictions = {node for iri in wrong for node in statements.lookup.subjects(LKG.between, iri)}
    store.hidden = frozenset(wrong | contradictions)
    return len(store.hidden)
