"""Questions about disputes and about provenance: name, parameters, rows."""

from builders.reply import (
    BROKEN,
    D1,
    D2,
    D7,
    FIRE,
    IDS,
    LEVEL,
    MEETING,
    NEVER_DING,
    NEVER_WU,
    NO_FIRE,
    QUOTED,
    RAID,
    ROADS,
    TOLD,
    VILLAGE,
    A,
    B,
    C,
)

O1, O2 = f"{IDS}occurrence/1", f"{IDS}occurrence/2"
FIGURES_1 = [
    (O1, D1, "injured", "甲国", "at_least", "5", "平民", None, "甲国", None, "至少5名平民受伤", A, "63"),
    (O1, D1, "killed", "甲国", "exact", "2", "军人", None, "甲国", None, "2名军人死亡", A, "56"),
    (O1, D1, "killed", "甲国", "exact", "5", "军人", "1999-03-09", "乙国", "庚国卫生部", "5名军人死亡", C, "60"),
]
OF_NO_EVENT = (None, None, "killed", "甲国", "exact", "3", "军官", None, "乙国", "庚国卫生部", "3名军官", C, "69")
FIGURES_2 = [(O2, D2, "killed", "乙国", "exact", "3", "平民", None, "乙国", None, "打死乙国3名平民", B, "60")]
PART = ("乙国", "killed", "5", "军人", "3", "军官", "3名军官", C, "69")
ACCOUNTS_1 = [
    (O1, D1, D1, "ArmedAttack", "丁市", "甲国", "positive", FIRE, A, "31"),
    (O1, D1, D1, "ArmedAttack", "丁市", "乙国", "negative", NO_FIRE, C, "26"),
]
ACCOUNTS_2 = [
    (O2, D2, D2, "ArmedAttack", "戊村", "甲国", "negative", NEVER_WU, A, "89"),
    (O2, D2, D2, "ArmedAttack", "戊村", "乙国", "positive", RAID, B, "40"),
]
DOUBTFUL = ("doubtful", "no-date", None, "一方没有说日期", FIRE, A, "31", NEVER_DING, B, "69")
SAME = [
    ("same", "same-day-and-place", None, "同日同地的攻击", FIRE, A, "31", NO_FIRE, C, "26"),
    ("same", None, "审阅人", "已核对原文", NEVER_WU, A, "89", RAID, B, "40"),
]
NUMBERS = ("figures", "甲国", FIRE, A, "31", "乙国", TOLD, C, "43", "同一方的死亡人数不同")
YES_AND_NO = [
    ("polarity", "甲国", FIRE, A, "31", "乙国", NO_FIRE, C, "26", "一方说发生，一方否认"),
    ("polarity", "甲国", NEVER_WU, A, "89", "乙国", RAID, B, "40", "一方说发生，一方否认"),
]
TWO_AND_FIVE = (
    *("killed", "甲国", "甲国", "exact", "2", "军人", A, "56"),
    *("乙国", "killed", "exact", "5", "军人", C, "60"),
)
ALONE_MEETING = ("乙国", "Meeting", D7, "庚国", MEETING, C, "127")
DENIED_A = [
    ("甲国", FIRE, A, "31", "乙国", NO_FIRE, C, "26"),
    ("甲国", QUOTED, C, "75", "乙国", LEVEL, C, "75"),
]
DENIED_B = ("乙国", RAID, B, "40", "甲国", NEVER_WU, A, "89")
SILENCE = [
    ("乙国", "甲国", None, None, BROKEN, C, "164"),
    ("乙国", "甲国", "Obstruction", "1999-02-01", ROADS, B, "78"),
]
BREACH_OF_A = ("停火协定", "甲国", "乙国", "1", "0")
DISPUTES = [
    ("figures", {}, [OF_NO_EVENT, *FIGURES_1, *FIGURES_2]),
    ("figures", {"about": "id:occurrence/2"}, FIGURES_2),
    ("figures", {"from": D2}, FIGURES_2),
    ("figures", {"until": D1}, [OF_NO_EVENT, *FIGURES_1]),
    ("totals", {}, [PART]),
    ("totals", {"claimant": "甲国"}, []),
    ("occurrences", {}, [*ACCOUNTS_1, *ACCOUNTS_2]),
    ("occurrences", {"occurrence": "id:occurrence/2"}, ACCOUNTS_2),
    ("occurrences", {"until": D1}, ACCOUNTS_1),
    ("occurrences", {"from": "1999-03-03"}, []),
    ("links", {}, [DOUBTFUL, *SAME]),
    ("links", {"verdict": "doubtful"}, [DOUBTFUL]),
    ("contradictions", {}, [NUMBERS, *YES_AND_NO]),
    ("contradictions", {"ground": "figures", "claimant": "乙国"}, [NUMBERS]),
    ("contradictions", {"claimant": "庚国"}, []),
    ("contradicting-figures", {}, [TWO_AND_FIVE]),
    ("contradicting-figures", {"harm": "harm:injured"}, []),
    (
        "one-sided",
        {},
        [
            ("乙国", "Obstruction", None, "戊村", VILLAGE, C, "103"),
            ("乙国", "ArmedAttack", None, "丁市", NEVER_DING, B, "69"),
            ("乙国", "Obstruction", "1999-02-01", None, ROADS, B, "78"),
            ALONE_MEETING,
        ],
    ),
    ("one-sided", {"type": "type:Meeting"}, [ALONE_MEETING]),
    ("one-sided", {"claimant": "甲国"}, []),
    ("denied-accusations", {}, [*DENIED_A, DENIED_B]),
    ("denied-accusations", {"denier": "乙国"}, DENIED_A),
    ("denied-accusations", {"claimant": "乙国"}, [DENIED_B]),
    ("unanswered", {}, SILENCE),
    ("unanswered", {"target": "甲国"}, SILENCE),
    ("unanswered", {"claimant": "甲国"}, []),
    ("breaches", {}, [("停火协定", "乙国", "甲国", "1", "1"), BREACH_OF_A]),
    ("breaches", {"complier": "甲国"}, [BREACH_OF_A]),
    ("breaches", {"agreement": "第7号决议"}, []),
]

