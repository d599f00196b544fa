"""The face of a session at the other end of a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dlterms.frontends.quiz_keys import typed
from dlterms.model import Lang
from dlterms.quiz.talk import Command, Feedback, Message, Question, Reply
from dlterms.views import page
from dlterms.views import quiz as view
from dlterms.views.feedback import feedback


class Piped:
    """Answers line by line; the end of input ends the session."""

    def __init__(self, lines: Iterator[str], write: Callable[[str], None], lang: Lang) -> None:
        self.lines = lines
        self.write = write
        self.lang = lang

    def __call__(self, message: Message) -> Reply:
        if isinstance(message, Question):
            self._show(view.question(message))
            return self._ask()
        self._show(feedback(message, self.lang) if isinstance(message, Feedback) else view.told(message))
        return None

    def retry(self, fault: str) -> bool:
        return False

    def _ask(self) -> Reply:
        for line in self.lines:
            if reply := typed(line):
                return reply
            self._show(view.keys())
        return Command("quit")

    def _show(self, sections: Sequence[page.Section]) -> None:
        for line in page.plain(sections):
            self.write(line)
