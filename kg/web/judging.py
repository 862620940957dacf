"""What a person judges in the explorer: verdicts on what was read, and on pairs that may be one.

They are written to the files that `kg review` and `kg judge` write; the graph and its index stay as they are, and a
verdict on a pair takes effect with the next build. Every form carries a token that no other site can read.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kg.errors import LetterkgError, VerdictError
from kg.namespaces import LKG, short_digest
from kg.occurrences import verdicts as pairs
from kg.review import reviews
from kg.review.matching import Match, match
from kg.review.things import LINKS, Thing, thing_of
from kg.web.guards import body_of
from kg.web.pages.words import concept_word
from kg.web.render import render
from kg.web.view import View

LONGEST_FORM = 50_000
"""Bytes of a form."""
Judged: TypeAlias = Callable[[Request, View], Awaitable[Response]]
LISTS = ("Acts", "Compliance", "EventTypes", "Harms")
"""The closed lists from which what is judged has notations."""
QUEUES = ("claim", "event", "link")
OF_QUEUE = {
    "claim": "SELECT DISTINCT iri FROM thing JOIN claim ON claim.thing = thing.id",
    "event": "SELECT DISTINCT iri FROM thing JOIN event ON event.thing = thing.id",
    "link": "SELECT DISTINCT iri FROM thing JOIN pair ON pair.thing = thing.id"
    " UNION SELECT DISTINCT iri FROM thing JOIN contradiction ON contradiction.thing = thing.id",
}
"""What may be judged one after the other, with the query of the index for all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a form asks of a thing: what it is, what was said of it, the fields for what would be right.

    `content` is what the thing says, in words; beside each of those `known` is what would be right. `pair` are the two
    of a link that may be one; `queue` is the queue that the form is part of, "" for none.
    """

    thing: Thing
    content: tuple[tuple[str, str], ...]
    known: tuple[tuple[Match, tuple[tuple[str, str], ...]], ...]
    fields: tuple[str, ...]
    pair: tuple[str, ...]
    pair_verdict: str
    token: str
    queue: str


@dataclass(slots=True, kw_only=True)
class Judging:
    """Who judges, and the files that verdicts are kept in."""

    name: str
    folder: Path
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _read: tuple[object, tuple[reviews.Review, ...]] = (None, ())

    @property
    def path(self) -> Path:
        """The file of reviews."""
        return self.folder / reviews.FILE

    def known(self) -> tuple[reviews.Review, ...]:
        """The reviews, read again when their file has changed."""
        at = _state(self.path)
        if self._read[0] != at:
            self._read = at, reviews.read_reviews(self.path)
        return self._read[1]

    def asked(self, view: View, iri: str) -> Asked | None:
        """The form for a thing; None for what cannot be judged."""
        thing = thing_of(view.statements, iri)
        if thing is None:
            return None
        try:
            known = match(view.statements, [one for one in self.known() if one.thing.iri == iri])
        except LetterkgError as error:  # the file, which others may change too, is for a person to mend
            raise HTTPException(500, str(error)) from error
        pair = _pair(view, iri) if thing.kind == "link" else ()
        return Asked(
            thing=thing,
            content=_in_words(view, thing.content),
            known=tuple((one, _in_words(view, one.review.right)) for one in known),
            fields=reviews.RIGHTS[thing.kind],
            pair=pair,
            pair_verdict=self._verdict(pair),
            token=self.token,
            queue=queue if (queue := dict(view.links.asked).get("queue", "")) in QUEUES else "",
        )

    def _verdict(self, pair: tuple[str, ...]) -> str:
        found = pairs.read_verdicts(self.folder / pairs.FILE) if pair else ()
        return next((one.verdict for one in found if one.pair == pair), "")

    def open(self, view: View, kind: str) -> list[str]:
        """What this person has not judged of a kind, in the order of `kg review list --open`."""

        def ordered() -> list[str]:
            return sorted((iri for (iri,) in view.index.rows(OF_QUEUE[kind])), key=short_digest)

        judged = {one.thing.iri for one in self.known() if one.judge == self.name}
        return [iri for iri in view.index.remembered(("queue", kind), ordered) if iri not in judged]

    def answers(self) -> Iterator[tuple[str, str, Judged]]:
        """What answers at which path, by which method: the queue and the forms."""

        async def queue(request: Request, view: View) -> Response:
            return await run_in_threadpool(self._queue, view, request.query_params.get("kind", ""))

        async def judge(request: Request, view: View) -> Response:
            return await self._posted(request, view, self._review)

        async def pair(request: Request, view: View) -> Response:
            return await self._posted(request, view, self._judge_pair)

        yield "/queue", "GET", queue
        yield "/judge", "POST", judge
        yield "/judge/pair", "POST", pair

    def _queue(self, view: View, kind: str) -> Response:
        """The first thing that is open; without a kind, or where none is, how much is open of each."""
        found = self.open(view, kind) if kind in QUEUES else []
        if first := next((iri for iri in found if thing_of(view.statements, iri)), ""):
            return RedirectResponse(view.links.thing(first, queue=kind), 303)
        mine = Counter(one.thing.kind for one in self.known() if one.judge == self.name)
        rows = [(one, len(self.open(view, one)), mine[one]) for one in QUEUES]
        return HTMLResponse(render(view, "queue", tab="queue", rows=rows, judge=self.name, path=str(self.path)))

    async def _posted(
        self, request: Request, view: View, done: Callable[[View, Mapping[str, list[str]]], str]
    ) -> Response:
        """A form's answer: where to go next; raises HTTPException for one that is not ours, or wrong."""
        origin = request.headers.get("origin", "")
        if origin not in ("", "null") and urlsplit(origin).netloc != request.headers.get("host", ""):
            raise HTTPException(403, "The form was sent by another site.")
        try:
            given = parse_qs((await body_of(request, LONGEST_FORM)).decode(), keep_blank_values=False)
        except ValueError as error:
            raise HTTPException(400, "The form is not in UTF-8.") from error
        if not hmac.compare_digest(given.get("token", [""])[0].encode(), self.token.encode()):
            raise HTTPException(403, "The form is of an earlier run of the server; load the page again.")
        try:
            return RedirectResponse(await run_in_threadpool(done, view, given), 303)
        except VerdictError as error:
            raise HTTPException(400, str(error)) from error
        except LetterkgError as error:
            raise HTTPException(500, str(error)) from error

    def _review(self, view: View, given: Mapping[str, list[str]]) -> str:
        """Records a verdict; gives the page that comes next."""
        iri, queue = _thing(given), _one(given, "queue")
        rights = [
            f"{name.removeprefix('right-')}={value.strip()}"
            for name, values in given.items()
            for value in values[0].split(";")
            if name.startswith("right-") and value.strip()
        ]
        verdict = _one(given, "verdict")
        wrong = rights if verdict == "wrong" else []
        made = reviews.review(view.statements, iri, verdict, self.name, _one(given, "note"), wrong)
        reviews.record(self.path, made)
        return view.links.page("queue", kind=queue) if queue in QUEUES else view.links.thing(iri)

    def _judge_pair(self, view: View, given: Mapping[str, list[str]]) -> str:
        """Records whether the two of a link are one; gives the link's page."""
        iri = _thing(given)
        pair = _pair(view, iri)
        if len(pair) != 2:
            raise VerdictError(f"{iri} is no link between two events, persons or places")
        new = pairs.Verdict(
            pair=(pair[0], pair[1]), verdict=_one(given, "verdict"), judge=self.name, note=_one(given, "note")
        )
        pairs.record(self.folder / pairs.FILE, view.statements, new)
        return view.links.thing(iri)


