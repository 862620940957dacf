"""Matching many names at once in a text: on characters, longest first, however the text is segmented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import ahocorasick
import regex

from kg.lexicon import Lexicon
from kg.model import Kind, Span
from kg.patterns import Found

RULE = "lexicon"
_Named = tuple[Kind | None, frozenset[Kind], str, tuple[str, ...]]
_PROPER = frozenset({Kind.STATE, Kind.PLACE, Kind.DISPUTED})
_WORD = regex.compile(r"[\p{Latin}\p{Nd}]", regex.V1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name that a document itself makes known: a person's surname, an abbreviation that it defines."""

    form: str
    kind: Kind
    rule: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMatcher:
    """Finds names in folded text; build it with `matcher` or `known_matcher`."""

    founds: Mapping[str, _Named]
    automaton: ahocorasick.Automaton = field(repr=False, compare=False)

    def find(self, text: str) -> Iterator[Found]:
        """Every place where a name stands, overlapping ones too; words that only look like a name have no kind."""
        if not self.founds:
            return
        for last, form in self.automaton.iter(text):
            span = Span(last + 1 - len(form), last + 1)
            kind, kinds, rule, entries = self.founds[form]
            if _stands_alone(text, span, kind):
                yield Found(span=span, kind=kind, kinds=kinds, rule=rule, entries=entries)


def matcher(lexicon: Lexicon) -> NameMatcher:
    """A matcher of the lexicon's names."""
    founds: dict[str, _Named] = {}
    for form, keys in lexicon.names.items():
        entries = [lexicon.entries[key] for key in keys]
        offices = {Kind.POST for e in entries if e.office_of and e.kind is Kind.PERSON}
        kinds = frozenset(e.kind for e in entries) | offices
        founds[form] = (entries[0].kind, kinds, RULE, keys)
    founds |= {form: (None, frozenset(), RULE, ()) for form in lexicon.lookalikes}
    return _matcher(founds)


def known_matcher(known: Iterable[KnownName]) -> NameMatcher:
    """A matcher of the names that a document makes known; of two with the same form the first counts."""
    founds: dict[str, _Named] = {}
    for name in known:
        founds.setdefault(name.form, (name.kind, frozenset({name.kind}), name.rule, name.entries))
    return _matcher(founds)


def _matcher(founds: Mapping[str, _Named]) -> NameMatcher:
    automaton = ahocorasick.Automaton()
    for form in founds:
        automaton.add_word(form, form)
    if founds:
        automaton.make_automaton()
    return NameMatcher(founds, automaton)


def _stands_alone(text: str, span: Span, kind: Kind | None) -> bool:
    """Whether a name is not the middle of a Latin word nor, for a state or a place, of a person's name with dots."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    cuts_before = _WORD.match(text[span.start]) and _WORD.match(before)
    cuts_after = _WORD.match(text[span.end - 1]) and _WORD.match(after)
    if cuts_before or cuts_after:
        return False
    return kind not in _PROPER or "·" not in (before, after)
