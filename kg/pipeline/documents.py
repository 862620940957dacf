"""The whole way for many documents: read, extract, validate, store; what did not change is skipped, what fails is said.

One document's failure never stops the others and never touches what the store already had of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg import __version__
from kg.errors import SourceError, on_one_line
from kg.files import cause, digest, kind
from kg.graph.records import Build
from kg.graph.results import severities
from kg.graph.store import Store
from kg.inputs.formats import READ, UNREAD, unread
from kg.occurrences.graph import refresh
from kg.occurrences.verdicts import FILE, Lost, read_verdicts
from kg.pipeline.bench import Bench, BenchFactory
from kg.pipeline.matches import Matches
from kg.pipeline.notices import notices
from kg.pipeline.products import Found, Product, died, fault, parsed, produce
from kg.pipeline.summary import Outcome, Status, Summary, summarize, write_outputs
from kg.pipeline.workers import Workers
from kg.structure.catalogue import Catalogue, read_catalogue

AT_ONCE = 8_000_000
"""So many bytes of N-Triples are gathered before they are loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """An outcome for each file of this build, in the order of their paths, and the summary of the whole store.

    `complaints` tell what is wrong with rows of the catalogue; `notices` name the documents that were not read, give no
    claim, or do not say whose they are; `outputs` the files written.
    """

    outcomes: tuple[Outcome, ...]
    summary: Summary
    lost: tuple[Lost, ...] = ()
    complaints: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """What could not be built."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.FAILED)

    @property
    def unread(self) -> tuple[Outcome, ...]:
        """Documents of other formats that lie in the folders."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.UNREAD)

    @property
    def statuses(self) -> dict[str, int]:
        """How many files were built, unchanged, failed, not read."""
        return {str(status): sum(one.status is status for one in self.outcomes) for status in Status}

    @property
    def violations(self) -> int:
        """How many violations of the shapes the documents of this build have."""
        return sum(outcome.violations for outcome in self.outcomes)

    @property
    def ok(self) -> bool:
        """Whether all was built and conforms."""
        return not self.failed and not self.violations


def gather(paths: Sequence[Path], out: Path | None = None) -> tuple[Path, ...]:
    """The files meant: those named, and below folders every one that is read; sorted, each once, as absolute paths.

    Hidden files and folders, and the outputs below `out`, are not searched. Raises SourceError for a path that is not
    there or cannot be seen, and where there is nothing to build.
    """
    found: set[Path] = set()
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:
            why = cause(error) or "is not there; name a file or a folder"
            raise SourceError(path, why) from error
        if kind(path) == "folder":
            found.update(_below(path.absolute(), out.absolute() if out else None, READ))
        else:
            found.add(path.absolute())
    if not found:
        others = [outcome.path.name for outcome in passed_over(paths, out)]
        such = f", but {len(others)} not read, such as {on_one_line(others[0])}" if others else ""
        raise SourceError(paths[0] if paths else ".", f"holds no file that can be read{such}")
    return tuple(sorted(found))


def passed_over(paths: Sequence[Path], out: Path | None = None) -> tuple[Outcome, ...]:
    """An outcome for each document of another format below the folders, with what to do; sorted."""
    found: set[Path] = set()
    for path in paths:
        if kind(path) == "folder":
            found.update(_below(path.absolute(), out.absolute() if out else None, UNREAD))
    return tuple(
        Outcome(path=path, status=Status.UNREAD, message=f"{on_one_line(path)}: {unread(path.suffix.lower())}")
        for path in sorted(found)
    )


def _below(folder: Path, out: Path | None, suffixes: Collection[str]) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in suffixes and kind(path) != "folder" and not hidden and out not in path.parents:
            yield path


def build(
    paths: Sequence[str | Path],
    out: str | Path,
    lexicon: Sequence[str | Path] = (),
    *,
    factory: Callable[[], Bench] | None = None,
    jobs: int = 1,
    force: bool = False,
    verdicts: str | Path | None = None,
    progress: Callable[[Outcome, int], None] | None = None,
    catalogue: str | Path | None = None,
    outputs: bool | None = None,
) -> BuildResult:
    """Builds the files into the store of `out`, links their accounts, writes graph.trig, graph.ttl and report.md there.

    `lexicon` are folders of Turtle laid over the shipped knowledge; a `factory` makes other tools than these.
    `verdicts` is the file of persons' verdicts on accounts, by default `verdicts.ttl` in `out`.
    `catalogue` is a file (CSV, JSON lines, MARC) that says what documents are and who speaks where their text does not.
    `outputs` says whether to write the graphs, and the report of all documents; by default for at most LARGEST of them.
    `progress` is called after each file with its outcome and the number of all. `force` builds what did not change too.
    Raises StoreError, SourceError (nothing to build), LexiconError, VerdictError and CatalogueError.
    """
    out, folders = Path(out), tuple(map(Path, lexicon))
    files = gather([*map(Path, paths)], out)
    judged = read_verdicts(Path(verdicts) if verdicts else out / FILE)
    listed = read_catalogue(Path(catalogue)).held_against(files) if catalogue else Catalogue()
    outcomes: list[Outcome] = []
    make = partial(produce, catalogue=listed)
    with Workers(factory or BenchFactory(lexicon=folders), make, died, jobs) as workers, Store(out) as store:
        link = partial(refresh, store, judged, workers.bench.lexicon)
        builder = _Builder(store, workers, force, listed, link)
        for outcome in builder.all(files):
            outcomes.append(outcome)
            if progress:
                progress(outcome, len(files))
        anew = {outcome.path: outcome for outcome in builder.doubtful()}
        outcomes = [anew.get(outcome.path, outcome) for outcome in outcomes]
        outcomes += passed_over([*map(Path, paths)], out)
        complaints, lost = (*listed.complaints, *builder.matches.complaints()), link()
        found = notices(store, outcomes)
        written = write_outputs(store, outcomes, lost, complaints, found, whole=outputs)
        return BuildResult(
            outcomes=tuple(outcomes),
            summary=summarize(store),
            lost=lost,
            complaints=complaints,
            notices=found,
            outputs=written,
        )


