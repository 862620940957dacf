"""The shape that compares each quote with the words that its offsets slice from the source.

It is plain SHACL, in `shapes/slices.ttl`; `python -m kg.graph.slices > shapes/slices.ttl` makes it anew from the signs
that the repair of a text evens and drops (`kg.model.signs`).
"""

from __future__ import annotations

import re
from functools import cache

import pyoxigraph as ox
from rdflib import SH

from kg.model.signs import BLANKS, DIGITS, DOT, DOTS, ENTITY, INVISIBLE, MARKS

ANY = "\ufffc"  # stands for an entity: SPARQL cannot say which character it is
_DROPPED, _ENTITY = re.compile(f"[{BLANKS}{INVISIBLE}]+"), re.compile(ENTITY)
_SIGNS = str.maketrans(dict.fromkeys(DOTS, DOT) | DIGITS | MARKS)
_NESTED = 3
"""So many calls stand within each other; of more, rdflib's parser may run out of stack."""
_TURTLE = """\
@prefix lkg: <https://w3id.org/letterkg/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/letterkg/shape/> .

# Made by `python -m kg.graph.slices > shapes/slices.ttl` from kg/model/signs.py, by which the text is repaired too.

# One query a document. Blanks, invisible signs and typed forms of one sign apart, a quote is what its span holds, an
# HTML entity being any one character; where page furniture or markup lies within the span the quote is shorter, and
# then its first and last characters are the span's.
shape:Slices a sh:NodeShape ; sh:targetSubjectsOf lkg:sourceText ;
    sh:sparql shape:OffsetsSlice .
shape:OffsetsSlice a sh:SPARQLConstraint ;
    sh:select \"\"\"SELECT $this ?value WHERE {{
        $this <https://w3id.org/letterkg/ns#sourceText> ?text .
        ?value <http://www.w3.org/ns/oa#hasSource> $this ; <http://www.w3.org/ns/oa#hasSelector> ?position , ?words .
        ?position <http://www.w3.org/ns/oa#start> ?start ; <http://www.w3.org/ns/oa#end> ?end .
        ?words <http://www.w3.org/ns/oa#exact> ?exact .
        {slice}
        {quote}
        BIND(CONCAT(SUBSTR(?slice, 1, 1), SUBSTR(?quote, 1, 1)) AS ?first)
        BIND(CONCAT(SUBSTR(?slice, STRLEN(?slice), 1), SUBSTR(?quote, STRLEN(?quote), 1)) AS ?last)
        FILTER(STRLEN(?quote) > STRLEN(?slice)
            || (STRLEN(?quote) = STRLEN(?slice) && ?quote != ?slice && !CONTAINS(CONCAT(?slice, ?quote), "{any}"))
            || (SUBSTR(?first, 1, 1) != SUBSTR(?first, 2, 1) && !CONTAINS(?first, "{any}"))
            || (SUBSTR(?last, 1, 1) != SUBSTR(?last, 2, 1) && !CONTAINS(?last, "{any}")))
    }}\"\"\" .
"""


def shape() -> str:
    """The Turtle of the shape."""
    slice_ = _evened("SUBSTR(?text, ?start + 1, ?end - ?start)", "slice")
    turtle = _TURTLE.format(slice=slice_, quote=_evened("?exact", "quote"), any=ANY)
    return "".join(_shown(sign) for sign in turtle)


@cache
def query() -> str:
    """The query of the shape, as it is read from the Turtle."""
    (words,) = (
        quad.object for quad in ox.parse(shape(), format=ox.RdfFormat.TURTLE) if quad.predicate.value == str(SH.select)
    )
    assert isinstance(words, ox.Literal)
    return words.value


def conforms(printed: str, quote: str) -> bool:
    """Whether the query finds nothing wrong with a quote of these printed words.

    >>> conforms("甲\\n国", "甲国"), conforms("甲国", "乙国")
    (True, False)
    """
    if printed == quote or _DROPPED.sub("", printed) == _DROPPED.sub("", quote):
        return True
    whole, words = _even(printed), _even(quote)
    if len(words) > len(whole) or (len(words) == len(whole) and words != whole and ANY not in whole + words):
        return False
    ends = (whole[:1], words[:1]), (whole[-1:], words[-1:])
    return all(sign == other or ANY in (sign, other) for sign, other in ends)


def _even(words: str) -> str:
    """What the query makes of words before it compares them."""
    return _ENTITY.sub(ANY, _DROPPED.sub("", words).translate(_SIGNS))


def _evened(words: str, name: str) -> str:
    """SPARQL that binds words without blanks and invisible signs, in one typed form, to a name; an entity is ANY."""
    typed = {f"[{sign}]": kept for sign, kept in (DIGITS | MARKS).items()}
    signs = list({f"[{BLANKS}{INVISIBLE}]+": "", f"[{DOTS}]": DOT, ENTITY: ANY, **typed}.items())
    steps = []
    for at in range(0, len(signs), _NESTED):
        for pattern, sign in signs[at : at + _NESTED]:
            in_query = pattern.replace("\\", "\\\\")
            words = f'REPLACE({words}, "{in_query}", "{sign}")'
        last = at + _NESTED >= len(signs)
        bound = f"?{name}" if last else f"?{name}{at // _NESTED + 1}"
        steps.append(f"BIND({words} AS {bound})".replace("\\", "\\\\"))
        words = bound
    return "\n        ".join(steps)


def _shown(sign: str) -> str:
    """A sign as Turtle writes it: what cannot be seen as an escape."""
    seen = (sign.isprintable() and sign != ANY) or sign == "\n"
    return sign if seen else f"\\u{ord(sign):04X}"


if __name__ == "__main__":
    print(shape(), end="")
