"""The structure of letters, notes verbales, resolutions and statements: masthead, title, signature, annexes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from kg.layout import Layout
from kg.model import Document, DocumentKind, Paragraph, Part, PartKind, Problem, Repaired, Span, Text
from kg.parts import cited_symbols, day_of, footnote_parts, has, numbered, own_symbols, part_text, quoted

NOTE = "照会"  # the last word of the title of a note verbale
POSTS_AROUND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A letter's title, taken apart."""

    day: datetime.date | None
    owner: Text | None
    post: Text | None
    addressee: Text | None
    annex: bool
    note: bool
    states: tuple[Text, ...] = ()


def letter(repaired: Repaired, layout: Layout) -> Document:
    """The structure of a document that is no record; without a title it stays one part, and says so."""
    body = repaired.body
    titles = [(i, title_of(p, layout)) for i, p in enumerate(body)]
    first = next((i for i, title in titles if title and not title.annex), None)
    if first is None:
        return _other(repaired, layout)
    title = title_of(body[first], layout)
    if title is None:
        raise ValueError("the title was there")
    sections = _sections(body[first:], layout)
    parts = [_section_part(section, place == 0, layout) for place, section in enumerate(sections)]
    front = body[:first]
    masthead = [Part(order=0, kind=PartKind.MASTHEAD, text=part_text(front))] if front else []
    own = own_symbols(repaired, front, layout)
    signers = _signers(sections[0], layout)
    behalf = title.states or ((title.owner,) if title.owner else ())
    problems = list(repaired.problems)
    if not signers and not title.note:
        problems.append(Problem(stage="structure", code="no-signature", message="the letter bears no signature"))
    return Document(
        source=repaired.source,
        kind=DocumentKind.NOTE_VERBALE if title.note else DocumentKind.LETTER,
        symbols=own,
        date=title.day,
        sender=signers[0][0] if len(signers) == 1 else None,
        on_behalf_of=behalf,
        sender_post=title.post,
        addressee=title.addressee,
        roster=tuple((owner, name) for name, _, owner in signers if owner) if len(signers) > 1 else (),
        circulate_as=_circulation(sections[0], layout),
        references=cited_symbols([*body, *repaired.notes], own, layout),
        parts=numbered([*masthead, *parts, *footnote_parts(parts, repaired.notes)]),
        problems=tuple(problems),
        **_masthead(front, layout),
    )


def title_of(paragraph: Paragraph, layout: Layout) -> Title | None:
    """The title that a paragraph is, None if it is none."""
    text = paragraph.text
    match = layout.match("letter-title", text.characters)
    if match is None:
        return None
    owner = quoted(text, match, "owner")
    return Title(
        day=day_of(match),
        owner=owner,
        post=quoted(text, match, "post"),
        addressee=quoted(text, match, "addressee"),
        annex=bool(match["annex"]),
        note=match["kind"].endswith(NOTE),
        states=_listed(text, match) if match["states"] else (),
    )


def _listed(text: Text, match: regex.Match[str]) -> tuple[Text, ...]:
    """The states that a joint letter's title lists."""
    start = match.start("states")
    pieces = regex.finditer(r"(?:[^、和]|和(?=国)|和(?=.*[、和](?!国)))+", match["states"])
    return tuple(text.cut(Span(start + p.start(), start + p.end())) for p in pieces)


def _sections(body: Sequence[Paragraph], layout: Layout) -> list[list[Paragraph]]:
    """The paragraphs of the cover letter and of each annex."""
    sections: list[list[Paragraph]] = [[body[0]]]
    for paragraph in body[1:]:
        title = title_of(paragraph, layout)
        if (title and title.annex) or has(layout, "annex-heading", paragraph):
            sections.append([])
        sections[-1].append(paragraph)
    return sections


def _section_part(section: Sequence[Paragraph], is_cover: bool, layout: Layout) -> Part:
    """A cover letter or an annex with its voice: the signer, and the state or body of its own title."""
    titles = [t for p in section[:3] if (t := title_of(p, layout)) and (is_cover or not t.annex)]
    title = titles[0] if titles else None
    signers = _signers(section, layout)
    own = (title.states or ((title.owner,) if title.owner else ())) if title else ()
    speaks_for = own or tuple(owner for _, _, owner in signers if owner)
    posts = [*([title.post] if title and title.post else []), *(post for _, posts, _ in signers for post in posts)]
    only = len(signers) == 1
    return Part(
        order=0,
        kind=PartKind.COVER_LETTER if is_cover else PartKind.ANNEX,
        text=part_text(section),
        speaker=signers[0][0] if only else None,
        speaks_for=speaks_for,
        capacity=tuple({post.characters: post for post in posts}.values()) if only else (),
        date=title.day if title else None,
    )


