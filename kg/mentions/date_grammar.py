"""The closed grammar of dates in Chinese documents: its words, and the patterns made of them.

Since it is closed, its words stand here and not in Turtle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from kg.model.signs import exchange

fold = exchange(dict(zip("０１２３４５６７８９○零–－—～．／", "0123456789〇〇----./", strict=True)))
"""Puts digits and signs in one form."""


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
WEEKS: Mapping[str, int] = {
    which + week: number
    for number, words in (
        (-1, ("上一个", "上个", "上")),
        (1, ("下一个", "下个", "下")),
        (0, ("这一个", "这一", "这个", "这", "本")),
    )
    for which in words
    for week in ("周", "星期", "礼拜")
}
DAYS: Mapping[str, Step] = {
    "大前天": Step(-3),
    **dict.fromkeys(("前天", "前晚"), Step(-2)),
    **dict.fromkeys(("昨天", "昨日", "昨晚", "昨夜", "昨晨"), Step(-1)),
    **dict.fromkeys(("今天", "今日", "今晚", "今夜", "今晨", "今早"), Step(0)),
    **dict.fromkeys(("明天", "明日", "明晚", "明晨"), Step(1)),
    "后天": Step(2),
    "前一天": Step(-1, from_stated=True),
    **dict.fromkeys(("当天", "当日", "当晚", "当夜", "同日", "同一天", "同天"), Step(0, from_stated=True)),
    **dict.fromkeys(
        ("那天", "那一天", "那日", "那一日", "是日", "那夜", "那一夜", "那晚", "那一晚"), Step(0, from_stated=True)
    ),
    **dict.fromkeys(("次日", "翌日", "次晨", "翌晨", "第二天"), Step(1, from_stated=True)),
}
_S = r"[ \t\u00a0\u2009\u3000]*"
_YEAR = "(?:[12][0-9]{3}|[一二][〇一二三四五六七八九]{3})"
_SHORT_YEAR = "(?<!民国|昭和|平成|大正|明治)(?:[0-9]{2}|[一二三四五六七八九〇][〇一二三四五六七八九])"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|卅一?|[二三]〇|(?:二?十|廿)[一二三四五六七八九]?|[一二三四五六七八九])"
_NUMBER = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_DAYPART = (
    "(?:清晨|凌晨|早晨|早上|早些时候|上午|中午|正午|下午|傍晚|黄昏|晚些时候|晚间|晚上|夜间|夜晚|夜里|深夜|午夜"
    "|[晚夜早晨])"
)
_WEEKDAY = "(?:星期|周|礼拜)[一二三四五六日天]"
# What stands before or behind a number of days that is no day of the month.
_LASTING = "期历约近过足满达每连续这那头前后余个第共了多少延首两隔为限、"
_LONG = "(?<![外部议团市校院司局署处厅省州县区村镇书])长"
"""The word for how long, where it is no office's (the foreign minister on the 16th)."""
_LASTS = "内后前期间游元均益制之以限本常子语军币圆程"
_CLOCK = f"(?:[0-2]?[0-9]|[一二两三四五六七八九十]{{1,3}}){_S}[时点](?:{_S}(?:{_NUMBER}{_S}分|半|整))?许?"
_VAGUE = (
    "(?:过去|最近|近|前)这?(?:几|数|若干)十?个?(?:天|日|周|星期|月|年)(?:以来|来|中|里|间)?"
    "|十?[几数](?:天|日|周|个?星期|个月|年)[以之]?前(?![线述沿往任总苏所后南])|(?<![一二三四五六七八九十百千几数多每半近整全常历])年(?:初(?!步)|底|末)"
    f"|(?:(?<=[约近概])|(?<![0-9一二两三四五六七八九十百千几数多.])){_NUMBER}{_S}多?(?:周|个?星期|个月|年)[以之]?前(?![线述沿往任总苏所后南])"
    f"|(?:(?<=[约近概]){_NUMBER}|{_NUMBER}{_S}多){_S}(?:天|日)[以之]?前(?![线述沿往任总苏所后南])|近(?:年|月|日)来?(?!益)|近来|近期|最近|目前|不久以?前"
    "|(?:(?:19|20)?[0-9]0|(?:(?:20|21|二十一?|上|本)世纪)(?:[0-9]0|[一二三四五六七八九]十))年代(?:[初中末后早晚]期?)?"
)
# 将 before a noun puts nothing ahead (he handed *them* over), nor does the rank of a general.
_WILL = (
    "(?<![上中少名女老])(?<!(?<!联)大)将(?:会|要|于|在|自|从|到|至|应|是|再次|继续|正式|开始|举行|召开|进行|派|部署|访问|前往|签署"
    "|生效|到期|届满|结束|审议|讨论|投票|参加|出席|提交|完成|发动|发起|攻击|袭击|撤出|撤离|撤回|离开|抵达|恢复|进攻"
    "|听取|会[见晤谈]|启动|成立|设立|移交|接[任替管]|就[任职]|返回|公布|发表)"
    "|(?<![虚模草比])拟(?!议)|预定|即将"
)
_MEANT = f"{_WILL}|定[于在]|预计|(?<!的|和平|行动|工作|发展|开发)(?:计划|打算|准备)(?![署的])"
_ASKED = "(?:请求?|要求|建议|提议|呼吁|敦促|希望)[^，。；：”]{0,20}?[于在]"
_DONE = (
    "宣布|表示|说|称|声明|宣言|通[知报]|商定|约定|决定|同意|承诺|保证|威胁|警告|指出|认为|提议|建议|报[告道]|得知|获悉"
    "|签[署订]|通过|协[议定]|[了过已曾]"
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns: the core of a date, and what may follow on it."""

    core: regex.Pattern[str]
    joined_day: regex.Pattern[str]
    time: regex.Pattern[str]
    since: regex.Pattern[str]
    before: regex.Pattern[str]
    planned: tuple[regex.Pattern[str], regex.Pattern[str]]
    hour: regex.Pattern[str]
    each: regex.Pattern[str]
    so_often: regex.Pattern[str]
    to_now: regex.Pattern[str]
    compared: tuple[regex.Pattern[str], regex.Pattern[str]]


def _points() -> tuple[str, str, str]:
    """A begin, what joins it to an end, and an end, which may leave out what it shares with the begin."""
    month_part = "(?P<month_part>初(?![步次始级])|上旬|中旬|下旬|月?底|末)"
    part = (
        "(?P<part>年?(?:初(?![步次始级])|底|末)|年中|(?<=年)中(?=期|[，。；]|$)|早些时候|上半年|下半年|第[一二三四]个?季度|的?最后一?个?季度|[头前][一二两三四五六七八九十]个?(?:月|季度)"
        "|[春夏秋冬][季天]?(?![节里]))"
    )
    day = f"{_S}(?P<day>{_DAY}){_S}[日号]"
    month_day = f"(?P<month>{_MONTH}){_S}月份?(?:{month_part}|{day})?"
    year = f"(?:(?P<year>{_YEAR}){_S}年度?|(?P<relative>{'|'.join(YEARS)}))"
    of_month = f"(?P<relative>{'|'.join(MONTHS)})的?(?:{month_part}|{day})?"
    short = f"(?P<year>{_SHORT_YEAR}){_S}年{_S}{month_day}"
    begin = (
        f"(?:{year}{_S}(?:{month_day}|(?:的(?=[头前].个?[月季]|[上下]半年))?{part})?|{of_month}|{short}|{month_day})"
    )
    end_day = f"(?P<end_day>{_DAY}){_S}[日号]"
    end_month = f"(?P<end_month>{_MONTH}){_S}月份?(?:{_S}{end_day})?"
    end = f"(?:(?P<end_year>{_YEAR}){_S}年(?:{_S}{end_month})?|{end_month}|{end_day}|(?P<end_next>次日|翌日|第二天))"
    return begin, f"(?:{_S}{_DAYPART})?(?:{_S}{_CLOCK})?{_S}(?:起?(?:一直)?(?:持续|延续)?[至到]|直[至到]|-){_S}", end


def _core() -> str:
    """Every form of a stated time, the more specific one before the less specific one."""
    begin, to, end = _points()
    listed = f"(?:{_S}(?:和|及|与|以及|、){_S}{_DAY})+{_S}[日号]"
    lead = f"(?:(?P<year>{_YEAR}|{_SHORT_YEAR}){_S}年{_S}|(?P<relative>{'|'.join(YEARS)}){_S})?"
    month, day = "(?P<month>1[0-2]|0?[1-9])", "(?P<day>3[01]|[12][0-9]|0?[1-9])"
    bare = "(?P<day>3[01]|[12][0-9]|[1-9])日"
    more, ago = f"[0-9]|[./-][0-9]|%|{_S}[条款节项段]", "[以之]?(?P<ago>前)(?![线述沿往任总苏所后南])"
    forms = (
        f"(?P<relative>过去|最近)这?(?P<quantity>{_NUMBER}){_S}(?P<unit>天|日|周|个?星期|个月|年)(?:以来|来|中|里|间)?",
        f"(?<![约近概0-9一二两三四五六七八九十百千几数多.])(?P<quantity>{_NUMBER}){_S}(?P<unit>年){ago}",
        f"(?P<vague>{_VAGUE})",
        f"(?P<figures>(?:{day}(?P<sign>[./-]){month}|{month}(?P<sign>[./-]){day})(?P=sign)(?P<year>[12][0-9]{{3}}))(?!{more})",
        f"(?P<year>(?:1[6-9]|20)[0-9]{{2}})(?P<sign>[./-]){month}(?P=sign){day}[日号]?(?!{more})",
        f"(?<![0-9一二两三四五六七八九十百千几数多.])(?P<quantity>{_NUMBER}){_S}(?P<unit>天){ago}",
        f"(?P<quantity>两){_S}(?P<unit>日){ago}",
        f"(?<![0-9一二三四五六七八九十百千几数多月.])(?P<unclear>[三四五六七八九]日){ago}",
        f"(?P<year>{_YEAR})(?:{_S}年)?{to}(?P<end_year>{_YEAR}|[0-9]{{2}}){_S}年(?!代|{_S}{_MONTH}{_S}月)",
        f"{lead}(?P<month>{_MONTH}){_S}月{_S}(?P<day>{_DAY}){to}(?P<end_day>{_DAY}){_S}[日号]",
        f"{lead}(?P<month>{_MONTH}){to}(?P<end_month>{_MONTH}){_S}月份?(?!{_S}{_DAY}{_S}[日号])",
        f"{lead}(?P<month>{_MONTH}){_S}月{_S}(?P<day>{_DAY})(?={listed})",
        f"{begin}(?:{to}{end})?",
        f"(?P<day>廿[一二三四五六七八九]?|卅一?){_S}[日号]",
        f"(?P<relative>{'|'.join(WEEKS)})(?:(?P<weekday>[一二三四五六日天](?![年个月])|末)|(?P<part>早些时候|初(?!步)))?",
        f"(?:{'|'.join(DAYS)}|{_WEEKDAY})[（(]{bare}[）)]",
        f"(?P<relative>{'|'.join(DAYS)})",
        f"(?P<weekday>{_WEEKDAY})(?![年个月])",
        f"(?<![{_LASTING}]|{_LONG}){bare}(?![{_LASTS}])(?:{to}(?P<end_day>{_DAY}){_S}日)?",
        f"(?P<time>当地时间{_S}{_DAYPART}?{_S}{_CLOCK}|{_DAYPART}{_S}{_CLOCK})",
    )
    return "|".join(forms)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The patterns, compiled once."""
    first = (
        "(?=[0-9一二三四五六七八九十两廿卅〇今去前明后本同当次翌上下这昨那是大年第过最近目不周星清凌早中正傍黄晚夜深午"
        "自从截迟几数])"
    )
    before = "(?P<since>(?<![来各亲独])自从?)|(?P<open>从)|(?P<as_of>截[至止]到?)|(?P<before>不迟于|最迟[于在]?)"
    core = f"(?<![0-9A-Za-z/.第]){first}(?:(?:{before}){_S})?(?P<core>{_core()})"
    time = (
        f"{_S}(?:[（(]?{_WEEKDAY}[）)]?)?{_S}(?P<time>(?:当地时间)?{_S}{_DAYPART}?{_S}{_CLOCK}|{_DAYPART}(?![已就]))?"
    )
    joint = f"{_S}(?:和|及|与|以及|、){_S}"
    return Grammar(
        core=regex.compile(core, regex.V1),
        joined_day=regex.compile(
            f"{joint}(?P<day>{_DAY})(?:{_S}[日号](?![召令决])|(?=(?:{joint}{_DAY})+{_S}[日号]))", regex.V1
        ),
        time=regex.compile(time, regex.V1),
        since=regex.compile("以来|以后|之后|起(?![草诉源飞因火义到])|后(?![勤方来续备果援])", regex.V1),
        before=regex.compile("之前|以前|前(?![线述沿往任总苏所后南])", regex.V1),
        hour=regex.compile(
            f"(?P<late>下午|傍晚|黄昏|晚|夜间?|深夜)?[^0-9]{{0,2}}?(?P<hour>{_NUMBER}){_S}[时点]", regex.V1
        ),
        each=regex.compile(f"分别{_S}[于在]?{_S}$", regex.V1),
        so_often=regex.compile("[^，。；]{0,4}?(?:[两三四五六多数]|先后)[次度起]", regex.V1),
        to_now=regex.compile("至今|迄今", regex.V1),
        compared=(regex.compile("(?:较|相?比|[高低]于)$", regex.V1), regex.compile("的?同期", regex.V1)),
        planned=(
            regex.compile(f"(?:(?:{_MEANT})(?:[^，。；：”]{{0,12}}?[于在自从到至])?|{_ASKED}){_S}$", regex.V1),
            regex.compile(
                f"，?(?:(?!{_DONE})[^。；：”，]){{0,16}}?(?:{_WILL})(?!{_S}[0-9０-９一二三今明后下])", regex.V1
            ),
        ),
    )
