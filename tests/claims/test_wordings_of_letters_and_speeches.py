"""Letters, notes and speeches of states in wordings of real ones: whose words, at whom they aim, what is kept."""

from __future__ import annotations

import pytest
from builders.extraction import read
from builders.states import BRAZIL, CHILE, PERU

from kg.model.document import CatalogueRow, DocumentKind

LETTER = """2016年6月1日秘鲁代表给秘书长的信

谨提请你注意以下情况。

{words}

秘鲁代表
马里奥·雷耶斯（签名）
"""
ALGERIA, NATO, USA, UK = "actor/algeria", "actor/nato", "actor/united-states", "actor/united-kingdom"
ROW = CatalogueRow(
    catalogue="list.csv", row=2, kind=DocumentKind.LETTER, date="2016-06-01", speaks_for=("秘鲁",), title="信"
)


@pytest.fixture
def read_said(extractor, tmp_path):
    """What is read in a letter of Peru that says these sentences."""
    return lambda words: read(extractor, tmp_path, LETTER.format(words=words), "letter.txt")


def _acts(found) -> set[tuple[str, tuple[str, ...]]]:
    return {(claim.act, claim.targets) for claim in found.claims if claim.claimant == PERU and claim.act}


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("把我国政府同走私集团挂钩的指控，纯属毫无根据的荒唐借口。", "deny", ()),
        ("智利叫嚷所谓秘鲁正在阴谋颠覆邻国的说法。", "deny", (CHILE,)),
        ("没有任何秘鲁军官指挥玻利维亚的民兵。", "deny", ()),
        ("智利的敌对行动削弱了对话的基础，迫使秘鲁重新考虑其立场。", "accuse", (CHILE,)),
        ("美英的封锁政策损害了拉丁美洲的稳定。", "accuse", (USA, UK)),
        ("我们呼吁智利立即撤军，这些行动威胁到平民的生命。", "accuse", (CHILE,)),
        ("我方确信，该客机是在智利有预谋的行动中被击落的。", "accuse", (CHILE,)),
        ("对于不断发动进攻、威胁本区域稳定的智利，我们要求安理会予以制裁。", "accuse", (CHILE,)),
        ("我们呼吁安理会采取行动，以制止智利和玻利维亚侵略秘鲁的暴行。", "accuse", (CHILE, "actor/bolivia")),
        ("我们衷心希望，智利能同巴西一道通过协商解决这一问题。", "request", (CHILE,)),
        ("我们希望，有关国家能通过协商解决这一问题。", "request", ()),
        ("我们对智利和巴西站在分离主义者一边深表遗憾。", "concern", (CHILE, BRAZIL)),
        ("该地区正面临一场前所未有的浩劫。", "concern", ()),
        ("我谨向为国捐躯的士兵致以最崇高的敬意。", "condole", ()),
        ("解除封锁的时候已经到了。", "affirm", ()),
        ("秘鲁是一个主权国家，这是不争的事实。", "affirm", ()),
        ("该备忘录没有法律效力，不能约束第三国。", "affirm", ()),
        ("《联合国宪章》确立了主权平等的原则。", "affirm", ()),
        ("智利采取的单方面措施将影响三方谈判。", "accuse", (CHILE,)),
        ("如果智利来犯，我国必将予以迎头痛击。", "offer", ()),
        ("我国将毫不犹豫地保护其人员。", "offer", ()),
        ("国际社会应支持巴西加强边境管控。", "request", ()),
        ("安理会对巴西施加的制裁限制了巴西政府的能力，应当立即解除。", "request", ("actor/security-council",)),
        ("各方尤其要尊重巴西的主权，避免施压。", "request", ()),
        ("巴西冲突延宕并持续外溢，武器流散等问题日益突出。", "concern", ()),
        ("有人认为协议已经无效，但事实并非如此。", "deny", ()),
        ("关于秘鲁军队越界的论断，与现实相去甚远。", "deny", ()),
        ("智利政府试图否认其对局势的责任。", "accuse", (CHILE,)),
        ("智利现政府过去和现在都没有做到。", "accuse", (CHILE,)),
        ("这次行动是必要且相称的。", "affirm", ()),
    ],
)
def test_what_a_state_does_by_its_words_and_at_whom_it_aims(read_said, words: str, act: str, targets: tuple) -> None:
    assert (act, targets) in _acts(read_said(words))


@pytest.mark.parametrize("sayer", ["西方国家", "西方", "某些国家", "一些势力"])
def test_what_nameless_others_say_of_a_third_party_is_not_the_sender_s_charge(read_said, sayer: str) -> None:
    assert "accuse" not in {act for act, _ in _acts(read_said(f"{sayer}声称，巴西政府在北部实行种族清洗。"))}


def test_what_a_resolution_demands_who_welcomes_it_does_not(read_said) -> None:
    found = _acts(read_said("秘鲁欢迎安全理事会于3月12日通过决议，要求在也门停火。"))
    assert {act for act, _ in found} == {"support"}


