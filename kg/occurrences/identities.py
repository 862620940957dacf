"""Which persons and which places of several documents may be one under two names; a person judges, nothing is merged.

A letter is signed with a full name, a record prints the surname alone, two translators spell a village in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rdflib import URIRef

from kg.errors import LexiconError
from kg.graph.lookup import Lookup
from kg.graph.told import TITLE
from kg.knowledge.rule import DERIVED, Block, Rule, check, typed
from kg.model.signs import DOTS
from kg.namespaces import LKG, RDF, SKOS
from kg.occurrences.clustering import Link, pair_of
from kg.occurrences.rules import conditions_of, load_rules
from kg.occurrences.told import ToldStatements

CLASSES = ("Person", "Place")
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "onName": ("equal", "part", "spelling", "other"),
    "onSide": ("same", "open", "apart"),
    "onDocument": ("apart", "together"),
}
"""How two entities relate: the values that each relation may have."""
SHORTEST = 3
"""A name of fewer characters is another name when one character differs."""
_DOTS = re.compile(rf"[{DOTS}\uff0e.]")
_NOTATION = re.compile(r"(?P<of>Person|Place) (?P<name>[^@#]+?)(?: @(?P<side>\S+))?(?: #(?P<documents>\S+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person or a place as it is compared: names without their dots, parted where a dot parts them.

    `side` are the states or bodies that it is of, or in which it lies; `documents` are those that name it; `listed`
    says that it has names in both languages, as entries of a lexicon have.
    """

    entity: str
    of_class: str
    names: frozenset[tuple[str, ...]]
    side: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule(Rule):
    """Under which relations two entities of a class (Person, Place) are offered to a judge as perhaps one."""

    of_class: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]
    conditions: Mapping[str, frozenset[str]] = field(metadata=DERIVED)
    on_name: tuple[str, ...] = ()
    on_side: tuple[str, ...] = ()
    on_document: tuple[str, ...] = ()

    def holds(self, of_class: str, relations: Mapping[str, str]) -> bool:
        """Whether it speaks of this class and its conditions are met."""
        return of_class in self.of_class and all(relations[on] in v for on, v in self.conditions.items())


def relate(one: Named, two: Named) -> dict[str, str]:
    """How two entities relate, by the names of `RELATIONS`; the order of the two does not matter."""
    found = {_names(a, b) for a in one.names for b in two.names} or {"other"}
    sides = "open" if not (one.side and two.side) else "same" if one.side & two.side else "apart"
    return {
        "onName": min(found, key=RELATIONS["onName"].index),
        "onSide": sides,
        "onDocument": "together" if one.documents & two.documents else "apart",
    }


def _names(one: Sequence[str], two: Sequence[str]) -> str:
    """How two names relate, each by its parts.

    >>> _names(("卡洛斯", "门多萨"), ("门多萨",)), _names(("朴",), ("朴俊",)), _names(("门多萨",), ("门多莎",))
    ('part', 'part', 'spelling')
    """
    if one == two:
        return "equal"
    short, long = sorted((one, two), key=lambda name: (len(name), len("".join(name))))
    if len(short) < len(long):
        runs = (long[at : at + len(short)] for at in range(len(long) - len(short) + 1))
        return "part" if any(run == short for run in runs) else "other"
    if len(short) == 1 and len(short[0]) == 1 and len(long[0]) in (2, 3) and long[0].startswith(short[0]):
        return "part"  # a family name of one character, before the given name
    return "spelling" if _one_sign_apart("".join(short), "".join(long)) else "other"


def _one_sign_apart(short: str, long: str) -> bool:
    """Whether one character stands for another, or is missing."""
    if len(short) < SHORTEST or len(long) - len(short) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def offered(one: Named, two: Named, rules: Iterable[IdentityRule]) -> Link | None:
    """The link between two entities of a class that a rule offers.

    Two entries of a lexicon are no pair: whoever wrote it told them apart.
    """
    if one.listed and two.listed:
        return None
    relations = relate(one, two)
    rule = next((rule for rule in rules if rule.holds(one.of_class, relations)), None)
    if not rule:
        return None
    return Link(
        pair=pair_of(one.entity, two.entity),
        verdict="doubtful",
        rule=rule.name,
        comments=rule.comments,
        relations=tuple(relations.items()),
    )


