"""Whose verdict it is, who was backed by whom, who suffers in the passive: letters of states, read once more."""

from __future__ import annotations

import pytest
from builders.states import BOLIVIA, BRAZIL, CHILE, PERU


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁国防部声称，其部队只是还击，这一说法毫无根据。",
        "秘鲁国防部说，是智利先开的炮，这是不折不扣的谎言。",
        "秘鲁总统曾说，这些部队是应邀部署的，这完全不真实。",
    ],
)
def test_who_says_a_thing_does_not_call_it_a_lie(said, words: str) -> None:
    assert {(who, act, keys) for who, act, keys in said(words) if act == "deny"} == {(CHILE, "deny", (PERU,))}


def test_who_passes_on_two_others_words_may_judge_them(said) -> None:
    found = said("巴西指出，秘鲁声称智利先开火，这种说法毫无根据。")
    assert (CHILE, "deny") not in {(who, act) for who, act, _ in found}


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁称阿里卡是其领土的一部分，这是对历史和地理的歪曲。",
        "秘鲁代表在其信中辩称，该国是在自卫，这种说法是对国际法的嘲弄。",
        "秘鲁总统声称，他不知道其军队在哪里，这只能说是厚颜无耻。",
        "秘鲁总统声称他已下令打击我国的机场，这公然违反了《联合国宪章》。",
    ],
)
def test_the_writer_s_verdict_on_what_one_says_of_himself_charges_him(read_letter, words: str) -> None:
    found = read_letter(words)
    (charge,) = [claim for claim in found.claims if claim.act == "accuse"]
    assert (charge.claimant, charge.reported_source) == (CHILE, ())
    assert {key for claim in found.claims if claim.compliance for key in claim.reported_source} == set()


def test_a_verdict_on_a_third_one_s_deed_stays_with_the_teller(said) -> None:
    found = said("巴西表示，秘鲁轰炸了阿里卡，这违反了国际法。")
    assert {who for who, act, _ in found if act == "accuse"} == {BRAZIL}


def test_a_denial_that_the_find_disproves_is_rejected(said) -> None:
    found = said("秘鲁否认其军队对此负责，但现场发现的炮弹碎片证明并非如此。")
    assert {(PERU, "deny", ()), (CHILE, "deny", (PERU,))} <= found


def test_what_one_did_not_do_by_the_short_word_is_denied(read_letter) -> None:
    found = read_letter("4月2日，我国武装部队未向伊基克市中心开火。")
    assert [claim.polarity for claim in found.claims] == ["negative"]


@pytest.mark.parametrize("deed", ["3月12日袭击了阿里卡的学校", "3月12日炮击了阿里卡医院"])
@pytest.mark.parametrize("band", ["秘鲁支持的叛军", "受秘鲁政权庇护的恐怖分子", "由秘鲁资助的武装分子"])
def test_who_backs_a_band_is_charged_beside_it_and_does_not_do_its_deed(read_letter, band: str, deed: str) -> None:
    found = read_letter(f"{band}{deed}。")
    assert {claim.act for claim in found.claims} == {"accuse"}
    assert PERU in {key for claim in found.claims for key in claim.targets}
    assert PERU not in {key for event in found.events for key in event.agents}


@pytest.mark.parametrize("land", ["被占领的阿里卡", "被占阿里卡地区"])
def test_who_fires_from_occupied_land_is_not_hit(read_letter, land: str) -> None:
    found = read_letter(f"2月28日晚，秘鲁从{land}向拉巴斯郊区发射了多枚导弹。")
    assert [(event.agents, event.patients) for event in found.events] == [((PERU,), ())]


def test_who_is_seized_at_another_s_post_is_not_charged(said) -> None:
    found = said("胡安·佩雷斯7月29日在秘鲁非法检查站被绑架。")
    assert {keys for _, act, keys in found if act == "accuse"} == {(PERU,)}


def test_who_is_stopped_does_not_stop_anybody(read_letter) -> None:
    found = read_letter("联黎部队报告说，其巡逻队4月4日在伊基克被一群手持棍棒的当地人拦住去路。")
    assert [event.agents for event in found.events] == [()]


