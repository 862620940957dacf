"""Typed projections of the store: a SPARQL file says who is tied to whom, the store what is known of each tie.

A projection is a query (`projections/`) that selects `source` and `target` (a directed graph) or `node` and `other`;
`claim`, `mention`, `part` or `document` as evidence; `event`, `relation` and `date` where there are any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from rdflib import URIRef
from rdflib.namespace import DCTERMS

from kg.analysis.networks.network import Network, Tie, to_graph
from kg.analysis.networks.nodes import Nodes
from kg.errors import QueryError
from kg.graph.lookup import MentionView
from kg.graph.queries import bind, resolve, run
from kg.graph.query_files import Query, find_query, load_queries
from kg.graph.query_process import SECONDS
from kg.graph.source import Source
from kg.graph.statements import ClaimView, Statements
from kg.knowledge.schemes import schemes
from kg.namespaces import LKG, SEM
from kg.resources import shipped

NODES = ("actor", "state")
DIRECTED, UNDIRECTED = ("source", "target"), ("node", "other")
EVIDENCE = ("claim", "mention", "part", "document")
UNTIED, UNPROVEN = "without one of the two ends", "without words that it rests on"
QUOTED = "known only from another's quotation"
UNKNOWN = "of an author not known"
WRONG = "judged wrong by a person"


def load_projections() -> tuple[Query, ...]:
    """The shipped projections, by name."""
    return load_queries(shipped("projections"))


def find_projection(wanted: str) -> Query:
    """A shipped projection by its name, or one from a file; raises QueryError with near names for an unknown one."""
    return find_query(wanted, "projections", "projection")


def ends(projection: Query) -> tuple[str, str]:
    """The columns that hold the two ends; raises QueryError for a query without them, or without evidence."""
    columns = {name for name, _ in projection.columns}
    for pair in (DIRECTED, UNDIRECTED):
        if columns.issuperset(pair) and columns.intersection(EVIDENCE):
            return pair
    raise QueryError(
        f"{projection.name}: no projection: its header needs the columns `source` and `target`, or `node` and `other`, "
        f"and one of {', '.join(EVIDENCE)}"
    )


def project(
    store: Source, projection: Query, *, nodes: str = "actor", quoted: bool = False, unknown: bool = False
) -> Network:
    """The graph of a projection.

    With `nodes="state"` forces, offices, groups and persons become the state that they are of. Claims that are known
    only because another claim quotes them are left out unless `quoted`, and ties that unknown actors make unless
    `unknown`. Raises QueryError for what is no projection.
    """
    if nodes not in NODES:
        raise QueryError(f"{nodes!r} are no nodes; choose one of {', '.join(NODES)}")
    directed = ends(projection) == DIRECTED
    desk = _Desk(store, directed)
    left_out: Counter[str] = Counter()
    ties = []
    for row in projected(store, projection):
        if reason := unfit(row, store.hidden):
            left_out[reason] += 1
        elif (tie := desk.tie(row)).quoted_by and not quoted:
            left_out[QUOTED] += 1
        elif not unknown and desk.is_unknown(tie):
            left_out[UNKNOWN] += 1
        else:
            ties.append(desk.folded(tie) if nodes == "state" else tie)
    graph = to_graph(ties, desk.nodes.attributes, directed)
    return Network(projection=projection, graph=graph, left_out=tuple(sorted(left_out.items())))


def node_of(store: Source, words: str, nodes: str = "actor") -> str:
    """The node meant by an IRI or a name that the store knows; raises QueryError for none or several."""
    iri = resolve(words, store)
    return Nodes(Statements(store)).home(iri) if nodes == "state" else iri


def projected(store: Source, projection: Query) -> Iterator[dict[str, str]]:
    """The projection's rows as plain words, by their evidence, so that each document's text is read once."""
    table = run(
        store, projection, bind(projection, {}, store), timeout=None if projection in load_projections() else SECONDS
    )
    renamed = dict(zip(ends(projection), DIRECTED, strict=True))
    columns = [renamed.get(name, name) for name in table.columns]
    first = [columns.index(name) for name in EVIDENCE if name in columns]
    rows = [tuple(str(getattr(term, "value", "")) for term in row) for row in table.rows]
    rows.sort(key=lambda row: ([row[place] for place in first], row))
    return (dict(zip(columns, row, strict=True)) for row in rows)


def unfit(row: Mapping[str, str], hidden: Collection[str]) -> str:
    """Why a row of `projected` is left out whatever its claim is, "" where it is not; `hidden` is judged wrong."""
    if any(thing in hidden for thing in row.values()):
        return WRONG
    if not (row["source"] and row["target"]):
        return UNTIED
    return "" if any(row.get(name) for name in EVIDENCE) else UNPROVEN


class _Desk:
    """Makes ties and nodes of a store's IRIs; keeps what it has looked up."""

    def __init__(self, store: Source, directed: bool) -> None:
        self.directed, self.statements = directed, Statements(store)
        self.lookup = self.statements.lookup
        self._said: dict[str, tuple[ClaimView, MentionView | None]] = {}
        self.nodes = Nodes(self.statements)

    def tie(self, row: dict[str, str]) -> Tie:
        """A row with all that the store knows of its evidence."""
        bare = Tie(
            source=row["source"], target=row["target"], mention=row.get("mention", ""), part=row.get("part", ""),
            document=row.get("document", ""), event=row.get("event", ""), relation=row.get("relation", ""),
            date=row.get("date", ""),
        )  # fmt: skip
        if row.get("claim"):
            return self.claimed(bare, row["claim"])
        if bare.mention:
            part, written = self.lookup.first(bare.mention, LKG.inPart), self.lookup.mention(bare.mention)
            return self.placed(replace(bare, part=part), written.document, self.said(part), written)
        document = bare.document or self.lookup.first(bare.part, DCTERMS.isPartOf)
        return self.placed(bare, document, self.said(bare.part) or self.lookup.first(document, DCTERMS.date))

    def is_unknown(self, tie: Tie) -> bool:
        """Whether a tie is an unknown actor's, by its ends or its claim."""
        said = self._said.get(tie.claim)
        ends = {tie.source, tie.target} & self.statements.unknown
        return bool(ends) or (said is not None and self.statements.is_unknown(said[0]))

    def claimed(self, bare: Tie, claim: str) -> Tie:
        """A tie that rests on a claim."""
        if claim not in self._said:
            said = self.statements.claim(claim)
            self._said[claim] = said, next(iter(self.statements.mentions(said)), None)
        said, written = self._said[claim]
        event = bare.event or next((one for one in said.about if self.lookup.first(one, LKG.eventType)), "")
        tie = replace(
            bare, claim=claim, part=said.part, document=said.document, relation=bare.relation or said.act, act=said.act,
            polarity=said.polarity, sign=self.sign(bare, said), claimant=said.claimant,
            uttered_by=said.uttered_by, reported=" ".join(said.sources), quoted_by=" ".join(said.quoted_by),
            event=event, event_begin=self.lookup.first(event, URIRef(SEM.hasBeginTimeStamp)),
            event_end=self.lookup.first(event, URIRef(SEM.hasEndTimeStamp)),
        )  # fmt: skip
        return self.placed(tie, said.document, str(said.date or ""), written)

    def sign(self, tie: Tie, said: ClaimView) -> int:
        """The sign of the claim's act, 0 where it is not the source's own about the target or denies a deed."""
        own = self.directed and said.claimant == tie.source and tie.target in said.targets
        return schemes().sign(said.act, said.polarity) if own else 0

    def placed(self, tie: Tie, document: str, day: str, written: MentionView | None = None) -> Tie:
        """A tie with its document, the day on which it was said there, and the place of its words."""
        start, end, quote = (written.start, written.end, written.words) if written else (0, 0, "")
        return replace(
            tie, document=document, said=day, date=tie.date or day, file=self.lookup.first(document, LKG.fileName),
            symbol=" ".join(self.lookup.objects(document, LKG.symbol)), char_start=start, char_end=end, quote=quote,
        )  # fmt: skip

    def said(self, part: str) -> str:
        return str(self.statements.date(part) or "") if part else ""

    def folded(self, tie: Tie) -> Tie:
        """The tie between the states or bodies that its ends are of."""
        return replace(tie, source=self.nodes.home(tie.source), target=self.nodes.home(tie.target))
