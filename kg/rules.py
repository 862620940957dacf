"""The rule engine: sentences whose mentions have become one letter of their kind each, and the Turtle rules that fire.

A rule's pattern is a regular expression (syntax of the `regex` package) with slots, as in `{agent} fired at {patient}`.
A slot stands for one mention of its kind or for several coordinated ones, so no pattern can cut through a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import regex
from rdflib import RDF, Graph, Literal, URIRef

from kg.errors import LexiconError
from kg.model import ACTORS, Annotated, Kind, Mention, Sentence
from kg.namespaces import LKG, RULE
from kg.text import Span
from kg.turtle import read_turtle, turtle_files

CODES = {kind: chr(0xE000 + place) for place, kind in enumerate(Kind)}
_STATES = frozenset({Kind.STATE, Kind.DISPUTED})
SLOTS: Mapping[str, frozenset[Kind]] = {
    **dict.fromkeys(("actor", "agent", "patient", "participant", "target", "source", "complier", "party"), ACTORS),
    "state": _STATES | {Kind.ANAPHOR},
    "place": _STATES | {Kind.PLACE},
    "site": frozenset({Kind.PLACE}),
    "person": frozenset({Kind.PERSON}),
    "organization": frozenset({Kind.ORGANIZATION}),
    "force": frozenset({Kind.FORCE}),
    "group": frozenset({Kind.GROUP}),
    "date": frozenset({Kind.DATE}),
    "count": frozenset({Kind.COUNT}),
    "agreement": frozenset({Kind.AGREEMENT}),
    "provision": frozenset({Kind.PROVISION}),
    "symbol": frozenset({Kind.SYMBOL}),
    "post": frozenset({Kind.POST}),
}
RULE_CLASSES = (
    "EventRule", "ActRule", "ComplianceRule", "CasualtyRule", "ContextRule", "SourceRule", "AgreementRule",
    "DatingRule", "DistanceRule", "ProvisionRule", "FigureRule", "StatusRule",
)  # fmt: skip
SPELLED = frozenset({Kind.GROUP, Kind.FORCE})
JOINT = "(?:、|和|与|及|以及|或|同|-)"
OF = "的"  # between a whole and its part
_SLOT = regex.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as its Turtle block says it; `options` holds its further properties by local name."""

    name: str
    rule_class: str
    yields: tuple[str, ...]
    patterns: tuple[regex.Pattern[str], ...]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    priority: int = 0
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All rules by class, in the order in which they are tried: higher priority first, then by name."""

    by_class: Mapping[str, tuple[Rule, ...]]

    def of(self, rule_class: str) -> tuple[Rule, ...]:
        """The rules of a class, first to last."""
        return self.by_class.get(rule_class, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence with its mentions masked: `characters[i]` stands for the part's text from `starts[i]` on."""

    sentence: Sentence
    characters: str
    starts: tuple[int, ...]
    mentions: Mapping[int, Mention]

    def span(self, start: int, end: int) -> Span:
        """A stretch of the masked characters, in the part's text."""
        return Span(self.starts[start], self.starts[end])

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions in a stretch of the masked characters, in order."""
        return tuple(self.mentions[i] for i in range(start, end) if i in self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A rule that fired: where (in the part's text and in the masked characters) and which mentions fill its slots."""

    rule: Rule
    masked: Masked
    start: int
    end: int
    slots: Mapping[str, tuple[Mention, ...]]
    groups: Mapping[str, Span]

    @property
    def span(self) -> Span:
        """The words that the rule fired on, in the part's text."""
        return self.masked.span(self.start, self.end)


def mask(annotated: Annotated, sentence: Sentence, skip: int = 0) -> Masked:
    """The sentence (without its first `skip` characters) with one letter of the private area for each mention in it."""
    span = Span(min(sentence.span.start + skip, sentence.span.end), sentence.span.end)
    text, at = annotated.part.text.characters, span.start
    characters: list[str] = []
    starts: list[int] = []
    mentions: dict[int, Mention] = {}
    for mention in annotated.mentions:
        if not span.covers(mention.span) or mention.span.start < at:
            continue
        characters += text[at : mention.span.start]
        starts += range(at, mention.span.start)
        mentions[len(characters)] = mention
        characters.append(CODES[mention.kind])
        starts.append(mention.span.start)
        at = mention.span.end
    characters += text[at : span.end]
    starts += range(at, span.end + 1)
    return Masked(sentence=sentence, characters="".join(characters), starts=tuple(starts), mentions=mentions)


