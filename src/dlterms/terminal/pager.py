"""Showing what may be longer than the screen: through the user's pager, as git does it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack

from rich.console import Console

from dlterms.terminal import styled
from dlterms.terminal.programs import left_to_another
from dlterms.views.page import Part

USUAL = "less"
DEFAULTS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}  # for a pager that the user has not set up


def show(out: Console, layouts: Iterable[Sequence[Part]], environ: Mapping[str, str], fd: int | None = None) -> None:
    """Print the first of `layouts` that fits the screen, or the last of them through the pager that `environ` names.

    `fd` is the input where its keys are read one by one: the pager gets it as a shell would.
    """
    text = ""
    for layout in layouts:
        text = styled.drawn(out, layout)
        if text.count("\n") < out.height:  # a line is left for the shell's prompt
            break
    else:
        command = environ.get("PAGER", USUAL).strip()
        if command not in ("", "cat") and not out.is_dumb_terminal and _paged(text, command, environ, fd):
            return
    out.file.write(text)
    out.file.flush()


def _paged(text: str, command: str, environ: Mapping[str, str], fd: int | None) -> bool:
    """Whether the pager has shown the text: it has not where it fails before it has read any of it."""
    import subprocess  # 10 ms that a page which fits does without
    from tempfile import TemporaryFile

    with ExitStack() as stack:
        try:  # not a pipe: of a file it is known how far it was read
            page = stack.enter_context(TemporaryFile())
            page.write(text.encode(errors="replace"))
            page.seek(0)
        except OSError:  # no room for it
            return False
        if fd is not None:
            from dlterms.terminal.keys import line_mode  # which needs termios: not on every system

            stack.enter_context(line_mode(fd))
        stack.enter_context(left_to_another())
        code = subprocess.call(command, shell=True, stdin=page, env={**DEFAULTS, **environ})
        return code == 0 or os.lseek(page.fileno(), 0, os.SEEK_CUR) > 0
