"""Reading the Turtle files that hold the project's knowledge."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import LexiconError


def read_turtle(path: Path) -> Graph:
    """The triples of a Turtle file; raises LexiconError with the file and the line that cannot be read."""
    try:
        return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except BadSyntax as error:
        raise LexiconError(path, f"line {error.lines + 1}", f"not Turtle: {error._why}") from error
    except (AssertionError, IndexError) as error:  # rdflib's parser at a string or a statement that never ends
        raise LexiconError(path, "", "not Turtle: a string or a statement is not closed") from error
    except UnicodeDecodeError as error:
        raise LexiconError(path, "", f"not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except OSError as error:
        raise LexiconError(path, "", f"cannot be read: {error.strerror}") from error


def turtle_files(*folders: Path) -> tuple[Path, ...]:
    """The Turtle files below the folders, in order; raises LexiconError for a folder that is not there."""
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(folder, "", "is no folder; name a folder of Turtle files")
    return tuple(path for folder in folders for path in sorted(folder.rglob("*.ttl")))
