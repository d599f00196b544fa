"""`config.toml` in the config folder: the user's own defaults of options.

A look-up imports it only where there is such a file.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection
from typing import Any, NamedTuple

import click

from dlterms.cli import UNDETERRED, group
from dlterms.cli.glossary import CONFIG_BYTES, config_file
from dlterms.errors import DltermsError, reason
from dlterms.files import read_bytes
from dlterms.i18n import marked, series, tr
from dlterms.labels import printable
from dlterms.quiz.cards import USUAL
from dlterms.schedule import RETENTION
from dlterms.study.queue import CARDS_A_SESSION, NEW_A_DAY


class Key(NamedTuple):
    """A key is named like the parameter that it is the default of, in whichever commands have that."""

    command: str  # that knows which values there are; "" is dlterms itself
    holds: type  # what the value is, or each item of a list
    unset: object  # in use where nobody says otherwise
    said: str = ""  # of that, where it is no value that could be set


KEYS = {
    "lang": Key("lookup", str, None),
    "retention": Key("quiz", float, RETENTION),
    "new": Key("quiz", int, NEW_A_DAY),
    "cards": Key("quiz", int, CARDS_A_SESSION),
    "mode": Key("quiz", str, None, marked("choice, later type")),
    "directions": Key("quiz", str, USUAL),
    "levels": Key("quiz", int, (1, 2)),
    "ui": Key("", str, None),
}
_NEWLINE = b"\n"
_NAMES = {str: marked("text in quotes"), float: marked("a number"), int: marked("a whole number")}


class Setting(NamedTuple):
    value: object
    line: int


def in_force() -> dict[str, Any]:
    """The values of all keys for a quiz that is told nothing else: the user's own, or else what dlterms has."""
    config = config_file()
    return {name: key.unset for name, key in KEYS.items()} | (default_map(config, "quiz")["quiz"] if config else {})


def default_map(path: str, command: str) -> dict[str, Any]:
    """What click takes as defaults of a command. A fault in the file holds up everything but a look-up."""
    settings, problems = read_config(path)
    if problems:
        fault = problems[0]
        if more := len(problems) - 1:
            fault = tr("{fault} (and {more} more; `dlterms config` names all)", fault=fault, more=more)
        if command not in UNDETERRED:
            raise DltermsError(fault)
        click.echo(f"dlterms: {fault}", err=True)
    return {command: {name: setting.value for name, setting in settings.items()}}


def read_config(path: str) -> tuple[dict[str, Setting], list[str]]:
    """The sound settings of a file, and a text "file:line: fault" for each of the others."""
    import tomllib

    text = ""
    try:
        text = read_bytes(path, CONFIG_BYTES).decode("utf-8-sig")
        values = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        return {}, [_unreadable(path, text, error)]
    settings: dict[str, Setting] = {}
    problems = []
    lines = _lines_of_keys(text)
    for name, value in values.items():
        line_number = lines.get(name, 1)
        if problem := _fault(name, value):
            problems.append(printable(f"{path}:{line_number}: {problem}").replace("\n", " "))
        else:
            settings[name] = Setting(_taken(name, value), line_number)
    return settings, problems


def _taken(name: str, value: Any) -> object:
    """A sound value as a command takes it."""
    if isinstance(value, list):
        return tuple(value)
    return _parameter(name).type.convert(value, None, None) if KEYS[name].holds is float else value


def _unreadable(path: str, text: str, error: Exception) -> str:
    """What keeps a file from being read; one that is no TOML is so far as it goes `text`."""
    from tomllib import TOMLDecodeError

    if isinstance(error, OSError):
        return f"{path}: {reason(error)}"
    if isinstance(error, UnicodeDecodeError):
        return f"{path}:{error.object.count(_NEWLINE, 0, error.start) + 1}: " + tr("not UTF-8")
    if isinstance(error, TOMLDecodeError):
        fault, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        end = text.count("\n") + 1
        what = fault[:1].lower() + fault[1:]
        return tr("{file}:{line}: {what}", file=path, line=line[1] if line else end, what=what)
    fault = tr("nested too deep") if isinstance(error, RecursionError) else tr("a number is too long")
    return f"{path}: {fault}"


def _lines_of_keys(text: str) -> dict[str, int]:
    """Where each key stands first, which the parser does not tell."""
    key = re.compile(r"""\"([^\"]*)\"|'([^']*)'|([^\s=.\]"']+)""")
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        start = line.lstrip(" \t[")
        said = key.match(start)
        if said and start[said.end() :].lstrip()[:1] in ("=", ".", "]"):
            found.setdefault(said[1] or said[2] or said[3], number)
    return found


def _fault(name: str, value: Any) -> str | None:
    if name not in KEYS:
        if near := _near(name, KEYS):
            return tr("unknown key `{key}`, did you mean `{near}`?", key=name, near=near)
        return tr("unknown key `{key}`", key=name)
    many = isinstance(KEYS[name].unset, tuple)
    if many and not isinstance(value, list):
        return tr("{key}: expected a list, got {value}", key=name, value=_toml(value))
    for item in value if many else [value]:
        if problem := _item_fault(name, item):
            return f"{name}: {problem}"
    return None


def _item_fault(name: str, item: object) -> str | None:
    holds = KEYS[name].holds
    if type(item) is not holds and not (holds is float and type(item) is int):
        return tr("expected {kind}, got {value}", kind=tr(_NAMES[holds]), value=_toml(item))
    if _is_huge(item):
        return tr("too large a number")
    kind = _parameter(name).type
    if isinstance(kind, click.Choice) and item not in kind.choices:
        return _no_choice(str(item), list(map(str, kind.choices)))
    try:
        kind.convert(item, None, None)
    except click.BadParameter as error:
        return error.message.rstrip(".")
    return None


def _no_choice(item: str, choices: Collection[str]) -> str:
    value, there = _toml(item), series(choices)
    if near := _near(item, choices):
        return tr(
            "no such choice {value}, did you mean `{near}`? (there are {choices})",
            value=value,
            near=near,
            choices=there,
        )
    return tr("no such choice {value} (there are {choices})", value=value, choices=there)


def _parameter(name: str) -> click.Parameter:
    below = KEYS[name].command
    command = importlib.import_module(f"dlterms.cli.{below}_command").command if below else group
    found: click.Parameter = next(parameter for parameter in command.params if parameter.name == name)
    return found


def _near(name: str, names: Collection[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), 1, 0.7)), "")  # `ui` is not near `quiz`


def _is_huge(value: object) -> bool:
    """Whether it is an integer that TOML does not promise; one of some thousand digits cannot even be printed."""
    return isinstance(value, int) and value.bit_length() > 63


def _toml(value: object) -> str:
    """A value about as it was written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return tr("a table") if isinstance(value, dict) else tr("a list")
    if _is_huge(value):
        return tr("a number")
    return f'"{value}"' if isinstance(value, str) else f"{value}"
