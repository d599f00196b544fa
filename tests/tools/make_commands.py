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
    arguments = [p.metavar or (p.name or "").upper() for p in command.params if isinstance(p, click.Argument)]
    yield f"## `{' '.join([path, *arguments])}`"
    yield inspect.cleandoc(command.help or "")
    options = [_option(p) for p in command.params if isinstance(p, click.Option)]
    if options:
        yield "\n".join(options)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _pages(below, f"{path} {name}")


def _option(option: click.Option) -> str:
    takes = "" if option.is_flag or option.name == "version" else f" {_value(option)}"
    return f"- `{', '.join(option.opts)}{takes}`: {option.help}"


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    return option.metavar or "N"


if __name__ == "__main__":
    FILE.write_text(commands_text(), encoding="utf-8")
