"""Whose words they are: what stands in another's mouth is that one's, and the writer passes it on."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.extraction import read

from kg.model.extraction import Claim, Extraction
from kg.pipeline.extractor import Extractor

LETTER = """  2001年3月2日肯尼亚常驻联合国代表给安全理事会主席的信

 奉我国政府指示，谨致函如下。

{body}

 请将本函作为安全理事会文件分发为荷。

常驻代表

大使

约瑟夫·基贝特(签名)
"""
KENYA, UGANDA = "actor/kenya", "actor/uganda"


@pytest.fixture(name="read")
def reader(extractor: Extractor, tmp_path: Path):
    def read_paragraphs(*paragraphs: str) -> Extraction:
        return read(extractor, tmp_path, LETTER.format(body="\n\n".join(f" {words}" for words in paragraphs)))

    return read_paragraphs


def claims(extraction: Extraction, words: str) -> list[Claim]:
    """The claims whose sentence holds the words."""
    texts = {part.order: part.text for part in extraction.document.parts}
    return [c for c in extraction.claims if words in texts[c.part].slice(c.evidence[0].span)]


def said(extraction: Extraction, words: str) -> set[tuple[str, str | None, tuple[str, ...]]]:
    return {(c.claimant, c.act, c.targets) for c in claims(extraction, words)}


@pytest.mark.parametrize(
    ("paragraph", "words", "act", "targets"),
    [
        ("乌干达外交部长2月3日在记者会上说：“我们没有开火。”", "开火", "deny", ()),
        ("乌干达总统称：“我们将继续打击肯尼亚，我国愿意付出代价。”", "代价", "offer", ()),
        ("“我国没有攻击任何人”，乌干达国防部长2月3日说。", "任何人", "deny", ()),
        ("乌干达指出：「肯尼亚炮击了我国哨所。我们不会沉默。」", "沉默", "accuse", (KENYA,)),
        ("乌干达外交部长声明如下：\n\n “我国谴责肯尼亚的炮击。”", "的炮击", "condemn", (KENYA,)),
        ('乌干达政府表示："我国没有炮击任何村庄。责任在别处。"', "别处", "deny", ()),
    ],
)
def test_quoted_words_are_a_claim_of_the_one_quoted_within_the_writers_report(read, paragraph, words, act, targets):
    found = read(*paragraph.split("\n\n "))
    assert (UGANDA, act, targets) in said(found, words)
    assert {c.act for c in claims(found, words) if c.claimant == KENYA} == {"report"}
    (report,) = (c for c in claims(found, words) if c.claimant == KENYA)
    assert report.reported_source and report.about
    assert {c.key for c in found.claims if c.claimant == UGANDA} & {*report.about}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("乌干达表示，肯尼亚部队没有越过边界。", "越过"),
        ("据乌干达报告，肯尼亚没有炮击边境哨所。", "哨所"),
        ("乌干达说，肯尼亚没有寻求支持任何一方。", "任何一方"),
        ("乌干达说，肯尼亚没有轰炸任何村庄，但我国谴责乌干达的宣传。", "宣传"),
    ],
)
def test_what_another_says_the_writers_state_has_not_done_is_no_denial_of_the_writers(read, sentence, words):
    found = claims(read(sentence), words)
    assert (UGANDA, "deny") in {(c.claimant, c.act) for c in found}
    mine = [c for c in found if c.claimant == KENYA]
    assert mine and "deny" not in {c.act for c in mine}
    (inner,) = (c.key for c in found if c.claimant == UGANDA)
    assert any(UGANDA in c.reported_source and inner in c.about for c in mine)


def test_an_answer_is_of_the_one_who_answers(read):
    found = claims(read("乌干达外交部长答复说，肯尼亚没有遵守《阿鲁沙停火协定》。"), "答复")
    assert {c.claimant for c in found if c.compliance == "violates"} == {UGANDA}
    assert "accuse" not in {c.act for c in found if c.claimant == KENYA}


@pytest.mark.parametrize("words", ["乌干达对此予以否认。", "乌干达政府则于2月3日予以否认。"])
def test_who_gives_a_denial_denies(read, words):
    assert (UGANDA, "deny", ()) in said(read("2月2日，村庄遭到炮击。" + words), words)


def test_a_charge_in_a_speech_that_is_recalled_is_the_one_speakers(read):
    found = read("我国忆及乌干达总统2月3日的发言，其中指控坦桑尼亚占领乌干达领土。")
    assert (UGANDA, "accuse", ("actor/tanzania",)) in said(found, "忆及")


def test_rebels_of_a_state_are_not_the_state(read):
    found = said(read("我国谴责乌干达叛乱分子炮击村庄。"), "叛乱分子")
    assert "condemn" in {act for _, act, _ in found}
    assert not any(UGANDA in targets for *_, targets in found)


def test_the_writer_denies_after_the_words_of_another(read):
    found = claims(read("乌干达说，肯尼亚没有轰炸村庄，但我国也没有越过边界。"), "边界")
    assert {"actor/kenya", "actor/uganda"} == {c.claimant for c in found if c.act == "deny"}


def test_we_in_a_quotation_is_the_one_quoted(read):
    found = read("乌干达总统2月3日说：“肯尼亚2月1日轰炸了我国村庄。”")
    (attack,) = (e for e in found.events if e.type == "ArmedAttack")
    assert (attack.agents, attack.patients) == ((KENYA,), (UGANDA,))
    assert str(attack.period.begin) == "2001-02-01"


def test_the_writers_own_officials_are_no_others(read):
    found = read("我国外交部长2月3日说：“乌干达部队2月1日轰炸了我国村庄。我国谴责这一行为。”")
    assert {c.claimant for c in claims(found, "轰炸")} == {KENYA}
    assert "condemn" in {c.act for c in claims(found, "轰炸")}


def test_quoted_words_of_nobody_known_are_not_the_writers(read):
    found = read("他当时说：“我们将继续攻击肯尼亚。”")
    assert {(c.claimant, c.act) for c in claims(found, "继续攻击")} == {(KENYA, "report")}
    found = read("《联合国宪章》第二条规定：“会员国不得侵略他国，应谴责侵略。”")
    acts = {c.act or c.compliance for c in claims(found, "侵略他国")}
    assert acts <= {"affirm", "report", "bases_on"}  # the writer may hold the text up and stand on it, and no more


def test_what_one_does_by_quoting_ones_own_words_is_done_in_ones_own(read):
    found = read("我国谴责这次袭击，我国外交部长2月3日说：“我国已经报告了此事。”")
    assert {(c.claimant, c.act) for c in claims(found, "谴责") if c.act} == {(KENYA, "condemn")}


def test_words_at_arms_length_are_no_quotation(read):
    found = read("乌干达的“人权运动”掩盖了其侵略行径。")
    assert (KENYA, "accuse", (UGANDA,)) in said(found, "人权运动")
    assert {c.claimant for c in claims(found, "人权运动")} == {KENYA}


def test_a_breach_told_in_a_quotation_is_the_others_claim(read):
    found = read("乌干达外长说：“肯尼亚违反了《阿鲁沙停火协定》。”")
    assert {c.claimant for c in found.claims if c.compliance == "violates"} == {UGANDA}


@pytest.mark.parametrize(
    "words",
    [
        "乌干达是否炮击了肯尼亚村庄，尚无定论。",
        "乌干达计划于3月5日轰炸我国机场。",
        "2月20日，乌干达飞机险些击落我国客机。",
        "一旦乌干达入侵，我国将予以还击。",
        "只要乌干达封锁我国港口，我国就会向国际法院起诉。",
    ],
)
def test_what_is_open_planned_or_supposed_is_no_deed_and_no_charge(read, words):
    found = read(words)
    assert "accuse" not in {c.act for c in found.claims}
    assert not [e for e in found.events if e.type == "ArmedAttack"]


@pytest.mark.parametrize(
    ("words", "attacks"),
    [
        ("乌干达扬言将轰炸我国城市。", 0),
        ("假如没有乌干达的炮击，10名平民就不会丧生。", 0),
        ("要不是乌干达2月22日炮击我国村庄，5名平民就不会丧生。", 1),
        ("调查组认为乌干达应为客机坠毁负责。", 0),
    ],
)
def test_threats_counterfactuals_and_findings_of_fault_accuse(read, words, attacks):
    found = read(words)
    assert (KENYA, "accuse", (UGANDA,)) in said(found, words[:6])
    assert "request" not in {c.act for c in claims(found, words[:6])}
    assert len([e for e in found.events if e.type == "ArmedAttack"]) == attacks


def test_an_inquiry_is_the_source_of_its_finding(read):
    found = read("调查组认定乌干达应对客机坠毁负责。")
    (claim,) = claims(found, "坠毁")
    assert [e.name for e in found.entities if e.key in claim.reported_source] == ["调查组"]


def test_the_place_and_the_sufferer_are_no_doers(read):
    found = read("2月10日，在肯尼亚发生一起针对乌干达车队的袭击。", "这是对整个非洲联盟的攻击。")
    assert [e.agents for e in found.events if e.type == "ArmedAttack"] == [()]
    assert "accuse" not in {c.act for c in found.claims}


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("乌干达表示与此次事件毫无关系。", "deny", ()),
        ("乌干达声称我国军队首先开火。", "accuse", (KENYA,)),
        ("乌干达宣布愿意与肯尼亚谈判。", "offer", (KENYA,)),
    ],
)
def test_what_another_says_without_marks_is_that_ones_too(read, words, act, targets):
    found = said(read(words), words[:6])
    assert found == {(UGANDA, act, targets), (KENYA, "report", ())}


@pytest.mark.parametrize(
    "paragraph",
    [
        "“我们没有开火。”乌干达外交部长说。",
        "“我们没有开火！”乌干达外交部长2月3日说。",
        "“我们没有开火。我们没有越界。”，乌干达总统2月1日在记者会上表示。",
        "乌干达总统曾到访。“我们没有开火。”乌干达总统说。",
    ],
)
def test_the_one_quoted_may_come_behind_a_stop_within_the_marks(read, paragraph):
    found = said(read(paragraph), "没有开火")
    assert (UGANDA, "deny", ()) in found
    assert {act for claimant, act, _ in found if claimant == KENYA} == {"report"}


def test_a_quotation_with_a_sayer_of_its_own_is_not_the_next_ones(read):
    found = read("“假和平。”乌干达说：“我们没有开火。”")
    assert {c.claimant for c in claims(found, "假和平")} <= {KENYA}


@pytest.mark.parametrize(
    "paragraph",
    [
        "“我们没有开火。”他说。",
        "该国外长说：“我们没有开火。”",
        "有人声称：“我们没有开火。”",
        "一名军官称“我们没有开火”。",
        "“我们没有开火”，一名军官说。",
    ],
)
def test_a_quotation_of_nobody_known_is_told(read, paragraph):
    found = read(paragraph)
    assert [p.quote.strip("“”。") for p in found.problems if p.code == "quoted-unknown"] == ["我们没有开火"]
    assert {(c.claimant, c.act) for c in claims(found, "没有开火")} == {(KENYA, "report")}


def test_that_states_minister_is_the_state_named_just_before(read):
    found = read("乌干达部队越过边界。该国外长说：“我们没有开火。”")
    assert (UGANDA, "deny", ()) in said(found, "没有开火")
    assert not [p for p in found.problems if p.code == "quoted-unknown"]


@pytest.mark.parametrize("day", ["", "2月1日", "2月1日在记者会上"])
def test_the_writers_own_officials_words_are_the_writers_whenever_said(read, day):
    found = read(f"我国外交部长{day}说：“乌干达部队炮击了我国村庄。”")
    assert said(found, "炮击") == {(KENYA, "accuse", (UGANDA,))}
    assert {agent for e in found.events for agent in e.agents} <= {UGANDA, "actor/uganda/武装部队"}


def test_a_quotation_without_closing_mark_ends_with_its_paragraph(read):
    found = read("乌干达外交部长说：“我们没有开火。我们没有越界。", "我国谴责这一攻击。")
    assert {c.claimant for c in claims(found, "越界") if c.act != "report"} <= {UGANDA}
    assert (KENYA, "condemn", ()) in said(found, "谴责")
    assert [p.code for p in found.problems if p.code.startswith("quot")] == ["quotation-unclosed"]


def test_a_quotation_whose_next_paragraph_opens_anew_is_whole(read):
    found = read("乌干达外交部长说：“我们没有开火。", "“我们没有越界。”", "我国谴责这一攻击。")
    assert UGANDA in {c.claimant for c in claims(found, "越界")}
    assert not [p for p in found.problems if p.code.startswith("quot")]


@pytest.mark.parametrize("denied", ["与袭击有任何关联", "同2月1日的轰炸有关", "参与袭击", "与炮击有牵连", "曾参与攻击"])
def test_what_another_denies_to_have_to_do_with_is_no_charge_of_the_writers(read, denied):
    found = said(read(f"乌干达否认{denied}。"), "否认")
    assert (UGANDA, "deny", ()) in found
    assert (KENYA, "accuse", (UGANDA,)) not in found


@pytest.mark.parametrize(
    "paragraph",
    [
        "乌干达表示，乌干达部队2月1日没有越过边界。",
        "乌干达外交部长表示，乌干达没有越过边界。",
        "乌干达指出，乌干达军队从未轰炸肯尼亚村庄。",
        "乌干达声称，其部队绝未跨越边界。",
        "乌干达说，该国没有轰炸肯尼亚。",
    ],
)
def test_what_another_says_not_to_have_done_that_one_denies(read, paragraph):
    assert said(read(paragraph), paragraph) == {(UGANDA, "deny", ()), (KENYA, "report", ())}


def test_what_the_writer_rejects_of_anothers_words_the_other_does_not_deny(read):
    found = said(read("乌干达声称肯尼亚军队2月1日首先开火，我国断然否认。"), "首先开火")
    assert {claimant for claimant, act, _ in found if act == "deny"} == {KENYA}


@pytest.mark.parametrize("verb", ["说", "指出", "证实", "表示"])
def test_whom_another_accuses_without_marks_the_writer_does_not(read, verb):
    found = said(read(f"乌干达{verb}，坦桑尼亚部队2月1日轰炸了肯尼亚村庄。"), "轰炸")
    assert found == {(UGANDA, "accuse", ("actor/tanzania",)), (KENYA, "report", ())}


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("乌干达总统说，我军14名士兵死亡。", UGANDA),
        ("乌干达总统2月3日说，我国5名平民受伤。", UGANDA),
        ("我国总统说，我军14名士兵死亡。", KENYA),
    ],
)
def test_we_without_marks_is_the_one_who_says_it(read, words, side):
    found = read(words)
    assert [c.side for c in found.casualties] == [side]
    assert (KENYA, "report", ()) in said(found, words)


def test_what_is_called_a_lie_behind_it_is_not_the_others(read):
    found = read("乌干达总统说，我国没有越过边界，但我国谴责乌干达的炮击。")
    assert said(found, "越过") == {(UGANDA, "deny", ()), (KENYA, "condemn", (UGANDA,)), (KENYA, "accuse", (UGANDA,))}


def test_quotations_in_a_row_are_the_one_named_behind_them(read):
    found = read("“我们没有开火。”“我们没有轰炸任何村庄。”“肯尼亚炮击了我国哨所。”乌干达总统2月3日说。")
    assert (UGANDA, "deny", ()) in said(found, "没有开火") & said(found, "任何村庄")
    assert (UGANDA, "accuse", (KENYA,)) in said(found, "哨所")
    assert {c.act for c in found.claims if c.claimant == KENYA and c.reported_source} == {"report"}
    assert not claims(found, "乌干达总统2月3日说")


def test_a_bare_attribution_is_of_the_quotation_before_and_lets_the_next_go_on(read):
    found = read(
        "“我们没有开火。”乌干达说。“我们没有越过边界。”", "乌干达说：“我们没有开炮。”“我们没有杀人。”坦桑尼亚说。"
    )
    assert (UGANDA, "deny", ()) in said(found, "越过边界")
    assert "actor/tanzania" in {c.claimant for c in claims(found, "杀人")}
    assert UGANDA in {c.claimant for c in claims(found, "开炮")}


def test_a_quotation_closed_only_in_the_next_paragraph_reaches_there(read):
    found = read(
        "乌干达说：“我们没有开火。", "我们没有轰炸“丁山”。我们没有越过边界。”我国谴责这一攻击。", "我国谴责侵略。"
    )
    assert {(c.claimant, c.act) for c in claims(found, "越过边界")} == {(UGANDA, "deny"), (KENYA, "report")}
    assert {(c.claimant, c.act) for c in claims(found, "丁山")} == {(UGANDA, "deny"), (KENYA, "report")}
    assert UGANDA not in {c.claimant for c in claims(found, "谴责")}
    assert [p.code for p in found.problems if p.code.startswith("quot")] == ["quotation-unclosed"]
