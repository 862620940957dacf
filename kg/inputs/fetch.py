"""Fetching documents by their symbols into a folder, with a manifest that `kg build --catalogue` reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from kg.errors import FetchError, quoted
from kg.files import atomic, digest, held, kind
from kg.inputs.addresses import RefusedError, checked
from kg.inputs.download import Clock, Downloader, Manners, opened
from kg.inputs.manifest import NAME, Entry, Manifest
from kg.inputs.partial import Partial, Version
from kg.inputs.symbols import once

ADDRESS = "https://undocs.org/{language}/{symbol}"
LANGUAGES = ("zh", "en", "fr", "ru", "es", "ar")
WORK = ".fetch"
"""The folder for what is on its way, and for what was missing."""
REMEMBERED = 24 * 60 * 60
"""So many seconds a server is not asked again for what it did not have."""
UNREACHABLE = 3
"""After so many documents in a row for which a server could not be reached it is left alone."""


class Status(StrEnum):
    """What became of a symbol."""

    FETCHED = "fetched"
    HERE = "already here"
    UNCHANGED = "not changed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a symbol: the file, or why there is none."""

    symbol: str
    status: Status
    message: str


def fetch(
    symbols: Iterable[str],
    folder: Path,
    *,
    language: str = "zh",
    address: str = ADDRESS,
    manners: Manners | None = None,
    refresh: bool = False,
    progress: Callable[[Outcome], None] | None = None,
    clock: Clock | None = None,
) -> tuple[Outcome, ...]:
    """Fetches the PDF of each symbol, once, into the folder, and tells what became of each, in their order.

    `address` has `{symbol}` and `{language}` in it. What is in the folder as it was fetched is not asked for again;
    with `refresh` the server is asked whether it has another version. Raises FetchError for a wrong request, StoreError
    where the folder cannot be written.
    """
    manners, clock = manners or Manners(), clock or Clock()
    if language not in LANGUAGES:
        raise FetchError(f"{quoted(language)} is no language of the documents; choose one of {', '.join(LANGUAGES)}")
    if "{symbol}" not in address:
        raise FetchError(f"{quoted(address)}: write {{symbol}} where the symbol stands, and {{language}} if it does")
    server = checked(_filled(address, "A/1", language))
    outcomes = []
    work = folder / WORK
    with held(work), opened(server, manners, clock) as downloader:
        manifest = Manifest.read(folder / NAME)
        fetcher = _Fetcher(folder, language, address, refresh, manifest, downloader, _Missing(work, clock))
        for symbol in once(symbols):
            outcomes.append(fetcher.fetch(symbol))
            if progress:
                progress(outcomes[-1])
    return tuple(outcomes)


def _filled(address: str, symbol: str, language: str) -> str:
    return address.replace("{symbol}", quote(symbol, safe="/().")).replace("{language}", language)


