"""What can go wrong through a person's doing; a document's oddities are `Problem` values instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_QUOTE = 80


class LetterkgError(Exception):
    """Base of all errors of this package; the message says where, what and what to do."""


class SourceError(LetterkgError):
    """A file that cannot be read as a document (missing, empty, binary, wrong encoding, without text)."""

    def __init__(self, path: Path | str, what: str) -> None:
        super().__init__(f"{on_one_line(path)}: {what}")
        self.path = Path(path)
        self.what = what


class LexiconError(LetterkgError):
    """A file or an entry of the lexicon or of the rules that cannot be used."""

    def __init__(self, path: Path | str, entry: str, what: str) -> None:
        super().__init__(f"{on_one_line(path)}: {entry}: {what}" if entry else f"{on_one_line(path)}: {what}")
        self.path = Path(path)
        self.entry = entry
        self.what = what


class CatalogueError(LetterkgError):
    """A catalogue of documents that cannot be read."""

    def __init__(self, path: Path | str, what: str) -> None:
        super().__init__(f"{on_one_line(path)}: {what}")


class SymbolError(LetterkgError):
    """What is no symbol of a document, or a list of symbols that cannot be read."""


class FetchError(LetterkgError):
    """A request to fetch documents that cannot be carried out as it stands."""


class ProjectError(LetterkgError):
    """A project's file of settings that cannot be used, or a folder that cannot become a project."""

    def __init__(self, path: Path | str, line: int, key: str, what: str) -> None:
        where = [on_one_line(path), *([f"line {line}"] if line else ()), *([quoted(key)] if key else ())]
        super().__init__(f"{': '.join(where)} {what}" if key else f"{': '.join(where)}: {what}")


class QueryError(LetterkgError):
    """A query that is unknown, malformed or given wrong parameters."""


class StoreError(LetterkgError):
    """The store or an output that cannot be opened, read or written."""


class TrainingError(LetterkgError):
    """A treebank that cannot be trained on."""

    def __init__(self, path: Path | str, what: str) -> None:
        super().__init__(f"{on_one_line(path)}: {what}")


class ModelError(LetterkgError):
    """A model that is not there or cannot be used."""


class VerdictError(LetterkgError):
    """A verdict on two accounts that cannot be given or read."""


class ServingError(LetterkgError):
    """A server that cannot be started."""


class ClusterError(LetterkgError):
    """A cluster that cannot be reached, or whose workers cannot do what is asked."""


class RemoteError(LetterkgError):
    """A store on another machine that cannot be asked or written."""


class ExtraError(LetterkgError):
    """A package is not installed that only this feature needs."""


class PlotError(LetterkgError):
    """A plot that cannot be drawn on this machine."""


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Turns an import that fails into an ExtraError: what needs which extra of this package.

    >>> with extra("parquet", "Parquet"):
    ...     import no_such_package
    Traceback (most recent call last):
    kg.errors.ExtraError: Parquet needs no_such_package: pip install 'letterkg[parquet]'
    """
    try:
        yield
    except ImportError as error:
        raise ExtraError(f"{what} needs {error.name}: pip install 'letterkg[{name}]'") from error


def on_one_line(path: Path | str) -> str:
    """A path as a message shows it: a name that holds line breaks cannot pass for another message.

    >>> on_one_line("a\\nb.txt")
    'a\\\\nb.txt'
    """
    return str(path).translate({ord(sign): repr(sign)[1:-1] for sign in "\n\r\t\v\f\x85\u2028\u2029"})


def quoted(words: str) -> str:
    """Words as a message shows them: in quotes, on one line, and without their end where they are long.

    >>> quoted("one\\ntwo")
    "'one\\\\ntwo'"
    >>> len(quoted("long" * 1000))
    83
    """
    return repr(words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…")
