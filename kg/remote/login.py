"""Who asks a server: names and secrets from the environment or netrc, never from the command line or an address."""

from __future__ import annotations

import ipaddress
import netrc
import os
from collections.abc import Generator

from kg.errors import RemoteError, extra

with extra("remote", "a store on another machine"):
    import httpx

USER, PASSWORD, TOKEN = "LETTERKG_USER", "LETTERKG_PASSWORD", "LETTERKG_TOKEN"


class Login(httpx.Auth):
    """Answers a server's challenge, Basic or Digest, with a name and a password; a token is sent unasked.

    Only Digest leaves this machine without TLS: RemoteError is raised before anything else would.
    """

    def __init__(self, name: str = "", password: str = "", token: str = "") -> None:
        self.name, self.password, self.token = name, password, token
        self.chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request as the server wants it; once the server has said how, every later one at once."""
        if self.token:
            _refuse_in_the_clear(request.url, "a token")
            request.headers["Authorization"] = f"Bearer {self.token}"
        if self.chosen:
            yield from self.chosen.auth_flow(request)
            return
        response = yield request
        schemes = response.headers.get("WWW-Authenticate", "").lower()
        if response.status_code != httpx.codes.UNAUTHORIZED or not self.name or self.token:
            return
        if "digest" in schemes:
            self.chosen = httpx.DigestAuth(self.name, self.password)
        elif "basic" in schemes:
            _refuse_in_the_clear(request.url, "a password")
            self.chosen = httpx.BasicAuth(self.name, self.password)
        if self.chosen:
            yield from self.chosen.auth_flow(request)


def login(url: httpx.URL) -> Login:
    """The login for a server: from the environment, else from the user's netrc, else none."""
    found = Login(*(os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN)))
    if found.name or found.token:
        return found
    try:
        known = netrc.netrc(os.environ.get("NETRC")).authenticators(url.host)
    except FileNotFoundError:
        return found
    except (OSError, UnicodeDecodeError, netrc.NetrcParseError) as error:
        raise RemoteError(f"netrc cannot be read: {error}; mend the file, or set {USER} and {PASSWORD}") from error
    return Login(known[0], known[2] or "") if known else found


def _refuse_in_the_clear(url: httpx.URL, what: str) -> None:
    if url.scheme != "https" and not _is_loopback(url.host):
        raise RemoteError(f"{url}: {what} would cross the network for all to read; use https, or a tunnel to 127.0.0.1")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
