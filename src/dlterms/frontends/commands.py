"""What a learner may type or press besides an answer."""

from __future__ import annotations

from dlterms.quiz.talk import Answer, Command, Reply

COMMAND_KEYS = {"6": "override", "o": "override", "7": "undo", "u": "undo", "8": "suspend", "s": "suspend",
                "0": "quit", "q": "quit"}  # fmt: skip


def typed(line: str) -> Reply:
    """A line is an answer, or behind a slash a command; None for one that is unknown."""
    text = line.strip().lower()
    if not text.startswith("/"):
        return Answer(line)
    name = COMMAND_KEYS.get(text[1:], text[1:])
    return Command(name) if name in COMMAND_KEYS.values() else None
