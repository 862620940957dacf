"""The closed grammar of dates in Chinese documents: its words, and the patterns made of them.

Since it is closed, its words stand here and not in Turtle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

FOLD = str.maketrans("０１２３４５６７８９○零–－—～", "0123456789〇〇----")


@dataclass(frozen=True, slots=True)
class Step:
    """How many years, months or days a word goes on, from the document's date or from the time stated before."""

    number: int
    from_stated: bool = False


YEARS: Mapping[str, Step] = {
    "今年": Step(0),
    "本年": Step(0),
    "去年": Step(-1),
    "前年": Step(-2),
    "明年": Step(1),
    "后年": Step(2),
    **dict.fromkeys(("同年", "当年"), Step(0, from_stated=True)),
    **dict.fromkeys(("次年", "翌年"), Step(1, from_stated=True)),
}
MONTHS: Mapping[str, Step] = {
    **dict.fromkeys(("本月", "这个月"), Step(0)),
    **dict.fromkeys(("上个月", "上月"), Step(-1)),
    **dict.fromkeys(("下个月", "下月"), Step(1)),
    "同月": Step(0, from_stated=True),
}
WEEKS: Mapping[str, int] = {"本周": 0, "这周": 0, "这一周": 0, "上周": -1, "上个周": -1, "下周": 1, "下个周": 1}
DAYS: Mapping[str, Step] = {
    "前天": Step(-2),
    **dict.fromkeys(("昨天", "昨日", "昨晚", "昨夜"), Step(-1)),
    **dict.fromkeys(("今天", "今日", "今晚", "今夜", "今晨", "今早"), Step(0)),
    **dict.fromkeys(("明天", "明日", "明晚"), Step(1)),
    "后天": Step(2),
    "前一天": Step(-1, from_stated=True),
    **dict.fromkeys(("当天", "当日", "当晚", "当夜", "同日", "同一天", "同天"), Step(0, from_stated=True)),
    **dict.fromkeys(
        ("那天", "那一天", "那日", "那一日", "那夜", "那一夜", "那晚", "那一晚"), Step(0, from_stated=True)
    ),
    **dict.fromkeys(("次日", "翌日", "第二天"), Step(1, from_stated=True)),
}
_S = r"[ \t\u00a0\u2009\u3000]*"
_YEAR = "(?:[12][0-9]{3}|[一二][〇一二三四五六七八九]{3})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMBER = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_DAYPART = (
    "(?:清晨|凌晨|早晨|早上|早些时候|上午|中午|正午|下午|傍晚|黄昏|晚些时候|晚间|晚上|夜间|夜晚|夜里|深夜|午夜"
    "|[晚夜早晨])"
)
_WEEKDAY = "(?:星期|周)[一二三四五六日天]"
_CLOCK = f"(?:[0-2]?[0-9]|[一二两三四五六七八九十]{{1,3}}){_S}[时点](?:{_S}(?:{_NUMBER}{_S}分|半|整))?"
_VAGUE = (
    "(?:过去|最近|近|前)这?(?:几|数|若干)十?个?(?:天|日|周|星期|月|年)(?:以来|来|中|里|间)?"
    "|[几数](?:天|日|周|个?星期|个月|年)以?前|近(?:年|月|日)来?(?!益)|近来|近期|最近|目前|不久以?前"
    "|(?:(?:19|20)?[0-9]0|(?:(?:20|21|二十一?|上|本)世纪)(?:[0-9]0|[一二三四五六七八九]十))年代(?:[初中末后早晚]期?)?"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns: the core of a date, and what may follow on it."""

    core: regex.Pattern[str]
    joined_day: regex.Pattern[str]
    time: regex.Pattern[str]
    since: regex.Pattern[str]
    before: regex.Pattern[str]


def _points() -> tuple[str, str, str]:
    """A begin, what joins it to an end, and an end, which may leave out what it shares with the begin."""
    month_part = "(?P<month_part>初(?![步次始级])|上旬|中旬|下旬|月?底|末)"
    part = (
        "(?P<part>年?(?:初(?![步次始级])|底|末)|年中|早些时候|上半年|下半年|第[一二三四]季度"
        "|[春夏秋冬][季天]?(?![节里]))"
    )
    day = f"{_S}(?P<day>{_DAY}){_S}[日号]"
    month_day = f"(?P<month>{_MONTH}){_S}月份?(?:{month_part}|{day})?"
    year = f"(?:(?P<year>{_YEAR}){_S}年度?|(?P<relative>{'|'.join(YEARS)}))"
    begin = f"(?:{year}{_S}(?:{month_day}|{part})?|(?P<relative>{'|'.join(MONTHS)})(?:{day})?|{month_day})"
    end_day = f"(?P<end_day>{_DAY}){_S}[日号]"
    end_month = f"(?P<end_month>{_MONTH}){_S}月份?(?:{_S}{end_day})?"
    end = f"(?:(?P<end_year>{_YEAR}){_S}年(?:{_S}{end_month})?|{end_month}|{end_day})"
    return begin, f"{_S}(?:起?至|起?到|直[至到]|-){_S}", end


def _core() -> str:
    """Every form of a stated time, the more specific one before the less specific one."""
    begin, to, end = _points()
    lead = f"(?:(?P<year>{_YEAR}){_S}年{_S}|(?P<relative>{'|'.join(YEARS)}){_S})?"
    forms = (
        f"(?P<relative>过去|最近)这?(?P<quantity>{_NUMBER}){_S}(?P<unit>天|日|周|个?星期|个月|年)(?:以来|来|中|里|间)?",
        f"(?P<vague>{_VAGUE})",
        "(?P<day>[0-3]?[0-9])/(?P<month>[01]?[0-9])/(?P<year>[12][0-9]{3})(?![0-9/])",
        "(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9-])",
        f"(?P<year>{_YEAR})(?:{_S}年)?{to}(?P<end_year>{_YEAR}|[0-9]{{2}}){_S}年(?!代|{_S}{_MONTH}{_S}月)",
        f"{lead}(?P<month>{_MONTH}){_S}月{_S}(?P<day>{_DAY}){to}(?P<end_day>{_DAY}){_S}[日号]",
        f"{lead}(?P<month>{_MONTH}){to}(?P<end_month>{_MONTH}){_S}月份?(?!{_S}{_DAY}{_S}[日号])",
        f"{begin}(?:{to}{end})?",
        f"(?P<relative>{'|'.join(WEEKS)})(?:(?P<weekday>[一二三四五六日天](?![年个月])|末)|(?P<part>早些时候|初(?!步)))?",
        f"(?P<relative>{'|'.join(DAYS)})",
        f"(?P<weekday>{_WEEKDAY})(?![年个月])",
        f"(?P<time>当地时间{_S}{_DAYPART}?{_S}{_CLOCK}|{_DAYPART}{_S}{_CLOCK})",
    )
    return "|".join(forms)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The patterns, compiled once."""
    first = (
        "(?=[0-9一二三四五六七八九十今去前明后本同当次翌上下这昨那第过最近目不周星清凌早中正傍黄晚夜深午自从截迟几数])"
    )
    before = "(?P<since>(?<![来各亲独])自从?)|(?P<open>从)|(?P<as_of>截[至止]到?)|(?P<before>不迟于|最迟[于在]?)"
    core = f"(?<![0-9A-Za-z/.第]){first}(?:(?:{before}){_S})?(?P<core>{_core()})"
    time = (
        f"{_S}(?:[（(]?{_WEEKDAY}[）)]?)?{_S}(?P<time>(?:当地时间)?{_S}{_DAYPART}?{_S}{_CLOCK}|{_DAYPART}(?![已就]))?"
    )
    return Grammar(
        core=regex.compile(core, regex.V1),
        joined_day=regex.compile(f"{_S}(?:和|及|与|以及|、){_S}(?P<day>{_DAY}){_S}[日号](?![召令决])", regex.V1),
        time=regex.compile(time, regex.V1),
        since=regex.compile("以来|以后|之后|起(?![草诉源飞因火义到])|后(?![勤方来续备果援])", regex.V1),
        before=regex.compile("之前|以前|前(?![线述沿往任总苏所后南])", regex.V1),
    )
