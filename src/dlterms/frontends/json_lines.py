"""The face of a session for another program: JSON Lines on stdin and stdout."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from dlterms.quiz.talk import COMMANDS, Answer, Command, Message, Question, Reply
from dlterms.views.json_quiz import message_object


class JsonLines:
    """Each message is one object a line; each line in is an answer, or {"command": ...}. A verdict asks for nothing."""

    def __init__(self, lines: Iterator[str], write: Callable[[str], None]) -> None:
        self.lines = lines
        self.write = write

    def __call__(self, message: Message) -> Reply:
        self.write(json.dumps(message_object(message), ensure_ascii=False))
        if not isinstance(message, Question):
            return None
        line = next(self.lines, None)
        return Command("quit") if line is None else _command(line) or Answer(line)

    def retry(self, fault: str) -> bool:
        return False


def _command(line: str) -> Command | None:
    """A line that is {"command": one of COMMANDS}; any other is an answer."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    name = value.get("command") if isinstance(value, dict) else None
    return Command(name) if name in COMMANDS else None
