"""Who holds which post, which forces and groups are one, on invented letters and records."""

from __future__ import annotations

import pytest
from builders.extraction import RECORD, read, read_letter, read_record

from kg.model.extraction import Extraction
from kg.model.mention import Kind


def posts(x: Extraction) -> set[tuple[str, str, str]]:
    """The person's name, the title and whose post it is."""
    names = {entity.key: entity.name for entity in x.entities}
    return {(names[m.member], m.title, names[m.organization]) for m in x.memberships if m.title}


def named(x: Extraction, kind: Kind) -> set[str]:
    return {entity.name for entity in x.entities if entity.kind is kind}


SIGNED = {("伊万·托尔", "常驻代表", "甲国"), ("伊万·托尔", "常驻联合国代表", "甲国"), ("米罗·延科", "外交部长", "甲国")}
LETTERS = [
    ("乙国、丙国和丁国三国国防部长举行了会晤。",
     {("乙国国防部长", "国防部长", "乙国"), ("丙国国防部长", "国防部长", "丙国"), ("丁国国防部长", "国防部长", "丁国")},
     "the holders of one post of three states"),
    ("乙国和丙国总统会晤。", {("乙国总统", "总统", "乙国"), ("丙国总统", "总统", "丙国")}, "two presidents"),
    ("乙国总统和国防部长抵达丁市。", {("乙国总统", "总统", "乙国"), ("乙国国防部长", "国防部长", "乙国")},
     "two posts of a state"),
    ("乙国总统马尔托夫与丙国总理塔尔顿会晤。", {("马尔托夫", "总统", "乙国"), ("塔尔顿", "总理", "丙国")}, "two named"),
    ("我国总统致函乙国总统。", {("甲国总统", "总统", "甲国"), ("乙国总统", "总统", "乙国")},
     "the speaker's own president"),
    ("我国总统马尔托夫访问了丁市。", {("马尔托夫", "总统", "甲国")}, "the speaker's own president, named"),
    ("乙国和丙国签署了协定。两国总统出席了仪式。", {("乙国总统", "总统", "乙国"), ("丙国总统", "总统", "丙国")},
     "of both states"),
    ("祝贺安尼塔·阿斯托斯少将被任命为甲乙联盟特派团团长。",
     {("安尼塔·阿斯托斯", "少将", "甲乙联盟"), ("安尼塔·阿斯托斯", "特派团团长", "甲乙联盟")}, "who is appointed"),
    ("乙国总理兼国防部长抵达丁市。", {("乙国总理", "总理", "乙国"), ("乙国总理", "国防部长", "乙国")},
     "two posts of one"),
    ("乙国驻丙国大使被召见。", {("乙国大使", "大使", "乙国")}, "the state that sends, not the one that receives"),
    ("乙国议会议长和国防部长抵达丁市。", {("乙国议会议长", "议长", "乙国议会"), ("乙国国防部长", "国防部长", "乙国")},
     "a parliament's speaker beside a state's minister"),
    ("乙国大使里托夫先生代表乙国发言。", {("里托夫", "大使", "乙国")}, "to represent is no post"),
    ("乙国前总统萨尔基斯托夫被捕。", {("萨尔基斯托夫", "前总统", "乙国")}, "a surname before a passive"),
    ("该国总统发表讲话。", set(), "no speaker calls the own state that country"),
    ("乙国副总理发表讲话。", set(), "a post that several hold tells nobody in particular"),
    ("乙国副总理马尔托夫发表讲话。", {("马尔托夫", "副总理", "乙国")}, "unless it has a name"),
    ("负责乙国问题的秘书长特别代表马尔·托尔多抵达丁市。",
     {("马尔·托尔多", "负责乙国问题的秘书长特别代表", "秘书长")}, "whose envoy, not where"),
    ("秘书长特别代表兼甲乙联盟主席马尔·托尔多抵达丁市。",
     {("马尔·托尔多", "秘书长特别代表", "秘书长"), ("马尔·托尔多", "主席", "甲乙联盟")}, "each post of its body"),
    ("甲乙联盟主席、乙国总统马尔·托尔多抵达丁市。",
     {("马尔·托尔多", "主席", "甲乙联盟"), ("马尔·托尔多", "总统", "乙国")}, "a body's chair is a state's president"),
    ("甲乙联盟（甲盟）主席马尔·托尔多抵达丁市。", {("马尔·托尔多", "主席", "甲乙联盟")}, "a body with its short form"),
    ("我的特别代表马尔·托尔多抵达丁市。", {("马尔·托尔多", "特别代表", "甲国")}, "the speaker's, by name"),
    ("甲乙联盟主席巴尔·托尔多和总统马尔·里托夫抵达丁市。", {("巴尔·托尔多", "主席", "甲乙联盟")},
     "no body has a president of a state"),
    ("丁市市长马尔·托尔多和萨尔托万镇长巴尔·里托夫出席了仪式。",
     {("马尔·托尔多", "市长", "丁市"), ("巴尔·里托夫", "镇长", "萨尔托万")}, "a mayor is a town's"),
    ("乙国总统、甲乙联盟轮值主席马尔·托尔多抵达丁市。",
     {("马尔·托尔多", "总统", "乙国"), ("马尔·托尔多", "轮值主席", "甲乙联盟")}, "who chairs a body for a time"),
    ("乙国常驻联合国代表、甲乙联盟主席马尔·托尔多大使抵达丁市。",
     {("马尔·托尔多", "常驻联合国代表", "乙国"), ("马尔·托尔多", "主席", "甲乙联盟"), ("马尔·托尔多", "大使", "乙国")},
     "a delegate who chairs a body, with a third title behind the name"),
    ("停火和过渡安排监督机制主席马尔·托尔多抵达丁市。",
     {("马尔·托尔多", "主席", "停火和过渡安排监督机制")}, "a body whose name joins matters"),
    ("马尔托夫秘书长抵达丁市。", {("马尔托夫", "秘书长", "联合国")}, "the Secretary-General is the United Nations'"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), LETTERS, ids=[case[2] for case in LETTERS])
