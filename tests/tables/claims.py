"""Questions about events, agreements and claims: name, parameters, rows."""

from builders.reply import (
    BREACH,
    BROKEN,
    D1,
    D2,
    D7,
    FIRE,
    KEEP,
    KEPT,
    LEAVE,
    LEVEL,
    MEDIATED,
    MEETING,
    NEVER_DING,
    NEVER_WU,
    NO_FIRE,
    QUOTED,
    RAID,
    ROADS,
    THANKS,
    TOLD,
    VILLAGE,
    A,
    B,
    C,
)

FEBRUARY = "1999-02-01"
AT_WU = (None, None, None, "Obstruction", None, "戊村", "甲国边防军", None, VILLAGE, C, "103")
UNDATED = (None, None, None, "ArmedAttack", None, "丁市", "乙国", None, NEVER_DING, B, "69")
BLOCKADE = (FEBRUARY, None, "month", "Obstruction", "Blockade", None, "甲国", None, ROADS, B, "78")
FIRED = [
    (D1, D1, "day", "ArmedAttack", None, "丁市", "乙国", "甲国", FIRE, A, "31"),
    (D1, D1, "day", "ArmedAttack", None, "丁市", "乙国", None, NO_FIRE, C, "26"),
]
RAIDED = [
    (D2, D2, "day", "ArmedAttack", None, "戊村", "甲国", None, NEVER_WU, A, "89"),
    (D2, D2, "day", "ArmedAttack", None, "戊村", "甲国", "乙国", RAID, B, "40"),
]
MET = (D7, D7, "day", "Meeting", None, "庚国", None, None, MEETING, C, "127")
TIMELINE = [
    (FEBRUARY, None, "乙国", "accuse", "positive", "Obstruction", None, ROADS, B, "78"),
    (D1, D1, "乙国", "deny", "negative", "ArmedAttack", "丁市", NO_FIRE, C, "26"),
    (D1, D1, "甲国", "accuse", "positive", "ArmedAttack", "丁市", FIRE, A, "31"),
    (D2, D2, "乙国", "accuse", "positive", "ArmedAttack", "戊村", RAID, B, "40"),
    (D2, D2, "甲国", "deny", "negative", "ArmedAttack", "戊村", NEVER_WU, A, "89"),
    (D7, D7, "乙国", "report", "positive", "Meeting", "庚国", MEETING, C, "127"),
]
NO_TIME = ("no time", None, None, "ArmedAttack", NEVER_DING, B, "69")
TOGETHER = (D7, "Meeting", "甲国", "乙国", "庚国", MEETING, C, "127")
TALKS = (D7, "participant", "Meeting", "乙国", "positive", MEETING, C, "127")
BOTH = {"one": "甲国", "other": "乙国"}
EVENTS = [
    ("events", {}, [AT_WU, UNDATED, BLOCKADE, *FIRED, *RAIDED, MET]),
    ("events", {"type": "type:Obstruction"}, [AT_WU, BLOCKADE]),
    ("events", {"subtype": "subtype:Blockade"}, [BLOCKADE]),
    ("events", {"place": "戊村"}, [AT_WU, *RAIDED]),
    ("events", {"from": "1999-03-03"}, [BLOCKADE, MET]),
    ("events", {"until": "1999-02-28"}, [AT_WU, UNDATED, BLOCKADE]),
    (
        "involvement",
        {"actor": "甲国"},
        [
            (FEBRUARY, "agent", "Obstruction", "乙国", "positive", ROADS, B, "78"),
            (D1, "patient", "ArmedAttack", "甲国", "positive", FIRE, A, "31"),
            (D2, "agent", "ArmedAttack", "甲国", "negative", NEVER_WU, A, "89"),
            (D2, "agent", "ArmedAttack", "乙国", "positive", RAID, B, "40"),
            TALKS,
        ],
    ),
    ("involvement", {"actor": "甲国", "type": "type:Meeting"}, [TALKS]),
    ("timeline", BOTH, TIMELINE),
    ("timeline", BOTH | {"until": "1999-02-28"}, TIMELINE[:1]),
    ("timeline", {"one": "庚国", "other": "甲国", "from": D2}, [TIMELINE[4]]),
    (
        "vague-times",
        {},
        [
            ("the past few months", None, None, "Obstruction", VILLAGE, C, "103"),
            NO_TIME,
            ("no end", FEBRUARY, None, "Obstruction", ROADS, B, "78"),
        ],
    ),
    ("vague-times", {"type": "type:ArmedAttack"}, [NO_TIME]),
    ("encounters", {}, [TOGETHER]),
    ("encounters", {"actor": "乙国", "type": "type:Meeting"}, [TOGETHER]),
    ("encounters", {"actor": "庚国"}, []),
    ("encounters", {"type": "type:ArmedClash"}, []),
]

