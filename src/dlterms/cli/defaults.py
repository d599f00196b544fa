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
from dlterms.errors import DltermsError
from dlterms.files import read_bytes
from dlterms.labels import printable
from dlterms.quiz.cards import USUAL
from dlterms.schedule import RETENTION
from dlterms.study.queue import CARDS_A_SESSION, NEW_A_DAY


class Key(NamedTuple):
    """A key is named like the parameter that it is the default of, in whichever commands have that."""

    command: str  # that knows which values there are; "" is dlterms itself
    holds: type  # what the value is, or each item of a list
    unset: object  # in force where nobody says otherwise


KEYS = {
    "lang": Key("lookup", str, "both"),
    "retention": Key("quiz", float, RETENTION),
    "new": Key("quiz", int, NEW_A_DAY),
    "cards": Key("quiz", int, CARDS_A_SESSION),
    "mode": Key("quiz", str, "choice, later type"),
    "directions": Key("quiz", str, USUAL),
    "levels": Key("quiz", int, (1, 2)),
    "ui": Key("", str, "by your locale"),
}
MOST = 2**13  # bytes; over one long dotted key tomllib takes the square of its length
_NEWLINE = b"\n"
_NAMES = {str: "text in quotes", float: "a number", int: "a whole number"}


class Setting(NamedTuple):
    value: object
    line: int


def in_force() -> dict[str, Any]:
    """The values of all keys for a quiz that is told nothing else: the user's own, or else what dlterms has."""
    from dlterms.cli.glossary import config_file

    config = config_file()
    return {name: key.unset for name, key in KEYS.items()} | (default_map(config, "quiz")["quiz"] if config else {})


def default_map(path: str, command: str) -> dict[str, Any]:
    """What click takes as defaults of a command. A fault in the file holds up everything but a look-up."""
    settings, problems = read_config(path)
    if problems:
        more = f" (and {len(problems) - 1} more; `dlterms config` names all)" if len(problems) > 1 else ""
        if command not in UNDETERRED:
            raise DltermsError(problems[0] + more)
        click.echo(f"dlterms: {problems[0]}{more}", err=True)
    return {command: {name: setting.value for name, setting in settings.items()}}


def read_config(path: str) -> tuple[dict[str, Setting], list[str]]:
    """The sound settings of a file, and a text "file:line: fault" for each of the others."""
    import tomllib

    text = ""
    try:
        text = read_bytes(path, MOST).decode("utf-8-sig")
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


def language_of(path: str) -> str | None:
    """The language of the interface that a file names, if it does so soundly."""
    setting = read_config(path)[0].get("ui")
    return str(setting.value) if setting else None


def _taken(name: str, value: Any) -> object:
    """A sound value as a command takes it."""
    if isinstance(value, list):
        return tuple(value)
    return _parameter(name).type.convert(value, None, None) if KEYS[name].holds is float else value


def _unreadable(path: str, text: str, error: Exception) -> str:
    """What keeps a file from being read; one that is no TOML is so far as it goes `text`."""
    from tomllib import TOMLDecodeError

    if isinstance(error, OSError):
        return f"{path}: {error.strerror or error}"
    if isinstance(error, UnicodeDecodeError):
        return f"{path}:{error.object.count(_NEWLINE, 0, error.start) + 1}: not UTF-8"
    if isinstance(error, TOMLDecodeError):
        fault, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        end = text.count("\n") + 1
        return f"{path}:{line[1] if line else end}: {fault[:1].lower()}{fault[1:]}"
    return f"{path}: {'nested too deep' if isinstance(error, RecursionError) else 'a number is too long'}"


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
        return f"unknown key `{name}`{_near(name, KEYS)}"
    many = isinstance(KEYS[name].unset, tuple)
    if many and not isinstance(value, list):
        return f"{name}: expected a list, got {_toml(value)}"
    for item in value if many else [value]:
        if problem := _item_fault(name, item):
            return f"{name}: {problem}"
    return None


def _item_fault(name: str, item: object) -> str | None:
    holds = KEYS[name].holds
    if type(item) is not holds and not (holds is float and type(item) is int):
        return f"expected {_NAMES[holds]}, got {_toml(item)}"
    if _is_huge(item):
        return "too large a number"
    kind = _parameter(name).type
    if isinstance(kind, click.Choice) and item not in kind.choices:
        choices = list(map(str, kind.choices))
        return f"no such choice {_toml(item)}{_near(str(item), choices)} (there are {', '.join(choices)})"
    try:
        kind.convert(item, None, None)
    except click.BadParameter as error:
        return error.message.rstrip(".")
    return None


def _parameter(name: str) -> click.Parameter:
    below = KEYS[name].command
    command = importlib.import_module(f"dlterms.cli.{below}_command").command if below else group
    found: click.Parameter = next(parameter for parameter in command.params if parameter.name == name)
    return found


def _near(name: str, names: Collection[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(names), 1)
    return f", did you mean `{near[0]}`?" if near else ""


def _is_huge(value: object) -> bool:
    """Whether it is an integer that TOML does not promise; one of some thousand digits cannot even be printed."""
    return isinstance(value, int) and value.bit_length() > 63


def _toml(value: object) -> str:
    """A value about as it was written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if _is_huge(value):
        return "a number"
    return f'"{value}"' if isinstance(value, str) else f"{value}"
