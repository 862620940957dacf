"""The shipped ontology, parsed once, and the closed lists that the annotation guide gives."""

from functools import cache, lru_cache

from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef

from kg.graph.validation import load_ontology
from kg.namespaces import ACT, AGREEMENT_KIND, COMPLIANCE, EVENT_TYPE, HARM, LKG

EVENT_TYPES = (
    "ArmedAttack ArmedClash MineLaying MineExplosion MineDiscovery Occupation Liberation TerritorialTransfer "
    "Displacement Capture Release Deployment Withdrawal Ceasefire AgreementSigning ResolutionAdoption CourtOrder "
    "Meeting Negotiation Contact Visit Mediation Protest Obstruction ResourceExploitation SupplyDisruption "
    "Communication Establishment Independence Dissolution Election Construction Return Inspection Other"
)
CLOSED = (
    ("EventTypes", EVENT_TYPE, EVENT_TYPES),
    ("Acts", ACT, "accuse deny condemn request support thank concern condole offer affirm report"),
    ("Harms", HARM, "killed injured missing displaced captured affected returned released"),
    ("Compliance", COMPLIANCE, "violates complies calls_to_comply signed bases_on mediated"),
    (
        "AgreementKinds",
        AGREEMENT_KIND,
        "treaty convention charter declaration ceasefire_statement statement resolution court_order "
        "peace_treaty_proposed other",
    ),
)


@lru_cache
def ontology() -> Graph:
    return load_ontology()


@cache
def looked_up(shapes: Graph) -> Graph:
    """The ontology without what none of these shapes looks up, which pyshacl would copy for every graph."""
    read = {*shapes.objects(None, SH.path), RDF.type, RDFS.subClassOf, SKOS.inScheme}
    kept = Graph()
    for triple in ontology():
        if triple[1] in read:
            kept.add(triple)
    return kept


def local(term: object) -> str | None:
    """A term's name in the ontology's namespace."""
    return str(term).removeprefix(str(LKG)) if isinstance(term, URIRef) and str(term).startswith(str(LKG)) else None
