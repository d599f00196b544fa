"""Ends or stops a session so that the terminal is left as it was found.

A signal that ends the program becomes SystemExit with the shell's status for it, so that every `finally` runs.
"""

from __future__ import annotations

import os
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

Settings = list[Any]  # as termios.tcgetattr gives them
Handler = Callable[[int, FrameType | None], None]
SETTLED = 0.2  # seconds without a change of size: a window that is dragged has many on its way
ENDING = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM)


@contextmanager
def exit_on_signals(fd: int, redraw: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Turns SIGHUP, SIGQUIT and SIGTERM into an exit, and lets Ctrl-Z stop the program with its terminal in order.

    `fd` is the input; where it is a terminal, its settings at entry are what the shell gets, so this goes around
    `key_reader`. `redraw` is called when the program goes on after a stop, and when the window has another size (by
    SIGALRM, once that has settled). A terminal that has gone away ends the
    program with status 129, signal or not, and what is still to be written to it is dropped.
    """
    terminals = [number for number in (0, 1, 2) if os.isatty(number)]
    before = termios.tcgetattr(fd) if os.isatty(fd) else None

    def end(signum: int, frame: FrameType | None) -> NoReturn:
        for ending in ENDING:  # a second signal must not cut short the clearing up after the first
            signal.signal(ending, _do_nothing)  # with SIG_IGN Python complains of one that is on its way
        _silence_lost(terminals)
        raise SystemExit(128 + signum)

    handlers: dict[signal.Signals, Handler] = dict.fromkeys(ENDING, end)
    if before:
        handlers[signal.SIGTSTP] = _stop_handler(fd, before, redraw)
        handlers[signal.SIGWINCH] = _await_settling
        handlers[signal.SIGALRM] = lambda signum, frame: _draw(redraw)
    ignored = [number for number in handlers if signal.getsignal(number) is signal.SIG_IGN]  # nohup; no job control
    previous = {number: signal.signal(number, handlers[number]) for number in handlers if number not in ignored}
    collected = False
    try:
        yield
    except GeneratorExit:  # a signal came before the body did: the program ends of it, and an exit from here is lost
        collected = True
        raise
    finally:
        if before:
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in previous.items():
            signal.signal(number, handler)
        if before:  # a signal may have cut short the restoring within
            restore(fd, before)
        if _silence_lost(terminals) and not collected:
            raise SystemExit(128 + signal.SIGHUP)


def _do_nothing(signum: int, frame: FrameType | None) -> None:
    pass


def _await_settling(signum: int, frame: FrameType | None) -> None:
    signal.setitimer(signal.ITIMER_REAL, SETTLED)


def _stop_handler(fd: int, before: Settings, redraw: Callable[[], None]) -> Handler:
    def stop(signum: int, frame: FrameType | None) -> None:
        now = termios.tcgetattr(fd)
        restore(fd, before)
        # Stopped by the default action: unlike SIGSTOP it does nothing where no shell could continue the program.
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, stop)
        termios.tcsetattr(fd, termios.TCSADRAIN, now)
        _draw(redraw)

    return stop


def _draw(redraw: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # raised where the signal fell into a write: the write goes on and shows its text
        redraw()


def restore(fd: int, settings: Settings) -> None:
    """Sets a terminal back, unless it is gone, or is another job's: to touch that would stop the program."""
    with suppress(OSError):
        if os.tcgetpgrp(fd) != os.getpgrp():
            return
    with suppress(termios.error):
        termios.tcsetattr(fd, termios.TCSADRAIN, settings)


def _silence_lost(terminals: list[int]) -> bool:
    """Points those descriptors at /dev/null whose terminal is gone: a write would fail, at the latest at exit."""
    lost = [number for number in terminals if not os.isatty(number)]
    if lost:
        null = os.open(os.devnull, os.O_RDWR)
        for number in lost:
            os.dup2(null, number)
        os.close(null)
    return bool(lost)
