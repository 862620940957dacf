"""RDF out and in: writing, validation, the store, queries, exports."""
