"""The rules that say whether two accounts tell of one occurrence, and the notation of their examples."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.errors import LexiconError
from kg.knowledge.rule import DERIVED, Block, Rule, blocks, check, typed
from kg.knowledge.turtle import read_facts, turtle_files
from kg.occurrences.relations import RELATIONS, Comparable, Site, relate

YIELDS = ("same", "only", "doubtful")
_NOTATION = re.compile(
    r"(?P<denied>not )?(?P<type>\w+)(?: (?P<begin>\d{4}(?:-\d\d){0,2})(?:/(?P<end>\d{4}(?:-\d\d){2}))?)?"
    r"(?: (?P<actors>[^@#\s]+))?(?: @(?P<places>[^#\s]+))?(?: #(?P<instruments>\S+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceRule(Rule):
    """Under which relations two accounts of these types are held to be of one occurrence, or to be doubtful.

    `conditions` hold, for a relation's name, the values that it may have; a relation that is not named may have any.
    It yields `same`; `only`: the same if all that the account could be the same as are one occurrence; or `doubtful`.
    """

    yields: str
    tells_of: frozenset[str]
    comments: tuple[tuple[str, str], ...]
    conditions: Mapping[str, frozenset[str]] = field(metadata=DERIVED)
    on_time: tuple[str, ...] = ()
    on_place: tuple[str, ...] = ()
    on_actors: tuple[str, ...] = ()
    on_instrument: tuple[str, ...] = ()
    on_type: tuple[str, ...] = ()
    on_polarity: tuple[str, ...] = ()

    def holds(self, types: tuple[str, str], relations: Mapping[str, str]) -> bool:
        """Whether it speaks of these types and its conditions are met."""
        return self.tells_of.issuperset(types) and all(relations[on] in v for on, v in self.conditions.items())


def match(
    rules: Iterable[OccurrenceRule], one: Comparable, two: Comparable
) -> tuple[OccurrenceRule, dict[str, str]] | None:
    """The first rule that holds for two accounts, with how they relate."""
    relations = relate(one, two)
    found = next((rule for rule in rules if rule.holds((one.type, two.type), relations)), None)
    return (found, relations) if found else None


RuleT = TypeVar("RuleT", bound=Rule)


def load_rules(of_class: str, make: Callable[[Block], RuleT], *folders: Path) -> tuple[RuleT, ...]:
    """The rules of a class (by local name) in all Turtle files below the folders; later folders replace.

    They come in the order in which they are tried. Raises LexiconError that names the file, the rule and what is wrong
    with it.
    """
    found = (block for path in turtle_files(*folders) for _, block in blocks(read_facts(path), of_class))
    rules = {block.name: make(block) for block in found}
    return tuple(sorted(rules.values(), key=lambda rule: (-rule.priority, rule.name)))


def conditions_of(block: Block, relations: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The values that a rule asks of each relation; raises LexiconError for one that the relation cannot have."""
    conditions = {on: frozenset(block.options[on]) for on in relations if on in block.options}
    for on, values in conditions.items():
        if unknown := sorted(values - set(relations[on])):
            raise block.error(f"lkg:{on} {unknown[0]!r} is unknown; write {', '.join(relations[on])}")
    return conditions


def load_occurrence_rules(*folders: Path) -> tuple[OccurrenceRule, ...]:
    """The rules that join accounts, as `load_rules` gives them."""
    return load_rules("OccurrenceRule", _rule, *folders)


def _rule(block: Block) -> OccurrenceRule:
    yields = block.options.get("yields", ())
    if len(yields) != 1 or yields[0] not in YIELDS:
        raise block.error(f"lkg:yields must be one of {', '.join(YIELDS)}")
    tells_of = frozenset(block.options.get("tellsOf", ()))
    return typed(block, OccurrenceRule, tells_of=tells_of, conditions=conditions_of(block, RELATIONS))


def check_occurrence_rules(*folders: Path) -> Iterator[LexiconError]:
    """What the rules' own examples show to be wrong; an example is a pair of accounts, `ACCOUNT | ACCOUNT`.

    An account is written `TYPE 1999-03-01/1999-03-02 A>B @PLACE<WIDER,PLACE #AGREEMENT`: `A>B` for who did it to whom,
    `A=B` for those who took part evenly; `~PLACE` is a line between two, `!PLACE` a state; `not` before all is denied.
    """
    for rule in load_occurrence_rules(*folders):
        broken = tuple(_misread(rule))
        yield from broken or check(rule, partial(_holds, rule), ("hold for", "holds for"), _relations)


def _misread(rule: OccurrenceRule) -> Iterator[LexiconError]:
    for example in (*rule.examples, *rule.counter_examples):
        try:
            _pair(example)
        except ValueError as error:
            yield LexiconError(rule.path, rule.name, f"example {example!r} is not two accounts: {error}")


def _pair(example: str) -> tuple[Comparable, Comparable]:
    one, two = (parse_comparable(words.strip()) for words in example.split("|"))
    return one, two


def _holds(rule: OccurrenceRule, example: str) -> bool:
    one, two = _pair(example)
    return rule.holds((one.type, two.type), relate(one, two))


def _relations(example: str) -> str:
    return f" ({', '.join(f'{on} {value}' for on, value in relate(*_pair(example)).items())})"


def parse_comparable(words: str) -> Comparable:
    """An account in the notation of the rules' examples; raises ValueError.

    >>> told = parse_comparable("ArmedAttack 1999-03-01 A>B @D<A")
    >>> sorted(told.sides), [site.place for site in told.sites]
    (['A', 'B'], ['D'])
    """
    found = _NOTATION.fullmatch(words)
    if not found:
        raise ValueError(f"{words!r} is no account; write TYPE DATE A>B @PLACE #AGREEMENT")
    begin, end = found["begin"], found["end"]
    precision = ("year", "month", "day")[begin.count("-")] if begin else "day"
    first = datetime.date.fromisoformat((begin + "-01-01")[:10]) if begin else None
    last = datetime.date.fromisoformat(end) if end else _last(first, precision)
    agents, arrow, patients = (found["actors"] or "").partition(">")
    return Comparable(
        type=found["type"],
        begin=first,
        end=last,
        precision=precision,
        sites=frozenset(map(_parse_site, filter(None, (found["places"] or "").split(",")))),
        agents=_names(agents) if arrow else frozenset(),
        patients=_names(patients),
        participants=frozenset() if arrow else _names(agents),
        instruments=_names(found["instruments"] or ""),
        denied=found["denied"] is not None,
    )


def _last(first: datetime.date | None, precision: str) -> datetime.date | None:
    if first is None or precision == "day":
        return first
    later = first.replace(year=first.year + 1) if precision == "year" else first + datetime.timedelta(days=31)
    return later.replace(day=1) - datetime.timedelta(days=1)


def _parse_site(words: str) -> Site:
    place, *above = words.split("<")
    return Site(
        place=place.strip("~!"),
        above=frozenset(name.strip("~!") for name in above),
        is_state=place.startswith("!"),
        is_line=place.startswith("~"),
    )


def _names(words: str) -> frozenset[str]:
    return frozenset(filter(None, words.split("=")))
