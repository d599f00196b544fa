"""The learner's terminal: what is typed there and what stands on its screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self, TextIO

from dlterms.terminal import keys, lines, pager, signals, styled
from dlterms.views.page import Part, Section

BELOW = 4  # lines of the screen that are left to what stands around a page


class Terminal:
    """A context manager: within it keys come one by one, unechoed, and the terminal is left as it was found.

    `fd` is the input, `out` the screen, `clock` gives seconds, `environ` names the pager.
    """

    def __init__(self, fd: int, out: TextIO, clock: Callable[[], float], environ: Mapping[str, str]) -> None:
        self.fd = fd
        self.out = out
        self.clock = clock
        self.environ = environ
        self.seen: list[Section] = []  # shown again when another program has had the screen
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.enter_context(signals.exit_on_signals(self.fd, lambda: self.show(self.seen)))
        self._stack.enter_context(keys.key_reader(self.fd))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.__exit__(kind, error, at)

    def read_key(self) -> str | None:
        """One key, as `keys.read_key` names it; None at the end of input."""
        return keys.read_key(self.fd)

    def read_line(self, prompt: str) -> str | None:
        """One line, edited; None at the end of input."""
        return lines.read_line(prompt)

    def show(self, sections: Sequence[Part]) -> None:
        styled.print_page(styled.console(self.out), sections)  # a console anew: the window may have been resized

    def page(self, parts: Sequence[Part]) -> None:
        """Show what may be longer than the screen."""
        seen, self.seen = self.seen, []  # the screen is the pager's
        try:
            pager.show(styled.console(self.out), [parts], self.environ, self.fd)
        finally:
            self.seen = seen

    def fits(self, sections: Sequence[Part]) -> bool:
        """Whether all of it can be seen at once."""
        screen = styled.console(self.out)
        return styled.drawn(screen, sections).count("\n") <= screen.height - BELOW