def _signers(section: Sequence[Paragraph], layout: Layout) -> list[tuple[Text, tuple[Text, ...], Text | None]]:
    """Each signature's name, the posts in the lines beside it, and the state or body that these name."""
    found = []
    for place, paragraph in enumerate(section):
        match = layout.match("signature", paragraph.text.characters)
        name = quoted(paragraph.text, match, "name") if match else None
        if name is None:
            continue
        beside = [section[i] for i in (*range(place - 1, place - 1 - POSTS_AROUND, -1),) if i > 0]
        lines = _posts(beside, layout) or _posts(section[place + 1 : place + 1 + POSTS_AROUND], layout)
        owner = next((owner for _, owner in lines if owner), None)
        found.append((name, tuple(post for post, _ in lines), owner))
    return found


def _posts(paragraphs: Sequence[Paragraph], layout: Layout) -> list[tuple[Text, Text | None]]:
    """The posts that lines beside a signature give, up to the first line that is none."""
    posts: list[tuple[Text, Text | None]] = []
    for paragraph in paragraphs:
        match = layout.match("signer-post", paragraph.text.characters)
        post = quoted(paragraph.text, match, "post") if match else None
        if match is None or post is None:
            break
        posts.append((post, quoted(paragraph.text, match, "owner")))
    return posts


def _circulation(section: Sequence[Paragraph], layout: Layout) -> tuple[Text, ...]:
    """The organs as whose documents the letter asks to be circulated."""
    found: dict[str, Text] = {}
    for paragraph in section:
        if layout.search("circulation", paragraph.text.characters):
            for match in layout.finditer("circulation-organ", paragraph.text.characters):
                found.setdefault(match[0], paragraph.text.cut(Span(*match.span())))
    return tuple(found.values())


def _masthead(front: Sequence[Paragraph], layout: Layout) -> dict[str, tuple[Text, ...]]:
    """Organs, sessions, agenda items and topics of a masthead: the topics are the lines below the items."""
    found: dict[str, list[Text]] = {"organs": [], "sessions": [], "agenda_items": [], "agenda_topics": []}
    below = False
    for paragraph in front:
        text = paragraph.text
        items = layout.match("agenda-items", text.characters)
        if items:
            start = items.start("items")
            for match in layout.finditer("agenda-item", items["items"]):
                found["agenda_items"].append(_tight(text.cut(Span(start + match.start(), start + match.end()))))
            below = True
        elif below:
            found["agenda_topics"].append(text)
        else:
            for key, rule in (("organs", "organ"), ("sessions", "session")):
                if has(layout, rule, paragraph):
                    spans = [Span(*m.span()) for m in layout.finditer(rule, text.characters)]
                    found[key] += [text.cut(span) for span in spans]
    return {key: tuple(texts) for key, texts in found.items()}


def _tight(text: Text) -> Text:
    """The text without the blanks inside it."""
    kept = [i for i, sign in enumerate(text.characters) if not sign.isspace()]
    return Text("".join(text.characters[i] for i in kept), tuple(text.origins[i] for i in kept))


def _other(repaired: Repaired, layout: Layout) -> Document:
    """A resolution, a statement of the president, or a document of a kind not known."""
    body = repaired.body
    kinds = (("resolution-title", DocumentKind.RESOLUTION), ("statement-title", DocumentKind.PRESIDENTIAL_STATEMENT))
    found = next(((i, rule, kind) for i, p in enumerate(body) for rule, kind in kinds if has(layout, rule, p)), None)
    start, kind = (found[0], found[2]) if found else (0, DocumentKind.OTHER)
    match = layout.match(found[1], body[start].text.characters) if found else None
    owners = [(p.text, m) for p in body[start:] if (m := layout.match("enacting", p.text.characters))]
    if match and match.groupdict().get("owner"):
        owners.insert(0, (body[start].text, match))
    organ = quoted(owners[0][0], owners[0][1], "owner") if owners and found else None
    behalf = (organ,) if organ else ()
    message = "no title of a letter, a record or a resolution was recognised; the text is kept as one part"
    unknown = () if found else (Problem(stage="structure", code="unknown-kind", message=message),)
    front = body[:start]
    parts = [Part(order=0, kind=PartKind.MASTHEAD, text=part_text(front))] if front else []
    parts.append(Part(order=0, kind=PartKind.BODY, text=part_text(body[start:]), speaks_for=behalf, date=day_of(match)))
    own = own_symbols(repaired, front, layout)
    return Document(
        source=repaired.source,
        kind=kind,
        symbols=own,
        date=day_of(match),
        on_behalf_of=behalf,
        references=cited_symbols([*body, *repaired.notes], own, layout),
        parts=numbered([*parts, *footnote_parts(parts, repaired.notes)]),
        problems=(*repaired.problems, *unknown),
        **_masthead(front, layout),
    )
