"""Newspapers, refusals, memoranda, reprisals, what befalls somebody: not the state's word, nor the doer's."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import CHILE, PERU


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁《商报》写道：“巴西轰炸了我国村庄。”",
        "秘鲁《商报》报道：“巴西轰炸了我国村庄。”",
    ],
)
def test_what_a_newspaper_writes_is_not_its_state_s_nor_ours(said, words) -> None:
    assert {(who, act) for who, act, _ in said(words)} == {(CHILE, "report")}


def test_a_station_named_after_a_state_speaks_for_itself(said) -> None:
    assert PERU not in {who for who, *_ in said("秘鲁国家电视台说：“巴西轰炸了我国村庄。”")}


@pytest.mark.parametrize("end", ["遭到拒绝", "但至今没有得到答复"])
def test_what_was_asked_and_refused_is_not_asked_anew(said, end) -> None:
    assert "request" not in {act for _, act, _ in said(f"我国请秘鲁出示合同，{end}。")}


def test_a_letter_of_appeal_and_others_who_call_ask_nothing(said) -> None:
    assert "request" not in {act for _, act, _ in said("谨转递一封呼吁信。我国谴责有人呼吁使用暴力。")}


def test_who_answers_an_attack_on_himself_is_not_charged_with_it(said) -> None:
    found = said("2015年5月9日，秘鲁军队向巴西军舰发射导弹，巴西随即摧毁了三处雷达站。")
    assert {keys for _, act, keys in found if act == "accuse"} == {(PERU,)}


def test_who_arms_rebels_is_charged(said) -> None:
    assert (CHILE, "accuse", (PERU,)) in said("秘鲁向叛军提供了导弹。")


def test_a_source_that_stays_unnamed_refuses_nothing(said) -> None:
    assert "accuse" not in {act for _, act, _ in said("秘鲁大使馆通过一名不肯透露姓名的官员表示，局势平静。")}


@pytest.mark.parametrize("word", ["至今", "始终"])
def test_who_still_denies_denies(said, word) -> None:
    assert (PERU, "deny", ()) in said(f"秘鲁{word}否认其领土上有营地。")


def test_our_word_on_another_s_pretext_is_ours(said) -> None:
    assert (CHILE, "accuse", (PERU,)) in said("秘鲁称该处是营地，这是其惯用的借口。")


def test_our_governments_are_we(said) -> None:
    assert (CHILE, "concern", ()) in said("我们各国政府对局势深感关切。")


@pytest.mark.parametrize("words", ["我国没有向任何人要过武器。", "他们说我们拒绝谈判。\n\n这是假话。"])
def test_short_and_plain_denials(said, words) -> None:
    assert (CHILE, "deny") in {(who, act) for who, act, _ in said(words)}


def test_what_another_says_to_somebody_is_not_our_position(said) -> None:
    assert "affirm" not in {act for _, act, _ in said("该市警察局长告诉他们，他们是威胁。")}


def test_who_is_overthrown_does_not_overthrow(read_letter) -> None:
    (coup,) = read_letter("我于2015年5月30日被一伙军人推翻。").events
    assert coup.agents == ()


def test_what_is_held_up_is_no_doer(read_letter) -> None:
    (held,) = read_letter("秘鲁船只2015年5月25日在外海被扣。").events
    assert held.agents == ()


def test_a_ministry_s_paper_is_not_signed(read_letter) -> None:
    found = read_letter("谨转递智利外交部2015年5月29日关于秘鲁驱逐居民的备忘录。")
    assert "AgreementSigning" not in {event.type for event in found.events}


def test_two_happenings_of_a_day_without_a_type_are_two(read_letter) -> None:
    words = "巴西总统于2015年5月7日辞职。当天，工人拆除了三百所房屋。"
    assert [event.type for event in read_letter(words).events] == ["Other", "Other"]


def test_that_night_is_that_of_the_day_named_last(read_letter) -> None:
    words = "2015年5月7日，巴西总统辞职。将军自封为首领。当夜，秘鲁士兵向人群开枪。"
    days = {event.type: str(event.period.begin) for event in read_letter(words).events if event.period}
    assert days["ArmedAttack"] == "2015-05-07"


def test_a_breach_that_another_tells_is_that_one_s_claim(read_letter) -> None:
    words = "秘鲁方面谎称此举违反安全理事会第550(1984)号决议。"
    broken = [claim.claimant for claim in read_letter(words).claims if claim.compliance == "violates"]
    assert broken == [PERU]


ANNEXED = """2015年6月1日智利常驻联合国代表给秘书长的信

谨转递智利外交部2015年5月29日的备忘录（见附件一）和丁市商会主席的一封呼吁信（见附件二）。

常驻代表
雷耶斯（签名）

附件一

关于驱逐居民的情况

我国谴责驱逐居民。

附件二

呼吁

我们要求赔偿。

奥斯曼·萨利赫（签名）
"""


def test_each_of_two_annexes_is_whose_the_cover_says(extractor, tmp_path) -> None:
    found = read(extractor, tmp_path, ANNEXED)
    whose = {claim.act: claim.claimant for claim in found.claims if claim.act}
    assert whose["condemn"] == CHILE
    assert whose["request"].endswith("丁市商会")
    assert "annex-without-author" not in {problem.code for problem in found.problems}
