"""Posts as they are printed: which office each is, and whose."""

from __future__ import annotations

from kg.knowledge.lexicon import Entry, Lexicon
from kg.linking.person_clusters import Held
from kg.model.mention import Kind


def held(lexicon: Lexicon, title: str, owner: str | None) -> Held:
    """A post with its office and owner; a title that names its body (`President of the Council`) needs no other.

    One that ends in such a title (`Special Representative of the Secretary-General for a country`) is of the same body.
    """
    holder = _bearing(lexicon, title, Kind.PERSON)
    if holder and holder.office_of and (owner is None or title != holder.title):
        title, owner = holder.title or title, holder.office_of
    post = _bearing(lexicon, title, Kind.POST)
    if post is None:
        return Held(title=title, office=title, owner=owner or _owner_by_its_end(lexicon, title))
    office = post.office_class or post.key
    return Held(title=title, office=office, owner=owner or post.office_of, shared=post.shared, national=post.national)


def _owner_by_its_end(lexicon: Lexicon, title: str) -> str | None:
    """The body of the longest post of one body alone that a title ends in."""
    ends = (_bearing(lexicon, title[start:], Kind.POST) for start in range(1, len(title) - 1))
    longest = next((post for post in ends if post), None)
    return longest.office_of if longest else None


def _bearing(lexicon: Lexicon, title: str, kind: Kind) -> Entry | None:
    """The lexicon's first post, or holder of a post, of that title."""
    fitting = (entry for entry in lexicon.find(title) if entry.kind is kind)
    return next((entry for entry in fitting if kind is Kind.POST or entry.office_of), None)
