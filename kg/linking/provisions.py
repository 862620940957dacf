"""Articles and paragraphs of agreements: which agreement a provision is of, and its number as one way of writing it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kg.knowledge.lexicon import CHINESE, fold
from kg.knowledge.numerals import number
from kg.knowledge.sentence_rules import ProvisionRule, Rules
from kg.linking.links import Referents, Where
from kg.mentions.masking import Firing, fire, mask
from kg.model.extraction import Provision
from kg.model.mention import Annotated, Evidence, Kind, Mention
from kg.model.text import Problem
from kg.namespaces import slug

JOINT = 2  # how many characters join two provisions of a list
_UNITS = re.compile(r"\D?[0-9]+\D")
_STEPS = re.compile(r"[0-9]+|(?<=\()[a-z]+(?=\))")


def resolve_provisions(
    annotated: Sequence[Annotated], rules: Rules, keys: Mapping[Where, tuple[str, ...]]
) -> Referents[Provision]:
    """The provisions that the parts name of the agreements behind the `keys` of their mentions.

    The keys are those of the provisions named of an agreement's mention. A provision without an agreement, or with
    several, stays open with a problem.
    """
    found: dict[str, Provision] = {}
    of: dict[Where, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for item in annotated:
        owners = _owners(item, rules)
        for mention, words in _written(item):
            where = (item.part.order, owners[mention].span) if mention in owners else None
            agreements = keys.get(where, ()) if where else ()
            if where and len(agreements) == 1:
                provision = _provision(item, mention, words, agreements[0], found)
                found[provision.key] = provision
                of[where] = tuple(dict.fromkeys((*of.get(where, ()), provision.key)))
            else:
                problems.append(_open(item, mention))
    return Referents(things=tuple(found[k] for k in sorted(found)), keys=of, problems=tuple(problems))


def _written(item: Annotated) -> Iterator[tuple[Mention, str]]:
    """The provision mentions of a part, each with its words, its numerals as digits, its article as a list names it."""
    words, end = "", 0
    for mention in item.mentions:
        if mention.kind is Kind.PROVISION:
            beside = words if mention.span.start - end <= JOINT else ""
            words, end = _whole(_arabic(fold(mention.surface)), beside), mention.span.end
            yield mention, words


def _owners(item: Annotated, rules: Rules) -> dict[Mention, Mention]:
    """The agreement mention that each provision mention is of: by a rule, else as the provision just before it."""
    owners: dict[Mention, Mention] = {}
    for sentence in item.sentences:
        for firing in fire(rules.of(ProvisionRule), mask(item, sentence)):
            owner = _owner(item, firing)
            for mention in firing.slots["provision"]:
                if owner:
                    owners.setdefault(mention, owner)
    return owners


def _owner(item: Annotated, firing: Firing) -> Mention | None:
    """The agreement in the firing; without one, that of the nearest name before it in its sentence."""
    if "agreement" in firing.slots:
        return firing.slots["agreement"][-1]
    start, end = firing.masked.sentence.span.start, firing.span.start
    before = [m for m in item.mentions if m.kind is Kind.AGREEMENT and start <= m.span.start < end]
    return before[-1] if before else None


def _whole(words: str, before: str) -> str:
    """A further paragraph of the article whose paragraph was named just before it, with that article."""
    own, others = _UNITS.findall(words), _UNITS.findall(before)
    if len(own) == 1 and len(others) > 1 and own[0][-1] == others[-1][-1]:
        return "".join([*others[:-1], *own])
    return words


def _provision(
    item: Annotated, mention: Mention, words: str, agreement: str, found: Mapping[str, Provision]
) -> Provision:
    key = f"provision/{agreement.partition('/')[2]}/{slug(words)}"
    evidence = Evidence(part=item.part.order, span=mention.span, rule=mention.rule)
    names, known = (found[key].names, found[key].evidence) if key in found else ((), ())
    return Provision(
        key=key,
        agreement=agreement,
        number=number_of(words),
        name=words,
        names=tuple(dict.fromkeys((*names, (mention.surface, CHINESE)))),
        evidence=(*known, evidence),
    )


def number_of(words: str) -> str:
    """The number of a provision: its steps, all after the first in brackets.

    >>> number_of("2.1(a)")
    '2(1)(a)'
    """
    steps: list[str] = _STEPS.findall(_arabic(fold(words))) or [words]
    first, *others = steps
    return first + "".join(f"({step})" for step in others)


def _arabic(words: str) -> str:
    """The words without white space, their Chinese numerals as digits."""
    runs = groupby(re.sub(r"\s", "", words), key=lambda character: unicodedata.numeric(character, -1) >= 0)
    joined = ((is_number, "".join(run)) for is_number, run in runs)
    return "".join(_digits(run) if is_number else run for is_number, run in joined)


def _digits(run: str) -> str:
    """A numeral as digits; as it is written where it is none."""
    try:
        return str(number(run))
    except ValueError:
        return run


def _open(item: Annotated, mention: Mention) -> Problem:
    where = item.part.text.origin(mention.span)
    message = "of which one agreement it is a provision is not said"
    return Problem(stage="provisions", code="provision-of-what", message=message, quote=mention.surface, span=where)
