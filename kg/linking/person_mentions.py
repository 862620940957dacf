"""What each mention of a person says: the name, the posts with their owners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kg.knowledge.compiling import compiled
from kg.knowledge.lexicon import Entry, fold
from kg.knowledge.name_patterns import compiled_part, expand
from kg.knowledge.sentence_rules import JOINT
from kg.linking.collector import Collector
from kg.linking.person_clusters import HEAD, Held, PersonRecord
from kg.linking.pointing import states_meant
from kg.linking.posts import held, is_of_states, names_its_body
from kg.model.mention import OWNED, STATES, Evidence, Kind, Mention
from kg.model.text import Span
from kg.namespaces import slug

HOLDS_POSTS = STATES | OWNED
PANEL, PANEL_WORD, OF_THE_PANEL, LOCAL = "panel", "panel-word", "of-the-panel", "place"
Owners = Sequence[tuple[Span, str]]


@dataclass(frozen=True, slots=True)
class _Last:
    """The mention before: where it ends, whose posts it speaks of, whom it names."""

    part: int = -1
    end: int = -1
    owners: tuple[str, ...] = ()
    name: str | None = None


class PersonMentions:
    """The records of one document's mentions; `parties` are the two states that the document is about."""

    def __init__(self, collector: Collector, parties: tuple[str, ...]) -> None:
        self.collector, self.texts, self.parties = collector, collector.texts, parties
        parts = self.texts.lexicon.parts
        self.appointed, self.appoints, self.made = (
            compiled(expand(f"{{{part}}}", parts)) for part in ("appointed", "appoints", "made")
        )
        self.panel = compiled_part(parts, PANEL_WORD)
        self.of_panel = compiled_part(parts, OF_THE_PANEL)

    def records(self) -> Iterator[PersonRecord]:
        """The records of all mentions; a post without an owner right after another one's has the same owner.

        Who is appointed, elected or sent as the holder of a post is its holder, whether or not words tell whose it is.
        """
        last = _Last()
        for part, mention in self.texts.mentions(frozenset({Kind.PERSON, Kind.POST})):
            between = self.texts.text(part).characters[last.end : mention.span.start] if last.part == part else "-"
            appointed = last.name is not None and self._is_appointed(part, last, between)
            if mention.kind is Kind.PERSON or appointed:
                owners = self._owners(part, mention) or self._owners_by_the_one_before(part, mention, last, between)
                records = self._of_mention(part, mention, owners)
                if appointed and len(records) == 1:
                    records = [replace(records[0], name=records[0].name or last.name)]
                last = _Last(part, mention.span.end, _owners_of(records), records[0].name if records else None)
                yield from records

    def _owners_by_the_one_before(self, part: int, mention: Mention, last: _Last, between: str) -> Owners:
        """Whose posts a mention speaks of, as the words between it and the mention before tell."""
        if self.panel and self.panel.search(between):
            return self._panel(part, mention)
        if re.fullmatch(JOINT, between) and last.owners and self._may_have(part, mention, last.owners):
            return [(mention.span, key) for key in last.owners]
        return ()

    def _is_appointed(self, part: int, last: _Last, between: str) -> bool:
        """Whether the words between a person and a post say that it is the person's."""
        if self.appointed.fullmatch(between):
            return True
        before = self.texts.text(part).characters[self.texts.sentence(part, last.end - 1).start : last.end]
        return bool(self.made.fullmatch(between) and self.appoints.search(before))

    def _may_have(self, part: int, mention: Mention, owners: Sequence[str]) -> bool:
        """Whether the owners of the post named just before may have this one.

        A state's head is no body's; a post that names its body or what it is in charge of is introduced anew.
        """
        titles = self._titles(part, mention)
        others = [span for slot, span in mention.slots.items() if not slot.startswith("post")]
        lexicon = self.texts.lexicon
        anew = (any(map(at.covers, others)) and not is_of_states(lexicon, title) for title, at in titles)
        if any(anew) or any(names_its_body(lexicon, title) for title, _ in titles):
            return False
        if any(self.collector.entities.kind(key) in STATES for key in owners):
            return True
        return not any(is_of_states(self.texts.lexicon, title) for title, _ in titles)

    def _of_mention(self, part: int, mention: Mention, owners: Owners) -> list[PersonRecord]:
        pattern = self.texts.pattern(mention)
        if pattern and pattern.each:
            return [*self._joint(part, mention, owners)]
        return [self._single(part, mention, owners)]

    def _owners(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """Whose posts the words speak of, with the words that say so: names, or words that point to a state.

        What a post is in charge of (the envoy for a country) is not whose post it is.
        """
        owners = self._named_owners(part, mention)
        pattern = self.texts.pattern(mention)
        if pattern and pattern.refers_to == PANEL:
            return self._panel(part, mention)
        if pattern and pattern.refers_to == LOCAL:
            return self._governed(part, mention)
        if speaker := mention.slots.get("speaker"):
            bodies = [one for one in owners if self.collector.entities.kind(one[1]) in OWNED]
            return [*self._spoken_for(part, speaker), *bodies]
        pointing = mention.slots.get("anaphor")
        if not owners and self._is_of_the_panel(part, mention):
            return self._panel(part, mention)
        if owners or not pointing:
            return owners
        keys = states_meant(self.collector, part, mention, pointing, self.parties)
        for key in keys:
            self.collector.add(key, None, Evidence(part=part, span=pointing, rule=mention.rule), named=False)
        self.collector.owners[part, mention.span] = keys
        return [(pointing, key) for key in keys]

    def _named_owners(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """The states and bodies named in the words, but for those within a title."""
        inner = self.collector.inner_names(part, mention)
        titles = [at for _, at in self._titles(part, mention)]
        outside = [(span, key) for span, key in inner if not any(at.covers(span) for at in titles)]
        owners = [(span, key) for span, key in outside if self.collector.entities.kind(key) in HOLDS_POSTS]
        if len(outside) < len(inner):
            self.collector.owners[part, mention.span] = tuple(dict.fromkeys(key for _, key in owners))
        return owners

    def _governed(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """The place whose mayor or governor a mention speaks of: the last one before the post."""
        places = [at for slot, at in mention.slots.items() if slot.startswith("place")]
        at = max(places, key=lambda span: (span.end, -span.start))
        words = self.texts.text(part).slice(at)
        known = (key for span, key in self.collector.inner_names(part, mention) if span == at)
        key = next((key for key in known if key.startswith("place/")), None) or f"place/{slug(fold(words))}"
        self.collector.add(key, Kind.PLACE, Evidence(part=part, span=at, rule=mention.rule))
        self.collector.owners[part, mention.span] = (key,)
        return [(at, key)]

    def _is_of_the_panel(self, part: int, mention: Mention) -> bool:
        """Whether a post begins with the word for the body of experts that the document has named."""
        return bool(self.of_panel and any(self.of_panel.search(title) for title, _ in self._titles(part, mention)))

    def _panel(self, part: int, mention: Mention) -> list[tuple[Span, str]]:
        """The body of experts that the document named last before the list of those whom it has or gets.

        One that speaks for itself is meant by the last words of its own name.
        """
        if own := self._own_panel(part, mention):
            return [(mention.span, own)]
        found: tuple[str, ...] = ()
        for where, body in self.texts.mentions(frozenset({Kind.ORGANIZATION})):
            if (where, body.span) >= (part, mention.span):
                break
            if self.panel and self.panel.search(body.surface):
                found = self.collector.keys.get((where, body.span), found)
        return [(mention.span, key) for key in found[:1]]

    def _own_panel(self, part: int, mention: Mention) -> str | None:
        """The body for which the part speaks, where a post begins with the words that its name ends in."""
        spoken = self.texts.annotated[part].part
        names = [text.characters for text in spoken.speaks_for] or spoken.catalogued
        words = (self.of_panel.match(title) for title, _ in self._titles(part, mention)) if self.of_panel else ()
        called = next((match.group() for match in words if match), None)
        if len(names) != 1 or called is None or not names[0].endswith(called):
            return None
        return self.texts.voice(part) or self.collector.catalogued(names[0])

    def _spoken_for(self, part: int, speaker: Span) -> list[tuple[Span, str]]:
        """The body or state whose representative `my representative` is: for which the part speaks."""
        voice = self.texts.voice(part)
        return [(speaker, voice)] if voice else []

    def _joint(self, part: int, mention: Mention, owners: Owners) -> Iterator[PersonRecord]:
        """One nameless holder for each owner and post, each named from its owner up to its post.

        Posts that only states have are, after a body's post, those of the body's state.
        """
        titles = self._titles(part, mention)
        inside = _inside(owners)
        outermost = [(at, key) for at, key in owners if not any(_is_inside(at, body) for body, _ in owners)]
        for (whose, body), (title, at) in product(outermost, titles):
            post = held(self.texts.lexicon, title, body)
            owner = inside.get(whose, body) if post.national and title != titles[0][0] else body
            evidence = Evidence(part=part, span=Span(whose.start, at.end), rule=mention.rule)
            yield PersonRecord(
                evidence=evidence,
                whole=evidence,
                surface=self.texts.text(part).slice(evidence.span),
                held=(replace(post, owner=owner),),
                mention=mention.span,
            )

    def _single(self, part: int, mention: Mention, owners: Owners) -> PersonRecord:
        """One person, with all posts that the mention gives."""
        known = next((e for e in self.texts.entries(mention) if e.kind is Kind.PERSON), None)
        whole = Evidence(part=part, span=mention.span, rule=mention.rule)
        name = mention.slots.get("name")
        posts = self._posts(part, mention, known, owners)
        listed = (self.texts.lexicon.entries.get(post.owner or "") for post in posts)
        if whose := tuple(dict.fromkeys(entry.key for entry in listed if entry and entry.kind in OWNED)):
            self.collector.owners[part, mention.span] = whose  # a title may be of a body within the one named
        return PersonRecord(
            evidence=replace(whole, span=name) if name else whole,
            whole=whole,
            surface=mention.surface,
            name=self.texts.text(part).slice(name) if name else None,
            held=posts,
            known=known.key if known else None,
        )

    def _posts(self, part: int, mention: Mention, known: Entry | None, owners: Owners) -> tuple[Held, ...]:
        """The posts with their owners."""
        if known and known.office_of:
            post = held(self.texts.lexicon, known.title or mention.surface, known.office_of)
            return (post if self._served(part, mention, known) else replace(post, title=None),)
        titles = self._titles(part, mention)
        whose = _owners_of_titles([at for _, at in titles], owners)
        name = mention.slots.get("name")
        posts = [held(self.texts.lexicon, title, owner) for (title, _), owner in zip(titles, whose, strict=True)]
        if accredited := mention.slots.get("accredited"):  # to one state: another office than that of the delegate
            where = self.texts.text(part).slice(accredited)
            posts = [replace(post, office=f"{post.office} {where}" if post.office else None) for post in posts]
        behind = [name is not None and name.end <= at.start for _, at in titles]
        return tuple(
            self._fitting(post, owners, of_a_state=behind[i] or (i > 0 and self._is_no_body_s(post)))
            for i, post in enumerate(posts)
        )

    def _is_no_body_s(self, post: Held) -> bool:
        """Whether a post after that of a body is a state's: its head's, or, after a state's own body, a minister's."""
        return post.office == HEAD or self._home(post.owner) is not None

    def _home(self, body: str | None) -> str | None:
        """The state whose own a body is, as the lexicon says."""
        entries = self.texts.lexicon.entries
        home = entries.get(entries[body].belongs_to or "") if body and body in entries else None
        return home.key if home and home.kind in STATES else None

    def _fitting(self, post: Held, owners: Owners, *, of_a_state: bool) -> Held:
        """The post as it can be held: a place has one mayor; an ambassador who chairs a body is his state's.

        A state's head who has a body's office besides is no body's.
        """
        if post.owner and post.owner.startswith("place/"):
            return replace(post, shared=False)
        kind = self.collector.entities.kind
        of_states = post.office == HEAD or is_of_states(self.texts.lexicon, post.title or "")
        if not (of_a_state and post.owner and kind(post.owner) in OWNED and of_states):
            return post
        state = next((key for _, key in owners if kind(key) in STATES), None) or self._home(post.owner)
        return replace(post, owner=state) if state or post.office == HEAD or not post.national else post

    def _titles(self, part: int, mention: Mention) -> list[tuple[str, Span]]:
        text = self.texts.text(part)
        if mention.kind is Kind.POST:
            return [(mention.surface, mention.span)]
        return [(text.slice(at), at) for slot, at in sorted(mention.slots.items()) if slot.startswith("post")]

    def _served(self, part: int, mention: Mention, known: Entry) -> bool:
        """Whether a known post holder's words begin with the body that the post is of; if so, they name it too."""
        body = self.texts.lexicon.entries.get(known.office_of or "")
        forms = (form for form, _ in (body.labels if body else ()))
        length = next((len(form) for form in forms if fold(mention.surface).startswith(fold(form))), None)
        if body is None or length is None:
            return False
        span = Span(mention.span.start, mention.span.start + length)
        self.collector.add(body.key, None, Evidence(part=part, span=span, rule=mention.rule))
        return True


def _owners_of_titles(titles: Sequence[Span], owners: Owners) -> Iterator[str | None]:
    """Whose post each title is: that of a body named since the last title, else the last title's."""
    last, whose = 0, None
    for title in titles:
        since = (key for at, key in owners if last <= at.start and (at.end <= title.start or at.covers(title)))
        whose = next(since, whose)
        last = title.end
        yield whose


def _inside(owners: Owners) -> dict[Span, str]:
    """The owner that stands inside another one's name, by the place of that name (the state of a parliament)."""
    return {body: key for at, key in owners for body, _ in owners if _is_inside(at, body)}


def _is_inside(at: Span, body: Span) -> bool:
    return body != at and body.covers(at)


def _owners_of(records: Sequence[PersonRecord]) -> tuple[str, ...]:
    return tuple(sorted({key for record in records for key in record.owners()}))
