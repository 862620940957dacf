"""The annexes of a letter: where each begins, and whose words it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from kg.knowledge.layout import Layout
from kg.model.document import Byline, PartKind
from kg.model.text import Paragraph, Problem, Text
from kg.structure.instruments import is_instrument, owners_of
from kg.structure.letter_title import Title, distinct, signers, title_of, voice_of
from kg.structure.parts import PartDraft, every, has, listed, problem

TRANSMITS = ("transmitted", "transmitted-of-body", "transmitted-unnamed")
HEADINGS = 5  # paragraphs at an annex's beginning among which its own title stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """Whose words an annex gives, as a heading or the cover letter says.

    `at_home` tells that a mission sends it of its own side: a government's words, a report that one compiles.
    """

    owners: tuple[Text, ...]
    posts: tuple[Text, ...] = ()
    name: Text | None = None
    at_home: bool = False


def sections(body: Sequence[Paragraph], layout: Layout) -> list[list[Paragraph]]:
    """The paragraphs of the cover letter and of each annex; headings that follow one another begin one annex.

    A letter's title below words that have been said, of the cover letter or of an annex, begins an annex too.
    """
    found: list[list[Paragraph]] = [[]]
    after_headings = said = False  # whether all of the annex so far is headings, whether it has said something
    for paragraph in body:
        begins = begins_annex(paragraph, layout)
        if (begins and not after_headings) or (said and title_of(paragraph, layout)):
            found.append([])
            said = False
        after_headings = begins
        found[-1].append(paragraph)
        words = paragraph.text.characters
        said = (said or layout.search("sentence-end", words) is not None) and not words.endswith("\uff1a")
    return found


def begins_annex(paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a paragraph is a heading that begins an annex."""
    title = title_of(paragraph, layout)
    return bool(title and title.annex) or has(layout, "annex-heading", paragraph)


def annexes(
    found: Sequence[Sequence[Paragraph]], cover: PartDraft, layout: Layout
) -> tuple[list[PartDraft], list[Problem]]:
    """The annexes with their voices.

    One whose author nothing names speaks for those who write the letter, unless these send another's words too, and is
    reported.
    """
    drafts, problems = [], []
    announced = _announced(found, cover, layout)
    for section, authors in zip(found, announced, strict=True):
        voice = _voice(section, authors, layout)
        if not voice.speaks_for and (authors or is_instrument(section, layout)):
            drafts.append(foreign(section, owners_of(section, layout)))
            problems += unnamed(drafts[-1])
            continue
        if not voice.speaks_for:
            voice = replace(voice, speaks_for=cover.voice.speaks_for)
            message = "nothing says whose words the annex gives; they are taken as those of the letter's senders"
            problems.append(problem("annex-without-author", message, section[0].text))
        drafts.append(PartDraft(voice=voice, paragraphs=tuple(section)))
    return drafts, problems


def foreign(section: Sequence[Paragraph], owners: tuple[Text, ...], name: Text | None = None) -> PartDraft:
    """Words that are another's than the sender's."""
    voice = Byline(kind=PartKind.ANNEX, speaker=name, speaks_for=owners, anothers=True)
    return PartDraft(voice=voice, paragraphs=tuple(section))


def unnamed(draft: PartDraft) -> list[Problem]:
    """What is to be told of words that are another's, where nothing names him."""
    message = "these words are not those of the letter's sender, and nothing names their author"
    return [] if draft.voice.speaks_for else [problem("author-unknown", message, draft.paragraphs[0].text)]


def _voice(section: Sequence[Paragraph], transmitted: Authors | None, layout: Layout) -> Byline:
    """The voice of an annex: of its title, its signature, its heading, or as the cover letter says, in this order."""
    head = section[:HEADINGS]
    title = next((t for p in head if (t := title_of(p, layout)) and not t.annex), None)
    voice = voice_of(signers(section, layout), PartKind.ANNEX, title)
    authors = _headed(head, layout) or transmitted
    if authors is None or voice.speaks_for:
        return _named(voice, authors, title)
    posts = authors.posts if voice.speaker or authors.name else ()
    return replace(
        voice, speaks_for=authors.owners, speaker=voice.speaker or authors.name, capacity=(*voice.capacity, *posts)
    )


