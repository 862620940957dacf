"""What the index has of one thing: who calls it what, where it stands in context, its claims, ties, events, posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.knowledge.schemes import schemes
from kg.web.charts import Tick
from kg.web.index.index import placeholders
from kg.web.listing import Sheet, between, sheet, types_of
from kg.web.pages.words import act_word
from kg.web.view import View

MOST_NAMES, MOST_TIES, MOST_EVENTS, MOST_POSTS = 60, 12, 80, 60
CONTEXTS, CLAIMS = 50, 20
CLAIM = (
    "claim.id, claim.thing, claim.act, claim.compliance, claim.polarity, claim.day, claim.start, claim.end,"
    " claim.words, claim.graph"
)
"""What of a claim of the index `claim_row` needs, in its order."""
SORTS = {
    "date": "day IS NULL, day, graph, start",
    "left": "reverse(trim(before)), day, start",
    "right": "trim(after), day, start",
    "words": "words, day, graph, start",
    "voice": "voice, day, graph, start",
}
"""How mentions in context may be sorted; by the left context from the name outwards."""
SAID_OF = ("target", "about", "complier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of a name, and in whose words it stands how often, from when to when."""

    words: str
    voice: str
    href: str
    number: int
    first: str
    last: str


def forms(view: View, iri: str) -> list[Form]:
    """Every form of a thing's name by those in whose words it stands, the commonest first."""
    rows = view.index.rows(
        "SELECT words, voice, COUNT(*) AS n, MIN(day), MAX(day) FROM mention WHERE thing = ? GROUP BY words, voice"
        " ORDER BY n DESC, words, voice LIMIT ?",
        view.index.number(iri),
        MOST_NAMES,
    )
    return [
        Form(
            words=words, voice=view.number(voice), href=view.link(voice) if voice else "", number=n, first=first or "",
            last=last or "",
        )
        for words, voice, n, first, last in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A mention with the words around it."""

    before: str
    words: str
    after: str
    href: str
    document: str
    day: str
    voice: str


def contexts(view: View, iri: str, sort: str, page: int) -> Sheet[Context]:
    """The mentions of a thing in their context, sorted by a key of SORTS."""
    query = (
        "SELECT before, words, after, start, end, (SELECT iri FROM graph WHERE id = mention.graph), day, voice"
        f" FROM mention WHERE thing = ? ORDER BY {SORTS.get(sort, SORTS['date'])}"
    )
    found = sheet(view, query, [view.index.number(iri)], page, CONTEXTS)
    rows = [
        Context(
            before=before, words=words, after=after, href=view.links.place(graph, start, end),
            document=view.name(graph), day=day or "", voice=view.number(voice) if voice else "",
        )
        for before, words, after, start, end, graph, day, voice in found.rows
    ]  # fmt: skip
    return replace(found, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim in a list: who says what of whom, in which words, where; `act` says of an agreement what whom does to it.

    `sources` are whom the claimant quotes, `through` those through whose claims alone it is known.
    """

    href: str
    who: str
    act: str
    notation: str
    negative: bool
    targets: tuple[str, ...]
    words: str
    place: str
    document: str
    day: str
    through: tuple[str, ...]
    sources: tuple[str, ...]


def claims(view: View, iri: str, roles: Sequence[str], page: int) -> Sheet[ClaimRow]:
    """The claims in which a thing has one of these roles, by date."""
    held = f"role WHERE role.thing = ? AND role.role IN ({placeholders(roles)})"
    return _claims(view, held, [view.index.number(iri), *roles], page)


def claims_on_events(view: View, iri: str, page: int) -> Sheet[ClaimRow]:
    """The claims about events in which a thing is said to have a part, or which are said to be at a place, by date."""
    events = "SELECT event FROM event_role WHERE event_role.thing = ?"
    return _claims(view, f"role WHERE role.role = 'about' AND role.thing IN ({events})", [view.index.number(iri)], page)


def _claims(view: View, of: str, values: Sequence[object], page: int) -> Sheet[ClaimRow]:
    order = "ORDER BY day IS NULL, day, graph, start, id"
    query = f"SELECT {CLAIM} FROM claim WHERE id IN (SELECT role.claim FROM {of}) {order}"
    found = sheet(view, query, values, page, CLAIMS)
    rows = [claim_row(view, *row) for row in found.rows]
    return replace(found, rows=rows)


def claims_by_iri(view: View, iris: Iterable[str]) -> list[ClaimRow]:
    """Claims as rows of a list, in the order given; those that the index does not have are left out."""
    asked = f"SELECT {CLAIM} FROM claim WHERE thing = ?"
    return [claim_row(view, *row) for iri in iris for row in view.index.rows(asked, view.index.number(iri))]


def claim_row(
    view: View, claim: int, thing: int, act: str, compliance: str, polarity: str, day: str | None, start: int | None,
    end: int | None, words: str, graph: int,
) -> ClaimRow:  # fmt: skip
    """A claim of the index in a list."""
    said: defaultdict[str, list[int]] = defaultdict(list)
    for role, other in view.index.rows("SELECT role, thing FROM role WHERE claim = ? ORDER BY role, thing", claim):
        said[role].append(other)
    document = view.index.one("SELECT iri FROM graph WHERE id = ?", graph)
    through = view.index.rows(
        "SELECT DISTINCT teller.thing FROM role AS about JOIN role AS teller ON teller.claim = about.claim"
        " WHERE about.thing = ? AND about.role = 'about' AND about.graph = ? AND teller.role = 'claimant'",
        thing,
        graph,
    )
    return ClaimRow(
        href=view.link(thing),
        who=view.wording.several(map(view.number, said["claimant"])),
        act=_kept(view, compliance, said) if compliance else act_word(view, act),
        notation=act or compliance,
        negative=polarity == "negative",
        targets=() if compliance else tuple(map(view.number, said["target"])),
        words=words,
        place=view.links.place(document, start, end),
        document=view.name(document),
        day=day or "",
        through=tuple(view.number(one) for (one,) in through),
        sources=tuple(map(view.number, said["reportedSource"])),
    )


def _kept(view: View, compliance: str, said: Mapping[str, list[int]]) -> str:
    """What whom is said to do to which agreement: who claims it would else seem to be who does it."""
    who = view.wording.several(map(view.number, said["complier"])) or view.say("nobody")
    agreements = view.wording.several(map(view.number, said["about"]))
    return view.say("compliance", who=who, kept=act_word(view, compliance), agreements=agreements).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """With whom a thing is tied by claims: how often it speaks of the other and the other of it, and how."""

    name: str
    href: str
    out: int
    back: int
    sign: int
    acts: tuple[tuple[str, int], ...]


def ties(view: View, iri: str) -> list[Tie]:
    """Those of whom an actor's claims speak most and who speak most of it; the sign is that of most of their acts."""
    index = view.index
    number = index.number(iri)
    asked = (
        "SELECT other.thing, act, polarity, COUNT(*) FROM role AS own JOIN claim ON claim.id = own.claim"
        " JOIN role AS other ON other.claim = own.claim AND other.role = ?"
        " WHERE own.thing = ? AND own.role = ? AND other.thing != ? AND act != ''"
        " GROUP BY other.thing, act, polarity"
    )
    out, back = defaultdict[int, int](int), defaultdict[int, int](int)
    acts, sums = defaultdict[int, dict[str, int]](dict), defaultdict[int, int](int)
    for mine, others, counted in (("claimant", "target", out), ("target", "claimant", back)):
        for other, act, polarity, n in index.rows(asked, others, number, mine, number):
            counted[other] += n
            sums[other] += schemes().sign(act, polarity) * n
            acts[other][act] = acts[other].get(act, 0) + n
    most = sorted(acts, key=lambda other: (-out[other] - back[other], other))[:MOST_TIES]
    return [
        Tie(
            name=view.number(other),
            href=view.link(other),
            out=out[other],
            back=back[other],
            sign=(sums[other] > 0) - (sums[other] < 0),
            acts=tuple(
                (act_word(view, act), n) for act, n in sorted(acts[other].items(), key=lambda one: (-one[1], one[0]))
            ),
        )
        for other in most
    ]


def told_events(view: View, iri: str) -> list[Tick]:
    """The events in which a thing is said to have a part, by their stated days."""
    rows = view.index.rows(
        "SELECT DISTINCT event.thing, event.type, event.first, event.last FROM event_role"
        " JOIN event ON event.thing = event_role.event WHERE event_role.thing = ? AND event_role.first IS NOT NULL"
        " ORDER BY event_role.first LIMIT ?",
        view.index.number(iri),
        MOST_EVENTS,
    )
    return [event_tick(view, *row) for row in rows]


def event_tick(view: View, thing: int, kind: str, first: str | None, last: str | None) -> Tick:
    """An event on a line of time."""
    label = f"{types_of(view, kind)} {between(view, first, last)}"
    return Tick(first=first, last=last, label=label, href=view.link(thing))


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post or seat: whose, at which body, its title, and the first and the last document that tells of it."""

    other: str
    href: str
    title: str
    first: str
    last: str


def posts(view: View, iri: str) -> list[Post]:
    """The posts that a person has, or those at a body with who has them, by the days of the documents."""
    number = view.index.number(iri)
    own = view.index.one("SELECT 1 FROM post WHERE person = ?", number)
    mine, other = ("person", "body") if own else ("body", "person")
    rows = view.index.rows(
        f"SELECT post.{other}, title, MIN(day), MAX(day) FROM post"
        f" LEFT JOIN document ON document.graph = post.graph WHERE post.{mine} = ?"
        f" GROUP BY post.{other}, title ORDER BY MIN(day), title, post.{other} LIMIT ?",
        number,
        MOST_POSTS,
    )
    return [
        Post(
            other=view.number(thing), href=view.link(thing), title=title or view.say("seat"), first=first or "",
            last=last or "",
        )
        for thing, title, first, last in rows
    ]  # fmt: skip
