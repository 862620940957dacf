"""Resolutions, statements of the Council and speeches as they are printed: who does and signs what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.claims_found import acts_of, compliance_of, events_of, row_of
from builders.extraction import read
from builders.states import CHILE, PERU

from kg.model.document import DocumentKind
from kg.model.extraction import Extraction

COUNCIL = "actor/security-council"


@pytest.fixture
def adopted(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in a paragraph of a resolution."""
    row = row_of(DocumentKind.RESOLUTION, "安全理事会")
    return lambda words: read(extractor, tmp_path, words, "resolution.txt", row)


@pytest.fixture
def spoken(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in a piece of a speech, of whose record nothing else is left."""
    row = row_of(DocumentKind.MEETING_RECORD, "智利")
    return lambda words: read(extractor, tmp_path, words, "speech.txt", row)


def test_a_piece_of_a_speech_is_whose_the_catalogue_says(spoken) -> None:
    assert {(c.claimant, c.act) for c in spoken("我们呼吁秘鲁停火。").claims} == {(CHILE, "request")}


@pytest.mark.parametrize("praise", ["赞扬", "赞同", "赞赏"])
def test_a_word_of_praise_is_no_name(adopted, praise: str) -> None:
    found = adopted(f"{praise}联合国秘书长为恢复谈判作出努力，")
    assert not [entity for entity in found.entities if praise in entity.key]
    assert acts_of(found)["support"] == {"actor/secretary-general"}


def test_what_befalls_a_company_the_state_does_not_do(adopted) -> None:
    found = adopted("强调占领秘鲁广播电视公司设施是对新闻自由的攻击，违反安全理事会此前的决议，")
    assert compliance_of(found) == {("violates", None)}


def test_a_breach_within_a_land_is_not_that_state_s(adopted) -> None:
    found = adopted("注意到秘鲁境内继续发生违反安全理事会第713(1991)号决议的敌对行动，")
    assert compliance_of(found) == {("violates", None)}


def test_all_of_a_list_is_to_be_kept(adopted) -> None:
    words = "坚持各方必须恪守《利马停火协定》中所列的要求和承诺、安理会的决议和《库斯科议定书》，"
    kept = {key for c in adopted(words).claims if c.compliance == "calls_to_comply" for key in c.about}
    assert len(kept) == 3


def test_who_refuses_a_ruling_does_not_keep_it(adopted) -> None:
    found = adopted("对秘鲁仍拒绝边界委员会裁定中的大部分内容表示关注，")
    assert compliance_of(found) == {("violates", PERU)}


def test_who_breaks_what_an_accord_lays_down_may_stay_unsaid(spoken) -> None:
    found = spoken("令人担忧的是，《利马和平协议》规定的协商制度遭到违反。")
    assert compliance_of(found) == {("violates", None)}


def test_to_advocate_that_an_accord_be_kept_is_to_call_for_it(spoken) -> None:
    assert {kind for kind, _ in compliance_of(spoken("我国一贯主张切实落实《库斯科协定》。"))} == {"calls_to_comply"}


def test_both_sides_are_those_named_in_the_paragraph_before(adopted) -> None:
    words = (
        "回顾1990年5月21日秘鲁政府同图帕克·阿马鲁民族解放阵线缔结的《库斯科议程》，\n"
        "欢迎4月27日双方签订的《利马协定》，"
    )
    signed = [c for c in adopted(words).claims if c.compliance == "signed"]
    assert len({c.complier for c in signed}) == 2
    assert len({key for c in signed for key in c.about}) == 2


def test_resolutions_of_a_list_are_dated_each_for_itself(adopted) -> None:
    found = adopted("回顾大会1981年10月11日第36/7号、1982年12月17日第37/138号和1984年4月20日第39/20B号决议，")
    assert {a.kind for a in found.agreements} == {"resolution"}
    assert [str(a.dates[0]) for a in found.agreements] == ["1981-10-11", "1982-12-17", "1984-04-20"]


@pytest.mark.parametrize("number", ["MRE/RES.5/93号决议", "CP/RES.594(923/92)号决议"])
def test_other_organs_number_their_resolutions_otherwise(adopted, number: str) -> None:
    (resolution,) = adopted(f"注意到美洲国家组织外交部长在利马通过的{number}，").agreements
    assert resolution.kind == "resolution"


def test_the_name_in_brackets_tells_which_accord_was_signed(adopted) -> None:
    words = "回顾1994年12月5日《关于乌克兰加入不扩散核武器条约的安全保证备忘录》(布达佩斯备忘录)，"
    (agreement,) = adopted(words).agreements
    assert agreement.key == "agreement/budapest-memorandum"


def test_what_a_letter_asks_for_the_organ_does_not_ask(adopted) -> None:
    found = adopted("收到了1993年6月7日秘鲁常驻联合国代表给安全理事会主席的信，请安理会实施禁运，")
    assert "request" not in acts_of(found)


@pytest.mark.parametrize("words", ["回顾安理会欢迎秘鲁宣布停火，", "回顾其第637(1989)号决议，其中表示支持秘鲁的斡旋，"])
def test_what_is_recalled_is_not_done_anew(adopted, words: str) -> None:
    assert set(acts_of(adopted(words))) == {"affirm"}


def test_resolve_and_gratitude_may_be_stressed(adopted) -> None:
    assert set(acts_of(adopted("强调决心支持执行《利马和平协定》，"))) == {"offer"}
    assert acts_of(adopted("强调赞赏秘鲁和智利为和平所作的贡献，")) == {"support": {PERU, CHILE}}


def test_who_is_condemned_stands_behind_the_day(adopted) -> None:
    acts = acts_of(adopted("强烈谴责3月4日秘鲁军队在塔克纳发动的袭击，"))
    assert acts["condemn"] == acts["accuse"] == {PERU}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("联刚团", "actor/monusco"),
        ("联南苏团", "actor/unmiss"),
        ("西非观察组", "actor/ecomog"),
        ("和平执行委员会", "actor/peace-implementation-council"),
        ("法拉本多·马蒂民族解放阵线", "actor/fmln"),
    ],
)
def test_bodies_have_the_short_names_of_the_press(spoken, words: str, key: str) -> None:
    assert key in {entity.key for entity in spoken(f"我们支持{words}的工作。").entities}


def test_a_japanese_ambassador_is_a_person(spoken) -> None:
    assert "大岛贤三" in {entity.name for entity in spoken("我们感谢大岛贤三大使的通报。").entities}


def test_an_accord_s_own_name_tells_who_signed_it_and_where(adopted) -> None:
    found = adopted("重申致力于执行秘鲁和智利两国政府(下称“双方”)于2000年12月12日在利马签署的《全面和平协定》，")
    assert {(kind, who) for kind, who in compliance_of(found) if kind == "signed"} == {
        ("signed", PERU),
        ("signed", CHILE),
    }
    assert ("AgreementSigning", "2000-12-12", tuple(sorted((PERU, CHILE))), ("place/lima",)) in events_of(found)


def test_who_does_something_after_an_accord_has_not_made_it_alone(spoken) -> None:
    found = spoken("秘鲁在2000年11月9日停火声明后逮捕了智利战俘。")
    assert not [e for e in events_of(found) if e[0] == "AgreementSigning" and e[2] == (PERU,)]


def test_statements_of_a_list_have_a_day_each(adopted) -> None:
    words = "回顾在以下日期发表的主席声明：1997年5月27日(S/PRST/1997/29)和1997年8月6日(S/PRST/1997/42)，"
    days = {day for kind, day, _, _ in events_of(adopted(words)) if kind == "Communication"}
    assert days == {"1997-05-27", "1997-08-06"}


def test_a_council_s_session_on_a_day_is_a_meeting(adopted) -> None:
    found = adopted("欢迎2000年7月11日在利马举行的协调理事会第十届会议的结果，")
    assert ("Meeting", "2000-07-11", (), ("place/lima",)) in events_of(found)


def test_who_made_a_statement_about_something_on_a_day(adopted) -> None:
    found = adopted("注意到非洲联盟1998年6月2日就秘鲁境内尚未遣散的部队的问题发表的声明，")
    (event,) = [e for e in found.events if e.type == "Communication"]
    assert event.agents == ("actor/african-union",)


def test_a_court_s_opinion_is_no_accord_that_it_signed(adopted) -> None:
    found = adopted("重申秘鲁有义务停火，并回顾国际法院2004年7月9日发表的咨询意见，")
    assert [a.kind for a in found.agreements] == ["court_order"]
    assert compliance_of(found) == {("bases_on", COUNCIL)}


def test_what_an_accord_lays_on_somebody_he_is_held_to(adopted) -> None:
    found = adopted("回顾《四方路线图》规定秘鲁有义务冻结所有定居点活动，")
    assert compliance_of(found) == {("calls_to_comply", PERU)}


def test_that_to_the_end_an_accord_is_carried_out_is_called_for(spoken) -> None:
    assert ("calls_to_comply", None) in compliance_of(spoken("下步工作重点是确保停火协议落实到位。"))


def test_both_sides_of_a_demand_recalled_are_no_demand(adopted) -> None:
    found = adopted("回顾其第571(1985)号决议，其中除其他外，谴责秘鲁的入侵，并要求秘鲁尊重智利的主权，")
    assert set(acts_of(found)) == {"affirm"}


def test_a_special_representative_is_not_of_the_state_that_thanks_him(spoken) -> None:
    assert not spoken("我感谢威廉姆斯特别代表所作通报。").memberships


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("要求部队撤出南秘鲁，", "place/南秘鲁"),
        ("将国家行政扩展至全国各地，特别包括安杜洛、白伦多和蒙戈；", "place/白伦多"),
        ("欢迎独立国家联合体国家元首理事会通过决定，", "actor/cis/国家元首理事会"),
        ("欢迎独立国家联合体集体维持和平部队(独联体维和部队)的努力，", "actor/cis-peacekeeping-force"),
        ("欢迎国民代表大会发表声明，", "actor/libyan-house-of-representatives"),
        ("对秘鲁少数白人政权的政策表示关切，", PERU),
    ],
)
def test_more_names_of_adopted_texts(adopted, words: str, key: str) -> None:
    assert key in {entity.key for entity in adopted(words).entities}


def test_a_department_s_director_is_of_the_department(spoken) -> None:
    (held,) = spoken("秘鲁外交部条约法律司司长王建国出席了会议。").memberships
    assert (held.title, held.organization) == ("司长", "actor/peru/外交部条约法律司")


def test_an_appeal_to_end_hostilities_is_no_fighting(adopted) -> None:
    found = adopted("各方应响应秘书长3月25日关于立即停止敌对行动的呼吁。")
    assert [(e.type, e.agents) for e in found.events] == [("Communication", ("actor/secretary-general",))]


def test_a_mass_grave_is_no_number_of_people(spoken) -> None:
    assert not spoken("我们对秘鲁发现的万人坑深感震惊，据报告，万人坑与绑架有关。").casualties


def test_who_met_with_an_attack_did_not_make_it(adopted) -> None:
    found = adopted("对3月28日在秘鲁联合国维和人员遭遇智利军队袭击表示强烈谴责，并要求调查。")
    (event,) = [e for e in found.events if e.type == "ArmedAttack"]
    assert event.agents == ("actor/chile/武装部队",)


def test_what_befell_others_is_condemned_at_the_end_of_the_clause(spoken) -> None:
    assert "condemn" in acts_of(spoken("我国对秘鲁平民遭遇玻利维亚军队袭击表示强烈谴责。"))


def test_as_partners_do_the_speaker_welcomes(spoken) -> None:
    assert acts_of(spoken("同非盟、东盟等伙伴一样，我国对此表示欢迎。")) == {"support": set()}


@pytest.mark.parametrize("who", ["秘鲁外长", "秘鲁国防部长", "秘鲁"])
def test_a_day_may_stand_right_behind_an_office(spoken, who: str) -> None:
    found = spoken(f"{who}30日在利马举行会谈。")
    assert [(kind, day) for kind, day, _, _ in events_of(found)] == [("Meeting", "2016-11-30")]


def test_a_conference_may_still_be_thirty_days_long(spoken) -> None:
    assert not spoken("在利马举行了长30日的会谈。").events


def test_to_free_those_who_were_taken_takes_nobody(spoken) -> None:
    assert {e.type for e in spoken("秘鲁政府11月16日释放了被俘人员。").events} == {"Release"}
