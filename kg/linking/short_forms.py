"""Shorter names of what a document names in full.

Bodies and forces without their state are the document's only one whose name ends so, or else stay unknown; a place
without the word for what it is, is its only one with that word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import regex

from kg.knowledge.name_patterns import compiled_part
from kg.linking.entity_drafts import EntityDraft, EntityDrafts
from kg.linking.links import Links
from kg.linking.texts import Texts
from kg.model.mention import OWNED, Kind

SHORTENED = OWNED | {Kind.PLACE}


def settle_short_forms(texts: Texts, links: Links) -> Links:
    """The links, each short form's given to what it means; of one that means nobody's, they become problems."""
    drafts = EntityDrafts(texts.lexicon, links.links)
    unit = compiled_part(texts.lexicon.parts, "unit-word")
    for key in sorted(drafts):
        draft = drafts[key]
        own = key.startswith(f"actor/{texts.slug}/")
        if draft.entry or draft.kind not in SHORTENED or (key.count("/") > 1 and not own):
            continue
        longer = [other for other in drafts.values() if _is_longer(other, draft, unit)]
        if len(longer) == 1:
            links = _given_to(links, key, longer[0].key)
        elif draft.kind is not Kind.PLACE and _is_bare(texts, draft):
            links = _forgotten(texts, links, draft, len(longer))
        else:
            continue
        drafts = EntityDrafts(texts.lexicon, links.links)
    return links


def _is_longer(other: EntityDraft, draft: EntityDraft, unit: regex.Pattern[str] | None) -> bool:
    """Whether another entity of the kind has a name that ends as this one's; a place's begins so and tells its kind."""
    if draft.kind is Kind.PLACE:
        begins = other.kind is Kind.PLACE and other.name.startswith(draft.name) and other.key != draft.key
        return bool(begins and unit and unit.fullmatch(other.name, len(draft.name)))
    ends = any(name.endswith(draft.name) for name in other.names())
    return ends and other.kind is draft.kind and other.key != draft.key


def _is_bare(texts: Texts, draft: EntityDraft) -> bool:
    """Whether a name is only the noun of its pattern, so that nothing tells whose it is."""
    return any(draft.name == p.noun for e in draft.evidence if (p := texts.patterns.get(e.rule)))


def _given_to(links: Links, key: str, to: str) -> Links:
    """The links with those of one entity given to another, whose name and owners hold."""
    others = tuple(link for link in links.links if link.key != key)
    given = tuple(replace(link, key=to, name=None) for link in links.links if link.key == key)
    keys = {where: tuple(to if k == key else k for k in keys) for where, keys in links.keys.items()}
    return replace(links, links=others + given, keys=keys)


def _forgotten(texts: Texts, links: Links, draft: EntityDraft, candidates: int) -> Links:
    """The links without those of an entity that nothing pins down, which its problems say."""
    code = "ambiguous-owner" if candidates else "unknown-owner"
    message = f"whose it is could be said of {candidates} in this document"
    return replace(
        links,
        links=tuple(link for link in links.links if link.key != draft.key),
        keys={where: tuple(k for k in keys if k != draft.key) for where, keys in links.keys.items()},
        problems=(
            *links.problems,
            *(texts.problem(code, message, e.part, e.span) for e in dict.fromkeys(draft.evidence)),
        ),
    )


def called_so(bodies: Mapping[str, tuple[str, ...]], words: str, noun: str | None) -> set[str]:
    """The bodies with a name that ends in the words, else those with one that ends in the noun, where there is one."""
    for ending in filter(None, (words, noun)):
        if called := {key for key, names in bodies.items() if any(name.endswith(ending) for name in names)}:
            return called
    return set()
