"""The files that pages need, read once: what a request asks for is looked up among them, never on the disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from kg.resources import shipped

TYPES = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".json": "application/json",
}  # fmt: skip
"""What is served, by the end of its name: licences and notes lie beside it and are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file's content, its media type, and a tag that changes with it."""

    content: bytes
    media_type: str
    tag: str


@cache
def assets() -> dict[str, Asset]:
    """All assets by their paths below the folder, with slashes."""
    home = shipped("assets")
    found = {}
    for path in sorted(home.rglob("*")):
        if path.is_file() and path.suffix in TYPES:
            content = path.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
            name = path.relative_to(home).as_posix()
            found[name] = Asset(content=content, media_type=TYPES[path.suffix], tag=tag)
    return found
