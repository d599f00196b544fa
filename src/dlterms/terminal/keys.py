"""Single keys from a terminal, read byte by byte so that what is typed ahead stays for the next prompt."""

from __future__ import annotations

import os
import select
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from dlterms.terminal.signals import restore

ESCAPE = "\x1b"
END_OF_INPUT = ("", "\x04")  # hang-up, Ctrl-D
PAUSE = 0.1  # seconds within which the characters of one key, or of one commit of an input method, arrive
NAMES = {"\r": "enter", "\n": "enter", " ": "space", "\t": "tab", "\b": "backspace", "\x7f": "backspace"}
SEQUENCES = {  # what follows the ESC, in normal and in application mode
    "": "escape",
    "[A": "up", "[B": "down", "[C": "right", "[D": "left", "[H": "home", "[F": "end",
    "OA": "up", "OB": "down", "OC": "right", "OD": "left", "OH": "home", "OF": "end", "OM": "enter",
    "[3~": "delete", "[5~": "page up", "[6~": "page down",
}  # fmt: skip


@contextmanager
def key_reader(fd: int) -> Iterator[Callable[[], str | None]]:
    """Keeps the terminal in cbreak mode, unechoed, and yields `read_key` for it. `read_line` may be called inside."""
    before = termios.tcgetattr(fd)
    cbreak = termios.tcgetattr(fd)
    cbreak[3] &= ~(termios.ECHO | termios.ICANON)
    cbreak[6][termios.VMIN], cbreak[6][termios.VTIME] = 1, 0
    termios.tcsetattr(fd, termios.TCSADRAIN, cbreak)  # not TCSAFLUSH, which throws away what is typed ahead
    try:
        yield partial(read_key, fd)
    finally:
        restore(fd, before)


@contextmanager
def line_mode(fd: int) -> Iterator[None]:
    """Lends a terminal that `key_reader` keeps to another program, as a shell would: in lines, echoed."""
    within = termios.tcgetattr(fd)
    lent = termios.tcgetattr(fd)
    lent[3] |= termios.ECHO | termios.ICANON
    termios.tcsetattr(fd, termios.TCSADRAIN, lent)
    try:
        yield
    finally:
        restore(fd, within)


def read_key(fd: int) -> str | None:
    """One key: a printable ASCII character as itself, another key by its name; None at Ctrl-D or hang-up.

    Full-width forms count as the ASCII they stand for. Any other character comes from an input method or a paste:
    it is ignored, with all the text that arrives with it.
    """
    character = _read_character(fd)
    while character not in END_OF_INPUT:
        character = _half_width(character)
        if character == ESCAPE:
            if (sequence := _read_sequence(fd)) in SEQUENCES:
                return SEQUENCES[sequence]
        elif character in NAMES:
            return NAMES[character]
        elif "!" <= character <= "~":
            return character
        character = _skip_text(fd) if character > "\x7f" else _read_character(fd)
    return None


def _half_width(character: str) -> str:
    if "！" <= character <= "～":
        return chr(ord(character) - ord("！") + ord("!"))
    return " " if character == "\u3000" else character


def _read_character(fd: int, timeout: float | None = None) -> str:
    """The next character, U+FFFD for a bad one, "" at the end of input or after `timeout` seconds."""
    first = _read_byte(fd, timeout)
    following = sum(start <= first <= b"\xf4" for start in (b"\xc2", b"\xe0", b"\xf0"))  # bytes, by the rules of UTF-8
    return (first + b"".join(_read_byte(fd, PAUSE) for _ in range(following))).decode(errors="replace")[:1]


def _read_byte(fd: int, timeout: float | None) -> bytes:
    try:
        ready, _, _ = select.select([fd], [], [], timeout)
        return os.read(fd, 1) if ready else b""
    except OSError:  # the terminal is gone
        return b""


def _read_sequence(fd: int) -> str:
    """What follows an ESC, up to the end of the escape sequence; a paste or a terminal's report is read to its end."""
    sequence = ""
    while not _is_complete(sequence) and (character := _read_character(fd, PAUSE)):
        sequence = (sequence + character).lstrip(ESCAPE)  # Alt with an arrow key is ESC twice on some terminals
    if sequence == "[200~":
        _skip_past(fd, f"{ESCAPE}[201~")
    elif sequence[:1] in tuple("]PX^_"):
        _skip_past(fd, "\a", f"{ESCAPE}\\")
    return sequence


def _is_complete(sequence: str) -> bool:
    """Whether an escape sequence of ECMA-48 ends here; the Linux console's `[[A` is none, yet F1."""
    introducer, rest = sequence[:1], sequence[1:]
    if introducer == "[":
        return rest not in ("", "[") and "@" <= rest[-1] <= "~"
    if introducer == "O":
        return rest[-1:].isalpha()
    return introducer != ""


def _skip_past(fd: int, *ends: str) -> None:
    """Reads up to one of `ends`, of six characters at most; a long paste may come with gaps."""
    tail = ""
    while not tail.endswith(ends) and (character := _read_character(fd, 10 * PAUSE)):
        tail = (tail + character)[-6:]


def _skip_text(fd: int) -> str:
    """Passes over the text that arrives at once and returns the control character after it, or the next character."""
    while character := _read_character(fd, PAUSE):
        if character < " " or character == "\x7f":
            return character
    return _read_character(fd)
