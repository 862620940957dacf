"""Who has the floor in a record: speakers' lines, the president's two capacities, and those whom he announces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from kg.knowledge.languages import language_code
from kg.knowledge.layout import Layout
from kg.model.document import Byline, PartKind
from kg.model.text import Paragraph, Span, Text
from kg.structure.parts import first_words, has, quoted

NARRATION = Byline(kind=PartKind.NARRATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is known of a meeting before anyone speaks: its paragraphs, the organ that meets, the president's state."""

    paragraphs: tuple[Paragraph, ...]
    organ: Text | None
    chair_state: Text | None


def floor_of(front: Sequence[Paragraph], rest: Sequence[Paragraph], chair_state: Text | None, layout: Layout) -> Floor:
    """The floor of a meeting; the organ that meets is the one that the record names most."""
    counts: Counter[str] = Counter()
    first: dict[str, Text] = {}
    for paragraph in (*rest, *front):
        for match in layout.finditer("organ", paragraph.text.characters):
            counts[match[0]] += 1
            first.setdefault(match[0], paragraph.text.cut(Span(*match.span())))
    organ = first[max(first, key=lambda name: counts[name])] if first else first_words(rest, "organ-short", layout)
    return Floor(paragraphs=tuple(rest), organ=organ, chair_state=chair_state)


def speaker_at(paragraph: Paragraph, floor: Floor, chair: Byline, layout: Layout) -> Byline | None:
    """The voice that begins with a paragraph, None if the one before goes on."""
    text = paragraph.text
    if has(layout, "opening", paragraph) or has(layout, "narration", paragraph):
        return NARRATION
    match = None if has(layout, "address-of-chair", paragraph) else layout.match("speaker-line", text.characters)
    name = quoted(text, match, "name") if match else None
    if match is None or name is None:
        return None
    language = language_code(match["language"]) if match["language"] else None
    if layout.match("chair", name.characters):
        return replace(chair, speaker=name, language=language)
    body = quoted(text, match, "body")
    voice = Byline(kind=PartKind.SPEECH, speaker=name, speaks_for=(body,) if body else (), language=language)
    return voice if body else _announced(voice, name, floor, text.origins[0], layout)


def as_state(paragraph: Paragraph, chair: Byline, floor: Floor, layout: Layout) -> Byline | None:
    """The president's voice for a state or a body, where a paragraph says that he takes the floor for it."""
    match = layout.search("speaks-for-state", paragraph.text.characters)
    body = quoted(paragraph.text, match, "body") if match else None
    if body and layout.match("own-state", body.characters):
        body = floor.chair_state
    return replace(chair, kind=PartKind.SPEECH, speaks_for=(body,) if body else ()) if match else None


def _announced(voice: Byline, name: Text, floor: Floor, before: int, layout: Layout) -> Byline:
    """A speaker whose line names no state, with the body and the post that the president named when announcing him."""
    nations = first_words(floor.paragraphs, "united-nations", layout)
    if layout.match("secretary-general", name.characters):
        return replace(voice, speaks_for=(nations,) if nations else (), capacity=(name,))
    for text, match in _invitations(floor, before, layout):
        if match["name"].strip().endswith(name.characters):
            body, post = _invited_body(text, match, nations, layout), quoted(text, match, "post")
            return replace(voice, speaks_for=(body,) if body else (), capacity=(post,) if post else ())
    return voice


def _invitations(floor: Floor, before: int, layout: Layout) -> Iterator[tuple[Text, regex.Match[str]]]:
    """The words by which the president invites speakers, before a place of the source."""
    for paragraph in floor.paragraphs:
        if paragraph.text.origins[0] >= before:
            break
        for match in layout.finditer("invited", paragraph.text.characters):
            yield paragraph.text, match


def _invited_body(text: Text, match: regex.Match[str], nations: Text | None, layout: Layout) -> Text | None:
    """The body for which an invited person speaks; who holds a post of the Secretariat speaks for the organization."""
    body = quoted(text, match, "body")
    if nations and layout.match("secretariat-holder", match.string[match.start("body") : match.end("post")]):
        return nations
    return _last_member(body) if body else None


def _last_member(body: Text) -> Text:
    """The last of several bodies parted by enumeration commas: that of the post which follows."""
    return body.cut(Span(body.characters.rfind("\u3001") + 1, len(body)))
