"""The section on accusations that several pages share: who accuses whom, what is denied, where the accused answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.analysis.accusations import Accusation
from kg.graph.statements import ClaimView
from kg.reports.page import Cell, Group, Line, Section, key_of
from kg.reports.phrasing import Phrasing
from kg.reports.sections import section

GENERAL = "general"
"""The ground of a denial that names no matter; it is told once for all that it rejects."""


def accusation_section(phrasing: Phrasing, found: Collection[Accusation], key: str = "accusations") -> Section:
    """Accusations by accuser and accused: how many, which are denied, where the accused answers; each in its words."""
    pairs: dict[tuple[str, str], list[Accusation]] = {}
    for one in found:
        pairs.setdefault((one.by, one.accused), []).append(one)
    columns = ("accuser", "accused", "number", "denied", "answered")
    rows = (_row(phrasing, pair, made, key_of(key, *pair)) for pair, made in pairs.items())
    groups = (_pair(phrasing, pair, made, key_of(key, *pair)) for pair, made in pairs.items())
    grids = [phrasing.grid("accusations", columns, rows)]
    return section(phrasing, key, phrasing.say("note_answers"), grids=grids, groups=groups)


def _row(phrasing: Phrasing, pair: tuple[str, str], made: Sequence[Accusation], key: str) -> tuple[Cell, ...]:
    denied = sum(1 for one in made if any(denial.ground != GENERAL for denial in one.denials))
    answers = [phrasing.document(reply.document, reply.part) for one in made for reply in one.replies]
    answered = phrasing.say("unanswered") if _unanswered(pair, made) else phrasing.several(answers)
    by, accused = (Cell(_name(phrasing, one)) for one in pair)
    return by, accused, Cell(str(len(made)), key), Cell(str(denied)), Cell(answered)


def _name(phrasing: Phrasing, actor: str) -> str:
    return phrasing.name(actor) if actor else phrasing.say("nobody")


def _unanswered(pair: tuple[str, str], made: Sequence[Accusation]) -> bool:
    """Whether one side accuses another by name, and nothing is denied or answered."""
    by, accused = pair
    return accused not in ("", by) and not any(one.denials or one.replies for one in made)


def _pair(phrasing: Phrasing, pair: tuple[str, str], made: Sequence[Accusation], key: str) -> Group:
    """What one side says against another; the answers to all of it stand once."""
    by, accused = (_name(phrasing, one) for one in pair)
    notes = [*_rejections(phrasing, made), *_answers(phrasing, accused, made)]
    if _unanswered(pair, made):
        notes.append(phrasing.say("unanswered_note", who=accused))
    written = (_accusation(phrasing, one) for one in made)
    return phrasing.group(phrasing.say("accuses", by=by, accused=accused), written, *notes, key=key)


def _rejections(phrasing: Phrasing, made: Sequence[Accusation]) -> Iterator[str]:
    """The claims that reject all that the accuser says."""
    rejections = {denial.claim for one in made for denial in one.denials if denial.ground == GENERAL}
    for one in phrasing.statements.claims(rejections):
        yield phrasing.say("rejects_all", line=_short(phrasing, one))


def _answers(phrasing: Phrasing, accused: str, made: Sequence[Accusation]) -> Iterator[str]:
    """Where the accused answers, each place once."""
    for reply in dict.fromkeys(reply for one in made for reply in one.replies):
        where = phrasing.document(reply.document, reply.part)
        phrase = "answers_citing" if reply.cites else "answers_later"
        day = reply.date or phrasing.say("undated")
        yield phrasing.say(phrase, who=accused, where=where, day=day, cites=reply.cites)


def _short(phrasing: Phrasing, one: ClaimView) -> str:
    line = phrasing.line(one)
    return phrasing.say("quoted", lead=line.lead, quote=line.quote, cite=line.cite)


def _accusation(phrasing: Phrasing, one: Accusation) -> Line:
    """The first claim of an accusation; what it is said to violate or to have done, and the denials, below."""
    statements = phrasing.statements
    made = [statements.claim(claim) for claim in one.claims]
    chosen = next((claim for claim in made if claim.act), made[0])
    types = (phrasing.wording.concept("EventTypes", statements.event(event).type) for event in one.events)
    notes = (
        phrasing.say("violates", agreements=phrasing.names(one.agreements)) if one.agreements else "",
        phrasing.say("speaks_of", types=phrasing.several(types)) if one.events else "",
    )
    under = [
        phrasing.line(statements.claim(denial.claim), phrasing.say(f"ground_{denial.ground}"))
        for denial in one.denials
        if denial.ground != GENERAL
    ]
    return phrasing.line(chosen, *notes, under=under, beside=made)
