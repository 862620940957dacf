"""Reports, statements and records of the Council: whose words, whose deed, whose dead, of one named once or ousted."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BOLIVIA, CHILE, KENYA, PERU, UGANDA

from kg.model.document import CatalogueRow, DocumentKind

SECRETARIAT = "actor/un-secretariat"


RECORD = """联合国 S/PV.7000
安全理事会
第七〇〇〇次会议
2014年1月15日星期三上午10时举行
纽约
主席：里贝罗先生（巴西）
议程项目
肯尼亚局势
上午10时05分开会。
主席（以英语发言）：我现在请副秘书长奥尔森先生发言。
奥尔森先生（以英语发言）：{words}
主席（以英语发言）：我感谢奥尔森先生的通报。
中午12时30分散会。
"""


def test_an_official_whom_the_president_gives_the_floor_does_not_speak_for_the_council(extractor, tmp_path) -> None:
    found = read(extractor, tmp_path, RECORD.format(words="肯尼亚军队2014年1月9日炮击了古卢。"), "record.txt")
    assert {claim.claimant for claim in found.claims if claim.act == "report"} == {"actor/united-nations"}


@pytest.mark.parametrize("post", ["前总统", "前外交部长", "前任总理"])
def test_who_once_held_a_post_does_not_speak_for_the_state(read_report, post: str) -> None:
    claims = read_report(f"秘鲁{post}马里奥·阿尔科斯声称，智利军队轰炸了塔克纳。").claims
    assert PERU not in {claim.claimant for claim in claims}
    assert (CHILE,) in {claim.targets for claim in claims if claim.act == "accuse"}


def test_who_was_overthrown_no_longer_speaks_for_the_state(read_report) -> None:
    words = "3月2日，叛军推翻了秘鲁总统马里奥·阿尔科斯。阿尔科斯先生否认与袭击有任何牵连。"
    assert "deny" not in {claim.act for claim in read_report(words).claims if claim.claimant == PERU}


@pytest.mark.parametrize("who", ["独立专家", "特别报告员"])
def test_what_an_expert_without_a_name_asks_for_is_not_the_report_s_wish(read_report, who: str) -> None:
    assert {(c.claimant, c.act) for c in read_report(f"{who}呼吁成立国际法庭。").claims} == {(SECRETARIAT, "report")}


def test_a_body_that_is_to_be_set_up_is_not_asked(said) -> None:
    assert {keys for _, act, keys in said("我们呼吁设立国际调查委员会。") if act == "request"} == {()}


def test_what_a_resolution_asks_the_letter_that_recalls_it_does_not(said) -> None:
    assert "request" not in {act for _, act, _ in said("谨提及安全理事会第1679(2006)号决议，其中呼吁双方停火。")}


@pytest.mark.parametrize("felt", ["深表关切", "感到震惊", "表示失望"])
def test_whose_attack_worries_others_has_made_it(read_report, felt: str) -> None:
    (event,) = read_report(f"我对秘鲁自2015年3月2日以来在阿里卡发动的袭击{felt}。").events
    assert (event.agents, event.patients) == ((PERU,), ())


def test_who_is_worried_about_an_attack_is_not_charged_with_it(said) -> None:
    found = said("非洲联盟对秘鲁在边境发动的袭击深表关切，袭击造成三人死亡。")
    assert "actor/african-union" not in {key for _, act, keys in found if act == "accuse" for key in keys}


def test_two_who_fail_to_do_something_are_both_meant(said) -> None:
    assert (CHILE, "concern", (BOLIVIA, PERU)) in said("我国对秘鲁和玻利维亚未能保护平民表示失望。")


def test_who_mourns_the_dead_of_a_storm_has_not_made_it(read_report) -> None:
    found = read_report("秘鲁对2015年9月18日的风暴造成1500人死亡深表同情。")
    assert {key for event in found.events for key in event.agents} == set()


def test_who_is_to_look_into_a_battle_took_no_part_in_it(read_report) -> None:
    (event,) = read_report("请秘鲁对智利在2016年7月8日利马战斗中的应对措施进行独立调查。").events
    assert PERU not in (*event.agents, *event.participants)


def test_two_deeds_of_two_doers_are_two_events(read_letter) -> None:
    found = read_letter(
        "2月3日，秘鲁军队从玻利维亚境内袭击了智利伊基克，打死一名平民。玻利维亚武装部队还向智利境内发射了两枚炮弹。"
    )
    assert max(len({key.split("/")[1] for key in event.agents}) for event in found.events) == 1


def test_both_sides_of_a_battle_with_somebody_unknown_are_no_others(read_report) -> None:
    words = "肯尼亚不遵守决议。乌干达政府作了答复。智利当局2010年11月在阿里卡与北方民团交战，双方有百余人伤亡。"
    assert not {figure.side for figure in read_report(words).casualties} & {KENYA, UGANDA}


def test_the_displaced_in_a_mission_s_camp_are_not_its_people(read_report) -> None:
    words = "谴责2016年2月17日对联合国驻黎巴嫩临时部队营地的袭击，袭击造成30名境内流离失所者死亡。"
    assert "actor/unifil" not in {figure.side for figure in read_report(words).casualties}


def test_a_congress_is_not_the_assembly(read_report) -> None:
    found = read_report("全国保卫人民大会主席马里奥·阿尔科斯说，局势平静。")
    assert "actor/general-assembly" not in {entity.key for entity in found.entities}


def test_a_free_army_is_not_the_state_s(read_report) -> None:
    (event,) = read_report("2014年1月9日，自由叙利亚军袭击了阿勒颇。").events
    assert event.agents == ("actor/free-syrian-army",)


def test_an_envoy_to_a_state_is_not_the_state_s(read_report) -> None:
    found = read_report("我欢迎任命马里奥·阿尔科斯为驻秘鲁特别代表。")
    assert PERU not in {held.organization for held in found.memberships}


def test_outside_support_is_not_what_the_speaker_supports(said) -> None:
    assert {act for _, act, _ in said("我国谴责叛军，并对外部支持感到关切。")} == {"condemn", "concern"}


STATEMENT = CatalogueRow(
    catalogue="list.csv",
    row=3,
    kind=DocumentKind.STATEMENT,
    date="2018-11-20",
    speaks_for=("安全理事会",),
    title="声明",
)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("谴责秘鲁军队杀害平民", "condemn"),
        ("呼吁秘鲁停火", "request"),
        ("向秘鲁人民表示慰问", "condole"),
    ],
)
def test_they_who_speak_as_an_organ_are_its_members(extractor, tmp_path, words: str, act: str) -> None:
    text = f"安全理事会成员赞扬维持和平人员的努力。他们{words}。"
    claims = read(extractor, tmp_path, text, "statement.txt", STATEMENT).claims
    assert ("actor/security-council", act) in {(claim.claimant, claim.act) for claim in claims}


ON_PERU = CatalogueRow(
    catalogue="list.csv",
    row=4,
    kind=DocumentKind.REPORT,
    date="2016-12-01",
    speaks_for=("联合国秘书处",),
    title="秘书长关于秘鲁的报告",
)


@pytest.mark.parametrize(
    ("words", "act"), [("过渡当局指责智利策划了袭击", "accuse"), ("政府否认其部队参与袭击", "deny")]
)
def test_a_government_without_a_name_is_that_of_the_country_of_the_report(extractor, tmp_path, words, act) -> None:
    claims = read(extractor, tmp_path, f"秘鲁局势恶化。{words}。", "report.txt", ON_PERU).claims
    assert (PERU, act) in {(claim.claimant, claim.act) for claim in claims}


def test_who_is_refused_entry_is_not_blamed(extractor, tmp_path) -> None:
    words = "秘鲁局势恶化。政府拒绝实况调查团入境，违反了合作的义务。"
    claims = read(extractor, tmp_path, words, "report.txt", ON_PERU).claims
    assert {claim.targets for claim in claims if claim.act == "accuse"} <= {(PERU,)}


def test_what_another_calls_a_step_is_his_word(read_report) -> None:
    claims = read_report("智利总统马里奥·阿尔科斯颁布了条例，秘鲁称之为侵犯主权。").claims
    assert "accuse" not in {claim.act for claim in claims}


def test_to_be_demilitarized_is_no_wrong(read_report) -> None:
    claims = read_report("维持和平部队指挥官马里奥·阿尔科斯宣布，科索沃解放军已于9月20日完成非军事化。").claims
    assert "accuse" not in {claim.act for claim in claims}


@pytest.mark.parametrize("words", ["要求将马里奥·阿尔科斯移交法院", "呼吁尊重秘鲁人民的权利", "呼吁释放秘鲁战俘"])
def test_on_whose_behalf_something_is_asked_is_not_asked_it(said, words: str) -> None:
    assert {keys for _, act, keys in said(f"我们{words}。") if act == "request"} == {()}


def test_who_is_on_board_has_not_opened_fire(read_report) -> None:
    found = read_report(
        "秘鲁领导的联盟2017年3月16日向一艘载有智利难民的船只开火，造成42人死亡。联盟否认对此次袭击负责。"
    )
    doers = {key for event in found.events for key in event.agents}
    assert doers and not {key for key in doers if key.startswith((CHILE, f"{PERU}/")) or key == PERU}
    assert doers == {claim.claimant for claim in found.claims if claim.act == "deny"}


def test_an_inquiry_has_not_done_what_it_finds(read_report) -> None:
    found = read_report("国际调查委员会得出结论，1993年10月对图西族人的屠杀是灭绝种族行为。")
    assert {key for event in found.events for key in event.agents} == set()


@pytest.mark.parametrize("words", ["东非各国首脑7月31日开会，要求秘鲁停火", "尽管秘鲁一再呼吁停火，战斗仍在继续"])
def test_what_others_ask_for_the_report_does_not(read_report, words: str) -> None:
    assert "request" not in {claim.act for claim in read_report(f"{words}。").claims if claim.claimant == SECRETARIAT}


def test_whom_others_move_by_force_is_not_meant(extractor, tmp_path) -> None:
    row = CatalogueRow(
        catalogue="list.csv", row=5, kind=DocumentKind.RESOLUTION, date="1995-07-14", speaks_for=("安全理事会",)
    )
    found = read(extractor, tmp_path, "关切约25 000名穆斯林居民被强行迁往利马，", "resolution.txt", row)
    assert {claim.targets for claim in found.claims if claim.act == "concern"} == {()}
    assert [(figure.harm, figure.count) for figure in found.casualties] == [("displaced", 25000)]


def test_one_people_of_a_state_is_not_the_state(said) -> None:
    found = said("我们要求波斯尼亚塞族一方释放战俘。")
    assert "actor/bosnia-and-herzegovina" not in {key for _, act, keys in found if act == "request" for key in keys}


def test_a_name_may_follow_the_word_for_concern(said) -> None:
    assert "actor/taliban" in {key for _, act, keys in said("我们严重关切塔利班袭击平民。") for key in keys}


def test_he_has_shown_no_evidence_is_a_denial(said) -> None:
    assert (CHILE, "deny", (PERU,)) in said("秘鲁声称居民受到威胁，但它没有提出任何证据。")


def test_whom_others_back_the_speaker_does_not_back(said) -> None:
    assert "support" not in {act for _, act, _ in said("我们对某些伙伴支持政变者感到遗憾。")}


def test_a_charge_of_whom_nobody_knows_is_still_the_charger_s(said) -> None:
    found = said("秘鲁指责视察员从事间谍活动。")
    assert (PERU, "accuse", ()) in found
    assert "accuse" not in {act for who, act, _ in found if who == CHILE}


def test_who_records_a_wrong_is_not_charged_with_it(said) -> None:
    found = said("专家小组记录了秘鲁军队在利马的暴行。")
    assert {key for _, act, keys in found if act == "accuse" for key in keys} <= {PERU}


def test_a_reply_may_deny(read_report) -> None:
    claims = read_report("秘鲁常驻代表6月8日复函否认，并要求派出检查团。").claims
    assert (PERU, "deny") in {(claim.claimant, claim.act) for claim in claims}


@pytest.mark.parametrize(
    ("words", "side"),
    [("智利在秘鲁有58名军人献出了生命。", CHILE), ("联合国哥伦比亚核查团核实有303名前战斗人员被杀害。", None)],
)
def test_the_dead_are_of_whom_they_served_and_not_of_where_or_who_counts(read_report, words, side) -> None:
    assert [figure.side for figure in read_report(words).casualties] == [side]


def test_a_court_on_a_state_is_not_the_state(read_report) -> None:
    (event,) = read_report("2003年6月4日，塞拉利昂问题特别法庭公布了起诉书。").events
    assert "actor/sierra-leone" not in event.agents


def test_pirates_who_act_are_named(read_report) -> None:
    found = read_report("2011年3月2日，海盗在印度洋劫持了货轮。")
    assert "海盗" in {entity.name for entity in found.entities}
