"""Who has the floor in a record: speakers' lines, the president's two capacities, and those whom he announces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import regex

from kg.knowledge.languages import language_code
from kg.knowledge.layout import Layout
from kg.model.document import Byline, Part, PartKind
from kg.model.text import Paragraph, Span, Text
from kg.structure.parts import first_words, has, quoted

NARRATION = Byline(kind=PartKind.NARRATION)
NOBODY = Byline(kind=PartKind.BODY)  # words that cannot be given to a speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What is known of a meeting before anyone speaks: its paragraphs, the organ that meets, the president's state.

    `nations` are the words that name the United Nations, for which officials of its Secretariat speak.
    """

    paragraphs: tuple[Paragraph, ...]
    organ: Text | None
    nations: Text | None
    chair_state: Text | None
    summary: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """The rules by which a speaker's beginning is known: a summary record tells of him in the third person."""
        return ("speaker-line", "summary-head") if self.summary else ("speaker-line",)


def head_at(words: str, heads: Sequence[str], layout: Layout) -> regex.Match[str] | None:
    """The speaker's head with which the words begin."""
    return next((match for rule in heads if (match := layout.match(rule, words))), None)


def head_length(part: Part, span: Span, layout: Layout) -> int:
    """How many characters of a speech's first sentence are its speaker's head (`Mr. X (State) (spoke in ...):`)."""
    if part.kind not in (PartKind.SPEECH, PartKind.CHAIR) or part.speaker is None:
        return 0
    match = head_at(part.text.slice(span), ("speaker-line", "summary-head"), layout)
    return match.end() if match and match["name"].strip() == part.speaker.characters else 0


def floor_of(front: Sequence[Paragraph], rest: Sequence[Paragraph], chair_state: Text | None, layout: Layout) -> Floor:
    """The floor of a meeting; the organ that meets is the one that the record names most."""
    counts: Counter[str] = Counter()
    first: dict[str, Text] = {}
    for paragraph in (*rest, *front):
        for match in layout.finditer("organ", paragraph.text.characters):
            counts[match[0]] += 1
            first.setdefault(match[0], paragraph.text.cut(Span(*match.span())))
    organ = first[max(first, key=lambda name: counts[name])] if first else first_words(rest, "organ-short", layout)
    summary = any(has(layout, "summary-mark", paragraph) for paragraph in front)
    nations = first_words((*rest, *front), "united-nations", layout)
    return Floor(paragraphs=tuple(rest), organ=organ, nations=nations, chair_state=chair_state, summary=summary)


def speaker_at(paragraph: Paragraph, floor: Floor, chair: Byline, layout: Layout) -> Byline | None:
    """The voice that begins with a paragraph, None if the one before goes on."""
    text = paragraph.text
    if any(has(layout, rule, paragraph) for rule in ("opening", "narration")):
        return NARRATION
    if floor.summary and has(layout, "summary-narration", paragraph):
        return NARRATION
    if has(layout, "address-of-chair", paragraph):
        return None
    match = head_at(text.characters, floor.heads, layout)
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
    if layout.match("secretary-general", name.characters):
        return replace(voice, speaks_for=(floor.nations or name,), capacity=(name,))
    invited = ((t, m) for t, m in _invitations(floor, before, layout) if m["name"].strip().endswith(name.characters))
    for text, match in chain(invited, _given_by_post(floor, before, layout)):
        body, post = _invited_body(text, match, floor.nations, layout), quoted(text, match, "post")
        return replace(voice, speaks_for=(body,) if body else (), capacity=(post,) if post else ())
    return voice


def _given_by_post(floor: Floor, before: int, layout: Layout) -> Iterator[tuple[Text, regex.Match[str]]]:
    """The post to whose holder the last words before a place of the source give the floor, if they do."""
    last = next((p.text for p in reversed(floor.paragraphs) if p.text.origins[0] < before), None)
    match = layout.search("floor-by-post", last.characters) if last else None
    if last and match:
        yield last, match


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
    if layout.match("secretariat-holder", match.string[match.start("body") : match.end("post")]):
        return nations or body
    return _last_member(body) if body else None


def _last_member(body: Text) -> Text:
    """The last of several bodies parted by enumeration commas: that of the post which follows."""
    return body.cut(Span(body.characters.rfind("\u3001") + 1, len(body)))
