"""Stores on other machines, by the SPARQL 1.1 Protocol and the Graph Store Protocol."""