def test_who_is_named_in_a_charge_that_is_rejected_is_not_accused(read_said) -> None:
    words = "将巴西政府及其总统罗尔多斯与走私集团相关联的指控，纯属毫无根据的荒谬借口。"
    assert "accuse" not in {act for act, _ in _acts(read_said(words))}


def test_who_leads_an_alliance_is_not_the_one_that_attacks(read_said) -> None:
    (event,) = read_said("2016年3月25日，以美国为首的北约出动空军，对秘鲁实施空中打击。").events
    assert (event.agents, event.patients) == ((NATO,), (PERU,))


def test_how_long_an_attack_went_on(read_said) -> None:
    (event,) = read_said("智利的空袭从2016年3月16日持续至19日，造成62人死亡。").events
    assert (str(event.period.begin), str(event.period.end)) == ("2016-03-16", "2016-03-19")


@pytest.mark.parametrize(
    ("words", "kind", "actor"),
    [
        ("作为《渥太华公约》的倡导者和缔约国，智利从未使用过地雷。", "signed", CHILE),
        ("智利于1999年加入《渥太华公约》并履行了有关义务。", "complies", CHILE),
        ("智利一向小心地尊重一九六二年关于边界问题的协议。", "complies", CHILE),
        ("智利此举公然否定了《渥太华公约》。", "violates", CHILE),
        ("我们一直敦促智利尊重民意，但智利当局公然拒绝对话，也没有意愿执行《渥太华公约》。", "violates", CHILE),
        ("我们呼吁各派别弥合分歧，加快落实《渥太华公约》各项安排。", "calls_to_comply", None),
    ],
)
def test_what_is_done_to_an_agreement(read_said, words: str, kind: str, actor: str) -> None:
    assert (kind, actor) in {(claim.compliance, claim.complier) for claim in read_said(words).claims}


def test_a_president_called_the_state_s_own_beside_its_name(read_said) -> None:
    found = read_said("智利污蔑巴西政府及其总统罗尔多斯。")
    assert BRAZIL in {membership.organization for membership in found.memberships}


def test_a_side_by_one_character_where_no_other_word_is_so_built(read_said) -> None:
    assert "actor/cambodia" in {entity.key for entity in read_said("柬方对此表示反对。").entities}
    assert ALGERIA in {entity.key for entity in read_said("阿尔及利亚代表重申，阿方反对增兵。").entities}


@pytest.mark.parametrize("address", ["主席先生：", "阁下：", "各位阁下，"])
def test_a_word_of_respect_alone_names_nobody(extractor, tmp_path, address: str) -> None:
    found = read(extractor, tmp_path, f"{address}\n\n智利军队炮击了塔克纳。\n", "letter.txt", ROW)
    assert {entity.key for entity in found.entities if "先生" in entity.key or "阁下" in entity.key} == set()


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("智利背弃作为战败国必须履行的国际义务。", "request"),
        ("拉丁美洲不接受任何形式的外部干涉，将坚决维护和平。", "accuse"),
        ("巴西冲突延宕并持续外溢，武器非法流散等问题日益突出。", "accuse"),
        ("国际社会应支持巴西加强边境管控。", "support"),
        ("关于巴西应当执行《渥太华公约》的说法毫无根据。", "request"),
    ],
)
def test_what_is_no_call_and_no_blame(read_said, words: str, act: str) -> None:
    assert act not in {found for found, _ in _acts(read_said(words))}


def test_two_who_call_on_a_third_are_not_that_one(read_said) -> None:
    found = read_said("巴西和玻利维亚讨论了智利的大坝。两国呼吁智利改变政策，恢复合作。")
    asked = {(claim.claimant, claim.targets) for claim in found.claims if claim.act == "request"}
    assert asked == {(BRAZIL, (CHILE,)), ("actor/bolivia", (CHILE,))}


@pytest.mark.parametrize("name", ["美洲玻利瓦尔联盟", "南美洲国家联盟", "安第斯共同体", "里约集团"])
def test_alliances_of_the_americas(read_said, name: str) -> None:
    assert any(entity.kind == "Organization" for entity in read_said(f"{name}反对封锁。").entities)


def test_what_a_charge_that_is_rejected_calls_for_is_not_the_sender_s_call(read_said) -> None:
    found = read_said("关于巴西应当执行《渥太华公约》的说法毫无根据。")
    assert "calls_to_comply" not in {claim.compliance for claim in found.claims}


def test_a_coalition_named_again_is_the_one_that_a_state_leads(read_said) -> None:
    found = read_said("智利主导的国际联盟空袭了塔克纳。国际联盟昨天又炮击了塔克纳，造成5名平民死亡。")
    coalition = "actor/智利主导的国际联盟"
    assert {keys for act, keys in _acts(found) if act == "accuse"} == {(coalition,)}
    assert [event.agents for event in found.events] == [(coalition,)]


def test_the_state_that_leads_a_coalition_does_not_strike_alone(read_said) -> None:
    words = "智利主导的打击极端组织的国际联盟2016年3月4日对塔克纳实施了空袭。"
    assert CHILE not in {agent for event in read_said(words).events for agent in event.agents}


