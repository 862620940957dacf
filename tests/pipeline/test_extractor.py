"""The whole way through, on small invented letters and records: who claims what about whom, and what stays apart."""

from __future__ import annotations

import datetime

import pytest
from builders.extraction import LETTER, read, read_letter, read_record
from rdflib import RDF

from kg.model.extraction import Claim, Extraction
from kg.namespaces import LKG, OA


def name_of(extraction: Extraction, key: str | None) -> str | None:
    return next((e.name for e in extraction.entities if e.key == key), None)


def test_an_annex_speaks_with_its_authors_voice(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "1999年3月2日，乙国部队炮击了丁市，造成3名甲国平民死亡。")
    (attack,) = [c for c in x.claims if c.act == "accuse"]
    assert name_of(x, attack.claimant) == "甲国"
    assert name_of(x, attack.uttered_by) == "米罗·延科"
    assert [name_of(x, key) for key in attack.targets] == ["乙国"]
    (event,) = [e for e in x.events if e.key in attack.about]
    assert (event.type, event.period.begin) == ("ArmedAttack", datetime.date(1999, 3, 2))
    (count,) = x.casualties
    assert (count.count, count.bound, name_of(x, count.side), count.of_event) == (3, "exact", "甲国", event.key)


def test_every_piece_of_evidence_leads_back_to_its_words(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "1999年3月2日，乙国部队炮击了丁市。")
    parts = {part.order: part.text for part in x.document.parts}
    things = [*x.entities, *x.events, *x.claims, *x.agreements, *x.memberships, *x.casualties]
    assert things
    for thing in things:
        for evidence in thing.evidence:
            text = parts[evidence.part]
            words, where = text.slice(evidence.span), text.origin(evidence.span)
            assert "".join(x.document.source.characters[where.start : where.end].split()) == "".join(words.split())


def test_traditional_characters_are_read_and_quoted_as_printed(extractor, tmp_path):
    path = tmp_path / "letter.txt"
    words = (
        "1999年3月4日甲國常駐聯合國代表給秘書長的信\n\n3月2日，乙國部隊炮擊了丁市，造成3名甲國平民死亡。\n\n"
        "請將本函作為安全理事會文件分發為荷。\n\n常駐代表\n米羅·延科(簽名)\n"
    )
    path.write_text(words, encoding="utf-8")
    x = extractor.extract(extractor.read(path))
    assert [name_of(x, c.claimant) for c in x.claims if c.act == "accuse"] == ["甲国"]
    assert [problem.code for problem in x.problems if problem.stage == "repair"] == ["traditional-characters"]
    graph = extractor.graph(x)
    assert [str(text) for text in graph.objects(predicate=LKG.sourceText)] == [words]
    for selector, exact in graph.subject_objects(OA.exact):
        start, end = (int(graph.value(selector, edge)) for edge in (OA.start, OA.end))
        assert "".join(words[start:end].split()) == "".join(str(exact).split())
    assert any("炮擊" in str(exact) for exact in graph.objects(predicate=OA.exact))


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("S/1999/\n9012", "S/1999/9012"),
        ("S/1999\n/9012", "S/1999/9012"),
        ("S/\n1999/9012", "S/1999/9012"),
        ("Ｓ／１９９９／９０１２", "S/1999/9012"),
        ("S／1999／9012", "S/1999/9012"),
        ("S / 1999 / 9012", "S/1999/9012"),
        ("Ａ/９９/９０１２/Ａｄｄ．１", "A/99/9012/Add.1"),
    ],
)
def test_a_symbol_is_one_however_it_is_typed_or_broken(extractor, tmp_path, printed, symbol):
    x = read_letter(extractor, tmp_path, f"请参阅{printed}号文件。乙国部队炮击了丁市。")
    assert [text.characters for text in x.document.references] == [symbol]
    graph = extractor.graph(x)
    quotes = ["".join(str(exact).split()) for exact in graph.objects(predicate=OA.exact)]
    assert any(not {"Ａ", "Ｓ", "／"}.isdisjoint(quote) for quote in quotes) == (
        "Ｓ" in printed or "／" in printed or "Ａ" in printed
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("甲国没有于1999年3月2日炮击丁市。", "a denial"),
        ("如果乙国于1999年3月2日炮击丁市，后果将很严重。", "a supposition"),
        ("乙国声称甲国于1999年3月2日炮击了丁市，这并非事实。", "a rebuttal"),
    ],
)
def test_what_did_not_happen_is_no_plain_event(extractor, tmp_path, body, why):
    x = read_letter(extractor, tmp_path, body)
    own = [c for c in x.claims if name_of(x, c.claimant) == "甲国"]
    plain = {key for c in own if c.polarity == "positive" for key in c.about}
    assert own
    assert not plain & {e.key for e in x.events if e.type == "ArmedAttack"}, why


