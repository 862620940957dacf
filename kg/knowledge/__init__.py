"""The Turtle of `ontology/`, read and checked once."""
