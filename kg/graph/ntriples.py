"""Terms as N-Triples writes them: of such strings a document's triples are made, held against the shapes and stored.

A dictionary finds strings at once, where rdflib's terms are hashed and compared in Python; rdflib stands at the edges.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from pyoxigraph import NamedNode

from kg.namespaces import XSD

Triple = tuple[str, str, str]
Said = Mapping[str, Sequence[str]]
"""What one predicate says, or of whom it is said: values by node."""
_INTEGER = f'"^^<{XSD}integer>'
_STRING = f"{XSD}string"
_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_ESCAPES = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)} | _SHORT
"""The signs that canonical N-Triples writes otherwise: the store gives back the very lines that it was given."""
_SIGNS = {escape: sign for sign, escape in _ESCAPES.items()}
_STEPS = r"[A-Za-z0-9/:._~\u4e00-\u9fff-]*"
_PLAIN_IRI = re.compile(rf"<https?://[a-z0-9.-]+/{_STEPS}(?:#{_STEPS})?>")
"""IRIs that need no closer look."""
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")
_ESCAPE = re.compile(r'\\(?:["\\bfnrt]|u[0-9A-F]{4})')


class TripleSet(dict[Triple, None]):
    """Triples, each once, in the order in which they came."""

    @cached_property
    def said(self) -> Mapping[str, Said]:
        """What each predicate says: several ask for it, and to go through all triples takes each as long."""
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in self:
            found[predicate][subject].append(value)
        return found


def said_of(triples: Iterable[Triple]) -> Mapping[str, Said]:
    """What each predicate says in some triples."""
    return (triples if isinstance(triples, TripleSet) else TripleSet(dict.fromkeys(triples))).said


def iri(words: str) -> str:
    """An IRI as a term."""
    return f"<{words}>"


def literal(words: str, *, language: str = "", datatype: str = "") -> str:
    r"""A literal as a term: a string, or of a language or a datatype.

    >>> literal("甲\n国", language="zh")
    '"甲\\n国"@zh'
    """
    words = _ESCAPED.sub(lambda sign: _ESCAPES[sign[0]], words)
    if language:
        return f'"{words}"@{language.lower()}'
    return f'"{words}"' if datatype in ("", _STRING) else f'"{words}"^^<{datatype}>'


def integer(number: int) -> str:
    """A whole number as a term."""
    return f'"{number}{_INTEGER}'


def words_of(term: str) -> str:
    r"""The words of a literal, an IRI in full, a blank node's name.

    >>> words_of('"甲\\n国"@zh'), words_of("<urn:a>"), words_of("_:b")
    ('甲\n国', 'urn:a', 'b')
    """
    if term[0] == "<":
        return term[1:-1]
    if term[0] == "_":
        return term[2:]
    words = term[1 : term.rindex('"')]
    return _ESCAPE.sub(lambda escape: _SIGNS[escape[0]], words) if "\\" in words else words


def split(term: str) -> tuple[str, str]:
    """The words of a literal or IRI, and the language of words.

    >>> split('"甲国"@zh'), split('"1"^^<urn:number>')
    (('甲国', 'zh'), ('1', ''))
    """
    _, _, language = term.rpartition('"@') if term[0] == '"' and term[-1] not in '">' else ("", "", "")
    return words_of(term), language


def lines(triples: Iterable[Triple]) -> list[bytes]:
    """The triples as N-Triples, a line a triple."""
    return [f"{s} {p} {o} .\n".encode() for s, p, o in triples]


def in_graph(text: bytes, graph: str) -> bytes:
    """Lines of N-Triples as the N-Quads of a graph.

    >>> in_graph(b"<urn:s> <urn:p> <urn:o> .\\n", "urn:g")
    b'<urn:s> <urn:p> <urn:o> <urn:g> .\\n'
    """
    return text.replace(b" .\n", f" {iri(graph)} .\n".encode())


def terms_of(line: bytes) -> Triple:
    """The triple of a line that `lines` or the store wrote."""
    subject, predicate, value = line.decode().split(" ", 2)
    return subject, predicate, value[: value.rindex(" .")]


def sound(triples: Collection[Triple]) -> None:
    """Raises ValueError for an IRI of subjects or objects that is none, and names it."""
    named = {s for s, _, _ in triples}.union(o for _, _, o in triples if o[0] == "<")
    for term in named:
        if not _PLAIN_IRI.fullmatch(term):
            try:
                NamedNode(words_of(term))
            except ValueError as error:
                raise ValueError(f"{term} is no IRI: {error}") from error
