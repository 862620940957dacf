"""The posts that persons hold, and their seats in delegations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.linking.collector import Collector
from kg.linking.links import Links
from kg.linking.person_clusters import DELEGATE, PersonRecord
from kg.linking.posts import is_of_states
from kg.linking.texts import Texts
from kg.model.extraction import Membership
from kg.model.mention import STATES, Evidence

Records = Mapping[PersonRecord, str]
Post = tuple[str, str, str]


def link_memberships(texts: Texts, records: Records, before: Links) -> tuple[tuple[Membership, ...], Links]:
    """The posts of the persons (keys by record), and links of bodies that no words name but a post."""
    collector = Collector(texts, before)
    held: dict[Post, list[Evidence]] = defaultdict(list)
    for post, evidence in _posts(records, collector):
        owner = post[1]
        if owner not in collector.entities:
            collector.add(owner, None, None, named=False)
        held[post].append(evidence)
    memberships = tuple(
        Membership(member=member, organization=owner, title=title, evidence=tuple(dict.fromkeys(evidence)))
        for (member, owner, title), evidence in sorted(held.items())
    )
    return memberships, collector.links()


def _may_be_of(title: str, owner: str | None, collector: Collector) -> bool:
    """Whether a post may be the owner's: that of a state's head or minister is no body's."""
    kind = collector.entities.kind(owner) if owner else None
    return kind in STATES or not is_of_states(collector.texts.lexicon, title)


def _posts(records: Records, collector: Collector) -> Iterator[tuple[Post, Evidence]]:
    """Person, owner and title of each post; one without an owner is of the person's only body, if bodies have such."""
    owners: dict[str, set[str]] = defaultdict(set)
    for record, person in records.items():
        owners[person] |= record.owners()
    for record, person in records.items():
        only = next(iter(owners[person])) if len(owners[person]) == 1 else None
        for post in record.held:
            owner = post.owner or (only if _may_be_of(post.title or "", only, collector) else None)
            if owner and (post.title or post.office == DELEGATE):
                yield (person, owner, post.title or ""), record.whole
