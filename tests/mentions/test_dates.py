"""Dates: what is found, with which words, and which days it comes to."""

import datetime

import pytest
from builders.places import SHARED
from builders.spans import check_spans
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.dates import dates_in, find_dates, is_planned
from kg.mentions.periods import resolve_date
from kg.model.extraction import Period
from kg.model.mention import Kind, Mention
from kg.model.text import Span

TODAY = datetime.date(2019, 4, 18)  # a Thursday
LETTERS = SHARED / "letters"

# text, the words found, why
FOUND = [
    ("2019年3月5日甲国代表的信", ["2019年3月5日"], "full date"),
    ("2019 年 3 月 5 日", ["2019 年 3 月 5 日"], "digits set off by blanks"),
    ("２０１９年３月５日", ["２０１９年３月５日"], "full-width digits"),
    ("二〇一九年三月十五日", ["二〇一九年三月十五日"], "Chinese numerals"),
    ("二○一九年", ["二○一九年"], "the other zero"),
    ("2018年1月2日和3月4日的声明", ["2018年1月2日", "3月4日"], "two dates that share a year"),
    ("2018年5月和7月", ["2018年5月", "7月"], "two months that share a year"),
    ("3月4日和5日夜间", ["3月4日和5日夜间"], "a night from one day to the next is one time"),
    ("3月4日、5日和6日", ["3月4日、5日和6日"], "days in a row are one time"),
    ("3月4日和9日", ["3月4日", "9日"], "days apart are two times"),
    ("3月4日至5日夜间", ["3月4日至5日夜间"], "range within a month"),
    ("3月12-14日", ["3月12-14日"], "range with a hyphen"),
    ("2018年9月至12月", ["2018年9月至12月"], "range of months"),
    ("2018年7月25日至2019年7月26日", ["2018年7月25日至2019年7月26日"], "range of full dates"),
    ("自1981-1984年冲突", ["自1981-1984年"], "range of years"),
    ("1991年至2001年期间", ["1991年至2001年"], "range of years with words"),
    ("自今年2月以来", ["自今年2月以来"], "open interval with its words"),
    ("从3月2日起", ["从3月2日起"], "open interval"),
    ("从2018年的文件", ["2018年"], "a preposition alone belongs to no date"),
    ("来自2018年的文件", ["2018年"], "the end of a word is no preposition"),
    ("昨天傍晚宣布", ["昨天傍晚"], "relative day with its part"),
    ("当地时间晚上8点", ["当地时间晚上8点"], "an hour alone"),
    ("上午10时05分开会", ["上午10时05分"], "an hour and minutes alone"),
    ("3月14日晚8时", ["3月14日晚8时"], "day and hour"),
    ("2019年5月30日星期五上午10时", ["2019年5月30日星期五上午10时"], "day of the week and hour"),
    ("05/03/2019", ["05/03/2019"], "the running head of a record"),
    ("本周早些时候", ["本周早些时候"], "week"),
    ("过去几个月和最近", ["过去几个月", "最近"], "rough times are found too"),
    ("1970年代初", ["1970年代初"], "decade"),
    ("2018年底前", ["2018年底前"], "an upper bound"),
    ("截至昨晚", ["截至昨晚"], "as of"),
    ("S/2019/342和A/73/118", [], "symbols are no dates"),
    ("第822(1993)号决议", [], "nor is the year of a resolution's number"),
    ("19个月后，3天来，44天战争", [], "durations are no dates"),
    ("第七十九年，第2019次", [], "ordinals are no dates"),
    ("一月之内有三次", ["一月"], "a month written like a duration"),
    ("有时同时，8点建议", [], "words made of the letters of hours; points of a list"),
    ("3日后", [], "a day without a month"),
]


@pytest.mark.parametrize(("text", "surfaces", "why"), FOUND, ids=[why for _, _, why in FOUND])
def test_finds(text, surfaces, why):
    assert [m.surface for m in find_dates(text)] == surfaces, why


