"""Reports, findings and press statements: who reports is not who does, who asks is said, whose words an organ tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders.claims_found import acts_of, row_of
from builders.extraction import read
from builders.states import KENYA, PERU

from kg.model.document import DocumentKind
from kg.model.extraction import Extraction

COUNCIL, SECRETARIAT = "actor/security-council", "actor/un-secretariat"


@pytest.fixture
def reported(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in a report of the Secretary-General."""
    row = row_of(DocumentKind.REPORT, "联合国秘书处")
    return lambda words: read(extractor, tmp_path, words, "report.txt", row)


@pytest.fixture
def told(extractor, tmp_path) -> Callable[[str], Extraction]:
    """What is read in what the press has of a statement of the Council."""
    row = row_of(DocumentKind.REPORT, "安全理事会")
    return lambda words: read(extractor, tmp_path, words, "statement.txt", row)


def test_what_the_secretary_general_condemns_the_council_only_tells(told) -> None:
    found = told("秘书长古特雷斯发表声明，谴责这次爆炸。")
    assert [c.act for c in found.claims if c.claimant == COUNCIL] == ["report"]


def test_who_tells_the_council_of_a_blow_did_not_strike_it(reported) -> None:
    words = "3月4日，秘鲁大使向安理会通报时说，事件造成9人死亡，是对肯尼亚和平进程的直接袭击。"
    found = reported(words)
    assert all(not e.agents for e in found.events if e.type == "ArmedAttack")


def test_a_body_does_what_it_does_and_not_who_set_it_up(reported) -> None:
    found = reported("由人权理事会设立的肯尼亚问题国际人权专家委员会2016年3月4日访问了秘鲁。")
    (visit,) = (e for e in found.events if e.type == "Visit")
    assert "human-rights-council" not in "".join(visit.agents)


def test_a_call_of_others_is_theirs(reported) -> None:
    found = reported("秘鲁外交部呼吁肯尼亚停止空袭。")
    assert [c.targets for c in found.claims if c.claimant == PERU and c.act == "request"] == [(KENYA,)]
    assert [c.act for c in found.claims if c.claimant == SECRETARIAT] == ["report"]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("必须将这些应受谴责的罪行的策划者绳之以法。", "condemn"),
        ("肯尼亚在罢工期间发生了侵犯人权事件。", "accuse"),
        ("秘鲁平民是一场灾难和种种侵犯人权行为的受害者。", "accuse"),
        ("秘鲁专家并未就使用化学武器的责任得出结论。", "accuse"),
    ],
)
def test_what_is_no(reported, words: str, act: str) -> None:
    assert act not in acts_of(reported(words))


def test_what_has_begun_is_told(reported) -> None:
    assert acts_of(reported("停火安排的执行工作已经开始。")) == {"report": set()}


def test_the_assembly_will_meet_in_the_year_to_come(reported) -> None:
    found = reported("本报告于2016年12月1日定稿。联大将于12月9日举行会议。")
    assert [str(e.period.begin) for e in found.events if e.type == "Meeting"] == ["2016-12-09"]


def test_the_peace_agreement_is_the_one_just_named(reported) -> None:
    found = reported("2015年3月4日，肯尼亚政府签署了《和平与和解协议》。我敦促各方执行和平协议。")
    assert len({c.about for c in found.claims if c.compliance}) == 1


def test_of_how_many_hurt_some_are_children(reported) -> None:
    found = reported("30名抗议者，包括3名妇女和4名儿童在与秘鲁警察的冲突中受伤。")
    assert sorted(f.count for f in found.casualties) == [3, 4, 30]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("决议呼吁肯尼亚政府和反叛运动立即停止敌对行动。", "request"),
        ("声明还强调，必须追究责任。", "affirm"),
        ("该决议谴责叛军袭击平民。", "condemn"),
    ],
)
def test_by_its_resolution_the_council_speaks(told, reported, words: str, act: str) -> None:
    assert act in acts_of(told(words))
    assert acts_of(reported(words)) == {"report": set()}


