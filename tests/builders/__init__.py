"""Small graphs, stores and documents, made by hand for the tests."""
