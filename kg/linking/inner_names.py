"""The names inside a longer one: the state of a ministry, the ministry of a minister."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge.lexicon import fold
from kg.linking.texts import Texts
from kg.mentions.names import unnumbered
from kg.model.mention import Kind, Mention
from kg.model.text import Span
from kg.namespaces import slug

OWNER_SLOTS = frozenset({"organization", "body", "state", "region", "place", "force", "anaphor"})
Unlisted = tuple[str | None, str | None]
Slots = Sequence[tuple[str, Span]]


@dataclass(frozen=True, slots=True, kw_only=True)
class InnerName:
    """A name inside a mention; not `named` where the words only point to what it means (`my country`).

    `name` is the preferred name of a body that the lexicon lacks.
    """

    span: Span
    key: str
    kind: Kind
    named: bool
    name: str | None = None


def inner_names(texts: Texts, part: int, mention: Mention) -> list[InnerName]:
    """The names inside a mention, a body before the state inside its own name: the post is the ministry's."""
    inside = [(unnumbered(slot), span) for slot, span in mention.slots.items() if unnumbered(slot) in OWNER_SLOTS]
    found = []
    for slot, span in sorted(inside, key=lambda item: (item[1].start, -item[1].end)):
        if span in (mention.span, mention.slots.get("alias")) or (slot == "place" and ("state", span) in inside):
            continue
        written = texts.text(part).slice(span)
        words = written if texts.key_of(written) else _without_short_form(written)
        known = _known(texts, part, slot, span, words)
        key, name = (known, None) if known else _unlisted(texts, part, span, words, inside)
        if key:
            spans = _parts_of(span, len(words)) if words != written else (span,)
            kind = Kind.PLACE if key.startswith("place/") else Kind.FORCE if slot == "force" else Kind.ORGANIZATION
            found += [InnerName(span=one, key=key, kind=kind, named=slot != "anaphor", name=name) for one in spans]
    return found


def _known(texts: Texts, part: int, slot: str, span: Span, words: str) -> str | None:
    """What is known to bear a name; a capital in the place of a state is that state."""
    key = texts.spoken_for(part, span) or texts.key_of(words) or texts.key_of(_in_marks(words))
    return _whose_capital(texts, key) if slot == "state" else key


def _in_marks(words: str) -> str:
    """The name in quotation marks that ends words for a band of it (`the State's band "White Stone"`); else none."""
    name, mark, after = words[:-1].rpartition("“")
    return after if mark and name and words.endswith("”") else ""


def _whose_capital(texts: Texts, key: str | None) -> str | None:
    """The state whose capital stands for it in a name (`the Jia capital's army`); another key as it is."""
    entry = texts.lexicon.entries.get(key or "")
    return (entry and entry.capital_of) or key


def _parts_of(span: Span, length: int) -> tuple[Span, Span]:
    """The places of a name so long and of the short form in brackets behind it."""
    return Span(span.start, span.start + length), Span(span.start + length + 1, span.end - 1)


def _without_short_form(words: str) -> str:
    """A body's name without the short form in brackets behind it."""
    name, _, short = fold(words).partition("(")
    return words[: len(name)] if name and short.endswith(")") else words


def _unlisted(texts: Texts, part: int, span: Span, words: str, inside: Slots) -> Unlisted:
    """Key and name of a body whose name begins with a state's (`Ministry of a State`), or of a body by its own `words`.

    A place with the word for what it is, is that place; a state with a word for its side or government is that state.
    """
    text = texts.text(part)
    for _, state in inside:
        if state != span and span.covers(state) and state.start == span.start:
            owner, rest = texts.key_of(text.slice(state)), text.slice(Span(state.end, span.end))
            owner = _whose_capital(texts, owner) if ("state", span) in inside else owner
            if owner and ("place", span) in inside:
                part_of = f"place/{owner.partition('/')[2]}/{slug(rest)}"
                return owner if owner.startswith("place/") else part_of, None
            if owner is None or ("state", span) in inside:
                return owner, None
            return _body_of(texts, owner, text.slice(state), rest)
    if own := _body_of_speaker(texts, part, span):
        return own
    name = fold(words)
    return (f"actor/{slug(name)}", name) if ("organization", span) in inside else (None, None)


def _body_of_speaker(texts: Texts, part: int, span: Span) -> Unlisted | None:
    """Key and name of a body whose name begins with words for who speaks (`the ministry of my country`)."""
    words = texts.text(part).slice(span)
    begin = texts.self_in(words)
    owner = texts.spoken_for(part, Span(span.start, span.start + len(begin))) if begin != words else None
    return _body_of(texts, owner, owner, words[len(begin) :]) if owner else None


def _body_of(texts: Texts, owner: str, written: str, rest: str) -> Unlisted:
    """Key and name of an owner's body, by the words behind the owner's name, which the lexicon may have."""
    entry = texts.lexicon.entries.get(owner)
    return f"actor/{owner.partition('/')[2]}/{slug(rest)}", (entry.name if entry else written) + rest
