"""Groups, posts and forces as reports, statements and signatures name them, on reworded sentences."""

from __future__ import annotations

import pytest
from builders.extraction import read, read_letter

from kg.model.mention import Kind

GROUPS = [
    ("秘鲁各个政治行为体保持了克制。", {"秘鲁各个政治行为体"}, "all who take part in a country's politics"),
    ("特拉帕斯省各部族袭击了车队。", {"特拉帕斯省各部族"}, "all tribes of a province"),
    (
        "玻利维亚境内外国人和文职观察员遭到袭击。",
        {"玻利维亚外国人", "文职观察员"},
        "strangers, and observers by their kind",
    ),
    ("玻利维亚国内冲突各方停止了战斗。", {"玻利维亚冲突各方"}, "the sides of a war within a country"),
    (
        "路透社记者和国际救援工作者遭到扣押。",
        {"路透社记者", "国际救援工作者"},
        "a body's people, and helpers from abroad",
    ),
    ("北部武装组织袭击了丁市。", {"北部武装组织"}, "armed people by the part of the country"),
    ("智利部队和其他武装团体袭击了丁市。", {"其他武装团体"}, "other bands beside a force"),
    ("秘鲁全体国民参加了投票。", {"秘鲁公民"}, "all citizens"),
    ("返乡难民和抗议人士遭到殴打。", {"返乡难民", "抗议人士"}, "those who come home, those who protest"),
    ("玻利维亚复员军人加入了民兵。", {"玻利维亚复员军人"}, "soldiers no longer in service"),
    (
        "特拉帕斯省的官员和萨尔托万省的官员逃往丁市。",
        {"特拉帕斯省官员", "萨尔托万省官员"},
        "the officials of two provinces that no list has",
    ),
    ("亲俄武装分子占领了丁市。", {"亲俄武装分子"}, "for a state called by one sign"),
]


@pytest.mark.parametrize(("body", "groups", "why"), GROUPS)
def test_groups_by_what_restricts_them(extractor, tmp_path, body, groups, why):
    x = read_letter(extractor, tmp_path, body)
    assert {entity.name for entity in x.entities if entity.kind is Kind.GROUP} >= groups, why


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("他获得了南森难民奖。", "a prize"),
        ("他在日内瓦的记者会上发言。", "a conference for the press"),
        ("秘鲁各方和当地人保持了克制。", "sides and people without anything that tells which"),
        ("帮派暴力十分猖獗，这些人早已成为犯罪组织。", "violence, and what somebody has become"),
        ("秘鲁人权专家李亮喜发了言。", "one man whom his trade and his name tell"),
        ("秘鲁必须举行公民投票。", "what a state must do"),
        ("秘鲁儿童委员会发表了公报。", "a body for them"),
        ("他谴责秘鲁沿海的海盗行为。", "a deed"),
    ],
)
def test_no_groups(extractor, tmp_path, body, why):
    x = read_letter(extractor, tmp_path, body)
    assert not [entity.name for entity in x.entities if entity.kind is Kind.GROUP], why


MORE_GROUPS = [
    ("警告该市基督徒和部落战士。", {"该市基督徒", "部落战士"}, "by faith where they live, and by what they are"),
    ("塔利班成员与伊斯兰极端分子发生冲突。", {"塔利班成员", "伊斯兰极端分子"}, "members of a movement, extremists"),
    (
        "警告宗教人士、安全人员和自愿回返者。",
        {"宗教人士", "安全人员", "自愿回返者"},
        "by what they are known for or do",
    ),
    ("警方与要求省长辞职的抗议者发生冲突。", {"抗议者"}, "who clashed, by what they ask for"),
    (
        "民兵打死了真主党前战斗人员和阿拉维派成员。",
        {"真主党前战斗人员", "阿拉维派成员"},
        "former fighters, members of a faith",
    ),
    ("秘鲁卡车司机和玻利维亚小学教师遭到绑架。", {"秘鲁卡车司机", "玻利维亚小学教师"}, "of a land, by their trade"),
    (
        "联合国驻玻利维亚人员和非洲联盟人道主义人员撤离。",
        {"联合国驻玻利维亚人员", "非洲联盟人道主义人员"},
        "a body's people in a country, and those who bring its help",
    ),
    (
        "秘鲁反动派与玻利维亚右派勾结。",
        {"秘鲁反动派", "玻利维亚右派"},
        "by their party",
    ),
    ("联合国人权监测员记录了袭击。", {"联合国人权监测员"}, "a body's monitors"),
    ("个别西方国家提供了武器。", {"个别西方国家"}, "states by the part of the world"),
    (
        "她会晤了民间社会代表和拜多阿穆斯林社区。",
        {"民间社会代表", "拜多阿穆斯林社区"},
        "by whom they speak for, and their town",
    ),
    ("秘鲁各界利益攸关方出席了会议。", {"秘鲁各界利益攸关方"}, "from all parts of society"),
    ("前秘鲁武装部队军人和图西族士兵参加了叛乱。", {"前秘鲁武装部队军人", "图西族士兵"}, "soldiers who are no state's"),
]