# text, begin, end, precision
RESOLVED = [
    ("2019年3月5日", "2019-03-05", "2019-03-05", "day"),
    ("二〇一九年三月十五日", "2019-03-15", "2019-03-15", "day"),
    ("二〇一七年十二月三十一日", "2017-12-31", "2017-12-31", "day"),
    ("2016年2月", "2016-02-01", "2016-02-29", "month"),
    ("2016年", "2016-01-01", "2016-12-31", "year"),
    ("2018年9月至12月", "2018-09-01", "2018-12-31", "month"),
    ("1981-1984年", "1981-01-01", "1984-12-31", "year"),
    ("1981-84年", "1981-01-01", "1984-12-31", "year"),
    ("12月30日至1月2日", "2018-12-30", "2019-01-02", "day"),
    ("3月4日至5日夜间", "2019-03-04", "2019-03-05", "day"),
    ("3月4日和5日夜间", "2019-03-04", "2019-03-05", "day"),
    ("12月3日", "2018-12-03", "2018-12-03", "day"),
    ("4月25日", "2018-04-25", "2018-04-25", "day"),
    ("4月18日", "2019-04-18", "2019-04-18", "day"),
    ("6月25日", "2018-06-25", "2018-06-25", "day"),
    ("今年2月", "2019-02-01", "2019-02-28", "month"),
    ("自今年2月以来", "2019-02-01", None, "month"),
    ("自2月15日以来", "2019-02-15", None, "day"),
    ("2015年以来", "2015-01-01", None, "year"),
    ("从3月2日起", "2019-03-02", None, "day"),
    ("自2018年8月至10月", "2018-08-01", "2018-10-31", "month"),
    ("昨晚", "2019-04-17", "2019-04-17", "day"),
    ("今天上午", "2019-04-18", "2019-04-18", "day"),
    ("前天", "2019-04-16", "2019-04-16", "day"),
    ("上个月", "2019-03-01", "2019-03-31", "month"),
    ("去年12月31日", "2018-12-31", "2018-12-31", "day"),
    ("本月3日", "2019-04-03", "2019-04-03", "day"),
    ("去年", "2018-01-01", "2018-12-31", "year"),
    ("本周", "2019-04-15", "2019-04-21", "day"),
    ("本周早些时候", "2019-04-15", "2019-04-17", "day"),
    ("上周五", "2019-04-12", "2019-04-12", "day"),
    ("上星期三", "2019-04-10", "2019-04-10", "day"),
    ("上个星期三", "2019-04-10", "2019-04-10", "day"),
    ("上一个星期", "2019-04-08", "2019-04-14", "day"),
    ("上礼拜五", "2019-04-12", "2019-04-12", "day"),
    ("星期五", "2019-04-12", "2019-04-12", "day"),
    ("过去两天", "2019-04-16", "2019-04-18", "day"),
    ("过去两年", "2017-01-01", "2019-12-31", "year"),
    ("2018年秋季", "2018-09-01", "2018-11-30", "month"),
    ("2018年上半年", "2018-01-01", "2018-06-30", "month"),
    ("3月上旬", "2019-03-01", "2019-03-10", "day"),
    ("25/03/2019", "2019-03-25", "2019-03-25", "day"),
    ("03/25/2019", "2019-03-25", "2019-03-25", "day"),
    ("5.5.2019", "2019-05-05", "2019-05-05", "day"),
    ("2019-03-05", "2019-03-05", "2019-03-05", "day"),
    ("2019.3.5", "2019-03-05", "2019-03-05", "day"),
    ("２０１９．３．５", "2019-03-05", "2019-03-05", "day"),
    ("2019/3/25", "2019-03-25", "2019-03-25", "day"),
    ("三月廿三日", "2019-03-23", "2019-03-23", "day"),
    ("三月卅日", "2019-03-30", "2019-03-30", "day"),
    ("廿二日", "2019-03-22", "2019-03-22", "day"),
    ("三月二〇日", "2019-03-20", "2019-03-20", "day"),
    ("95年2月22日", "1995-02-22", "1995-02-22", "day"),
    ("九五年二月廿二日", "1995-02-22", "1995-02-22", "day"),
    ("20年1月", "2020-01-01", "2020-01-31", "month"),
    ("2月22、23日", "2019-02-22", "2019-02-23", "day"),
    ("2月22、23和24日", "2019-02-22", "2019-02-24", "day"),
    ("2月28日至次日", "2019-02-28", "2019-03-01", "day"),
    ("2月22日夜间至次日", "2019-02-22", "2019-02-23", "day"),
    ("2月22日20时至23日", "2019-02-22", "2019-02-23", "day"),
    ("上月下旬", "2019-03-21", "2019-03-31", "day"),
    ("三天前", "2019-04-15", "2019-04-15", "day"),
    ("10天以前", "2019-04-08", "2019-04-08", "day"),
    ("两日前", "2019-04-16", "2019-04-16", "day"),
    ("大前天", "2019-04-15", "2019-04-15", "day"),
    ("前晚", "2019-04-16", "2019-04-16", "day"),
]

