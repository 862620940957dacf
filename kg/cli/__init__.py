"""The command line: each command is a library function with options around it."""

from kg.cli.common import app
from kg.cli.main import COMMANDS

__all__ = ["COMMANDS", "app"]
