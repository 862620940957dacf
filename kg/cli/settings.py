"""The settings of a project folder as defaults of the options of all commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

SETTINGS = {"paths": "inputs", "out": "output"}
"""By the name of a parameter, the setting that gives it, where their names differ."""
WITHOUT = {"init": None, "fetch": "language"}
"""Commands that take no setting, or not the one of this name, which is something else to them."""


class ProjectDefaults(dict[str, Any]):
    """The defaults of each command by its name; the project is looked for when a command is about to run."""

    def __init__(self, commands: Mapping[str, Any]) -> None:
        super().__init__()
        self.commands = commands

    def get(self, name: str, default: object = None) -> Any:  # noqa: ANN401
        """The defaults of a command; raises ProjectError for settings that cannot be used."""
        if name not in self.commands or WITHOUT.get(name, name) is None:
            return default
        from kg.pipeline.project import find_project

        project = find_project(Path.cwd())
        return _defaults(self.commands[name], project.settings, WITHOUT.get(name)) if project else default


def _defaults(command: Any, settings: Mapping[str, Any], without: str | None) -> dict[str, Any]:  # noqa: ANN401
    """The settings by the parameters of a command, or of each command of a group."""
    if commands := getattr(command, "commands", None):
        return {name: _defaults(one, settings, without) for name, one in commands.items()}
    wanted = {one.name: SETTINGS.get(one.name, one.name) for one in command.params}
    return {name: settings[key] for name, key in wanted.items() if key in settings and key != without}