def spelled(masked: Masked) -> Masked:
    """The sentence with its groups and forces in words, which may themselves say what befell people (refugees)."""
    characters: list[str] = []
    starts: list[int] = []
    mentions: dict[int, Mention] = {}
    for place, character in enumerate(masked.characters):
        mention = masked.mentions.get(place)
        if mention is not None and mention.kind in SPELLED:
            characters += mention.surface
            starts += range(mention.span.start, mention.span.end)
            continue
        if mention is not None:
            mentions[len(characters)] = mention
        characters.append(character)
        starts.append(masked.starts[place])
    return replace(masked, characters="".join(characters), starts=(*starts, masked.starts[-1]), mentions=mentions)


@lru_cache(maxsize=64)
def slot_letters(slot: str) -> str:
    """The letters that a slot may hold, as the inside of a character class."""
    return "".join(sorted(CODES[kind] for kind in SLOTS[slot]))


def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """A rule's pattern as a regular expression over masked characters.

    Raises ValueError for an unknown slot and `regex.error` for a broken expression.

    >>> bool(compile_pattern("{agent}开火").search(CODES[Kind.STATE] + "和" + CODES[Kind.FORCE] + "开火"))
    True
    """

    def expand(found: regex.Match[str]) -> str:
        name = found[1]
        base = name.rstrip("_") if name.rstrip("_") in SLOTS else name
        if base not in SLOTS:
            raise ValueError(f"unknown slot {{{name}}}; there are {', '.join(sorted(SLOTS))}")
        letters = slot_letters(base)
        return f"(?P<{base}>[{letters}](?:{JOINT}[{letters}])*+)"

    return regex.compile(_SLOT.sub(expand, pattern), regex.V1)


def fire(rules: tuple[Rule, ...], masked: Masked) -> Iterator[Firing]:
    """Every place where a rule fires in a sentence, in the rules' order."""
    for rule in rules:
        for pattern in rule.patterns:
            for found in pattern.finditer(masked.characters):
                slots: dict[str, tuple[Mention, ...]] = {}
                groups: dict[str, Span] = {}
                for name in found.groupdict():
                    spans = [s for s in found.spans(name) if s[0] >= 0 and s[1] > s[0]]
                    if spans:
                        groups[name] = masked.span(*spans[-1])
                        mentions = tuple(m for s in spans for m in masked.within(*s))
                        if mentions:
                            slots[name] = mentions
                yield Firing(rule=rule, masked=masked, start=found.start(), end=found.end(), slots=slots, groups=groups)


def load_rules(*folders: Path) -> Rules:
    """The rules in all Turtle files below the folders; a rule of a later folder replaces one of the same name.

    Raises LexiconError that names the file, the rule and what is wrong with it.
    """
    return read_rules(*turtle_files(*folders))


def read_rules(*paths: Path) -> Rules:
    """The rules of these Turtle files; as `load_rules`."""
    rules: dict[str, Rule] = {}
    for path in paths:
        graph = read_turtle(path)
        for rule_class in RULE_CLASSES:
            for node in sorted(graph.subjects(RDF.type, LKG[rule_class]), key=str):
                rule = _rule(graph, node, rule_class, path)
                rules[rule.name] = rule
    return Rules(
        by_class={
            c: tuple(sorted((r for r in rules.values() if r.rule_class == c), key=lambda r: (-r.priority, r.name)))
            for c in RULE_CLASSES
        }
    )


def _rule(graph: Graph, node: object, rule_class: str, path: Path) -> Rule:
    if not isinstance(node, URIRef):
        raise LexiconError(path, str(node), "a rule needs an IRI of its own, such as rule:open-fire")
    name = str(node).removeprefix(str(RULE))
    values: dict[str, tuple[str, ...]] = {}
    for predicate in sorted({p for p in graph.predicates(node) if str(p).startswith(str(LKG))}, key=str):
        objects = sorted(graph.objects(node, predicate), key=str)
        values[str(predicate).removeprefix(str(LKG))] = tuple(_local(o) for o in objects)
    patterns = []
    for pattern in values.get("pattern", ()):
        try:
            patterns.append(compile_pattern(pattern))
        except (ValueError, regex.error) as error:
            raise LexiconError(path, name, f"pattern {pattern!r}: {error}") from error
    if not patterns:
        raise LexiconError(path, name, "has no lkg:pattern")
    return Rule(
        name=name,
        rule_class=rule_class,
        yields=values.get("yields", ()),
        patterns=tuple(patterns),
        examples=values.get("example", ()),
        counter_examples=values.get("counterExample", ()),
        priority=int(values.get("priority", ("0",))[0]),
        options={k: v for k, v in values.items() if k not in ("pattern", "example", "counterExample", "yields")},
        path=path,
    )


def _local(value: object) -> str:
    """A literal's words, or the last step of an IRI."""
    return str(value) if isinstance(value, Literal) else str(value).replace("#", "/").rsplit("/", 1)[-1]
