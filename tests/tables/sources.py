"""Questions about documents, actors and places: name, parameters, rows."""

from builders.reply import D1, FIRE, IDS, NEVER_DING, NO_FIRE, VILLAGE, WRITTEN, A, B, C

DOCUMENT_A = (WRITTEN[A], "Letter", "S/1999/1", A, f"{IDS}document/S-1999-1")
DOCUMENT_B = (WRITTEN[B], "MeetingRecord", "S/PV.1", B, f"{IDS}document/S-PV.1")
DOCUMENT_C = (WRITTEN[C], "Letter", "S/1999/2", C, f"{IDS}document/S-1999-2")
LETTER_A = (WRITTEN[A], A, "甲国", None, None)
LETTER_C = (WRITTEN[C], C, "乙国", "秘书长", "安全理事会")
SPEAKER_A = (A, "0", "CoverLetter", None, "甲国", None)
SPEAKERS_B = [(B, "2", "Speech", "李四", "乙国", "fr"), (B, "3", "Speech", "张三", "甲国", None)]
SPEAKER_C = (C, "0", "CoverLetter", "王五", "乙国", None)
CITES_C = [(C, "S/1999/9", None, None), (C, "S/PV.1", B, WRITTEN[B])]
CITES_B = (B, "S/1999/1", A, WRITTEN[A])
DOCUMENTS = [
    ("documents", {}, [DOCUMENT_A, DOCUMENT_B, DOCUMENT_C]),
    ("documents", {"class": "lkg:Letter"}, [DOCUMENT_A, DOCUMENT_C]),
    ("documents", {"from": "1999-03-06", "until": "1999-03-09"}, [DOCUMENT_B]),
    ("agenda-items", {}, [("35", WRITTEN[C], "S/1999/2", C)]),
    ("agenda-items", {"item": "3"}, []),
    ("agenda-topics", {}, [("甲国和乙国之间的局势", WRITTEN[C], "S/1999/2", C)]),
    ("agenda-topics", {"words": "乙国之间"}, [("甲国和乙国之间的局势", WRITTEN[C], "S/1999/2", C)]),
    ("agenda-topics", {"words": "丙国"}, []),
    ("organs", {}, [("安全理事会", WRITTEN[C], "S/1999/2", C)]),
    ("organs", {"organ": "大会"}, []),
    ("letters", {}, [LETTER_A, LETTER_C]),
    ("letters", {"of": "甲国"}, [LETTER_A]),
    ("letters", {"addressee": "秘书长"}, [LETTER_C]),
    ("letters", {"from": "1999-03-06"}, [LETTER_C]),
    ("letters", {"until": "1999-03-09"}, [LETTER_A]),
    ("references", {}, [*CITES_C, CITES_B]),
    ("references", {"document": "S/PV.1"}, [CITES_B]),
    ("citing", {"symbol": "S/1999/1"}, [(B, WRITTEN[B], f"{IDS}document/S-PV.1")]),
    ("citing", {"symbol": "S/1999/2"}, []),
    ("citation-chain", {"document": "S/1999/1"}, [(WRITTEN[B], B, "true"), (WRITTEN[C], C, "false")]),
    ("citation-chain", {"document": "S/1999/2"}, []),
    ("speakers", {}, [SPEAKER_A, SPEAKER_C, *SPEAKERS_B]),
    ("speakers", {"document": "S/1999/1"}, [SPEAKER_A]),
    ("speakers", {"document": "record-b.txt"}, SPEAKERS_B),
]

