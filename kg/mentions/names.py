"""Finding names in a text: the lexicon's on characters, longest first; then those of the patterns around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field

import ahocorasick
import regex

from kg.knowledge.lexicon import Entry, Lexicon
from kg.knowledge.name_patterns import compiled_part
from kg.mentions.dates import dates_in
from kg.model.frozen import dataclass
from kg.model.mention import NO_SLOTS, OWNED, STATES, Kind, Mention
from kg.model.text import Span

RULE = "lexicon"
SLOT_OF: Mapping[Kind | None, str] = {
    Kind.STATE: "state",
    Kind.DISPUTED: "state",
    Kind.ORGANIZATION: "organization",
    Kind.PLACE: "place",
    Kind.FORCE: "force",
}
_Slots = tuple[tuple[str, Span], ...]
_Named = tuple[Kind | None, frozenset[Kind], str, tuple[str, ...], _Slots, tuple[str, ...]]
_BORDERS = ("no-name-begins", "no-name-ends", "begin", "name-goes-on", "name-goes-on-with-dots")
_LETTERS = "letters"
_LONG = 3
_LONGEST_WORD = 8  # of a person's name, with the dot before it
_LANDS = STATES | {Kind.PLACE}
_WORD = regex.compile(r"[\p{Latin}\p{Nd}]", regex.V1)


def unnumbered(slot: str) -> str:
    """A slot's name without the number that tells a second one of it."""
    return slot.rstrip("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Words found to name something; `kinds` are all kinds that the words may have, `kind` the first choice.

    `seat_of` are the keys of the states whose capital it is, for which its name may stand.
    """

    span: Span
    kind: Kind | None
    kinds: frozenset[Kind]
    rule: str
    entries: tuple[str, ...] = ()
    seat_of: tuple[str, ...] = ()
    slots: Mapping[str, Span] = field(default_factory=lambda: NO_SLOTS, hash=False)

    @classmethod
    def of_date(cls, date: Mention) -> NameMatch:
        """A date as a match, which patterns may build on."""
        return cls(span=date.span, kind=date.kind, kinds=frozenset({date.kind}), rule=date.rule, slots=date.slots)

    def mention(self, text: str, dates: Sequence[Mention] = ()) -> Mention:
        """The match as a mention, with those of the text's dates that it holds.

        Raises ValueError for words that only look like a name.
        """
        if self.kind is None:
            raise ValueError(f"{self.rule} at {self.span} names nothing")
        return Mention(
            span=self.span,
            surface=text[self.span.start : self.span.end],
            kind=self.kind,
            rule=self.rule,
            entries=self.entries,
            slots=self.slots,
            dates=dates_in(self.span, dates) if self.kind is not Kind.DATE else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name that a document itself makes known: a person's surname, an abbreviation that it defines."""

    form: str
    kind: Kind
    rule: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMatcher:
    """Finds names in folded text; build it with `matcher` or `known_matcher`.

    The borders are expressions that match where no name may begin, where none may end (on its last character), where a
    short foreign name may begin, what follows one that goes on, and one that goes on with dots; `sounds` matches what
    is spelt in the characters of foreign names alone.
    """

    forms: Mapping[str, _Named]
    automaton: ahocorasick.Automaton = field(repr=False, compare=False)
    no_begin: regex.Pattern[str] | None = None
    no_end: regex.Pattern[str] | None = None
    begin: regex.Pattern[str] | None = None
    goes_on: regex.Pattern[str] | None = None
    dotted: regex.Pattern[str] | None = None
    sounds: regex.Pattern[str] | None = None

    def find(self, text: str) -> list[NameMatch]:
        """Every place where a name stands, overlapping ones too; words that only look like a name have no kind."""
        matches = [match for match in self._all(text) if self._may_stand(text, match)]
        ends = {match.span.end for match in matches}
        return [m for m in matches if not self._short(text, m) or m.span.start in ends or self._is_whole(text, m)]

    def _all(self, text: str) -> Iterator[NameMatch]:
        for last, form in self.automaton.iter(text) if self.forms else ():
            kind, kinds, rule, entries, inner, seat_of = self.forms[form]
            span = Span(last + 1 - len(form), last + 1)
            slots = {name: within.shift(span.start) for name, within in inner}
            yield NameMatch(span=span, kind=kind, kinds=kinds, rule=rule, entries=entries, seat_of=seat_of, slots=slots)

    def _may_stand(self, text: str, match: NameMatch) -> bool:
        if self.no_begin and self.no_begin.match(text, match.span.start):
            return False
        if self.no_end and self.no_end.match(text, match.span.end - 1):
            return False
        return _stands_alone(text, match.span, match.kind) and not self._is_of_a_person(text, match)

    def _is_of_a_person(self, text: str, match: NameMatch) -> bool:
        """Whether the name of a land is the beginning of a person's, which has dots, or the end of its last word."""
        start, end = match.span.start, match.span.end
        if match.kind not in _LANDS or not self.sounds or not self.sounds.fullmatch(text, start, end):
            return False
        dot = text.rfind("·", max(0, start - _LONGEST_WORD), start)
        within = dot >= 0 and self.sounds.fullmatch(text, dot + 1, start)
        return bool(within or (self.dotted and self.dotted.match(text, end)))

    def _short(self, text: str, match: NameMatch) -> bool:
        """Whether a name may be a piece of a longer foreign one: a short place's, or a body's of foreign sounds."""
        start, end = match.span.start, match.span.end
        if match.kind is Kind.PLACE:
            return end - start < _LONG and not text[start].isascii()
        sounds = match.kind in OWNED and self.sounds
        return bool(sounds and sounds.fullmatch(text, start, end))

    def _is_whole(self, text: str, match: NameMatch) -> bool:
        """Whether a short name is whole: it begins as foreign names do, and no end of a longer one follows."""
        begins = self.begin is None or self.begin.match(text, match.span.start) is not None
        return begins and not (self.goes_on and self.goes_on.match(text, match.span.end))


def matcher(lexicon: Lexicon) -> NameMatcher:
    """A matcher of the lexicon's names, with the borders that its pattern parts tell."""
    states = {form for form, keys in lexicon.names.items() if any(lexicon.entries[k].kind is Kind.STATE for k in keys)}
    forms = {form: _named(lexicon, states, form, keys) for form, keys in lexicon.names.items()}
    forms |= {form: (None, frozenset(), RULE, (), (), ()) for form in lexicon.lookalikes}
    no_begin, no_end, begin, goes_on, dotted = (compiled_part(lexicon.parts, part) for part in _BORDERS)
    sounds = compiled_part(lexicon.parts, _LETTERS, more="+")
    return NameMatcher(forms, _automaton(forms), no_begin, no_end, begin, goes_on, dotted, sounds)


def _named(lexicon: Lexicon, states: AbstractSet[str], form: str, keys: tuple[str, ...]) -> _Named:
    """What a name of these entries names; `states` are the names of states."""
    entries = [lexicon.entries[key] for key in keys]
    kinds = frozenset(kind for entry in entries for kind in _kinds(entry))
    seat_of = tuple(state for entry in entries if (state := entry.capital_of))
    return entries[0].kind, kinds, RULE, keys, _inner_slots(lexicon, states, form, entries[0]), seat_of


def _kinds(entry: Entry) -> tuple[Kind, ...]:
    """The kinds that a name of the entry may have; who holds an office may be named for the post."""
    return (entry.kind, Kind.POST) if entry.office_of and entry.kind is Kind.PERSON else (entry.kind,)


def _inner_slots(lexicon: Lexicon, states: AbstractSet[str], form: str, entry: Entry) -> _Slots:
    """What a name holds: of an office holder the body and the post, of a state's body or force the state.

    A movement or a mission is not the state's after which it is named.

    `states` are the names of states.
    """
    if entry.kind is Kind.PERSON and entry.office_of and entry.title and form.endswith(entry.title):
        cut = len(form) - len(entry.title)
        body = any(e.key == entry.office_of for e in lexicon.find(form[:cut]))
        post = ("post", Span(cut, len(form)))
        return (("organization", Span(0, cut)), post) if body else (post,)
    if entry.kind in OWNED and entry.belongs_to:
        for cut in range(len(form) - 1, 1, -1):
            if form[:cut] in states and entry.belongs_to in lexicon.names[form[:cut]]:
                return (("state", Span(0, cut)),)
    return ()


def known_matcher(known: Iterable[KnownName]) -> NameMatcher:
    """A matcher of the names that a document makes known; of two with the same form the first counts."""
    forms: dict[str, _Named] = {}
    for name in known:
        slots: _Slots = (("name", Span(0, len(name.form))),) if name.kind is Kind.PERSON else ()
        forms.setdefault(name.form, (name.kind, frozenset({name.kind}), name.rule, name.entries, slots, ()))
    return NameMatcher(forms, _automaton(forms))


def _automaton(forms: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


def _stands_alone(text: str, span: Span, kind: Kind | None) -> bool:
    """Whether a name is not the middle of a Latin word nor, but for a person's, of a name with dots."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    cuts_before = _WORD.match(text[span.start]) and _WORD.match(before)
    cuts_after = _WORD.match(text[span.end - 1]) and _WORD.match(after)
    if cuts_before or cuts_after:
        return False
    return kind is Kind.PERSON or "·" not in (before, after)
