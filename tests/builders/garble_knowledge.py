"""Turtle and SPARQL that were broken by hand or by a program, made of what is shipped."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from builders.garble import any_character
from builders.places import ROOT
from kg.resources import shipped

TERMS = (
    '""@zh', '" "@zh', '"啊"@zh', '"啊"', '"no"@x-y', '"1"', '"-3"', "7", "1.5", "1e400", "true",
    '"abc"^^xsd:integer',
    '"99999-13-45"^^xsd:date', '"(啊"', '"[a-"', '"{known}"', '"{self}{self}"', '"(?P<a>x)(?P<a>y)"',
    '"\\\\"', '"啊{99999}"', '"(?<=a+)b"',
    '"' + "长" * 3000 + '"@zh', '"' + "九" * 5000 + '"', "actor:azerbaijan", "lkg:State", "lkg:Nothing",
    "lkg:NamePattern", "rule:x",
    "<http://a/%zz>", "<urn:x>", "<>", "<http://a/\\u0020>", "[]", "[ a lkg:EventRule ]", "()", "( 1 2 )",
    "_:b", "type:ArmedAttack", "type:None",
)  # fmt: skip
PARTS = """
rule:one a lkg:PatternPart ; lkg:pattern "{two}" . rule:two a lkg:PatternPart ; lkg:pattern "甲{one}" .
rule:cycle a lkg:NamePattern ; lkg:yields lkg:Place ; lkg:pattern "{one}" ; lkg:example "甲" ; lkg:counterExample "乙" .
"""
VALUES = (
    "", "any", "x", "-1", "1e9", "9" * 5000, "1999-02-30", "99999-01-01", "0000-00-00",
    "id:actor/azerbaijan", "id:", "http://a/%zz", "<>", "http://[::",
    "urn:", "lkg:State", "甲国", "\U000f0000", "\ud800", "'; DROP", '"', "\\", "a b", "http://a/\u202e",
    "file:///etc/passwd", "S/1999/1", "\x1b[31m",
)  # fmt: skip
CLAUSES = (
    "?s ?p ?o .", "FILTER(?x > 1)", "OPTIONAL { ?s ?p ?x }", "BIND(1/0 AS ?y)", "{ SELECT * {} }",
    "VALUES ?s { UNDEF }", "MINUS { ?s ?p ?o }",
    "GRAPH ?g { ?s ?p ?o }", "SERVICE <http://localhost/> { ?s ?p ?o }", "FILTER regex(?o, '(a+)+$')",
    "?s (lkg:about|^lkg:about)* ?o .", "LIMIT 1",
    'FILTER("abc"^^xsd:integer = ?x)', "?s ?p '\\uD800'", "<http://a/%zz> ?p ?o .", "<http://a b> ?p ?o",
    "ASK {}", "}", "{", "(", "CONSTRUCT { ?s ?p 1 }",
)  # fmt: skip


@cache
def turtle() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The shipped files of knowledge and the specimens': each one's prefixes, and its blocks."""
    files = [p for name in ("lexicon", "rules") for p in sorted((shipped("ontology") / name).rglob("*.ttl"))]
    found = []
    for path in (*files, *sorted((ROOT / "specimens" / "lexicon").glob("*.ttl"))):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        blocks = re.split(r"(?<=\.\n)", "".join(line for line in lines if not line.startswith(("@prefix", "#"))))
        found.append(("".join(line for line in lines if line.startswith("@prefix")), tuple(filter(str.strip, blocks))))
    return tuple(found)


def broken_turtle(dice: Random) -> str:
    """A few blocks of a file of knowledge in which tokens were left out, doubled, swapped and replaced."""
    prefixes, blocks = dice.choice(turtle())
    tokens = re.split(r'("(?:[^"\\]|\\.)*"|\s+)', "".join(dice.sample(blocks, min(len(blocks), dice.randint(1, 6)))))
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3, 8))):
        at, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
        change = dice.randrange(7)
        if change < 3:
            full = [i for i, token in enumerate(tokens) if token.startswith('"') or ":" in token] or [at]
            at = dice.choice(full)
            language = "@zh" if tokens[at].endswith("@zh") else ""
            tokens[at] = dice.choice((*TERMS, *(f"{one}{language}" for one in TERMS[:2])))
        elif change == 3:
            tokens[at] = ""
        elif change == 4:
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif change == 5:
            tokens[at] = tokens[other]
        else:
            place = dice.randint(0, len(tokens[at]))
            tokens[at] = tokens[at][:place] + any_character(dice) + tokens[at][place:]
    return prefixes + "".join(tokens) + (PARTS if dice.random() < 0.05 else "")


@cache
def sparql() -> tuple[str, ...]:
    """The shipped queries."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(shipped("queries").glob("*.rq")))


def broken_query(dice: Random) -> tuple[str, tuple[str, ...]]:
    """A query, mostly broken, and parameters as given on the command line."""
    text = dice.choice(sparql()) if dice.random() < 0.8 else "SELECT * { " + " ".join(dice.choices(CLAUSES, k=3)) + " }"
    names = re.findall(r"# parameter: (\w+)", text)
    tokens = re.split(r"(\s+)", text)
    for _ in range(dice.choice((0, 0, 1, 2, 5))):
        at, other = dice.randrange(len(tokens)), dice.randrange(len(tokens))
        tokens[at] = dice.choice(
            ("", tokens[other], tokens[at] * 2, dice.choice(CLAUSES), tokens[at] + any_character(dice), "(" * 50)
        )
    given = [f"{name}={dice.choice(VALUES)}" for name in names if dice.random() < 0.7]
    given += [dice.choice(("=", "x", "x=1", "from=2", "from"))] * (dice.random() < 0.1)
    return "".join(tokens), tuple(given)
