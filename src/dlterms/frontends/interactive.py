"""The fronts of a quiz for a person: at a terminal, and at the other end of a pipe.

A front is told each event of a session and says what the learner replied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from dlterms.model import Term
from dlterms.quiz.talk import AGAIN, Answer, Command, Event, Feedback, Question, Reply
from dlterms.views import quiz as quiz_view
from dlterms.views.page import Section

Show = Callable[[Sequence[Section]], None]

_COMMAND_KEYS = {"6": "override", "o": "override", "7": "undo", "u": "undo", "8": "suspend", "s": "suspend",
                 "0": "quit", "q": "quit"}  # fmt: skip
_ENTRY_KEYS = ("5", "e")
_GO_ON = ("enter", "space")
_HELP = ("?", "？")
# Who types answers may type the right one again after a wrong one: that must not command anything.
_TYPED_ALONG = ("space", "e", "o", "u", "s", "q")


def _typed(line: str) -> Reply:
    """A line is an answer, or behind a slash a command; None for one that is unknown."""
    text = line.strip().lower()
    if not text.startswith("/"):
        return Answer(line)
    name = _COMMAND_KEYS.get(text[1:], text[1:])
    return Command(name) if name in _COMMAND_KEYS.values() else None


def piped_front(lines: Iterator[str], show: Show, names: Callable[[str], Term], lang: str) -> Callable[[Event], Reply]:
    """Answers line by line; the end of input ends the session."""

    def front(event: Event) -> Reply:
        if isinstance(event, Question):
            show(quiz_view.question(event, names))
            return ask()
        if isinstance(event, Feedback):
            show(quiz_view.feedback(event, names, lang))
        else:
            show(quiz_view.told(event, names))
        return None

    def ask() -> Reply:
        for line in lines:
            if reply := _typed(line):
                return reply
            show(quiz_view.keys())
        return Command("quit")

    return front


@dataclass
class TerminalFront:
    """Keys and lines at a terminal."""

    read_key: Callable[[], str | None]  # None at the end of input
    read_line: Callable[[str], str | None]
    show: Show
    fits: Callable[[Sequence[Section]], bool]  # whether all of it can be seen at once
    show_entry: Callable[[Term], None]
    clock: Callable[[], float]  # in seconds, for how long an answer took
    names: Callable[[str], Term]
    lang: str
    seen: list[Section] = field(default_factory=list)  # what the learner is looking at
    typed_before: bool = False  # an answer was typed in this session: how is known

    def __call__(self, event: Event) -> Reply:
        if isinstance(event, Question):
            self.seen = quiz_view.question_again(event, self.names)
            self.show(quiz_view.question(event, self.names))
            started = self.clock()
            reply = {"choice": self._choose, "type": self._type, "flip": self._flip}[event.mode](event)
            if isinstance(reply, Answer):
                return Answer(reply.text, round(1000 * (self.clock() - started)))
            return reply
        if isinstance(event, Feedback):
            return self._comment(event)
        self.show(quiz_view.told(event, self.names))
        return None

    def redraw(self) -> None:
        """Show again what was on the screen, after another program had it."""
        self.show(self.seen)

    def retry(self, fault: str) -> bool:
        """Whether to try again to keep an answer."""
        self.seen = []
        self._show(quiz_view.line(f"Not kept yet: {fault}"))
        self._show_keys("Enter try again · 0 end")
        while (key := self.read_key()) is not None:
            if key in _GO_ON:
                return True
            if _COMMAND_KEYS.get(key) == "quit":
                return False
        return False

    def _show(self, sections: Sequence[Section]) -> None:
        self.seen = [*self.seen, *sections]
        self.show(sections)

    def _show_keys(self, text: str) -> None:
        self._show(quiz_view.line(text, "dim"))

    def _comment(self, given: Feedback) -> Reply:
        sections = quiz_view.feedback(given, self.names, self.lang)
        if not sections:  # the learner has seen and rated it all
            return None
        self.seen = []
        self._show(_cut(sections, self.fits))
        other = "I was right" if given.rating == AGAIN else "I was wrong"
        keys = f"Enter go on · 6 {other} · 7 undo · 5 whole entry · 0 end · ? keys"
        self._show_keys(keys)
        while (key := self.read_key()) is not None:
            if given.question.mode == "type" and key in _TYPED_ALONG:
                continue
            if key in _GO_ON:
                return None
            if key in _COMMAND_KEYS:
                return Command(_COMMAND_KEYS[key])
            if key in (*_ENTRY_KEYS, *_HELP):
                if key in _HELP:
                    self.show(quiz_view.keys())
                else:
                    self.show_entry(given.question.term)
                self.show(quiz_view.line(keys, "dim"))
        return Command("quit")

    def _choose(self, asked: Question) -> Reply:
        numbers = [str(number) for number, _ in enumerate(asked.options, 1)]
        self._show_keys(f"{' '.join(numbers)} choose · Space I don't know · ? keys")
        # Not Enter: pressed twice to go on, it would give up the next question.
        return self._pick({**dict(zip(numbers, numbers, strict=True)), "space": ""})

    def _flip(self, asked: Question) -> Reply:
        self._show_keys("Space shows the answer · ? keys")
        reply = self._pick({"space": "", "enter": ""})
        if not isinstance(reply, Answer):
            return reply
        self._show(quiz_view.answer_side(asked, self.lang))
        self._show_keys("1 again · 2 hard · 3 good · 4 easy")
        return self._pick({number: number for number in "1234"})

    def _pick(self, answers: dict[str, str]) -> Reply:
        while (key := self.read_key()) is not None:
            if key in answers:
                return Answer(answers[key])
            if key in _COMMAND_KEYS:
                return Command(_COMMAND_KEYS[key])
            if key in _HELP:
                self.show(quiz_view.keys())
        return Command("quit")

    def _type(self, asked: Question) -> Reply:
        if not self.typed_before:
            self.typed_before = True
            self._show_keys("Type the answer, or Enter alone for I don't know · ? keys")
        while (line := self.read_line("> ")) is not None:
            digit = line.strip() in _COMMAND_KEYS and line.strip().isdecimal()  # which is no term's name
            reply = _typed(f"/{line.strip()}" if digit else line)
            if reply is not None and line.strip() not in _HELP:
                return reply
            self.show(quiz_view.keys())
        return Command("quit")


def _cut(sections: list[Section], fits: Callable[[Sequence[Section]], bool]) -> list[Section]:
    """As many paragraphs from the beginning as can be seen at once; the verdict in any case."""
    while len(sections) > 1 and not fits(sections):
        last = sections[-1]
        shorter = [last._replace(paragraphs=last.paragraphs[:-1])] if len(last.paragraphs) > 1 else []
        sections = [*sections[:-1], *shorter]
    return sections
