"""Posts as they are printed: which office each is, and whose."""

from __future__ import annotations

from kg.knowledge.lexicon import Entry, Lexicon
from kg.linking.person_clusters import HEAD, Held
from kg.model.mention import Kind


def held(lexicon: Lexicon, title: str, owner: str | None) -> Held:
    """A post with its office and owner; a title that names its body (`President of the Council`) needs no other.

    One that ends in such a title (`Special Representative of the Secretary-General for a country`) is of the same body;
    of a title that several hold, the bare words do not tell whose it is.
    """
    holder = _bearing(lexicon, title, Kind.PERSON)
    if holder and holder.office_of and (owner is None or title != holder.title):
        title, owner = holder.title or title, holder.office_of
    owner = _holder_in(lexicon, title) or owner
    post = _bearing(lexicon, title, Kind.POST)
    if post is None:
        return Held(title=title, office=title, owner=owner or _body_in(lexicon, title))
    office = post.office_class or post.key
    owner = owner or (None if post.shared else post.office_of)
    return Held(title=title, office=office, owner=owner, shared=post.shared, national=post.national)


def is_of_states(lexicon: Lexicon, title: str) -> bool:
    """Whether a post is one that only states have: their heads, and what the lexicon calls national."""
    post = _bearing(lexicon, title, Kind.POST) or _by_its_end(lexicon, title)
    return bool(post and (post.national or post.office_class == HEAD))


def names_its_body(lexicon: Lexicon, title: str) -> bool:
    """Whether a post, or one that it ends in, is of one body alone (of the Secretary-General)."""
    post = _bearing(lexicon, title, Kind.POST)
    return bool(post.office_of if post else _body_in(lexicon, title))


def _body_in(lexicon: Lexicon, title: str) -> str | None:
    """The body of the post that a title ends in, or the holder of the post that it begins with."""
    end = _by_its_end(lexicon, title)
    return end.office_of if end and end.office_of else _holder_in(lexicon, title)


def _holder_in(lexicon: Lexicon, title: str) -> str | None:
    """The holder of a post that a title begins with, whose envoy or spokesman somebody is (the Secretary-General's)."""
    begins = (_bearing(lexicon, title[:length], Kind.PERSON) for length in range(len(title) - 1, 1, -1))
    return next((holder.key for holder in begins if holder), None)


def _by_its_end(lexicon: Lexicon, title: str) -> Entry | None:
    """The longest post that a title ends in."""
    ends = (_bearing(lexicon, title[start:], Kind.POST) for start in range(1, len(title) - 1))
    return next((post for post in ends if post), None)


def _bearing(lexicon: Lexicon, title: str, kind: Kind) -> Entry | None:
    """The lexicon's first post, or holder of a post, of that title."""
    fitting = (entry for entry in lexicon.find(title) if entry.kind is kind)
    return next((entry for entry in fitting if kind is Kind.POST or entry.office_of), None)