@pytest.mark.parametrize("deed", ["阻止了一批恐怖分子潜入智利", "阻止了叛军越境袭击"])
def test_who_keeps_intruders_out_is_praised_and_not_charged(said, deed: str) -> None:
    assert {act for _, act, _ in said(f"巴西边防部队{deed}，我们对此表示赞赏。")} == {"support"}


def test_thanks_behind_what_is_told_go_to_those_of_whom_it_is_told(said) -> None:
    assert said("巴西、玻利维亚同我国站在一起，对此我们表示感谢。") == {(CHILE, "thank", (BOLIVIA, BRAZIL))}


def test_who_arrests_a_suspect_does_no_wrong(said) -> None:
    assert "accuse" not in {act for _, act, _ in said("巴西警方逮捕了一名秘鲁籍嫌疑人。")}


def test_who_is_asked_to_answer_for_peace_is_not_charged_nor_is_anybody_condemned(said) -> None:
    found = said("智利要求安全理事会承担责任，谴责这些袭击。")
    assert {act for _, act, _ in found} == {"request"}


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁总统从未谴责这场屠杀。",
        "秘鲁没有一天遵守停火。",
        "我军撤出了火炮，而秘鲁没有这样做。",
        "我国总统要求秘鲁撤军，秘鲁非但没有撤军，反而增派部队。",
        "安理会第2773（2025）号决议呼吁秘鲁撤军，秘鲁拒绝执行。",
        "谨向你通报秘鲁国防军侵略我国一事。",
        "谨就秘鲁潜艇击沉“天安”号军舰一事致函。",
        "谨就秘鲁政府对智利的敌对行动致函。",
    ],
)
def test_what_one_owes_and_does_not_and_what_a_letter_is_about_is_charged(said, words: str) -> None:
    assert (CHILE, "accuse", (PERU,)) in said(words)


def test_who_votes_a_draft_down_signs_and_breaks_nothing(read_letter) -> None:
    found = read_letter("秘鲁3月2日否决了关于设立国际法庭的决议草案，从而包庇了凶手。")
    assert "AgreementSigning" not in {event.type for event in found.events}
    assert not [claim for claim in found.claims if claim.compliance]


def test_the_envoy_to_the_united_nations_is_his_state_s(read_letter) -> None:
    found = read_letter("秘鲁驻联合国代表辩称，边境的措施是为了防御。")
    assert {(m.organization, m.title) for m in found.memberships if m.organization == PERU}


def test_another_assembly_is_not_the_general_assembly(read_letter) -> None:
    found = read_letter("克里米亚鞑靼人民大会主席胡安·佩雷斯被禁止入境。")
    assert "actor/general-assembly" not in {entity.key for entity in found.entities}


@pytest.mark.parametrize("breach", ["即违反协议", "撕毁停火协议", "违反停火", "公然违背和平协定"])
def test_the_day_of_a_breach_is_that_of_the_deed_told_behind_it(read_letter, breach: str) -> None:
    events = read_letter(f"秘鲁于4月5日{breach}，占领了塔拉塔村。").events
    (taken,) = [event for event in events if event.type == "Occupation"]
    assert taken.period is not None
    assert (taken.agents, str(taken.period.begin)) == ((PERU,), "2015-04-05")
    assert not {"Ceasefire", "AgreementSigning"} & {event.type for event in events}


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("3月3日，两名智利军人在阿里卡因踩中地雷而死亡。", [("killed", 2, CHILE)]),
        ("秘鲁于3月3日扣押了“信使”号货轮及其25名船员。", [("captured", 25, None)]),
        ("秘鲁当局扣押着我国七名渔民和两艘渔船。", [("captured", 7, CHILE)]),
        ("一名7岁女孩3月3日在阿里卡被弹片击中，伤势严重。", [("injured", 1, CHILE)]),
        ("秘鲁已派遣了一万名士兵，其中约3000人伤亡。", [("affected", 3000, PERU)]),
        ("我国海军“胜利”号护卫舰3月3日沉没，舰上104名官兵中46人丧生。", [("killed", 46, CHILE)]),
        ("3月3日，秘鲁士兵袭击了联黎部队巡逻队，打伤3人。", [("injured", 3, "actor/unifil")]),
    ],
)
def test_whose_people_are_counted_and_as_what(read_letter, words: str, figures: list[tuple[str, int, str]]) -> None:
    assert [(figure.harm, figure.count, figure.side) for figure in read_letter(words).casualties] == figures


