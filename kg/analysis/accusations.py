"""Who says that whom did wrong, in which words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kg.analysis.selection import Selection, reporters, select, sides
from kg.graph.statements import ClaimView, Statements
from kg.knowledge.schemes import schemes

CLASH = "ArmedClash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A claim by which somebody else holds against an accusation, and on which ground.

    `claim`: it is about the accusing claim; `event`: it denies the same occurrence; `agreement`: the accused denies the
    breach, or says that it keeps the agreement, then or later; `contradicts`: the two cannot both hold; `general`: in
    an answer, the accused rejects what the accuser says, and names no matter.
    """

    claim: str
    by: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Where the accused answers: parts of a document that cites the accusing one's symbol, or a later speech.

    `cites` is the symbol, "" for a speech in the same meeting; `part` is "" where the whole document is the accused's.
    """

    document: str
    part: str
    date: datetime.date | None
    cites: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """That one side says that another did wrong, in one place; all claims made by the same words are one accusation.

    `accused` is "" where the words name nobody; `agreements` are those it is said to violate, `events` what it is said
    to have done. `through` are those who pass the accusation on, where the accuser is only quoted.
    """

    document: str
    part: str
    date: datetime.date | None
    by: str
    accused: str
    claims: tuple[str, ...]
    acts: tuple[str, ...]
    agreements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    denials: tuple[Denial, ...] = ()
    replies: tuple[Reply, ...] = ()


def charges(statements: Statements, wanted: Selection) -> tuple[Accusation, ...]:
    """All accusations among the claims that are wanted (`target`: the accused), in the order of date and place.

    Denials and replies are not looked for; `kg.analysis.replies` does.
    """
    chosen = select(statements, replace(wanted, target=""))
    single = [one for statement in chosen if is_accusation(statement) for one in _single(statements, statement)]
    merged = [_merge(list(same)) for _, same in groupby(sorted(single, key=_place), key=_place)]
    kept = [one for _, one in merged if wanted.target in ("", one.accused)]
    order = {statement.claim: number for number, statement in enumerate(chosen)}
    kept.sort(key=lambda one: (min(order[claim] for claim in one.claims), one.accused))
    return tuple(kept)


def is_accusation(statement: ClaimView) -> bool:
    """Whether it accuses, condemns, or says that somebody violates an agreement."""
    said = statement.act in schemes().charging or statement.compliance in schemes().breaches
    return said and statement.polarity != "negative"


_Single = tuple[tuple[int, int], Accusation]


def _single(statements: Statements, statement: ClaimView) -> Iterator[_Single]:
    """One accusation for each side that the claim accuses, with the place of its words."""
    words = statements.mentions(statement)
    span = (words[0].start, words[0].end) if words else (0, 0)
    told, agreements = _matter(statements, statement.about)
    events = () if statement.compliance else told  # a breach's are the signing or adoption of what is broken
    named = (statement.complier,) if statement.compliance else statement.targets
    doers = [agent for event in events for agent in statements.event(event).agents]
    for accused in sides(statements, filter(None, named)) or sides(statements, doers) or ("",):
        yield (
            span,
            Accusation(
                document=statement.document,
                part=statement.part,
                date=statement.date,
                by=statements.side(statement.claimant),
                accused=accused,
                claims=(statement.claim,),
                acts=(statement.act,) if statement.act else (),
                agreements=agreements if statement.compliance in schemes().breaches else (),
                events=tuple(event for event in events if _may_be_blamed(statements, event, accused)),
                through=sides(statements, reporters(statements, statement)),
            ),
        )


def _matter(statements: Statements, about: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The events and the agreements (with their provisions) among what a claim is about."""
    kinds = {thing: statements.lookup.classes(thing) for thing in about}
    events = tuple(thing for thing, classes in kinds.items() if "Event" in classes)
    agreements = tuple(thing for thing, classes in kinds.items() if {"Agreement", "Provision"} & {*classes})
    return events, agreements


def _may_be_blamed(statements: Statements, event: str, accused: str) -> bool:
    """Whether an event is what the accused is blamed for: its deed, or nobody's by name; of what two do, a clash alone.

    An accusation speaks of other events too: when it was, what had been agreed on.
    """
    account = statements.event(event)
    if account.agents or not account.participants:
        return not account.agents or accused in sides(statements, account.agents)
    return account.type == CLASH


def _place(single: _Single) -> tuple[str, int, int, str, str, tuple[str, ...]]:
    span, one = single
    return one.document, *span, one.by, one.accused, one.through


def _merge(same: list[_Single]) -> _Single:
    """One accusation of all that the same words claim."""
    span, first = same[0]
    several = [one for _, one in same]
    return span, replace(
        first,
        claims=_union(one.claims for one in several),
        acts=_union(one.acts for one in several),
        agreements=_union(one.agreements for one in several),
        events=_union(one.events for one in several),
    )


def _union(several: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for values in several for one in values}))
