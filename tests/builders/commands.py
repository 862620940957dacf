"""Commands run in this process; none may end in a traceback."""

from typer.testing import CliRunner

from kg.cli import app


def call(*words, stdin=None):
    result = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def refused(result, message):
    """A wrong request is told as such, with these words."""
    assert result.exit_code == 2
    assert message in result.stderr