def test_whose_men_are_taken_with_the_office_that_they_are_of(read_letter) -> None:
    (figure,) = read_letter("3月3日，我军抓获了秘鲁军队情报总局的两名军官。").casualties
    assert (figure.harm, figure.count) == ("captured", 2)


def test_whose_people_are_hit_is_the_mission_to_which_they_belong(read_letter) -> None:
    (event,) = read_letter("3月3日，秘鲁士兵袭击了联黎部队的维和人员。").events
    assert event.patients == ("actor/unifil",)


@pytest.mark.parametrize("words", ["我国海军扣押了该船，后将船员释放。", "智利方面已按照规定将火炮撤离接触线。"])
def test_what_has_been_done_is_not_offered(said, words: str) -> None:
    assert {act for _, act, _ in said(words)} == {"report"}


def test_before_whom_a_thing_is_denied_is_no_source(read_letter) -> None:
    found = read_letter("秘鲁代表在安理会面前否认这些事实。")
    assert {(c.claimant, c.reported_source) for c in found.claims if c.act == "deny"} == {(PERU, ())}


@pytest.mark.parametrize(
    "deed",
    ["空军3月3日在拉巴斯附近暗杀了胡安·索托", "军舰在我国海域以武力相威胁，阻挡了货船", "官员扬言要吞并阿里卡"],
)
def test_murder_and_threats_of_force_are_charged(said, deed: str) -> None:
    assert "accuse" in {act for _, act, _ in said(f"秘鲁{deed}。")}


def test_a_command_is_not_its_commander(read_letter) -> None:
    found = read_letter("朝鲜人民军最高司令部声称，局势平静。")
    assert "最高司令" not in {membership.title for membership in found.memberships}


def test_rebel_militias_are_a_group_that_is_charged(read_letter) -> None:
    found = read_letter("反叛民兵3月8日用无人机袭击了伊基克机场。")
    assert [claim.act for claim in found.claims] == ["accuse"]
    assert [entity.name for entity in found.entities if entity.kind.name == "GROUP"] == ["反叛民兵"]


@pytest.mark.parametrize("words", ["克什米尔人民的自决权不容剥夺。", "玻利维亚的主权不容侵犯。"])
def test_whose_right_is_not_to_be_taken_does_not_take_it(said, words: str) -> None:
    assert "accuse" not in {act for _, act, _ in said(words)}


def test_those_whom_nobody_is_to_recognize_are_not_thanked(said) -> None:
    assert said("智利感谢不承认科索沃单方面宣布独立的国家。") == {(CHILE, "thank", ())}


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁宣称进行了一次“清剿行动”，这是无中生有，目的是转移视线。",
        "秘鲁常驻代表声称那里没有秘鲁军人，这与专家小组的调查结果不符。",
    ],
)
def test_what_is_made_up_or_does_not_agree_with_the_finding_is_denied(said, words: str) -> None:
    assert (CHILE, "deny", (PERU,)) in said(words)


def test_who_is_named_in_a_charge_has_not_made_it(said) -> None:
    found = said("巴西指责智利向青年党运送武器，智利断然否认这些指控。")
    assert {keys for who, act, keys in found if (who, act) == (CHILE, "deny")} == {(BRAZIL,)}


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁总统宣布阿里卡为“红线”，这无异于宣战。",
        "秘鲁不顾安全理事会第47（1948）号决议，单方面取消了阿里卡的地位。",
        "秘鲁一直支持该团伙，应对由此造成的后果负责。",
        "秘鲁继续向胡塞民兵走私武器。",
    ],
)
def test_a_step_that_amounts_to_a_wrong_and_who_answers_for_it_are_charged(said, words: str) -> None:
    assert (CHILE, "accuse", (PERU,)) in said(words)