def test_the_head_of_a_body_may_bear_a_japanese_name(reported) -> None:
    found = reported("联利特派团负责人田中一郎说，局势令人不安。他呼吁各方停止冲突。")
    assert "田中一郎" in {e.name for e in found.entities}
    assert "request" in acts_of(found)


def test_a_people_of_a_state_is_neither_state(told) -> None:
    found = told("安理会敦促科索沃阿尔巴尼亚族和塞尔维亚族恢复对话。")
    names = {e.key: e.name for e in found.entities}
    (called,) = (c for c in found.claims if c.act == "request")
    assert {names[key] for key in called.targets} == {"科索沃阿尔巴尼亚族", "塞尔维亚族"}


def test_who_briefs_in_the_council_is_not_the_council(reported) -> None:
    found = reported("秘书长肯尼亚问题特别代表托尔多3月4日在安理会通报时指出，内罗毕局势紧张。")
    (told_it,) = (e for e in found.events if e.type == "Communication")
    assert [COUNCIL in told_it.agents, len(told_it.agents)] == [False, 1]


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("3月4日，特派团开展巡逻，为境内流离失所者重返家园创造条件。", {"Other"}),
        ("特派团2015年3月4日在内罗毕部署观察员，以监督停火协议的执行。", {"Deployment"}),
        ("叛军代表与秘鲁代表3月4日在内罗毕谈判，就实现停火等事宜取得进展。", {"Negotiation"}),
        ("3月4日，9名遭青年党绑架的学生在内罗毕获释。", {"Release"}),
        ("2015年3月，青年党释放了9名被绑架教师。", {"Release"}),
    ],
)
def test_what_is_aimed_at_or_was_before_does_not_happen_then(reported, words: str, types: set[str]) -> None:
    assert {e.type for e in reported(words).events} == types


@pytest.mark.parametrize(
    "words", ["2015年3月4日，枪手劫持了内罗毕一所中学的9名学生。", "2015年3月4日，枪手绑架了该村的9名教师。"]
)
def test_those_taken_from_somewhere_are_counted(reported, words: str) -> None:
    assert [(f.count, f.harm) for f in reported(words).casualties] == [(9, "captured")]


@pytest.mark.parametrize(
    "words",
    [
        "一些独立专家表示，支持进行调查，谴责叛军的袭击。",
        "若干任务负责人呼吁秘鲁政府释放被拘留者。",
        "第2000号决议第3段规定，秘鲁政府应在非洲联盟支持下恢复控制。",
        "受到肯尼亚总统赞扬的士兵返回了营房。",
    ],
)
def test_what_others_say_the_report_only_tells(reported, words: str) -> None:
    assert not {"accuse", "condemn", "request", "support"}.intersection(acts_of(reported(words)))


def test_a_band_of_a_state_is_the_one_that_is_named_behind_it(told) -> None:
    found = told("安理会谴责秘鲁武装团体“变革与和谐阵线”袭击平民。")
    names = {e.key: e.name for e in found.entities}
    assert {names[key] for c in found.claims for key in c.targets} == {"“变革与和谐阵线”"}


@pytest.mark.parametrize(
    "words", ["秘鲁外交部10月2日就边界局势发表声明。", "10月2日，秘鲁外交部就内罗毕市发生的袭击事件发表声明。"]
)
def test_who_states_something_about_a_matter_states_it(reported, words: str) -> None:
    assert "Communication" in {e.type for e in reported(words).events}


def test_an_official_of_the_united_nations_speaks_for_the_secretariat(reported) -> None:
    found = reported("联合国助理秘书长卡尔塔对安理会说，秘鲁炮击了医院。他说：“所有袭击必须立即停止。”")
    assert {c.claimant for c in found.claims} == {SECRETARIAT}


def test_of_one_country_were_all_who_were_hit(reported) -> None:
    found = reported("3月4日，营地遭到袭击，造成6人死亡、7人受伤，死伤者均为肯尼亚籍军人。")
    assert {f.side for f in found.casualties} == {KENYA}


def test_who_only_watches_a_withdrawal_tells_of_none(reported) -> None:
    found = reported("2011年6月27日，安理会决定设立特派团，主要负责监督秘鲁军队撤出内罗毕。")
    assert "Withdrawal" not in {e.type for e in found.events}
