"""A document as its page needs it, but for names and languages: made once, when the index takes its graph in.

Dividing a long record into its paragraphs once more, and finding in its graph what stands where, takes longer than a
page may. All of it follows from the document's own graph, so it is kept beside that graph's rows in the index and goes
with them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rdflib.namespace import DCTERMS

from kg.model.text import Text
from kg.namespaces import LKG, SEM
from kg.web.index.reading import GraphRows, narrowest
from kg.web.text.kept import Block, Figure, Prepared, Problem, Run, Said, Told, Voice
from kg.web.text.layers import (
    AGREEMENT,
    CLAIM,
    DATE,
    NAME,
    PROBLEM,
    Mark,
    Marks,
    Piece,
    cut,
    dates_of,
    marks_of,
    pages_of,
)
from kg.web.text.shape import Shape, ShapedPart, printed, shape_of

FACTS = ("symbol", "organ", "session", "meetingTime", "agendaItem", "agendaTopic", "circulateAs", "fileName")
PEOPLE = ("sender", "addressee", "onBehalfOf")


def prepare(rows: GraphRows) -> Prepared:
    """The document of a graph."""
    shape, claims = shape_of(rows), list(said_of(rows))
    problems = [Problem(*problem) for problem in rows.problems()]
    return Prepared(
        same=shape.same,
        why=shape.why,
        kind=narrowest(rows.classes[rows.graph]),
        day=rows.day or "",
        facts=[(name, words) for name in FACTS if (words := rows.values(rows.graph, LKG + name))],
        people=[(name, who) for name in PEOPLE if (who := rows.values(rows.graph, LKG + name))],
        cited=rows.values(rows.graph, str(DCTERMS.references)),
        problems=problems,
        claims=claims,
        voices=list(_Blocks(rows, claims, problems).voices(shape)),
    )


def said_of(rows: GraphRows) -> Iterator[Said]:
    """The claims of a graph that stand somewhere, by their places."""
    every = rows.of_class("Claim")
    quoting = defaultdict[str, list[str]](list)
    for claim in every:
        for thing in rows.values(claim, f"{LKG}about"):
            if "Claim" in rows.classes.get(thing, ()):
                quoting[thing].append(claim)
    placed = [(at[0].start, at[0].end, claim) for claim in every if (at := rows.stretches(claim))]
    for start, end, claim in sorted(placed):
        yield _claim(rows, claim, start, end, quoting.get(claim, ()))


def _claim(rows: GraphRows, claim: str, start: int, end: int, quoting: Iterable[str]) -> Said:
    def said(name: str) -> list[str]:
        return rows.values(claim, LKG + name)

    events, agreements, others = list[Told](), list[str](), list[tuple[str, bool]]()
    for thing in said("about"):
        kinds = {*rows.classes.get(thing, ())}
        if "Event" in kinds:
            events.append(_told(rows, thing))
        elif {"Agreement", "Provision"} & kinds:
            agreements.append(thing)
        else:
            others.append((thing, "Claim" in kinds))
    return Said(
        claim=claim,
        start=start,
        end=end,
        act=rows.notation(claim, f"{LKG}act"),
        compliance=rows.notation(claim, f"{LKG}compliance"),
        negative=rows.first(claim, f"{LKG}polarity") == "negative",
        claimants=said("claimant"),
        targets=said("target"),
        uttered_by=said("utteredBy"),
        sources=said("reportedSource"),
        through=_through(rows, claim, quoting),
        events=events,
        agreements=agreements,
        others=others,
        compliers=said("complier"),
        figures=[_figure(rows, figure) for figure in said("casualties")],
        distance=[rows.words(mention) for mention in said("keepsDistanceFrom")],
        rules=list(dict.fromkeys(one.rule for one in rows.stretches(claim) if one.rule)),
    )


def _through(rows: GraphRows, claim: str, quoting: Iterable[str]) -> list[str]:
    """Those who pass a claim on in the part where it stands."""
    part = rows.first(claim, f"{LKG}inPart")
    passing = (one for one in quoting if rows.first(one, f"{LKG}inPart") == part)
    return list(dict.fromkeys(who for one in passing for who in rows.values(one, f"{LKG}claimant")))


def _told(rows: GraphRows, event: str) -> Told:
    return Told(
        event=event,
        type=rows.notation(event, f"{LKG}eventType"),
        begin=rows.first(event, f"{SEM}hasBeginTimeStamp") or "",
        end=rows.first(event, f"{SEM}hasEndTimeStamp") or "",
        agents=rows.values(event, f"{LKG}agent"),
        patients=rows.values(event, f"{LKG}patient"),
        participants=rows.values(event, f"{LKG}participant"),
        places=rows.values(event, f"{SEM}hasPlace"),
    )


def _figure(rows: GraphRows, figure: str) -> Figure:
    return Figure(
        harm=rows.notation(figure, f"{LKG}harm"),
        number=rows.number(figure, f"{LKG}count") or 0,
        bound=rows.first(figure, f"{LKG}bound") or "exact",
        victims=rows.first(figure, f"{LKG}victims") or "",
        side=rows.first(figure, f"{LKG}side") or "",
        as_of=rows.first(figure, f"{LKG}asOf") or "",
    )


class _Blocks:
    """Divides a document; each claim and each problem is shown once, where it begins, and each anchor stands once."""

    def __init__(self, rows: GraphRows, claims: Sequence[Said], problems: Sequence[Problem]) -> None:
        self.rows, self.claims = rows, claims
        self.problems = [one for one in problems if one.start is not None]
        marks = (Mark(start=one.start, end=one.end, layer=CLAIM, things=(str(n),)) for n, one in enumerate(claims))
        self.marks = Marks([*marks_of(rows), *marks])
        self.pages = pages_of(rows)
        self._anchored = set[tuple[int, int]]()

    def voices(self, shape: Shape) -> Iterator[Voice]:
        """The parts in order."""
        for part in shape.parts:
            yield self._voice(part)

    def _voice(self, part: ShapedPart) -> Voice:
        def said(predicate: str) -> list[str]:
            return self.rows.values(part.iri, predicate)

        return Voice(
            iri=part.iri,
            order=part.order,
            kind=part.kind,
            speakers=said(f"{LKG}speaker"),
            speaks_for=said(f"{LKG}speaksFor"),
            behalf=said(f"{LKG}onBehalfOf"),
            languages=said(str(DCTERMS.language)),
            blocks=[self._block(paragraph) for paragraph in part.paragraphs],
        )

    def _block(self, paragraph: Text) -> Block:
        where = paragraph.origin()
        pieces = cut(paragraph, [*self.marks.near(where), *dates_of(paragraph)])
        page = bisect_right(self.pages, (where.end, 0)) - 1
        return Block(
            start=where.start,
            end=where.end,
            page=self.pages[page][1] if page >= 0 else None,
            printed=printed(self.rows.text, paragraph),
            runs=[self._run(piece) for piece in pieces],
            claims=[n for n, one in enumerate(self.claims) if where.start <= one.start < where.end],
            problems=[one for one in self.problems if where.start <= (one.start or 0) < where.end],
        )

    def _run(self, piece: Piece) -> Run:
        named = piece.of(AGREEMENT) or piece.of(NAME) or piece.of(DATE)
        return Run(
            words=piece.words,
            start=piece.start,
            anchors=list(self._anchors(piece)),
            begun=[int(mark.things[0]) for mark in piece.begins if mark.layer == CLAIM],
            claims=[int(mark.things[0]) for mark in piece.marks if mark.layer == CLAIM],
            layer=named.layer if named else "",
            things=named.things if named else (),
            flawed=any(mark.layer == PROBLEM for mark in piece.marks),
        )

    def _anchors(self, piece: Piece) -> Iterator[tuple[int, int]]:
        for mark in piece.begins:
            if (mark.start, mark.end) not in self._anchored:
                self._anchored.add((mark.start, mark.end))
                yield mark.start, mark.end
