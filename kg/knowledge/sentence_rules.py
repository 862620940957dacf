"""The rule engine: sentences whose mentions have become one letter of their kind each, and the Turtle rules that fire.

A rule's pattern is a regular expression (syntax of the `regex` package) with slots, as in `{agent} fired at {patient}`.
A slot stands for one mention of its kind or for several coordinated ones, so no pattern can cut through a name.
A name with a hyphen, as in `{blame-verb}`, stands for a list of words that Turtle defines once (a pattern part).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

import regex

from kg.knowledge.alphabet import LETTERS, ONE_KIND, letters
from kg.knowledge.expressions import Expression, expression, sieve
from kg.knowledge.name_patterns import parts_in, with_words
from kg.knowledge.rule import Block, Rule, blocks, properties, typed
from kg.knowledge.rule_row import RuleRow
from kg.knowledge.turtle import read_facts, turtle_files
from kg.model.mention import ACTORS, STATES, Kind

SLOTS: Mapping[str, frozenset[Kind]] = {
    **dict.fromkeys(("actor", "agent", "patient", "participant", "target", "source", "complier", "party"), ACTORS),
    "state": STATES | {Kind.ANAPHOR},
    "place": STATES | {Kind.PLACE},
    "site": frozenset({Kind.PLACE}),
    **ONE_KIND,
}

JOINT = "(?:[、和与及或同-]|以及|及其)"
SPELLED = "(?:[(（][A-Z][A-Za-zÀ-ɏ’‘ .-]{1,18}+[)）])?+"  # a foreign name in its own letters, behind the Chinese one
GOVERNING = ("在", "向", "从", "经")  # where, to whom, whence and by whose leave something is done: no subject follows
WHENCE = ("从", "自", "由", "驻")  # who comes from there or stands there need not be of it
LIST_JOINT = "(?:[、和及]|以及)"  # parts members of a list alone, not two sides of one thing
_STATE = LETTERS[Kind.STATE]
_COUNT = LETTERS[Kind.COUNT]  # how many they are, before a later member of a list
_BESIDE = f"(?<={_STATE})(?={_STATE})"  # between two states, each by one character
ASPECTS = "了过着"  # that a verb has behind it
OF = "的"  # between a whole and its part
# After a place: where in it or beside it another lies.
_WITHIN = "以?[东南西北]{1,2}[部面方边郊]?|境内|附近|一带|郊[区外]|市郊|外|市中心|对岸|[省州市县]?的?(?:首[府都]|省会)"
PART = f"(?:{_WITHIN}|(?:[东南西北]{{1,2}}部)?(?:港口|边境|沿海|重镇))(?:{_COUNT}处?)?"
_WORDS_OF_ITS_OWN = {"words": True}
"""The metadata of a field whose values are expressions, not over sentences but over words that the rule looks at."""
_SLOT = regex.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRule(Rule):
    """A rule over sentences; what the fields of the classes mean is told in the ontology, under their names there."""

    patterns: tuple[Expression, ...]
    yields: tuple[str, ...] = ()

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """All its expressions: its patterns, and those over words that it looks at."""
        others = (getattr(self, one.name) for one in fields(self) if one.metadata == _WORDS_OF_ITS_OWN)
        return (*self.patterns, *(each for some in others for each in some))


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule(SentenceRule):
    """A rule whose words say something of other words in their reach."""

    direction: str = "forward"
    reach: str = "clause"
    terminates: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule(CueRule):
    """What denies, supposes or reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule(CueRule):
    """An event, a context of events, or (with `fills`) a rule of the clause grammar."""

    agent: tuple[str, ...] = ()
    agreement_kind: tuple[str, ...] = ()
    agreement_words: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)
    apart: tuple[str, ...] = ()
    but: str = ""
    closes: tuple[str, ...] = ()
    date_words: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)
    fills: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    on: str = ""
    pick: str = ""
    roles: tuple[str, ...] = ()
    slot: str = ""
    surface: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)
    time: tuple[str, ...] = ()
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtypeRule(SentenceRule):
    """The subtype of an event whose trigger lies within its words or overlaps them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenRule(SentenceRule):
    """A rule that depends on who speaks, whose doing the words tell and what takes them back."""

    part_kind: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRule(SpokenRule):
    """An act of the speaker, or (of the stage `grammar`) a piece of its clause."""

    meant: tuple[str, ...] = ()
    stage: str = "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceRule(SpokenRule):
    """Who keeps, breaks, signs or brokers an agreement; with `doing`, only where the sentence does such an act."""

    agreement_words: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)
    beside: str = ""
    complier: str = "nobody"
    doing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyRule(SentenceRule):
    """A harm and the number of those who suffer it."""

    counted: tuple[str, ...] = ()
    done_by: str = ""
    whole: str = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRule(SentenceRule):
    """Of when and of which event a figure is."""

    surface: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule(SentenceRule):
    """Whom the speaker quotes."""

    surface: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)
    terminates: tuple[Expression, ...] = field(default=(), metadata=_WORDS_OF_ITS_OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRule(SentenceRule):
    """The kind of agreement that a name tells; its patterns see the name's own words."""

    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatingRule(SentenceRule):
    """The date of an agreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceRule(SentenceRule):
    """Words that the speaker disowns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRule(SentenceRule):
    """The agreement that an article or paragraph is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule(SentenceRule):
    """The status that words beside a place's name give it."""


