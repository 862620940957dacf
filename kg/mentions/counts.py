"""Numbers of people and things as Chinese documents write them: value, unit, and how exactly it is said.

The grammar of numerals is closed and stands here; what can be counted is Turtle (`ontology/rules/mentions/units.ttl`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import regex

from kg.knowledge.numerals import number
from kg.knowledge.units import load_units
from kg.mentions.dates import find_dates
from kg.model.mention import Count, Kind, Mention
from kg.model.signs import exchange
from kg.model.text import Span

RULE = "count"
_fold = exchange(dict(zip("０１２３４５６７８９○零．％", "0123456789〇〇.%", strict=True)))


_DIGIT = "[一二两三四五六七八九]"


_LEAP = regex.compile(f"(?<=[万亿])〇(?={_DIGIT}[百千])")
"""A zero that only says that the next place is empty, which `number` takes after a hundred alone."""


_WIDE = regex.compile("(?<![0-9A-Za-z/.第死伤亡])(?:[0-9]{1,3}，)+[0-9]{3}(?![0-9])")
"""Thousands between commas of the full width."""


ESTIMATE = "估计"
"""The word with which a number begins that somebody only estimates."""


NO_COUNT = 10**15
"""Nothing is counted up to here: a number so large is a telephone's, an account's or a misprint."""


_TEN = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


_BOUNDS = frozenset({"at_least", "more_than", "about", "at_most"})


_NUMERAL = "[〇一二两三四五六七八九十百千万亿]+"


_GAP = r" \u00a0\u2000-\u200a\u202f"


_S = rf"[\t{_GAP}]*"


_TOLL = "(?:死(?![刑罪因角结])|亡(?!命)|[重轻]?伤(?![害痕口])|失踪|被俘)"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled patterns: a number with its unit, the bound before it, what makes a number without a unit count."""

    core: regex.Pattern[str]
    bound: regex.Pattern[str]
    total: regex.Pattern[str]
    no_noun: regex.Pattern[str]
    toll: regex.Pattern[str]
    beside: regex.Pattern[str]


@lru_cache(maxsize=4)
def _grammar(path: Path | None) -> _Grammar:
    bound = (
        "(?P<at_least>(?:至少|最少)(?:已经?|又|共|还|曾)?(?:造成|导致|致使|夺走)?|起码|不少于|不下于?|不低于)|(?P<more_than>(?<![不未没])超过|(?<!不)多于|超|逾)"
        f"|(?P<about>大约|大概|(?<![条公契制节])约|(?:将|接|(?<![最附邻靠新]))近|{ESTIMATE}|多达|高达)"
        "|(?P<at_most>(?:[至最]多)?[不未没]超过|不多于|至多|最多|顶多|不到|不足|[不未]满|(?<!不)少于)"
    )
    return _Grammar(
        core=regex.compile(_core(path), regex.V1),
        bound=regex.compile(rf"(?:{bound})[有为了达]?{_S}\Z", regex.V1),
        total=regex.compile(r"(?:人数|人口|总数|数目|数字)(?:已|共|总共|一度)?[为达是约]{0,2}到?\Z", regex.V1),
        toll=regex.compile(rf"{_S}{_TOLL}(?P<next>[、，,和]?(?:[0-9]|{_NUMERAL})[余多几]?{_TOLL})?", regex.V1),
        beside=regex.compile(rf"(?:[0-9余多几十]|{_DIGIT})(?:{_TOLL})[、，,和]?\Z", regex.V1),
        no_noun=regex.compile(
            f"{_S}(?:[年天日月周时分秒岁%个号条款段章节页级届点方国度倍半世项,0-9A-Za-z/.(]|小时|星期|百分|多(?!名)|余年)",
            regex.V1,
        ),
    )


