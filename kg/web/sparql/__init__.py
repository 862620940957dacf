"""The endpoint `/sparql`: the query operation of the SPARQL 1.1 Protocol, read-only."""
