"""Which of a sentence's dates is an event's."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from kg.claims.context import Context
from kg.knowledge.alphabet import LETTERS
from kg.linking.times import dates_within, whole
from kg.mentions.masking import Masked
from kg.model.extraction import Period
from kg.model.mention import Count, Kind, Mention

_DATE, _AGREEMENT = LETTERS[Kind.DATE], LETTERS[Kind.AGREEMENT]
_GROUP = regex.compile(rf"{_DATE}(?:(?:、|和|与|及|以及|至|到|-|－|—)?{_DATE})*")
_RANGE = regex.compile("[至到－—-]")
_BETWEEN = regex.compile("之?间(?![歇隔])")
_CLAUSE = regex.compile("[，。；：！？;!?\n]")
_CLAUSE_BEFORE = regex.compile(_CLAUSE.pattern, regex.REVERSE)
_SINCE = regex.compile("以来|以后|之后|后|起")
_AFTER = regex.compile(
    rf"[^，。；：{_DATE}]{{0,16}}?(?:(?<=签署|签订|生效|达成|停火|声明|协议|协定|结束|{_AGREEMENT})(?:之?后|以来|以后))"
)
_DEED_SINCE = regex.compile(rf"(?!以来)[^，。；：{_DATE}]{{2,24}}?以来")
_SINCE_AGREEMENT = regex.compile(rf"{_AGREEMENT}(?:[^，。；：]{{0,4}}(?:签署|生效|达成))?(?:之?后|以来|以后)")
_BREACH = "违[反背]|撕毁|破坏|背弃|无视"
_CONCLUDED = "(?:签署|签订|订立|缔结|达成)(?!的)"
_FOREIGN = regex.compile(
    rf"的?(?:(?!{_BREACH}|{_CONCLUDED})[^，。；{_DATE}]){{0,6}}{_AGREEMENT}|的(?:来?[信函]|照会|声明|讲话|发言|报告|电报)[中里]"
)
_DESCRIBING = regex.compile(
    f"[^，。；{_DATE}]{{0,24}}?(?:签署|签订|缔结|举行|召开|通过|发表|达成|发生|作出|生效|设立|成立|发出)的"
)
_HAPPENS = regex.compile(
    f"[^，。；{_DATE}]{{0,14}}?(?:破裂|生效|开始|启动|结束|举行|召开|[开闭]幕|发生|爆发|恢复|重启|中[断止]|停止|进行)(?!的)"
)
_EACH = regex.compile("分别[于在]?$")
_TIMES = ("次", "起", "度")
_TO_COUNT = regex.compile(f"，?[^，。；{_DATE}{LETTERS[Kind.COUNT]}]{{0,6}}(?={LETTERS[Kind.COUNT]})")
_TOGETHER = regex.compile("[和、及与]|以及")
_IN_AN_ASIDE = regex.compile("[在当于自继][^，；：。]*(?:之?[前后时际]|期间|之后|以来)$")
_RELATION = regex.compile("之?[前后]|期间|以来|时")
_OPENING = regex.compile(  # the number of a paragraph, and by whose clock the time is
    r"\s*(?:[0-9]{1,3}\s*[.．、]\s*)?(?:[^，。；：\s为是在]{2,8}时间)?"
)
_ASIDE = regex.compile("作为|根据|依照|按照|依据|鉴于|由于|继|除|为")
_THEN = regex.compile("之后|随后|然后|接着|继而|于是|结果|当时")
_TOLD = regex.compile("[^，；：、]{3,}[，；：]")
_PHRASE = regex.compile(
    f"[在于自从][^，。；{_DATE}]{{2,40}}[后前来]的{_DATE}+(?:[上下]午|凌晨|晚上?|当[天晚]|期间|之间)?(?=[，；])"
)
_BESIDE = regex.compile(r"[^，。；：的\p{Co}]{0,4}")
_LEAD = 4
_LEADING = ("于", "在", "至", "到", "为", "是", "（", "(")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGroup:
    """Dates said in one breath, in the masked characters.

    `since`: only the beginning is said; `after`: where a phrase such as "after its signing on" or "since the coup of"
    that date ends, so that what follows is after it; `foreign`: the date is an agreement's; `each`: every day is one
    of its own; `times`: how often something was done on these days.
    """

    start: int
    end: int
    mentions: tuple[Mention, ...]
    is_range: bool
    since: bool
    after: int | None
    foreign: bool
    each: bool = False
    times: int | None = None


def date_groups(masked: Masked) -> tuple[DateGroup, ...]:
    """The sentence's dates in order, coordinated ones together, and those of an agreement since which something is.

    A day before which something is dates nothing.
    """
    groups = [_group(masked, found.start(), found.end()) for found in _GROUP.finditer(masked.characters)]
    for found in _SINCE_AGREEMENT.finditer(masked.characters):
        mentions = dates_within(masked.mentions[found.start()])
        if mentions:
            group = _group(masked, found.start(), found.end())
            groups.append(replace(group, mentions=mentions, after=found.end(), foreign=True))
    known = (g for g in groups if not any("before" in m.slots for m in g.mentions))
    return tuple(sorted(known, key=lambda g: g.start))


def _group(masked: Masked, start: int, end: int) -> DateGroup:
    before, inside, after = masked.characters[:start], masked.characters[start:end], masked.characters[end:]
    phrase = _AFTER.match(after) or _DEED_SINCE.match(after)
    times = _times(masked, end)
    return DateGroup(
        start=start,
        end=end,
        mentions=masked.within(start, end),
        is_range=bool(_RANGE.search(inside) or _BETWEEN.match(after)),
        since=bool(_SINCE.match(after)) and before.endswith(("自", "从", "自从")),
        after=end + phrase.end() if phrase else None,
        foreign=bool(_FOREIGN.match(after)),
        each=bool(_EACH.search(before)) or times == len(masked.within(start, end)),
        times=times,
    )


def _times(masked: Masked, end: int) -> int | None:
    """How often something was done on the dates that end there, as the clause says: on two days A attacked twice."""
    words = _TO_COUNT.match(masked.characters, end)
    count = masked.mentions.get(words.end()) if words else None
    stated = count.value if count and count.surface.endswith(_TIMES) else None
    return int(stated.number) if isinstance(stated, Count) and stated.number else None


def periods(group: DateGroup, context: Context, at: int, each: bool) -> tuple[Period, ...]:
    """The times that a group of dates states for what is told `at` a place of the masked characters.

    One time for an interval and for days or months that follow each other; of other coordinated dates one each where
    `each` says so or one of them is a day, else the stretch that they span.
    """
    stated = [context.period_of(m) for m in group.mentions]
    firm = [p for p in stated if not p.vague]
    if not firm:
        return tuple(stated[:1])
    if group.since or _is_over(group, at):
        return (replace(firm[0], end=None),)
    if group.after is not None and len(firm) == 1:
        return (whole(firm[0]),)
    if group.times and len(firm) == 1 and _TOGETHER.search(group.mentions[0].surface):
        return _days_of(firm[0], group.times)
    if group.is_range:
        return (replace(firm[0], end=firm[-1].end),)
    return tuple(firm) if group.each else _stretches(firm, each)


def _stretches(firm: Sequence[Period], each: bool) -> tuple[Period, ...]:
    """The stretches of times that follow each other; of others one each, if `each` says so or one of them is a day."""
    joined = [firm[0]]
    for period in firm[1:]:
        if _adjacent(joined[-1], period) or not (each or "day" in (joined[-1].precision, period.precision)):
            joined[-1] = replace(joined[-1], end=period.end)
        else:
            joined.append(period)
    return tuple(joined)


def _days_of(period: Period, number: int) -> tuple[Period, ...]:
    """So many days, each by itself, of a time that has just so many; else the time."""
    begin, end = period.begin, period.end
    if begin is None or end is None or (end - begin).days + 1 != number:
        return (period,)
    days = (begin + datetime.timedelta(days=day) for day in range(number))
    return tuple(replace(period, begin=day, end=day) for day in days)


def _adjacent(one: Period, other: Period) -> bool:
    """Whether the one is the day, month or year before the other."""
    if one.end is None or other.begin is None:
        return False
    return one.end + datetime.timedelta(days=1) == other.begin


def years_before(period: Period, years: int) -> Period:
    """The year of which another one keeps an anniversary."""
    year = period.begin.year - years if period.begin and not period.vague else 0
    if year < datetime.MINYEAR:
        return period
    return replace(period, begin=datetime.date(year, 1, 1), end=datetime.date(year, 12, 31), precision="year")


def clause(masked: Masked, at: int) -> tuple[int, int]:
    """The clause (between commas and stops) that holds a place of the masked characters."""
    before = _CLAUSE_BEFORE.search(masked.characters, 0, at)
    after = _CLAUSE.search(masked.characters, at)
    return before.end() if before else 0, after.start() if after else len(masked.characters)


def parted(masked: Masked, start: int, end: int) -> bool:
    """Whether a clause of its own lies between two places of the masked characters, and not just a comma."""
    return start < end and bool(_TOLD.search(masked.characters, start, end))


def _led(masked: Masked, group: DateGroup) -> bool:
    """Whether a word for on, until or as of leads the date, so that it can date a verb before it.

    It does not where it dates what the verb's object is described by (approved the treaty signed on 9 May).
    """
    describes = _DESCRIBING.match(masked.characters, group.end)
    return masked.characters.endswith(_LEADING, 0, group.start) and not describes


def _follows(masked: Masked, group: DateGroup, end: int) -> bool:
    """Whether a date behind a trigger that ends there is its own: it is led by a word, or tells when that happened.

    (The talks on 9 May broke down.)
    """
    happens = _HAPPENS.match(masked.characters, group.end) and _BESIDE.fullmatch(masked.characters, end, group.start)
    return bool(happens) or _led(masked, group)


def nearest(groups: Sequence[DateGroup], masked: Masked, trigger: tuple[int, int]) -> DateGroup | None:
    """The dates that the trigger's clause states for it, or else those that open a clause before it."""
    start, end = clause(masked, trigger[0])
    own = [g for g in groups if not g.foreign or _is_over(g, trigger[0])]
    before = [g for g in own if start <= g.start < trigger[0]]
    after = [
        g for g in own if trigger[0] <= g.start < end and (g.start < trigger[1] or _follows(masked, g, trigger[1]))
    ]
    return next(iter((*before[-1:], *after[:1], *_earlier(own, masked, start)[-1:])), None)