def test_whom_a_long_title_precedes_is_seized_and_not_his_navy(read_letter) -> None:
    found = read_letter("秘鲁海军现役军官、调查局特工胡安·索托3月3日在阿里卡被捕。")
    assert [key.rpartition("/")[2] for event in found.events for key in event.patients] == ["胡安·索托"]


def test_who_announces_that_others_signed_has_not_signed(read_letter) -> None:
    found = read_letter("代理团长斯蒂芬妮·威廉斯3月23日宣布双方在日内瓦签署了永久停火协定。")
    signed = [event for event in found.events if event.type == "AgreementSigning"]
    assert [event.participants for event in signed] == [()]


def test_a_ceasefire_of_a_day_is_no_pact_of_that_day(read_letter) -> None:
    found = read_letter("感谢巴西促成5月10日的停火。")
    assert "agreement/bangui-pact" not in {agreement.key for agreement in found.agreements}


@pytest.mark.parametrize(
    ("words", "kind"),
    [("国际法院2月22日命令秘鲁确保通行。", "CourtOrder"), ("3月19日，秘鲁分子将25名船员扣为人质。", "Capture")],
)
def test_orders_behind_their_day_and_hostages_are_told(read_letter, words: str, kind: str) -> None:
    assert {event.type for event in read_letter(words).events} == {kind}


def test_many_in_a_count_are_no_part_of_a_people_s_name(read_letter) -> None:
    found = read_letter("1999年以来已有20多万塞族人被驱逐。")
    assert [(figure.harm, figure.count) for figure in found.casualties] == [("displaced", 200_000)]


def test_a_name_ends_before_the_threat(read_letter) -> None:
    found = read_letter("胡塞领导人阿卜杜勒-马利克·胡塞扬言要袭击商船。")
    assert "阿卜杜勒-马利克·胡塞" in {entity.name for entity in found.entities}


@pytest.mark.parametrize("words", ["我军击退了秘鲁军队的进攻", "智利军队挫败了秘鲁对阿里卡的袭击"])
def test_who_repels_an_attack_has_not_made_it(read_letter, words: str) -> None:
    (event,) = read_letter(f"3月3日，{words}。").events
    assert [key.split("/")[1] for key in event.agents] == ["peru"]


def test_firing_that_is_to_cease_is_no_attack(read_letter) -> None:
    found = read_letter("秘鲁外交秘书5月10日宣布，双方将于当日17时起停止一切射击。")
    assert "accuse" not in {claim.act for claim in found.claims}
    assert "ArmedAttack" not in {event.type for event in found.events}


def test_an_ambassador_s_denial_of_our_charge_is_his(said) -> None:
    found = said("秘鲁驻智利大使矢口否认，称这些指控是荒谬的。")
    assert {who for who, act, _ in found if act == "deny"} == {PERU}


def test_most_of_which_is_one_s_doing_is_charged_on_him(said) -> None:
    assert (CHILE, "accuse", (PERU,)) in said("我们记录到50多起侵犯领空的案件，其中多数是秘鲁飞机所为。")


def test_who_lists_a_tomb_does_not_suffer_its_ruin(read_letter) -> None:
    (event,) = read_letter("教科文组织列入世界遗产的陵墓3月3日遭到叛军毁坏。").events
    assert "actor/unesco" not in (*event.agents, *event.patients)


def test_an_ethnic_group_called_after_a_state_is_a_group_of_its_own(read_letter) -> None:
    found = read_letter("阿尔巴尼亚族武装分子3月3日炮击了阿里卡。")
    assert "actor/albania" not in {key for claim in found.claims for key in claim.targets}
    assert [entity.name for entity in found.entities if entity.kind.name == "GROUP"] == ["阿尔巴尼亚族武装分子"]
