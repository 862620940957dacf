"""Addresses that may be asked for documents: of HTTPS, or of a server of this machine."""

from __future__ import annotations

import ipaddress

import httpx
import regex

from kg.errors import FetchError, quoted

_HOST = regex.compile(rb"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")


class RefusedError(Exception):
    """Why a document was not got: it is `missing`, the server is `unreachable` or asks to be left alone (`stop`)."""

    def __init__(self, why: str, *, missing: bool = False, unreachable: bool = False, stop: bool = False) -> None:
        super().__init__(why)
        self.missing, self.unreachable, self.stop = missing, unreachable, stop


def checked(address: str) -> str:
    """An address that may be asked: HTTPS, or a server of this machine; raises FetchError for another."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FetchError(f"{quoted(address)} is no address: {error}") from None
    if not _is_plain(url) or not (url.scheme == "https" or (url.scheme == "http" and is_here(url.host))):
        raise FetchError(f"{quoted(address)}: write an address of HTTPS, without a name or password in it")
    return address


def is_here(host: str) -> bool:
    """Whether a host is this machine by its name."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_plain(url: httpx.URL) -> bool:
    """Whether an address has a host, and no name or password."""
    return bool(_HOST.fullmatch(url.raw_host)) and not url.userinfo


def led(asked: httpx.URL, location: str) -> str:
    """Where a redirect leads: by HTTPS, or from this machine to itself."""
    url = asked.join(location)
    here = url.scheme == "http" and is_here(asked.host) and url.host == asked.host
    if not _is_plain(url) or not (url.scheme == "https" or here):
        raise RefusedError(f"the server redirects to {quoted(str(url))}, which is not HTTPS; that is not followed")
    return str(url)