def keys_of(one: Named) -> set[str]:
    """Words that the entity's names share with names that have a part in common with them, or all but one character."""
    return {key for name in one.names for key in _keys(name)}


def _keys(name: Sequence[str]) -> Iterator[str]:
    """Words that two names share which `_names` finds alike."""
    yield from name
    whole = "".join(name)
    yield whole
    if len(name) == 1 and len(whole) <= SHORTEST:
        yield whole[:1]
    if len(whole) >= SHORTEST:
        yield from (f"{whole[:at]}?{whole[at + 1 :]}" for at in range(len(whole)))  # one for another
        yield from (f"{whole[:at]}?{whole[at:]}" for at in range(len(whole) + 1))  # one missing


def named(statements: ToldStatements, of_class: str, entity: str) -> Named | None:
    """A person or place as it is compared, but for the documents that name it; None without a name of its own."""
    lookup = statements.lookup
    names = _proper_names(lookup, entity)
    if not names:
        return None
    return Named(
        entity=entity,
        of_class=of_class,
        names=names,
        side=_side(statements, entity),
        listed=lookup.said(entity, SKOS.prefLabel, "en") != lookup.said(entity, SKOS.prefLabel, "zh"),
    )


def _proper_names(lookup: Lookup, entity: str) -> frozenset[tuple[str, ...]]:
    """The Chinese names that are not a post's (the minister of a state is another person in another year)."""
    titles = lookup.objects(entity, URIRef(TITLE))
    named = {lookup.said(entity, SKOS.prefLabel, "zh")}
    if LKG.Place in map(URIRef, lookup.objects(entity, RDF.type)):
        named.update(lookup.objects(entity, SKOS.altLabel))
    return frozenset(parts for name in named if not any(title in name for title in titles) and (parts := _parts(name)))


def _parts(name: str) -> tuple[str, ...]:
    return tuple(filter(None, (re.sub(r"\W", "", part) for part in _DOTS.split(name))))


def _side(statements: ToldStatements, entity: str) -> frozenset[str]:
    """The state or body that a person is of, what a place lies in; empty where it is not known."""
    return (statements.above(entity) or frozenset({statements.side(entity)})) - {entity}


def load_identity_rules(*folders: Path) -> tuple[IdentityRule, ...]:
    """The rules that offer pairs of entities, as `load_rules` gives them."""
    return load_rules("IdentityRule", _rule, *folders)


def _rule(block: Block) -> IdentityRule:
    conditions = conditions_of(block, RELATIONS)
    if "onName" not in conditions:
        raise block.error("says nothing of the names; give lkg:onName")
    return typed(block, IdentityRule, conditions=conditions, comments=block.comments)


def check_identity_rules(*folders: Path) -> Iterator[LexiconError]:
    """What the rules' own examples show to be wrong; an example is `Person NAME @SIDE #DOCUMENT | Person NAME`."""
    for rule in load_identity_rules(*folders):
        broken = tuple(_misread(rule))
        yield from broken or check(rule, partial(_holds, rule), ("hold for", "holds for"))


def _misread(rule: IdentityRule) -> Iterator[LexiconError]:
    for example in (*rule.examples, *rule.counter_examples):
        if len(example.split("|")) != 2 or not all(_NOTATION.fullmatch(words.strip()) for words in example.split("|")):
            what = f"example {example!r} is not two entities; write Person NAME @SIDE #DOCUMENT | Person NAME"
            yield LexiconError(rule.path, rule.name, what)


def _holds(rule: IdentityRule, example: str) -> bool:
    one, two = (_named(at, words.strip()) for at, words in enumerate(example.split("|")))
    return rule.holds(one.of_class, relate(one, two))


def _named(at: int, words: str) -> Named:
    found = _NOTATION.fullmatch(words)
    assert found, words
    return Named(
        entity=str(at),
        of_class=found["of"],
        names=frozenset({_parts(found["name"])}),
        side=frozenset(filter(None, [found["side"]])),
        documents=frozenset({found["documents"] or str(at)}),
    )
