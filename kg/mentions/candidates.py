"""What a trained model takes for names: candidates, which only a pattern's confirmation turns into mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.name_patterns import Compiled
from kg.mentions.cascade import Settled, cells, settle
from kg.mentions.names import NameMatch
from kg.mentions.ner.runs import Proposal
from kg.model.mention import CANDIDATES, Kind
from kg.model.text import Span

RULE = "model"
# The labels of Universal NER, of CoNLL and of OntoNotes; nationalities, dates and the like are the rules' business.
KINDS: Mapping[str, Kind] = {
    "PER": Kind.CANDIDATE_PERSON,
    "PERSON": Kind.CANDIDATE_PERSON,
    "LOC": Kind.CANDIDATE_PLACE,
    "GPE": Kind.CANDIDATE_PLACE,
    "FAC": Kind.CANDIDATE_PLACE,
    "ORG": Kind.CANDIDATE_ORGANIZATION,
}
UNCONFIRMED = "nothing in its form or around it says that it is a name"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that is not kept, and why; `rule` says who proposed it."""

    span: Span
    reason: str
    rule: str = RULE


def candidates(proposed: Iterable[Proposal]) -> tuple[NameMatch, ...]:
    """What a model proposes, as candidates; what its labels call no person, place or body is left out."""
    return tuple(
        NameMatch(span=Span(start, end), kind=kind, kinds=frozenset({kind}), rule=RULE)
        for start, end, label in proposed
        if (kind := KINDS.get(label))
    )


def confirm(
    text: str,
    matches: Sequence[NameMatch],
    proposed: Iterable[NameMatch],
    judges: tuple[Compiled, ...],
    known: Settled | None = None,
) -> tuple[list[NameMatch], list[Dropped]]:
    """The candidates that patterns confirm, as matches of the patterns, and the dropped ones.

    A candidate that overlaps a match is not looked at: the lexicon and the other patterns win. `known` is that of
    `settle`.
    """
    taken = cells(matches)
    free = [one for one in proposed if taken.isdisjoint(range(one.span.start, one.span.end))]
    if not free:
        return [], []
    found = set(matches)
    settled = [match for match in settle(text, [*matches, *free], judges, known) if match not in found]
    verdicts = {at: match for match in settled for at in range(match.span.start, match.span.end)}
    refused = [one for one in free if not _confirms(verdicts.get(one.span.start))]
    dropped = [Dropped(one.span, _reason(verdicts.get(one.span.start), judges), one.rule) for one in refused]
    return [match for match in settled if _confirms(match)], dropped


def _confirms(verdict: NameMatch | None) -> bool:
    """Whether a pattern found a name there; a candidate that is left as it was is none."""
    return verdict is not None and verdict.kind is not None and verdict.kind not in CANDIDATES


def _reason(verdict: NameMatch | None, judges: tuple[Compiled, ...]) -> str:
    """Why a candidate is dropped: what the pattern says that found it to be no name."""
    rule = verdict.rule if verdict else ""
    return next((judge.pattern.comment for judge in judges if judge.pattern.name == rule), UNCONFIRMED)
