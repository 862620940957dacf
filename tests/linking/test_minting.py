"""Keys and names of what the lexicon lacks: a table of mentions with the names inside them."""

from __future__ import annotations

import pytest

from kg.knowledge.name_patterns import NamePattern
from kg.linking.minting import Owner, coin
from kg.model.mention import Kind, Mention
from kg.model.text import Span

NAMES = {"甲国": "actor/a", "乙国": "actor/b", "丁市": "place/d", "戊村": "place/e"}
FORCES = {"noun": "武装部队", "each": True}
CASES = [
    ("甲国国防部", Kind.ORGANIZATION, {}, [("actor/a/国防部", "甲国国防部", ("actor/a",))], "a ministry"),
    ("甲国军队", Kind.FORCE, FORCES, [("actor/a/武装部队", "甲国武装部队", ("actor/a",))], "by the pattern's noun"),
    (
        "甲国和乙国军队",
        Kind.FORCE,
        FORCES,
        [
            ("actor/a/武装部队", "甲国武装部队", ("actor/a",)),
            ("actor/b/武装部队", "乙国武装部队", ("actor/b",)),
        ],
        "one for each owner",
    ),
    (
        "甲国和乙国委员会",
        Kind.ORGANIZATION,
        {},
        [("actor/a/和乙国委员会", "甲国和乙国委员会", ("actor/a", "actor/b"))],
        "one of two owners",
    ),
    ("驻甲国观察团", Kind.ORGANIZATION, {}, [("actor/驻甲国观察团", "驻甲国观察团", ())], "no owner at its head"),
    ("甲国人民", Kind.GROUP, {"noun": "人民"}, [("actor/doc/甲国人民", "甲国人民", ("actor/a",))], "of this document"),
    ("甲国居民", Kind.GROUP, {"noun": "族居民", "origin": True}, [("actor/doc/甲国族居民", "甲国族居民", ())],
     "by origin they are nobody's"),
    ("难民", Kind.GROUP, {}, [("actor/doc/难民", "难民", ())], "nobody's group"),
    ("丁市居民", Kind.GROUP, {"noun": "居民"}, [("actor/doc/丁市居民", "丁市居民", ())], "a place owns nobody"),
    ("戊村和丁市公路", Kind.PLACE, {"noun": "公路"}, [("place/d-e/test", "丁市-戊村公路", ())], "between two places"),
    ("丁市郊区", Kind.PLACE, {}, [("place/d/郊区", "丁市郊区", ())], "a place in a place"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "pattern", "expected", "why"), CASES, ids=[case[4] for case in CASES])
def test_keys_and_names(words, kind, pattern, expected, why):
    mention = Mention(span=Span(3, 3 + len(words)), surface=words, kind=kind, rule="test")
    found = sorted((words.index(name), name, key) for name, key in NAMES.items() if name in words)
    owners = [Owner(span=Span(3 + at, 3 + at + len(name)), key=key, name=name) for at, name, key in found]
    by = NamePattern(name="test", yields=kind, patterns=(), **pattern)
    unit = words if kind is Kind.GROUP and not owners else None
    assert [(one.key, one.name, one.owners) for one in coin(mention, unit, owners, by, "doc")] == expected, why


def test_each_of_several_is_meant_from_its_owner_on_and_the_last_named_by_these_words():
    mention = Mention(span=Span(0, 7), surface="甲国和乙国军队", kind=Kind.FORCE, rule="test")
    owners = [Owner(span=Span(0, 2), key="actor/a", name="甲国"), Owner(span=Span(3, 5), key="actor/b", name="乙国")]
    by = NamePattern(name="test", yields=Kind.FORCE, patterns=(), noun="武装部队", each=True)
    made = coin(mention, None, owners, by, "doc")
    assert [(one.span, one.named) for one in made] == [(Span(0, 7), False), (Span(3, 7), True)]
