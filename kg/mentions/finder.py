"""What is named in a text: the lexicon's names, what its patterns find around them, and what they confirm of a model's.

Plain functions over text; `kg.mentions.components` is the same as a component of a spaCy pipeline. Names are matched on
characters, so they do not depend on how the text is segmented.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from kg.knowledge.lexicon import Lexicon, fold
from kg.knowledge.name_patterns import Compiled, compile_patterns
from kg.mentions.candidates import Dropped, candidates, confirm
from kg.mentions.cascade import Settled, cascade, cells
from kg.mentions.counts import find_counts
from kg.mentions.dates import find_dates
from kg.mentions.names import NameMatch, NameMatcher, matcher
from kg.mentions.ner.models import NameModel, load_model
from kg.mentions.ner.runs import Proposal
from kg.mentions.short_states import ShortStates
from kg.mentions.towns import Borders, proposals
from kg.model.mention import Mention
from kg.resources import MODEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What finds mentions: the lexicon's names and patterns, compiled, and the model that proposes names.

    `borders` say where a town's name may stand, which the gazetteer proposes; `short_states` finds states that stand in
    a row by one character each.
    """

    names: NameMatcher
    patterns: tuple[Compiled, ...]
    judges: tuple[Compiled, ...]
    model: NameModel
    borders: Borders
    short_states: ShortStates

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """What is named in a text by itself, in order and not overlapping."""
        return find_mentions(self, read_text(self, text, self.model.propose([text])[0])).mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """What is found in a text whatever the names are that a document makes known; `folded` is the text as matched.

    `settled` is what its lines came to when it was last read with such names.
    """

    text: str
    folded: str
    names: tuple[NameMatch, ...]
    dates: tuple[Mention, ...]
    counts: tuple[Mention, ...]
    proposed: tuple[NameMatch, ...]
    settled: Settled = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMentions:
    """The mentions of a text, in order and not overlapping, and what was proposed that no pattern confirmed."""

    mentions: tuple[Mention, ...]
    dropped: tuple[Dropped, ...]


def make_finder(lexicon: Lexicon, model: str = MODEL, patterns: tuple[Compiled, ...] | None = None) -> Finder:
    """A finder with the lexicon's names and patterns and the model of that name; `patterns` are those, if compiled.

    Raises LexiconError for a pattern that cannot be compiled, ModelError as `kg.mentions.ner.models.load_model`.
    """
    return finder_of(lexicon, load_model(model), patterns)


def finder_of(lexicon: Lexicon, model: NameModel, patterns: tuple[Compiled, ...] | None = None) -> Finder:
    """A finder with the lexicon's names and patterns, which may be compiled already, and this model."""
    if patterns is None:
        patterns = compile_patterns(lexicon.patterns, lexicon.parts)
    return Finder(
        names=matcher(lexicon),
        patterns=tuple(c for c in patterns if not c.pattern.judges),
        judges=tuple(c for c in patterns if c.pattern.judges),
        model=model,
        borders=Borders.of(lexicon.parts),
        short_states=ShortStates.in_lexicon(lexicon),
    )


def read_text(finder: Finder, text: str, proposed: Iterable[Proposal]) -> TextReading:
    """The lexicon's names, the dates and counts of a text, with what a model and the gazetteer propose as names."""
    folded, dates, model = fold(text), find_dates(text), candidates(proposed)
    return TextReading(
        text=text,
        folded=folded,
        names=tuple(finder.names.find(folded)),
        dates=dates,
        counts=find_counts(text, dates=dates),
        proposed=(*model, *proposals(folded, finder.borders, model)),
    )


def find_mentions(finder: Finder, reading: TextReading, known: Iterable[NameMatch] = ()) -> TextMentions:
    """What is named in a text, with the `known` names found in it; counts stand only where no name does."""
    matches = (*reading.names, *known, *map(NameMatch.of_date, reading.dates))
    named = cascade(reading.folded, matches, finder.patterns, reading.settled)
    confirmed, dropped = confirm(reading.folded, named, reading.proposed, finder.judges, reading.settled)
    named += confirmed
    taken = cells(named)
    counts = (m for m in reading.counts if taken.isdisjoint(range(m.span.start, m.span.end)))
    mentions = [*(match.mention(reading.text, reading.dates) for match in named), *counts]
    return TextMentions(mentions=tuple(sorted(mentions, key=attrgetter("span.start"))), dropped=tuple(dropped))
