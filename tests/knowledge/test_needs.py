"""What an expression needs of a text, and where: no more than what every match holds."""

from __future__ import annotations

import pytest

from kg.knowledge.knowledge import Knowledge
from kg.knowledge.needs import FEW, begins, holds, needs, starts, ways
from kg.knowledge.pattern_reader import FAR, MOST_WAYS, MOST_WORDS, Need, Way

CASES = {
    "words one after another": ("向.*开火", (("开火",), ("向",))),
    "what may be missing": ("向(?:阵地)?(?:了|的)*开火{0,2}", (("向",), ("开",))),
    "what may be there often": ("(?:阵地)+火{2}", (("阵地",), ("火",))),
    "either of two": ("(?:停火|休战)协议", (("协议",), ("休战", "停火"))),
    "either of two, one of them free": ("停火|.+", ()),
    "the longest of each branch": ("以.{3}停火|在休战前", (("停火", "在休战前"),)),
    "signs of a class": ("[甲乙]方[a-c-]", (("方",), ("乙", "甲"), ("-", "a", "b", "c"))),
    "every sign but some": ("[^甲乙]", ()),
    "a class of a property": (r"\p{Han}\d[\d甲]方", (("方",),)),
    "classes taken apart": ("[[甲乙]--[乙]]方", (("方",),)),
    "classes of classes": ("[[甲-丁&&[甲乙]][一-三&&[一]]]方", (("方",),)),
    "too many signs": ("[一-龥]方", (("方",),)),
    "what must not stand there": ("(?<!不)停火(?!线)", (("停火",),)),
    "what must stand there": ("(?<=已)停火(?=线)", (("停火",), ("已",), ("线",))),
    "a sign by its escape": (r"\(甲\)\n", (("(甲)\n",),)),
    "names of groups": ("(?P<who>甲)(?<what>乙)(?>丙)(?P=who)", (("丙",), ("乙",), ("甲",))),
    "brackets that are signs in a group": (r"(?:[)(]乙\)\\)丙", (("丙",), ("乙)\\",), ("(", ")"))),
    "a case that does not count": ("(?i)abc", ()),
    "a reference by number": (r"(甲)\1", ()),
    "a choice by a group": ("(甲)?(?(1)乙|丙)", ()),
    "an open bracket": ("(甲", ()),
    "brackets without end": ("(" * 9999, ()),
}


def words_of(way: Way) -> tuple[tuple[str, ...], ...]:
    return tuple(need.words for need in way)


@pytest.mark.parametrize(("pattern", "wanted"), CASES.values(), ids=CASES)
def test_what_an_expression_needs(pattern: str, wanted: tuple[tuple[str, ...], ...]):
    assert words_of(needs(pattern)) == tuple(sorted(wanted, key=lambda need: (len(need), -min(map(len, need)), need)))


@pytest.mark.parametrize(("pattern", "wanted"), [c for c in CASES.values() if c[1]])
def test_a_text_without_it_does_not_match(pattern: str, wanted: tuple[tuple[str, ...], ...]):
    text = "".join(word for need in wanted for word in need)
    assert holds(text, ways(pattern))
    for need in wanted:
        assert not holds("".join(character for character in text if character not in "".join(need)), ways(pattern))


WAYS = {
    "branches": ("停火|向.*开火", ((("停火",),), (("开火",), ("向",)))),
    "branches of a group alone": ("^(?:停火|(?:休战|撤军))$", ((("停火",),), (("休战",),), (("撤军",),))),
    "a group that may be missing": ("(?:停火|休战)?", ((),)),
    "a group beside words": ("双方(?:停火|休战)", ((("双方",), ("休战", "停火")),)),
    "two groups": ("(?:甲|乙)(?:丙|丁)", ((("丁", "丙"), ("乙", "甲")),)),
    "a group that tells more beside words": (
        "双方(?:停火|在.*撤军)线",
        ((("停火",), ("双方",), ("线",)), (("双方",), ("撤军",), ("在",), ("线",))),
    ),
    "the one of two groups that tells more": (
        "(?:甲|乙)(?:丙.丁|.戊)",
        ((("丁",), ("丙",), ("乙", "甲")), (("戊",), ("乙", "甲"))),
    ),
    "a group behind one that needs nothing": ("(?<=^|[^甲])(?:停火.+线|休战)", ((("停火",), ("线",)), (("休战",),))),
    "a branch without needs": ("停火|.+", ((("停火",),), ())),
    "more than can be told apart": ("|".join("甲" * (i + 1) for i in range(MOST_WAYS + 1)), None),
}


