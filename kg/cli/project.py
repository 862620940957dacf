"""The command `kg init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import BUILD, app, say


@app.command(rich_help_panel=BUILD)
def init(folder: Annotated[Path, typer.Argument(help="Folder, made if it is not there.")]) -> None:
    """Make a folder a project: letterkg.toml with settings for every command run inside it, a lexicon, a README.

    Files that are there already are left as they are.
    """
    from kg.pipeline.project import INPUTS, start_project

    written, left = start_project(folder)
    for path in written:
        say(f"{path}")
    for path in left:
        say(f"kg: {path} was there and was left as it is", err=True)
    say(f"put documents into {folder / INPUTS} and run `kg build` in {folder}")