def _earlier(groups: Sequence[DateGroup], masked: Masked, start: int) -> list[DateGroup]:
    """The dates that can date a clause that begins at `start` from before it; one of an aside only if no other can."""
    earlier = [g for g in groups if g.start < start and (_heads(masked, g) or _is_before_then(masked, g, start))]
    return [g for g in earlier if not _in_an_aside(masked, g)] or earlier


def _in_an_aside(masked: Masked, group: DateGroup) -> bool:
    """Whether the date is of what its clause tells as the time before or after which something else was."""
    start, end = clause(masked, group.start)
    return group.start > start + 1 and bool(_IN_AN_ASIDE.match(masked.characters, start, end))


def _is_before_then(masked: Masked, group: DateGroup, start: int) -> bool:
    """Whether the date is told in the clause right before the one from `start` on, which goes on with "then"."""
    return bool(_THEN.match(masked.characters, start)) and clause(masked, group.start)[1] == start - 1


def _is_over(group: DateGroup, at: int) -> bool:
    """Whether a place of the masked characters comes after a phrase such as "after its signing on" the date."""
    return group.after is not None and group.after <= at


def _heads(masked: Masked, group: DateGroup) -> bool:
    """Whether the date opens its clause, so that it can date what the clauses after it tell; an aside's does not.

    So it can where the clause is no more than a day told by what was before it (on 9 May, after the elections).
    """
    start, _ = clause(masked, group.start)
    if _PHRASE.match(masked.characters, start):
        return True
    start = opening.end() if (opening := _OPENING.match(masked.characters, start, group.start)) else start
    return group.after is not None or (group.start - start <= _LEAD and not _ASIDE.match(masked.characters, start))


def attributive(words: str, date: int, start: int, end: int) -> bool:
    """Whether a date that ends at `date` belongs to the name of an event told from `start` to `end`.

    It does in the attack of 9 May and in what was occupied in 1967, not in the attack after the elections of 9 May.
    """
    between = words[date:start]
    return ("的" in between and not _RELATION.search(between)) or words.startswith("的", end)
