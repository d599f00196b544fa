"""The face of a session for another program: JSON Lines on stdin and stdout."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

from dlterms.quiz.talk import COMMANDS, Answer, Command, Message, Question, Refused, Reply
from dlterms.views.json_quiz import message_object


class JsonLines:
    """Each message is one object a line; each line in is an answer, or {"command": ...}. A verdict asks for nothing."""

    def __init__(self, lines: Iterator[str], write: Callable[[str], None]) -> None:
        self.lines = lines
        self.write = write

    def __call__(self, message: Message) -> Reply:
        self._say(message)
        return self._ask(message) if isinstance(message, Question) else None

    def retry(self, fault: str) -> bool:
        return False

    def _ask(self, asked: Question) -> Reply:
        for line in self.lines:
            if reply := _reply(line):
                return reply
            self._say(Refused("command"))
            self._say(replace(asked, again=None))
        return Command("quit")

    def _say(self, message: Message) -> None:
        self.write(json.dumps(message_object(message), ensure_ascii=False))


def _reply(line: str) -> Reply:
    """A command is an object that has "command", any other line an answer; None for a command that is unknown."""
    if not line.lstrip().startswith("{"):
        return Answer(line)
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Answer(line)
    if "command" not in value:
        return Answer(line)
    name = value["command"]
    return Command(name) if name in COMMANDS else None
