"""The fronts of a quiz for a person: at a terminal, and at the other end of a pipe.

A front is a function from an event of the session to the reply it is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dlterms.model import Term
from dlterms.quiz.session import (
    Answer,
    Command,
    Event,
    Feedback,
    Overridden,
    Question,
    Refused,
    Reply,
    Summary,
    Suspended,
    Undone,
)
from dlterms.terminal import quiz_view
from dlterms.terminal.page import Section

Show = Callable[[Sequence[Section]], None]
Front = Callable[[Event], Reply]

_COMMAND_KEYS = {"6": "override", "o": "override", "7": "undo", "u": "undo", "8": "suspend", "s": "suspend",
                 "0": "quit", "q": "quit", "escape": "quit"}  # fmt: skip
_ENTRY_KEYS = ("5", "e")
_GO_ON = ("enter", "space")
_REFUSED = {"undo": "There is nothing to undo in this session.", "override": "There is no answer to override yet."}


def told(event: Event, names: Callable[[str], Term]) -> list[Section]:
    """What is said about an event that asks nothing."""
    if isinstance(event, Undone):
        return _line(f"Undone: {quiz_view.both(names(event.card.term))}.")
    if isinstance(event, Suspended):
        return _line(f"Set aside: {quiz_view.both(names(event.card.term))}. It will not be asked again.")
    if isinstance(event, Refused):
        return _line(_REFUSED[event.command])
    if isinstance(event, Summary):
        return quiz_view.summary(event, names)
    return []


def _line(text: str) -> list[Section]:
    return [Section("", [[(text, "hint")]])]


def piped_front(lines: Iterator[str], show: Show, names: Callable[[str], Term], lang: str) -> Front:
    """Answers line by line; the end of input ends the session."""

    def front(event: Event) -> Reply:
        if isinstance(event, Question):
            show(quiz_view.question(event, names))
            line = next(lines, None)
            return Command("quit") if line is None else _typed(line) or Answer(line)
        if isinstance(event, Feedback):
            show(quiz_view.feedback(event, names, lang))
        elif not isinstance(event, Overridden):
            show(told(event, names))
        return None

    return front


def terminal_front(
    read_key: Callable[[], str | None],
    read_line: Callable[[str], str | None],
    show: Show,
    show_entry: Callable[[Term], None],
    clock: Callable[[], float],
    names: Callable[[str], Term],
    lang: str,
) -> Front:
    """Keys and lines at a terminal. `clock` counts seconds, for how long an answer took."""

    def front(event: Event) -> Reply:
        if isinstance(event, Question):
            show(quiz_view.question(event, names))
            started = clock()
            reply = ask[event.mode](event)
            if isinstance(reply, Answer):
                return Answer(reply.text, round(1000 * (clock() - started)))
            return reply
        if isinstance(event, Feedback):
            show(quiz_view.feedback(event, names, lang))
            return after(event)
        if not isinstance(event, Overridden):
            show(told(event, names))
        return None

    def after(given: Feedback) -> Reply:
        show(_keys_line("Enter go on · 6 override · 7 undo · 8 suspend · 5 entry · 0 end · ?"))
        while True:
            key = read_key()
            if key is None:
                return Command("quit")
            if key in _GO_ON:
                return None
            if key in _COMMAND_KEYS:
                return Command(_COMMAND_KEYS[key])
            extra(key, given.question.term)

    def extra(key: str, term: Term | None) -> None:
        if key == "?":
            show(quiz_view.keys())
        elif key in _ENTRY_KEYS and term is not None:
            show_entry(term)

    def choose(asked: Question) -> Reply:
        numbers = [str(n) for n, _ in enumerate(asked.options, 1)]
        show(_keys_line(f"{' '.join(numbers)} · Space I don't know · ? keys"))
        return pick(numbers, {"space": ""})

    def flip(asked: Question) -> Reply:
        show(_keys_line("Space shows the answer · ? keys"))
        reply = pick([], {"space": "", "enter": ""})
        if not isinstance(reply, Answer):
            return reply
        show(quiz_view.answer_side(asked, lang))
        show(_keys_line("1 again · 2 hard · 3 good · 4 easy"))
        return pick(["1", "2", "3", "4"], {})

    def pick(numbers: list[str], named: dict[str, str]) -> Reply:
        while True:
            key = read_key()
            if key is None:
                return Command("quit")
            if key in numbers:
                return Answer(key)
            if key in named:
                return Answer(named[key])
            if key in _COMMAND_KEYS:
                return Command(_COMMAND_KEYS[key])
            extra(key, None)

    def type_in(asked: Question) -> Reply:
        while True:
            line = read_line("> ")
            if line is None:
                return Command("quit")
            if line.strip() not in ("?", "？", "/?"):
                return _typed(line) or Answer(line)
            show(quiz_view.keys())

    ask = {"choice": choose, "type": type_in, "flip": flip}
    return front


def _typed(line: str) -> Command | None:
    """A command typed behind a slash, where the answer is a line."""
    word = line.strip().lower()
    if not word.startswith("/"):
        return None
    name = word[1:]
    known = _COMMAND_KEYS.get(name) or (name if name in _COMMAND_KEYS.values() else None)
    return Command(known) if known else None


def _keys_line(text: str) -> list[Section]:
    return [Section("", [[(text, "dim")]])]