def _core(path: Path | None) -> str:
    """A number, a range or a rough number, and its unit or nothing."""
    units = load_units(path)
    kinds = sorted({kind for kind, _ in units})
    unit = "|".join(f"(?P<unit_{kind}>{'|'.join(p for k, p in units if k == kind)})" for kind in kinds)
    rough = (
        "(?<![人次多少总票参半度无])数[十百千万亿]{1,2}|几[十百千万亿]{1,2}|(?<![以之如])上[百千万亿]{1,2}"
        "|数以[十百千万亿]{1,2}计|成[百千]上[千万]"
    )
    arabic = rf"(?:[0-9]{{1,3}}(?:[,{_GAP}][0-9]{{3}})+(?![0-9])|[0-9]+(?:\.[0-9]+)?)"
    low = "(?:〇?(?P<low>[0-9]{1,3})(?P<low_times>[百千]))?"
    stated = (
        f"(?:(?P<rough>{rough})|(?P<arabic>{arabic})(?:{_S}(?P<times>[百千万亿]{{1,2}}){low})?|(?P<numeral>{_NUMERAL}))"
    )
    after = "(?:(?P<at_least>以上|之多)|(?P<about>左右|上下)|(?P<at_most>以下|以内))"
    alone = "(?<![0-9A-Za-z/.〇一二两三四五六七八九十百千万亿-]|第 ?|[0-9][, ])"
    return (
        f"(?=[0-9〇一二两三四五六七八九十百千万亿数几上成]){alone}"
        f"(?P<number>{stated}(?![0-9]){_S}(?P<more>[多余几](?P<more_times>[万亿])?)?)"
        f"(?P<range>(?:至|到|[-－–—~～])(?:{arabic}|{_NUMERAL})(?![0-9岁]))?{_S}(?:{after}?(?:{unit}){after}?|(?P<bare>))"
    )


def find_counts(
    text: str, *, dates: tuple[Mention, ...] | None = None, units: Path | None = None
) -> tuple[Mention, ...]:
    """All counts in the text outside its dates, in order, not overlapping; spans count the text's characters.

    A number counts where a unit follows or where it is a rough one before a noun (数千平民); ordinals, ages,
    percentages, durations, symbols, article numbers and 一 as an article (一个) are none. `dates` are the text's dates,
    where they are known already; `units` is a Turtle file of units instead of the shipped one. Rough numbers give their
    least: 数千 is at least 1000. Each mention has its Count as value, and the slots `number`, `unit` and `bound`.

    >>> [(m.value.number, m.value.bound, m.value.unit) for m in find_counts("70多人受伤")]
    [(70, 'more_than', '人')]
    """
    return tuple(_finds(text, find_dates(text) if dates is None else dates, _grammar(units)))


def _finds(text: str, dates: tuple[Mention, ...], grammar: _Grammar) -> Iterator[Mention]:
    folded, at = _folded(text), 0
    taken = iter(dates)
    date = next(taken, None)
    while found := grammar.core.search(folded, at):
        while date is not None and date.span.end <= found.start():
            date = next(taken, None)
        if date is not None and date.span.start < found.end():
            at = date.span.end
            continue
        before = grammar.bound.search(folded, max(at, found.start() - 6), found.start())
        count = _count(text, found, before, grammar)
        if count:
            yield count
        at = found.end() if count else found.end("number")


def _folded(text: str) -> str:
    """The text with digits and signs in one form, each character in its place."""
    return _WIDE.sub(lambda found: found[0].replace("，", ","), _fold(text))


def _count(text: str, found: regex.Match[str], before: regex.Match[str] | None, grammar: _Grammar) -> Mention | None:
    value, bound = _value(found)
    kind = _unit(found)
    if value is None or _is_article(found, kind) or not (kind or _may_be_bare(found, before, grammar)):
        return None
    slots = {"number": Span(*found.span("number"))}
    for name, span in _stated_bounds(found, before):
        bound = name
        slots["bound"] = span
    if kind:
        slots["unit"] = Span(*found.span(kind))
    start, end = before.start() if before else found.start(), found.end() if kind else found.end("number")
    return Mention(
        span=Span(start, end),
        surface=text[start:end],
        kind=Kind.COUNT,
        rule=RULE,
        slots=MappingProxyType(slots),
        value=Count(number=value, bound=bound, unit=found[kind] if kind else "", counts=kind.removeprefix("unit_")),
    )


def _unit(found: regex.Match[str]) -> str:
    """The group of the unit that follows; empty where none does."""
    return next((name for name, words in found.groupdict().items() if name.startswith("unit_") and words), "")