def test_resolutions_that_an_organ_has_adopted(read_said) -> None:
    found = read_said("秘鲁坚持智利应该立即执行联合国大会通过的决议。")
    assert ("calls_to_comply", CHILE) in {(claim.compliance, claim.complier) for claim in found.claims}


def test_a_side_by_one_character_of_the_state_that_a_catalogue_has_speak(extractor, tmp_path) -> None:
    row = CatalogueRow(
        catalogue="list.csv", row=2, kind=DocumentKind.LETTER, date="2016-06-01", speaks_for=("巴基斯坦",), title="信"
    )
    found = read(extractor, tmp_path, "智利军队越界，巴方反对增兵。\n", "letter.txt", row)
    assert "actor/pakistan" in {entity.key for entity in found.entities}
    assert "candidate-dropped" not in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    ("words", "act", "targets"),
    [
        ("智利试图将边境河流变为其内河。", "accuse", (CHILE,)),
        ("智利将整个地区推向战争的边缘。", "accuse", (CHILE,)),
        ("我们坚决拒绝智利的误导性声明。", "deny", (CHILE,)),
        ("平民面临迫在眉睫的饥荒。", "concern", ()),
    ],
)
def test_plots_and_statements_that_mislead(read_said, words: str, act: str, targets: tuple) -> None:
    assert (act, targets) in _acts(read_said(words))


def test_to_whom_a_letter_that_asks_is_sent(read_said) -> None:
    found = read_said("我国向安全理事会致函，请求派出观察员。")
    assert ("request", ("actor/security-council",)) in _acts(found)


def test_what_parties_are_hoped_to_be_devoted_to_is_no_offer(read_said) -> None:
    found = read_said("我们希望智利和巴西继续对话，坚定致力于持久和平。")
    assert "offer" not in {act for act, _ in _acts(found)}


def test_police_of_a_people_are_not_the_police_of_its_kin_state(read_said) -> None:
    found = read_said("智利族警察2016年3月4日在塔克纳殴打了三名平民。")
    assert CHILE not in {agent for event in found.events for agent in event.agents}


def test_what_one_warns_against_has_not_been_done(read_said) -> None:
    found = read_said("我们必须警惕智利破坏停火。")
    assert "accuse" not in {act for act, _ in _acts(found)}


@pytest.mark.parametrize("name", ["黄岩岛", "仁爱礁", "南千岛群岛"])
def test_reefs_and_islands_are_places(read_said, name: str) -> None:
    assert any(entity.kind == "Place" and name in str(entity) for entity in read_said(f"智利船只驶入{name}。").entities)


@pytest.mark.parametrize("way", ["利用秘鲁空域", "通过秘鲁领空", "从秘鲁领土"])
def test_the_state_whose_sky_is_used_does_not_strike(read_said, way: str) -> None:
    events = read_said(f"智利飞机2016年3月4日侵犯秘鲁领空，{way}对巴西实施空袭。").events
    strikes = [event for event in events if BRAZIL in event.patients]
    assert [event.agents for event in strikes] == [(CHILE,)]


def test_whose_hope_is_dashed_is_not_accused(read_said) -> None:
    found = read_said("智利再次滥用否决权，扼杀了玻利维亚人民的希望，继续把玻利维亚人民置于黑暗之中，必须面对拷问。")
    assert {keys for act, keys in _acts(found) if act in {"accuse", "request"}} == {(CHILE,)}


def test_a_state_is_called_upon_by_the_agreement_of_the_clause_before(read_said) -> None:
    found = read_said("依据《利马协定》的规定，秘鲁要求智利履行其对秘鲁安全和主权的承诺。")
    assert ("calls_to_comply", CHILE) in {(claim.compliance, claim.complier) for claim in found.claims}


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("智利部队架设铁丝网，禁止村民返回家园。", (CHILE,)),
        ("25户秘鲁家庭被禁止返回家园。", ()),
        ("数百名村民被赶出自己的家园。", ()),
        ("智利继续将平民置于险境。", (CHILE,)),
    ],
)
def test_who_keeps_people_from_their_homes_is_accused(read_said, words: str, targets: tuple) -> None:
    assert ("accuse", targets) in _acts(read_said(words))


def test_troops_by_one_character_of_the_state_that_a_catalogue_has_speak(extractor, tmp_path) -> None:
    row = CatalogueRow(
        catalogue="list.csv", row=2, kind=DocumentKind.LETTER, date="2016-06-01", speaks_for=("印度",), title="信"
    )
    found = read(extractor, tmp_path, "2016年3月4日，印武装部队在边境地区还击。\n", "letter.txt", row)
    assert "actor/india/武装部队" in {entity.key for entity in found.entities}


@pytest.mark.parametrize("service", ["海警", "海上警察", "海岸警卫队"])
def test_services_at_sea(read_said, service: str) -> None:
    events = read_said(f"2016年3月4日，智利{service}炮击了塔克纳。").events
    assert [event.agents for event in events] == [(f"{CHILE}/{service}",)]
