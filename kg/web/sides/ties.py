"""The ties of a projection, with what the index has of their claims: reading each from the store takes far longer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.analysis.networks.measures import majority
from kg.analysis.networks.network import Network, Tie, to_graph
from kg.analysis.networks.nodes import Nodes
from kg.analysis.networks.projections import DIRECTED, QUOTED, UNKNOWN, UNTIED, ends, load_projections, projected
from kg.graph.query_files import Query
from kg.knowledge.schemes import schemes
from kg.namespaces import DCTERMS, LKG
from kg.web.index.index import placeholders
from kg.web.sides.period import Period
from kg.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The ties of a projection in order, and those left out, by reason."""

    projection: Query
    directed: bool
    ties: tuple[Tie, ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """All ties of two nodes (in one direction): the claims for, against and neither, and the first and last day."""

    source: str
    target: str
    favourable: int
    against: int
    neither: int
    first: str
    last: str

    @property
    def number(self) -> int:
        """How many claims, or other evidence, tie the two."""
        return self.favourable + self.against + self.neither

    @property
    def sign(self) -> int:
        """What most of the signed claims are, 0 where neither are more."""
        return majority(self.favourable, self.against)


@cache
def projections() -> Mapping[str, Query]:
    """The shipped projections by name."""
    return {one.name: one for one in load_projections()}


def ties(view: View, name: str, nodes: str) -> Ties:
    """The ties of a shipped projection, between actors or, with `nodes="state"`, between the states that they are of.

    What is known only through another's quotation, and what unknown actors say, is left out, as `kg analyze` does.
    """
    return view.index.remembered(("ties", name, nodes), lambda: _Maker(view, projections()[name]).made(nodes))


def within(found: Ties, period: Period) -> list[Tie]:
    """The ties of a period; without one all, the undated too."""
    if not (period.first or period.last):
        return list(found.ties)
    first, last = period.bounds
    return [tie for tie in found.ties if tie.date and first <= tie.date <= last]


def pairs(given: list[Tie]) -> list[Pair]:
    """One pair for all ties between two nodes, the strongest first; what ties a node to itself is none."""
    held: defaultdict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in given:
        if tie.source != tie.target:
            held[tie.source, tie.target].append(tie)
    made = [_pair(*ends, several) for ends, several in held.items()]
    return sorted(made, key=lambda one: (-one.number, one.source, one.target))


def _pair(source: str, target: str, several: list[Tie]) -> Pair:
    signs = {sign: len({tie.evidence for tie in several if tie.sign == sign}) for sign in (-1, 0, 1)}
    days = [tie.date for tie in several if tie.date]
    return Pair(
        source=source, target=target, favourable=signs[1], against=signs[-1], neither=signs[0],
        first=min(days, default=""), last=max(days, default=""),
    )  # fmt: skip


def network(view: View, found: Ties, given: list[Tie]) -> Network:
    """Some of the ties as a network, for its files."""
    graph = to_graph(given, Nodes(view.statements).attributes, found.directed)
    return Network(projection=found.projection, graph=graph, left_out=found.left_out)


class _Maker:
    """Makes ties of the rows of a projection."""

    def __init__(self, view: View, projection: Query) -> None:
        self.view, self.projection = view, projection
        self.directed = ends(projection) == DIRECTED
        self.nodes = Nodes(view.statements)

    def made(self, nodes: str) -> Ties:
        """All ties; see `ties`."""
        rows = list(projected(self.view.store, self.projection))
        claims = self._claims({row["claim"] for row in rows if row.get("claim")})
        quoted = {iri for (iri,) in self.view.index.rows(
            "SELECT DISTINCT thing.iri FROM role JOIN claim ON claim.thing = role.thing"
            " JOIN thing ON thing.id = role.thing WHERE role.role = 'about'")}  # fmt: skip
        unknown = self.view.statements.unknown
        left_out, kept = Counter[str](), list[Tie]()
        home = self.nodes.home if nodes == "state" else str
        for row in rows:
            if not (row["source"] and row["target"]):
                left_out[UNTIED] += 1
            elif row.get("claim") in quoted:
                left_out[QUOTED] += 1
            elif (tie := self._tie(row, claims, home)).claimant in unknown or unknown & {row["source"], row["target"]}:
                left_out[UNKNOWN] += 1
            else:
                kept.append(tie)
        return Ties(
            projection=self.projection, directed=self.directed, ties=tuple(sorted(kept)),
            left_out=tuple(sorted(left_out.items())),
        )  # fmt: skip

    def _tie(self, row: Mapping[str, str], claims: Mapping[str, Tie], home: Callable[[str], str]) -> Tie:
        source, target = home(row["source"]), home(row["target"])
        if not self.directed and target < source:
            source, target = target, source
        known = claims.get(row.get("claim", ""))
        if known is None:
            bare = Tie(
                source=source, target=target, mention=row.get("mention", ""), part=row.get("part", ""),
                document=row.get("document", ""), relation=row.get("relation", ""), date=row.get("date", ""),
            )  # fmt: skip
            return self._placed(bare)
        own = self.directed and known.claimant == row["source"] and row["target"] in known.reported.split()
        happened = known.polarity != "negative" or known.act == "deny"
        return replace(
            known, source=source, target=target, event=row.get("event", ""),
            relation=row.get("relation", "") or known.act, date=row.get("date", "") or known.said,
            sign=schemes().signs.get(known.act, 0) if own and happened else 0, reported="",
        )  # fmt: skip

    def _placed(self, tie: Tie) -> Tie:
        """A tie that rests on a mention, a part or a document, with its day and its document."""
        statements, lookup = self.view.statements, self.view.lookup
        part = tie.part or (lookup.first(tie.mention, LKG.inPart) if tie.mention else "")
        document = tie.document or lookup.first(part, DCTERMS.isPartOf)
        day = str(statements.date(part or document) or "")
        return replace(
            tie, part=part, document=document, said=day, date=tie.date or day, symbol=self.view.name(document)
        )

    def _claims(self, wanted: set[str]) -> dict[str, Tie]:
        """What the index has of claims, as ties without ends; `reported` holds the targets until the ends are known."""
        index = self.view.index
        found: dict[str, Tie] = {}
        asked = sorted(wanted)
        for at in range(0, len(asked), 500):
            several = asked[at : at + 500]
            rows = index.rows(
                "SELECT thing.iri, act, polarity, claim.day, claim.start, claim.end, claim.words, document.label,"
                " graph.iri, (SELECT GROUP_CONCAT(who.iri, ' ') FROM role JOIN thing AS who ON who.id = role.thing"
                " WHERE role.claim = claim.id AND role.role = 'claimant'), (SELECT GROUP_CONCAT(at.iri, ' ') FROM role"
                " JOIN thing AS at ON at.id = role.thing WHERE role.claim = claim.id AND role.role = 'target')"
                " FROM thing JOIN claim ON claim.thing = thing.id JOIN graph ON graph.id = claim.graph"
                f" LEFT JOIN document ON document.graph = claim.graph WHERE thing.iri IN ({placeholders(several)})",
                *several,
            )
            for iri, act, polarity, day, start, end, words, label, graph, claimant, targets in rows:
                found[iri] = Tie(
                    source="", target="", claim=iri, act=act, polarity=polarity, said=day or "", quote=words or "",
                    char_start=start or 0, char_end=end or 0, symbol=label or "", document=graph,
                    claimant=claimant or "", reported=targets or "",
                )  # fmt: skip
        return found
