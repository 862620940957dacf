"""Letters of states in wordings of real ones: who speaks, at whom an act is aimed, who did it, what is kept."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import CHILE, KENYA, PERU, UGANDA

LETTER = """2016年6月1日秘鲁代表给秘书长的信

谨提请你注意以下情况。

{words}

秘鲁代表
马里奥·雷耶斯（签名）
"""
COUNCIL = "actor/security-council"


@pytest.fixture
def read_said(extractor, tmp_path):
    """What is read in a letter of Peru that says these sentences."""
    return lambda words: read(extractor, tmp_path, LETTER.format(words=words), "letter.txt")


def _acts(found) -> set[tuple[str, tuple[str, ...]]]:
    return {(claim.act, claim.targets) for claim in found.claims if claim.claimant == PERU and claim.act}


DEED = "智利军队2月3日越界进入塔克纳。"


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        (f"{DEED}这些行为构成了对该区域和平的严重威胁。", "accuse", (CHILE,)),
        (f"{DEED}此举改变了边界的现状。", "accuse", (CHILE,)),
        (f"{DEED}上述行径表明智利无意寻求和平解决。", "accuse", (CHILE,)),
        ("秘鲁呼吁安全理事会谴责智利一再炮击村庄的行为。", "accuse", (CHILE,)),
        ("秘鲁呼吁安全理事会谴责智利一再炮击村庄的行为。", "request", (COUNCIL,)),
        ("秘鲁要求安全理事会追究智利对这些伤亡的责任。", "accuse", (CHILE,)),
        ("智利的行为不符合《联合国宪章》第二条第四项。", "accuse", (CHILE,)),
        ("智利的立场等于废除《海牙公约》。", "accuse", (CHILE,)),
        ("这违背了智利在《海牙公约》中所作的承诺。", "accuse", (CHILE,)),
        ("智利拒绝了乌干达的调解提议。", "accuse", (CHILE,)),
        ("智利没有从边境地区撤出其部队。", "accuse", (CHILE,)),
        ("智利总统4月12日公开承认其军队占领了塔克纳。", "accuse", (CHILE,)),
        ("智利对我国的敌对行为有增无减。", "accuse", (CHILE,)),
        ("某些国家向叛军提供武器。", "accuse", ()),
        ("将医院作为袭击目标严重破坏了谈判。", "accuse", ()),
        ("检察官的指控出于政治动机。", "deny", ()),
        ("秘鲁将采取一切必要措施保卫塔克纳。", "offer", ()),
        ("声明还指责智利支持叛军。", "accuse", (CHILE,)),
        ("该照会否认秘鲁军队进入塔克纳。", "deny", ()),
        ("声明强烈谴责智利扣押秘鲁战俘。", "condemn", (CHILE,)),
    ],
)
def test_what_a_state_does_by_its_words_and_at_whom_it_aims(read_said, words: str, act: str, targets: tuple) -> None:
    assert (act, targets) in _acts(read_said(words))


def test_what_another_s_statement_says_is_not_the_speaker_s(read_said) -> None:
    words = "智利外交部3月2日发表了一份声明。声明指责肯尼亚炮击塔克纳。"
    assert ("accuse", (KENYA,)) not in _acts(read_said(words))


@pytest.mark.parametrize(
    ("words", "compliance", "complier"),
    [
        ("智利单方面宣布《海牙公约》无效。", "violates", CHILE),
        ("秘鲁呼吁安理会谴责智利一再炮击村庄并公然违反《联合国宪章》的行为。", "violates", CHILE),
        ("秘鲁已接受《海牙公约》。", "signed", PERU),
    ],
)
def test_what_is_said_of_an_agreement(read_said, words: str, compliance: str, complier: str) -> None:
    claims = read_said(words).claims
    assert (compliance, complier) in {(claim.compliance, claim.complier) for claim in claims}


@pytest.mark.parametrize(
    ("words", "kind", "doers"),
    [
        ("秘鲁发表声明，以回应智利自2008年3月1日开始侵占塔克纳以来的行为。", "Occupation", (CHILE,)),
        ("秘鲁采取措施，应对智利自3月1日以来持续炮击村庄的行为。", "ArmedAttack", (CHILE,)),
        ("乌干达反对智利2016年3月1日的越境打击行动。", "ArmedAttack", (CHILE,)),
    ],
)
def test_whose_conduct_is_answered_did_it(read_said, words: str, kind: str, doers: tuple[str, ...]) -> None:
    assert doers in {event.agents for event in read_said(words).events if event.type == kind}


def test_the_arms_of_rebels_make_their_giver_no_attacker(read_said) -> None:
    found = read_said("由智利武装并训练的叛军4月10日袭击了古卢。")
    assert CHILE not in {key for event in found.events for key in event.agents}


def test_what_is_said_of_this_attack_gives_it_no_new_day(read_said) -> None:
    found = read_said("外交部3月2日致函秘书长，认为此次轰炸是对秘鲁主权的侵犯。")
    assert "ArmedAttack" not in {event.type for event in found.events}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("秘鲁谴责智利4月10日对萨尔托万的轰炸。", "place/萨尔托万"),
        ("3月1日，武装分子在乌干达边境城市萨尔托万袭击了一辆卡车。", "place/萨尔托万"),
    ],
)
def test_where_it_happened(read_said, words: str, place: str) -> None:
    assert place in {key for event in read_said(words).events for key in event.places}


def test_where_a_text_was_adopted_in_a_capital_that_is_called_so(read_said) -> None:
    found = read_said("乌干达和肯尼亚2016年3月7日在智利首都圣地亚哥签署了和平协议。")
    assert {(event.participants, bool(event.places)) for event in found.events} == {((UGANDA, KENYA), True)}


def test_an_envoy_abroad_is_not_of_the_state_to_which_he_is_sent(read_said) -> None:
    found = read_said("秘鲁召回驻智利大使胡安·阿尔科斯。")
    assert CHILE not in {post.organization for post in found.memberships}


@pytest.mark.parametrize(
    "words",
    [
        "政府军3月4日炮击了阿赫瓦村。",
        "国防军3月4日在阿赫瓦村击退了进攻。",
        "秘鲁陆军第三旅3月4日炮击了阿赫瓦村。",
    ],
)
def test_a_state_s_own_troops_are_not_charged_by_it(read_said, words: str) -> None:
    assert "accuse" not in {act for act, _ in _acts(read_said(words))}


def test_another_s_government_troops_by_their_short_name_are_not_one_s_own(read_said) -> None:
    found = read_said("智利政府军3月4日攻入塔克纳。政府军3月5日炮击了阿赫瓦村。")
    assert not any(key.startswith(PERU) for event in found.events for key in event.agents)


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("他指责智利武装叛军。", "accuse", (CHILE,)),
        ("他呼吁安全理事会采取行动。", "request", (COUNCIL,)),
    ],
)
def test_what_he_says_who_was_named_last_as_one_s_own_minister(read_said, words: str, act: str, targets: tuple) -> None:
    assert (act, targets) in _acts(read_said(f"秘鲁外交部长胡安·阿尔科斯3月4日发表了讲话。{words}"))


def test_what_he_says_who_was_named_last_as_another_s_minister_is_not_one_s_own(read_said) -> None:
    words = "智利外交部长胡安·阿尔科斯3月4日发表了讲话。他呼吁安全理事会采取行动。"
    assert "request" not in {act for act, _ in _acts(read_said(words))}


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("外交部长胡安·阿尔科斯指责说，这是智利对安理会施加的压力。", "accuse", (CHILE,)),
        ("秘鲁指认智利在边境设立路障。", "accuse", (CHILE,)),
        ("智利政府未能保护外国使馆。", "accuse", (CHILE,)),
        ("秘鲁边防部队监测到智利军队19次违反停火协定。", "accuse", (CHILE,)),
        ("秘鲁对智利军队的行径表示深切关切和最强烈的谴责。", "condemn", (CHILE,)),
    ],
)
def test_what_a_state_charges_another_with(read_said, words: str, act: str, targets: tuple) -> None:
    assert (act, targets) in _acts(read_said(words))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("3月4日，智利和肯尼亚在古卢结束了新一轮和平谈判。", "Negotiation"),
        ("3月4日，智利总统前往肯尼亚避难。", "Other"),
    ],
)
def test_what_kind_of_event_it_is(read_said, words: str, kind: str) -> None:
    assert {event.type for event in read_said(words).events} <= {kind}


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("秘鲁保留为捍卫主权而采取一切必要措施的权利。", "offer", ()),
        ("对边境哨所的炮击还严重违反了《联合国宪章》。", "accuse", ()),
        ("秘鲁认为智利启用水库是敌对行为。", "accuse", (CHILE,)),
        ("秘鲁认为这是不负责任的单方面敌对行为。", "accuse", ()),
        ("秘鲁外交部发表声明，要求智利撤出军队。", "request", (CHILE,)),
        ("声明说，秘鲁外交部强烈谴责智利发动袭击。", "condemn", (CHILE,)),
        ("秘鲁外交部发言人表示：“智利炮击了边境哨所。”", "accuse", (CHILE,)),
    ],
)
def test_what_its_ministry_says_the_state_says(read_said, words: str, act: str, targets: tuple) -> None:
    assert (act, targets) in _acts(read_said(words))


@pytest.mark.parametrize("words", ["在秘鲁政府要求下，安理会举行了会议。", "应秘鲁政府要求，安理会将举行会议。"])
def test_at_whose_request_something_was_done_is_told_as_done(read_said, words: str) -> None:
    assert {act for act, _ in _acts(read_said(words))} == {"report"}


def test_the_spokesman_of_a_ministry_speaks_for_its_state(read_said) -> None:
    found = read_said("智利外交部发言人表示：“我们没有开火。”")
    assert CHILE in {claim.claimant for claim in found.claims if claim.act == "deny"}


def test_a_bare_day_does_not_follow_a_whole_year(read_said) -> None:
    found = read_said("智利军队占领了1994年大屠杀的旧址。秘鲁外交部25日发表声明。")
    assert {event.period.begin.year for event in found.events if event.type == "Communication"} == {2016}


def test_fighters_of_a_movement_who_were_killed_are_of_no_state(read_said) -> None:
    (figure,) = read_said("智利军队5月3日打死4名解放阵线武装人员。").casualties
    assert (figure.victims, figure.side) == ("解放阵线武装人员", None)


def test_an_armed_clash_arms_nobody(read_said) -> None:
    found = read_said("“曙光运动”占领了塔克纳。“曙光运动”和政府军的武装冲突造成大量平民流离失所。")
    assert [claim.act for claim in found.claims if claim.claimant == PERU] == ["accuse", "report"]


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("智利当局必须采取行动，将该名军官逮捕并移送法院。", {"request"}),
        ("智利军队炮击了哨所。双方曾相互驱逐对方外交人员。", {"accuse", "report"}),
        ("秘鲁永远不会抛弃在这一地区的朋友。", {"offer"}),
    ],
)
def test_what_is_owed_mutual_or_never_done(read_said, words: str, acts: set) -> None:
    assert {act for act, _ in _acts(read_said(words))} == acts


def test_who_uses_an_article_to_justify_himself_takes_it_as_his_ground(read_said) -> None:
    found = read_said("智利利用《联合国宪章》第五十一条来证明其行动的合法性。")
    assert {(claim.compliance, claim.complier) for claim in found.claims if claim.compliance} == {("bases_on", CHILE)}


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("信中说，智利军队2月3日炮击了塔克纳。", "accuse"),
        ("秘鲁军队的卡车并非故意地越过了边界。", "deny"),
        ("秘鲁对智利的挑衅行为予以回击。", "accuse"),
        ("秘鲁就智利非法干扰勘探项目一事照会秘书长。", "accuse"),
        ("秘鲁要求安理会召开会议，讨论智利军队强行搜查使馆的事件。", "accuse"),
    ],
)
def test_what_is_answered_brought_before_the_council_or_told_in_one_s_letter_was_done(
    read_said, words: str, act: str
) -> None:
    assert act in {act for act, _ in _acts(read_said(words))}


@pytest.mark.parametrize("words", ["2012年秘鲁和智利签署停火协议。", "秘鲁和智利于2012年5月签署停火协议。"])
def test_the_date_before_those_who_sign_is_of_the_signing(read_said, words: str) -> None:
    signed = [event for event in read_said(words).events if event.type == "AgreementSigning"]
    assert [(event.period.begin.year, set(event.participants)) for event in signed] == [(2012, {CHILE, PERU})]
