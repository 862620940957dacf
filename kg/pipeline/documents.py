"""The whole way for many documents: read, extract, validate, store; what did not change is skipped, what fails is said.

One document's failure never stops the others and never touches what the store already had of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.store import Store
from kg.occurrences.graph import refresh
from kg.occurrences.verdicts import FILE, Lost, read_verdicts
from kg.pipeline import garbage
from kg.pipeline.bench import Bench, BenchFactory
from kg.pipeline.builder import Builder
from kg.pipeline.gathering import gather
from kg.pipeline.notices import notices
from kg.pipeline.products import Made, died, produce
from kg.pipeline.summary import LARGEST, Outcome, Status, Summary, summarize, write_outputs
from kg.pipeline.workers import Workers
from kg.structure.catalogue import Catalogue, read_catalogue

if TYPE_CHECKING:
    from distributed import Client


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
        """What lies in the folders and may be a document, but is not read."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.UNREAD)

    @property
    def passed(self) -> tuple[Outcome, ...]:
        """What lies in the folders and is no document."""
        return tuple(outcome for outcome in self.outcomes if outcome.status is Status.PASSED)

    @property
    def statuses(self) -> dict[str, int]:
        """How many files were built, unchanged, failed, not read, no documents."""
        return {str(status): sum(one.status is status for one in self.outcomes) for status in Status}

    @property
    def violations(self) -> int:
        """How many violations of the shapes the documents of this build have."""
        return sum(outcome.violations for outcome in self.outcomes)

    @property
    def ok(self) -> bool:
        """Whether all was built and conforms."""
        return not self.failed and not self.violations


@garbage.seldom()
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
    cluster: Client | None = None,
) -> BuildResult:
    """Builds the files into the store of `out`, links their accounts, writes graph.trig, graph.ttl and report.md there.

    `lexicon` are folders of Turtle laid over the shipped knowledge; a `factory` makes other tools than these.
    `verdicts` is the file of persons' verdicts on accounts, by default `verdicts.ttl` in `out`.
    `catalogue` is a file (CSV, JSON lines, MARC) that says what documents are and who speaks where their text does not.
    `outputs` says whether to write the graphs, and the report of all documents; by default for at most LARGEST of them.
    `progress` is called after each file with its outcome and the number of all. `force` builds what did not change too.
    `cluster` is a client of Dask, whose workers read the documents in place of `jobs` processes of this machine.
    Raises StoreError, ClusterError, SourceError (nothing to build), LexiconError, VerdictError and CatalogueError.
    """
    out, folders = Path(out), tuple(map(Path, lexicon))
    known = [Path(one) for one in (*lexicon, verdicts, catalogue) if one]
    gathered = gather([*map(Path, paths)], out, known)
    files = gathered.files
    judged = read_verdicts(Path(verdicts) if verdicts else out / FILE)
    listed = read_catalogue(Path(catalogue)).held_against(files) if catalogue else Catalogue()
    outcomes: list[Outcome] = []
    factory = factory or BenchFactory(lexicon=folders)
    workers = _workers(factory, listed, jobs, cluster)
    with garbage.spared(), workers, Store(out) as store:
        link = partial(refresh, store, judged, workers.bench.lexicon)
        whole = len(files) <= LARGEST if outputs is None else outputs
        builder = Builder(store, workers, force, listed, link, whole=whole)
        for outcome in builder.all(files):
            outcomes.append(outcome)
            if progress:
                progress(outcome, len(files))
        anew = {outcome.path: outcome for outcome in builder.doubtful()}
        outcomes = [anew.get(outcome.path, outcome) for outcome in outcomes]
        outcomes += gathered.others
        complaints, lost = (*listed.complaints, *builder.matches.complaints()), link()
        found = notices(store, outcomes)
        written = write_outputs(store, outcomes, lost, complaints, found, whole=outputs, made=builder.made)
        return BuildResult(
            outcomes=tuple(outcomes),
            summary=summarize(store),
            lost=lost,
            complaints=complaints,
            notices=found,
            outputs=written,
        )


def _workers(
    factory: Callable[[], Bench], listed: Catalogue, jobs: int, cluster: Client | None
) -> Workers[Bench, Made]:
    if cluster is None:
        return Workers(factory, partial(produce, catalogue=listed), died, jobs)
    from kg.pipeline.cluster import Cluster  # it needs packages that no other build does

    return Cluster(cluster, factory, listed, died)
