"""The language of the interface: which it is, and how the command line comes to speak it."""

from __future__ import annotations

import copy
import gettext
import inspect
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import click

from dlterms import i18n
from dlterms.cli.glossary import CONFIG_BYTES, config_file
from dlterms.errors import DltermsError
from dlterms.files import read_bytes
from dlterms.i18n import plural, tr

F = TypeVar("F", bound=Callable[..., Any])
LANGUAGES = {"zh": "zh_CN", "en": ""}  # with the folder of the catalogue
_CATALOGUES = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")

# What click asks gettext for comes to these two; a domain of its own would be read whole for the help option alone.
vars(gettext).update(
    dgettext=lambda domain, message: tr(message),
    dngettext=lambda domain, one, many, number: plural(number, one, many),
)

ui_option = click.option(
    "--ui",
    type=click.Choice(list(LANGUAGES)),
    envvar="DLTERMS_UI",
    expose_value=False,
    help="Language of the interface.",
)


def json_option(says: str) -> Callable[[F], F]:
    return click.option("--json", "as_json", is_flag=True, help=says)


def chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language of a run; of one with `--json` English, for what a program reads is the same everywhere."""
    return "en" if "--json" in arguments else decided(arguments, environ)[0]


def decided(arguments: Sequence[str], environ: Mapping[str, str]) -> tuple[str, str]:
    """The first of all that can name a language to name one of ours, and what that was; click refuses what is none."""
    for source, name in _named(arguments, environ):
        if name in LANGUAGES:
            return name, source
    source = next((name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    is_chinese = environ.get(source, "").replace(".", "_").partition("_")[0] == "zh"
    return "zh" if is_chinese else "en", source


def _named(arguments: Sequence[str], environ: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """What can name a language, and what it names; the file is read only if nothing before it does."""
    yield "--ui", _option(arguments)
    yield "DLTERMS_UI", environ.get("DLTERMS_UI")
    yield "config.toml", _configured()


def _configured() -> str | None:
    """The language that config.toml names. Its faults are told by whoever reads all of it.

    A prompt that asks `due` has no time for more: to check the other keys takes as long as all the rest.
    """
    try:
        path = config_file()
        text = read_bytes(path, CONFIG_BYTES).decode("utf-8-sig") if path else ""
        if not re.search(r"""(?m)^\s*["']?ui\b""", text):
            return None
        import tomllib

        return str(tomllib.loads(text).get("ui"))
    except (DltermsError, OSError, ValueError, RecursionError):
        return None


def _option(arguments: Sequence[str]) -> str | None:
    """What `--ui` names, which is to be known before click complains of anything."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name, equals, value = argument.partition("=")
        if name == "--ui":
            return value if equals else following
    return None


def use(language: str) -> None:
    """Let all that is said from now on, by click as well, be said in this language."""
    if folder := LANGUAGES[language]:
        with open(os.path.join(_CATALOGUES, folder, "LC_MESSAGES", "dlterms.mo"), "rb") as file:
            i18n.use(i18n.Catalogue(file.read()), language)
    else:
        i18n.use(None)


def explanations() -> str:
    """The language of the explanations where nobody names one: that of a Chinese interface, or both."""
    return "zh" if i18n.language() == "zh" else "both"


lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en", "both"]), default=explanations, help="Language of the explanations."
)


def translated(command: click.Command) -> click.Command:
    """A copy of a command, and of those below it, whose help is in the language of the interface."""
    if i18n.language() == "en":
        return command
    command = copy.copy(command)
    command.help = tr(inspect.cleandoc(command.help or ""))
    command.options_metavar = tr(command.options_metavar or "")
    command.params = [_translated(parameter, click.Context(command)) for parameter in command.params]
    vars(command)["_help_option"] = None  # which click keeps as it was when it was first asked for
    if isinstance(command, click.Group):
        command.subcommand_metavar = tr(command.subcommand_metavar)
        command.commands = {name: translated(below) for name, below in command.commands.items()}
    return command


def _translated(parameter: click.Parameter, ctx: click.Context) -> click.Parameter:
    parameter = copy.copy(parameter)
    parameter.metavar = tr(parameter.make_metavar(ctx))
    if isinstance(parameter, click.Option):
        parameter.help = tr(parameter.help or "")
    return parameter
