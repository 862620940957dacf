"""Reports on missions and crises: envoys and spokesmen, a body by its last word, people by clause, the ill-treated."""

from __future__ import annotations

import pytest
from builders.states import PERU, UGANDA

from kg.model.mention import Kind

SECRETARIAT = "actor/un-secretariat"


def _names(found, kind: Kind) -> set[str]:
    return {entity.name for entity in found.entities if entity.kind is kind}


@pytest.mark.parametrize("post", ["秘书长秘鲁特别代表", "秘书长驻秘鲁副特别代表", "秘书长秘鲁问题特别代表"])
def test_the_envoy_for_a_country_is_the_secretary_general_s(read_report, post: str) -> None:
    found = read_report(f"{post}马里奥·阿尔科斯谴责了袭击。")
    assert {held.organization for held in found.memberships} == {"actor/secretary-general"}
    assert {(claim.claimant, claim.act) for claim in found.claims} == {(SECRETARIAT, "condemn")}


def test_the_commission_is_the_one_that_reports(read_report) -> None:
    by = "秘鲁问题国际调查委员会"
    found = read_report("委员会访问了塔克纳。委员会主席马里奥·阿尔科斯（Mario Arcos）会见了受害者。", by)
    (chair,) = found.memberships
    assert chair.organization in {claim.claimant for claim in found.claims}
    assert "委员会" not in _names(found, Kind.ORGANIZATION)


def test_who_backs_somebody_is_a_group_and_no_support(read_report) -> None:
    found = read_report("支持加西亚的示威者在利马焚烧了汽车。")
    assert {claim.act for claim in found.claims} == {"report"}
    assert _names(found, Kind.GROUP) == {"支持加西亚的示威者"}


def test_who_tells_of_a_bomb_did_not_set_it(read_report) -> None:
    (event,) = read_report("联黎部队说，12月25日，一枚炸弹炸死了两名秘鲁士兵。").events
    assert event.type == "ArmedAttack" and not event.agents


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("民兵对村里的12名妇女和3名女童进行了强奸。", [("affected", 12), ("affected", 3)]),
        ("受害者包括3名女童。", [("affected", 3)]),
        ("遇难者中至少有19名警察。", [("killed", 19)]),
        ("士兵绑架和强奸了10名妇女。", [("captured", 10)]),
    ],
)
def test_the_violated_are_counted(read_report, words: str, figures: list) -> None:
    assert [(count.harm, count.count) for count in read_report(words).casualties] == figures


def test_at_least_may_stand_before_the_verb(read_report) -> None:
    (count,) = read_report("冲突至少已导致50人死亡。").casualties
    assert count.bound == "at_least"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("2016年3月4日，叛军在加尔万（Galvan）地区袭击了车队。", "加尔万(Galvan)地区"),
        ("2016年3月4日，他被转至莫雷纳（Morena）岛的监狱。", "莫雷纳(Morena)岛"),
        ("2016年3月4日，叛军袭击了萨尔托营（Camp Sarto）。", "萨尔托营"),
        ("在Rama和Kafna（中段）部署了火炮。", "Kafna"),
    ],
)
def test_a_place_with_its_latin_name(read_report, words: str, place: str) -> None:
    assert place in _names(read_report(words), Kind.PLACE)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("攻击者包括国家安全情报局和后备警察。", Kind.ORGANIZATION, "国家安全情报局"),
        ("攻击者包括国家安全情报局和后备警察。", Kind.FORCE, "后备警察"),
        ("自由与公正运动拒绝谈判。", Kind.ORGANIZATION, "自由与公正运动"),
        ("受害者来自两个部落，即卡尔万和莫雷纳。", Kind.GROUP, "卡尔万"),
        ("警察向示威者开枪。", Kind.GROUP, "示威者"),
        ("基督教社群遭到袭击。", Kind.GROUP, "基督教社群"),
        ("士兵杀害了人权维护者。", Kind.GROUP, "人权维护者"),
        ("哨兵遭到忠于总统的武装人员袭击。", Kind.GROUP, "忠于总统的武装人员"),
    ],
)
def test_bodies_forces_and_groups_of_reports(read_report, words: str, kind: Kind, name: str) -> None:
    assert name in _names(read_report(words), kind)


def test_a_body_of_the_united_nations_by_its_press_name(read_report) -> None:
    (event,) = read_report("联合国人权高专办9月5日发表了一份报告。").events
    assert event.agents == ("actor/ohchr",)