def test_a_record_keeps_two_accounts_of_one_night_apart(extractor, tmp_path):
    x = read_record(
        extractor,
        tmp_path,
        first="3月2日夜间，乙国部队炮击了丁市。",
        second="3月2日夜间，甲国部队炮击了戊村。",
        third="我们呼吁双方保持克制。",
        name="S-PV.99001.txt",
    )
    told = {
        (name_of(x, c.claimant), name_of(x, e.places[0]), e.agents[0].split("/")[1])
        for c in x.claims
        for e in x.events
        if e.key in c.about and e.type == "ArmedAttack"
    }
    assert {(who, where) for who, where, _ in told} == {("甲国", "丁市"), ("乙国", "戊村")}
    assert len({e.key for e in x.events if e.type == "ArmedAttack"}) == 2


def test_the_president_speaks_for_the_council_and_then_for_a_state(extractor, tmp_path):
    x = read_record(extractor, tmp_path, first="我们感谢主席。", second="我们反对。", third="丙国感到关切。")
    voices = [(name_of(x, v.speaks_for[0]), name_of(x, v.speaker)) for v in x.voices if v.speaks_for]
    assert [state for state, _ in voices] == ["安全理事会", "甲国", "乙国", "丙国", "安全理事会"]
    assert voices[0][1] == voices[3][1] == voices[4][1], "one president"
    assert [c.act for c in x.claims if name_of(x, c.claimant) == "丙国"] == ["concern"]


def test_both_parties_stand_for_the_two_states(extractor, tmp_path):
    x = read_record(
        extractor,
        tmp_path,
        first="甲国愿意与乙国谈判。甲国尊重乙国。",
        second="乙国愿意与甲国谈判。",
        third="我们敦促双方遵守停火协议。",
    )
    (request,) = [c for c in x.claims if c.act == "request"]
    assert sorted(str(name_of(x, key)) for key in request.targets) == ["乙国", "甲国"]


@pytest.mark.parametrize(
    ("words", "keys", "why"),
    [
        ("第822(1993)、853(1993)号决议", {"822", "853"}, "as many as it names"),
        ("第1234(2000)号决议和第1234(2000)号决议", {"1234"}, "one under two mentions"),
    ],
)
def test_resolutions_by_number(extractor, tmp_path, words, keys, why):
    x = read_letter(extractor, tmp_path, f"乙国违反了安全理事会{words}。")
    assert {a.number for a in x.agreements if a.kind == "resolution"} == keys, why


def test_a_generic_name_follows_the_date_beside_it(extractor, tmp_path):
    body = "1999年2月9日的停火协议规定部队撤离。乙国没有遵守停火协议。"
    x = read_letter(extractor, tmp_path, body)
    (agreement,) = [a for a in x.agreements if a.kind == "ceasefire_statement"]
    assert agreement.dates == (datetime.date(1999, 2, 9),)
    assert {c.compliance for c in x.claims if agreement.key in c.about} == {"violates"}


def test_nobody_is_accused_of_the_signing_of_what_they_break(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "乙国军队炮击丁市，违反了1999年2月9日签署的停火协定。")
    types = {event.key: event.type for event in x.events}

    def about(name):
        return {
            types[key]
            for claim in x.claims
            if name in (claim.act, claim.compliance)
            for key in claim.about
            if key in types
        }

    assert "AgreementSigning" in about("violates")
    assert "AgreementSigning" not in about("accuse")