@pytest.mark.parametrize(("pattern", "wanted"), WAYS.values(), ids=WAYS)
def test_what_each_way_to_match_needs(pattern: str, wanted: tuple[tuple[tuple[str, ...], ...], ...] | None):
    assert tuple(map(words_of, ways(pattern))) == (wanted if wanted is not None else (words_of(needs(pattern)),))


def test_one_way_is_enough():
    wanted = ways("停火|向.*开火")
    assert [holds(text, wanted) for text in ("停火", "向甲国开火", "开火", "向甲国")] == [True, True, False, False]


PLACES = {
    "after words": ("甲{2}.开火", {"甲": (0, 0), "开火": (3, 3)}),
    "after what may be missing": ("(?:阵地|点)?[甲乙]{0,2}开火", {"开火": (0, 4)}),
    "after what has no bound": (".+开火", {"开火": (1, FAR)}),
    "after a reference": ("(?P<who>甲乙)(?P=who)丙", {"甲乙": (0, 0), "丙": (2, FAR)}),
    "in what must follow": ("甲(?=.{1,2}丙)乙", {"甲": (0, 0), "丙": (2, 3), "乙": (1, 1)}),
    "in what must stand before": ("(?<=甲.?乙).丁", {"甲": (-3, -2), "乙": (-2, 0), "丁": (1, 1)}),
    "after what must not follow, and places": (r"^(?!甲)\b\d丙$", {"丙": (1, 1)}),
    "in branches of different widths": ("(?:..甲|.乙丙)丁", {"乙丙,甲": (1, 2), "丁": (3, 3)}),
    "of what is repeated, the first": ("(?:甲.){2,3}乙", {"甲": (0, 0), "乙": (4, 6)}),
}


@pytest.mark.parametrize(("pattern", "wanted"), PLACES.values(), ids=PLACES)
def test_where_the_words_stand_that_it_needs(pattern: str, wanted: dict[str, tuple[int, int]]):
    assert {",".join(need.words): (need.first, need.last) for need in needs(pattern)} == wanted


def test_where_a_match_may_begin():
    needed = begins(ways(".{1,2}(?:部队|军队)|(?<=向).甲.*"))
    assert [one.need for one in needed] == [Need(("部队",), 1, 2), Need(("军队",), 1, 2), Need(("向",), -1, -1)]
    assert starts("军队向的甲部队", needed) == [3, 4]
    assert starts("部队向", needed) == []  # nothing stands behind or before
    assert begins(ways("部队|(?:军|兵)队")) == ()  # the expression itself is the fastest to find how it begins
    assert begins(ways(".{1,99}部队")) == ()


def test_a_match_begins_with_its_signs():
    many = "".join(map(chr, range(0x4E00, 0x4E00 + FEW + 1)))
    (one,) = begins(ways(f"[{many}].{{0,2}}军队"))
    assert one == (Need(("军队",), 1, 3), frozenset(many))
    assert starts(f"部{many[0]}军{many[1]}军队", [one]) == [1, 3]


def test_most_shipped_expressions_need_something_and_match_nothing_without_it():
    """Tried on every rule's own examples: where its expression matches, what it needs is there."""
    knowledge = Knowledge.load()
    expressions = list(knowledge.expressions())
    examples = [example for rule in knowledge.layout.rules.values() for example in rule.examples]
    examples += [example for rules in knowledge.rules.by_class.values() for rule in rules for example in rule.examples]
    assert sum(not all(each.ways) for each in expressions) < len(expressions) / 20
    texts = ["\n".join(examples[start :: len(examples) // 20]) for start in range(8)]
    for each in expressions:
        assert all(len(need.words) <= MOST_WORDS for way in each.ways for need in way)
        assert [text for text in texts if not each.may_match(text) and each._expression.search(text)] == []
