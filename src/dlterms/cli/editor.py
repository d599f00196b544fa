"""The user's editor: which it is, how it is told a line, and running it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence

from dlterms.errors import DltermsError, reason
from dlterms.i18n import tr
from dlterms.terminal.programs import left_to_another

USUAL = ("editor", "nano", "vim", "vi", "emacs")  # where none is named, as far as they are there


def _plus(path: str, line: int) -> list[str]:
    return [f"+{line}", path]


def _colon(path: str, line: int) -> list[str]:
    return [f"{path}:{line}"]


def _goto(path: str, line: int) -> list[str]:
    return ["--goto", f"{path}:{line}"]


# By a program's name, up to a dot or hyphen in it: how it takes a line, and what makes it wait until it is closed.
_HABITS: Mapping[str, tuple[Callable[[str, int], list[str]], Sequence[str]]] = {
    **dict.fromkeys(
        ("vi", "vim", "nvim", "gvim", "view", "ex", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "joe",
         "jmacs", "jed", "mg", "ne", "mcedit", "sensible"),
        (_plus, ()),
    ),
    **dict.fromkeys(("code", "codium", "vscodium", "cursor", "windsurf"), (_goto, ("--wait", "-w"))),
    "subl": (_colon, ("-w", "--wait")),
    "zed": (_colon, ("--wait", "-w")),
    **dict.fromkeys(("hx", "helix"), (_colon, ())),
}  # fmt: skip


def command_line(editor: str, path: str, line: int) -> list[str]:
    """What starts an editor, as it is named in EDITOR, on a line of a file; on the file where that is not known."""
    try:
        program, *options = shlex.split(editor)
    except ValueError as error:
        raise DltermsError(tr("VISUAL or EDITOR: {editor}: {fault}", editor=editor, fault=error)) from None
    habit, waits = _HABITS.get(_name(program), (lambda path, line: [path], ()))
    waiting = waits[:1] if not set(waits) & set(options) else ()
    return [program, *options, *waiting, *habit(path, line)]


def _name(program: str) -> str:
    """`vim.basic` is vim, `emacs-nox` emacs, and `editor` what stands for it here."""
    name = os.path.basename(program)
    if name == "editor" and (place := shutil.which(program)):
        name = os.path.basename(os.path.realpath(place))
    return name.replace(".", "-").partition("-")[0]


def named(environ: Mapping[str, str]) -> str:
    """The user's editor, or one that is usual."""
    for name in ("VISUAL", "EDITOR"):
        if environ.get(name, "").strip():
            return environ[name]
    found = next(filter(shutil.which, USUAL), None)
    if found is None:
        raise DltermsError(tr("no editor: name yours in EDITOR"))
    return found


def edit(path: str, line: int, environ: Mapping[str, str]) -> None:
    """Have the user edit a file, from a line on; DltermsError if the editor cannot be started, or fails."""
    command = command_line(named(environ), path, line)
    try:
        with left_to_another():
            code = subprocess.call(command)
    except OSError as error:
        said = tr("{editor}: {reason}: name your editor in EDITOR", editor=command[0], reason=reason(error))
        raise DltermsError(said) from None
    if code < 0:
        raise DltermsError(tr("{editor}: ended by signal {number}", editor=command[0], number=-code))
    if code:
        raise DltermsError(tr("{editor}: ended with {code}", editor=command[0], code=code))