POINTED = [
    ("乙国军队袭击了丁市。该国必须停止侵略。", ["乙国"], "the state whose forces were named"),
    ("乙国部队杀害平民。我们要求对方停止挑衅。", ["乙国"], "the only other state in sight"),
    ("乙国和丙国袭击了丁市。我们要求对方停止挑衅。", [], "two others are in sight"),
    ("乙国和丙国达成停火。我们敦促它们遵守停火。", ["丙国", "乙国"], "the two just named"),
    ("居民逃离了丁市。我们敦促他们返回。", [], "no states"),
]


@pytest.mark.parametrize(("body", "asked", "why"), POINTED, ids=[why for _, _, why in POINTED])
def test_whom_pointing_words_ask(extractor, tmp_path, body, asked, why):
    x = read_letter(extractor, tmp_path, body)
    (request,) = [c for c in x.claims if c.act == "request"]
    assert sorted(str(name_of(x, key)) for key in request.targets) == asked, why


QUOTED = [
    (
        "乙国指责丙国破坏停火。",
        "report",
        [("乙国", "accuse", ["丙国"], []), ("乙国", None, [], [])],
        "a reported accusation, and the breach that it tells",
    ),
    ("乙国指控我国袭击丁市，这纯属捏造。", "deny", [("乙国", "accuse", ["甲国"], [])], "it is what is denied"),
    ("据丙国援引乙国的消息，丁市局势平静。", "report", [("丙国", "report", [], ["乙国"])], "a chain of two"),
    (
        "丙国代表说，乙国声称丁市局势平静。",
        "report",
        [("丙国", "report", [], ["乙国"])],
        "a delegate speaks for his state",
    ),
    ("乙国否认丙国的指控。", "report", [("乙国", "deny", ["丙国"], [])], "a reported denial"),
    ("乙国表示愿意停火，丙国则表示拒绝。", "report", [("乙国", "offer", [], [])], "two sayings side by side"),
    ("乙国声称丁市局势平静。", "report", [], "one level is a source alone"),
]


@pytest.mark.parametrize(("body", "act", "quoted", "why"), QUOTED, ids=[why for *_, why in QUOTED])
def test_what_others_claim_stays_theirs(extractor, tmp_path, body, act, quoted, why):
    x = read_letter(extractor, tmp_path, body)
    claims = {claim.key: claim for claim in x.claims}
    inner = {key for claim in x.claims for key in claim.about if key in claims}
    (outer,) = [c for c in x.claims if c.key not in inner]
    assert (outer.act, name_of(x, outer.claimant)) == (act, "甲国"), why
    assert sorted(inner) == sorted(key for key in outer.about if key in claims), why

    def names(keys):
        return [name_of(x, key) for key in keys]

    told = [(name_of(x, c.claimant), c.act, names(c.targets), names(c.reported_source)) for c in map(claims.get, inner)]
    assert sorted(told, key=str) == sorted(quoted, key=str), why


BREACHES = [
    (
        "1998年2月1日，乙国和丙国签署停火协定。两国分别致信联合国，指责对方违反1998年停火协定。",
        [("丙国", "乙国"), ("乙国", "丙国")],
        "each other",
    ),
    ("乙国指责丙国违反1998年停火协定。", [("乙国", "丙国")], "a reported charge"),
    ("丙国违反了1998年停火协定。", [("甲国", "丙国")], "the speaker's own"),
    ("乙国指责丙国开火。丙国违反了1998年停火协定。", [("甲国", "丙国")], "the speaker's own after a reported charge"),
]


@pytest.mark.parametrize(("body", "told", "why"), BREACHES, ids=[why for *_, why in BREACHES])
def test_a_breach_is_claimed_by_the_one_who_charges(extractor, tmp_path, body, told, why):
    x = read_letter(extractor, tmp_path, body)
    breaches = [c for c in x.claims if c.compliance == "violates"]
    assert sorted((name_of(x, c.claimant), name_of(x, c.complier)) for c in breaches) == told, why
    quoted = {c.key for c in breaches if name_of(x, c.claimant) != "甲国"}
    assert quoted <= {key for c in x.claims for key in c.about}


