"""Small stores made by hand for tests: documents whose text is put together from what is said in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from builders.small import stored_build
from kg.graph.store import Store, from_rdflib
from kg.namespaces import ACT, COMPLIANCE, EVENT_TYPE, GAF, HARM, ID, LKG, OA, SEM, STATUS


def concept(graph: Graph, namespace: URIRef, notation: str) -> URIRef:
    """A concept with its notation, as every document's graph has it."""
    node = URIRef(f"{namespace}{notation}")
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.notation, Literal(notation)))
    return node


class Doc:
    """A document: `part` opens a part, `says` adds a sentence to it; IRIs are words below the base ("actor/a")."""

    def __init__(self, name: str, *, kind: str, day: str = "", symbols: Iterable[str] = (), sender: str = "") -> None:
        self.name, self.graph, self.text, self.order, self.claims = name, Graph(), "", -1, 0
        self.node = ID[f"document/{name}"]
        self.add(self.node, RDF.type, LKG.Document, LKG[kind])
        self.add(self.node, LKG.fileName, Literal(f"{name}.txt"))
        self.add(self.node, LKG.symbol, *(Literal(symbol) for symbol in symbols))
        self.add(self.node, DCTERMS.date, *[Literal(day, datatype=XSD.date)] * bool(day))
        self.refer(self.node, LKG.onBehalfOf, sender)

    def add(self, subject, predicate, *objects) -> None:
        for value in objects:
            self.graph.add((subject, predicate, value))

    def refer(self, subject, predicate, *names: str) -> None:
        self.add(subject, predicate, *(ID[name] for name in names if name))

    def cites(self, symbol: str) -> Doc:
        node = ID[f"document/{symbol.replace('/', '-')}"]
        self.add(self.node, DCTERMS.references, node)
        self.add(node, RDF.type, LKG.Document)
        self.add(node, LKG.symbol, Literal(symbol))
        return self

    def part(self, kind: str, *speaks_for: str, speaker: str = "") -> Doc:
        self.order += 1
        self.here = ID[f"part/{self.name}/{self.order}"]
        self.add(self.here, RDF.type, LKG.Part, LKG[kind])
        self.add(self.here, DCTERMS.isPartOf, self.node)
        self.add(self.here, LKG.order, Literal(self.order))
        self.refer(self.here, LKG.speaksFor, *speaks_for)
        self.refer(self.here, LKG.speaker, speaker)
        return self

    def mention(
        self, thing: URIRef, start: int, end: int, rule: str = "by-hand", distance: str = "",
        status: Iterable[str] = (), page: int = 0,
    ) -> None:  # fmt: skip
        node = ID[f"mention/{self.name}/{start}-{end}/{rule}"]
        self.add(thing, GAF.denotedBy, node)
        self.add(node, RDF.type, LKG.Mention)
        self.add(node, OA.hasSource, self.node)
        self.add(node, LKG.inPart, self.here)
        self.add(node, LKG.ruleFired, Literal(rule))
        self.add(node, LKG.page, *[Literal(page)] * bool(page))
        self.add(node, LKG.distance, *[Literal(distance)] * bool(distance))
        self.add(node, LKG.status, *(concept(self.graph, STATUS, notation) for notation in status))
        self.add(node, OA.hasSelector, URIRef(f"{node}/position"), URIRef(f"{node}/quote"))
        self.add(URIRef(f"{node}/position"), OA.start, Literal(start))
        self.add(URIRef(f"{node}/position"), OA.end, Literal(end))
        self.add(URIRef(f"{node}/quote"), OA.exact, Literal(self.text[start:end]))

    def says(
        self,
        words: str,
        *claims: dict[str, object],
        named: dict[str, str] | None = None,
        status: dict[str, tuple[str, ...]] | None = None,
    ) -> tuple[str, ...]:
        """Adds a sentence with claims made by it (keywords of `claim`) and names in it; gives the claims' IRIs.

        `status` has the notations of the status words beside a name.
        """
        start = len(self.text)
        self.text += words
        for name, thing in (named or {}).items():
            at = start + words.index(name)
            self.mention(
                ID[thing],
                at,
                at + len(name),
                rule=f"name-{thing.rpartition('/')[2]}",
                status=(status or {}).get(name, ()),
            )
        return tuple(str(self.claim(start, len(self.text), **claim)) for claim in claims)  # type: ignore[arg-type]

    def claim(
        self, start: int, end: int, *, by: str, act: str = "", negative: bool = False, to: Iterable[str] = (),
        about: Iterable[str] = (), compliance: str = "", complier: str = "", source: str = "",
        words: tuple[int, int] | None = None, cites: str = "", page: int = 0,
    ) -> URIRef:  # fmt: skip
        node = ID[f"claim/{self.name}/{self.claims}"]
        self.claims += 1
        self.add(node, RDF.type, LKG.Claim)
        self.add(node, LKG.inPart, self.here)
        self.add(node, LKG.polarity, Literal("negative" if negative else "positive"))
        self.refer(node, LKG.claimant, by)
        self.refer(node, LKG.target, *to)
        self.refer(node, LKG.about, *about)
        self.refer(node, LKG.complier, complier)
        self.refer(node, LKG.reportedSource, source)
        self.refer(node, DCTERMS.references, f"document/{cites.replace('/', '-')}" if cites else "")
        if act:
            self.add(node, LKG.act, concept(self.graph, ACT, act))
        if compliance:
            self.add(node, LKG.compliance, concept(self.graph, COMPLIANCE, compliance))
        self.mention(node, *(words or (start, end)), rule=f"claim-{self.claims}", page=page)
        return node

    def thing(self, name: str, *classes: str, zh: str = "", en: str = "", also: Iterable[str] = ()) -> Doc:
        self.add(ID[name], RDF.type, *(LKG[kind] for kind in classes))
        self.add(ID[name], SKOS.prefLabel, *[Literal(zh, lang="zh")] * bool(zh), *[Literal(en, lang="en")] * bool(en))
        self.add(ID[name], SKOS.altLabel, *(Literal(form, lang="zh") for form in also))
        return self

    def event(self, name: str, kind: str, *, begin: str = "", end: str = "", **roles: str) -> Doc:
        node = ID[name]
        self.add(node, RDF.type, LKG.Event)
        self.add(node, LKG.eventType, concept(self.graph, EVENT_TYPE, kind))
        for predicate, day in ((SEM.hasBeginTimeStamp, begin), (SEM.hasEndTimeStamp, end or begin)):
            self.add(node, predicate, *[Literal(day, datatype=XSD.date)] * bool(day))
        for role, actor in roles.items():
            self.refer(node, SEM.hasPlace if role == "place" else LKG[role], actor)
        return self

    def count(self, name: str, claim: str, harm: str, number: int, *, side: str = "", event: str = "") -> Doc:
        node = ID[name]
        self.add(URIRef(claim), LKG.casualties, node)
        self.add(node, RDF.type, LKG.CasualtyCount)
        self.add(node, LKG.harm, concept(self.graph, HARM, harm))
        self.add(node, LKG["count"], Literal(number))
        self.add(node, LKG.bound, Literal("exact"))
        self.refer(node, LKG.side, side)
        self.refer(node, LKG.ofEvent, event)
        return self


