"""Whose doing a word tells: the subject of a verb in a masked sentence, found by the subject rules among the act rules.

A subject rule yields `subject` (the first words of a clause that no preposition governs), `own` (such words for the
speaker), `embedded` (after a verb of saying, wanting or knowing), `pronoun` (which stands for the actor who
is the subject before it in the sentence), `boundary` (where a coordinated predicate begins, which has its clause's
subject) or `opening` (where words begin that the subject says: they have not its subject unless they name it).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from kg.knowledge.sentence_rules import ActRule
from kg.mentions.masking import Firing, Masked
from kg.model.frozen import dataclass
from kg.model.mention import Mention

SPEAKER = "我"
_ENDS = "，；：。"
MOST = 1 << 30  # behind every sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: the speaker, somebody else (`mentions` where named), or nobody said.

    Of one that is `embedded`, another says, knows or wants what it does.
    """

    speaker: bool = False
    said: bool = False
    mentions: tuple[Mention, ...] = ()
    embedded: bool = False

    def fits(self, wanted: str) -> bool:
        """Whether this is what a rule's `lkg:subject` wants.

        `self`: the speaker, in words; `speaker`: the speaker or nobody; `other`: a named actor that is not the speaker;
        `another`: somebody else, named or not; `nobody`: nobody said; `not-self`: anybody but the speaker.
        """
        return {
            "self": self.speaker,
            "speaker": self.speaker or not self.said,
            "other": bool(self.mentions) and not self.speaker,
            "another": self.said and not self.speaker,
            "nobody": not self.said,
            "not-self": not self.speaker,
        }[wanted]


NOBODY = Subject()


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    embedded: bool
    subject: Subject


class Subjects:
    """The subjects of a sentence, whose speaker's own names stand in it as `SPEAKER`, by what the grammar found."""

    def __init__(self, masked: Masked, grammar: Sequence[Firing[ActRule]]) -> None:
        candidates = sorted(_candidates(grammar), key=lambda c: (c.start, c.embedded))
        pronouns = {f.start for f in grammar if "pronoun" in f.rule.yields}
        self.candidates = list(_referred(candidates, pronouns))
        ends = [i + 1 for i, c in enumerate(masked.characters) if c in _ENDS]
        cuts = [f.start for f in grammar if "boundary" in f.rule.yields]
        self.starts = sorted({0, *ends, *cuts})
        self._openings = sorted({f.end for f in grammar if "opening" in f.rule.yields})
        self._at = [c.start for c in self.candidates]
        self._peopled = sorted({bisect_right(self.starts, start) - 1 for start in self._at})

    def of(self, place: int, inherit: bool = False) -> Subject:
        """The subject of the word at a place: of its own clause, else of the nearest clause before that has one.

        With `inherit`, what an earlier clause embeds counts too, as it does for deeds that follow from it.
        """
        here = self.here(place)
        return here if here.said else self._before(bisect_right(self.starts, place) - 1, inherit)

    def here(self, place: int) -> Subject:
        """The subject of the word at a place that stands in its own clause."""
        clause = bisect_right(self.starts, place) - 1
        nearest = max(chain(*self._within(self.starts[clause], place)), key=lambda c: c.start, default=None)
        return nearest.subject if nearest else NOBODY

    def next(self, place: int) -> Subject:
        """The first subject of the clause behind a place that is not embedded."""
        clause = bisect_right(self.starts, place)
        bounds = (*self.starts[clause : clause + 2], *(MOST,) * 2)
        first, _ = self._within(bounds[0], bounds[1])
        return first[0].subject if first else NOBODY

    def _before(self, clause: int, inherit: bool) -> Subject:
        """The subject of the nearest clause before the one of that number that has one.

        Who says something, the speaker aside, is not the subject of what is said.
        """
        for earlier in reversed(self._peopled[: bisect_left(self._peopled, clause)]):
            first, embedded = self._within(*self.starts[earlier : earlier + 2])
            there = (embedded if inherit else []) or first
            if there:
                nearest = there[-1]
                told = not nearest.subject.speaker and self._opens(nearest.end, self.starts[clause])
                return NOBODY if told else nearest.subject
        return NOBODY

    def are_told(self, place: int) -> bool:
        """Whether the words at a place are in a clause that another says, who stands before it."""
        clause = bisect_right(self.starts, place) - 1
        return clause > 0 and self._opens(*self.starts[clause - 1 : clause + 1])

    def _opens(self, start: int, end: int) -> bool:
        """Whether what somebody says begins in a stretch."""
        return bisect_right(self._openings, start) < bisect_right(self._openings, end)

    def _within(self, start: int, end: int) -> tuple[list[_Candidate], list[_Candidate]]:
        """The first subject of a stretch, if it has one, and those embedded in it."""
        near = self.candidates[bisect_left(self._at, start) : bisect_right(self._at, end)]
        there = [c for c in near if c.end <= end]
        return [c for c in there if not c.embedded][:1], [c for c in there if c.embedded]


def _referred(candidates: Sequence[_Candidate], pronouns: Collection[int]) -> Iterator[_Candidate]:
    """The candidates, a pronoun with the subject of the last clause before it whose subject is an actor."""
    before: Subject | None = None
    for candidate in candidates:
        if candidate.start in pronouns and before:
            yield replace(candidate, subject=before)
            continue
        if candidate.subject.mentions and not candidate.embedded:
            before = candidate.subject
        yield candidate


def _candidates(grammar: Sequence[Firing]) -> Iterator[_Candidate]:
    """The subjects that the firings of the grammar propose."""
    for firing in grammar:
        words = firing.masked.characters[firing.start : firing.end]
        mentions = firing.slots.get("actor", ())
        at = firing.start + words.index(SPEAKER) if SPEAKER in words and not mentions else firing.start
        own = "own" in firing.rule.yields
        for kind in {"subject", "embedded", "own"}.intersection(firing.rule.yields):
            embedded = kind == "embedded"
            subject = Subject(own or SPEAKER in words, True, () if own else mentions, embedded)
            yield _Candidate(at, firing.end, embedded, subject)