def test_posts_of_a_letter(extractor, tmp_path, body, expected, why):
    assert posts(read_letter(extractor, tmp_path, body)) - SIGNED == expected, why


def test_whoever_alone_signs_for_two_states_holds_the_post_of_neither(extractor, tmp_path):
    title = "1999年3月4日甲国和乙国常驻联合国代表给安全理事会主席的联名信"
    x = read(extractor, tmp_path, f"{title}\n谨随函转递一份报告。\n\n常驻代表\n张·三(签名)\n")
    assert "张·三" in {entity.name for entity in x.entities}
    assert "张·三" not in {name for name, _, _ in posts(x)}


def test_a_post_that_several_hold_is_a_problem(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "乙国副总理发表讲话。")
    assert [p.quote for p in x.problems if p.code == "shared-post"] == ["乙国副总理"]


def test_the_president_of_the_council_is_a_person_of_the_record(extractor, tmp_path):
    words = RECORD.format(first="我们支持安全理事会。", second="我们支持对话。", third="我们支持对话。")
    x = read(extractor, tmp_path, words, "S-PV.99003.txt")
    (president,) = [m for m in x.memberships if m.organization == "actor/example-c" and m.title]
    assert president.title == "代表"
    assert president.member.startswith("actor/S-PV.99003/")


def test_who_speaks_for_a_state_has_a_seat_in_its_delegation(extractor, tmp_path):
    x = read_record(extractor, tmp_path, first="甲。", second="乙。", third="丙。", name="S-PV.99004.txt")
    names = {entity.key: entity.name for entity in x.entities}
    seats = {(names[m.member], names[m.organization]) for m in x.memberships if not m.title}
    assert seats >= {("托尔", "甲国"), ("林顿", "乙国")}


OFFICIALS = [
    ("我国总统马尔托夫会见了乙国总理塔尔顿。菲利普·里托夫大使也抵达丁市。", {("菲利普·里托夫", "大使", "甲国")}, 0),
    ("乙国总理塔尔顿发表讲话。菲利普·里托夫大使也抵达丁市。", set(), 1),
    ("我国总统马尔托夫发表讲话。里托夫大使也抵达丁市。", set(), 1),
    ("我国总统马尔托夫发表讲话。菲利普·里托夫主任也抵达丁市。", set(), 1),
]


@pytest.mark.parametrize(("words", "expected", "open_"), OFFICIALS, ids=["own", "others-only", "surname", "of-a-body"])
def test_whose_official_it_is(extractor, tmp_path, words, expected, open_):
    """An official introduced beside those of the speaker's state is the speaker's; else it is left open, and said."""
    x = read_record(extractor, tmp_path, first=words, second="乙。", third="丙。", name="S-PV.99005.txt")
    assert {post for post in posts(x) if "里托夫" in post[0]} == expected
    assert len([p for p in x.problems if p.code == "post-of-nobody"]) == open_