def _named(voice: Byline, authors: Authors | None, title: Title | None) -> Byline:
    """An unsigned annex with a title takes the name of its author from where else it is given for the same post."""
    if authors is None or voice.speaker or title is None or authors.name is None:
        return voice
    same = {post.characters for post in title.posts} & {post.characters for post in authors.posts}
    return replace(voice, speaker=authors.name, capacity=authors.posts) if same else voice


def _headed(head: Sequence[Paragraph], layout: Layout) -> Authors | None:
    """The authors whom an annex's heading names that is no letter's title."""
    for paragraph in head:
        match = layout.match("annex-author", paragraph.text.characters)
        if match and not title_of(paragraph, layout):
            return _authors(paragraph.text, match, layout)
    return None


def _announced(found: Sequence[Sequence[Paragraph]], cover: PartDraft, layout: Layout) -> list[Authors | None]:
    """The author of each annex, as the cover letter says: of the only one, by their headings, or one after the other.

    Where it names authors without headings, they are those of the annexes only if it sends as many things; else any
    annex may be another's, whom nothing names.
    """
    if len(found) == 1:
        authors = [transmitted_by(cover.paragraphs, layout)]
    elif by_heading := _by_heading(cover, layout):
        authors = [by_heading.get(section[0].text.characters.strip()) for section in found]
    else:
        sent = [*_transmitted(cover.paragraphs, layout)]
        authors = sent if len(sent) == len(found) else [Authors(owners=()) if any(sent) else None] * len(found)
    return [one and replace(one, owners=owners_at_home(one.owners, cover, layout)) for one in authors]


def _by_heading(cover: PartDraft, layout: Layout) -> dict[str, Authors]:
    """The authors of the annexes by their headings, as the cover letter names them one by one."""
    found: dict[str, Authors] = {}
    for paragraph in cover.paragraphs:
        for match in layout.finditer("annexed-by", paragraph.text.characters):
            found.setdefault(match["annex"], _authors(paragraph.text, match, layout))
    return found


def owners_at_home(owners: tuple[Text, ...], cover: PartDraft, layout: Layout) -> tuple[Text, ...]:
    """The owners of what a cover letter sends: `my country` and `the minister` are of the state that writes it."""
    own = cover.voice.speaks_for
    if not own or of_states((one.characters for one in own), layout):
        return owners
    return distinct([one for owner in owners for one in (own if are_own([owner], layout) else [owner])])


def of_states(senders: Iterable[str], layout: Layout) -> bool:
    """Whether one of the senders is a body of several states, which has no ministers of its own."""
    return any(layout.search("body-of-states", name) for name in senders)


def are_own(owners: Sequence[Text], layout: Layout) -> bool:
    """Whether there are owners, all named without a state, as one's own are."""
    return bool(owners) and all(layout.search("own-author", owner.characters) for owner in owners)


def transmitted_by(cover: Sequence[Paragraph], layout: Layout) -> Authors | None:
    """The author of the one annex, as the cover letter says whose words it transmits; surest where it names a post."""
    for rule in TRANSMITS:
        matches = ((p.text, layout.search(rule, p.text.characters)) for p in cover)
        found = next(((text, match) for text, match in matches if match), None)
        if found:
            return _authors(*found, layout)
    return None


def _transmitted(cover: Sequence[Paragraph], layout: Layout) -> Iterator[Authors | None]:
    """The author of each thing that a cover letter says it sends, in this order; None where it names none."""
    for paragraph in cover:
        words = paragraph.text.characters
        named = {m.start(): m for rule in reversed(TRANSMITS) for m in layout.finditer(rule, words)}
        for sent in layout.finditer("transmits", words):
            match = named.get(sent.start())
            yield match and _authors(paragraph.text, match, layout)


def _authors(text: Text, match: regex.Match[str], layout: Layout) -> Authors:
    owners, names = _group(text, match, "owner"), _group(text, match, "name")
    alone = len(owners) == 1
    return Authors(
        owners=listed(owners[0], layout) if alone else owners,
        posts=_group(text, match, "post"),
        name=names[0] if alone and names else None,
        at_home=any(_group(text, match, group) for group in ("government", "compiled")),
    )


def _group(text: Text, match: regex.Match[str], name: str) -> tuple[Text, ...]:
    """The words of each time that a group matched, none where the rule has no such group."""
    return every(text, match, name) if name in match.groupdict() else ()