def _stated_bounds(*matches: regex.Match[str] | None) -> Iterator[tuple[str, Span]]:
    """The words after and before a number that bound it."""
    for match in matches:
        for name, words in match.groupdict().items() if match else ():
            if match and words and name in _BOUNDS:
                yield name, Span(*match.span(name))


def _is_article(found: regex.Match[str], kind: str) -> bool:
    """Whether 一 is no number: 一个, 一项, 每一名, 同一人."""
    before = found.string[max(0, found.start() - 1) : found.start()]
    return found["number"] == "一" and (kind == "unit_things" or before in ("每", "同", "某", "任", "唯", "统"))


def _may_be_bare(found: regex.Match[str], before: regex.Match[str] | None, grammar: _Grammar) -> bool:
    """Whether a number without a unit counts: a rough, bounded or large one before a noun, or one that a total is."""
    if found["range"] or grammar.no_noun.match(found.string, found.end()):
        return False
    start = before.start() if before else found.start()
    if _is_toll(found, start, grammar):
        return True
    if grammar.total.search(found.string, max(0, start - 8), start):
        return True
    if found["rough"] or found["times"] or (found["numeral"] or "")[-1:] in tuple("百千万亿"):
        return True
    noun = "\u4e00" <= found.string[found.end() : found.end() + 1] <= "\u9fff"
    return noun and found["arabic"] is not None and (before is not None or found["more"] is not None)


def _is_toll(found: regex.Match[str], start: int, grammar: _Grammar) -> bool:
    """Whether a short tally says what befell so many: 14死; in words only beside another one, as in 一死三伤."""
    harm = grammar.toll.match(found.string, found.end())
    if harm is None:
        return False
    return bool(found["arabic"] or harm["next"] or grammar.beside.search(found.string, max(0, start - 6), start))


def _value(found: regex.Match[str]) -> tuple[int | float | None, str]:
    """The number and the bound that the numeral itself implies; no number for what is a word and no numeral."""
    bound = "at_least" if found["range"] or found["rough"] else "more_than" if found["more"] else "exact"
    value: int | float | None
    if found["rough"]:
        value = _rough(found["rough"])
    elif found["arabic"]:
        value = _times(_arabic(found["arabic"]), found["times"] or "")
        value += _times(int(found["low"] or 0), found["low_times"] or "")
    else:
        people = _unit(found) in ("unit_persons", "unit_people")
        value, implied = _chinese(found["numeral"], bool(found["more"] or people))
        bound = implied or bound
    value = None if value is None else _times(value, found["more_times"] or "")
    return None if value is None or value >= NO_COUNT else _whole(value), bound


def _rough(words: str) -> int:
    """The least that a rough number may be: 数十万, 成千上万."""
    first, *others = (_TEN[c] for c in words if c in _TEN)
    return first * (others[0] if others and words[0] != "成" else 1)


def _arabic(digits: str) -> int | float:
    plain = regex.sub(f"[,{_GAP}]", "", digits)
    if len(plain) > len(str(NO_COUNT)):  # so many digits Python turns into no number at all
        return NO_COUNT
    return float(plain) if "." in plain else int(plain)


def _times(value: int | float, tens: str) -> int | float:
    """The number times what the characters behind it say (万, 百万)."""
    for ten in tens:
        value *= _TEN[ten]
    return value


def _whole(value: int | float) -> int | float:
    """A whole number without a decimal point, any other without the faults of floating point."""
    if isinstance(value, float):
        value = round(value, 6)
        return int(value) if value.is_integer() else value
    return value


def _chinese(numeral: str, bare_ten: bool) -> tuple[int | None, str]:
    """The value of a Chinese numeral, and `about` for one such as 七八十; None for what is none (千, 万一)."""
    if pair := regex.fullmatch(f"({_DIGIT})({_DIGIT})([十百千万]{{0,2}})", numeral):
        return int(_times(number(pair[1].replace("两", "二")), pair[3])), "about"
    if numeral[0] in "百千万亿":
        if not bare_ten or (len(numeral) > 1 and any(c not in _TEN for c in numeral)):
            return None, ""
        numeral = "一" + numeral
    numeral = _LEAP.sub("", numeral)
    try:
        return number(numeral), ""
    except ValueError:
        return None, ""