VIOLATES = [
    ("停火协定", "violates", "乙国", "甲国", BREACH, A, "73"),
    ("停火协定", "violates", "甲国", "乙国", BROKEN, C, "164"),
]
MEDIATOR = [("停火协定", "mediated", "庚国", C), ("停火协定", "mediator", "庚国", C)]
COUNCIL = ("第7号决议", "adoptedBy", "安全理事会", C)
BY_A = (None, "停火协定", "甲国", "violates", "1")
ON_7 = ("7", "第7号决议", "乙国", "calls_to_comply", "1")
ARTICLE = ("停火协定", "第4条", "4", "violates", "乙国", "甲国", BREACH, A, "73")
AGREEMENTS = [
    (
        "agreements",
        {},
        [
            ("停火协定", "complies", "乙国", "乙国", KEPT, B, "94"),
            ("停火协定", "mediated", "庚国", "乙国", MEDIATED, C, "144"),
            *VIOLATES,
            ("第7号决议", "calls_to_comply", "甲国", "乙国", KEEP, C, "174"),
        ],
    ),
    ("agreements", {"compliance": "compliance:violates", "agreement": "停火协定"}, VIOLATES),
    ("agreement-dates", {},
     [("停火协定", "treaty", "1998-01-01", None, A), ("停火协定", "treaty", "1998-02-01", "day", C)]),
    ("agreement-dates", {"agreement": "第7号决议"}, []),
    ("agreement-actors", {},
     [*MEDIATOR, ("停火协定", "party", "乙国", C), ("停火协定", "party", "甲国", C), COUNCIL]),
    ("agreement-actors", {"actor": "庚国"}, MEDIATOR),
    ("agreement-actors", {"agreement": "第7号决议"}, [COUNCIL]),
    (
        "instruments",
        {},
        [
            (None, "停火协定", "乙国", "complies", "1"),
            (None, "停火协定", "乙国", "mediated", "1"),
            (None, "停火协定", "乙国", "violates", "1"),
            BY_A,
            ON_7,
        ],
    ),
    ("instruments", {"kind": "agreement-kind:resolution"}, [ON_7]),
    ("instruments", {"claimant": "甲国"}, [BY_A]),
    ("provisions", {"number": "4"}, [ARTICLE]),
    ("provisions", {"number": "5"}, []),
    ("provisions", {"agreement": "停火协定"}, [ARTICLE]),
]  # fmt: skip

