"""Speakers' heads: however one is broken, set or titled, nobody's words come into another's mouth."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.examples import examples
from builders.knowledge import layout
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model.document import Document, DocumentKind, PartKind
from kg.model.text import Source
from kg.structure.document import structure
from kg.structure.heads import HEADS
from kg.structure.repair import repair

SPEAKERS = (("哈桑·阿里", "苏丹"), ("德拉米尼", "斯威士兰"), ("李明", "新加坡"), ("奥孔克沃", "尼日利亚"))
TITLES = ("先生", "女士", "部长", "副部长", "总理", "总统", "国王", "大使", "检察官", "常驻代表")
NARROW = str.maketrans("（）：", "():")


def document(words: str) -> Document:
    return structure(repair(Source(path=Path("document.txt"), characters=words, sha256=""), layout()), layout())


def mouth(found: Document, words: str) -> tuple[PartKind, str, list[str]]:
    """Kind, speaker and states of the part that has the words."""
    part = next(part for part in found.parts if words in part.text.characters)
    speaker = part.speaker.characters if part.speaker else ""
    return part.kind, speaker, [text.characters for text in part.speaks_for]


@st.composite
def heads(draw: st.DrawFn, name: str, state: str) -> str:
    """A head in some setting: a title or none, a number or none, widths mixed, broken at some places."""
    title = draw(st.sampled_from(("", *TITLES)))
    language = draw(st.sampled_from(("", "（以英语发言）")))
    number = draw(st.sampled_from(("", "", "二. ", "12. ", "（三）")))
    colon = draw(st.sampled_from(("：", "：", "：", "")))
    head = "".join(
        sign.translate(NARROW) if draw(st.booleans()) else sign for sign in f"{name}{title}（{state}）{language}{colon}"
    )
    for place in sorted(draw(st.sets(st.integers(1, len(head) - 1), max_size=2)), reverse=True):
        head = head[:place] + draw(st.sampled_from(("\n", "\n\n", " ", " \n "))) + head[place:]
    return number + head


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_no_words_come_into_another_mouth(data: st.DataObject) -> None:
    speeches = [
        f"{data.draw(heads(name, state))}我国的第{at}个哨所在夜间遭到炮击。\n\n我们要求立即停火{at}。"
        for at, (name, state) in enumerate(SPEAKERS)
    ]
    found = document("主席（以法语发言）：现在开始审议。\n\n" + "\n\n".join(speeches) + "\n")
    told = {problem.code for problem in found.problems}
    for at, (_, state) in enumerate(SPEAKERS):
        for words in (f"第{at}个哨所", f"立即停火{at}"):
            kind, _, states = mouth(found, words)
            assert states == [state] or (kind is PartKind.BODY and told & {"unsure-head", "no-head"}), (words, states)


PIECES = (
    "张三", "外交部长", "先生", "主席", "（", "(", "）", ")", "以", "英语", "发言", "甲国", "（三）", "2. ", "：", ":",
    "∶", "，", "。", "；", "、", "我", "和", "；英文稿",
)  # fmt: skip


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=10).map("".join))
@example("张三先生（以英语发言；英文稿）：")
@example("外交部长（甲国∶")
def test_every_beginning_of_a_head_is_known_as_one(words: str) -> None:
    for rule in HEADS:
        match = layout().match(rule, words)
        for end in range(1, match.end() if match else 0):
            assert layout().match("head-begun", words[:end]), (rule, words[:end])


@pytest.mark.parametrize(
    "head",
    [
        "德拉米尼先生（斯威\n士兰）：",
        "德拉米尼先生（斯威士兰）（以英语发言）\n\n：",
        "德拉米\n尼先生(斯威士兰）:",
        "7. 德拉米尼国王(斯威士兰):",
    ],
)
def test_a_head_however_it_is_set(head: str) -> None:
    found = document(f"李明女士（新加坡）：我国没有开火。\n\n{head}我们要求停火。\n")
    assert mouth(found, "要求停火") == (PartKind.SPEECH, "德拉米尼", ["斯威士兰"])


def test_what_follows_an_announcement_without_a_head_is_nobodys_and_told() -> None:
    found = document(
        "主席（以法语发言）：我现在请苏丹代表发言。\n\n我国没有开火。\n\n李明女士（新加坡）：我们要求停火。\n"
    )
    assert mouth(found, "没有开火") == (PartKind.BODY, "", [])
    assert mouth(found, "要求停火")[2] == ["新加坡"]
    assert [(p.code, p.quote) for p in found.problems if p.code == "no-head"] == [("no-head", "我国没有开火。")]


@pytest.mark.parametrize(
    "words",
    [
        "我同意德拉米尼先生（斯威士兰）的意见：应当停火。",
        "德拉米尼先生（斯威士兰）的意见是应当停火。",
        "主席先生：应当停火。",
    ],
)
def test_prose_that_names_a_delegate_is_no_head(words: str) -> None:
    found = document(f"李明女士（新加坡）（以英语发言）：我国没有开火。\n\n{words}\n")
    assert mouth(found, "应当停火")[2] == ["新加坡"]


SUMMARY = """第12次会议简要记录
1995年3月8日星期三上午10时在纽约总部举行

1. 哈桑先生(苏丹)说，我方没有开火。

2. 他还说，冲突应当结束。

3. 李明女士(新加坡)在答复时指出，双方都有责任。

