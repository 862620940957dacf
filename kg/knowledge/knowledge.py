"""All that the extraction knows, read together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from kg.errors import LexiconError
from kg.files import digest
from kg.knowledge import kept, readings
from kg.knowledge.compiling import keep
from kg.knowledge.expressions import Expression, expression
from kg.knowledge.layout import Layout, LayoutRule, load_layout
from kg.knowledge.lexicon import Entry, Lexicon, load_lexicon
from kg.knowledge.name_patterns import (
    Compiled,
    NamePattern,
    compile_patterns,
    part_expression,
    parts_in,
    sieved_patterns,
)
from kg.knowledge.pattern_reader import Need
from kg.knowledge.readings import Reading
from kg.knowledge.sentence_rules import RULE_CLASSES, Rules, load_rules, sieved
from kg.knowledge.turtle import read_facts, turtle_files
from kg.knowledge.units import load_units, shipped_units
from kg.model.mention import Kind
from kg.resources import PACKAGE, shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The names, the rules over sentences, and the rules over lines and paragraphs.

    `names` are the lexicon's name patterns, ready to run.
    """

    lexicon: Lexicon
    rules: Rules
    layout: Layout
    names: tuple[Compiled, ...]

    @classmethod
    def load(cls, *folders: Path, placeholders: bool = False, tried: bool = True) -> Self:
        """The shipped knowledge with the folders laid over it, and with `placeholders` the names of rules' examples.

        Raises LexiconError that names the file and what is wrong in it; if `tried`, also for an expression of the
        folders whose time grows without end. The shipped ones have been tried. What has been loaded is kept for later
        runs, until a file of it changes.
        """
        key = _key(folders, placeholders, tried)
        found = _kept(key)
        if isinstance(found, cls):
            return found
        made = cls._made(folders, placeholders, tried)
        if key == _key(folders, placeholders, tried):  # no file has changed meanwhile
            _keep(key, made)
        return made

    @classmethod
    def _made(cls, folders: Sequence[Path], placeholders: bool, tried: bool) -> Self:
        rules = shipped("ontology") / "rules"
        lexicon = load_lexicon(*folders, placeholders=placeholders)
        knowledge = cls(
            lexicon=lexicon,
            rules=load_rules(rules, *folders),
            layout=load_layout(rules, *folders),
            names=compile_patterns(lexicon.patterns, lexicon.parts),
        )
        for error in knowledge.growing(but=shipped("ontology")) if tried and folders else ():
            raise error
        return knowledge

    def own_expressions(self) -> Iterator[Expression]:
        """The expressions of the rules over lines and paragraphs and over sentences."""
        yield from self.layout.compiled.values()
        yield from (e for rules in self.rules.by_class.values() for rule in rules for e in rule.expressions)

    def name_expressions(self) -> Iterator[Expression]:
        """The expressions of the name patterns."""
        for compiled in self.names:
            yield from compiled.expressions
            yield from (compiled.surface,) if compiled.surface else ()

    def expressions(self) -> Iterator[Expression]:
        """Every expression of the rules: of lines and paragraphs, of sentences, of names, of units."""
        yield from self.own_expressions()
        parts = self.lexicon.parts
        for path in turtle_files(*self.lexicon.folders):
            yield from (part_expression(name, path, parts) for name in parts_in(read_facts(path)))
        yield from self.name_expressions()
        for counts, pattern in load_units():
            yield expression(pattern, counts, shipped_units())

    def growing(self, but: Path | None = None) -> Iterator[LexiconError]:
        """What is wrong with expressions whose time grows without end, `but` for those of files below a folder."""
        for one in self.expressions():
            if (but is None or not one.path.is_relative_to(but)) and (error := one.grows()):
                yield error
        readings.keep()


_NAME = "knowledge"
_MADE = (
    Knowledge, Lexicon, Rules, Layout, Entry, NamePattern, Compiled, LayoutRule, Expression, Reading, Need, Kind, date,
    type(Path()), *RULE_CLASSES,
)  # fmt: skip


def _key(folders: Sequence[Path], placeholders: bool, tried: bool) -> str:
    """What the knowledge is made from: its files by place and content, and what reads them; "" where that is no file.

    Raises LexiconError for a folder that is not there.
    """
    home = shipped("ontology")
    files = turtle_files(home / "lexicon", home / "rules", home / "examples", *folders)
    code = [path for package in ("knowledge", "model") for path in sorted((PACKAGE / package).glob("*.py"))]
    places = "\n".join(str(one) for folder in folders for one in (folder, folder.resolve()))
    try:
        said = f"{kept.versions()}\n{placeholders} {tried}\n{places}\n" + "\n".join(map(str, files))
        return digest(*code, *files, before=said)
    except OSError:
        return ""


def _kept(key: str) -> Knowledge | None:
    folder = kept.home()
    found = kept.read(kept.of_key(folder, _NAME, key), key, _MADE) if folder and key else None
    if not isinstance(found, Knowledge):
        return None
    if not all(one.kept for one in (*found.own_expressions(), *found.name_expressions())):
        return None
    sieved(found.rules)
    sieved_patterns(found.names)
    return found


def _keep(key: str, made: Knowledge) -> None:
    if (folder := kept.home()) and key:
        keep()
        readings.keep((one.pattern, one.read()) for one in (*made.own_expressions(), *made.name_expressions()))
        kept.write(kept.of_key(folder, _NAME, key), key, made)
        kept.prune(folder, _NAME)
