"""Text on the command line, which may hold bytes that are none: Python keeps those as lone surrogates."""

from __future__ import annotations

import re
from typing import Any

import click


class Text(click.types.StringParamType):
    """Text in which each such byte is U+FFFD: SQLite, random and JSON refuse surrogates, and no term has either."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return text_of(str(super().convert(value, param, ctx)))


def text_of(word: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", word)


_TEXT = Text()


def take_text(command: click.Command) -> None:
    """Let the parameters of a command, and of those below it, that take any string take text. Paths are no text."""
    for parameter in command.params:
        if type(parameter.type) is click.types.StringParamType:
            parameter.type = _TEXT
    for below in getattr(command, "commands", {}).values():
        take_text(below)