RULE_CLASSES: tuple[type[SentenceRule], ...] = (
    EventRule, SubtypeRule, ActRule, ComplianceRule, CasualtyRule, ContextRule, SourceRule, AgreementRule, DatingRule,
    DistanceRule, ProvisionRule, FigureRule, StatusRule,
)  # fmt: skip
_BY_NAME = {rule_class.__name__: rule_class for rule_class in RULE_CLASSES}
RuleT = TypeVar("RuleT", bound=SentenceRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules by class, in the order in which they are tried: higher priority first, then by name."""

    by_class: Mapping[type[SentenceRule], tuple[SentenceRule, ...]]
    _sorted: dict[Hashable, dict[Hashable, RuleRow[Any]]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, rule_class: type[RuleT]) -> RuleRow[RuleT]:
        """The rules of a class, first to last."""
        return self.such(rule_class, type, cast(Hashable, rule_class))

    def such(self, rule_class: type[RuleT], what: Callable[[RuleT], Hashable], wanted: Hashable) -> RuleRow[RuleT]:
        """The rules of a class of which a function tells what is wanted; a rule is asked once and for all.

        The function is one of a module, not made anew for each sentence.
        """
        if (known := self._sorted.get((rule_class, what))) is None:
            said: defaultdict[Hashable, list[RuleT]] = defaultdict(list)
            for rule in cast("tuple[RuleT, ...]", self.by_class.get(rule_class, ())):
                said[what(rule)].append(rule)
            known = self._sorted[rule_class, what] = {answer: RuleRow(rules) for answer, rules in said.items()}
        return known.get(wanted) or RuleRow()


def compile_pattern(
    pattern: str, rule: str = "", path: Path = Path(), words: Mapping[str, str] = MappingProxyType({})
) -> Expression:
    """A rule's pattern as an expression over masked characters; `words` are the lists of words that it may name.

    Raises ValueError for an unknown slot and as `kg.knowledge.name_patterns.with_words`, and as
    `kg.knowledge.expressions.expression`.

    >>> state, force = (letters(frozenset({kind})) for kind in (Kind.STATE, Kind.FORCE))
    >>> bool(compile_pattern("{agent}开火").search(f"{state}和{force}开火"))
    True
    """

    def expand(found: regex.Match[str]) -> str:
        base = found[1].rstrip("_") if found[1].rstrip("_") in SLOTS else found[1]
        if base not in SLOTS:
            raise ValueError(f"unknown slot {{{base}}}; there are {', '.join(sorted(SLOTS))}")
        named = f"[{letters(SLOTS[base])}]"
        joint = SPELLED + JOINT if base in ("place", "site") else JOINT
        first = rf"(?:\G|(?<!{named}{joint})(?<!{_STATE}(?={_STATE})))" if _leads(pattern[: found.start()]) else ""
        return f'{first}(?P<{base}>{named}(?:(?:[”"]?{joint}{_COUNT}?[“"]?|{_BESIDE}){named})*+)'

    pattern = with_words(pattern, words)
    return expression(_SLOT.sub(expand, pattern), rule, path)


def _leads(before: str) -> bool:
    """Whether a slot with these signs before it begins a match.

    What it begins is sought at the first of several coordinated mentions alone: from the others it would match if and
    only if it does from there, and a list of a thousand names would be read a thousand times.
    """
    return not before or (before.endswith("|") and before.count("(") == before.count(")"))


def load_rules(*folders: Path) -> Rules:
    """The rules in all Turtle files below the folders; a rule of a later folder replaces one of the same name.

    Raises LexiconError that names the file, the rule and what is wrong with it.
    """
    return read_rules(*turtle_files(*folders))


def read_rules(*paths: Path) -> Rules:
    """The rules of these Turtle files; as `load_rules`."""
    rules: dict[str, SentenceRule] = {}
    facts = [read_facts(path) for path in paths]
    words = {name: part for each in facts for name, part in parts_in(each).items()}
    for each in facts:
        for rule_class, block in blocks(each, *_BY_NAME):
            rules[block.name] = typed(block, _BY_NAME[rule_class], **_expressions(block, _BY_NAME[rule_class], words))
    ranked = sorted(rules.values(), key=lambda rule: (-rule.priority, rule.name))
    return sieved(Rules(by_class={c: tuple(rule for rule in ranked if type(rule) is c) for c in RULE_CLASSES}))


def sieved(rules: Rules) -> Rules:
    """The rules, with those told together which may fire that are tried on sentences, and those tried on parts."""
    # Not asked for by `of`: what is kept of the knowledge for the next run has no rows.
    for kinds in ([kind for kind in RULE_CLASSES if kind not in (AgreementRule, StatusRule)], [StatusRule]):
        sieve(pattern for kind in kinds for rule in rules.by_class.get(kind, ()) for pattern in rule.patterns)
    return rules


def _expressions(
    block: Block, rule_class: type[SentenceRule], words: Mapping[str, str]
) -> dict[str, tuple[Expression, ...]]:
    """The fields of a rule that hold expressions."""
    if not block.patterns:
        raise block.error("has no lkg:pattern")
    own = {one.name for one in fields(rule_class) if one.metadata == _WORDS_OF_ITS_OWN}
    named = {name: block.options[option] for option, name in properties(rule_class).items() if option in block.options}
    said = {"patterns": block.patterns, **{name: values for name, values in named.items() if name in own}}
    found: dict[str, tuple[Expression, ...]] = {}
    for name, values in said.items():
        for pattern in values:
            try:
                made = compile_pattern(pattern, block.name, block.path, words)
            except (ValueError, regex.error) as error:
                raise block.error(f"pattern {pattern!r}: {error}") from error
            found[name] = (*found.get(name, ()), made)
    return found
