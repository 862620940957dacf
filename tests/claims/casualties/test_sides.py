"""Whose people a figure counts where no words beside it say so: those whom the sentence tells to be hit."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "side", "why"),
    [
        ("2015年2月6日，秘鲁部队向我国哨所开火，两名水手丧生。", "actor/chile", "my country is hit"),
        ("2015年2月6日，玻利维亚警察遭到秘鲁部队袭击，三名警官丧生。", "actor/bolivia", "another state's people"),
        ("2015年2月6日，秘鲁部队向我国哨所开火，两名武装分子丧生。", None, "fighters are of no state"),
        (
            "2015年2月6日，秘鲁部队袭击了卡尔万达村，两名村民丧生。",
            "actor/chile",
            "who tells of an attack tells of its own",
        ),
        ("2015年2月6日，秘鲁部队袭击了卡尔万达村，两名哨兵丧生。", "actor/chile", "its soldiers too"),
        ("2015年2月6日，秘鲁部队从玻利维亚袭击了卡尔万达村，两名哨兵丧生。", "actor/chile", "whence they came"),
        (
            "2015年2月6日，秘鲁部队袭击了卡尔万达村，两名哨兵丧生，玻利维亚对此保持沉默。",
            None,
            "a third state is spoken of",
        ),
        ("2015年2月6日，我国在争夺该高地的战斗中牺牲了两名哨兵。", "actor/chile", "who lost them"),
        ("2015年2月6日，我国部队向哨所开火，两名水手丧生。", None, "nobody is said to be hit"),
        ("2015年2月6日，两名水手丧生，秘鲁部队随后袭击了玻利维亚。", None, "before the deed is told"),
        ("2015年2月6日，秘鲁士兵在玻利维亚的卡尔万达村开枪，两名村民丧生。", "actor/bolivia", "where they live"),
        ("2015年2月6日，在玻利维亚境内发生一起爆炸袭击，两名病人丧生。", "actor/bolivia", "a state as the place"),
        ("2015年2月6日，秘鲁士兵在玻利维亚的卡尔万达村开枪，两名游客丧生。", None, "they do not live there"),
        ("2015年2月6日，秘鲁士兵在玻利维亚的卡尔万达村开枪，两人丧生。", None, "a party may mean its enemies"),
    ],
)
def test_sides_by_whom_the_sentence_tells_to_be_hit_or_where(
    read_letter, sentence: str, side: str | None, why: str
) -> None:
    assert [figure.side for figure in read_letter(sentence).casualties] == [side], why


def test_who_is_hit_and_hits_is_no_side(read_letter) -> None:
    (figure,) = read_letter("2015年2月6日，秘鲁部队袭击了秘鲁村民，两名农民丧生。").casualties
    assert figure.side is None


def test_who_is_counted_with_their_families_is_counted(read_letter) -> None:
    (figure,) = read_letter("2015年2月6日，武装团伙劫持了49名外交人员及其家属。").casualties
    assert (figure.harm, figure.count) == ("captured", 49)


def test_members_of_a_list_are_each_of_their_own_state(read_letter) -> None:
    found = read_letter("2015年2月6日发生袭击，两名玻利维亚人、三名秘鲁人和四名巴西人遇难。").casualties
    assert [(f.count, f.side) for f in found] == [(2, "actor/bolivia"), (3, "actor/peru"), (4, "actor/brazil")]


def test_rebels_are_not_of_the_side_told_before_them(read_letter) -> None:
    (_, rebels) = read_letter("2015年2月6日，秘鲁士兵死亡12人，叛军方面有30人被击毙。").casualties
    assert rebels.side is None