HOSTS = [
    ("丙国代表团访问了乙国，会见了总统马尔·里托夫。", {("马尔·里托夫", "总统", "乙国")}, "of the state just visited"),
    ("丙国代表团访问了乙国，会见了大使马尔·里托夫。", set(), "who is sent abroad may be anybody's"),
    ("丙国拒绝了提议。总统马尔·里托夫发表讲话。", set(), "another state was just spoken of"),
    ("2月3日，外交部长马尔·里托夫发表讲话。", {("马尔·里托夫", "外交部长", "甲国")}, "the speaker's, beside no other"),
    ("甲乙联盟主席巴尔·托尔多会见了总统马尔·里托夫。", set(), "beside another body's"),
    ("丙国央行行长马尔·里托夫发表讲话。", {("马尔·里托夫", "央行行长", "丙国")}, "head of an office by its field"),
    ("2月3日，议员马尔·里托夫当选总统。", {("马尔·里托夫", "总统", "甲国")}, "elected to a post without its state"),
    ("甲乙联盟任命马尔·里托夫少将（丙国）为甲乙联盟特派团团长。",
     {("马尔·里托夫", "少将", "甲乙联盟"), ("马尔·里托夫", "特派团团长", "甲乙联盟")}, "appointed, from a state"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected", "why"), HOSTS, ids=[case[2] for case in HOSTS])
def test_whose_post_it_is_that_nothing_beside_it_tells(extractor, tmp_path, words, expected, why):
    found = posts(read_letter(extractor, tmp_path, f"局势紧张。{words}")) - SIGNED
    assert {post for post in found if post[0] == "马尔·里托夫" and post[1] != "议员"} == expected, why


def test_experts_are_of_the_body_to_which_they_are_appointed(extractor, tmp_path):
    body = "乙国问题专家小组的任期延长。经与甲乙联盟协商，我任命下列专家：\n马尔·托尔多先生，武器问题(丙国)\n"
    x = read_letter(
        extractor, tmp_path, f"{body}Mara Rito女士，自然资源和金融(丁国)\n我并已指定Rito女士为专家小组的协调员。"
    )
    assert posts(x) - SIGNED == {
        ("马尔·托尔多", "武器问题", "乙国问题专家小组"),
        ("Mara Rito", "自然资源和金融", "乙国问题专家小组"),
        ("Mara Rito", "协调员", "乙国问题专家小组"),
    }


def test_a_short_form_within_a_longer_name_is_known_from_there_on(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "萨尔托民族联盟（萨民联）主席巴尔·托尔多抵达丁市。萨民联宣布停火。")
    (movement,) = [entity for entity in x.entities if "萨民联" in entity.name or "萨尔托" in entity.name]
    assert {form for form, _ in movement.names} >= {"萨尔托民族联盟", "萨民联"}


def test_a_force_without_its_state_is_of_its_document(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "人民保卫军和第三军团炮击了丁市。最高法院作出裁决。")
    own = {entity.key for entity in x.entities if entity.name in {"人民保卫军", "第三军团", "最高法院"}}
    assert own == {"actor/document/人民保卫军", "actor/document/第三军团", "actor/document/最高法院"}


def test_a_place_and_its_name_alone_are_one(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "乙国炮击了卡尔万达市。民兵在卡尔万达绑架了平民。乙国占领了莫雷纳河。")
    places = {entity.name for entity in x.entities if entity.kind is Kind.PLACE}
    assert places >= {"卡尔万达市", "莫雷纳河"} and "卡尔万达" not in places


FORCES = [
    ("乙国军队和乙国部队撤出丁市。乙国武装部队越过边界。", {"乙国武装部队"}, "one armed force under three words"),
    ("乙国和丙国武装部队交火。", {"乙国武装部队", "丙国武装部队"}, "the forces of two states are two"),
    ("我国军方表示克制。", {"甲国武装部队"}, "the speaker's own"),
    ("乙国空军和乙国军队。", {"乙国空军", "乙国武装部队"}, "a service is a force of its own"),
    ("部署了乙国维和特遣队。维持和平人员留在丁市。", {"乙国维持和平特遣队"}, "the contingent that the document names"),
    ("部署了乙国维和部队和丙国维和部队。维持和平人员留在丁市。", {"乙国维持和平特遣队", "丙国维持和平特遣队"},
     "neither of two"),
    ("维持和平人员留在丁市。", set(), "peacekeepers of nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), FORCES, ids=[case[2] for case in FORCES])
def test_forces(extractor, tmp_path, body, expected, why):
    assert named(read_letter(extractor, tmp_path, body), Kind.FORCE) == expected, why


def test_a_contingent_of_nobody_is_a_problem(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "维持和平人员留在丁市。")
    assert [p.quote for p in x.problems if p.code == "unknown-owner"] == ["维持和平人员"]


GROUPS = [
    ("当地乙国居民抗议。我国乙国裔公民受伤。", {"乙国族居民"}, "people of one origin under two names"),
    ("一组乙国专家抵达丁市。乙国专家返回。", {"乙国专家"}, "how many of them makes no other group"),
    ("乙国和丙国人民受苦。", {"乙国人民", "丙国人民"}, "the peoples of two states"),
    ("乙国平民和乙国和平居民受伤。", {"乙国平民"}, "two words for civilians"),
    ("乙国士兵开枪。", set(), "soldiers are their state's forces"),
    ("难民返回丁市。难民问题依然存在。", {"难民"}, "people by their status, not the matter"),
    ("乙国民团和丁市囚犯领袖抗议。乙国打击犯罪分子。", {"乙国民团", "丁市囚犯"}, "whatever the word for people"),
    ("恐怖团伙袭击了丁市。恐怖分子撤离。", {"恐怖分子"}, "one band under two words"),
    ("乙国、丙国和丁国军官抵达丁市。", {"乙国、丙国和丁国军官"}, "officers of three states who act together"),
]


@pytest.mark.parametrize(("body", "expected", "why"), GROUPS, ids=[case[2] for case in GROUPS])
def test_groups(extractor, tmp_path, body, expected, why):
    assert named(read_letter(extractor, tmp_path, body), Kind.GROUP) == expected, why