# what is said on 2 March 1995, the first day of its first date, why
AHEAD = [
    ("12月28日，乙国炮击了丁市", "1994-12-28", "what happened lies before the letter"),
    ("3月3日，乙国炮击了丁市", "1994-03-03", "and be it by a day"),
    ("双方将于3月10日会晤", "1995-03-10", "将于"),
    ("双方将于2月10日会晤", "1996-02-10", "the next such day"),
    ("双方将在3月会晤", "1995-03-01", "a month that is not over"),
    ("乙国计划对丁市于3月5日发动攻击", "1995-03-05", "计划…于"),
    ("投票定于3月20日举行", "1995-03-20", "定于"),
    ("会议预定3月20日召开", "1995-03-20", "预定"),
    ("乙国拟在4月1日撤军", "1995-04-01", "拟在"),
    ("3月10日，理事会将举行会议", "1995-03-10", "将 after the day"),
    ("请求理事会于3月20日举行会议", "1995-03-20", "what is asked for lies ahead"),
    ("2月20日，乙国将三名俘虏移交丙国", "1995-02-20", "将 before what is handed over"),
    ("2月20日，乙国宣布将撤军", "1995-02-20", "the day of the announcement"),
    ("2月20日，双方商定将于3月5日会晤", "1995-02-20", "the day of an agreement on another day"),
    ("2月20日，乙国中将于丁市视察", "1995-02-20", "a general"),
    ("和平计划于12月20日签署", "1994-12-20", "a plan is a paper"),
]


@pytest.mark.parametrize(("text", "begin", "why"), AHEAD, ids=[why for *_, why in AHEAD])
def test_only_what_is_planned_lies_after_the_document(text, begin, why):
    mention = find_dates(text)[0]
    planned = is_planned(text, mention.span)
    period = resolve_date(mention, document_date=datetime.date(1995, 3, 2), planned=planned)
    assert iso(period.begin) == begin, why


@pytest.mark.parametrize(
    "text",
    [
        "第2019.2.22条",
        "见2019.2.22.3节",
        "2019.2.22 节",
        "版本10.12.3",
        "增长2.22%",
        "2019.2万",
        "S/2019/2/22",
        "历时10年3个月",
    ],
)
def test_numbers_of_articles_and_decimals_are_no_days(text):
    assert not find_dates(text)


def iso(day):
    return day and day.isoformat()


@pytest.mark.parametrize(("text", "begin", "end", "precision"), RESOLVED)
def test_resolves_against_the_document(text, begin, end, precision):
    (mention,) = find_dates(text)
    assert mention.surface == text
    period = resolve_date(mention, document_date=TODAY)
    assert (iso(period.begin), iso(period.end), period.precision, period.vague) == (begin, end, precision, False)


@pytest.mark.parametrize(
    "text",
    [
        *("过去几个月", "近来", "目前", "1970年代初", "2018年底前", "当天", "上午10时05分", "2月30日", "当年"),
        *(
            "今年年初",
            "年初",
            "年底",
            "去年底",
            "2018年冬",
            "2018年早些时候",
            "两周前",
            "三个月前",
            "数日前",
            "十多天前",
        ),
        *("三日前", "05/03/2019", "3.4.2019"),
    ],
)
def test_a_time_that_cannot_be_pinned_is_vague_with_a_reason(text):
    (mention,) = find_dates(text)
    period = resolve_date(mention, document_date=TODAY)
    assert period.vague
    assert period.reason
    assert period.begin is None
    assert period.end is None


def day(text):
    return Period(begin=datetime.date.fromisoformat(text), end=datetime.date.fromisoformat(text))