def test_states_named_beside_an_envoy_still_own_their_officials(read_report) -> None:
    found = read_report("秘书长乌干达特别代表马里奥·阿尔科斯会见了秘鲁总统胡安·索托。")
    assert PERU in {held.organization for held in found.memberships}
    assert UGANDA not in {held.organization for held in found.memberships}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2016年3月4日，士兵拘留了示威者，警察随后释放了他们。", ["Capture", "Release"]),
        ("自秘鲁2016年内战结束以来，局势平静。", []),
        ("2016年的冲突中性暴力仍然普遍。", []),
        ("叛军计划于2016年3月4日袭击塔克纳。", []),
        ("2016年3月4日，暴徒闯入了法院。", ["Other"]),
    ],
)
def test_what_happened_and_what_is_but_spoken_of(read_report, words: str, told: list[str]) -> None:
    assert [event.type for event in read_report(words).events] == told


def test_who_was_held_is_not_who_let_go(read_report) -> None:
    _, release = read_report("2016年3月4日，士兵拘留了示威者，警察随后释放了他们。").events
    assert not {*release.agents} & {*release.patients}


def test_what_is_founded_suffers_its_founding(read_report) -> None:
    (event,) = read_report("莫雷纳解放军成立于1994年3月。").events
    assert event.type == "Establishment" and event.patients and not event.agents


def test_the_first_months_of_a_year_are_a_time(read_report) -> None:
    (event,) = read_report("2016年头三个月，叛军袭击了三个村庄。").events
    assert (str(event.period.begin), str(event.period.end)) == ("2016-01-01", "2016-03-31")


@pytest.mark.parametrize("who", ["联合国秘书长何塞·阿尔科斯", "秘书长何塞·阿尔科斯"])
def test_the_secretary_general_by_name_speaks_for_the_secretariat(read_report, who: str) -> None:
    found = read_report(f"{who}谴责了袭击。")
    assert {(claim.claimant, claim.act) for claim in found.claims} == {(SECRETARIAT, "condemn")}


def test_an_envoy_who_heads_a_mission_is_one_person(read_report) -> None:
    found = read_report("秘书长秘鲁问题特别代表、联合国海地稳定特派团负责人马里奥·阿尔科斯发言。")
    assert {held.organization for held in found.memberships} == {"actor/secretary-general", "actor/minustah"}
    assert len({held.member for held in found.memberships}) == 1


def test_who_is_sent_to_a_body_is_not_the_body_s(read_report) -> None:
    (held,) = read_report("秘鲁驻联合国特使马里奥·阿尔科斯离开了会场。").memberships
    assert held.organization == PERU


@pytest.mark.parametrize(
    "words", ["秘鲁违反了联合国对乌干达的武器禁运令。", "2016年，秘鲁不顾安理会的军火禁运运送火炮。"]
)
def test_an_embargo_is_broken(read_report, words: str) -> None:
    assert (PERU, "violates") in {(claim.complier, claim.compliance) for claim in read_report(words).claims}


@pytest.mark.parametrize(("words", "harm"), [("3000人流落到塔克纳", "displaced"), ("地雷致使12名村民伤残", "injured")])
def test_the_displaced_and_the_maimed_are_counted(read_report, words: str, harm: str) -> None:
    assert [count.harm for count in read_report(f"{words}。").casualties] == [harm]


@pytest.mark.parametrize("band", ["反政府武装“圣灵抵抗军”", "反叛团体“圣灵抵抗军”", "武装组织上帝抵抗军"])
def test_what_a_band_does_the_state_before_its_name_does_not(read_report, band: str) -> None:
    (event,) = read_report(f"2016年3月4日，乌干达{band}袭击了塔克纳。").events
    assert len(event.agents) == 1 and UGANDA not in event.agents


def test_a_band_is_condemned_and_not_the_state_before_its_name(read_report) -> None:
    found = read_report("秘书长谴责乌干达反政府武装“圣灵抵抗军”袭击平民。")
    assert UGANDA not in {key for claim in found.claims for key in claim.targets}


@pytest.mark.parametrize("name", ["秘鲁国家选举委员会（选委会）", "秘鲁国家警察（PNP）"])
def test_a_name_and_its_short_form_are_one(read_report, name: str) -> None:
    keys = {entity.key for entity in read_report(f"{name}公布了结果。").entities}
    assert len([key for key in keys if key.startswith("actor/peru/")]) == 1


