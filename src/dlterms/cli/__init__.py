"""The command line: one file a command. The clock, the seed, paths and the environment are read here and not below."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from dlterms import __version__
from dlterms.errors import DltermsError

# In the order in which a learner needs them.
COMMANDS = ("lookup", "quiz", "list", "topics", "check")


class Commands(click.Group):
    """The subcommands, each imported only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"dlterms.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="PATH",
    help="Use this glossary file or folder instead of the bundled one and your own. Repeatable.",
)
@click.pass_context
def group(ctx: click.Context, glossaries: tuple[str, ...]) -> None:
    """Deep-learning terms in Chinese and English: look one up, or be quizzed ten minutes a day."""
    ctx.obj = glossaries


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 the answer is no or a fault to mend, 2 usage, 130 interrupted."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)
    code = run()
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        code = _stdout_lost(error)
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default that of this process, and return its exit code."""
    try:
        return int(group.main(arguments, prog_name="dlterms", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except DltermsError as error:
        click.echo(f"dlterms: {error}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:
        return _stdout_lost(error)


def _stdout_lost(error: OSError | ValueError) -> int:
    """A reader that went away (`| head`) is no fault; a full disk behind stdout is."""
    broken_pipe = isinstance(error, BrokenPipeError)
    if not broken_pipe:
        click.echo(f"dlterms: cannot write the output: {getattr(error, 'strerror', None) or error}", err=True)
    # What is still buffered would be complained about once more when Python exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0 if broken_pipe else 1
