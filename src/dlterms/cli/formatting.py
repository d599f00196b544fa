"""How help looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import click

from dlterms.i18n import tr

_NARROWEST = 20


class Formatter(click.HelpFormatter):
    """click's, but for terminals of any width, and for Chinese, whose characters take two columns and no spaces."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        import shutil  # which a command that runs does without

        super().__init__(*arguments, **named)
        self.width = min(self.width, max(_NARROWEST, shutil.get_terminal_size().columns - 2))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        head = (tr("Usage: {command}", command=prog) if prefix is None else prefix + prog) + " "
        beside = self.width - self.current_indent - _cells(head) >= _NARROWEST
        indent = " " * (_cells(head) if beside else 4)
        lines = _wrapped(args, max(_NARROWEST // 2, self.width - len(indent)))
        self.write(head if beside else f"{head.rstrip()}\n{indent}")
        self.write(f"\n{indent}".join(lines) + "\n")

    def write_heading(self, heading: str) -> None:
        self.write(" " * self.current_indent + tr("{heading}:", heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        for line in _paragraphs(text, self.width - self.current_indent):
            self.write(f"{' ' * self.current_indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        indent = " " * self.current_indent
        folded = [(_folded(first, self.width - self.current_indent), second) for first, second in rows]
        widest = max((_cells(line) for lines, _ in folded for line in lines), default=0)
        column = min(widest, col_max, self.width // 3) + col_spacing
        for lines, second in folded:
            said = list(_paragraphs(second, max(_NARROWEST // 2, self.width - column - len(indent))))
            beside = len(lines) == 1 and _cells(lines[0]) <= column - col_spacing
            head = [f"{lines[0]}{' ' * (column - _cells(lines[0]))}{said[0]}"] if beside and said else lines
            below = [f"{' ' * column}{line}" for line in (said[1:] if beside else said)]
            self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in [*head, *below]))


def _cells(text: str) -> int:
    from dlterms.views.columns import cells

    return cells(text)


def _wrapped(text: str, width: int) -> list[str]:
    from dlterms.terminal.styled import text_of, wrap

    return [line.plain for line in wrap(text_of([(text, "")]), width)]


def _paragraphs(text: str, width: int) -> Iterator[str]:
    """The lines of a text, its paragraphs apart by an empty one; one that begins with a line of \\b stays as it is."""
    for number, paragraph in enumerate(filter(None, re.split(r"\n\s*\n", text.strip("\n")))):
        yield from [""] * bool(number)
        first, *others = paragraph.split("\n")
        yield from others if first.strip() == "\b" else _wrapped(_joined([first, *others]), width)


def _joined(lines: Iterable[str]) -> str:
    """Lines as one: between two Chinese characters there is no space."""
    return re.sub(r"(?<=[^\x00-\u2fff])\n(?=[^\x00-\u2fff])", "", "\n".join(map(str.strip, lines))).replace("\n", " ")


def _folded(option: str, room: int) -> list[str]:
    """An option, in lines that break between the values that it takes."""
    lines = [""]
    for value in re.split(r"(?<=\|)", option):
        if lines[-1] and _cells(lines[-1]) + _cells(value) > room:
            lines.append("")
        lines[-1] += value
    return lines


def summarize(command: click.Command) -> None:
    """Let lists show the first paragraph of what a command, and each below it, says of itself: click would cut it."""
    command.short_help = _joined((command.help or "").partition("\n\n")[0].split("\n"))
    for below in getattr(command, "commands", {}).values():
        summarize(below)
