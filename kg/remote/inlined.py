"""A question as text alone, for engines that take no terms for variables: the values stand in the query as VALUES."""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.graph.query_worker import Question

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_TOKEN = re.compile(
    r"""(?P<skipped>\#[^\r\n]*|\s+)
    |(?P<whole><[^<>"{}|^`\\\s]*>
        |\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'
        |[?$]\w+|[\w.-]*:[\w.:%-]*)
    |(?P<word>\w+)|(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)


def inlined(question: Question) -> str:
    """The text of a question: its prefixes declared, each group begun with the values of its variables.

    Raises QueryError for a form of query that has no place for them.
    """
    declared = set(_PREFIX.findall(question.text))
    prologue = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(question.prefixes.items()) if name not in declared
    )
    if not question.substitutions:
        return prologue + question.text
    names = " ".join(f"?{name}" for name in question.substitutions)
    terms = " ".join(map(str, question.substitutions.values()))
    values = f" VALUES ({names}) {{ ({terms}) }} "
    places = _groups(question.text)
    if not places:
        raise QueryError("CONSTRUCT WHERE takes no parameters; write CONSTRUCT { ... } WHERE { ... }")
    pieces = [question.text[start:end] for start, end in zip([0, *places], [*places, None], strict=True)]
    return prologue + values.join(pieces)


def form_of(text: str) -> str:
    """What a query is: SELECT, ASK, CONSTRUCT or DESCRIBE; "" for none of them.

    >>> form_of("PREFIX select: <urn:x> # ask\\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (token["word"].upper() for token in _TOKEN.finditer(text) if token["word"])
    return next((word for word in words if word in FORMS), "")


def _groups(text: str) -> list[int]:
    """Where the groups of a query begin, each after its brace; not those of VALUES, of a template, of a subquery."""
    found: list[int] = []
    before, words, opened = "", "", 0
    for token in _TOKEN.finditer(text):
        if token["skipped"]:
            continue
        if opened and token[0].upper() != "SELECT":
            found.append(opened)
        opened = 0
        if token[0] == "{" and before not in ("VALUES", "CONSTRUCT", "CONSTRUCT WHERE"):
            opened = token.end()
        if token["word"]:
            words = token["word"].upper()
            before = f"{before} {words}" if before == "CONSTRUCT" else words
        elif token[0] in "{}":
            before = ""
    return found
