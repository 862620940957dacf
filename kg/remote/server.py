"""One address of a server: requests, what is tried again, and what every refusal means to the person who asked."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from types import TracebackType
from typing import Any, Self

from kg import __version__
from kg.errors import RemoteError, extra, quoted
from kg.remote.login import PASSWORD, TOKEN, USER, login

with extra("remote", "a store on another machine"):
    import httpx

TRIES = 4
WAIT = 0.5
"""Seconds before the second try; twice as many before each later one."""
AWAY = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE)
_RIVALS = b"40001"
"""SQL's state of a transaction that gave way to others and is to be tried again, as Virtuoso tells it."""
SECONDS = 60.0
LARGEST = 1 << 30
"""Bytes of an answer."""
_TAG = re.compile(r"<[^>]*>")
_ADVICE = {
    401: f"the server wants a login; set {USER} and {PASSWORD} (or {TOKEN}), or write it into netrc",
    403: f"the server does not permit it; ask who runs it for the right to write, or log in ({USER}, {PASSWORD})",
    404: "there is no such address; name that of the protocol that is wanted, as the server's manual has it",
    405: "the address does not take this; name that of the protocol that is wanted, as the server's manual has it",
    413: "it is too large for the server; have its limit for one request raised",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server has answered."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media(self) -> str:
        """The media type of the content, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


@cache
def _trusted() -> SSLContext:
    """Who is trusted: to read their certificates takes longer than most requests, and each connection asks it."""
    return httpx.create_ssl_context()


class Server:
    """An address that is asked over HTTP; a context manager. Raises RemoteError for what is no address."""

    def __init__(self, url: str, *, tries: int = TRIES, seconds: float = SECONDS) -> None:
        self.url, self.tries, self.seconds = _checked(url), tries, seconds
        self.client = httpx.Client(
            auth=login(self.url), timeout=seconds, headers={"User-Agent": f"letterkg/{__version__}"}, verify=_trusted()
        )

    def again(self) -> Server:
        """One more connection to the same address, which logs in by itself."""
        return Server(str(self.url), tries=self.tries, seconds=self.seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.client.close()

    def request(
        self,
        method: str,
        *,
        absent: bool = False,
        seconds: float = SECONDS,
        **given: Any,  # noqa: ANN401
    ) -> Answer:
        """The answer to a request that does no harm when it is sent twice; `absent` lets 404 be one.

        A server that is away is asked again. Raises RemoteError where it stays away, refuses, or has not answered
        after `seconds`.
        """
        wait = WAIT
        for left in reversed(range(self.tries)):
            try:
                answer = self._send(method, seconds, given)
                if not (answer.status in AWAY or _RIVALS in answer.content) or not left:
                    break
            except (httpx.TransportError, httpx.InvalidURL) as error:
                if not left or isinstance(error, httpx.ReadTimeout):
                    raise RemoteError(f"{self.url}: {_cause(error, seconds)}") from error
            time.sleep(wait)
            wait *= 2
        if not httpx.codes.is_success(answer.status) and not (absent and answer.status == httpx.codes.NOT_FOUND):
            raise RemoteError(f"{self.url}: {_refusal(answer)}")
        return answer

    def _send(self, method: str, seconds: float, given: dict[str, Any]) -> Answer:
        """One request; its answer is read in pieces, so that time and size are bounded however it comes."""
        end = time.monotonic() + seconds
        url = self.url.copy_merge_params(given.get("params", {}))
        rest = {name: value for name, value in given.items() if name != "params"}
        with self.client.stream(method, url, timeout=seconds, **rest) as response:
            pieces, size = [], 0
            for piece in response.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST:
                    raise RemoteError(f"{self.url}: the answer has more than {LARGEST >> 30} GB; narrow the question")
                if time.monotonic() > end:
                    raise httpx.ReadTimeout("", request=response.request)
        return Answer(status=response.status_code, headers=response.headers, content=b"".join(pieces))


def _checked(url: str) -> httpx.URL:
    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise RemoteError(f"{quoted(url)} is no address of a server ({error})") from error
    if found.scheme not in ("http", "https") or not found.host:
        raise RemoteError(f"{quoted(url)} is no address of a server; write one such as https://example.org/sparql")
    if found.userinfo:
        raise RemoteError(
            f"{found.copy_with(userinfo=b'')}: an address with a password in it is kept where others read it (the "
            f"shell's history, lists of processes); leave it out and set {USER} and {PASSWORD}, or write it into netrc"
        )
    return found


def _cause(error: Exception, seconds: float) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"has not answered after {seconds:g} s; try again later, or ask something smaller"
    return f"cannot be reached ({error or type(error).__name__}); look whether the server runs, and try again"


def _refusal(answer: Answer) -> str:
    if httpx.codes.is_redirect(answer.status):
        return f"has moved to {answer.headers.get('location', 'another address')}; name that"
    said = " ".join(_TAG.sub(" ", answer.content.decode("utf-8", "replace")).split())
    why = _ADVICE.get(answer.status) or (f"the server says {quoted(said)}" if said else "the server does not say why")
    return f"refused with status {answer.status} ({httpx.codes.get_reason_phrase(answer.status)}): {why}"
