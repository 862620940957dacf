"""Kinds of faults read off real letters and records: whose a deed, a charge or a source is, and of which day."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BOLIVIA, BRAZIL, CHILE, PERU


@pytest.fixture(name="told")
def events(read_letter):
    def told(sentences: str) -> set[str]:
        """The types of the events told in a letter of Chile."""
        return {event.type for event in read_letter(sentences).events}

    return told


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("2015年5月3日，秘鲁违反此前达成的协议，再次封锁海峡。", "AgreementSigning"),
        ("2015年5月3日，秘鲁无视双方签署的备忘录，继续驱赶渔民。", "AgreementSigning"),
        ("2015年5月3日，秘鲁坚称要在签署新的协议后才会撤军。", "AgreementSigning"),
        ("2015年5月3日，秘鲁坚称要在签署新的协议后才会撤军。", "Withdrawal"),
        ("2015年5月3日，秘鲁警察向示威的民众发射橡胶子弹。", "Protest"),
    ],
)
def test_what_is_only_spoken_of_did_not_happen_that_day(told, words, kind) -> None:
    assert kind not in told(words)


def test_what_did_happen_that_day_is_told(told) -> None:
    assert "AgreementSigning" in told("2015年5月3日，双方签署了一项协议。")
    assert "Withdrawal" in told("2015年5月3日，秘鲁在双方签署协议后才从边境撤军。")
    assert "Protest" in told("2015年5月3日，民众在利马示威。")


def test_who_is_killed_is_not_charged(said) -> None:
    found = said("秘鲁武装人员越过边界，打死玻利维亚边防战士四人，犯下了新的罪行。")
    assert not [keys for _, act, keys in found if act == "accuse" and any(BOLIVIA in key for key in keys)]


def test_a_spokesman_who_once_gave_out_something_has_no_name_from_it(read_letter) -> None:
    named = {entity.name for entity in read_letter("秘鲁军方发言人曾发出警告。秘鲁总统许多次拒绝。").entities}
    assert named.isdisjoint({"曾发", "曾发出", "许多", "许多次"})


def test_a_salutation_charges_nobody(extractor, tmp_path) -> None:
    letter = "2015年5月9日智利外交部长给秘书长的信\n\n联合国秘书长马尔·托尔多先生并转安全理事会各会员国：\n\n{body}\n"
    claims = read(extractor, tmp_path, letter.format(body="秘鲁侵略我国。专此函达，即请查照。")).claims
    assert {(c.act, c.targets) for c in claims if c.act} == {("accuse", (PERU,))}


def test_a_resolution_that_is_itself_charged_is_not_broken_by_who_stands_behind_it(read_letter) -> None:
    words = "安全理事会5月3日在秘鲁操纵下通过的决议，是支持侵略的，显然是非法的。"
    assert not [c for c in read_letter(words).claims if c.compliance == "violates" and PERU in c.compliers]


def test_a_denial_of_a_charge_is_not_the_charge(said) -> None:
    found = said("秘鲁国防部驳斥了有关秘鲁首先开火的说法，称该消息不实。")
    assert (CHILE, "accuse", (PERU,)) not in found
    assert {act for who, act, _ in found if who == PERU} == {"deny"}


def test_what_another_lays_on_us_is_not_our_support(said) -> None:
    found = said("我谨提及秘鲁常驻代表2015年5月3日的信，其中指控智利军队支持玻利维亚。")
    assert {act for who, act, _ in found if who == CHILE} == {"report"}
    assert (PERU, "accuse", (CHILE,)) in found


def test_what_is_told_in_answer_is_not_what_the_other_charges(read_letter) -> None:
    claims = read_letter("秘鲁代表指责我们炮击利马，而事实是，5月3日秘鲁无人机袭击了我国的港口。").claims
    own, theirs = (next(c for c in claims if c.claimant == who and c.act == "accuse") for who in (CHILE, PERU))
    assert own.about and not own.reported_source
    assert not theirs.about


@pytest.mark.parametrize("words", ["秘鲁声称奉行和平，但一再侵犯我国领空。", "秘鲁自称克制，然而继续侵略我国。"])
def test_behind_but_the_writer_speaks_by_itself(read_letter, words) -> None:
    (charge,) = (c for c in read_letter(words).claims if c.act == "accuse")
    assert charge.targets == (PERU,)
    assert not charge.reported_source


def test_who_is_asked_to_respect_us_is_not_who_respects(said) -> None:
    assert {act for _, act, _ in said("我国要求秘鲁立即停止袭击我国船只，尊重我国主权，并赔偿损失。")} == {"request"}


@pytest.mark.parametrize("words", ["我们从未把平民作为目标。", "秘鲁声称没有人受伤。这与实地情况不符。"])
def test_it_is_not_so(said, words) -> None:
    assert "deny" in {act for who, act, _ in said(words) if who == CHILE}


def test_a_threat_of_war_is_a_charge(said) -> None:
    assert (CHILE, "accuse", (PERU,)) in said("秘鲁总统曾公开威胁要对智利宣战。")


def test_what_began_months_ago_did_not_begin_today(told) -> None:
    assert "ArmedClash" not in told("今天，冲突爆发已整整六个月。")


def test_who_records_shots_does_not_fire_them(read_letter) -> None:
    words = "2015年5月3日，国际法院（法院）记录到从秘鲁一侧越过边界的射击，以及从巴西一侧越过边界的射击。"
    assert not {a for event in read_letter(words).events for a in event.agents if "court" in a}


def test_who_writes_to_us_and_charges_another_is_the_one_who_charges(said) -> None:
    found = said("秘鲁政府5月3日致函给我，重申其承诺，并指控巴西侵犯其领空。")
    assert (PERU, "accuse", (BRAZIL,)) in found
    assert {act for who, act, _ in found if who == CHILE} == {"report"}


@pytest.mark.parametrize("words", ["秘鲁军方事后解释说，坦克是倒车所致。", "秘鲁军方最初称，人们死于踩踏。"])
def test_who_later_explains_is_the_source(read_letter, words) -> None:
    assert all(claim.reported_source for claim in read_letter(words).claims)


def test_those_whom_another_shields_are_not_charged(said) -> None:
    found = said("秘鲁一再袒护和包庇玻利维亚士兵的暴行。")
    assert {keys for _, act, keys in found if act == "accuse"} == {(PERU,)}


def test_a_treaty_that_grants_a_right_is_not_broken_by_who_denies_it(read_letter) -> None:
    words = "秘鲁无端指责我国行使联合国宪章等国际法所公认的自卫权。"
    assert not [c for c in read_letter(words).claims if c.compliance]


def test_what_measures_are_taken_against_is_not_done_that_day(told) -> None:
    assert "ArmedAttack" not in told("5月3日，我国的演习是针对秘鲁军事挑衅的警告性措施。")


def test_the_harmed_of_a_happening_without_a_type_are_counted(read_letter) -> None:
    words = "2015年5月3日，数千部收音机在利马各地爆炸，据秘鲁卫生部称，造成37人死亡。"
    (count,) = read_letter(words).casualties
    assert count.count == 37 and count.of_event


def test_an_adviser_of_a_state_writes_for_it(extractor, tmp_path) -> None:
    letter = "2015年5月9日秘鲁总理国家安全和外事顾问给秘书长的信\n\n秘鲁方面对智利的挑衅予以回击。\n"
    claims = read(extractor, tmp_path, letter).claims
    assert {claim.claimant for claim in claims} == {PERU}
    assert not [claim for claim in claims if PERU in claim.targets]


def test_a_truce_broken_on_some_days_is_not_made_on_them(told) -> None:
    assert "Ceasefire" not in told("从2015年5月1日到5月3日，秘鲁共发动过42次违反停火协议的行动。")


def test_those_whom_another_supports_do_what_is_told_of_them(read_letter) -> None:
    found = read_letter("2015年5月3日，受秘鲁支持的恐怖分子向游客开枪，造成26人死亡。")
    (attack,) = (event for event in found.events if event.type == "ArmedAttack")
    assert [count.of_event for count in found.casualties] == [attack.key]


def test_a_protest_note_and_a_closed_quarter_are_no_events_of_the_day(told) -> None:
    assert "Protest" not in told("2015年5月3日，秘鲁外交部召见巴西大使以示抗议。")
    assert "Obstruction" not in told("2015年5月3日，秘鲁宣布重新开放利马的封闭区。")


def test_nothing_of_theirs_was_a_target(said) -> None:
    assert "deny" in {act for who, act, _ in said("没有任何秘鲁军事设施成为目标。") if who == CHILE}


@pytest.mark.parametrize(
    "words",
    [
        "秘鲁声称智利蓄水，这种说法毫无根据。",
        "秘鲁声称巴西先开枪，这一说法并不属实。",
        "秘鲁和巴西声称智利蓄水违反了2015年3月23日在利马签署的宣言，这种说法站不住脚。",
    ],
)
def test_the_writer_s_verdict_on_another_s_words_is_the_writer_s(said, words) -> None:
    assert "deny" in {act for who, act, _ in said(words) if who == CHILE}


def test_whose_the_verdict_is_stays_open_where_another_speaks(said) -> None:
    assert "deny" not in {
        act for who, act, _ in said("巴西表示，秘鲁声称玻利维亚先开枪，这种说法毫无根据。") if who == CHILE
    }


def test_who_is_asked_to_look_into_crimes_did_not_commit_them(said) -> None:
    found = said("请国际刑事法院检察官完成对秘鲁所犯罪行的调查。")
    assert not [
        keys for _, act, keys in found if act == "accuse" and any("icc" in key or "court" in key for key in keys)
    ]


def test_the_day_of_an_agreement_is_not_that_of_what_follows(read_letter) -> None:
    words = "秘鲁违反了2015年3月23日在利马签署的协定。正是秘鲁阻挠了三方谈判。"
    assert not [e for e in read_letter(words).events if e.type == "Obstruction" and e.period]


@pytest.mark.parametrize(
    "words", ["秘鲁总统3月4日在利马说，这一措施有效。", "秘鲁总统对制裁表示欢迎，称其保护了人民。"]
)
def test_who_says_it_somewhere_or_welcomes_it_is_the_source(read_letter, words) -> None:
    assert all(claim.reported_source for claim in read_letter(words).claims)


def test_shots_of_many_weeks_are_not_those_of_one_day_among_them(read_letter) -> None:
    found = read_letter(
        "从2015年3月23日至4月15日，秘鲁武装人员在边界多次开枪射击，打死智利边防战士四人。"
        "4月8日，秘鲁武装人员向智利渔船开枪，打伤渔民二人。"
    )
    dead, hurt = sorted(found.casualties, key=lambda one: one.evidence[0].span.start)
    days = {event.key: event.period.begin.isoformat() for event in found.events}
    assert (days[dead.of_event], days[hurt.of_event]) == ("2015-03-23", "2015-04-08")


def test_what_troops_hold_is_not_taken_on_the_day_of_their_next_deed(told) -> None:
    assert told("2015年5月3日，侵占玻利维亚的秘鲁军队入侵阿根廷，袭击了村庄。") == {"ArmedAttack"}


def test_who_only_backs_another_does_not_break_what_he_breaks(read_letter) -> None:
    found = read_letter("秘鲁当局在巴西的支持下，无视大会的决议，拒绝从玻利维亚撤军。").claims
    assert [c.complier for c in found if c.compliance == "violates"] == [PERU]


def test_a_denial_is_one_however_long_the_charge_is_described(said) -> None:
    words = "秘鲁关于灯塔归还玻利维亚、尤其是关于丁群岛（或智利代表在来文中提到的戊群岛）的断言是毫无根据的。"
    assert said(words) == {(CHILE, "deny", (PERU,))}


def test_the_writer_judges_what_a_delegate_said(said) -> None:
    assert said("秘鲁代表昨天说，玻利维亚政权控制着全国领土，这不符合事实。") == {(CHILE, "deny", (PERU,))}


def test_what_has_gone_on_since_has_not_the_day_of_its_beginning(told) -> None:
    words = "自从去年大会通过关于玻利维亚局势的决议以来，秘鲁侵略玻利维亚所造成的严峻形势并未改变。"
    assert told(words) == {"ResolutionAdoption"}


def test_deeds_against_a_ceasefire_have_their_dead(read_letter) -> None:
    found = read_letter("2015年5月1日至10日，秘鲁共发动过42次违反停火协议的行动，造成12名平民死亡。")
    (attack,) = (event for event in found.events if event.type == "ArmedAttack")
    assert [count.of_event for count in found.casualties] == [attack.key]
    assert attack.agents == (PERU,)


def test_the_secretary_general_speaks_in_his_own_statement(extractor, tmp_path) -> None:
    text = (
        "2013年10月28日秘书长的声明\n\n秘书长以最强烈的措辞谴责10月27日在玻利维亚东部再次发生的对维和人员的枪击事件。"
        "秘书长向秘鲁政府表示慰问。\n"
    )
    found = read(extractor, tmp_path, text)
    claimants = {(c.claimant, c.act, c.targets) for c in found.claims}
    assert claimants == {
        ("actor/un-secretariat", "condemn", ()),
        ("actor/un-secretariat", "condole", (PERU,)),
    }
    assert [event.agents for event in found.events] == [()]


@pytest.mark.parametrize(
    "words",
    [
        "秘书长以最强烈的措辞谴责5月27日在玻利维亚东部发生的对维和人员的袭击。",
        "阿根廷对5月27日在玻利维亚东部发生的针对平民的袭击表示遗憾。",
    ],
)
def test_who_condemns_or_regrets_a_deed_did_not_do_it(read_letter, words) -> None:
    found = read_letter(words)
    assert [event.agents for event in found.events] == [()]
    assert not [c for c in found.claims if c.act == "accuse"]


def test_the_ambassador_to_a_state_is_not_the_one_who_writes(read_letter) -> None:
    (attack,) = read_letter("5月29日，秘鲁军机袭击了智利驻秘鲁大使的车队。").events
    assert attack.patients and "雷耶斯" not in attack.patients[0]


def test_who_gives_the_arms_is_not_who_attacks_with_them(read_letter) -> None:
    words = "秘鲁向民防部队提供武器，用于袭击智利重要设施，包括5月4日至6日针对阿里卡港的袭击。"
    (attack,) = read_letter(words).events
    assert attack.agents == ()


def test_who_takes_others_is_named_behind_the_word_of_suffering_it(read_letter) -> None:
    (taken,) = read_letter("两辆卡车5月24日在临时安全区内遭到秘鲁武装民兵扣押。").events
    assert taken.type == "Capture" and taken.agents and PERU in taken.agents[0]


def test_a_day_told_by_what_was_before_it_is_that_of_what_follows(read_letter) -> None:
    (attack,) = read_letter("在停火协议达成后的5月7日至22日期间，秘鲁炮击边境村庄。").events
    assert attack.period.begin.isoformat() == "2015-05-07"


def test_a_letter_that_was_received_is_not_the_receivers(read_letter) -> None:
    found = read_letter("我已接到你5月26日的来信，感谢你所表示的关切。")
    assert [event.agents for event in found.events] == [()]
    assert {c.act for c in found.claims} == {"thank"}


def test_the_parties_who_disregard_a_people_are_asked_not_the_people(said) -> None:
    assert said("我们呼吁所有继续无视秘鲁人民苦难的冲突各方停火。") == {(CHILE, "request", ())}


def test_all_that_a_delegate_said_is_called_a_lie(said) -> None:
    found = said("秘鲁代表刚才所说的都是滔滔不绝的谎言。")
    assert {(act, keys) for _, act, keys in found} == {("deny", (PERU,)), ("accuse", (PERU,))}


def test_who_is_the_only_cause_of_a_tragedy_is_charged(said) -> None:
    assert said("秘鲁的行动是智利悲剧的唯一原因。") == {(CHILE, "accuse", (PERU,))}


def test_who_did_not_condemn_has_a_name_for_nobody(read_letter) -> None:
    found = read_letter("这封信的作者没有谴责圣地亚哥平民大屠杀。他们声称，玻利维亚东部的冲突是社会紧张局势的结果。")
    assert not {c.act for c in found.claims} & {"condemn", "accuse"}
    assert not any(c.reported_source for c in found.claims)


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("有关智利军队使用化学武器的指控是蓄意的诬蔑。", {"deny"}),
        ("秘鲁还在玻利维亚支持分裂势力。", {"accuse"}),
        ("智利全力支持秘书长提出的六点建议，包括承诺与特使合作。", {"support"}),
    ],
)
def test_what_is_slander_backed_or_pledged_by_others(said, words, acts) -> None:
    assert {act for _, act, _ in said(words)} == acts


def test_a_ruling_is_not_of_the_day_on_which_it_is_accepted(read_letter) -> None:
    found = read_letter("我国已于2014年决定全面执行边界委员会2002年的裁定。")
    assert {event.period.begin.year for event in found.events if event.type == "CourtOrder"} == {2002}


def test_two_courts_rulings_of_one_breath_are_broken_alike(read_letter) -> None:
    found = read_letter("秘鲁完全无视1899年的仲裁裁决和国际法院2013年12月1日的命令。")
    broken = {(c.about[0], c.complier) for c in found.claims if c.compliance == "violates"}
    assert len(broken) == 2 and {who for _, who in broken} == {PERU}


def test_a_ministry_speaks_in_its_states_name(extractor, tmp_path) -> None:
    text = "1967年9月10日智利外交部致秘鲁驻智利大使馆的照会\n\n智利政府向秘鲁政府提出强烈抗议。智利要求秘鲁撤军。\n"
    acts = {(c.act, c.targets) for c in read(extractor, tmp_path, text).claims}
    assert {("condemn", (PERU,)), ("request", (PERU,))} <= acts


def test_the_poisoned_are_counted(read_letter) -> None:
    (count,) = read_letter("5月24日，秘鲁军队发射毒气弹，造成107名平民出现窒息等中毒症状。").casualties
    assert (count.harm, count.count) == ("injured", 107)


def test_an_attack_in_breach_of_an_agreement_is_of_its_day(told) -> None:
    assert "ArmedAttack" in told("自5月13日起，秘鲁公然违反《联合国宪章》对智利发动侵略。")
    assert "Ceasefire" not in told("5月13日，秘鲁违反停火协议。")


@pytest.mark.parametrize("verb", ["声称", "坚称", "扬言", "谎称", "说"])
def test_a_name_of_one_word_before_any_word_of_saying_is_the_source(read_letter, verb) -> None:
    (claim,) = read_letter(f"秘鲁总理内塔尼亚胡{verb}，秘鲁军队是世界上最有道德的军队。").claims
    assert claim.act == "report" and len(claim.reported_source) == 1 and PERU in claim.reported_source[0]


def test_who_says_that_it_has_nothing_to_do_with_it_denies(said) -> None:
    found = said("秘鲁外交部5月6日声称，民防部队发射导弹是独立事件，与秘鲁无关。")
    assert {(who, act) for who, act, _ in found} == {(PERU, "deny"), (CHILE, "report")}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("秘鲁代表刚才指责智利阻挠停火，这是毫无根据的。", {(CHILE, "deny", (PERU,)), (PERU, "accuse", (CHILE,))}),
        ("有关智利向玻利维亚运送武器的说法完全是捏造事实。", {(CHILE, "deny", ())}),
        ("玻利维亚人民的反应源于秘鲁的侵略。", {(CHILE, "accuse", (PERU,))}),
        ("这样的指控太过分，对于饱受被占领之苦的玻利维亚人民来说，不啻于在伤口上撒盐。", {(CHILE, "report", ())}),
    ],
)
def test_who_is_only_named_in_a_charge_is_not_charged(said, words, found) -> None:
    assert said(words) == found


def test_the_dead_of_one_speaker_are_not_those_of_what_another_tells_later(extractor, tmp_path) -> None:
    text = (
        "安全理事会\n第9790次会议\n2014年11月20日星期四上午10时举行\n\n上午10时开会。\n\n"
        "傅先生（智利）（以西班牙语发言）：秘鲁的轰炸已造成1700人死亡。\n\n"
        "伍先生（秘鲁）（以西班牙语发言）：玻利维亚11月7日袭击了我们的港口，打死12名秘鲁人。\n\n下午1时散会。\n"
    )
    found = read(extractor, tmp_path, text)
    assert {count.count: bool(count.of_event) for count in found.casualties} == {1700: False, 12: True}


def test_what_has_only_the_day_of_its_report_was_before_it(read_letter) -> None:
    (attack,) = read_letter("1月26日，特派团报告，秘鲁军队炮击了圣地亚哥。").events
    assert (attack.period.begin, attack.period.end.isoformat()) == (None, "2015-01-26")
    (attack,) = read_letter("1月26日，特派团报告说，秘鲁军队1月20日炮击了圣地亚哥。").events
    assert attack.period.begin.isoformat() == "2015-01-20"


def test_what_somebody_says_will_be_has_not_been(told) -> None:
    assert "ArmedAttack" not in told("1月26日，秘鲁总统说，秘鲁军队将进攻圣地亚哥。")