def fill(folder: Path, *documents: Doc, disputes: Graph | None = None) -> Path:
    """Writes documents, and a graph of disputes, into the store of the folder; gives the folder back."""
    with Store(folder) as store:
        for document in documents:
            document.add(document.node, LKG.sourceText, Literal(document.text))
            made = stored_build(str(document.node), file_name=f"{document.name}.txt")
            store.replace(made, from_rdflib(document.graph))
        if disputes is not None:
            store.replace(stored_build(str(ID["graph/disputes"]), file_name=""), from_rdflib(disputes))
    return folder


def same(graph: Graph, *events: str) -> None:
    """Says in a graph of disputes that events are accounts of one occurrence."""
    for one in events:
        for other in events:
            if one != other:
                graph.add((ID[one], LKG.sameOccurrenceAs, ID[other]))


def contradict(graph: Graph, one: str, other: str, ground: str, concerns: str, zh: str, en: str) -> None:
    """Says in a graph of disputes that two claims (IRIs) cannot both hold."""
    node = ID[f"contradiction/{len(graph)}"]
    graph.add((URIRef(one), LKG.contradicts, URIRef(other)))
    graph.add((URIRef(other), LKG.contradicts, URIRef(one)))
    graph.add((node, RDF.type, LKG.Contradiction))
    graph.add((node, LKG.between, URIRef(one)))
    graph.add((node, LKG.between, URIRef(other)))
    graph.add((node, LKG.ground, Literal(ground)))
    graph.add((node, LKG.concerns, ID[concerns]))
    graph.add((node, LKG.ruleFired, Literal("by-hand")))
    graph.add((node, RDFS.comment, Literal(zh, lang="zh")))
    graph.add((node, RDFS.comment, Literal(en, lang="en")))
