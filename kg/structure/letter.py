"""The structure of letters and notes verbales: masthead, cover letter, annexes, footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.knowledge.layout import Layout
from kg.model.document import Byline, Document, DocumentKind, PartKind
from kg.model.text import Paragraph, Problem, Repaired, Span, Text
from kg.structure.annexes import annexes, begins_annex, owners_at_home, sections
from kg.structure.enclosed import in_order, without_enclosed, without_given_below
from kg.structure.interview import answered
from kg.structure.letter_title import UNTITLED as UNNAMED
from kg.structure.letter_title import Signer, Title, distinct, signers, title_of, voice_of
from kg.structure.masthead import document_of, masthead
from kg.structure.parts import PartDraft, day_of, first_words, has, listed, problem, quoted

BY_ITS_WRITER = ("transmits", "letter-opening", "circulation", "own-words")
"""What a letter's writer says, and no masthead."""
UNTITLED = ("letter-opening", "note-opening", "signature", "annex-heading", "letter-address")


def is_letter(repaired: Repaired, layout: Layout) -> bool:
    """Whether a document is a letter or a note verbale: by its title, or else its first words, request or signature."""
    return any(
        title_of(p, layout) or any(has(layout, rule, p) for rule in UNTITLED) or _asks(p, layout) for p in repaired.body
    )


def is_titled(repaired: Repaired, layout: Layout) -> bool:
    """Whether a document has a letter's title."""
    return any(title_of(p, layout) for p in repaired.body)


def letter(repaired: Repaired, layout: Layout) -> Document:
    """The structure of a letter or a note verbale."""
    start, title = _start(repaired.body, layout)
    front, rest = masthead(repaired.body[:start], layout), repaired.body[start:]
    whole, *others = sections(rest, layout)
    if not others:
        whole, others = without_given_below(whole, layout)
    section, enclosed, told = without_enclosed(whole, layout) if not others else (whole, [], [])
    signed = signers(section, layout)
    title = title or _addressed(repaired.body[:start], section, layout)
    voice = _of_secretary(voice_of(signed, PartKind.COVER_LETTER, title), repaired.body, layout)
    cover = PartDraft(voice=voice, paragraphs=tuple(section))
    enclosed = [_at_home(draft, cover, layout) for draft in enclosed]
    annexed, problems = annexes(others, cover, layout)
    attached = [part for annex in annexed for part in answered(annex, layout)]
    kind = DocumentKind.NOTE_VERBALE if title and title.note else DocumentKind.LETTER
    document = document_of(repaired, kind, front, rest, in_order([cover, *enclosed, *attached]), layout)
    return replace(
        document,
        date=voice.date,
        sender=voice.speaker,
        on_behalf_of=voice.speaks_for,
        sender_post=next(iter((title.posts if title else ()) or voice.capacity), None),
        addressee=title.addressee if title else None,
        circulate_as=_circulation(section, layout),
        roster=tuple((one.owner, one.name) for one in signed if one.owner) if len(signed) > 1 else (),
        problems=(*document.problems, *_lacks(rest, cover, title, signed), *told, *problems),
    )


def _at_home(draft: PartDraft, cover: PartDraft, layout: Layout) -> PartDraft:
    """What a letter encloses, as the sender's own side's where it is sent as that."""
    owners = owners_at_home(draft.voice.speaks_for, cover, layout)
    if owners == draft.voice.speaks_for:
        return draft
    return replace(draft, voice=replace(draft.voice, speaks_for=owners, anothers=False))


def _of_secretary(voice: Byline, body: Sequence[Paragraph], layout: Layout) -> Byline:
    """The voice of a letter; the Secretary-General's is the United Nations', by a name that the letter prints."""
    post = voice.capacity[0] if voice.capacity and not voice.speaks_for else None
    if post is None or not layout.match("secretary-general", post.characters):
        return voice
    return replace(voice, speaks_for=(first_words(body, "united-nations", layout) or post,))


