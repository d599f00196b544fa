"""How help looks."""

from __future__ import annotations

import re
from typing import Any

import click


class Formatter(click.HelpFormatter):
    """click's for all terminals: it knows none of less than 52 columns."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        import shutil  # which a command that runs does without

        super().__init__(*arguments, **named)
        self.width = min(self.width, max(20, shutil.get_terminal_size().columns - 2))

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        room = self.width - self.current_indent
        folded = [(_folded(first, room, " " * self.current_indent), second) for first, second in rows]
        super().write_dl(folded, min(col_max, self.width // 3), col_spacing)


def _folded(option: str, room: int, indent: str) -> str:
    """An option, in lines that break between the values that it takes."""
    lines = [""]
    for value in re.split(r"(?<=\|)", option):
        if lines[-1] and len(lines[-1]) + len(value) > room:
            lines.append("")
        lines[-1] += value
    return f"\n{indent}".join(lines)


def summarize(command: click.Command) -> None:
    """Let lists show the first paragraph of what a command, and each below it, says of itself: click would cut it."""
    command.short_help = " ".join((command.help or "").partition("\n\n")[0].split())
    for below in getattr(command, "commands", {}).values():
        summarize(below)
