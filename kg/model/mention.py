"""Mentions, sentences and annotated parts: what is named where, and with which evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from kg.model.document import Part
from kg.model.frozen import dataclass
from kg.model.text import Problem, Span


class Kind(StrEnum):
    """What a mention names; the first seven are the ontology's classes by their local names.

    A candidate is what a trained model takes for a name; it becomes a mention only where a pattern confirms it. Nothing
    names an unknown actor: it is whoever speaks where a document does not say who.
    """

    STATE = "State"
    DISPUTED = "DisputedEntity"
    ORGANIZATION = "Organization"
    FORCE = "Force"
    GROUP = "Group"
    PERSON = "Person"
    PLACE = "Place"
    ANAPHOR = "Anaphor"
    AGREEMENT = "Agreement"
    PROVISION = "Provision"
    POST = "Post"
    DATE = "Date"
    COUNT = "Count"
    SYMBOL = "Symbol"
    CANDIDATE_PERSON = "CandidatePerson"
    CANDIDATE_PLACE = "CandidatePlace"
    CANDIDATE_ORGANIZATION = "CandidateOrganization"
    UNKNOWN = "UnknownActor"


STATES = frozenset({Kind.STATE, Kind.DISPUTED})
OWNED = frozenset({Kind.ORGANIZATION, Kind.FORCE})
"""Bodies and forces: what may be a state's."""
ACTORS = frozenset({Kind.STATE, Kind.DISPUTED, Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.PERSON, Kind.ANAPHOR})


CANDIDATES = frozenset({Kind.CANDIDATE_PERSON, Kind.CANDIDATE_PLACE, Kind.CANDIDATE_ORGANIZATION})


NO_SLOTS: Mapping[str, Span] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A stated number, and how it is bounded.

    `bound` is `exact`, `at_least`, `about`, `more_than` or `at_most` (至多200人, 不到200人).
    `unit` is the classifier or measure as written, empty where the number stands before the noun itself (数千平民);
    `counts` says what such a unit counts: `persons` (人, itself a noun), `people` (名), `cases`, `things`, `measure`,
    empty without a unit.
    """

    number: int | float
    bound: str = "exact"
    unit: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a part's text that name something, and the rule that found them.

    `entries` are the lexicon's keys (`actor/azerbaijan`) that bear the name, none for a pattern's find; `slots` are the
    pattern's named groups (`state`, `post`, `name`, `alias`, `number`, `unit`, `bound`, ...) in the part's text.
    `value` is what a count comes to; `dates` are the times stated inside a name (`the ceasefire of 9 May 1994`).
    """

    span: Span
    surface: str
    kind: Kind
    rule: str
    entries: tuple[str, ...] = ()
    slots: Mapping[str, Span] = field(default_factory=lambda: NO_SLOTS, hash=False)
    value: Count | None = None
    dates: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a part, in the part's text."""

    part: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A part with its sentences and what is named in it, mentions in order and not overlapping.

    `masks` keeps what was made of its sentences, for all who read them.
    """

    part: Part
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()
    masks: dict[tuple[Span, int], object] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a thing stands written: a span of a part's text, and the rule that fired there."""

    part: int
    span: Span
    rule: str
