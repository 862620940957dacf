"""The ties of the projections, made when the index is brought up to date, with what it has of their claims."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.analysis.networks.network import Tie
from kg.analysis.networks.nodes import Nodes
from kg.analysis.networks.projections import (
    DIRECTED,
    NODES,
    QUOTED,
    UNKNOWN,
    ends,
    load_projections,
    projected,
    unfit,
)
from kg.graph.query_files import Query
from kg.graph.statements import Statements
from kg.graph.store import Store
from kg.knowledge.schemes import schemes
from kg.namespaces import DCTERMS, LKG

QUOTED_CLAIMS = (
    "SELECT DISTINCT thing.iri FROM role JOIN claim ON claim.thing = role.thing JOIN thing ON thing.id = role.thing"
    " WHERE role.role = 'about'"
)
CLAIMS = (
    "SELECT thing.iri, act, polarity, claim.day, claim.start, claim.end, claim.words, document.label, graph.iri,"
    " (SELECT GROUP_CONCAT(who.iri, ' ') FROM role JOIN thing AS who ON who.id = role.thing"
    " WHERE role.claim = claim.id AND role.role = 'claimant'),"
    " (SELECT GROUP_CONCAT(at.iri, ' ') FROM role JOIN thing AS at ON at.id = role.thing"
    " WHERE role.claim = claim.id AND role.role = 'target')"
    " FROM claim JOIN thing ON thing.id = claim.thing JOIN graph ON graph.id = claim.graph"
    " LEFT JOIN document ON document.graph = claim.graph"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The ties of a projection in order, and those left out, by reason."""

    projection: Query
    directed: bool
    ties: tuple[Tie, ...]
    left_out: tuple[tuple[str, int], ...]


@cache
def projections() -> Mapping[str, Query]:
    """The shipped projections by name."""
    return {one.name: one for one in load_projections()}


def is_directed(name: str) -> bool:
    """Whether the ties of a shipped projection have a direction."""
    return ends(projections()[name]) == DIRECTED


def write_ties(
    connection: sqlite3.Connection, store: Store, number: Callable[[str], int], hidden: frozenset[str] = frozenset()
) -> None:
    """Puts the ties of every projection into the index, by both kinds of nodes, but for those of hidden things.

    `number` gives a thing's number.
    """
    maker = Maker(connection, store, hidden)
    connection.execute("DELETE FROM tie")
    connection.execute("DELETE FROM left_out")
    for name in sorted(projections()):
        for nodes in NODES:
            found = maker.made(name, nodes)
            evidence: dict[str, int] = {}
            connection.executemany(
                "INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        name, nodes, number(tie.source), number(tie.target), tie.date, tie.sign,
                        evidence.setdefault(tie.evidence, len(evidence)), number(tie.claim) if tie.claim else 0,
                    )
                    for tie in found.ties
                ),
            )  # fmt: skip
            rows = ((name, nodes, reason, times) for reason, times in found.left_out)
            connection.executemany("INSERT INTO left_out VALUES (?, ?, ?, ?)", rows)


class Maker:
    """Makes ties of the rows of projections; keeps what it has read."""

    def __init__(self, connection: sqlite3.Connection, store: Store, hidden: frozenset[str] = frozenset()) -> None:
        self.connection, self.hidden = connection, hidden
        self.statements = Statements(store)
        self.nodes = Nodes(self.statements)
        self.quoted = {iri for (iri,) in connection.execute(QUOTED_CLAIMS)}
        self._projected = cache(lambda name: list(projected(store, projections()[name])))
        self._claims = cache(self._every_claim)
        self._at = cache(self._place)

    def made(self, name: str, nodes: str) -> Ties:
        """The ties of a projection between actors or, with `nodes="state"`, between the states that they are of.

        What is known only through another's quotation, and what unknown actors say, is left out, as `kg analyze` does.
        """
        unknown, directed = self.statements.unknown, is_directed(name)
        left_out, kept = Counter[str](), list[Tie]()
        home = self.nodes.home if nodes == "state" else str
        for row in self._projected(name):
            if reason := unfit(row, self.hidden):
                left_out[reason] += 1
            elif row.get("claim") in self.quoted:
                left_out[QUOTED] += 1
            elif (tie := self._tie(row, home, directed)).claimant in unknown or unknown & {
                row["source"],
                row["target"],
            }:
                left_out[UNKNOWN] += 1
            else:
                kept.append(tie)
        return Ties(
            projection=projections()[name], directed=directed, ties=tuple(sorted(kept)),
            left_out=tuple(sorted(left_out.items())),
        )  # fmt: skip

    def _tie(self, row: Mapping[str, str], home: Callable[[str], str], directed: bool) -> Tie:
        source, target = home(row["source"]), home(row["target"])
        if not directed and target < source:
            source, target = target, source
        known = self._claims().get(row.get("claim", ""))
        if known is None:
            bare = Tie(
                source=source, target=target, mention=row.get("mention", ""), part=row.get("part", ""),
                document=row.get("document", ""), relation=row.get("relation", ""), date=row.get("date", ""),
            )  # fmt: skip
            return self._placed(bare)
        own = directed and known.claimant == row["source"] and row["target"] in known.reported.split()
        return replace(
            known, source=source, target=target, event=row.get("event", ""),
            relation=row.get("relation", "") or known.act, date=row.get("date", "") or known.said,
            sign=schemes().sign(known.act, known.polarity) if own else 0, reported="",
        )  # fmt: skip

    def _placed(self, tie: Tie) -> Tie:
        """A tie that rests on a mention, a part or a document, with its day and its document."""
        part, document, day = self._at(tie.mention, tie.part, tie.document)
        symbol = self.statements.lookup.citation(document)
        return replace(tie, part=part, document=document, said=day, date=tie.date or day, symbol=symbol)

    def _place(self, mention: str, part: str, document: str) -> tuple[str, str, str]:
        """Part, document and day of what a tie rests on."""
        lookup = self.statements.lookup
        part = part or (lookup.first(mention, LKG.inPart) if mention else "")
        document = document or lookup.first(part, DCTERMS.isPartOf)
        return part, document, str(self.statements.date(part or document) or "")

    def _every_claim(self) -> dict[str, Tie]:
        """What the index has of claims, as ties without ends; `reported` holds the targets until the ends are known."""
        return dict(_claims(self.connection.execute(CLAIMS)))


def _claims(rows: Any) -> Iterator[tuple[str, Tie]]:  # noqa: ANN401
    for iri, act, polarity, day, start, end, words, label, graph, claimant, targets in rows:
        yield iri, Tie(
            source="", target="", claim=iri, act=act, polarity=polarity, said=day or "", quote=words or "",
            char_start=start or 0, char_end=end or 0, symbol=label or "", document=graph, claimant=claimant or "",
            reported=targets or "",
        )  # fmt: skip
