"""The links of one linker while it collects them, on top of those of the linkers before it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from itertools import chain

from kg.knowledge.lexicon import fold
from kg.knowledge.terms import label
from kg.linking.entity_drafts import EntityDrafts
from kg.linking.inner_names import InnerName, inner_names
from kg.linking.keys import outer_key
from kg.linking.links import Link, Links, Where
from kg.linking.texts import Texts
from kg.model.mention import OWNED, Evidence, Kind, Mention
from kg.model.text import Problem, Span, Text
from kg.namespaces import slug

INQUIRY, AT_A_PLACE = "inquiry-body", "place-at-a-place"


class Collector:
    """A linker's links; `entities`, `keys` and `owners` are those of the linkers before it and its own so far."""

    def __init__(self, texts: Texts, before: Links | None = None) -> None:
        known = before or Links()
        self.texts = texts
        self.entities = EntityDrafts(texts.lexicon, known.links)
        self.keys: ChainMap[Where, tuple[str, ...]] = ChainMap({}, dict(known.keys))
        self.owners: ChainMap[Where, tuple[str, ...]] = ChainMap({}, dict(known.owners))
        self.problems: list[Problem] = []
        self._links: list[Link] = []

    def links(self) -> Links:
        """What was collected, without what was known before."""
        keys, owners = self.keys.maps[0], self.owners.maps[0]
        return Links(links=tuple(self._links), keys=dict(keys), owners=dict(owners), problems=tuple(self.problems))

    def add(
        self,
        key: str,
        kind: Kind | None,
        evidence: Evidence | None,
        *,
        named: bool = True,
        name: str | None = None,
        owners: tuple[str, ...] = (),
    ) -> None:
        """Links a place of the text to an entity (the fields are those of `Link`), or none that no words name."""
        words = self.texts.text(evidence.part).slice(evidence.span) if evidence else ""
        link = Link(key=key, kind=kind, evidence=evidence, words=words, named=named, name=name, owners=owners)
        self._links.append(link)
        self.entities.add(link)

    def inner_names(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """Links the names inside a mention (the state of a ministry); their places and keys, a body before its state.

        A body goes to the state that its key names; a movement named after a land does not.
        """
        found, pattern = inner_names(self.texts, part, mention), self.texts.pattern(mention)
        for inner in found:
            if mention.rule == AT_A_PLACE and inner.key.startswith("place/"):
                self._called_after(part, inner)
                continue
            evidence = Evidence(part=part, span=inner.span, rule=mention.rule)
            self.add(inner.key, inner.kind, evidence, named=inner.named, name=inner.name)
        for inner in found:
            owner = outer_key(inner.key)
            if owner in self.entities and not self.entities[inner.key].owners:
                evidence = Evidence(part=part, span=inner.span, rule=mention.rule)
                self.add(inner.key, inner.kind, evidence, named=inner.named, owners=(owner,))
        if not (pattern and pattern.origin and mention.kind in OWNED):
            self.owners[part, mention.span] = tuple(dict.fromkeys(inner.key for inner in found))
        return [(inner.span, inner.key) for inner in found]

    def _called_after(self, part: int, place: InnerName) -> None:
        """Links a place after which another is called: the words speak of that one, and name no other."""
        words = self.texts.text(part).slice(place.span)
        link = Link(key=place.key, kind=place.kind, evidence=None, words=words, named=place.named, name=place.name)
        self._links.append(link)
        self.entities.add(link)

    def written(self, text: Text) -> tuple[str, ...]:
        """The keys of an actor that the structure quotes: of the mention there, or by its name, which is linked.

        An office holder in whose name a body's words are published stands for that body.
        """
        place = self.texts.place(text)
        if place is None:
            return ()
        part, span = place
        body = self.texts.body_of(text.characters)
        if body:
            self.add(body, Kind.ORGANIZATION, Evidence(part=part, span=span, rule="voice"), named=False)
            return (body,)
        if place in self.keys and any(mention.span == span for mention in self.texts.annotated[part].mentions):
            return self.keys[place]
        key = self.texts.speaking_as(text.characters) or f"actor/{slug(fold(text.characters))}"
        self.add(key, Kind.ORGANIZATION, Evidence(part=part, span=span, rule="voice"))
        return (key,)

    def catalogued(self, name: str) -> str:
        """The key of an actor that a catalogue names: known by that name, or else one of this document."""
        known = self.texts.speaking_as(name)
        named = (key for key, draft in sorted(self.entities.items()) if fold(name) in map(fold, draft.names()))
        key = known or next(chain(named, self._written_whole(name)), f"actor/{self.texts.slug}/{slug(fold(name))}")
        link = Link(key=key, kind=Kind.ORGANIZATION, evidence=None, words=name, named=key != known)
        self._links.append(link)
        self.entities.add(link)
        return key

    def _written_whole(self, name: str) -> Iterator[str]:
        """The bodies that the document calls so with whatever stands before their name; else by what they are alone."""
        said = [
            (fold(mention.surface), mention.rule, *keys)
            for item in self.texts.annotated
            for mention in item.mentions
            if mention.kind is Kind.ORGANIZATION
            and len(keys := self.keys.get((item.part.order, mention.span), ())) == 1
        ]
        whole = (key for words, _, key in said if words == fold(name))
        yield from chain(whole, (key for words, rule, key in said if rule == INQUIRY and fold(name).endswith(words)))

    def unknown(self) -> str:
        """The key of whoever speaks where the document does not say who."""
        key = f"actor/unknown-{self.texts.slug}"
        for language in ("zh", "en"):
            words = f"{label(Kind.UNKNOWN.value, language)} ({self.texts.slug})"
            link = Link(key=key, kind=Kind.UNKNOWN, evidence=None, words=words)
            self._links.append(link)
            self.entities.add(link)
        return key