YEAR_1988 = Period(begin=datetime.date(1988, 1, 1), end=datetime.date(1988, 12, 31), precision="year")
# text, time stated before, begin, why
CARRIED = [
    ("11月9日", day("2015-10-28"), "2015-11-09", "follows on the date before, in its year"),
    ("11月9日", day("2019-02-28"), "2018-11-09", "but not after the document"),
    ("7月9日", day("2019-05-28"), "2019-07-09", "unless the date before lies after it, too"),
    ("廿二日", day("2015-10-20"), "2015-10-22", "a bare day"),
    ("3月9日", day("2015-10-28"), "2019-03-09", "lies before it: the story is back in the present"),
    ("11月9日", YEAR_1988, "2018-11-09", "a bare year before it tells of the past, not of this date"),
    ("10月3日和9日", day("2015-10-03"), "2015-10-09", "a day alone takes the month as well"),
    ("次日", day("2015-10-31"), "2015-11-01", "the day after"),
    ("当晚", day("2015-10-31"), "2015-10-31", "the same day"),
    ("同年12月", day("2015-10-31"), "2015-12-01", "the same year"),
    ("晚上8点", day("2019-04-17"), "2019-04-17", "an hour is of the day before it"),
    ("昨天", day("2015-10-31"), "2019-04-17", "yesterday is told from the document"),
]


@pytest.mark.parametrize(("text", "previous", "begin", "why"), CARRIED, ids=[why for *_, why in CARRIED])
def test_resolves_against_the_date_before(text, previous, begin, why):
    mention = find_dates(text)[-1]
    assert iso(resolve_date(mention, document_date=TODAY, previous=previous).begin) == begin, why


def test_no_year_is_invented():
    for text in ("3月5日", "95年3月5日", "三天前", "廿二日"):
        (mention,) = find_dates(text)
        assert resolve_date(mention, document_date=None).vague


def test_a_mention_of_the_pipeline_resolves_like_the_find():
    (found,) = find_dates("甲国于2018年3月5日致函")
    mention = Mention(span=found.span, surface=found.surface, kind=Kind.DATE, rule="date", slots=found.slots)
    assert resolve_date(mention, document_date=None) == day("2018-03-05")


# text, words of a name in it, the dates inside the name, why
INSIDE = [
    (
        "自2020年11月10日声明以来",
        "2020年11月10日声明",
        ["2020年11月10日"],
        "a preposition before the name is not its date's",
    ),
    ("1994年5月9日停火协定", "5月9日停火协定", ["5月9日"], "a name that begins within a date"),
    ("2020年11月10日和2021年1月11日声明", "2021年1月11日声明", ["2021年1月11日"], "the date of another"),
    ("2020年11月10日和2021年1月11日声明", "声明", [], "no date inside"),
]


@pytest.mark.parametrize(("text", "name", "expected", "why"), INSIDE, ids=[case[3] for case in INSIDE])
def test_dates_inside_a_name(text, name, expected, why):
    span = Span(text.index(name), text.index(name) + len(name))
    inside = dates_in(span, find_dates(text))
    assert [date.surface for date in inside] == expected, why
    assert all(text[date.span.start : date.span.end] == date.surface for date in inside)
    again = find_dates(name)
    assert [date.slots.keys() for date in inside] == [date.slots.keys() for date in again]


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_any_day_printed_in_chinese_is_read_back(date):
    (mention,) = find_dates(f"于{date.year}年{date.month}月{date.day}日在丁市")
    assert resolve_date(mention, document_date=None) == Period(begin=date, end=date)


DATE_LIKE = st.text(
    alphabet="0123456789０一二三十〇年月日号至和-/.自从以来起今昨天去周早些时候晚夜上午点分过去几个 ，。甲", max_size=40
)


@given(st.one_of(st.text(max_size=60), DATE_LIKE))
def test_spans_lie_in_the_text_and_do_not_overlap(text):
    dates = find_dates(text)
    check_spans(text, dates)
    for mention in dates:
        period = resolve_date(mention, document_date=TODAY, previous=day("2015-10-31"))
        assert period.vague == bool(period.reason)
        assert period.begin is None or period.end is None or period.begin <= period.end


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here")
def test_every_full_date_of_the_letters_is_found():
    for path in sorted(LETTERS.glob("*.txt")):
        text = "".join(path.read_text(encoding="utf-8").split())
        covered = [m.span for m in find_dates(text)]
        years = [i for i in range(1, len(text) - 4) if text[i : i + 4].isdigit() and text[i + 4] == "年"]
        starts = [i for i in years if not text[i - 1].isdigit()]  # a footnote's number may stand glued to it
        assert starts
        assert all(any(span.covers(Span(i, i + 5)) for span in covered) for i in starts)


@pytest.mark.parametrize(("text", "year"), [("2月", 2017), ("2月3日", 2019)])
def test_a_bare_year_before_serves_months_only(text, year):
    before = resolve_date(find_dates("2017年")[0], document_date=TODAY)
    assert resolve_date(find_dates(text)[0], document_date=TODAY, previous=before).begin.year == year