class _Builder:
    """One build: takes what the workers make, in order, and decides what goes into the store."""

    def __init__(
        self,
        store: Store,
        workers: Workers[Bench, tuple[Product, ...] | Outcome],
        force: bool,
        catalogue: Catalogue,
        link: Callable[[], object],
    ) -> None:
        self.store, self.workers, self.force, self.catalogue, self.link = store, workers, force, catalogue, link
        self.matches = Matches(catalogue, store)
        self.claimed: dict[str, Path] = {}
        self.waiting: list[tuple[Build, bytes]] = []
        self.bytes = 0

    def all(self, files: Sequence[Path]) -> Iterator[Outcome]:
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
            sha256 = digest(path)
            candidates = (self.store.of_path(path), self.store.of_content(sha256, path.name))
            if same := [one for one, _ in self.waiting if (one.sha256, one.file_name) == (sha256, path.name)]:
                return tuple(same)
        except (OSError, UnicodeEncodeError):  # the extractor will say what is wrong with the file or its name
            return None
        whole = (builds for builds in candidates if builds and all(self.current(one, sha256, path) for one in builds))
        return next((tuple(builds) for builds in whole), None)

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
        try:
            made = parsed(result)
        except (SyntaxError, ValueError) as error:
            return fault(path, error)
        taken = self.claim(path, builds)
        texts = {one.build.graph: one.triples for one in result if isinstance(one, Product)}
        self.keep(path, [one for one in made if one[0].graph not in taken], texts, whole=not taken)
        if taken:
            message = "; ".join(_owned(path, *one) for one in taken.items())
            return Outcome(path=path, status=Status.FAILED, message=message)
        return _done(path, Status.BUILT if made else Status.UNCHANGED, builds)

    def claim(self, path: Path, builds: Sequence[Build]) -> dict[str, Path]:
        """Takes the IRIs of a file's documents for it; those that are already another file's, and whose."""
        taken = {build.graph: other for build in builds if (other := self.owner(build, path))}
        self.claimed |= {build.graph: path for build in builds if build.graph not in taken}
        return taken

    def keep(
        self, path: Path, made: Sequence[tuple[Build, list[ox.Triple]]], texts: Mapping[str, bytes], *, whole: bool
    ) -> None:
        """Stores the graphs of a file's documents; where they are not all of them, it is built again the next time.

        A file whose graphs are all new waits until there is enough to load at once.
        """
        if not made:
            return
        self.forget_former(path, {build.graph for build, _ in made})
        if any(build.graph in self.store or self.store.build_of(build.graph) for build, _ in made):
            self.store.replace_all(made, whole=whole)
            return
        for build, _ in made:
            self.waiting.append((build if whole else replace(build, sha256=""), texts[build.graph]))
            self.bytes += len(texts[build.graph])
        if self.bytes > AT_ONCE:
            self.load()
            self.link()  # while the workers go on

    def load(self) -> None:
        """Stores what waits."""
        self.store.load(self.waiting)
        self.waiting, self.bytes = [], 0

    def owner(self, build: Build, path: Path) -> Path | None:
        """Another file that has this IRI: one of this build, or one stored before and still there."""
        if build.graph in self.claimed:
            return self.claimed[build.graph]
        stored = self.store.build_of(build.graph)
        if stored and stored.path != str(path) and stored.sha256 != build.sha256 and Path(stored.path).is_file():
            return Path(stored.path)
        return None

    def forget_former(self, path: Path, graphs: set[str]) -> None:
        """Drops what this file gave under other IRIs, for it no longer says so."""
        for build in self.store.of_path(path):
            if build.graph not in graphs and build.graph not in self.claimed:
                self.store.drop(build.graph)


def _done(path: Path, status: Status, builds: Sequence[Build]) -> Outcome:
    violations = sum(severities(build.findings)["Violation"] for build in builds)
    return Outcome(path=path, status=status, graphs=tuple(build.graph for build in builds), violations=violations)


def _owned(path: Path, graph: str, other: Path) -> str:
    return (
        f"{path}: its document's IRI {graph} is already that of {other}, which is kept; "
        "take out one of the two files, or rename it or correct its symbol if they are different documents"
    )