ZHANG_SAN = ("张三", "常驻代表", "甲国", WRITTEN[B], "张三先生（甲国）", B, "127")
POST_A = ("甲国常驻代表", "常驻代表", "甲国", WRITTEN[A], "甲国常驻代表", A, "9")
POST_C = ("王五", "常驻代表", "乙国", WRITTEN[C], "乙国常驻代表王五", C, "10")
LI_SI = (B, WRITTEN[B], "乙国", "李四", None, "李四", "24")
SIGNER_A = (A, WRITTEN[A], "甲国常驻代表", "常驻代表", "甲国")
SIGNER_C = (C, WRITTEN[C], "王五", "常驻代表", "乙国")
MINISTRY = ("庚国", "庚国卫生部", "Organization", C)
GUARD = ("甲国", "甲国边防军", "Force", C)
VOICES = [
    (WRITTEN[B], B, "张三", "甲国", None, "1"),
    (WRITTEN[B], B, "李四", "乙国", None, "1"),
    (WRITTEN[C], C, "王五", "乙国", "庚国", "1"),
]
STANCES_A = [(WRITTEN[A], A, "甲国", "accuse", "乙国", "2")]
STANCES_B = [(WRITTEN[B], B, "乙国", "accuse", "甲国", "2"), (WRITTEN[B], B, "甲国", "request", "乙国", "1")]
STANCES_C = [
    (WRITTEN[C], C, "乙国", "accuse", "甲国", "1"),
    (WRITTEN[C], C, "乙国", "condemn", "甲国", "1"),
    (WRITTEN[C], C, "乙国", "request", "甲国", "1"),
    (WRITTEN[C], C, "乙国", "thank", "庚国", "1"),
    (WRITTEN[C], C, "甲国", "accuse", "乙国", "1"),
]
ACTORS = [
    ("posts", {}, [ZHANG_SAN, POST_C, POST_A]),
    ("posts", {"person": "张三"}, [ZHANG_SAN]),
    ("posts", {"person": "李四"}, []),
    ("posts", {"of": "乙国"}, [POST_C]),
    ("posts", {"of": "甲国", "until": "1999-03-05"}, [POST_A]),
    ("posts", {"document": "S/PV.1", "from": "1999-03-09"}, []),
    ("delegations", {}, [LI_SI]),
    ("delegations", {"of": "甲国"}, []),
    ("delegations", {"person": "李四", "document": "S/PV.1"}, [LI_SI]),
    ("delegations", {"from": "1999-03-09"}, []),
    ("delegations", {"until": "1999-03-08"}, [LI_SI]),
    ("signers", {}, [SIGNER_A, SIGNER_C]),
    ("signers", {"person": "王五"}, [SIGNER_C]),
    ("signers", {"of": "甲国"}, [SIGNER_A]),
    ("signers", {"from": "1999-03-06"}, [SIGNER_C]),
    ("signers", {"until": "1999-03-05"}, [SIGNER_A]),
    (
        "actor-names",
        {"actor": "乙国"},
        [("乙国", "甲国", "1", A), ("乙国", "乙国", "2", C), ("乙国", None, "1", B), ("乙国", "乙国", "1", B)],
    ),
    ("forces", {}, [MINISTRY, GUARD]),
    ("forces", {"of": "甲国"}, [GUARD]),
    (
        "roles",
        {"actor": "庚国"},
        [(WRITTEN[C], C, role, "1") for role in ("belongsTo", "complier", "mediator", "onBehalfOf", "target")],
    ),
    (
        "roles",
        {"actor": "李四"},
        [
            (WRITTEN[B], B, "delegate", "1"),
            (WRITTEN[B], B, "speaker", "1"),
            (WRITTEN[B], B, "utteredBy", "4"),
        ],
    ),
    ("voices", {}, VOICES),
    ("voices", {"person": "张三"}, VOICES[:1]),
    ("voices", {"of": "乙国"}, VOICES[1:]),
    ("stances", {}, [*STANCES_A, *STANCES_B, *STANCES_C]),
    ("stances", {"claimant": "甲国"}, [*STANCES_A, STANCES_B[1], STANCES_C[4]]),
    ("stances", {"act": "act:request"}, [STANCES_B[1], STANCES_C[2]]),
    ("stances", {"target": "庚国"}, [STANCES_C[3]]),
    ("stances", {"target": "安全理事会"}, []),
    ("stances", {"document": "S/PV.1"}, STANCES_B),
    ("stances", {"from": "1999-03-06", "until": "1999-03-09"}, STANCES_B),
]

DING = ("丁市", "city", "辛省", "2", C)
WU = ("戊村", "village", None, "1", C)
UNDATED_DING = (None, None, "ArmedAttack", "丁市", "乙国", "negative", NEVER_DING, B, "69")
AT_DING = [
    (D1, D1, "ArmedAttack", "丁市", "乙国", "negative", NO_FIRE, C, "26"),
    (D1, D1, "ArmedAttack", "丁市", "甲国", "positive", FIRE, A, "31"),
]
TWO_DING = ("丁市", "丁城", "乙国", "丁市", "甲国")
TWO_WU = ("戊村", "己村", "乙国", "戊村", "甲国")
PLACES = [
    (
        "places",
        {},
        [
            ("丁市", None, None, "1", A),
            ("丁市", None, None, "1", B),
            DING,
            ("戊村", None, None, "1", A),
            ("戊村", None, None, "1", B),
            WU,
        ],
    ),
    ("places", {"type": "place-type:village"}, [WU]),
    ("places", {"within": "辛省"}, [DING]),
    ("place-names", {"place": "己村"},
     [("戊村", "己村", "乙国", C), ("戊村", "己村", "乙国", B), ("戊村", "戊村", "甲国", A)]),
    ("contested-names", {}, [TWO_DING, TWO_WU]),
    ("contested-names", {"place": "己村"}, [TWO_WU]),
    ("events-at", {"place": "丁市"}, [UNDATED_DING, *AT_DING]),
    ("events-at", {"place": "辛省"}, [UNDATED_DING, *AT_DING]),
    ("events-at", {"place": "丁市", "from": D1}, AT_DING),
    ("events-at", {"place": "戊村", "until": D1},
     [(None, None, "Obstruction", "戊村", "乙国", "positive", VILLAGE, C, "103")]),
]  # fmt: skip

ROWS = [*DOCUMENTS, *ACTORS, *PLACES]