def test_a_source_is_whom_one_quotes_and_not_whom_one_thanks(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "我感谢丙国通报情况。据乙国报道，丁市局势平静。")
    sources = {c.act: [name_of(x, key) for key in c.reported_source] for c in x.claims}
    assert sources == {"thank": [], "report": ["乙国"]}


DISTANT = [
    ("乙国制造了所谓人道主义灾难。", [("so-called", "人道主义灾难")], "so-called, up to the noun phrase's end"),
    ("所谓“丁市当局”访问了丙国。", [("so-called", "丁市当局")], "so-called with marks is one distance"),
    ("自封的“总统”访问了丙国。", [("so-called", "总统")], "self-styled"),
    ("乙国把进攻说成“解放”。", [("quoted", "解放")], "what a thing is dressed up as"),
    ("“自卫反击”的借口站不住脚。", [("quoted", "自卫反击")], "what is called a pretext"),
    ("乙国在丁市举行“公投”。", [("quoted", "公投")], "an act of state in marks"),
    ("甲国国民议会(下称“议会”)通过了声明。", [], "an abbreviation"),
    ("题为“公投”的报告已经发表。", [], "a title"),
    ("乙国代表说：“丁市将举行选举”。", [], "a direct quotation"),
    ("乙国提出“和平之路”倡议。", [], "a programme's name"),
    ("所谓和平是指没有战争。", [], "a definition"),
]


@pytest.mark.parametrize(("body", "expected", "why"), DISTANT, ids=[why for _, _, why in DISTANT])
def test_words_held_at_a_distance(extractor, tmp_path, body, expected, why):
    x = read_letter(extractor, tmp_path, body)
    found = dict.fromkeys(distance for claim in x.claims for distance in claim.distances)
    text = {part.order: part.text for part in x.document.parts}
    assert [(d.kind, text[d.evidence.part].slice(d.words)) for d in found] == expected, why


def test_a_name_at_a_distance_says_so_where_it_is_mentioned(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "所谓“乙国”袭击了丁市，丙国也这样认为。")
    graph = extractor.graph(x)
    marked = {
        (str(words), str(kind))
        for mention, kind in graph.subject_objects(LKG.distance)
        for selector in graph.objects(mention, OA.hasSelector)
        for words in graph.objects(selector, OA.exact)
    }
    assert marked == {("乙国", "so-called"), ("所谓“乙国”", "so-called")}
    assert len(set(graph.objects(None, LKG.keepsDistanceFrom))) == 1


def test_mentions_of_the_same_words_share_the_selector(extractor, tmp_path):
    graph = extractor.graph(read_letter(extractor, tmp_path, "乙国军队于1999年3月1日袭击了丁市。"))
    selectors = set(graph.objects(None, OA.hasSelector))
    spans = {(graph.value(one, OA.start), graph.value(one, OA.end)) for one in selectors}
    mentions = set(graph.subjects(RDF.type, LKG.Mention))
    assert len(spans) == len(selectors) < len(mentions)
    assert all(len(list(graph.objects(mention, OA.hasSelector))) == 1 for mention in mentions)


def test_a_part_is_linked_to_its_whole_wherever_that_stands(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "袭击造成包括8名儿童在内的30人死亡，其中12人是妇女。")
    whole = next(c.key for c in x.casualties if c.count == 30)
    assert [(c.count, c.part_of) for c in x.casualties] == [(8, whole), (30, None), (12, whole)]


@pytest.mark.parametrize("words", ["至多20人死亡。", "炮击造成不超过20人受伤。", "不足20名平民丧生。"])
def test_at_most_so_many_is_a_figure_with_that_bound(extractor, tmp_path, words):
    x = read_letter(extractor, tmp_path, words)
    assert [(c.count, c.bound) for c in x.casualties] == [(20, "at_most")]


def test_figures_that_are_more_than_those_whose_they_are_are_a_problem(extractor, tmp_path):
    x = read_letter(extractor, tmp_path, "甲国和乙国分别有6人、9人和2人死亡。")
    assert [(c.count, c.side) for c in x.casualties] == [(6, None), (9, None), (2, None)]
    (problem,) = [p for p in x.problems if p.code == "uneven-lists"]
    assert problem.quote.startswith("甲国和乙国分别")
    assert problem.span is not None


