"""A letter's title and signatures: who writes, for whom, in which post, to whom, when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.knowledge.layout import Layout
from kg.model.document import Byline, PartKind
from kg.model.text import Paragraph, Text
from kg.structure.parts import day_of, every, has, listed, quoted

POSTS_BESIDE = 2  # lines above or below a signature that may give its posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A letter's title, taken apart: `owners` are the states or bodies that write."""

    day: datetime.date | None
    owners: tuple[Text, ...]
    posts: tuple[Text, ...]
    addressee: Text | None
    annex: bool
    note: bool
    name: Text | None = None


UNTITLED = Title(day=None, owners=(), posts=(), addressee=None, annex=False, note=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A signature: a name, and the posts and the state or body that the lines beside it give."""

    name: Text
    posts: tuple[Text, ...] = ()
    owner: Text | None = None


def title_of(paragraph: Paragraph, layout: Layout) -> Title | None:
    """The title that a paragraph is, None if it is none."""
    text = paragraph.text
    match = layout.match("letter-title", text.characters)
    senders = quoted(text, match, "senders") if match else None
    if match is None or senders is None:
        return None
    owners, posts, name = _senders(senders, layout)
    states = quoted(text, match, "states")
    if states and (not owners or layout.search("states-follow", owners[0].characters)):
        owners = listed(states, layout)
    return Title(
        day=day_of(match),
        owners=owners,
        posts=posts,
        addressee=quoted(text, match, "addressee"),
        annex=bool(match["annex"]),
        note=bool(layout.match("note-verbale", match["kind"])),
        name=name,
    )


def _senders(senders: Text, layout: Layout) -> tuple[tuple[Text, ...], tuple[Text, ...], Text | None]:
    """The states or bodies of a title, their posts, and the name of the one who writes, where it is given."""
    whole = layout.match("sender", senders.characters)
    if whole is None:
        named = "·" in senders.characters and layout.match("name-alone", senders.characters)
        return ((), (), senders) if named else ((senders,), (), None)
    owner, post = quoted(senders, whole, "owner"), quoted(senders, whole, "post")
    owners: list[Text] = []
    posts = [post] if post else []
    for piece in listed(owner, layout) if owner else ():
        match = layout.match("sender", piece.characters)
        inner = quoted(piece, match, "owner") if match else piece
        inner_post = quoted(piece, match, "post") if match else None
        owners += [inner] if inner else []
        posts += [inner_post] if inner_post else []
    return tuple(owners), distinct(posts), quoted(senders, whole, "name")


def distinct(texts: Sequence[Text]) -> tuple[Text, ...]:
    """The texts, those with the same words once."""
    found: dict[str, Text] = {}
    for text in texts:
        found.setdefault(text.characters, text)
    return tuple(found.values())


def signers(section: Sequence[Paragraph], layout: Layout) -> list[Signer]:
    """The signatures of a section; the lines that give their posts stand all above them or all below."""
    places = [place for place, p in enumerate(section) if has(layout, "signature", p)]
    above = bool(places) and places[0] > 0 and bool(_posts(section[places[0] - 1 : places[0]], layout))
    found = (_signer(section, place, above, layout) for place in places)
    return [signer for signer in found if signer] or _closing(section, layout)


def _closing(section: Sequence[Paragraph], layout: Layout) -> list[Signer]:
    """Who stands below the last sentence of a letter without the mark of a signature: a post of a state and a name."""
    sentences = (at for at, p in enumerate(section) if layout.search("sentence-end", p.text.characters))
    tail = section[max(sentences, default=len(section)) + 1 :]
    for paragraph, below in zip_longest(tail, tail[1:]):
        match = layout.match("sender", paragraph.text.characters)
        owner = quoted(paragraph.text, match, "owner") if match else None
        name = quoted(paragraph.text, match, "name") if match else None
        name = name or (_name_alone(below, layout) if below else None)
        if match and owner and name:
            return [Signer(name=name, posts=every(paragraph.text, match, "post"), owner=owner)]
    return []


def _name_alone(paragraph: Paragraph, layout: Layout) -> Text | None:
    """The name that a line below a post is."""
    matches = (layout.match(rule, paragraph.text.characters) for rule in ("name-alone", "name-below-post"))
    return next((quoted(paragraph.text, match, "name") for match in matches if match), None)


def _signer(section: Sequence[Paragraph], place: int, above: bool, layout: Layout) -> Signer | None:
    text = section[place].text
    match = layout.match("signature", text.characters)
    name = quoted(text, match, "name") if match else None
    if match is None or name is None:
        return None
    start = max(0, place - POSTS_BESIDE)
    beside = section[start:place][::-1] if above else section[place + 1 : place + 1 + POSTS_BESIDE]
    lines = _posts(beside, layout)
    posts = [*every(text, match, "post"), *(post for posts, _ in lines for post in posts)]
    owners = (quoted(text, match, "owner"), *(owner for _, owner in lines))
    return Signer(name=name, posts=distinct(posts), owner=next(filter(None, owners), None))


def _posts(paragraphs: Sequence[Paragraph], layout: Layout) -> list[tuple[tuple[Text, ...], Text | None]]:
    """The posts that lines beside a signature give, up to the first line that is none."""
    posts: list[tuple[tuple[Text, ...], Text | None]] = []
    for paragraph in paragraphs:
        match = layout.match("signer-post", paragraph.text.characters)
        if match is None:
            break
        posts.append((every(paragraph.text, match, "post"), quoted(paragraph.text, match, "owner")))
    return posts


def voice_of(signed: Sequence[Signer], kind: PartKind, title: Title | None) -> Byline:
    """The voice of a letter, its own or an annexed one: its signer, and the state or body of its title or signer."""
    title = title or UNTITLED
    names: list[Text | None] = [one.name for one in signed] or [title.name]
    speaker = names[0] if len(names) == 1 else None
    owners = title.owners or distinct([one.owner for one in signed if one.owner])
    posts = [*title.posts, *(post for one in signed for post in one.posts)]
    return Byline(
        kind=kind,
        speaker=speaker,
        speaks_for=owners,
        capacity=distinct(posts) if speaker else (),
        date=title.day,
    )