ACCUSED_A = [
    ("甲国", "乙国", None, "ArmedAttack", None, D1, FIRE, A, "31"),
    ("甲国", "乙国", None, None, "violates", None, BREACH, A, "73"),
]
QUOTE = ("甲国", "乙国", "乙国", None, None, None, QUOTED, C, "75")
INJURED = (D1, D1, "injured", "甲国", "甲国", "at_least", "5", "平民", "至少5名平民受伤", A, "63")
SOLDIERS = (D1, D1, "killed", "甲国", "甲国", "exact", "2", "军人", "2名军人死亡", A, "56")
FIVE = (D1, D1, "killed", "甲国", "乙国", "exact", "5", "军人", "5名军人死亡", C, "60")
OFFICERS = (None, None, "killed", "甲国", "乙国", "exact", "3", "军官", "3名军官", C, "69")
VILLAGERS = (D2, D2, "killed", "乙国", "乙国", "exact", "3", "平民", "打死乙国3名平民", B, "60")
REQUEST_C = ("乙国", "甲国", "第7号决议", KEEP, C, "174")
REQUEST_B = ("甲国", "乙国", None, LEAVE, B, "136")
THANKED = ("乙国", "thank", "positive", "庚国", THANKS, C, "95")
SOURCE = ("乙国", "庚国卫生部", "report", None, TOLD, C, "43")
PASSED_ON = ("乙国", "deny", "negative", "甲国", "accuse", "乙国", QUOTED, LEVEL, C, "75")
SO_CALLED = ("乙国", "so-called", "所谓侵略", LEVEL, C, "85")
CLAIMS = [
    (
        "accusations",
        {},
        [
            *ACCUSED_A,
            QUOTE,
            ("乙国", "甲国", None, None, "violates", None, BROKEN, C, "164"),
            ("乙国", "甲国", None, "ArmedAttack", None, D2, RAID, B, "40"),
            ("乙国", "甲国", None, "Obstruction", None, FEBRUARY, ROADS, B, "78"),
        ],
    ),
    ("accusations", {"claimant": "甲国", "target": "id:actor/b"}, [*ACCUSED_A, QUOTE]),
    ("accusations", {"target": "Stateland", "claimant": "Stateland"}, []),
    ("casualties", {}, [OFFICERS, INJURED, FIVE, SOLDIERS, VILLAGERS]),
    ("casualties", {"from": D2}, [OFFICERS, VILLAGERS]),
    ("casualties", {"until": D1}, [INJURED, FIVE, SOLDIERS]),
    ("casualties", {"from": "1999-03-03", "until": "1999-03-31"}, [OFFICERS]),
    ("casualties", {"side": "乙国"}, [VILLAGERS]),
    ("casualties", {"side": "甲国", "from": D2}, [OFFICERS]),
    (
        "claims-on-date",
        {"date": D2},
        [
            ("乙国", "accuse", "positive", "ArmedAttack", D2, D2, "day", RAID, B, "40"),
            ("乙国", "accuse", "positive", "Obstruction", FEBRUARY, None, "month", ROADS, B, "78"),
            ("甲国", "deny", "negative", "ArmedAttack", D2, D2, "day", NEVER_WU, A, "89"),
        ],
    ),
    ("claims-on-date", {"date": "1999-01-31"}, []),
    (
        "denials",
        {},
        [
            ("甲国", "ArmedAttack", D2, "戊村", NEVER_WU, A, "89"),
            ("乙国", "ArmedAttack", D1, "丁市", NO_FIRE, C, "26"),
            ("乙国", "ArmedAttack", None, "丁市", NEVER_DING, B, "69"),
        ],
    ),
    ("denials", {"claimant": "甲国"}, [("甲国", "ArmedAttack", D2, "戊村", NEVER_WU, A, "89")]),
    ("requests", {}, [REQUEST_C, REQUEST_B]),
    ("requests", {"target": "乙国"}, [REQUEST_B]),
    ("requests", {"claimant": "乙国"}, [REQUEST_C]),
    ("statements", {"act": "act:thank"}, [THANKED]),
    ("statements", {"target": "庚国"}, [THANKED]),
    (
        "statements",
        {"claimant": "甲国"},
        [
            ("甲国", "accuse", "positive", "乙国", FIRE, A, "31"),
            ("甲国", "accuse", "positive", "乙国", BREACH, A, "73"),
            ("甲国", "accuse", "positive", "乙国", QUOTED, C, "75"),
            ("甲国", "request", "positive", "乙国", LEAVE, B, "136"),
        ],
    ),
    ("quoted-sources", {}, [SOURCE]),
    ("quoted-sources", {"source": "庚国卫生部"}, [SOURCE]),
    ("quoted-sources", {"claimant": "甲国"}, []),
    ("levels", {}, [PASSED_ON]),
    ("levels", {"claimant": "乙国"}, [PASSED_ON]),
    ("levels", {"quoted": "乙国"}, []),
    ("distance", {}, [SO_CALLED]),
    ("distance", {"claimant": "甲国"}, []),
]

ROWS = [*EVENTS, *AGREEMENTS, *CLAIMS]
