"""The lexicon: which names there are, in every form, and what they name; all of it Turtle, but the states of CLDR."""

from __future__ import annotations

import datetime
import hashlib
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from rdflib import DCTERMS, RDF, SKOS

from kg.errors import LexiconError
from kg.knowledge.name_patterns import NOTHING, NamePattern, parts_in, patterns_in
from kg.knowledge.turtle import Facts, Value, read_facts, turtle_files
from kg.model.mention import Kind
from kg.model.signs import exchange
from kg.namespaces import ID, LKG, SKOSXL
from kg.resources import shipped

# A name that several kinds of things bear is a mention of the first of these.
PRECEDENCE = (
    Kind.STATE, Kind.PERSON, Kind.PLACE, Kind.DISPUTED, Kind.ORGANIZATION, Kind.FORCE, Kind.GROUP, Kind.AGREEMENT,
    Kind.PROVISION, Kind.POST, Kind.ANAPHOR, Kind.SYMBOL, Kind.DATE, Kind.COUNT,
)  # fmt: skip
_WIDE = {chr(ord(sign) + 0xFEE0): sign for sign in string.digits + string.ascii_letters}
_folded = exchange(dict(zip("‐‑–—―－−•・‧∙（）　", "-------····() ", strict=True)) | _WIDE)
CHINESE, CAPITAL = "zh", "capital"
LONGEST = 1000
"""So many characters a name has at most."""
_KINDS = frozenset(kind.value for kind in PRECEDENCE)


def fold(text: str) -> str:
    """The text as names are compared: hyphens, middle dots and full-width signs made alike, its length unchanged.

    >>> fold("纳戈尔诺－卡拉巴赫（卡拉巴赫）")
    '纳戈尔诺-卡拉巴赫(卡拉巴赫)'
    """
    return _folded(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that has names; `key` is its IRI below the base (`actor/azerbaijan`), as are all keys of others.

    `labels` are all forms with their language, preferred ones first; `used_by` holds forms that a party prefers, with
    the party's key. `office_of` is the actor that an office holder or a post serves,
    `voice_of` the body whose words are published in his name, `belongs_to` the state or body that a force or an organ
    is of. `refers_to` says how an anaphor is
    resolved (`speaker`, `both-parties`, `other-party`, `last-state`, ...). Posts of one `office_class` are one office
    in a document (`delegate`: the forms of representative; `head`: of state or government); a `shared` post is one that
    several hold at a time (deputy minister), a `national` one is one that only states have. A state that is no more was
    `valid` in an interval and has `successors`; `short` are the single characters that stand for a state beside others.
    """

    key: str
    kind: Kind
    labels: tuple[tuple[str, str], ...] = ()
    preferred: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    used_by: tuple[tuple[str, str, str], ...] = ()
    place_type: str | None = None
    within: str | None = None
    agreement_kind: str | None = None
    dates: tuple[datetime.date, ...] = ()
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    adopted_by: tuple[str, ...] = ()
    number: str | None = None
    refers_to: str | None = None
    office_of: str | None = None
    office_class: str | None = None
    voice_of: str | None = None
    shared: bool = False
    national: bool = False
    belongs_to: str | None = None
    title: str | None = None
    valid: str | None = None
    successors: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The preferred name, Chinese if there is one."""
        return self.preferred.get(CHINESE) or next(iter(self.preferred.values()), self.labels[0][0])

    @property
    def capital_of(self) -> str | None:
        """The key of the state whose capital it is."""
        return self.within if self.place_type == CAPITAL else None


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """All entries by key, the keys that bear each (folded) name, and the name patterns.

    `lookalikes` are words that contain a name by chance; `version` is the digest of all Turtle read, `folders` those
    laid over the shipped lexicon.
    """

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[str, ...]]
    lookalikes: frozenset[str]
    patterns: tuple[NamePattern, ...]
    parts: Mapping[str, str]
    version: str = ""
    folders: tuple[Path, ...] = ()

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries that bear a name, in any width of its signs; none if it is unknown."""
        return tuple(self.entries[key] for key in self.names.get(fold(name), ()))

    @cached_property
    def short_states(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the states for which each single character stands, sorted."""
        pairs = [(sign, key) for key in sorted(self.entries) for sign in self.entries[key].short]
        return {sign: tuple(key for other, key in pairs if other == sign) for sign, _ in pairs}


