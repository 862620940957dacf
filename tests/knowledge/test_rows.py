"""The rows of signs that each match of an expression holds, and a sieve that asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.knowledge.expressions import expression
from kg.knowledge.rows import rows
from kg.knowledge.sieve import Sieve

SIGN = "(?:(?!公报|加以)[一-佰公加])"  # of names, unless a common word begins with it
ROW = f"{SIGN}{{2}}"


@pytest.mark.parametrize(
    "pattern",
    [
        f"{SIGN}{{2,8}}村",
        f"(?P<name>{SIGN}{{3}}(?:-{SIGN}{{2,8}})?)(?=村|镇)",
        f"甲{SIGN}{{2,8}}村|{SIGN}{{2,8}}-{SIGN}{{2,8}}",
        f"(?<={SIGN}{{2,8}}村、)[乙丙]",
        f"(?:在{SIGN}{{2,3}})+",
    ],
)
def test_a_row_stands_in_each_match(pattern: str):
    assert rows(pattern) == (ROW,)


@pytest.mark.parametrize(
    "pattern",
    [
        f"{SIGN}{{1,8}}村",
        f"{SIGN}{{2,8}}村|甲村",
        f"(?:{SIGN}{{2,8}})?村",
        f"(?!{SIGN}{{2,8}})村",
        f"(?<!{SIGN}{{2,8}})村",
        "[一-佰]{2,8}村",
        "(?:(?!公报)[公加]){2,8}村",
        f"(?i){SIGN}{{2,8}}",
        "",
    ],
)
def test_no_row_stands_in_each_match(pattern: str):
    assert rows(pattern) == ()


def test_a_sieve_lets_through_what_has_its_row():
    named, plain, both = every = [
        expression(pattern, f"rule-{place}", Path("rules.ttl"))
        for place, pattern in enumerate((f"{SIGN}{{2,8}}村", "村", f"{SIGN}{{2,8}}镇|公村"))
    ]
    sieve = Sieve(every)
    assert sieve.passing("伊克公加村") == {named, plain}
    assert sieve.passing("伊公报村") == {plain}
    assert sieve.passing("公公报村") == {plain}
    assert sieve.passing("公村") == {plain, both}
