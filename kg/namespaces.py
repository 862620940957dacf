"""The namespaces of the graph (`LKG` is the one constant for the ontology's own), and words as steps of IRIs."""

from __future__ import annotations

import re

from rdflib import Namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

LKG = Namespace("https://w3id.org/letterkg/ns#")
ID = Namespace("https://w3id.org/letterkg/id/")
RULE = Namespace("https://w3id.org/letterkg/rule/")
EVENT_TYPE = Namespace("https://w3id.org/letterkg/type/")
ACT = Namespace("https://w3id.org/letterkg/act/")
HARM = Namespace("https://w3id.org/letterkg/harm/")
COMPLIANCE = Namespace("https://w3id.org/letterkg/compliance/")
PLACE_TYPE = Namespace("https://w3id.org/letterkg/place-type/")
AGREEMENT_KIND = Namespace("https://w3id.org/letterkg/agreement-kind/")
STATUS = Namespace("https://w3id.org/letterkg/status/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GAF = Namespace("http://groundedannotationframework.org/gaf#")
OA = Namespace("http://www.w3.org/ns/oa#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
TIME = Namespace("http://www.w3.org/2006/time#")
PLOVER = Namespace("https://w3id.org/letterkg/plover/")

PREFIXES = {
    "lkg": LKG, "id": ID, "rule": RULE, "type": EVENT_TYPE, "act": ACT, "harm": HARM, "compliance": COMPLIANCE,
    "place-type": PLACE_TYPE, "agreement-kind": AGREEMENT_KIND, "status": STATUS, "plover": PLOVER, "sem": SEM,
    "gaf": GAF, "oa": OA,
    "geo": GEO, "skos": SKOS, "skosxl": SKOSXL, "time": TIME, "prov": PROV, "org": ORG, "foaf": FOAF,
    "dcterms": DCTERMS, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD,
}  # fmt: skip

_BARRED = re.compile(r"[\s\"<>\\^`{|}#?%\[\]()（）-]+")


def slug(words: str) -> str:
    """Words as one step of an IRI: UN symbols with hyphens, white space and characters that an IRI bars taken out.

    >>> slug("S/2022/979")
    'S-2022-979'
    """
    return _BARRED.sub("-", words.strip().replace("/", "-")).strip("-")
