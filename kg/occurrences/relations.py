"""Whether two accounts tell of one occurrence: how their times, places, sides and instruments relate, and the rules.

The rules are Turtle (`lkg:OccurrenceRule`); what is compared is computed here, and what it means is theirs to say.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kg.errors import LexiconError
from kg.knowledge.turtle import read_turtle, turtle_files
from kg.namespaces import LKG, RULE

LONG = datetime.timedelta(days=10)
TIMES = ("equal", "days", "next", "within", "period", "open", "apart")
PLACES = ("same", "along", "wider", "open", "apart")
ACTORS = ("same", "some", "shared", "mirrored", "open", "apart")
INSTRUMENTS = ("same", "open", "apart")
TYPES = ("same", "other")
POLARITIES = ("told", "denied", "both-denied")
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "onTime": TIMES, "onPlace": PLACES, "onActors": ACTORS, "onInstrument": INSTRUMENTS, "onType": TYPES,
    "onPolarity": POLARITIES,
}  # fmt: skip
YIELDS = ("same", "only", "doubtful")
_NOTATION = re.compile(
    r"(?P<denied>not )?(?P<type>\w+)(?: (?P<begin>\d{4}(?:-\d\d){0,2})(?:/(?P<end>\d{4}(?:-\d\d){2}))?)?"
    r"(?: (?P<actors>[^@#\s]+))?(?: @(?P<places>[^#\s]+))?(?: #(?P<instruments>\S+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place of an account: what it lies in; whether it is a state, or a line between two (border, contact line)."""

    place: str
    above: frozenset[str] = frozenset()
    is_state: bool = False
    is_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """What an account says, as far as it is compared; actors are sides (states, bodies), instruments agreements.

    `denied` marks an occurrence that every claim about it says there was not.
    """

    type: str
    begin: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = "day"
    sites: frozenset[Site] = frozenset()
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    denied: bool = False

    @property
    def sides(self) -> frozenset[str]:
        """All who have a part."""
        return self.agents | self.patients | self.participants

    @property
    def brief(self) -> bool:
        """Whether it is dated to the day and lasts no longer than ten days."""
        known = self.begin is not None and self.end is not None and self.precision == "day"
        return known and self.end - self.begin <= LONG  # type: ignore[operator]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Under which relations two accounts of these types are held to be of one occurrence, or to be doubtful.

    `conditions` hold, for a relation's name, the values that it may have; a relation that is not named may have any.
    It yields `same`; `only`: the same if all that the account could be the same as are one occurrence; or `doubtful`.
    """

    name: str
    yields: str
    types: frozenset[str]
    conditions: Mapping[str, frozenset[str]]
    comments: tuple[tuple[str, str], ...]
    priority: int = 0
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    path: Path = Path()

    def holds(self, types: tuple[str, str], relations: Mapping[str, str]) -> bool:
        """Whether it speaks of these types and its conditions are met."""
        return self.types.issuperset(types) and all(relations[on] in v for on, v in self.conditions.items())


def relate(one: Comparable, two: Comparable) -> dict[str, str]:
    """How two accounts relate, by the names of `RELATIONS`; the order of the two does not matter."""
    return {
        "onTime": _time(one, two),
        "onPlace": _place(one, two),
        "onActors": _actors(one, two),
        "onInstrument": _sets(one.instruments, two.instruments),
        "onType": "same" if one.type == two.type else "other",
        "onPolarity": POLARITIES[one.denied + two.denied],
    }


def differ(one: Comparable, two: Comparable) -> bool:
    """Whether two accounts differ in time, place or in who did what to whom, as far as both say it."""
    roles = ((one.agents, two.agents), (one.patients, two.patients), (one.participants, two.participants))
    unlike = any(first and second and first != second for first, second in roles)
    return unlike or _time(one, two) != "equal" or _place(one, two) != "same"


def match(rules: Iterable[Rule], one: Comparable, two: Comparable) -> tuple[Rule, dict[str, str]] | None:
    """The first rule that holds for two accounts, with how they relate."""
    relations = relate(one, two)
    found = next((rule for rule in rules if rule.holds((one.type, two.type), relations)), None)
    return (found, relations) if found else None


def _time(one: Comparable, two: Comparable) -> str:
    if one.begin is None or two.begin is None:
        return "open"
    if (one.begin, one.end, one.precision) == (two.begin, two.end, two.precision):
        return "equal" if one.brief else "period"
    far = datetime.date.max
    gap = max(one.begin, two.begin) - min(one.end or far, two.end or far)
    if one.brief and two.brief:
        nearness = ("days", "next") if gap <= datetime.timedelta(days=1) else ("apart", "apart")
        return nearness[gap > datetime.timedelta()]
    return "within" if gap <= datetime.timedelta() else "apart"


def _place(one: Comparable, two: Comparable) -> str:
    if not (one.sites and two.sites):
        return "open"
    found = {_site(p, q) for p in one.sites for q in two.sites}
    return next(relation for relation in PLACES if relation in found)


def _site(one: Site, two: Site) -> str:
    if one.place == two.place:
        return "same"
    inner, outer = (one, two) if two.place in one.above else (two, one)
    if outer.place in inner.above:
        return "wider" if outer.is_state else "same"
    return "along" if one.is_line or two.is_line else "apart"


def _actors(one: Comparable, two: Comparable) -> str:
    if not (one.sides and two.sides):
        return "open"
    if not one.sides & two.sides:
        return "apart"
    crossed = (one.agents & two.patients) | (two.agents & one.patients)
    straight = (one.agents & two.agents) | (one.patients & two.patients)
    if crossed and not straight:
        return "mirrored"
    if one.sides == two.sides:
        return "same"
    return "some" if one.sides < two.sides or two.sides < one.sides else "shared"


def _sets(one: frozenset[str], two: frozenset[str]) -> str:
    if not (one and two):
        return "open"
    return "same" if one & two else "apart"


def load_occurrence_rules(*folders: Path) -> tuple[Rule, ...]:
    """The rules in all Turtle files below the folders, in the order in which they are tried; later folders replace.

    Raises LexiconError that names the file, the rule and what is wrong with it.
    """
    rules: dict[str, Rule] = {}
    for path in turtle_files(*folders):
        graph = read_turtle(path)
        for node in sorted(graph.subjects(RDF.type, LKG.OccurrenceRule), key=str):
            rule = _rule(graph, URIRef(str(node)), path)
            rules[rule.name] = rule
    return tuple(sorted(rules.values(), key=lambda rule: (-rule.priority, rule.name)))


def _rule(graph: Graph, node: URIRef, path: Path) -> Rule:
    name = str(node).removeprefix(str(RULE))

    def words(term: str) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in graph.objects(node, LKG[term])))

    conditions = {}
    for on, known in RELATIONS.items():
        if values := words(on):
            if unknown := sorted(set(values) - set(known)):
                raise LexiconError(path, name, f"lkg:{on} {unknown[0]!r} is unknown; write {', '.join(known)}")
            conditions[on] = frozenset(values)
    if len(words("yields")) != 1 or words("yields")[0] not in YIELDS:
        raise LexiconError(path, name, f"lkg:yields must be one of {', '.join(YIELDS)}")
    comments = (value for value in graph.objects(node, RDFS.comment) if isinstance(value, Literal))
    return Rule(
        name=name,
        yields=words("yields")[0],
        types=frozenset(str(value).rpartition("/")[2] for value in words("tellsOf")),
        conditions=conditions,
        comments=tuple(sorted((str(value.language), str(value)) for value in comments)),
        priority=int(next(iter(words("priority")), "0")),
        examples=words("example"),
        counter_examples=words("counterExample"),
        path=path,
    )


def check_occurrence_rules(*folders: Path) -> Iterator[LexiconError]:
    """What the rules' own examples show to be wrong; an example is a pair of accounts, `ACCOUNT | ACCOUNT`.

    An account is written `TYPE 1999-03-01/1999-03-02 A>B @PLACE<WIDER,PLACE #AGREEMENT`: `A>B` for who did it to whom,
    `A=B` for those who took part evenly; `~PLACE` is a line between two, `!PLACE` a state; `not` before all is denied.
    """
    for rule in load_occurrence_rules(*folders):
        if not (rule.examples and rule.counter_examples):
            yield LexiconError(
                rule.path, rule.name, "has no lkg:example or no lkg:counterExample; give a pair of accounts"
            )
        for wanted, examples in ((True, rule.examples), (False, rule.counter_examples)):
            for example in examples:
                yield from _check(rule, example, wanted)


def _check(rule: Rule, example: str, wanted: bool) -> Iterator[LexiconError]:
    try:
        one, two = (parse_comparable(words.strip()) for words in example.split("|"))
    except ValueError as error:
        yield LexiconError(rule.path, rule.name, f"example {example!r} is not two accounts: {error}")
        return
    relations = relate(one, two)
    if rule.holds((one.type, two.type), relations) is not wanted:
        fault = "does not hold for its example" if wanted else "holds for its counter-example"
        told = ", ".join(f"{on} {value}" for on, value in relations.items())
        yield LexiconError(rule.path, rule.name, f"{fault}: {example} ({told})")


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
