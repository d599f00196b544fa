"""What a learner may type or press besides an answer."""

from __future__ import annotations

import unicodedata

from dlterms.quiz.talk import COMMANDS, Answer, Command, CommandName, Reply

SET_ASIDE_KEY = "8"  # which opens a line of its own, for these digits:
SET_ASIDE_KEYS: dict[str, CommandName] = {"1": "known", "2": "bury", "3": "suspend"}
COMMAND_KEYS: dict[str, CommandName] = {
    "6": "override", "o": "override", "7": "undo", "u": "undo", "k": "known", "b": "bury", "s": "suspend",
    "9": "hint", "h": "hint", "0": "quit", "q": "quit",
}  # fmt: skip
_COMMANDS: dict[str, CommandName] = {**COMMAND_KEYS, **{name: name for name in COMMANDS}}


def typed(line: str) -> Reply:
    """A line is an answer, or behind a slash a command; None for one that is unknown."""
    text = half_width(line)
    if not text.startswith("/"):
        return Answer(line)
    name = _COMMANDS.get(text[1:])
    return Command(name) if name else None


def half_width(line: str) -> str:
    """A line as it would be without an input method and without capitals: ／Ｕ is /u."""
    return unicodedata.normalize("NFKC", line).strip().lower()
