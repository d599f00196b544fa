"""Write docs/man/ anew: a man page of dlterms and one of each of its commands, as `--help` explains them.

    python tests/tools/make_man.py

Version and date are those of the newest release in CHANGELOG.md.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from dlterms import __version__
from dlterms.cli import GROUPS, group
from tools.make_commands import arguments, commands, options

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "man"
_STATUS = {
    "0": "Done; in a look-up, found.",
    "1": "The answer is no, as when nothing was found, or something is wrong that you can put right: one line on "
    "standard error says what.",
    "2": "Wrong usage.",
    "130": "Interrupted by Ctrl-C; what was answered is kept.",
}
_ENVIRONMENT = {
    "DLTERMS_CONFIG_DIR": "The folder of `config.toml` and of your glossaries, `glossary/*.yaml`.",
    "DLTERMS_DATA_DIR": "The folder of the history of your answers.",
    "DLTERMS_CACHE_DIR": "The folder of compiled indexes, which may be deleted at any time.",
    "DLTERMS_GLOSSARY": "Glossary files and folders to use instead of the bundled one and yours, separated as in PATH.",
    "PAGER": "Shows what does not fit the screen; `less` by default, none if empty or `cat`.",
    "VISUAL, EDITOR": "Your editor.",
    "NO_COLOR": "If set, nothing is coloured.",
}
_FILES = {
    "~/.config/dlterms/config.toml": "Defaults of options.",
    "~/.config/dlterms/glossary/*.yaml": "Glossaries of your own.",
    "~/.local/share/dlterms/reviews.db": "The history of your answers; backups are in `backups/` beside it.",
    "~/.cache/dlterms/": "Compiled indexes.",
}
_ELSEWHERE = (
    "On macOS and Windows, and where XDG variables say so, the folders are others: `dlterms config` names them."
)


def man_pages() -> dict[str, str]:
    """The text of each page, by the name of its file."""
    pages = {"dlterms.1": _page("dlterms", group, _overview(), [f"dlterms-{name}" for name, _ in commands(group)])}
    for name, command in commands(group):
        below = [line for each in commands(command) for line in _below(f"dlterms {name}", *each)]
        parts = [*_options(command), *([".SH COMMANDS", *below] if below else [])]
        pages[f"dlterms-{name}.1"] = _page(f"dlterms {name}", command, parts, ["dlterms"])
    return pages


def _page(path: str, command: click.Command, parts: Iterable[str], see: Iterable[str]) -> str:
    name = path.replace(" ", "-")
    summary, *description = _paragraphs(command)
    [date] = re.findall(rf"^## {re.escape(__version__)} - (\S+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    lines = [
        '.\\" Made by tests/tools/make_man.py.',
        f'.TH {_text(name.upper())} 1 {date} "dlterms {__version__}" "dlterms Manual"',
        *(".nh", ".ad l"),
        *(".SH NAME", f"{_text(name)} \\- {_text(summary.rstrip('.'))}"),
        *(".SH SYNOPSIS", _call(path, command)),
        *(".SH DESCRIPTION", _body([summary, *description])),
        *parts,
        *(".SH SEE ALSO", ",\n".join(f".BR {_text(other)} (1)" for other in see)),
    ]
    return "\n".join(lines) + "\n"


def _overview() -> Iterator[str]:
    """What only the page of dlterms itself has."""
    yield from (".PP", "Without a command it says what can be done now; words that are no command are looked up.")
    yield from _options(group)
    yield from _item("\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Explain dlterms or, after a command, that.")
    yield ".SH COMMANDS"
    known = dict(commands(group))
    for title, names in GROUPS.items():
        yield f".SS {title}"
        for name in names:
            yield from _item(f"\\fB{_text(f'dlterms-{name}')}\\fR(1)", _paragraphs(known[name])[0])
    for title, table in {"EXIT STATUS": _STATUS, "ENVIRONMENT": _ENVIRONMENT, "FILES": _FILES}.items():
        yield from _table(title, table)
    yield from (".PP", _text(_ELSEWHERE))


def _table(title: str, table: Mapping[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for name, said in table.items():
        yield from _item(f"\\fB{_text(name)}\\fR", said)


def _below(path: str, name: str, command: click.Command) -> Iterator[str]:
    yield f'.SS "{" ".join([_text(path), name, *map(_text, arguments(command))])}"'
    yield _body(_paragraphs(command))
    for option in options(command):
        yield from _option(*option)


def _call(path: str, command: click.Command) -> str:
    has = list(options(command))
    words = [f"\\fB{_text(path)}\\fR", *(["[\\fIOPTION\\fR]..."] if has else [])]
    words += ["\\fICOMMAND\\fR ..."] if isinstance(command, click.Group) else []
    return " ".join([*words, *(re.sub("[A-Z]+", r"\\fI\g<0>\\fR", _text(word)) for word in arguments(command))])


def _options(command: click.Command) -> Iterator[str]:
    found = list(options(command))
    if found:
        yield ".SH OPTIONS"
    for option in found:
        yield from _option(*option)


def _option(names: Iterable[str], value: Iterable[str], said: str) -> Iterator[str]:
    bold = ", ".join(f"\\fB{_text(name)}\\fR" for name in names)
    takes = (f"\\fI{_text(one)}\\fR".replace("|", "|\\:") for one in value)  # where a long one may be broken
    yield from _item(" ".join([bold, *takes]), said)


def _item(tag: str, said: str) -> Iterator[str]:
    yield from (".TP", tag, _text(said))


def _body(paragraphs: Iterable[str]) -> str:
    return "\n.PP\n".join(map(_text, paragraphs))


def _paragraphs(command: click.Command) -> list[str]:
    return [" ".join(text.split()) for text in inspect.cleandoc(command.help or "").split("\n\n")]


def _text(text: str) -> str:
    """As roff prints it letter by letter, with what is in backquotes bold."""
    for letter, escaped in {"\\": "\\e", "-": "\\-", "~": "\\(ti", "^": "\\(ha", "'": "\\(aq"}.items():
        text = text.replace(letter, escaped)
    text = re.sub("`(.*?)`", r"\\fB\1\\fR", text)
    return re.sub("^[.]", r"\\&.", text)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.1"):
        old.unlink()
    for name, text in man_pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
