"""What organs adopt: whom they thank and blame behind a cause or a concession, whose envoy, which day of a deed."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BRAZIL, CHILE, KENYA, PERU, UGANDA

COUNCIL = "actor/security-council"
SECRETARY_GENERAL = "actor/secretary-general"
RESOLUTION = """第1999(2009)号决议

2009年6月11日安全理事会第6199次会议通过

安全理事会，

{words}
"""


@pytest.fixture
def adopted(extractor, tmp_path):
    """What is read in a resolution that says these words."""
    return lambda words: read(extractor, tmp_path, RESOLUTION.format(words=words), "resolution.txt")


def acts(found) -> set[tuple[str, tuple[str, ...]]]:
    return {(claim.act, claim.targets) for claim in found.claims if claim.act}


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("向智利政府和秘鲁政府表示感谢，感谢它们主办会议，", "thank", (CHILE, PERU)),
        ("也向智利、巴西和派遣部队的所有其他国家以及秘鲁表示感谢，", "thank", (CHILE, BRAZIL, PERU)),
        ("赞赏地注意到智利和秘鲁决定派出观察员，", "support", (CHILE, PERU)),
        ("满意地注意到在解除武装方面取得的进展，", "support", ()),
        ("强调关切肯尼亚继续扣押船员，", "concern", (KENYA,)),
        ("严重关注尽管秘书长多次呼吁，肯尼亚仍未遵守承诺，", "concern", (KENYA,)),
        ("重申其对肯尼亚撤军的要求，", "request", (KENYA,)),
        ("又重申要求肯尼亚立即撤军，", "request", (KENYA,)),
        ("向受害者家属以及智利和秘鲁政府表示哀悼，", "condole", (CHILE, PERU)),
    ],
)
def test_each_whom_an_organ_addresses(adopted, words: str, act: str, targets: tuple[str, ...]) -> None:
    assert (act, targets) in acts(adopted(words))


@pytest.mark.parametrize(
    "words",
    [
        "认定肯尼亚当前危机是乌干达拒绝履行义务造成的，",
        "重申造成肯尼亚当前危机的主因是乌干达拒绝履行《联合国宪章》所规定的义务，",
    ],
)
def test_not_the_country_of_the_crisis_is_blamed_but_who_brought_it_about(adopted, words: str) -> None:
    assert {targets for act, targets in acts(adopted(words)) if act == "accuse"} == {(UGANDA,)}


@pytest.mark.parametrize(
    "words", ["谴责肯尼亚军队推翻肯尼亚民选政府，", "谴责肯尼亚军队2008年3月2日夺取政权，", "谴责肯尼亚军队发动政变，"]
)
def test_mutineers_do_not_act_for_their_state(adopted, words: str) -> None:
    assert all(KENYA not in targets for _, targets in acts(adopted(words)))


def test_who_is_asked_to_work_with_others_supports_and_not_the_organ(adopted) -> None:
    found = adopted("鼓励智利与秘鲁合作，支持肯尼亚的和平进程，")
    assert acts(found) == {("request", (CHILE,))}


def test_what_is_important_is_asked_of_nobody(adopted) -> None:
    assert acts(adopted("赞扬智利在恢复和平方面发挥的重要作用，")) == {("support", (CHILE,))}


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("赞扬秘书长及其特别代表的努力，", "特别代表"),
        ("支持秘书长及其肯尼亚问题特别代表开展的工作，", "肯尼亚问题特别代表"),
        ("欢迎秘书长通过他的西非问题特别代表马里奥·阿尔科斯先生给予的支持，", "西非问题特别代表"),
        ("欢迎秘书长任命马里奥·阿尔科斯先生为其肯尼亚问题特别代表，", "肯尼亚问题特别代表"),
    ],
)
def test_his_envoy_is_of_the_one_named_before(adopted, words: str, title: str) -> None:
    held = {(m.title, m.organization) for m in adopted(words).memberships}
    assert (title, SECRETARY_GENERAL) in held
    assert (title, COUNCIL) not in held


def test_what_a_resolution_lays_down_is_broken_by_nobody_named(adopted) -> None:
    words = "强调关切第864(1993)号和第1127(1997)号决议规定对肯尼亚采取的关于军火和石油的措施遭到违反，"
    broken = {(c.complier, c.about) for c in adopted(words).claims if c.compliance == "violates"}
    assert broken == {(None, (f"agreement/resolution-{n}",)) for n in ("864-1993", "1127-1997")}


def test_who_has_not_signed_and_is_to_join_has_not_signed(adopted) -> None:
    found = adopted("敦促尚未签署《阿鲁沙协定》的武装团体加入该协定，")
    assert "signed" not in {claim.compliance for claim in found.claims}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("对自2008年3月2日政变以来暴力增加表示关切，", {("Other", "2008-03-02", "2008-03-02")}),
        ("满意地注意到自2008年3月2日签署停火协定以来取得的进展，", {("AgreementSigning", "2008-03-02", "2008-03-02")}),
        ("关切肯尼亚声称已于2008年3月2日进行一次导弹试验，", {("Other", "2008-03-02", "2008-03-02")}),
        ("谴责肯尼亚2008年3月2日的核试验，", {("Other", "2008-03-02", "2008-03-02")}),
        ("赞同非洲联盟决定将2008年3月2日定为达成协议的最后期限，", set()),
    ],
)
def test_the_day_of_a_deed_and_what_is_none(adopted, words: str, days: set[tuple[str, str, str]]) -> None:
    found = {(e.type, str(e.period.begin), str(e.period.end)) for e in adopted(words).events if e.period}
    assert {one for one in found if one[0] != "Ceasefire" and not one[1].startswith("2009")} == days


def test_a_presidents_statements_are_no_agreement(adopted) -> None:
    names = {agreement.name for agreement in adopted("回顾安理会主席关于肯尼亚局势的所有声明，").agreements}
    assert names == {"第1999(2009)号决议"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("呼吁叛乱份子放下武器，", "叛乱份子"),
        ("敦促肯尼亚政治领导人恢复对话，", "肯尼亚政治领导人"),
        ("要求外国雇用军撤离，", "外国雇用军"),
        ("要求前肯尼亚国防军士兵撤离，", "前肯尼亚国防军士兵"),
    ],
)
def test_groups_whom_an_organ_addresses(adopted, words: str, name: str) -> None:
    found = adopted(words)
    keys = {entity.key for entity in found.entities if name in dict(entity.names)}
    assert keys & {key for _, targets in acts(found) for key in targets}


@pytest.mark.parametrize(
    ("words", "act", "keys"),
    [
        ("安全理事会强烈敦促所有肯尼亚人停止暴力。", "request", {"肯尼亚人"}),
        ("安理会吁请肯尼亚当选领导人谴责暴力。", "request", {"肯尼亚当选领导人"}),
        ("安理会吁请达尔富尔各族领导人谴责暴力。", "request", {"达尔富尔各族领导人"}),
        ("安理会强烈谴责在乌干达北部活动的上帝抵抗军袭击平民。", "accuse", {"上帝抵抗军"}),
        ("谴责最近肯尼亚军队对古卢的野蛮袭击，", "accuse", {"肯尼亚"}),
        ("谴责2008年3月4日肯尼亚军队攻占古卢，", "accuse", {"肯尼亚"}),
    ],
)
def test_whom_it_means_where_it_names_itself_first(adopted, words: str, act: str, keys: set[str]) -> None:
    found = adopted(words)
    named = {name: entity.key for entity in found.entities for name in (entity.name, *dict(entity.names))}
    assert {named[key] for key in keys} == {key for one, targets in acts(found) if one == act for key in targets}


@pytest.mark.parametrize(
    "words",
    ["安理会欢迎肯尼亚和索马里最近举行会议。", "安全理事会注意到肯尼亚总统与索马里总统最近举行会晤。"],
)
def test_two_meet_and_the_organ_that_welcomes_it_is_not_the_one(adopted, words: str) -> None:
    met = [event for event in adopted(words).events if event.type == "Meeting" and len(event.participants) == 2]
    assert len(met) == 1
    assert "actor/security-council" not in met[0].participants


def test_a_party_whose_short_form_begins_its_name(adopted) -> None:
    found = adopted("安理会欣见民主团结联盟(民主团结)和圣灵抵抗运动(圣灵运动)于2009年3月2日达成《停火协定》。")
    signers = {claim.complier for claim in found.claims if claim.compliance == "signed"}
    names = {entity.key: {entity.name, *dict(entity.names)} for entity in found.entities}
    assert len(signers) == 2
    assert any("民主团结联盟" in names[key] for key in signers)


@pytest.mark.parametrize(
    ("words", "compliance"),
    [
        ("安理会强调《朱巴协议》应在整个过渡期间不间断地执行。", "calls_to_comply"),
        ("安理会对违反《朱巴协议》的做法表示关切。", "violates"),
    ],
)
def test_an_accord_that_nobody_in_particular_keeps_or_breaks(adopted, words: str, compliance: str) -> None:
    found = [claim for claim in adopted(words).claims if claim.compliance]
    assert [(claim.compliance, claim.complier) for claim in found] == [(compliance, None)]


def test_a_name_with_a_character_of_a_common_word(adopted) -> None:
    found = adopted("对托马斯·恩干加和博斯科·坦干达的活动表示关切，")
    assert {"托马斯·恩干加", "博斯科·坦干达"} <= {entity.name for entity in found.entities}
