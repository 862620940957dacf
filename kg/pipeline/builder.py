"""One build: what the workers make goes into the store, in order; what is known already or another file's does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg import __version__
from kg.errors import SourceError, on_one_line
from kg.graph.memory import trim
from kg.graph.records import Build
from kg.graph.results import severities
from kg.graph.store import Store
from kg.inputs.archive import archive_of, digest_of, is_there
from kg.model.text import name_of
from kg.pipeline.bench import Bench
from kg.pipeline.matches import Matches
from kg.pipeline.products import Found, Made, Product, parsed, produce
from kg.pipeline.summary import Outcome, Status
from kg.pipeline.waiting import Waiting
from kg.pipeline.workers import Workers
from kg.structure.catalogue import Catalogue

GATHERED = 120_000_000
"""So many bytes of N-Triples are gathered before they are loaded, one load right after the other: each time RocksDB
writes the store's upper levels anew, which with 8 MB each time came to take as long as all the rest."""
MOST = 1000
"""So many documents wait to be loaded; after the process is killed they are read again."""
FULL = 4000
"""A store of so many documents takes rounds of that size. A smaller one, which is soon written anew, takes as much
smaller ones, so that worker processes go on reading meanwhile and little is left for the end."""
LEAST = 0.2
"""The least part of a full round."""
REMEMBERED = 32_000_000
"""So many bytes of what was stored are kept in memory until the outputs are written."""


