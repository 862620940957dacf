"""The turns of speech of a record, with the narration between them; a turn ends where its speaker changes capacity."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from kg.knowledge.layout import Layout
from kg.model.document import Byline, PartKind
from kg.model.text import Paragraph, Span
from kg.structure.parts import PartDraft, has
from kg.structure.speakers import NARRATION, NOBODY, Floor, as_state, speaker_at


def turns_of(paragraphs: Sequence[Paragraph], floor: Floor, layout: Layout) -> list[PartDraft]:
    """The paragraphs of each turn of speech, and of the narration between them."""
    turns = _Turns(floor, layout)
    waiting = deque(paragraphs)
    while waiting:
        waiting.extendleft(turns.take(waiting.popleft()))
    return [PartDraft(voice=voice, paragraphs=tuple(spoken)) for voice, spoken in turns.turns]


class _Turns:
    """The turns so far, and the president's voice in the chair."""

    def __init__(self, floor: Floor, layout: Layout) -> None:
        self.floor, self.layout = floor, layout
        self.chair = Byline(kind=PartKind.CHAIR, speaks_for=(floor.organ,) if floor.organ else ())
        self.turns: list[tuple[Byline, list[Paragraph]]] = []

    def take(self, paragraph: Paragraph) -> list[Paragraph]:
        """Gives a paragraph to its turn; comes back with the rest of it, from where its speaker changes capacity."""
        voice = speaker_at(paragraph, self.floor, self.chair, self.layout)
        self.chair = voice if voice and voice.kind is PartKind.CHAIR else self.chair
        current = self.turns[-1][0] if self.turns else NARRATION
        voice = voice or (NOBODY if self._is_nobodys(paragraph, current) else None)
        speaking = voice or current
        rest: list[Paragraph] = []
        change = _change(speaking, self.chair)
        if change:
            paragraph, rest = _cut(paragraph, change, self.layout)
            voice = self._changed(paragraph, change, speaking) or voice
        if self.turns and (voice is None or voice is current is NARRATION):
            self.turns[-1][1].append(paragraph)
        else:
            self.turns.append((voice or NARRATION, [paragraph]))
        return rest

    def _is_nobodys(self, paragraph: Paragraph, current: Byline) -> bool:
        """Whether a paragraph without a head is plainly not the current speaker's: somebody else has the floor."""
        if has(self.layout, "near-head", paragraph):
            return True
        if current.kind is PartKind.CHAIR:
            return announces(self.turns[-1][1][-1], self.layout)
        foreign = current.kind is PartKind.SPEECH and current.speaker != self.chair.speaker
        return foreign and announces(paragraph, self.layout)

    def _changed(self, paragraph: Paragraph, change: str, speaking: Byline) -> Byline | None:
        """The president's voice in another capacity, if the paragraph says that he changes it."""
        if change == "speaks-for-state":
            return as_state(paragraph, speaking, self.floor, self.layout)
        return self.chair if self.layout.match(change, paragraph.text.characters) else None


def announces(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a paragraph ends with the words that give somebody else the floor."""
    return layout.search("announces", paragraph.text.characters) is not None


def _change(speaking: Byline, chair: Byline) -> str | None:
    """The rule for a president's change of capacity: he may take the floor for a state, or take up the chair again."""
    if speaking.kind is PartKind.CHAIR:
        return "speaks-for-state"
    of_state = speaking.kind is PartKind.SPEECH and speaking.speaker is not None and speaking.speaker == chair.speaker
    return "resumes-chair" if of_state else None


def _cut(paragraph: Paragraph, change: str, layout: Layout) -> tuple[Paragraph, list[Paragraph]]:
    """A paragraph up to the sentence in which the president changes his capacity, and the rest of it, if any."""
    text = paragraph.text
    line = layout.match("speaker-line", text.characters)
    for match in layout.finditer(change, text.characters):
        place = match.start()
        if place > (line.end() if line else 0) and layout.search("sentence-end", text.characters[:place]):
            pieces = text.cut(Span(0, place)), text.cut(Span(place, len(text)))
            return replace(paragraph, text=pieces[0]), [replace(paragraph, text=pieces[1])]
    return paragraph, []
