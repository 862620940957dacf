"""One PDF from a server into a file, which is whole or not there: resumed where it broke off, and never in a hurry."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import regex

from kg import __version__
from kg.errors import FetchError, quoted
from kg.inputs.addresses import RefusedError, is_here, led
from kg.inputs.partial import Partial, Version, seconds, writing

REDIRECTS = 5
HEAD, TAIL = 1024, 2048
"""A PDF has its mark in so many first bytes, and the mark of its end in so many last ones."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
GONE = frozenset({404, 410})
CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
_TITLE = regex.compile(rb"<title[^>]*>\s*([^<]{1,200})", regex.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How politely to ask; times in seconds, sizes in bytes.

    `pause` lies between two requests. A request is made `tries` times, `first_wait` after the first and twice as long
    after each other; a server that asks to wait longer than `longest_wait` is left alone. An answer may be silent for
    `silence` and take `limit` in all, and be no larger than `largest`. `contact` is told to the server.
    """

    contact: str = ""
    pause: float = 2.0
    tries: int = 4
    first_wait: float = 4.0
    longest_wait: float = 300.0
    silence: float = 30.0
    limit: float = 600.0
    largest: int = 500_000_000

    @property
    def agent(self) -> str:
        """What the program calls itself; raises FetchError for a contact that no header can hold."""
        if not (self.contact.isascii() and self.contact.isprintable()):
            raise FetchError(f"{quoted(self.contact)}: write the contact in ASCII, as an address of e-mail or the web")
        return f"letterkg/{__version__}" + (f" (+{self.contact})" if self.contact else "")


class Clock:
    """The time; tests have another."""

    def now(self) -> float:
        """Seconds of a clock that only goes forward."""
        return time.monotonic()

    def date(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


class _TryAgainError(Exception):
    """A fault that may pass; `wait` is how long the server asks to wait."""

    def __init__(self, why: str, *, wait: float | None = None, unreachable: bool = False) -> None:
        super().__init__(why)
        self.wait, self.unreachable = wait, unreachable


@dataclass(slots=True, kw_only=True)
class Downloader:
    """Asks a server for documents, one at a time; a context manager is `opened`."""

    client: httpx.Client
    manners: Manners
    clock: Clock = field(default_factory=Clock)
    _asked: float | None = None

    def get(self, address: str, part: Path, known: Version | None = None) -> Version | None:
        """Fetches the document into `part`, whole; None where the server has no other version than the one known.

        What broke off before is resumed. Raises RefusedError, and StoreError where `part` cannot be written.
        """
        for attempt in range(1, self.manners.tries + 1):
            try:
                return self._ask(address, part, known)
            except _TryAgainError as error:
                wait = self.manners.first_wait * 2 ** (attempt - 1) if error.wait is None else error.wait
                if wait > self.manners.longest_wait:
                    raise RefusedError(
                        f"{error} and asks to wait {wait:.0f} seconds; try again then", stop=True
                    ) from None
                if attempt == self.manners.tries:
                    times = f" ({attempt} times)" if attempt > 1 else ""
                    raise RefusedError(f"{error}{times}; try again later", unreachable=error.unreachable) from None
                self.clock.sleep(wait)
        raise RefusedError("no try is allowed")

    def _ask(self, address: str, part: Path, known: Version | None) -> Version | None:
        partial = Partial.at(part)
        headers = partial.headers() or (known.unless_changed() if known else {})
        try:
            for _ in range(REDIRECTS + 1):
                self._pause()
                with self.client.stream("GET", address, headers=headers) as response:
                    if not response.has_redirect_location:
                        return self._answered(response, partial, headers)
                    address = led(httpx.URL(address), response.headers["Location"])
        except httpx.TimeoutException:
            raise _TryAgainError("the server did not answer in time", unreachable=True) from None
        except httpx.RemoteProtocolError as error:
            raise _TryAgainError(f"the answer is truncated or no HTTP ({error})") from None
        except httpx.TransportError as error:
            raise _TryAgainError(f"the server cannot be reached ({error})", unreachable=True) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            partial.drop()
            raise RefusedError(f"the answer cannot be read ({error})") from None
        raise RefusedError(f"the server redirects more than {REDIRECTS} times")

    def _pause(self) -> None:
        """Waits until a pause lies between this request and the one before."""
        if self._asked is not None and (left := self._asked + self.manners.pause - self.clock.now()) > 0:
            self.clock.sleep(left)
        self._asked = self.clock.now()

    def _answered(self, response: httpx.Response, partial: Partial, headers: dict[str, str]) -> Version | None:
        status = f"the server answered {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code == httpx.codes.NOT_MODIFIED and CONDITIONS & {*headers}:
            return None
        if response.status_code in GONE:
            raise RefusedError(f"{status}: it has no such document in this language", missing=True)
        if response.status_code in AGAIN:
            raise _TryAgainError(status, wait=self._asks_to_wait(response))
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            partial.drop()
            raise _TryAgainError(status, wait=0)
        if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            raise RefusedError(status)
        return self._saved(response, partial)

    def _asks_to_wait(self, response: httpx.Response) -> float | None:
        """The seconds of Retry-After, which are told or counted up to a date; None for none."""
        words = response.headers.get("Retry-After", "").strip()
        if words.isascii() and words.isdigit():
            return float(words[:9])
        date = seconds(words)
        return None if date is None else max(0.0, date - self.clock.date())

    def _saved(self, response: httpx.Response, partial: Partial) -> Version:
        """Writes the answer behind what there is of it, and looks whether it is a whole PDF."""
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        if resumed and not partial.goes_on(response.headers.get("Content-Range", "")):
            partial.drop()
            raise _TryAgainError("the server went on elsewhere than where the document broke off", wait=0)
        version = partial.version if resumed else Version.of(response.headers)
        with writing(partial.path):
            if not resumed:
                partial.begin(version, plain="Content-Encoding" not in response.headers)
            self._write(response, partial.path)
        _look(partial, response)
        return version

    def _write(self, response: httpx.Response, path: Path) -> None:
        begun, size = self.clock.now(), path.stat().st_size
        with path.open("ab") as file:
            for block in response.iter_bytes():
                file.write(block)
                size += len(block)
                if size > self.manners.largest:
                    path.unlink()
                    raise RefusedError(f"the answer is larger than {self.manners.largest:,} bytes")
                if self.clock.now() - begun > self.manners.limit:
                    raise _TryAgainError(
                        f"the answer is too slow: {size:,} bytes after {self.manners.limit:.0f} seconds"
                    )


def _look(partial: Partial, response: httpx.Response) -> None:
    """Raises where what came is no whole PDF; it is not kept."""
    with partial.path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, partial.path.stat().st_size - TAIL))
        ended = b"%%EOF" in file.read()
    if b"%PDF-" in head and ended:
        return
    partial.drop()
    if b"%PDF-" in head:
        raise _TryAgainError("the document is truncated: it has no end of a PDF")
    kind = response.headers.get("Content-Type", "").partition(";")[0] or "something of no kind"
    title = _TITLE.search(head)
    called = f" called {quoted(title.group(1).decode('utf-8', 'replace').strip())}" if title else ""
    what = "an empty answer" if not head else f"{kind}{called}"
    raise RefusedError(f"the server sent {what} in place of a PDF; look at the address in a browser")


@contextmanager
def opened(address: str, manners: Manners, clock: Clock) -> Iterator[Downloader]:
    """A downloader for a server; a server of this machine is asked without a proxy."""
    headers = {"User-Agent": manners.agent, "Accept": "application/pdf", "Accept-Encoding": "identity"}
    direct = is_here(httpx.URL(address).host)
    with httpx.Client(headers=headers, timeout=manners.silence, trust_env=not direct) as client:
        yield Downloader(client=client, manners=manners, clock=clock)
