"""The face of a session at a terminal: keys and lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from dlterms.frontends.quiz_keys import COMMAND_KEYS, typed
from dlterms.model import Lang
from dlterms.quiz.talk import AGAIN, Answer, Command, Feedback, Message, Question, Reply
from dlterms.terminal.device import Terminal
from dlterms.views import page
from dlterms.views import quiz as view
from dlterms.views.page import Section

_ENTRY_KEYS = ("5", "e")
_GO_ON = ("enter", "space")
_HELP = ("?", "？")
# Who types answers may type the right one again after a wrong one: that must not command anything.
_TYPED_ALONG = ("space", "e", "o", "u", "s", "q")


class Entries(Protocol):
    def entry(self, name: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """An entry, and what a page shows of others beside it."""


class Interactive:
    """Keys and lines at a terminal."""

    def __init__(self, terminal: Terminal, lexicon: Entries, lang: Lang) -> None:
        self.terminal = terminal
        self.lexicon = lexicon
        self.lang = lang
        self._typed_before = False  # an answer was typed in this session: how is known

    def __call__(self, message: Message) -> Reply:
        if isinstance(message, Question):
            self.terminal.seen = view.question_again(message)
            self.terminal.show(view.question(message))
            started = self.terminal.clock()
            reply = {"choice": self._choose, "type": self._type, "flip": self._flip}[message.mode](message)
            if isinstance(reply, Answer):
                return Answer(reply.text, round(1000 * (self.terminal.clock() - started)))
            return reply
        if isinstance(message, Feedback):
            return self._comment(message)
        self.terminal.show(view.told(message))
        return None

    def retry(self, fault: str) -> bool:
        """Whether to try again to keep an answer."""
        self.terminal.seen = []
        self._show(view.line(f"Not kept yet: {fault}"))
        self._show_keys("Enter try again · 0 end")
        while (key := self.terminal.read_key()) is not None:
            if key in _GO_ON:
                return True
            if COMMAND_KEYS.get(key) == "quit":
                return False
        return False

    def _show(self, sections: Sequence[Section]) -> None:
        self.terminal.seen = [*self.terminal.seen, *sections]
        self.terminal.show(sections)

    def _show_keys(self, text: str) -> None:
        self._show(view.line(text, "dim"))

    def _comment(self, given: Feedback) -> Reply:
        sections = view.feedback(given, self.lang)
        if not sections:  # the learner has seen and rated it all
            return None
        self.terminal.seen = []
        self._show(_cut(sections, self.terminal.fits))
        other = "I was right" if given.rating == AGAIN else "I was wrong"
        keys = f"Enter go on · 6 {other} · 7 undo · 5 whole entry · 0 end · ? keys"
        self._show_keys(keys)
        while (key := self.terminal.read_key()) is not None:
            if given.question.mode == "type" and key in _TYPED_ALONG:
                continue
            if key in _GO_ON:
                return None
            if key in COMMAND_KEYS:
                return Command(COMMAND_KEYS[key])
            if key in (*_ENTRY_KEYS, *_HELP):
                if key in _HELP:
                    self.terminal.show(view.keys())
                else:
                    self._show_entry(given.question.term.id)
                self.terminal.show(view.line(keys, "dim"))
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
        self._show(view.answer_side(asked, self.lang))
        self._show_keys("1 again · 2 hard · 3 good · 4 easy")
        return self._pick({number: number for number in "1234"})

    def _pick(self, answers: dict[str, str]) -> Reply:
        while (key := self.terminal.read_key()) is not None:
            if key in answers:
                return Answer(answers[key])
            if key in COMMAND_KEYS:
                return Command(COMMAND_KEYS[key])
            if key in _HELP:
                self.terminal.show(view.keys())
        return Command("quit")

    def _type(self, asked: Question) -> Reply:
        if not self._typed_before:
            self._typed_before = True
            self._show_keys("Type the answer, or Enter alone for I don't know · ? keys")
        while (line := self.terminal.read_line("> ")) is not None:
            digit = line.strip() in COMMAND_KEYS and line.strip().isdecimal()  # which is no term's name
            reply = typed(f"/{line.strip()}" if digit else line)
            if reply is not None and line.strip() not in _HELP:
                return reply
            self.terminal.show(view.keys())
        return Command("quit")

    def _show_entry(self, name: str) -> None:
        self.terminal.show(page.page(*self.lexicon.entry(name), self.lang))


def _cut(sections: list[Section], fits: Callable[[Sequence[Section]], bool]) -> list[Section]:
    """As many paragraphs from the beginning as can be seen at once; the verdict in any case."""
    while len(sections) > 1 and not fits(sections):
        last = sections[-1]
        shorter = [last._replace(paragraphs=last.paragraphs[:-1])] if len(last.paragraphs) > 1 else []
        sections = [*sections[:-1], *shorter]
    return sections