4. 决议草案以10票对2票获得通过。
"""


def test_a_summary_record_tells_of_its_speakers_in_the_third_person() -> None:
    found = document(SUMMARY)
    assert found.kind is DocumentKind.SUMMARY_RECORD
    assert [mouth(found, words)[2] for words in ("没有开火", "应当结束", "双方都有责任")] == [
        ["苏丹"],
        ["苏丹"],
        ["新加坡"],
    ]
    assert mouth(found, "获得通过")[0] is PartKind.NARRATION


FRONT = "S/PV.9055\n安全理事会\n第9055次会议\n2003年4月2日星期三上午10时举行\n纽约\n"
RUN_TOGETHER = (
    "主席（以英语发言）：我现在请苏丹代表发言。阿里先生（苏丹）（以阿拉伯语发言）：我国没有开火。谢谢。"
    "李明女士（新加坡）：我同意阿里先生（苏丹）的意见。我们要求停火。主席：没有别的发言者了。上午11时散会。"
)


@pytest.mark.parametrize("front", [f"{FRONT}上午10时05分开会。\n", FRONT, ""])
def test_speeches_that_lost_their_line_breaks_are_each_of_its_speaker(front: str) -> None:
    found = document(front + RUN_TOGETHER + "\n")
    assert found.kind is DocumentKind.MEETING_RECORD
    assert mouth(found, "没有开火") == (PartKind.SPEECH, "阿里", ["苏丹"])
    assert mouth(found, "要求停火") == (PartKind.SPEECH, "李明", ["新加坡"])
    assert mouth(found, "别的发言者")[:2] == (PartKind.CHAIR, "主席")
    assert mouth(found, "散会")[0] is PartKind.NARRATION


def test_heads_within_a_quotation_or_a_letter_part_nothing() -> None:
    words = "李明女士（新加坡）：记录写道：“开会。阿里先生（苏丹）（以英语发言）：我国没有开火。”我们要求停火。\n"
    found = document(f"{FRONT}上午10时05分开会。\n{words}")
    assert mouth(found, "没有开火") == mouth(found, "要求停火") == (PartKind.SPEECH, "李明", ["新加坡"])
    letter = (
        "2003年4月2日苏丹常驻联合国代表给安全理事会主席的信\n\n据记录，会议听取了发言。李明女士（新加坡）：要求停火。\n"
    )
    assert document(letter).kind is DocumentKind.LETTER


@pytest.mark.parametrize(
    ("roster", "rows"),
    [
        ("主席：\n奥孔克沃先生（尼日利亚）\n成员：\n苏丹\n阿里先生\n新加坡\n李明女士\n", 3),
        ("主席：奥孔克沃先生（尼日利亚）\n成员：\n苏丹\n新加坡\n阿里先生\n李明女士\n", 3),
        ("主席：奥孔克沃先生（尼日利亚）\n成员：\n苏丹\n新加坡\n阿里先生\n", 1),
        ("主席：奥孔克沃先生（尼日利亚）成员：苏丹阿里先生新加坡李明女士\n", 1),
    ],
)
def test_a_roster_that_lost_its_columns(roster: str, rows: int) -> None:
    speech = "主席：我以我国代表的身份发言。我们要求停火。\n"
    found = document(f"{FRONT}{roster}上午10时05分开会。\n{speech}")
    pairs = {(state.characters, person.characters) for state, person in found.roster}
    wanted = {("尼日利亚", "奥孔克沃"), ("苏丹", "阿里"), ("新加坡", "李明")}
    assert pairs == (wanted if rows == 3 else {("尼日利亚", "奥孔克沃")})
    assert ("roster-unread" in {problem.code for problem in found.problems}) is (rows == 1)
    assert mouth(found, "要求停火")[2] == ["尼日利亚"]


@pytest.mark.parametrize(
    "head",
    [
        "安理会第9055次会议（2003年4月2日）",
        "2003年4月2日安理会第9055次会议发言实录",
        "时间：2003年4月2日上午10时",
        "安理会会议\n2003年4月2日",
    ],
)
def test_the_day_of_a_meeting_in_a_copy_of_its_record(head: str) -> None:
    speeches = "阿里先生（苏丹）：2002年1月1日我国没有开火。\n李明女士（新加坡）：我们要求停火。\n"
    found = document(f"{head}\n{speeches}")
    assert str(found.date) == "2003-04-02"
    assert document(speeches).date is None


@pytest.mark.parametrize("language", ["（译自法文）", "(口译自俄语)", "（原文：英文）", "（英文口译）"])
def test_the_language_of_an_older_record_is_no_state(language: str) -> None:
    speeches = f"12．张·三先生（甲国）{language}：3日，丙国开火。\n\n李·四先生{language}：无话可说。\n\n"
    voices = [
        [text.characters for text in part.speaks_for]
        for part in document(FRONT + speeches).parts
        if part.kind is PartKind.SPEECH
    ]
    assert voices == [["甲国"], []]


def test_the_president_s_state_on_a_line_that_ends_as_a_sentence() -> None:
    after = "张三先生（甲国）：我国也没有。\n\n上午11时散会。\n"
    front = FRONT + "主席：李四先生（乙国）。\n\n出席：下列国家的代表：甲国、丙国。\n\n"
    spoken = document(f"{front}主席：我现在以我国代表的身份发言。\n\n我国没有开火。\n\n{after}").parts
    assert ["乙国"] in [[text.characters for text in part.speaks_for] for part in spoken]


def test_who_gets_the_floor_by_his_post_alone_holds_it() -> None:
    given = "主席：我现在请主管甲事务副秘书长发言。\n\n张·三先生（以英语发言）：联合国提供了援助。\n\n上午11时散会。\n"
    (speech,) = (
        part for part in document(f"{FRONT}上午10时05分开会。\n\n{given}").parts if part.kind is PartKind.SPEECH
    )
    assert [text.characters for text in speech.speaks_for] == ["联合国"]