@pytest.mark.parametrize(("body", "groups", "why"), MORE_GROUPS)
def test_groups_of_letters(extractor, tmp_path, body, groups, why):
    x = read_letter(extractor, tmp_path, body)
    found = {
        x.document.parts[e.part].text.slice(e.span)
        for one in x.entities
        if one.kind is Kind.GROUP
        for e in one.evidence
    }
    assert found >= groups, why


def _posts(x):
    names = {entity.key: entity.name for entity in x.entities}
    return {(names[m.member], m.title, names[m.organization]) for m in x.memberships if m.title}


@pytest.mark.parametrize(
    ("text", "posts", "why"),
    [
        (
            "安全理事会促请马尔·托尔多总统和由巴尔·里托夫总理领导的玻利维亚政府化解分歧。",
            {("马尔·托尔多", "总统", "玻利维亚"), ("巴尔·里托夫", "总理", "玻利维亚")},
            "the only country that the text names",
        ),
        (
            "索马里问题监测组协调员马尔·托尔多（签名）",
            {("马尔·托尔多", "协调员", "索马里问题监测组")},
            "a post before a signature",
        ),
        (
            "玻利维亚国防部长马尔·托尔多将军处于指挥链的顶端。",
            {("马尔·托尔多", "国防部长", "玻利维亚"), ("马尔·托尔多", "将军", "玻利维亚")},
            "a rank behind the name, and no office",
        ),
        (
            "他任命马尔·托尔多为总理兼国防部长，并向玻利维亚人民致意。",
            {("马尔·托尔多", "总理", "玻利维亚"), ("马尔·托尔多", "国防部长", "玻利维亚")},
            "appointed to two posts",
        ),
        (
            "1540专家组协调员马尔·托尔多作了报告。",
            {("马尔·托尔多", "协调员", "1540专家组")},
            "experts by a resolution's number",
        ),
    ],
)
def test_posts_of_reports(extractor, tmp_path, text, posts, why):
    assert _posts(read(extractor, tmp_path, text)) >= posts, why


def test_a_sentence_is_no_branch_of_the_body_that_says_it(extractor, tmp_path):
    x = read(extractor, tmp_path, "安全理事会表示充分支持非洲联盟的公报。")
    assert {entity.name for entity in x.entities if entity.kind is Kind.ORGANIZATION} == {"安全理事会", "非洲联盟"}


def test_a_former_president_is_not_that_of_the_body_that_he_heads(extractor, tmp_path):
    x = read(extractor, tmp_path, "非洲联盟主席马尔·托尔多前总统发了言。")
    assert _posts(x) == {("马尔·托尔多", "主席", "非洲联盟")}


def test_an_envoy_who_is_a_president_besides(extractor, tmp_path):
    x = read(extractor, tmp_path, "他感谢秘书长和他的特使马尔·托尔多总统的努力。")
    assert _posts(x) == {("马尔·托尔多", "特使", "秘书长")}


def test_the_body_to_which_a_state_sends_somebody_is_named(extractor, tmp_path):
    x = read(extractor, tmp_path, "秘鲁常驻联合国代表会晤了玻利维亚外交部长。")
    assert {"联合国", "秘鲁", "玻利维亚"} <= {entity.name for entity in x.entities}


def test_a_town_that_an_airport_is_called_after_is_not_spoken_of(extractor, tmp_path):
    x = read(extractor, tmp_path, "叛军袭击了摩加迪沙机场，随后撤往拜多阿。")
    told = {entity.name for entity in x.entities if entity.kind is Kind.PLACE and entity.evidence}
    assert told == {"摩加迪沙机场", "拜多阿"}


@pytest.mark.parametrize("body", ["智利在秘鲁的军队进口了武器。", "他视察了联合国驻秘鲁士兵的营房。"])
def test_forces_in_a_country_are_not_that_country_s(extractor, tmp_path, body):
    x = read_letter(extractor, tmp_path, body)
    assert not [entity.name for entity in x.entities if entity.kind is Kind.FORCE and "秘鲁" in entity.name]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("中国常驻联合国副代表李亮山二十一日发了言。", {("李亮山", "常驻联合国副代表", "中国")}),
        ("泰国外长科曼公开叫嚣。", {("科曼", "外长", "泰国")}),
        ("中国李亮喜主席、王文康外长致电慰问。", {("李亮喜", "主席", "中国"), ("王文康", "外长", "中国")}),
    ],
)
def test_chinese_names_between_a_land_a_post_and_a_date(extractor, tmp_path, text, posts):
    assert _posts(read(extractor, tmp_path, text)) >= posts