def _start(body: Sequence[Paragraph], layout: Layout) -> tuple[int, Title | None]:
    """Where the cover letter begins, and its title.

    A lost title is taken from that of its annex, which repeats it, or from a note verbale's first words; a title below
    the writer's own words is that of a letter that it sends.
    """
    annex = next((place for place, p in enumerate(body) if begins_annex(p, layout)), len(body))
    cover = body[:annex]
    titles = ((place, title_of(p, layout)) for place, p in enumerate(cover))
    found = next(((place, title) for place, title in titles if title), None)
    if found and not any(layout.search(rule, p.text.characters) for p in cover[: found[0]] for rule in BY_ITS_WRITER):
        return found
    start = next((place for place, p in enumerate(cover) if _is_text(p, layout)), 0)
    return start, _repeated(body[annex:], layout) or _opened(cover[start:], layout)


def _repeated(annexed: Sequence[Paragraph], layout: Layout) -> Title | None:
    """The letter's title as the heading of its annex repeats it."""
    title = title_of(annexed[0], layout) if annexed else None
    return title if title and title.annex else None


def _addressed(front: Sequence[Paragraph], section: Sequence[Paragraph], layout: Layout) -> Title | None:
    """What a letter without a title says in its address and in the line of its day."""
    addressee = next((found for p in (*front, *section) if (found := _words(p, "letter-address", layout))), None)
    days = (day_of(layout.match("letter-day", p.text.characters)) for p in (*front, *section))
    day = next((day for day in days if day), None)
    return replace(UNNAMED, day=day, addressee=addressee) if addressee else None


def _words(paragraph: Paragraph, rule: str, layout: Layout) -> Text | None:
    match = layout.match(rule, paragraph.text.characters)
    return quoted(paragraph.text, match, "addressee") if match else None


def _opened(cover: Sequence[Paragraph], layout: Layout) -> Title | None:
    """What the first words of a note verbale say in place of a title."""
    return next((title for p in cover if (title := _note_title(p, layout))), None)


def _is_text(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a paragraph is no line of a masthead: a whole sentence."""
    words = paragraph.text.characters
    return bool(layout.match("letter-opening", words) or layout.search("sentence-end", words))


def _note_title(paragraph: Paragraph, layout: Layout) -> Title | None:
    """What the first words of a note verbale say in place of its title."""
    match = layout.match("note-opening", paragraph.text.characters)
    owner, post = (quoted(paragraph.text, match, name) if match else None for name in ("owner", "post"))
    if match is None or owner is None:
        return None
    return Title(
        day=None,
        owners=listed(owner, layout),
        posts=(post,) if post else (),
        addressee=quoted(paragraph.text, match, "addressee"),
        annex=False,
        note=True,
    )


def _lacks(
    body: Sequence[Paragraph], cover: PartDraft, title: Title | None, signed: Sequence[Signer]
) -> Iterator[Problem]:
    """What a cover letter lacks; the letter itself may be lost, and only its annex be there."""
    first = body[0].text
    last = cover.paragraphs[-1].text if cover.paragraphs else first
    if title is None or title.day is None:
        yield problem("no-title", "the letter's title is lost, and with it its date", first)
    if not signed and not (title and title.note):
        yield problem("no-signature", "the letter bears no signature", last)
    if not cover.voice.speaks_for:
        yield problem("no-body", "the letter does not say for whom it speaks", first)


def _asks(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a paragraph asks for the letter to be circulated."""
    return layout.search("circulation", paragraph.text.characters) is not None


def _circulation(section: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The organs as whose documents the letter asks to be circulated."""
    found: list[Text] = []
    for paragraph in section:
        request = layout.search("circulation", paragraph.text.characters)
        if request:
            spans = (Span(*m.span()) for m in layout.finditer("organ", paragraph.text.characters))
            found += [paragraph.text.cut(span) for span in spans if span.start >= request.start()]
    return distinct(found)
