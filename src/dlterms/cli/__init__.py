"""The command line: one file a command. The clock, the seed, paths and the environment are read here and not below."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dlterms import __version__
from dlterms.cli import language, output
from dlterms.cli.formatting import Formatter, summarize
from dlterms.cli.text import take_text
from dlterms.errors import DltermsError, reason
from dlterms.i18n import marked, tr

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

GROUPS = {  # in the order in which a learner needs them
    marked("Look up"): ("lookup", "compare", "list", "topics"),
    marked("Learn"): ("quiz", "learn", "path", "map", "due", "stats", "history", "sync"),
    marked("Your own"): ("add", "edit", "new", "import", "export", "check", "glossaries"),
    marked("Set up"): ("config", "completion", "help"),
}
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
click.Context.formatter_class = Formatter
CONFIGURED = ("lookup", "compare", "quiz", "stats")  # whose options may have defaults in config.toml
UNDETERRED = ("lookup", "compare")  # which say a fault of config.toml and go on


class Commands(click.Group):
    """The subcommands, each imported only when it is used; `dlterms WORD...` is `dlterms lookup WORD...`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        said = {name: found.get_short_help_str() for name in COMMANDS if (found := self.get_command(ctx, name))}
        width = max(map(len, COMMANDS))  # so that all groups have the same columns
        for title, names in GROUPS.items():
            with formatter.section(tr(title)):
                formatter.write_dl([(f"{name:{width}}", said[name]) for name in names])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"dlterms.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        command = language.translated(command)
        take_text(command)
        summarize(command)
        if ctx.resilient_parsing:
            from dlterms.cli.completing import prepared

            return prepared(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from dlterms.cli.fallback import near_commands, with_near_commands

            near = near_commands(ctx.params.get("glossaries") or (), args, COMMANDS)
            if not near:
                return "lookup", self.get_command(ctx, "lookup"), args
            with with_near_commands(near):
                return super().resolve_command(ctx, args)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from dlterms.cli.completing import terms

        return super().shell_complete(ctx, incomplete) or (terms(ctx, (), incomplete) if incomplete else [])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.option(
    "--glossary",
    "glossaries",
    multiple=True,
    metavar="PATH",
    help="Use this glossary file or folder instead of the bundled one and your own. Repeatable.",
)
@language.ui_option
@click.pass_context
def group(ctx: click.Context, glossaries: tuple[str, ...]) -> None:
    """Deep-learning terms in Chinese and English: look one up, or be quizzed ten minutes a day."""
    ctx.obj = glossaries
    if ctx.invoked_subcommand is None:
        _start(ctx)
    elif ctx.invoked_subcommand in CONFIGURED:
        ctx.default_map = _defaults(ctx.invoked_subcommand)


def _start(ctx: click.Context) -> None:
    if not sys.stdout.isatty():
        raise click.exceptions.NoArgsIsHelpError(ctx)
    from dlterms.cli.start import show

    show()


def _defaults(command: str) -> dict[str, Any] | None:
    """The user's own defaults of options. A fault among them holds up everything but a look-up, which says it."""
    from dlterms.cli.glossary import config_file, say_once, without

    try:
        if config := config_file():
            from dlterms.cli.defaults import default_map

            return default_map(config, command)
    except DltermsError as fault:
        if command not in UNDETERRED:
            raise
        say_once(without(fault))
    return None


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 the answer is no or a fault to mend, 2 usage, 130 interrupted."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by `>&-`: what is said is said to nobody
            nobody = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, open(nobody, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)
    for name in ("COLUMNS", "LINES"):  # of which rich makes a number whatever looks like one: ²
        if not (os.environ.get(name, "0").isdecimal() and len(os.environ.get(name, "0")) < 10):
            del os.environ[name]
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default that of this process, and return its exit code."""
    with output.watched():
        try:
            code = _run(arguments)
            sys.stdout.flush()
        except output.StdoutError as error:
            code = _stdout_lost(error)
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        language.use(language.chosen(sys.argv[1:] if arguments is None else arguments, os.environ))
        command = language.translated(group)
        return int(command.main(arguments, prog_name="dlterms", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except output.StdoutError:
        raise
    except DltermsError as error:
        _say(str(error))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _say(f"{place}{reason(error)}")
    return 1


def _say(fault: str) -> None:
    from dlterms.labels import printable  # the name of a file may hold anything

    click.echo(printable(f"dlterms: {fault}"), err=True)


def _stdout_lost(error: output.StdoutError) -> int:
    """A reader that went away (`| head`) is no fault; a full disk behind stdout is."""
    broken_pipe = isinstance(error.__cause__, BrokenPipeError)
    if not broken_pipe:
        _say(tr("cannot write the output: {fault}", fault=error))
    # What is still buffered would be complained about once more when Python exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0 if broken_pipe else 1