@pytest.mark.parametrize("words", ["会议持续了至多20分钟。", "至多20枚导弹被击落。", "这可能造成不超过20人死亡。"])
def test_other_upper_bounds_are_no_figures(extractor, tmp_path, words):
    assert read_letter(extractor, tmp_path, words).casualties == ()


@pytest.mark.parametrize(
    ("first", "behalf"),
    [
        ("我荣幸地代表丙国和我国发言。我们反对。", ["丙国"]),
        ("我谨代表乙国、丙国以及我国作此发言。", ["丙国", "乙国"]),
        ("我现在请乙国代表发言。", []),
        ("我感谢丙国代表的发言。", []),
    ],
)
def test_a_speech_held_on_behalf_of_others_too(extractor, tmp_path, first, behalf):
    x = read_record(extractor, tmp_path, first=first, second="我们反对。", third="我们支持。")
    (voice,) = [v for v in x.voices if v.speaks_for and name_of(x, v.speaks_for[0]) == "甲国"]
    assert sorted(str(name_of(x, key)) for key in voice.on_behalf_of) == behalf
    assert voice.claimants == voice.speaks_for, "its claims stay the speaker's own"
    graph = extractor.graph(x)
    assert len(list(graph.subject_objects(LKG.onBehalfOf))) == len(behalf)


def test_a_group_for_which_a_speech_is_held_is_no_other(extractor, tmp_path):
    first = "我荣幸地代表A3+发言。A3+欢迎丙国的努力。"
    x = read_record(extractor, tmp_path, first=first, second="A3+欢迎丙国的努力。", third="我们支持。")
    told = [(c.act, name_of(x, c.claimant)) for c in x.claims if "A3+欢迎" in words_of(x, c)]
    assert told == [("support", "A3+"), ("report", "乙国")]


def words_of(extraction: Extraction, claim: Claim) -> str:
    evidence = claim.evidence[0]
    parts = {part.order: part.text for part in extraction.document.parts}
    return parts[evidence.part].slice(evidence.span)


def test_a_post_alone_names_its_holder(extractor, tmp_path):
    first = "我感谢主席召开本次会议。我们感谢特使的通报。"
    x = read_record(extractor, tmp_path, first=first, second="我们反对。", third="我们支持停火。")
    chair = next(v.speaker for v in x.voices if v.speaks_for and name_of(x, v.speaks_for[0]) == "安全理事会")
    thanks = [c.targets for c in x.claims if c.act == "thank"]
    assert thanks == [(chair,), ()], "one president, no envoy in sight"


def test_the_same_text_gives_the_same_triples(extractor, tmp_path):
    words = LETTER.format(body="1999年3月2日，乙国部队炮击了丁市，造成3名甲国平民死亡。")
    graphs = [set(extractor.graph(read(extractor, tmp_path, words))) for _ in range(2)]
    assert graphs[0] == graphs[1]


@pytest.mark.parametrize(
    ("body", "months", "why"),
    [
        (
            "关于1997年的活动，情况如下。2月，甲国代表访问了丁市。11月，甲国代表访问了乙国。8月，甲国代表访问了丙国。",
            ["1997-02", "1997-08", "1997-11"],
            "a bare year heads its months in whatever order",
        ),
        (
            "1997年，局势平静。我们感到高兴。我们没有忘记。2月，甲国代表访问了丁市。",
            ["1999-02"],
            "a year that two sentences without a time part from the month heads it no more",
        ),
        ("1994年以来，局势平静。2月，甲国代表访问了丁市。", ["1999-02"], "an open time heads no months"),
    ],
)
def test_the_year_of_months_without_one(extractor, tmp_path, body, months, why):
    x = read_letter(extractor, tmp_path, body)
    assert sorted(f"{e.period.begin:%Y-%m}" for e in x.events if e.type == "Visit") == months, why


def test_a_years_account_is_none_of_its_months(extractor, tmp_path):
    body = "1998年10月，甲国访问团访问了丁市。1998年，共有30个代表团访问了该区域。"
    x = read_letter(extractor, tmp_path, body)
    assert sorted(e.period.precision for e in x.events if e.type == "Visit") == ["month", "year"]