def _in_words(view: View, content: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What is said ("act=accuse") in the language of the page: the field, and the name or the concept that it has."""

    def word(name: str, value: str) -> str:
        phrase = f"value_{name}_{value}"
        if view.wording.has(phrase):
            return view.say(phrase)
        return view.wording.term(value) if name == "class" else " ".join(map(part, value.split(" ")))

    def part(value: str) -> str:
        if "://" in value:
            return view.name(value)
        if view.wording.has(f"value_bound_{value}"):
            return view.say(f"value_bound_{value}")
        return concept_word(view, LISTS, value)

    parted = (one.partition("=") for one in content)
    return tuple((view.say(f"field_{name}"), word(name, value)) for name, _, value in parted)


def _one(given: Mapping[str, list[str]], name: str) -> str:
    return given.get(name, [""])[0]


def _thing(given: Mapping[str, list[str]]) -> str:
    """The IRI that a form is about; raises VerdictError for what is none."""
    iri = _one(given, "thing")
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise VerdictError(f"{iri!r} is no IRI") from error


def _pair(view: View, iri: str) -> tuple[str, ...]:
    """The two of a link of accounts or of entities, in order; nothing for a contradiction."""
    classes = view.lookup.classes(iri)
    ends = [end for name, (end, finding) in LINKS.items() if name in classes and finding == LKG.verdict]
    return tuple(sorted(view.lookup.objects(iri, ends[0]))) if ends else ()


def _state(path: Path) -> object:
    """What changes when a file does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
