"""Who denies an accusation, and where the accused answers.

An answer follows the symbols that documents cite, and the order of speeches in a meeting: it answers the document or
the speech, not this accusation in particular; a denial is of what the accusation is about. What has neither is
unanswered in the documents of the store, no more.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rdflib.namespace import DCTERMS

from kg.analysis.accusations import Accusation, Denial, Reply, charges
from kg.analysis.selection import Selection, parts, reporters, select, sides
from kg.graph.queries import things_named
from kg.graph.statements import ClaimView, Statements
from kg.knowledge.schemes import schemes
from kg.namespaces import LKG, slug

SPEECH = "Speech"
ALL = Selection()


def accusations(statements: Statements, wanted: Selection = ALL) -> tuple[Accusation, ...]:
    """All accusations among the claims that are wanted (`target`: the accused), each with denials and replies."""
    answers = Answers(statements, unknown=wanted.unknown)
    return tuple(answers.answered(one) for one in charges(statements, wanted))


def is_denial(statement: ClaimView) -> bool:
    """Whether it says that something did not happen."""
    return statement.act == "deny" or statement.polarity == "negative"


def not_before(day: datetime.date | None, other: datetime.date | None) -> bool:
    """Whether a day is not known to come before another."""
    return day is None or other is None or day >= other


class Answers:
    """Looks for denials and replies; keeps what it has read of documents. Unknown actors deny only if `unknown`."""

    def __init__(self, statements: Statements, *, unknown: bool = False) -> None:
        self.statements, self.lookup, self.unknown = statements, statements.lookup, unknown
        self._made: dict[str, tuple[ClaimView, ...]] = {}
        self._about: dict[str, tuple[ClaimView, ...]] = {}
        self._replies: dict[tuple[str, str, str, str], tuple[Reply, ...]] = {}

    def answered(self, accusation: Accusation) -> Accusation:
        """The accusation with its denials and replies, each in the order of date and place."""
        key = accusation.document, accusation.part, accusation.by, accusation.accused
        if key not in self._replies:
            self._replies[key] = tuple(sorted(set(self._answers(accusation)), key=self._order))
        replies = self._replies[key]
        return replace(accusation, replies=replies, denials=tuple(self._denials(accusation, replies)))

    def _order(self, reply: Reply) -> tuple[datetime.date, str, int]:
        order = (self.lookup.number(reply.part, LKG.order) if reply.part else None) or 0
        return reply.date or datetime.date.max, reply.document, order

    def _in(self, document: str) -> tuple[ClaimView, ...]:
        if document not in self._made:
            self._made[document] = select(self.statements, Selection(document=document))
        return self._made[document]

    def _claims_about(self, thing: str) -> tuple[ClaimView, ...]:
        if thing not in self._about:
            self._about[thing] = self.statements.claims(self.lookup.subjects(LKG.about, thing))
        return self._about[thing]

    def _denials(self, accusation: Accusation, replies: Iterable[Reply]) -> Iterator[Denial]:
        grounds = self._grounds(accusation, replies)
        for one in self.statements.claims(grounds):
            by = self.statements.side(one.claimant)
            if by != accusation.by and (self.unknown or not self.statements.is_unknown(one)):
                yield Denial(claim=one.claim, by=by, ground=grounds[one.claim])

    def _grounds(self, accusation: Accusation, replies: Iterable[Reply]) -> dict[str, str]:
        """The claims that hold something against an accusation, each with the nearest of its grounds."""
        grounds = {one.claim: "general" for reply in replies for one in self._rejections(accusation, reply)}
        for claim in accusation.claims:
            grounds |= dict.fromkeys(self.lookup.objects(claim, LKG.contradicts), "contradicts")
        for agreement in accusation.agreements:
            about = self._claims_about(agreement)
            grounds |= {one.claim: "agreement" for one in about if self._rejects(one, accusation)}
        for event in self._accounts(accusation.events):
            grounds |= {one.claim: "event" for one in self._claims_about(event) if is_denial(one)}
        for claim in accusation.claims:
            grounds |= {one.claim: "claim" for one in self._claims_about(claim) if is_denial(one)}
        return grounds

    def _rejections(self, accusation: Accusation, reply: Reply) -> Iterator[ClaimView]:
        """Claims in a reply by which the accused rejects what the accuser says, without naming a matter."""
        for one in self._in(reply.document):
            here = reply.part in ("", one.part) and self.statements.side(one.claimant) == accusation.accused
            plain = is_denial(one) and not one.about and not reporters(self.statements, one)
            if here and plain and accusation.by in sides(self.statements, one.targets):
                yield one

    def _rejects(self, one: ClaimView, accusation: Accusation) -> bool:
        """Whether the accused denies the breach, or says of itself that it keeps the agreement, then or later."""
        own = self.statements.side(one.claimant) == accusation.accused and not_before(one.date, accusation.date)
        compliers = sides(self.statements, filter(None, (one.complier,)))
        return own and (is_denial(one) or (one.compliance in schemes().keeping and accusation.accused in compliers))

    def _accounts(self, events: Iterable[str]) -> list[str]:
        """The events and the accounts that are linked to them themselves, sorted; not all of an occurrence's.

        For a third account may join two sides' deeds, and who denies the one does not deny the other.
        """
        same = {other for event in events for other in self.lookup.objects(event, LKG.sameOccurrenceAs)}
        return sorted({*events, *same})

    def _answers(self, accusation: Accusation) -> Iterator[Reply]:
        if accusation.accused not in ("", accusation.by):
            yield from self._later_speeches(accusation)
            yield from self._citing_documents(accusation)

    def _later_speeches(self, accusation: Accusation) -> Iterator[Reply]:
        spoken = [part for part in parts(self.statements, accusation.document) if SPEECH in self.lookup.classes(part)]
        if accusation.part in spoken:
            for part in spoken[spoken.index(accusation.part) + 1 :]:
                if accusation.accused in self._voices(part):
                    day = self.statements.date(part)
                    yield Reply(document=accusation.document, part=part, date=day, cites="")

    def _voices(self, part: str) -> tuple[str, ...]:
        return sides(self.statements, self.lookup.objects(part, LKG.speaksFor))

    def _citing_documents(self, accusation: Accusation) -> Iterator[Reply]:
        """What cites the accusing document: a document of the accused, or its claims in another's."""
        for symbol, node in self._cited(accusation.document):
            for citing in self.lookup.subjects(DCTERMS.references, node):
                part = self.lookup.first(citing, LKG.inPart)
                document = self.lookup.first(part, DCTERMS.isPartOf) if part else citing
                sent = accusation.accused in sides(self.statements, self.lookup.objects(document, LKG.onBehalfOf))
                said = part and not sent and accusation.accused in self._voices(part)
                day = self.statements.date(part or document)
                other = document != accusation.document and not_before(day, accusation.date)
                if other and (said or (sent and not part)):
                    yield Reply(document=document, part=part, date=day, cites=symbol)

    def _cited(self, document: str) -> Iterator[tuple[str, str]]:
        """The symbols of a document, each with the document that is cited by it."""
        for symbol in self.lookup.objects(document, LKG.symbol):
            for node in things_named(symbol, self.statements.store):
                if node.endswith(f"/{slug(symbol)}"):
                    yield symbol, node
