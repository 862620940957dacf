"""Events: what sentences tell, with whom, where and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.events import SAID, agreement, annotated, days, events_in, keys
from builders.hand import context
from builders.knowledge import rules

from kg.claims.events.arguments import hide
from kg.claims.events.finder import find_events
from kg.mentions.masking import mask


def rows(words: str) -> list[str]:
    return [f"{f.type} {days(f.period)}" for f in events_in(words)]


D4 = "2003-03-04..2003-03-04"


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("2003年3月4日，甲国军队炮击了丁市。", [f"ArmedAttack {D4}"], "a dated attack"),
        ("3月4日，丁市遭到猛烈炮火袭击。", [f"ArmedAttack {D4}"], "the year from the document"),
        ("甲国经常炮击丁市。", [], "a habit without a date is no event"),
        ("2003年3月4日，甲国部队打死七名乙国人。", [f"ArmedAttack {D4}"], "a killing on a date"),
        ("2003年3月4日，双方发生冲突，打死5人。", [f"ArmedClash {D4}"], "a killing in a fight"),
        ("2003年3月4日，我们呼吁甲国释放战俘。", [], "asked for, not done"),
        ("我们呼吁双方遵守2003年3月4日的停火。", [f"Ceasefire {D4}"], "what is to be kept has happened"),
        ("这是自2000年以来最严重的战斗。", [], "a date as a yardstick"),
        ("正如我们今天听到的那样，双方爆发冲突。", [], "the day of hearing"),
        ("我欢迎甲国代表参加今天的会议。", [], "the recorded meeting"),
        ("预防武装冲突是2003年的优先事项。", [], "conflict as a topic"),
        ("甲国和乙国在1990年至1993年期间的战争。", ["ArmedClash 1990-01-01..1993-12-31"], "an interval"),
        ("2003年是甲乙战争结束五十周年。", ["ArmedClash ..1953-12-31"], "an anniversary's year is the earlier one"),
        ("151. 2003年3月4日，分乘两车的乙国平民被甲国绑架。", [f"Capture {D4}"], "in a numbered paragraph"),
        ("甲国通过其2003年3月4日的普通照会表示抗议。", [f"Communication {D4}"], "a note by its day"),
        ("44天战争造成破坏。", ["ArmedClash undated"], "a name of its own"),
        ("2003年3月4日和5日，王·李访问了丁市。", ["Visit 2003-03-04..2003-03-05"], "days in a row are one visit"),
        (
            "甲国发动了2002年5月和11月的攻势。",
            ["ArmedAttack 2002-05-01..2002-05-31", "ArmedAttack 2002-11-01..2002-11-30"],
            "a date each for what they stand beside",
        ),
        (
            "甲国于2003年1月5日(S/2003/1)和2003年2月6日(S/2003/2)致函乙国。",
            ["Communication 2003-01-05..2003-01-05", "Communication 2003-02-06..2003-02-06"],
            "a letter each",
        ),
        ("2003年6月30日甲国常驻代表给秘书长的信。", [], "the document itself"),
        ("2003年3月4日甲国常驻代表给秘书长的信。", [f"Communication {D4}"], "another letter, cited"),
        (
            "1己组织，“甲国：袭击”，2003年3月4日，可查阅www.example.org(2003年5月6日访问)。",
            [f"Communication {D4}"],
            "a publication: neither its title's attack nor the day of access",
        ),
        (
            "《甲乙停火协定》于2003年3月4日签署后，共有20人因地雷受害。",
            [f"AgreementSigning {D4}", "MineExplosion 2003-03-04.."],
            "since a signing",
        ),
        ("决议草案获得一致通过，成为第999(2003)号决议。", ["ResolutionAdoption 2003-06-30..2003-06-30"], "voted today"),
        ("2003年3月4日庚法院发布了临时措施。", [f"CourtOrder {D4}"], "an order"),
        ("自2003年3月以来，在丁市总共发现了20枚地雷。", ["MineDiscovery 2003-03-01.."], "an open time"),
        ("己组织自1995年成立以来作出了贡献。", ["Establishment 1995-01-01..1995-12-31"], "founded in, not since"),
        ("甲国将于2003年9月4日举行选举。", ["Election 2003-09-04..2003-09-04"], "planned, dated"),
        ("甲国计划举行选举。", [], "planned, undated"),
        ("甲国不迟于2003年9月4日撤军。", [], "a last day dates nothing"),
        ("我们呼吁甲国不要在2003年3月4日的选举之后袭击丁市。", [], "the day is the election's"),
        ("甲国企图在2003年3月4日占领丁市。", [], "intended, not told as done"),
        ("2003年3月4日，庚法院命令甲国释放战俘。", [f"CourtOrder {D4}"], "ordered, not done"),
        ("2003年3月4日，平民踩到甲国布设的地雷身亡。", [f"MineExplosion {D4}"], "the day is not that of the laying"),
        ("2003年3月4日，丁市发生示威，抗议乙国部队在戊村的存在。", [f"Protest {D4}"], "one protest and its aim"),
        ("2003年3月4日，丙国谴责甲国对乙国的袭击。", [], "the day is that of the condemnation"),
        ("丙国谴责甲国2003年3月4日对乙国的袭击。", [f"ArmedAttack {D4}"], "the day is the attack's"),
        ("2003年3月4日，甲国与反对派签署了《甲乙协定》。", [f"AgreementSigning {D4}"], "no wish"),
        (
            "2003年1月5日和2003年2月，甲国两次照会乙国。",
            ["Communication 2003-01-05..2003-01-05", "Communication 2003-02-01..2003-02-28"],
            "a day and a month are two occasions",
        ),
        ("2003年3月4日，甲国释放了被扣押的士兵。", [f"Release {D4}"], "the day is not that on which they were seized"),
        ("2003年3月4日，庚法院认定甲国占领丁市期间违反公约。", [], "the day is that of the finding"),
        ("2003年3月4日，甲国坦克违反停火开进丁市。", [f"Occupation {D4}"], "what is broken is of an earlier day"),
        (
            "2003年3月4日，丙国扣押了三人，3月6日最后一批获释。",
            [f"Capture {D4}", "Release 2003-03-06..2003-03-06"],
            "each on its day",
        ),
        ("2003年3月4日，飓风袭击丁市。", [f"Other {D4}"], "nobody's attack"),
        ("2003年3月4日，甲国和乙国达成停火。", [f"Ceasefire {D4}"], "no instrument"),
        ("2003年3月4日，庚法院开始审理甲国袭击丁市一案。", [f"Other {D4}"], "the case is of another day"),
        ("2003年3月4日，被绑架的两名记者获释。", [f"Release {D4}"], "seized on another day"),
        ("2003年3月4日，甲国表示，乙国部队将撤出丁市。", [], "said of what is to come"),
        ("2003年3月4日，甲国宣布打算派出部队。", [f"Communication {D4}"], "the day is that of the announcement"),
        ("2003年3月4日，双方签署了《甲乙协定》，丙国将派出部队。", [f"AgreementSigning {D4}"], "what follows is later"),
        ("2003年3月4日，甲国士兵踩响地雷，三名士兵被炸死。", [f"MineExplosion {D4}"], "no attack besides"),
        ("2003年3月4日，第999(2003)号决议获得通过。", [f"ResolutionAdoption {D4}"], "the day, not the number's year"),
        ("2003年3月4日，甲国驱逐了乙国大使。", [f"Other {D4}"], "no flight of people"),
        ("2003年3月4日，甲国支持者与警察发生冲突。", [f"ArmedClash {D4}"], "supporters wish for nothing"),
        (
            "2003年3月4日，甲国和乙国签署了《甲乙停火协定》。",
            [f"AgreementSigning {D4}", f"Ceasefire {D4}"],
            "both at once",
        ),
        (
            "2003年3月4日，甲国和乙国就释放战俘问题达成一项协议。",
            [f"AgreementSigning {D4}"],
            "agreed upon, its matter not yet done",
        ),
        ("2003年3月4日，甲国总统签署了新闻法令。", [f"Other {D4}"], "a decree is no agreement"),
        ("双方达成停火，于丁市时间2003年3月4日上午9时生效。", [f"Ceasefire {D4}"], "by local time"),
        ("2003年3月4日，甲国承认丁市独立。", [f"Other {D4}"], "recognised, not declared"),
        ("回顾设立己组织的2003年3月4日第999(2003)号决议。",
         [f"Establishment {D4}", f"ResolutionAdoption {D4}"], "set up by the resolution"),
        ("2003年3月4日的会议被取消。", [], "called off"),
        ("甲国曾在2003年3月4日试图占领丁市，但未能得逞。", [], "tried in vain"),
        ("2003年3月4日，甲国同意释放战俘。", [], "agreed to, not done"),
        ("2003年3月4日，甲国狙击手打死了一名乙国军人。", [f"ArmedAttack {D4}"], "a killing"),
        ("甲国必须遵守2003年3月4日的《甲乙协定》。", [f"AgreementSigning {D4}"], "what is to be kept was signed"),
        ("2003年，这种侵略行为并不少见。", [], "a kind of deed"),
        ("《公约》的适用案于2003年3月4日开庭。", [f"Other {D4}"], "a case, not the signing of the convention"),
        ("2003年3月4日，甲国外长访问了丁市。他指出，乙国军队袭击了戊村。", [f"Visit {D4}"], "quoted, of another day"),
        ("甲国要求撤出1967年占领的领土。", ["Occupation 1967-01-01..1967-12-31"], "asked is the leaving"),
        ("甲国撤出1967年占领的领土。", ["Occupation 1967-01-01..1967-12-31"], "the year is the occupation's"),
        ("2003年3月4日，甲国专家试图视察丁市。但是，视察因抗议活动受阻。",
         [f"Inspection {D4}", f"Protest {D4}", f"Obstruction {D4}"], "carried over from the sentence before"),
    ],
)  # fmt: skip
def test_what_happened_when(words: str, expected: list[str], why: str) -> None:
    assert rows(words) == expected, why


@pytest.mark.parametrize(
    ("words", "agents", "patients", "participants", "places"),
    [
        ("2003年3月4日，甲国对乙国发动进攻。", ("a",), ("b",), (), ()),
        ("2003年3月4日，乙国遭到甲国的炮击。", ("a",), ("b",), (), ()),
        ("2003年3月4日，甲国在丁市炮击乙国。", ("a",), ("b",), (), ("d",)),
        ("2003年3月4日，甲国和乙国之间爆发冲突。", (), (), ("a", "b"), ()),
        ("2003年3月4日，甲国与乙国在丁市举行会谈。", (), (), ("a", "b"), ("d",)),
        ("2003年3月4日，在己组织主持下，甲国和乙国在丁市举行会谈。", ("o",), (), ("a", "b"), ("d",)),
        ("丙国欢迎甲国于2003年3月4日释放五名战俘。", ("a",), (), (), ()),
        ("丙国外交部负责甲国问题的特使王·李于2003年3月4日访问了丁市。", ("w",), (), (), ("d",)),
        ("据乙国报告，甲国于2003年3月4日占领了戊村。", ("a",), (), (), ("e",)),
        ("2003年3月4日对丁市的袭击造成三人死亡。", (), (), (), ("d",)),
        ("2003年3月4日，甲国对丁市的乙国阵地进行了炮击。", ("a",), ("b",), (), ("d",)),
        ("2003年3月4日，甲国对乙国丁市进行了炮击。", ("a",), ("b",), (), ("d",)),
        ("2003年3月4日，甲国部队从丁市撤出。", ("a",), (), (), ("d",)),
        ("2003年3月4日，乙国遭到了来自丁市方向各种口径火炮的猛烈火力攻击。", (), ("b",), (), ()),
        ("2003年3月4日，庚法院发布了针对甲国的《庚法院命令》。", ("court",), ("a",), (), ()),
        ("甲国通过2003年3月4日的信，提醒丙国注意局势。", ("a",), ("c",), (), ()),
        ("2003年3月4日丁市附近的炮击造成三人死亡。", (), (), (), ("d",)),
        ("2003年3月4日，甲国针对丁市和戊村发动进攻。", ("a",), (), (), ("d", "e")),
        ("2003年3月4日，甲国军队在丁市戊村开火。", ("a",), (), (), ("e",)),
        ("2003年3月4日，甲国从丁市方向向戊村开火。", ("a",), (), (), ("e",)),
        ("2003年3月4日，甲国发起进攻，袭击了丁市和戊村。", ("a",), (), (), ("d", "e")),
        ("2003年3月4日，首先开火的是甲国。", ("a",), (), (), ()),
        ("2003年3月4日，甲国的炮击导致乙国10名平民死亡。", ("a",), ("b",), (), ()),
        ("丙国对2003年3月4日甲国炮击乙国深感关切。", ("a",), ("b",), (), ()),
        ("自1990年与乙国的冲突以来，甲国损失惨重。", (), (), ("b", "a"), ()),
        ("丙国是该区域的国家，于1983年签署了《甲乙宣言》。", (), (), ("c",), ()),
        ("2003年3月4日，约两千名居民逃离丁市。", (), (), (), ("d",)),
        ("丙国于1983年批准了关于辛特遣队的公约。", (), (), ("c",), ()),
        ("2003年3月4日，甲国以防止恐怖主义为借口袭击了丁市。", ("a",), (), (), ("d",)),
        ("2003年3月4日，丙国向甲国部署了部队。", ("c",), (), (), ("a",)),
        ("甲国严格遵守甲国和乙国2003年3月4日发表的《甲乙声明》。", (), (), ("a", "b"), ()),
        ("2003年3月4日，己组织由丙国设立。", ("c",), ("o",), (), ()),
        ("2003年3月4日，己组织在丁市的营地发生袭击。", (), (), (), ("d",)),
        ("2003年3月4日，丁市遭到炮击。", (), (), (), ("d",)),
        ("丙国强烈谴责武装分子2003年3月4日杀害甲国外交官。", (), ("a",), (), ()),
        ("乙国请求丙国调查2003年3月4日甲国飞机侵犯丁市领空一事。", ("a",), (), (), ("d",)),
        ("2003年3月4日，一架丙国直升机在丁市坠毁。", (), (), (), ("d",)),
        ("2003年3月4日，王·李在丁市被捕。", (), ("w",), (), ("d",)),
        ("2003年3月4日，己组织的一个车队在通往丁市的公路上触雷。", (), ("o",), (), ("d",)),
        ("2003年3月4日，甲国和乙国交换了战俘。", (), (), ("a", "b"), ()),
        ("2003年3月4日，丙国举行了总统选举。", (), (), (), ("c",)),
        ("在2003年3月4日的信中，甲国询问战俘的下落。", ("a",), (), (), ()),
        ("丙国赞扬甲国于2003年3月4日释放五名战俘。", ("a",), (), (), ()),
        ("2003年3月4日，甲国改组了内阁。", ("a",), (), (), ()),
        ("2003年3月4日，样品全部送交甲国化验。", (), (), (), ()),
        ("2003年3月4日，三座桥梁由甲国重新粉刷。", ("a",), (), (), ()),
    ],
)
def test_who_did_what_to_whom_where(
    words: str,
    agents: tuple[str, ...],
    patients: tuple[str, ...],
    participants: tuple[str, ...],
    places: tuple[str, ...],
) -> None:
    (finding,) = events_in(words)
    assert (finding.agents, finding.patients, finding.participants, finding.places) == (
        agents,
        patients,
        participants,
        places,
    )


@pytest.mark.parametrize(
    ("words", "agents", "places", "why"),
    [
        ("丁市再次陷入战火。2003年3月4日，当地爆发战斗。", (), ("d",), "there: the one place named before"),
        ("丁市和戊村陷入战火。2003年3月4日，当地爆发战斗。", (), (), "there: neither of two"),
        ("甲国违反承诺。2003年3月4日，又对丁市发动进攻。", ("a",), ("d",), "the subject of the sentence before"),
        ("丁市爆发冲突。2003年3月4日，又对戊村发动进攻。", (), ("e",), "no subject before, none here"),
    ],
)
def test_what_the_sentence_before_tells(words: str, agents: tuple[str, ...], places: tuple[str, ...], why: str) -> None:
    assert [(f.agents, f.places) for f in events_in(words)][-1] == (agents, places), why


def test_shots_in_the_wake_of_a_protest_have_its_day_and_place() -> None:
    protest, attack = events_in("2003年3月4日，丁市发生示威。甲国士兵开枪，打伤一人。")
    assert (attack.type, days(attack.period), attack.places, attack.agents) == ("ArmedAttack", D4, ("d",), ("a",))
    assert protest.places == ("d",)


def test_the_parties_of_the_dispute_end_their_fight() -> None:
    item = annotated("2003年3月4日达成的《甲乙停火协定》由丙国促成。")
    masked = mask(item, item.sentences[0])
    known = replace(agreement("《甲乙停火协定》"), parties=("a", "b", "c"))
    here = context(item.mentions, keys, agreements={known.key: known}, day=SAID, parties=("a", "b"))
    found = find_events(masked, rules(), here)
    assert {f.type: f.participants for f in found if f.type != "Mediation"} == {
        "AgreementSigning": ("a", "b", "c"),
        "Ceasefire": ("a", "b"),
    }


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("2003年3月4日，甲国没有对乙国发动攻击。", "negative"),
        ("甲国否认2003年3月4日对乙国发动攻击。", "negative"),
        ("2003年3月4日对丁市的袭击纯属捏造。", "negative"),
        ("所谓甲国2003年3月4日袭击丁市的说法毫无根据。", "negative"),
        ("没有人能否认甲国2003年3月4日袭击了丁市。", "positive"),
        ("2003年3月4日，甲国在没有任何挑衅的情况下袭击了丁市。", "positive"),
        ("2003年3月4日，甲国没有停止炮击丁市。", "positive"),
        ("国际社会没有谴责甲国2003年3月4日对丁市的袭击。", "positive"),
    ],
)
def test_only_what_is_denied_is_negative(words: str, polarity: str) -> None:
    (finding,) = events_in(words)
    assert finding.polarity == polarity


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("2003年3月4日，甲国总统改组了内阁。", [f"Other {D4}"], "any verb, completed"),
        ("2003年3月4日，一座桥梁坍塌。", [f"Other {D4}"], "any verb at the end of its clause"),
        ("甲国于2003年3月4日停飞战机。", [f"Other {D4}"], "the date after the subject"),
        ("2003年3月4日，甲国总统改组了内阁，随后袭击了丁市。", [f"ArmedAttack {D4}"], "another event has the day"),
        ("截至2003年3月4日，甲国修复了两座桥梁。", [], "counted up to a day"),
        ("自2003年3月4日以来，甲国修复了两座桥梁。", [], "since a day, not on it"),
        ("过去一年来，甲国修复了两座桥梁。", [], "a rough time"),
        ("2003年，甲国的产量下降了。", [], "a figure"),
        ("2003年3月4日，甲国的局势紧张。", [], "a state of things"),
        ("2003年3月4日，甲国对此表示遗憾。", [], "speech without a document"),
        ("甲国根据2003年3月4日的命令停飞战机。", [], "the day of an order"),
        ("2003年3月4日，甲国没有修复桥梁。", [], "not done"),
        ("2003年3月4日，甲国无法修复桥梁。", [], "could not be done"),
        ("甲国须于2003年3月4日修复桥梁。", [], "ought to be done"),
        ("这些桥梁是2003年3月4日修复的。", [], "said of what is there"),
        ("甲国2003年3月4日关于桥梁的谈话引起争论。", [], "the day of a talk"),
        ("甲国飞机在2003年3月4日和4月5日之间往返丁市。", ["Other 2003-03-04..2003-04-05"], "between two days"),
    ],
)
def test_a_happening_is_told_whatever_its_verb(words: str, expected: list[str], why: str) -> None:
    assert rows(words) == expected, why


def test_hide_leaves_offsets_as_they_are() -> None:
    item = annotated("甲国炮击了乙国。")
    hidden = hide(mask(item, item.sentences[0]), 1, 4)
    assert hidden.characters[1] == "▲"
    assert [hidden.starts[i] for i in sorted(hidden.mentions)] == [0, 5]


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        ("2003年3月4日，甲国军队炮击了丁市。", [("Shelling",)], "one word for both"),
        ("2003年3月4日，甲国军队袭击了丁市。", [()], "none where the words tell none"),
        ("2003年3月4日，甲国炮击并空袭了丁市。", [("AirStrike", "Shelling")], "one deed in two ways"),
        ("2003年3月4日，甲国侵略乙国。", [()], "a word that judges tells none"),
        ("甲国2003年3月4日炮击丁市，2003年3月6日袭击己村。", [("Shelling",), ()], "each by its own words"),
        ("2003年3月4日，甲国封锁道路，2003年3月6日释放了三名战俘。", [("Blockade",), ()], "none of another type"),
    ],
)
def test_subtypes(words: str, expected: list[tuple[str, ...]], why: str) -> None:
    assert [tuple(sorted(f.subtypes)) for f in events_in(words)] == expected, why