class _Missing:
    """What a server did not have, and when it said so; a file that is broken is as none."""

    def __init__(self, work: Path, clock: Clock) -> None:
        self.path, self.clock = work / "missing.json", clock
        try:
            found = json.loads(self.path.read_bytes())
            self._told = {str(address): float(date) for address, date in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            self._told = {}

    def __contains__(self, address: str) -> bool:
        return 0 <= self.clock.date() - self._told.get(address, float("-inf")) < REMEMBERED

    def note(self, address: str, *, missing: bool) -> None:
        """Takes note of whether it is missing."""
        before = dict(self._told)
        self._told.pop(address, None)
        if missing:
            self._told[address] = self.clock.date()
        if self._told != before:
            with atomic(self.path) as file:
                file.write(json.dumps(self._told, indent=0, sort_keys=True).encode())


@dataclass(slots=True)
class _Fetcher:
    """One run: one symbol after another."""

    folder: Path
    language: str
    address: str
    refresh: bool
    manifest: Manifest
    downloader: Downloader
    missing: _Missing
    stopped: str = ""
    unreachable: int = 0

    def fetch(self, symbol: str) -> Outcome:
        """Fetches a document that is not here."""
        entry = self.manifest.of(symbol, self.language)
        path = self.folder / (entry.file if entry else _name(symbol, self.language))
        try:
            if entry and kind(path) and digest(path) != entry.sha256:
                what = "is not as it was fetched; move it away if it shall be fetched again"
                return Outcome(symbol=symbol, status=Status.FAILED, message=f"{path.name} {what}")
            here = entry if entry and kind(path) else None
            if here and not self.refresh:
                return Outcome(symbol=symbol, status=Status.HERE, message=here.file)
            return self._asked(symbol, path, here)
        except OSError as error:
            return Outcome(symbol=symbol, status=Status.FAILED, message=f"{path.name}: {error.strerror or error}")

    def _asked(self, symbol: str, path: Path, here: Entry | None) -> Outcome:
        address = _filled(self.address, symbol, self.language)
        part = self.folder / WORK / f"{path.stem}.part"
        try:
            if self.stopped:
                raise RefusedError(self.stopped)
            if address in self.missing and not self.refresh:
                raise RefusedError("the server had no such document less than a day ago; --refresh asks again")
            known = Version(modified=here.modified, etag=here.etag) if here else None
            version = self.downloader.get(address, part, known)
        except RefusedError as error:
            self._refused(address, error)
            return Outcome(symbol=symbol, status=Status.FAILED, message=str(error))
        self.unreachable = 0
        self.missing.note(address, missing=False)
        if version is None:
            return Outcome(symbol=symbol, status=Status.UNCHANGED, message=path.name)
        return self._kept(symbol, path, part, address, version, here)

    def _refused(self, address: str, error: RefusedError) -> None:
        """Takes note of what a refusal means for the others."""
        if error.missing:
            self.missing.note(address, missing=True)
        self.unreachable = self.unreachable + 1 if error.unreachable else 0
        if error.stop:
            self.stopped = "not asked for: the server asked to wait before"
        elif self.unreachable == UNREACHABLE:
            self.stopped = f"not asked for: the server could not be reached for the {UNREACHABLE} before"

    def _kept(self, symbol: str, path: Path, part: Path, address: str, version: Version, here: Entry | None) -> Outcome:
        """Puts what came in its place and into the manifest; the bytes of another symbol's file are not kept twice."""
        sha256, size = digest(part), part.stat().st_size
        same = self.manifest.with_content(sha256, self.language)
        if same and not here and kind(self.folder / same.file) and digest(self.folder / same.file) == sha256:
            self.manifest.put(replace(same, symbols=(*same.symbols, symbol)), instead=same)
            Partial(path=part).drop()
            return Outcome(symbol=symbol, status=Status.FETCHED, message=f"{same.file}, as {same.symbols[0]}")
        if kind(path) and not here and digest(path) != sha256:
            Partial(path=part).drop()
            what = "is another file, which is left as it is; move it away"
            return Outcome(symbol=symbol, status=Status.FAILED, message=f"{path.name} {what}")
        with atomic(path) as file, part.open("rb") as source:
            shutil.copyfileobj(source, file)
        entry = Entry(
            file=path.name,
            symbols=here.symbols if here else (symbol,),
            language=self.language,
            address=address,
            modified=version.modified,
            etag=version.etag,
            sha256=sha256,
            size=size,
        )
        self.manifest.put(entry, instead=here)
        Partial(path=part).drop()
        return Outcome(symbol=symbol, status=Status.FETCHED, message=f"{path.name} ({size:,} bytes)")


def _name(symbol: str, language: str) -> str:
    """The name of a document's file.

    >>> _name("S/RES/1701(2006)", "zh")
    'S_RES_1701(2006)-zh.pdf'
    """
    return f"{symbol.replace('/', '_')}-{language}.pdf"
