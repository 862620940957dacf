"""The namespaces of the graph (`LKG` is the one constant for the ontology's own), and words as steps of IRIs.

rdflib takes long to import and not every command needs it: it is imported when a namespace is first asked for a term.
Who needs no more than the IRI writes `f"{LKG}Event"`.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import URIRef


@cache
def _term(iri: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(iri)


class Namespace(str):
    """What IRIs begin with; its terms are attributes, or items where the name is not one of Python's or of strings.

    >>> LKG.Event == LKG["Event"]
    True
    >>> str(LKG.Event) == f"{LKG}Event"
    True
    """

    def __getattr__(self, name: str) -> URIRef:
        """The term of a name; Python asks only the first time, for it is kept as an attribute."""
        if name.startswith("__"):  # what Python asks of every object
            raise AttributeError(name)
        term = self.__dict__[name] = _term(self + name)
        return term

    def __getitem__(self, name: str) -> URIRef:  # type: ignore[override]
        """The term of a name."""
        return _term(self + name)


LKG = Namespace("https://w3id.org/letterkg/ns#")
ID = Namespace("https://w3id.org/letterkg/id/")
RULE = Namespace("https://w3id.org/letterkg/rule/")
EVENT_TYPE = Namespace("https://w3id.org/letterkg/type/")
EVENT_SUBTYPE = Namespace("https://w3id.org/letterkg/subtype/")
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
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
ORG = Namespace("http://www.w3.org/ns/org#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES = {
    "lkg": LKG, "id": ID, "rule": RULE, "type": EVENT_TYPE, "subtype": EVENT_SUBTYPE, "act": ACT, "harm": HARM,
    "compliance": COMPLIANCE, "place-type": PLACE_TYPE, "agreement-kind": AGREEMENT_KIND, "status": STATUS,
    "plover": PLOVER, "sem": SEM, "gaf": GAF, "oa": OA, "geo": GEO, "skos": SKOS, "skosxl": SKOSXL, "time": TIME,
    "prov": PROV, "org": ORG, "foaf": FOAF, "dcterms": DCTERMS, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD,
}  # fmt: skip

LONGEST = 255
"""So many characters a step has at most, but for what is written in escapes: longer IRIs no parser promises to read."""
_TO_HYPHEN = re.compile(r"[\s\"<>\\^`{|}#?%\[\]()（）-]+")
_NO_IRI_HOLDS = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)


def slug(words: str) -> str:
    """Words as one step of an IRI, which every IRI can hold; of different long or odd words it stays different.

    White space and ASCII that an IRI bars become hyphens; other characters that it bars (controls, private use,
    surrogates) and steps of nothing else are written in percent escapes; a long step ends in a digest of the words.
    Words of white space alone give the empty string.

    >>> slug("S/2022/979")
    'S-2022-979'
    """
    step = _TO_HYPHEN.sub("-", words.strip().replace("/", "-")).strip("-")
    if step in ("", ".", ".."):
        return "".join(map(_escaped, words.strip()[:LONGEST]))
    if len(step) > LONGEST:
        step = f"{step[:LONGEST]}-{hashlib.sha256(_bytes(words)).hexdigest()[:12]}"
    return _NO_IRI_HOLDS.sub(lambda match: _escaped(match[0]), step)


def short_digest(*words: str) -> str:
    """Twelve hexadecimal digits that stand for these words in an IRI."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in _bytes(character))


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")
