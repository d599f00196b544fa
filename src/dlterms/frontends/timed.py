"""A session that ends with the first question after so long."""

from __future__ import annotations

from collections.abc import Callable

from dlterms.quiz.talk import Command, Frontend, Message, Question, Reply


class Timed:
    """Another front, until its time is over."""

    def __init__(self, front: Frontend, clock: Callable[[], float], seconds: float) -> None:
        self._front = front
        self._clock = clock
        self._end = clock() + seconds

    def __call__(self, message: Message) -> Reply:
        if isinstance(message, Question) and self._clock() >= self._end:
            return Command("quit")
        return self._front(message)

    def retry(self, fault: str) -> bool:
        return self._front.retry(fault)
