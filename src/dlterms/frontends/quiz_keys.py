"""What a learner may type or press besides an answer."""

from __future__ import annotations

from dlterms.quiz.talk import COMMANDS, Answer, Command, CommandName, Reply

COMMAND_KEYS: dict[str, CommandName] = {
    "6": "override", "o": "override", "7": "undo", "u": "undo", "8": "suspend", "s": "suspend",
    "0": "quit", "q": "quit",
}  # fmt: skip
_COMMANDS: dict[str, CommandName] = {**COMMAND_KEYS, **{name: name for name in COMMANDS}}


def typed(line: str) -> Reply:
    """A line is an answer, or behind a slash a command; None for one that is unknown."""
    text = line.strip().lower()
    if not text.startswith("/"):
        return Answer(line)
    name = _COMMANDS.get(text[1:])
    return Command(name) if name else None