DENIALS = [("deny", "1", A), ("deny", "2", C), ("deny", "1", B)]
RULES_OF_A = [
    ("accuse-fire", "1", A),
    ("attack-fire", "1", A),
    ("deny", "1", A),
    ("injured", "1", A),
    ("killed", "1", A),
    ("lexicon", "6", A),
    ("office-holder", "1", A),
    ("provision", "1", A),
    ("violates", "1", A),
]
LETTER_C = {"document": "S/1999/2"}
VAGUE = (C, "dates", "vague-time", "过去几个月", "103", "a time given only roughly")
RUN_B = (B, "0.0.0", "000000000000", "bb")
SECRETARY = (C, "秘书长", "Organization", "1")
PROVENANCE = [
    (
        "mentions",
        {"entity": "id:actor/a"},
        [
            (A, "9", "11", "0", "甲国", "lexicon"),
            (A, "23", "25", "0", "甲国", "lexicon"),
            (C, "75", "77", "0", "甲国", "lexicon"),
            (B, "50", "52", "2", "甲国", "lexicon"),
            (B, "132", "134", "3", "甲国", "lexicon"),
        ],
    ),
    ("mentions", {"entity": "id:event/S-PV.1/blockade"}, [(B, "78", "94", "2", ROADS, "block")]),
    ("rules", {"rule": "deny"}, DENIALS),
    ("rules", {"document": "S/1999/1"}, RULES_OF_A),
    ("finds", {"rule": "so-called"}, [(C, "85", "89", "所谓侵略", None)]),
    (
        "finds",
        {"rule": "office-holder"},
        [
            (A, "9", "15", "甲国常驻代表", f"{IDS}membership/S-1999-1/0"),
            (A, "9", "15", "甲国常驻代表", f"{IDS}person/representative-of-a"),
            (C, "10", "18", "乙国常驻代表王五", f"{IDS}membership/S-1999-2/0"),
            (C, "10", "18", "乙国常驻代表王五", f"{IDS}person/wang-wu"),
        ],
    ),
    (
        "passage",
        LETTER_C | {"from": "75", "until": "94"},
        [
            ("75", "77", "甲国", "State", "lexicon", f"{IDS}actor/a"),
            ("75", "84", QUOTED, "Claim", "says-that", f"{IDS}claim/S-1999-2/quoted"),
            ("75", "94", LEVEL, "Claim", "deny", f"{IDS}claim/S-1999-2/level"),
        ],
    ),
    ("passage", LETTER_C | {"from": "0", "until": "12"}, [("10", "12", "乙国", "State", "lexicon", f"{IDS}actor/b")]),
    ("passage", LETTER_C | {"from": "182", "until": "188"},
     [("182", "187", "第7号决议", "Agreement", "resolution", f"{IDS}agreement/resolution-7")]),
    ("problems", {}, [VAGUE]),
    ("problems", LETTER_C | {"code": "vague-time"}, [VAGUE]),
    ("problems", {"document": "S/PV.1"}, []),
    ("problems", {"code": "odd-word"}, []),
    ("runs", {}, [(A, "0.0.0", "000000000000", "aa"), (C, "0.0.0", "000000000000", "cc"), RUN_B]),
    ("runs", {"document": "S/PV.1"}, [RUN_B]),
    ("unclaimed", {}, [(A, "甲国常驻代表", "Person", "1"), SECRETARY]),
    ("unclaimed", LETTER_C, [SECRETARY]),
]  # fmt: skip

ROWS = [*DISPUTES, *PROVENANCE]
