"""Lines of input: edited by readline on a terminal, or read from a pipe or a file."""

from __future__ import annotations

import io
import locale
import signal
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import NamedTuple, NoReturn, TextIO

UTF8_LOCALES = ("C.UTF-8", "C.utf8", "UTF-8")  # the names in use on Linux, the BSDs and macOS
CLEANED = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0xFEFF)) | {ord("\t"): " "}


class _LeftError(Exception):
    """A signal while a line is typed, with the line so far."""

    def __init__(self, signum: int, typed: str) -> None:
        self.signum = signum
        self.typed = typed


class _Came(NamedTuple):
    """The signals that came while a line was typed."""

    left: list[_LeftError]
    ending: dict[int, Callable[[int, FrameType | None], object]]  # which end the program, each with its handler


def repair_locale(environ: MutableMapping[str, str]) -> None:
    """Names a UTF-8 locale in `environ` instead of C, POSIX or one that is not installed.

    In those readline drops every Chinese character. It looks when it is imported, so call this before `read_line`.
    """
    named = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C"
    if _installed(named) in (None, "C", "POSIX"):
        environ.pop("LC_ALL", None)
        environ["LC_CTYPE"] = next(filter(_installed, UTF8_LOCALES), UTF8_LOCALES[0])


def _installed(name: str) -> str | None:
    """What the C library calls the locale, None where it does not have it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        return locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return None
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def read_line(prompt: str, typed: str = "") -> str | None:
    """One line typed at the terminal on stdin and stdout, with `typed` in it to start with; None at Ctrl-D or hang-up.

    The prompt is plain text: escape codes in it would make readline lose count of the columns. Whatever happens,
    the cursor is at the start of a line afterwards.
    """
    import readline  # late: it must not come before repair_locale
    import termios  # late: not on every system, and piped lines need none

    readline.set_auto_history(False)  # or Up would show the answers before
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    while True:
        readline.set_startup_hook(partial(readline.insert_text, typed))
        try:
            with _echo(sys.stdin.fileno()), _left_on_signals(readline.get_line_buffer) as came:
                return _clean(_input(prompt, came))
        except _LeftError as left:
            typed = left.typed
            if left.signum == signal.SIGALRM:
                _end_line()  # the shell does so after a stop
            signal.raise_signal(left.signum)
        except (EOFError, OSError, termios.error):  # Ctrl-D; the terminal went away meanwhile or before
            _end_line()
            return None
        except KeyboardInterrupt:
            _end_line()
            raise


def _input(prompt: str, came: _Came) -> str:
    """As `input`, which lets the handler of a second signal run while what the first one raised is on its way: that is
    lost then, or the handler fails at its first call. What ends the program goes before all else.
    """
    try:
        return input(prompt)
    except (SystemError, KeyboardInterrupt, _LeftError) as error:
        for signum, handler in came.ending.items():
            handler(signum, None)
        if isinstance(error.__cause__, KeyboardInterrupt):
            raise error.__cause__ from None
        if came.left:
            raise came.left[0] from None
        raise


@contextmanager
def _echo(fd: int) -> Iterator[None]:
    """Switches echo on: readline shows what is typed only on a terminal that would, and `key_reader`'s would not."""
    import termios

    from dlterms.terminal.signals import restore

    before = termios.tcgetattr(fd)
    echoing = termios.tcgetattr(fd)
    echoing[3] |= termios.ECHO
    termios.tcsetattr(fd, termios.TCSADRAIN, echoing)
    try:
        yield
    finally:
        restore(fd, before)


@contextmanager
def _left_on_signals(line_so_far: Callable[[], str]) -> Iterator[_Came]:
    """Makes Ctrl-Z, and a window of another size, leave readline, which sets the terminal back then, and shows the line
    anew when it is called again.

    Python's readline neither does the one when the program is stopped nor the other when it goes on. What is raised for
    that is kept as well, and so is which signals came that end the program.
    """
    from dlterms.terminal.signals import ENDING

    came = _Came([], {})

    def leave(signum: int, frame: object) -> NoReturn:
        came.left.append(_LeftError(signum, line_so_far()))
        raise came.left[-1]

    def end(signum: int, frame: FrameType | None) -> None:
        came.ending[signum] = ends[signum]  # before any call, which may fail
        ends[signum](signum, frame)

    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGALRM, *ENDING)}
    ends = {int(number): handler for number, handler in before.items() if number in ENDING and callable(handler)}
    for number, handler in before.items():
        if number in ends:
            signal.signal(number, end)
        elif number not in ENDING and handler is not signal.SIG_IGN:
            signal.signal(number, leave)
    try:
        yield came
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) in (leave, end):  # once the program ends, other handlers stand there
                signal.signal(number, handler)


def _end_line() -> None:
    with suppress(OSError):  # the terminal may be gone
        print(flush=True)


def piped_lines(stream: TextIO | None) -> Iterator[str]:
    """The lines of an input that is no terminal, each as soon as it is there; none where stdin is closed (None)."""
    if stream is None:
        return
    if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
        stream.reconfigure(errors="surrogateescape")  # one bad byte would end the input
    with suppress(OSError):  # stdin may be a folder, or open for writing only
        for line in stream:
            yield _clean(line)


def _clean(line: str) -> str:
    """Drops control characters, line end included, a tab becomes a space; bytes that are not UTF-8 become U+FFFD."""
    return line.encode(errors="surrogateescape").decode(errors="replace").translate(CLEANED)
