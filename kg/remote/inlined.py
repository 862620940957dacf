"""A question as text alone, for engines that take no terms for variables: the values stand in the query as VALUES."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
NO_GROUPS = ("VALUES", "CONSTRUCT", "CONSTRUCT WHERE")
"""What the braces after these words hold."""
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)


def inlined(question: Question) -> str:
    """The text of a question: its prefixes declared, each group begun with the values of those that it mentions.

    Raises QueryError for a form of query that has no place for them.
    """
    declared = set(_PREFIX.findall(question.text))
    prologue = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(question.prefixes.items()) if name not in declared
    )
    if not question.substitutions:
        return prologue + question.text
    groups = _groups(question.text)
    if not groups:
        raise QueryError("CONSTRUCT WHERE takes no parameters; write CONSTRUCT { ... } WHERE { ... }")
    pieces, at = [prologue], 0
    for start, end in groups:
        mentioned = [name for name in question.substitutions if re.search(rf"[?$]{name}\b", question.text[start:end])]
        if mentioned:
            names = " ".join(f"?{name}" for name in mentioned)
            terms = " ".join(str(question.substitutions[name]) for name in mentioned)
            pieces += [question.text[at:start], f" VALUES ({names}) {{ ({terms}) }} "]
            at = start
    return "".join([*pieces, question.text[at:]])


def form_of(text: str) -> str:
    """What a query is: SELECT, ASK, CONSTRUCT or DESCRIBE; "" for none of them.

    >>> form_of("PREFIX select: <urn:x> # ask\\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (token["word"].upper() for token in _TOKEN.finditer(text) if token["word"])
    return next((word for word in words if word in FORMS), "")


def _groups(text: str) -> list[tuple[int, int]]:
    """Where the groups of a query begin and end, within their braces, in the order in which they begin.

    VALUES and templates are none, nor is a subquery (its WHERE is one); into EXISTS values come from without.
    """
    found: list[tuple[int, int]] = []
    braces: list[tuple[int, bool]] = []
    begun = 0
    for token, before in _tokens(text):
        if begun and token[0].upper() == "SELECT":
            braces[-1] = begun, False
        begun = 0
        if token[0] == "{":
            begun = token.end()
            apart = before == "EXISTS" or (bool(braces) and braces[-1][0] < 0)
            braces.append((-begun if apart else begun, before not in NO_GROUPS))
        elif token[0] == "}" and braces:
            start, group = braces.pop()
            if group and start > 0:
                found.append((start, token.start()))
    return sorted(found)


def _tokens(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each token, and the keyword that was last before it since a brace."""
    before = ""
    for token in _TOKEN.finditer(text):
        if token["skipped"]:
            continue
        yield token, before
        if token["word"]:
            word = token["word"].upper()
            before = f"{before} {word}" if before == "CONSTRUCT" else word
        elif token[0] in "{}":
            before = ""