def load_lexicon(*folders: Path, placeholders: bool = False) -> Lexicon:
    """The shipped lexicon and name patterns with those of the folders laid over it, later ones over earlier ones.

    An entry of a later folder adds its names and replaces single values; `placeholders` adds the names that examples of
    rules use. Raises LexiconError that names the file and what is wrong in it.
    """
    home = shipped("ontology")
    base = (home / "lexicon", home / "rules")
    known = {folder.resolve() for folder in base}
    laid = (*((home / "examples",) if placeholders else ()), *(f for f in folders if f.resolve() not in known))
    drafts: dict[str, Draft] = {}
    patterns: dict[str, NamePattern] = {}
    parts: dict[str, str] = {}
    digest = hashlib.sha256()
    for path in turtle_files(*base, *laid):
        facts = read_facts(path)
        digest.update(path.read_bytes())
        if path.is_relative_to(home / "rules") and not path.name.startswith("names-"):
            continue
        for node in entry_nodes(facts):
            add_entry(facts, node, drafts)
        patterns |= {p.name: p for p in patterns_in(facts)}
        parts |= parts_in(facts)
    return replace(_lexicon(drafts, patterns, parts), version=digest.hexdigest()[:12], folders=laid)


@dataclass(slots=True)
class Draft:
    """An entry while its files are read; kind None for words that only look like a name."""

    key: str
    kind: Kind | None
    labels: list[tuple[str, str]] = field(default_factory=list)
    preferred: dict[str, str] = field(default_factory=dict)
    used_by: list[tuple[str, str, str]] = field(default_factory=list)
    single: dict[str, str] = field(default_factory=dict)
    several: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def entry(self) -> Entry | None:
        """The finished entry; None for words that only look like a name."""
        if self.kind is None:
            return None
        first = [(form, language) for language, form in sorted(self.preferred.items(), reverse=True)]
        labels = tuple(dict.fromkeys([*first, *self.labels]))
        several = {name: tuple(dict.fromkeys(values)) for name, values in self.several.items()}
        return Entry(
            key=self.key,
            kind=self.kind,
            labels=labels,
            preferred=MappingProxyType(dict(self.preferred)),
            used_by=tuple(dict.fromkeys(self.used_by)),
            place_type=self.single.get("placeType"),
            within=self.single.get("within"),
            agreement_kind=self.single.get("agreementKind"),
            number=self.single.get("number"),
            refers_to=self.single.get("refersTo"),
            office_of=self.single.get("officeOf"),
            voice_of=self.single.get("voiceOf"),
            office_class=self.single.get("officeClass"),
            shared=self.single.get("shared") == "true",
            national=self.single.get("national") == "true",
            belongs_to=self.single.get("belongsTo"),
            title=self.single.get("postTitle"),
            valid=self.single.get("valid"),
            successors=several.get("successors", ()),
            short=several.get("short", ()),
            dates=tuple(sorted(datetime.date.fromisoformat(day) for day in several.get("dateSigned", ()))),
            parties=several.get("party", ()),
            mediators=several.get("mediator", ()),
            adopted_by=several.get("adoptedBy", ()),
        )


SINGLE = (
    "placeType", "within", "agreementKind", "number", "refersTo", "officeOf", "officeClass", "voiceOf", "postTitle",
    "shared", "national", "belongsTo",
)  # fmt: skip
SEVERAL = ("dateSigned", "party", "mediator", "adoptedBy")
CODES = ("iso3166", "m49")  # read by `kg.knowledge.territories`


def entry_nodes(facts: Facts) -> list[str]:
    """The resources of a file that are entries: below the base and no labels, which SKOS-XL makes resources too."""
    labels = set(facts.subjects(str(SKOSXL.Label)))
    return [node for node in facts.subjects() if node.startswith(str(ID)) and node not in labels]


