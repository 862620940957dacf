"""Taking documents out of a store: what they alone said goes, and what lies between the others is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import QueryError
from kg.graph.lookup import Lookup
from kg.graph.naming import named
from kg.graph.records import Build
from kg.graph.store import Store
from kg.occurrences.graph import refresh
from kg.occurrences.verdicts import FILE, read_verdicts
from kg.pipeline.summary import write_outputs


def forget(
    documents: Sequence[str],
    out: str | Path,
    lexicon: Sequence[str | Path] = (),
    *,
    verdicts: str | Path | None = None,
    outputs: bool | None = None,
) -> tuple[Build, ...]:
    """Takes documents out of the store of `out`, links the accounts of the others anew, and writes the outputs.

    A document is named by its IRI, its symbol or its file, which may hold several; the store is then as if it had never
    been built, but a build that finds its file builds it again. The other options are those of `build`. Gives back the
    records of what was taken out. Raises StoreError, VerdictError, LexiconError, and QueryError for what names no
    document of the store or files in several folders; then nothing is taken out.
    """
    judged = read_verdicts(Path(verdicts) if verdicts else Path(out) / FILE)
    with Store(out, read_only=True):  # else a store would be made where there is none
        pass
    with Store(out) as store:
        gone = {build.graph: build for words in documents for build in _meant(store, words)}
        for graph, build in sorted(gone.items()):
            store.drop(graph)
            store.doubt(*(one for one in store.of_path(Path(build.path)) if one.graph not in gone))
        lost = refresh(store, judged, tuple(map(Path, lexicon)))
        write_outputs(store, (), lost, whole=outputs)
    return tuple(build for _, build in sorted(gone.items()))


def _meant(store: Store, words: str) -> list[Build]:
    """The builds of the file or document that the words name."""
    found = store.of_path(Path(words)) or store.of_name(words)
    if len(paths := sorted({build.path for build in found})) > 1:
        raise QueryError(f"{words!r} names several files; name one by its path: {', '.join(paths)}")
    if found:
        return found
    graph = named(Lookup(store), "document", words)
    if build := store.build_of(graph):
        return [build]
    raise QueryError(f"{words!r} is no document of the store, but is cited by documents that are")
