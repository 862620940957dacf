"""The commands `kg lexicon` and `kg train`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import KNOWLEDGE, app, hand_over, say
from kg.cli.options import Lexicon

lexicon_app = typer.Typer(no_args_is_help=True, help="Check the lexicon and the rules, and find what they lack.")
app.add_typer(lexicon_app, name="lexicon", rich_help_panel=KNOWLEDGE)


@lexicon_app.command("check")
def lexicon_check(lexicon: Lexicon = None) -> None:
    """Check names and rules, and run every rule's examples.

    Exit status 1: something is wrong.
    """
    from kg.pipeline.lexicon_check import check

    complaints = [str(complaint) for complaint in check(*(lexicon or ()))]
    say("\n".join([*complaints, f"complaints: {len(complaints)}"]))
    raise typer.Exit(1 if complaints else 0)


@lexicon_app.command("unknown")
def lexicon_unknown(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders and ZIP archives of them.")],
    lexicon: Lexicon = None,
    at_least: Annotated[int, typer.Option(min=1, help="Leave out names that occur less often.")] = 2,
) -> None:
    """Print frequent names without an entry as Turtle stubs, ready to paste into a lexicon folder."""
    from kg.pipeline.unknown_names import unknown

    hand_over(unknown(paths, tuple(lexicon or ()), at_least=at_least))


@app.command(rich_help_panel=KNOWLEDGE)
def train(
    training: Annotated[list[Path], typer.Argument(help="IOB2 files to train on (index, word, tag; tab-separated).")],
    test: Annotated[list[Path], typer.Option("--test", help="IOB2 file to evaluate on; repeatable.")],
    to: Annotated[Path, typer.Option("--to", help="Folder to write, for `kg build --model`.")],
    seed: Annotated[int, typer.Option(help="Seed of the order of training sentences.")] = 0,
) -> None:
    """Train a model that proposes names from treebanks with named entities; takes minutes."""
    from kg.mentions.ner.training import Plan, train

    plan = Plan(training=tuple(training), tests=tuple(test), seed=seed)
    card = train(plan, to, lambda line: say(line, err=True))
    say(json.dumps(card, ensure_ascii=False, indent=1))
