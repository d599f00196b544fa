"""Asking on a terminal for what a command line does not say, each with what is proposed for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from dlterms.errors import DltermsError
from dlterms.i18n import tr
from dlterms.labels import printable
from dlterms.terminal import lines

Take = Callable[[str], str]  # what an answer means; DltermsError or BadParameter for one that cannot be taken


class Ask(Protocol):
    def __call__(self, prompt: str, proposal: str, take: Take, *, filled: bool = False) -> str: ...


def tidy(text: str) -> str:
    """A text on one line, without what nobody could see."""
    return " ".join(printable(text.translate(lines.CLEANED)).split())


def proposed(prompt: str, proposal: str, take: Take, *, filled: bool = False) -> str:
    """What is proposed, where nobody is asked."""
    return proposal


def asked(prompt: str, proposal: str, take: Take, *, filled: bool = False) -> str:
    """What is typed, asked for until it can be taken; Enter takes the proposal. EOFError at the end of input.

    With `filled` the proposal stands in the line, to be mended there.
    """
    bare = filled or not proposal
    shown = tr("{prompt}: ", prompt=prompt) if bare else tr("{prompt} [{proposal}]: ", prompt=prompt, proposal=proposal)
    typed = proposal if filled else ""
    while True:
        line = lines.read_line(shown, typed)
        if line is None:
            raise EOFError
        typed = line if filled else ""
        try:
            return take(tidy(line) or ("" if filled else proposal))
        except (click.BadParameter, DltermsError) as fault:
            click.echo(f"  {fault}", err=True)


def reads_keys() -> bool:
    """Whether stdin and stdout are a terminal whose keys can be read: without termios, as on Windows, lines are."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        import termios  # noqa: F401
    except ImportError:
        return False
    return True


@contextmanager
def at_terminal() -> Iterator[None]:
    """While it lasts lines can be asked for; a signal that would end the program is SystemExit."""
    from dlterms.terminal.signals import exit_on_signals

    lines.repair_locale(os.environ)
    with exit_on_signals(sys.stdin.fileno()):
        yield
