"""Write docs/commands.md anew: every command with its options, as `--help` explains them.

python tests/tools/make_commands.py
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from dlterms.cli import group

FILE = Path(__file__).parents[2] / "docs" / "commands.md"


def commands_text() -> str:
    """In words of our own alone: how click lays a page out is its own affair."""
    pages = ["# Commands", "Each explains itself with `--help`, too.", *_pages(group, "dlterms")]
    return "\n\n".join(pages) + "\n"


def _pages(command: click.Command, path: str) -> Iterator[str]:
    yield f"## `{' '.join([path, *arguments(command)])}`"
    yield inspect.cleandoc(command.help or "")
    lines = [f"- `{' '.join([', '.join(names), *value])}`: {said}" for names, value, said in options(command)]
    if lines:
        yield "\n".join(lines)
    for name, below in commands(command):
        yield from _pages(below, f"{path} {name}")


def arguments(command: click.Command) -> list[str]:
    return [p.metavar or (p.name or "").upper() for p in command.params if isinstance(p, click.Argument)]


def options(command: click.Command) -> Iterator[tuple[list[str], list[str], str]]:
    """Of each option its names, what it takes (one word or none), and what it is for."""
    for option in command.params:
        if isinstance(option, click.Option):
            takes = [] if option.is_flag or option.name == "version" else [_value(option)]
            yield option.opts, takes, option.help or ""


def commands(command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """The commands below a group, by their names."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield name, below


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.metavar or {"text": "TEXT", "path": "PATH"}.get(option.type.name, "N")


if __name__ == "__main__":
    FILE.write_text(commands_text(), encoding="utf-8")
