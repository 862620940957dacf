"""What to look at after a build: documents that were not read, give no claim, or do not say whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import on_one_line
from kg.graph.store import Store
from kg.pipeline.summary import Outcome, Status
from kg.pipeline.survey import survey_of


def notices(store: Store, outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """A line for each such document of a build, with the reason and what to do."""
    return tuple(line for outcome in outcomes for line in _of(store, outcome))


def _of(store: Store, outcome: Outcome) -> Iterator[str]:
    if not outcome.graphs and outcome.status is not Status.PASSED:
        yield outcome.message
    for graph in outcome.graphs:
        which = f" ({graph.rpartition('/')[2]})" if len(outcome.graphs) > 1 else ""
        if notice := survey_of(store, graph).notice:
            yield f"{on_one_line(outcome.path)}{which}: {notice}"


def described(store: Store, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each document of a build: how many claims it has, of how many speakers, and how many problems."""
    for outcome in outcomes:
        for graph in outcome.graphs:
            found = survey_of(store, graph)
            counts = (
                counted(found.count("claims"), "claim"), counted(found.speakers, "speaker"),
                counted(len(found.problems), "problem"),
            )  # fmt: skip
            yield f"{outcome.status} {on_one_line(outcome.path)} ({graph.rpartition('/')[2]}): {', '.join(counts)}"


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
