"""Name patterns: Turtle rules that find names around the names already found.

A pattern is a regular expression (syntax of the `regex` package) over a text in which each name already found is one
letter of its kinds, so no pattern can cut a name. `{state}`, `{post}` and so on stand for such a letter and become
slots of the mention; `{state2}` is a second one. Other `{words}` are pattern parts: pieces that Turtle defines once for
several patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import regex

from kg.errors import LexiconError
from kg.knowledge.alphabet import ONE_KIND, letters
from kg.knowledge.compiling import compiled
from kg.knowledge.expressions import DEEPEST, LONGEST, Expression, expression, sieve
from kg.knowledge.rule import DERIVED, Block, Rule, blocks, typed
from kg.knowledge.turtle import Facts
from kg.model.mention import CANDIDATES, Kind

NOTHING = "Nothing"
CANDIDATE = "candidate"
KNOWN = "known"
SLOT_KINDS: Mapping[str, frozenset[Kind]] = {
    **ONE_KIND,
    "state": frozenset({Kind.STATE, Kind.DISPUTED}),
    "place": frozenset({Kind.PLACE}),
    "region": frozenset({Kind.STATE, Kind.DISPUTED, Kind.PLACE}),
    "body": frozenset({Kind.ORGANIZATION, Kind.STATE, Kind.DISPUTED, Kind.FORCE}),
    KNOWN: frozenset({Kind.PERSON}),
    "anaphor": frozenset({Kind.ANAPHOR}),
    "any": frozenset(Kind) - CANDIDATES,
    "candidate-person": frozenset({Kind.CANDIDATE_PERSON}),
    "candidate-place": frozenset({Kind.CANDIDATE_PLACE}),
    "candidate-organization": frozenset({Kind.CANDIDATE_ORGANIZATION}),
    "candidate": CANDIDATES,
}
_BRACES = regex.compile(r"\{([a-z-]+)(\d?)\}")
_CLASS = regex.compile(r"\[(?:\\.|[^\]\\])*\]")
_WORDS = regex.compile(r"\{([a-z]+(?:-[a-z]+)+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePattern(Rule):
    """A pattern as its Turtle block says it.

    `yields` is the kind of what it finds, None for words that only look like a name. `entries_from` names the slot
    whose lexicon entries the find inherits (the government of a state is the state); `surface` is an expression that
    the words found, names in them included, have to contain. `noun` ends the preferred name
    of what it finds, however the text varies it (border, frontier, border area). `origin` says that it names people by
    origin, so that the state in the name need not be theirs. `each` says that words with several
    owners name one thing for each of them (the foreign ministers of two states). `place_type` is the notation of what
    kind of place it finds; `refers_to` says how that is found to which it only points.
    """

    yields: Kind | None
    patterns: tuple[str, ...]
    entries_from: str | None = None
    noun: str | None = None
    place_type: str | None = None
    each: bool = False
    origin: bool = False
    surface: str | None = None
    refers_to: str | None = None
    comment: str = field(default="", metadata=DERIVED)

    @property
    def judges(self) -> bool:
        """Whether it judges what a trained model found, and so runs after all others."""
        return any(f"{{{CANDIDATE}" in pattern for pattern in self.patterns)


def compiled_part(parts: Mapping[str, str], name: str, more: str = "") -> regex.Pattern[str] | None:
    """A part by its name, filled in and compiled, with `more` behind it; None where there is no such part."""
    return compiled(expand(f"{{{name}}}", parts) + more) if name in parts else None


def expand(pattern: str, parts: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    """The pattern with its slots as named groups and its parts filled in; `within` are the parts around it.

    Inside `[...]` a slot stands for its letters alone. Raises ValueError for a name that is neither slot nor part, for
    a part that names itself, and for a pattern that its parts make longer than LONGEST characters.
    """

    def inside(found: regex.Match[str]) -> str:
        return str(_BRACES.sub(lambda m: _letters(m[1]) if m[1] in SLOT_KINDS else _part(m[1], parts), found[0]))

    def outside(found: regex.Match[str]) -> str:
        if found[1] in SLOT_KINDS:
            group = found[1].replace("-", "_") + found[2]
            return f"(?P<{group}>[{_letters(found[1])}])"
        if found[1] in within or len(within) == DEEPEST:
            what = "names itself" if found[1] in within else f"stands more than {DEEPEST} parts deep"
            raise ValueError(f"the part {{{found[1]}}} {what}: {' → '.join((*within, found[1]))}")
        return f"(?:{expand(_part(found[1], parts), parts, (*within, found[1]))})"

    return _bounded(_BRACES.sub(outside, _CLASS.sub(inside, pattern)))


def with_words(pattern: str, words: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    """A sentence rule's pattern with the lists of words that it names filled in; `within` are the lists around it.

    Raises ValueError for an unknown list, and as `expand`.
    """

    def listed(found: regex.Match[str]) -> str:
        name = found[1]
        if name not in words:
            raise ValueError(f"unknown words {{{name}}}; there are {', '.join(sorted(words))}")
        if name in within or len(within) == DEEPEST:
            what = "name themselves" if name in within else f"stand more than {DEEPEST} lists deep"
            raise ValueError(f"the words {{{name}}} {what}: {' → '.join((*within, name))}")
        return f"(?:{with_words(words[name], words, (*within, name))})"

    return _bounded(_WORDS.sub(listed, pattern))


def _bounded(made: str) -> str:
    if len(made) > LONGEST:
        raise ValueError(f"with its parts it is {len(made):,} characters long; the most are {LONGEST:,}")
    return made


def _letters(slot: str) -> str:
    """The letters that a slot may hold; only a known name may not be ambiguous."""
    return letters(SLOT_KINDS[slot], ambiguous=slot != KNOWN)


def _part(name: str, parts: Mapping[str, str]) -> str:
    if name not in parts:
        known = ", ".join(sorted([*SLOT_KINDS, *parts]))
        raise ValueError(f"unknown {{{name}}}; there are {known}")
    return parts[name]


def compile_patterns(patterns: Iterable[NamePattern], parts: Mapping[str, str]) -> tuple[Compiled, ...]:
    """The patterns by falling priority, ready to run.

    Raises LexiconError that names the file, the pattern and what is wrong with it.
    """
    ranked = sorted(patterns, key=lambda p: (-p.priority, p.name))
    return sieved_patterns(tuple(_compiled(pattern, parts) for pattern in ranked))


def sieved_patterns(patterns: tuple[Compiled, ...]) -> tuple[Compiled, ...]:
    """The patterns, told together which of them may match."""
    sieve(each for compiled in patterns for each in compiled.expressions)
    return patterns


def _compiled(pattern: NamePattern, parts: Mapping[str, str]) -> Compiled:
    flags = regex.V1 | regex.MULTILINE
    text = ""
    try:
        expanded = [expand(text := each, parts) for each in pattern.patterns]
        expressions = [expression(text := each, pattern.name, pattern.path, flags) for each in expanded]
        surface = expression(text := pattern.surface, pattern.name, pattern.path, flags) if pattern.surface else None
    except (ValueError, regex.error) as error:
        raise LexiconError(pattern.path, pattern.name, f"pattern {text!r}: {error}") from error
    return Compiled(pattern=pattern, expressions=tuple(expressions), surface=surface)


def part_expression(name: str, path: Path, parts: Mapping[str, str]) -> Expression:
    """A pattern part alone; raises LexiconError as `compile_patterns`."""
    try:
        return expression(expand(f"{{{name}}}", parts), name, path)
    except (ValueError, regex.error) as error:
        raise LexiconError(path, name, f"pattern {parts.get(name, '')!r}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compiled:
    """A name pattern with its regular expressions; two are never the same."""

    pattern: NamePattern
    expressions: tuple[Expression, ...]
    surface: Expression | None = None


def patterns_in(facts: Facts) -> Iterator[NamePattern]:
    """The name patterns of a file; raises LexiconError for one without pattern or that yields no known class."""
    for _, block in blocks(facts, "NamePattern"):
        if not block.patterns:
            raise block.error("has no lkg:pattern")
        comment = min((words for _, words in block.comments), default="")
        yield typed(block, NamePattern, yields=_kind(block), comment=comment)


def _kind(block: Block) -> Kind | None:
    yields = block.options.get("yields", ())
    if len(yields) != 1 or yields[0] not in {NOTHING, *(kind.value for kind in Kind)}:
        known = ", ".join([*(f"lkg:{kind.value}" for kind in Kind), f"lkg:{NOTHING}"])
        raise block.error(f"lkg:yields is one of {known}")
    return None if yields[0] == NOTHING else Kind(yields[0])


def parts_in(facts: Facts) -> dict[str, str]:
    """The pattern parts of a file, by name; raises LexiconError for one with no pattern or several."""
    parts = {}
    for _, block in blocks(facts, "PatternPart"):
        if len(block.patterns) != 1:
            raise block.error(f"a pattern part has one lkg:pattern, not {len(block.patterns)}")
        parts[block.name] = block.patterns[0]
    return parts