def test_the_high_commissioner_speaks_for_the_office(read_report) -> None:
    found = read_report("联合国人权高专谴责秘鲁袭击平民。")
    assert {claim.claimant for claim in found.claims if claim.act == "accuse"} == {"actor/ohchr"}


def test_whom_a_number_includes_before_the_passive(read_report) -> None:
    found = read_report("至少有74名平民，其中包括30名妇女被民兵绑架。").casualties
    assert [(count.harm, count.count) for count in found] == [("captured", 74), ("captured", 30)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("2016年3月4日，安理会发表声明，对塔克纳的袭击表示谴责。", ["Communication"]),
        ("2016年3月4日，特派团遭到袭击。这是今年以来的第三次袭击。", ["ArmedAttack"]),
        ("2016年3月4日，两名部署在塔克纳的观察员被叛军扣留。", ["Capture"]),
        ("在2016年3月4日秘鲁议会选举之后，局势平静。", ["Election"]),
    ],
)
def test_what_is_but_condemned_counted_or_stationed(read_report, words: str, told: list[str]) -> None:
    assert [event.type for event in read_report(words).events] == told


def test_those_with_them_attack_too(read_report) -> None:
    (event,) = read_report("2016年3月4日，叛军及其结盟民兵组织袭击了塔克纳。").events
    assert len(event.agents) == 2


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("政府与反对派签署了协议。", "反对派"),
        ("叙利亚反对派武装扣留了两人。", "叙利亚反对派武装"),
        ("援助团谴责针对选举官员的袭击。", "选举官员"),
        ("被怀疑支持叛军的民众遭到拘留。", "被怀疑支持叛军的民众"),
    ],
)
def test_groups_of_a_conflict(read_report, words: str, name: str) -> None:
    assert name in _names(read_report(words), Kind.GROUP)


@pytest.mark.parametrize(
    "deed",
    [
        "犯下了谋杀、酷刑、强奸和强迫失踪等危害人类罪",
        "对囚犯实施了酷刑",
        "不加区别地炮击居民区",
        "招募和使用了儿童兵",
        "使用了毒气",
        "把医院作为袭击目标",
    ],
)
def test_a_report_finds_crimes(read_report, deed: str) -> None:
    found = read_report(f"秘鲁军队{deed}。", "秘鲁问题国际调查委员会")
    assert {(claim.act, claim.targets) for claim in found.claims} == {("accuse", (PERU,))}


@pytest.mark.parametrize("where", ["驻秘鲁的", "驻扎在秘鲁的", "在秘鲁的"])
def test_who_is_stationed_in_a_land_suffers(read_report, where: str) -> None:
    (event,) = read_report(f"2016年3月4日，{where}联合国维和部队遭到伏击。").events
    assert event.patients and PERU not in event.patients


def test_names_in_quotation_marks_stand_in_lists(read_report) -> None:
    (claim,) = read_report("秘书长敦促秘鲁、“上帝抵抗军”和乌干达停火。").claims
    assert claim.targets == (PERU, "actor/lords-resistance-army", UGANDA)


def test_a_body_is_built(read_report) -> None:
    (event,) = read_report("安全理事会于2003年10月建立了联合国海地稳定特派团。").events
    assert (event.type, event.patients) == ("Establishment", ("actor/minustah",))


def test_who_speaks_for_the_reporting_body_is_no_other_source(read_report) -> None:
    claims = read_report("秘书长谴责秘鲁袭击平民。").claims
    assert {claim.claimant for claim in claims} == {SECRETARIAT}


@pytest.mark.parametrize(
    ("words", "harm", "number"),
    [
        ("士兵的死亡数字上升到至少64人。", "killed", 64),
        ("两万人跨过国境，在邻国寻找安全的环境。", "displaced", 20000),
    ],
)
def test_tallies_and_those_who_cross_a_border(read_report, words: str, harm: str, number: int) -> None:
    assert [(count.harm, count.count) for count in read_report(words).casualties] == [(harm, number)]


@pytest.mark.parametrize("where", ["袭击发生在利马附近", "该袭击事件在利马发生", "事件发生在利马"])
def test_where_the_attack_just_told_was(read_report, where: str) -> None:
    (event,) = read_report(f"2016年3月4日，车队遭到叛军袭击。{where}。").events
    assert event.places == ("place/lima",)


def test_where_alone_tells_of_no_attack(read_report) -> None:
    assert not read_report("袭击发生在利马附近。").events
