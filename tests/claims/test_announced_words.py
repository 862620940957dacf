"""What somebody is said to have said in the paragraphs below, without quotation marks: whose words these are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.extraction import read_letter_of_peru
from builders.states import BOLIVIA, PERU

from kg.model.extraction import Extraction
from kg.pipeline.extractor import Extractor

CODE = "quotation-unmarked"


@pytest.fixture(name="acts")
def _acts(extractor: Extractor) -> Callable[[str], set[tuple[str, str]]]:
    def acts(words: str) -> set[tuple[str, str]]:
        found = read_letter_of_peru(extractor, words)
        return {(claim.claimant, claim.act) for claim in found.claims if claim.act and claim.act != "report"}

    return acts


def codes(found: Extraction) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    "announced",
    [
        "玻利维亚总统4月19日在电视讲话中说：",
        "玻利维亚外交部发言人声称：",
        "玻利维亚外交部4月19日发表声明如下：",
        "玻利维亚在给安理会的信中指控如下：",
    ],
)
@pytest.mark.parametrize(
    "said",
    [
        "秘鲁军队4月2日炮击了一座村庄。秘鲁支持叛乱分子。",
        "1. 秘鲁军队4月2日炮击了一座村庄；\n\n2. 秘鲁支持叛乱分子。",
        "(a) 秘鲁军队4月2日炮击了一座村庄。\n\n(b) 秘鲁支持叛乱分子。",
        "一、秘鲁军队4月2日炮击了一座村庄。\n\n二、秘鲁支持叛乱分子。",
    ],
)
def test_the_next_paragraph_or_list_is_in_the_mouth_of_the_one_named(acts, announced, said):
    found = acts(f"{announced}\n\n{said}\n\n我国断然否认。")
    assert found == {(BOLIVIA, "accuse"), (PERU, "deny")}


def test_a_list_of_another_kind_is_the_writer_s_again(acts):
    found = acts("玻利维亚总统说：\n\n(a) 秘鲁军队4月2日炮击了一座村庄。\n\n2. 我国断然否认。")
    assert found == {(BOLIVIA, "accuse"), (PERU, "deny")}


@pytest.mark.parametrize(
    "words",
    [
        "玻利维亚必须：\n\n1. 撤出军队；\n\n2. 停止炮击秘鲁的村庄。",
        "玻利维亚军队犯下的罪行如下：\n\n4月2日，玻利维亚军队炮击秘鲁的一座村庄。",
        "我国外交部长说：\n\n4月2日，玻利维亚军队炮击了秘鲁的一座村庄。",
    ],
)
def test_what_is_listed_or_said_at_home_is_the_writer_s(acts, words):
    assert {who for who, _ in acts(words)} == {PERU}


def test_where_they_end_is_told(extractor):
    found = read_letter_of_peru(extractor, "玻利维亚总统说：\n\n秘鲁军队4月2日炮击了一座村庄。\n\n这纯属捏造。")
    assert codes(found).count(CODE) == 1
    marked = read_letter_of_peru(extractor, "玻利维亚总统说：\n\n“秘鲁军队4月2日炮击了一座村庄。”\n\n这纯属捏造。")
    assert CODE not in codes(marked)


def test_my_country_ends_the_text_of_an_organ(acts):
    words = "安全理事会主席发表声明如下：\n\n安全理事会谴责4月2日玻利维亚军队炮击村庄。\n\n我国支持这一声明。"
    assert (PERU, "support") in acts(words)