def add_entry(facts: Facts, node: str, drafts: dict[str, Draft]) -> Draft:
    """Adds what a file says of an entry to its draft, which is returned; raises LexiconError for what is wrong."""
    kind = _kind(facts, node)
    key = node.removeprefix(str(ID))
    draft = drafts.setdefault(key, Draft(key=key, kind=kind))
    draft.kind = kind
    _add_names(facts, node, draft)
    for name in SINGLE:
        value = facts.value(node, str(LKG[name]))
        if value is not None:
            draft.single[name] = _key(value)
    if valid := facts.value(node, str(DCTERMS.valid)):
        draft.single["valid"] = valid.words
    for name in SEVERAL:
        draft.several[name] += sorted(_key(value) for value in facts.values(node, str(LKG[name])))
    draft.several["successors"] += sorted(_key(value) for value in facts.values(node, str(DCTERMS.isReplacedBy)))
    draft.several["short"] += sorted(value.words for value in facts.values(node, str(SKOS.hiddenLabel)))
    for day in draft.several["dateSigned"]:
        try:
            datetime.date.fromisoformat(day)
        except ValueError:
            raise LexiconError(facts.path, node, f'"{day}" is no date; write "2020-11-09"^^xsd:date') from None
    return draft


def _kind(facts: Facts, node: str) -> Kind | None:
    classes = [value.words.removeprefix(str(LKG)) for value in facts.values(node, str(RDF.type))]
    known = [c for c in classes if c == NOTHING or c in _KINDS]
    if len(known) != 1:
        allowed = ", ".join([*(f"lkg:{kind.value}" for kind in PRECEDENCE), f"lkg:{NOTHING}"])
        raise LexiconError(facts.path, node, f"needs one class of {allowed}; it has {', '.join(classes) or 'none'}")
    return None if known[0] == NOTHING else Kind(known[0])


def _add_names(facts: Facts, node: str, draft: Draft) -> None:
    for form, language in _labels(facts, node, str(SKOS.prefLabel)):
        if draft.preferred.get(language, form) != form:
            draft.labels.append((draft.preferred[language], language))
        draft.preferred[language] = form
    draft.labels += _labels(facts, node, str(SKOS.altLabel))
    for label in facts.values(node, str(SKOSXL.altLabel)):
        for form, language in _labels(facts, label.words, str(SKOSXL.literalForm)):
            draft.labels.append((form, language))
            users = facts.values(label.words, str(LKG.usedBy))
            draft.used_by += [(form, language, _key(user)) for user in users]
    if not draft.labels and not draft.preferred:
        raise LexiconError(facts.path, node, "has no skos:prefLabel and no skos:altLabel")


def _labels(facts: Facts, node: str, predicate: str) -> list[tuple[str, str]]:
    labels = []
    for value in facts.values(node, predicate):
        if not value.language:
            words = value.words
            raise LexiconError(facts.path, node, f'label "{words}" has no language; write "{words}"@zh or "{words}"@en')
        words = value.words.strip()
        if not 0 < len(words) <= LONGEST:
            what = f"is {len(words):,} characters long" if words else "is empty"
            raise LexiconError(
                facts.path, node, f'label "{words[:20]}…"@{value.language} {what}; it has 1 to {LONGEST:,}'
            )
        labels.append((words, value.language))
    return labels


def _key(value: Value) -> str:
    """A key for a resource, the last step of a concept's IRI, the words of a literal."""
    return value.words.removeprefix(str(ID)) if value.words.startswith(str(ID)) else value.local


def _lexicon(drafts: Mapping[str, Draft], patterns: Mapping[str, NamePattern], parts: Mapping[str, str]) -> Lexicon:
    entries = {key: entry for key, draft in sorted(drafts.items()) if (entry := draft.entry())}
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for key, form in _forms(entries.values()):
        names[form][key] = None
    order = {kind: place for place, kind in enumerate(PRECEDENCE)}
    ranked = {form: sorted(keys, key=lambda key: (order[entries[key].kind], key)) for form, keys in names.items()}
    return Lexicon(
        entries=MappingProxyType(entries),
        names=MappingProxyType({form: tuple(keys) for form, keys in ranked.items()}),
        lookalikes=frozenset(fold(form) for draft in drafts.values() if draft.kind is None for form, _ in draft.labels),
        patterns=tuple(patterns[name] for name in sorted(patterns)),
        parts=MappingProxyType(dict(parts)),
    )


def _forms(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for form, _ in entry.labels:
            yield entry.key, fold(form)
