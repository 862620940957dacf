"""A made-up graph of disputes over the two documents of tests/data/small.trig."""

import pyoxigraph as ox

from kg.graph.store import Store

DISPUTES = "https://w3id.org/letterkg/id/graph/disputes"
TURTLE = """
@prefix id: <https://w3id.org/letterkg/id/> .
@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

id:occurrence\\/1 a lkg:Occurrence ; lkg:account id:event\\/S-1999-1\\/attack-2 , id:event\\/S-PV.1\\/attack-1 .
id:event\\/S-1999-1\\/attack-2 lkg:sameOccurrenceAs id:event\\/S-PV.1\\/attack-1 .
id:event\\/S-PV.1\\/attack-1 lkg:sameOccurrenceAs id:event\\/S-1999-1\\/attack-2 .
id:link\\/1 a lkg:OccurrenceLink ; lkg:account id:event\\/S-1999-1\\/attack-2 , id:event\\/S-PV.1\\/attack-1 ;
    lkg:verdict "same" ; lkg:ruleFired "same-attack" ; lkg:onTime "equal" ; lkg:onPlace "same" ;
    rdfs:comment "同日同地"@zh , "the same day and place"@en .
id:link\\/2 a lkg:OccurrenceLink ; lkg:account id:event\\/S-1999-1\\/attack-1 , id:event\\/S-PV.1\\/attack-2 ;
    lkg:verdict "different" ; lkg:judgedBy "王五" ; lkg:toldApart id:event\\/S-PV.1\\/attack-1 ;
    rdfs:comment "见第2页" .
id:contradiction\\/1 a lkg:Contradiction ; lkg:between id:claim\\/S-1999-1\\/deny , id:claim\\/S-PV.1\\/accuse-1 ;
    lkg:ground "polarity" ; lkg:concerns id:occurrence\\/1 ; lkg:ruleFired "denied" ;
    rdfs:comment "一方否认"@zh , "one side denies it"@en .
id:contradiction\\/2 a lkg:Contradiction ; lkg:between id:claim\\/S-1999-1\\/deny , id:claim\\/S-PV.1\\/deny ;
    lkg:ground "places" ; lkg:concerns id:event\\/S-PV.1\\/attack-2 ; lkg:ruleFired "elsewhere" .
id:contradiction\\/3 a lkg:Contradiction ; lkg:between id:claim\\/S-1999-1\\/accuse-1 , id:claim\\/S-PV.1\\/accuse-1 ;
    lkg:ground "figures" ; lkg:concerns id:occurrence\\/1 ; lkg:ruleFired "other-number" ;
    lkg:onFigure id:count\\/S-1999-1\\/killed , id:count\\/S-PV.1\\/killed .
id:claim\\/S-1999-1\\/deny lkg:contradicts id:claim\\/S-PV.1\\/accuse-1 , id:claim\\/S-PV.1\\/deny .
"""


def add_disputes(store: Store) -> None:
    """Writes the graph into a store."""
    store.replace_derived(DISPUTES, (quad.triple for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)))
