"""An invented document's graph of any size, made of triples as the writer makes them."""

from __future__ import annotations

from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from kg.namespaces import ACT, EVENT_TYPE, GAF, HARM, ID, LKG, OA, PLACE_TYPE, SEM

SENTENCE = "甲国指出，乙国军队向丁市开火，造成甲国2名军人死亡。"
NAMES = ((0, 2, "actor/a"), (5, 7, "actor/b"), (10, 12, "place/d"), (16, 18, "actor/a"))


def sized_graph(sentences: int) -> Graph:
    """A letter of so many sentences, each with four names, a claim, an event and a casualty count: 7 mentions."""
    graph = Graph()
    document, part, run = ID["document/S-1999-1"], ID["part/S-1999-1/0"], ID["run/S-1999-1"]
    for triple in (
        (document, RDF.type, LKG.Document),
        (document, RDF.type, LKG.Letter),
        (document, LKG.fileName, Literal("a.txt")),
        (document, LKG.symbol, Literal("S/1999/1")),
        (document, LKG.sourceText, Literal(SENTENCE * sentences)),
        (document, DCTERMS.date, Literal("1999-03-05", datatype=XSD.date)),
        (document, LKG.addressee, ID["actor/b"]),
        (document, LKG.sender, ID["person/z"]),
        (document, PROV.wasGeneratedBy, run),
        (run, RDF.type, PROV.Activity),
        (run, LKG.softwareVersion, Literal("0")),
        (run, LKG.lexiconVersion, Literal("0")),
        (run, LKG.sha256, Literal("0" * 64)),
        (part, RDF.type, LKG.Part),
        (part, DCTERMS.isPartOf, document),
        (part, LKG.order, Literal(0)),
    ):
        graph.add(triple)
    for key, kinds, name in (
        ("actor/a", (LKG.Actor, LKG.State), "甲国"),
        ("actor/b", (LKG.Actor, LKG.State), "乙国"),
        ("person/z", (LKG.Actor, LKG.Person), "张三"),
        ("place/d", (LKG.Place,), "丁市"),
    ):
        for kind in kinds:
            graph.add((ID[key], RDF.type, kind))
        graph.add((ID[key], SKOS.prefLabel, Literal(name, lang="zh")))
    graph.add((ID["place/d"], LKG.placeType, PLACE_TYPE.city))
    for number in range(sentences):
        _sentence(graph, number * len(SENTENCE), number == 0)
    return graph


def _sentence(graph: Graph, at: int, first: bool) -> None:
    for start, end, key in NAMES:
        _mention(graph, ID[key], at + start, at + end, "lexicon", SENTENCE[start:end])
    if first:
        _mention(graph, ID["person/z"], at, at + 2, "person", SENTENCE[:2])
    claim, event, count = (ID[f"{kind}/S-1999-1/{at}"] for kind in ("claim", "event", "count"))
    for node in (claim, event, count):
        _mention(graph, node, at, at + len(SENTENCE), "rule", SENTENCE)
    for triple in (
        (claim, RDF.type, LKG.Claim),
        (claim, LKG.act, ACT.accuse),
        (claim, LKG.claimant, ID["actor/a"]),
        (claim, LKG.inPart, ID["part/S-1999-1/0"]),
        (claim, LKG.polarity, Literal("positive")),
        (claim, LKG.about, event),
        (claim, LKG.target, ID["actor/b"]),
        (claim, LKG.casualties, count),
        (event, RDF.type, LKG.Event),
        (event, LKG.eventType, EVENT_TYPE.ArmedAttack),
        (event, SEM.hasBeginTimeStamp, Literal("1999-03-01", datatype=XSD.date)),
        (event, SEM.hasEndTimeStamp, Literal("1999-03-02", datatype=XSD.date)),
        (event, LKG.datePrecision, Literal("day")),
        (event, SEM.hasPlace, ID["place/d"]),
        (event, LKG.agent, ID["actor/b"]),
        (event, LKG.patient, ID["actor/a"]),
        (count, RDF.type, LKG.CasualtyCount),
        (count, LKG.harm, HARM.killed),
        (count, LKG["count"], Literal(2)),
        (count, LKG.bound, Literal("exact")),
        (count, LKG.side, ID["actor/a"]),
        (count, LKG.ofEvent, event),
        (count, RDFS.comment, Literal("invented", lang="en")),
    ):
        graph.add(triple)


def _mention(graph: Graph, subject: URIRef, start: int, end: int, rule: str, words: str) -> None:
    node = ID[f"mention/S-1999-1/{start}-{end}/{rule}/{str(subject)[len(str(ID)) :].split('/')[0]}"]
    selector = ID[f"selector/S-1999-1/{start}-{end}"]
    for triple in (
        (subject, GAF.denotedBy, node),
        (node, RDF.type, LKG.Mention),
        (node, OA.hasSource, ID["document/S-1999-1"]),
        (node, LKG.inPart, ID["part/S-1999-1/0"]),
        (node, LKG.ruleFired, Literal(rule)),
        (node, OA.hasSelector, selector),
        (selector, RDF.type, OA.TextPositionSelector),
        (selector, RDF.type, OA.TextQuoteSelector),
        (selector, OA.start, Literal(start)),
        (selector, OA.end, Literal(end)),
        (selector, OA.exact, Literal(words)),
    ):
        graph.add(triple)
