"""An expression with the first signs of its branches before them matches just what it did without."""

from __future__ import annotations

from math import inf

import pytest
import regex
from builders.examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge import first_signs
from kg.knowledge.expressions import SECONDS
from kg.knowledge.first_signs import MANY, MOST, guarded
from kg.knowledge.steps import steps

WORDS = "停火|休战|撤军|谈判|宣战|开火|还击|轰炸"
FIRST = "休停宣开撤谈轰还"
CASES = {
    "branches": (f"双方(?:{WORDS})", f"双方(?:(?=[{FIRST}])(?:{WORDS}))"),
    "few branches": ("(?:停火|休战)", "(?:停火|休战)"),
    "few branches, but with those of inner groups": (
        "(?:(?P<one>停火|休战|撤军|谈判)|(?:宣战|开火|还击|轰炸)+)",
        f"(?:(?=[{FIRST}])(?:(?P<one>停火|休战|撤军|谈判)|(?:宣战|开火|还击|轰炸)+))",
    ),
    "what may be missing": (f"(?:{WORDS}|一?(?<!不)丁)", f"(?:(?=[一丁{FIRST}])(?:{WORDS}|一?(?<!不)丁))"),
    "signs in a row": (r"a甲|b甲|c甲|d甲|x甲|y甲|-甲|\]甲", r"(?=[\-\]a-dxy])(?:a甲|b甲|c甲|d甲|x甲|y甲|-甲|\]甲)"),
    "any sign in one branch": (f".战|{WORDS}|.火", f".战|(?=[{FIRST}])(?:{WORDS})|.火"),
    "any sign between": ("停火|休战|撤军|谈判|.战|宣战|开火|还击|轰炸", None),
    "nothing in one branch": (f"(?:{WORDS}|)", f"(?:(?=[{FIRST}])(?:{WORDS})|)"),
    "the last signs where a group looks back": (
        f"(?<!(?:{WORDS}))(?=甲)",
        f"(?<!(?:(?:{WORDS})(?<=[军击判战火炸])))(?=甲)",
    ),
    "what looks ahead in a group that looks back": (f"(?<=甲(?={WORDS}).)", f"(?<=甲(?=(?=[{FIRST}])(?:{WORDS})).)"),
    "what is not read": (f"(?i)(?:{WORDS})", None),
    "more signs than are compared": ("|".join(map(chr, range(0x4E00, 0x4E00 + MOST + 1))), None),
}


def found(pattern: str, text: str) -> list[tuple]:
    """All matches with all that their groups hold."""
    every = regex.finditer(pattern, text, regex.V1, timeout=SECONDS)
    return [(match.span(), match.allspans()) for match in every]


@pytest.fixture(scope="module")
def of_two():
    """Two branches are enough to ask for their first signs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(first_signs, "LEAST", 2)
        yield


def larger(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pieces made of smaller ones."""
    several = st.lists(pieces, min_size=2, max_size=4).map("|".join)
    opening = st.sampled_from(["(?:", "(?P<who>", "(?P<what>", "(?>", "(?=", "(?!", "(?<=", "(?<!"])
    often = st.sampled_from(["?", "??", "?+", "{0,2}", "{2}", "{0}", "{1,3}?"])
    return st.one_of(
        st.lists(pieces, max_size=3).map("".join),
        st.builds("{}{})".format, opening, several),
        st.builds("(?:{}){}".format, several, often),
    )


SIGNS = st.sampled_from(
    ["甲", "乙", "-", r"\]", r"\n", "[甲乙]", "[丙-乙丁]", "[^甲]", r"\d", ".", "^", "$", r"\b", "(?P=who)"]
)
PIECES = st.recursive(SIGNS, larger, max_leaves=16)


@pytest.mark.parametrize(("pattern", "wanted"), CASES.values(), ids=CASES)
def test_the_first_signs_stand_before_the_branches(pattern: str, wanted: str | None):
    assert guarded(pattern) == (wanted or pattern)


@given(pattern=PIECES, text=st.text("甲乙丙丁-]1\n", max_size=9))
@settings(max_examples=examples(2000, share=10), deadline=None)
def test_it_matches_the_same(of_two: None, pattern: str, text: str):
    whole = f"(?P<who>[甲乙])?(?:{pattern})"
    assert found(guarded(whole), text) == found(whole, text)


@given(st.sets(st.integers(0x4E00, 0x5400).filter(lambda code: code % 4), min_size=MANY, max_size=2 * MANY))
@settings(max_examples=examples(100), deadline=None)
def test_a_class_of_many_signs_in_parts_holds_the_same(codes: set[int]):
    listed = "".join(map(chr, codes))
    parted = guarded(f"[A-Z[{listed}]]")
    assert "&&" in parted
    assert steps(parted)[-1] < inf  # it is read, so that the clock need not be asked
    assert set(regex.findall(parted, "".join(map(chr, range(0x4DFF, 0x5402))), regex.V1)) == set(listed)
