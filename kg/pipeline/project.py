"""A project folder: what `letterkg.toml` sets for every command that runs inside it, and a new one with examples."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ProjectError
from kg.files import atomic, kind, reason
from kg.resources import shipped

NAME = "letterkg.toml"
LANGUAGES = ("zh", "en")
TEMPLATES = "project"
"""The folder of `templates` that holds the files of a new project."""
INPUTS = "documents"
"""The folder of a new project whose files are read."""


@dataclass(frozen=True, slots=True)
class Project:
    """The settings of a project by their names, those alone that its file has; paths are absolute.

    `inputs` and `lexicon` are lists of paths, `catalogue` and `output` paths, the others strings.
    """

    folder: Path
    settings: Mapping[str, Any]


def find_project(start: Path) -> Project | None:
    """The project of a folder: that of the nearest `letterkg.toml` in it or above it; raises ProjectError."""
    found = next((folder for folder in (start, *start.parents) if kind(folder / NAME) == "file"), None)
    return read_project(found / NAME) if found else None


def read_project(path: Path) -> Project:
    """The project whose settings a file has; raises ProjectError with line and key for what is wrong in it."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProjectError(path, 0, "", f"breaks at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise ProjectError(path, 0, "", f"cannot be read: {reason(error)}") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(path, 0, "", f"is no TOML: {error}") from error
    settings = {}
    for key, value in found.items():
        line = _line(text, key)
        if key not in READERS:
            raise ProjectError(path, line, key, _unknown(key))
        try:
            settings[key] = READERS[key](path.parent, value)
        except ValueError as error:
            raise ProjectError(path, line, key, str(error)) from error
    return Project(path.parent, settings)


def _line(text: str, key: str) -> int:
    """The line that a key or the table of its name begins, 0 where it is written otherwise."""
    begins = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((at for at, line in enumerate(text.splitlines(), 1) if begins.match(line)), 0)


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key.lower(), READERS, n=1)
    meant = f"; {near[0]!r} may be meant" if near else ""
    return f"is no setting{meant}; known are {', '.join(READERS)}"


def _words(folder: Path, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be words in quotes")
    return value


def _path(folder: Path, value: object) -> Path:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError("must be a path in quotes")
    return folder / Path(value).expanduser()


def _paths(folder: Path, value: object) -> list[Path]:
    if not isinstance(value, list):
        raise ValueError('must be a list of paths, such as ["one", "two"]')
    return [_path(folder, one) for one in value]


def _model(folder: Path, value: object) -> str:
    """A name, or the folder of a model."""
    name = _words(folder, value)
    return str(folder / name) if kind(folder / name) == "folder" else name


def _base(folder: Path, value: object) -> str:
    base = _words(folder, value)
    if not base.startswith(("http://", "https://", "urn:")) or base[-1] not in "/#:":
        raise ValueError("must be an IRI that ends in / or #, such as https://example.org/id/")
    return base


def _language(folder: Path, value: object) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}")
    return str(value)


READERS: dict[str, Callable[[Path, object], object]] = {
    "inputs": _paths, "catalogue": _path, "lexicon": _paths, "model": _model, "output": _path, "base": _base,
    "language": _language,
}  # fmt: skip
"""What makes a setting of what the file has, by its name; raises ValueError."""


def start_project(folder: Path) -> tuple[list[Path], list[Path]]:
    """Makes a folder a project: the files written, and those that were there already and were left as they are.

    Raises ProjectError where the folder is one already, and StoreError where it cannot be written.
    """
    if kind(folder / NAME):
        raise ProjectError(folder / NAME, 0, "", "is there already; the folder is a project")
    templates = shipped("templates") / TEMPLATES
    files = sorted(path for path in templates.rglob("*") if path.is_file())
    targets = {folder / path.relative_to(templates): path for path in files}
    for needed in (folder, folder / INPUTS, *(target.parent for target in targets)):
        if (found := kind(needed)) not in ("", "folder"):
            raise ProjectError(
                needed, 0, "", f"is a {found}, where the project has a folder; rename it, or choose another folder"
            )
    written, left = list[Path](), list[Path]()
    for target, template in sorted(targets.items(), key=lambda one: one[0].name == NAME):  # the settings come last
        if kind(target):
            left.append(target)
            continue
        with atomic(target) as file:
            file.write(template.read_bytes())
        written.append(target)
    (folder / INPUTS).mkdir(exist_ok=True)
    return written, left