class Builder:
    """One build: takes what the workers make, in order, and decides what goes into the store.

    `whole` says that the outputs are likely to be written whole: then `made` holds graphs as they were stored.
    """

    def __init__(
        self,
        store: Store,
        workers: Workers[Bench, Made],
        force: bool,
        catalogue: Catalogue,
        link: Callable[[], object],
        *,
        whole: bool,
    ) -> None:
        self.store, self.workers, self.force, self.catalogue, self.link = store, workers, force, catalogue, link
        self.matches = Matches(catalogue, store)
        self.claimed: dict[str, Path] = {}
        self.waiting = Waiting(store.folder)
        self.round = _round(store)
        self.made: dict[str, bytes] = {}
        self.room = REMEMBERED if whole else 0

    def all(self, files: Sequence[Path]) -> Iterator[Outcome]:
        """Builds the files; an outcome for each of them."""
        for path, result in self.workers.map(files, self.known):
            yield self.take(path, result)
        self.load()

    def doubtful(self) -> Iterator[Outcome]:
        """Builds without it what has a row of the catalogue that another document has too."""
        certain = self.matches.certain()
        for path in self.matches.doubtful:
            self.claimed = {graph: claimer for graph, claimer in self.claimed.items() if claimer != path}
            yield self.take(path, produce(self.workers.bench, path, certain))
        self.load()

    def known(self, path: Path) -> tuple[Build, ...] | None:
        """What the store has of exactly this input, made by this software and lexicon."""
        if self.force:
            return None
        try:
            sha256, name = digest_of(path), name_of(path, archive_of(path))
            if same := self.waiting.of_content(sha256, name):
                return tuple(same)
            for stored in (partial(self.store.of_path, path), partial(self.store.of_content, sha256, name)):
                if (builds := stored()) and all(self.current(one, sha256, path) for one in builds):
                    return tuple(builds)
        except (OSError, SourceError, UnicodeEncodeError):  # the extractor will say what is wrong
            pass
        return None

    def current(self, build: Build, sha256: str, path: Path) -> bool:
        """Whether what is stored is what would be built again of this file."""
        bench = self.workers.bench
        made = (build.sha256, build.software_version, build.lexicon_version, build.shapes_version, build.catalogue_row)
        wanted = (sha256, __version__, bench.extractor.version, bench.shapes_version, self.matches.digest(path, build))
        return made == wanted and build.graph.startswith(bench.extractor.base) and build.graph in self.store

    def take(self, path: Path, result: Found) -> Outcome:
        """Stores what was made, where nobody else has its IRI; the outcome says what was done."""
        if isinstance(result, Outcome):
            return result
        builds = [one if isinstance(one, Build) else one.build for one in result]
        self.matches.count(path, builds)
        made = [one for one in result if isinstance(one, Product)]
        taken = self.claim(path, builds)
        self.keep(path, [one for one in made if one.build.graph not in taken], whole=not taken)
        if taken:
            message = "; ".join(_owned(path, *one) for one in taken.items())
            return Outcome(path=path, status=Status.FAILED, message=message)
        return _done(path, Status.BUILT if made else Status.UNCHANGED, builds)

    def claim(self, path: Path, builds: Sequence[Build]) -> dict[str, Path]:
        """Takes the IRIs of a file's documents for it; those that are already another file's, and whose."""
        taken = {build.graph: other for build in builds if (other := self.owner(build, path))}
        self.claimed |= {build.graph: path for build in builds if build.graph not in taken}
        return taken

    def keep(self, path: Path, made: Sequence[Product], *, whole: bool) -> None:
        """Stores the graphs of a file's documents; where they are not all of them, it is built again the next time.

        A file whose graphs are all new waits until there is enough to load at once.
        """
        if not made:
            return
        graphs = [one.build.graph for one in made]
        self.forget_former(path, {*graphs})
        if any(graph in self.store or self.store.build_of(graph) for graph in graphs):
            facts = {one.build.graph: one.facts for one in made}
            self.store.replace_all([(one.build, parsed(one)) for one in made], facts, whole=whole)
            self.remember(made)
            return
        for one in made:
            self.waiting.add(one if whole else replace(one, build=replace(one.build, sha256="")))
        if self.waiting.bytes > GATHERED * self.round or len(self.waiting) >= MOST * self.round:
            self.load()
            self.link()  # while the workers go on
            trim()

    def remember(self, made: Sequence[Product]) -> None:
        """Keeps what there is to tell of what was stored, and in memory its graphs, as long as there is room.

        The outputs are sooner written from these.
        """
        for one in made:
            self.store.keep_survey(one.build.graph, one.survey)
            self.room -= len(one.triples)
            self.made.pop(one.build.graph, None)
            if self.room >= 0:
                self.made[one.build.graph] = one.triples

    def load(self) -> None:
        """Stores what waits."""
        for batch in self.waiting.batches():
            facts = {one.build.graph: one.facts for one in batch}
            self.store.load([(one.build, one.triples) for one in batch], facts)
            self.remember(batch)
        self.waiting = Waiting(self.store.folder)
        self.round = _round(self.store)
        trim()

    def owner(self, build: Build, path: Path) -> Path | None:
        """Another file that has this IRI: one of this build, or one stored before and still there."""
        if build.graph in self.claimed:
            return self.claimed[build.graph]
        stored = self.store.build_of(build.graph)
        if stored and stored.path != str(path) and stored.sha256 != build.sha256 and is_there(Path(stored.path)):
            return Path(stored.path)
        return None

    def forget_former(self, path: Path, graphs: set[str]) -> None:
        """Drops what this file gave under other IRIs, for it no longer says so."""
        for build in self.store.of_path(path):
            if build.graph not in graphs and build.graph not in self.claimed:
                self.store.drop(build.graph)


def _round(store: Store) -> float:
    """What part of a full round is gathered for a store of this size."""
    return max(LEAST, min(1.0, store.number / FULL))


def _done(path: Path, status: Status, builds: Sequence[Build]) -> Outcome:
    violations = sum(severities(build.findings)["Violation"] for build in builds)
    return Outcome(path=path, status=status, graphs=tuple(build.graph for build in builds), violations=violations)


def _owned(path: Path, graph: str, other: Path) -> str:
    return (
        f"{on_one_line(path)}: its document's IRI {graph} is already that of {on_one_line(other)}, which is kept; "
        "take out one of the two files, or rename it or correct its symbol if they are different documents"
    )
