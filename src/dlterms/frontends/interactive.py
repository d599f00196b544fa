"""The face of a session at a terminal: keys and lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf
from types import MappingProxyType
from typing import Any, Protocol

from dlterms.frontends.quiz_keys import COMMAND_KEYS, SET_ASIDE_KEY, SET_ASIDE_KEYS, half_width, typed
from dlterms.i18n import tr
from dlterms.model import AGAIN, Lang, Rating
from dlterms.quiz.talk import Answer, Command, Due, Feedback, Message, Question, Refused, Reply
from dlterms.terminal.device import Terminal
from dlterms.views import page
from dlterms.views import quiz as view
from dlterms.views.compare import Described, comparison
from dlterms.views.feedback import feedback
from dlterms.views.page import Section

NERVOUS = 0.3  # seconds within which the Enter or Space of one who was going on has not seen the new question
_BLANK = Section("", [[("", "")]])
# Who types answers may type the right one again after a wrong one: that must not command anything.
_TYPED_ALONG = ("e", "o", "u", "k", "b", "s", "q")


class Entries(Protocol):
    def entry(self, name: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """An entry, and what a page shows of others beside it."""


class Interactive:
    """Keys and lines at a terminal.

    `forecast` says of a card when it would come back after each rating; nothing where nothing is kept.
    """

    def __init__(
        self, terminal: Terminal, lexicon: Entries, lang: Lang, forecast: Callable[[str], Mapping[Rating, Due]]
    ) -> None:
        self.terminal = terminal
        self.lexicon = lexicon
        self.lang = lang
        self.forecast = forecast
        self._typed_before = False  # an answer was typed in this session: how is known
        self._asked = -inf  # when the question on the screen was
        self._turned = False  # the card asked shows its other side, after a command that was refused too

    def __call__(self, message: Message) -> Reply:
        if isinstance(message, Question):
            return self._ask(message)
        self._turned = self._turned and isinstance(message, Refused)
        if isinstance(message, Feedback):
            return self._comment(message)
        self.terminal.show(view.told(message))
        return None

    def retry(self, fault: str) -> bool:
        """Whether to try again to keep an answer."""
        self.terminal.seen = []
        self._show(view.line(tr("Not kept yet: {fault}", fault=fault)))
        self._show_keys(tr("Enter try again · 0 end"))
        while (key := self.terminal.read_key()) is not None:
            if key == "enter":
                return True
            if COMMAND_KEYS.get(key) == "quit":
                return False
        return False

    def _show(self, sections: Sequence[Section]) -> None:
        self.terminal.seen = [*self.terminal.seen, *sections]
        self.terminal.show(sections)

    def _show_keys(self, text: str) -> None:
        self._show(view.line(text, "dim"))

    def _help(self, seen: Sequence[Section]) -> None:
        """The keys there are, and below them what they would push off the screen."""
        self.terminal.show([*view.keys(), *seen])

    def _ask(self, asked: Question) -> Reply:
        self.terminal.seen = view.whole_question(asked)
        self.terminal.show(view.question(asked))
        self._asked = self.terminal.clock()
        reply = {"choice": self._choose, "type": self._type, "flip": self._flip}[asked.mode](asked)
        if isinstance(reply, Answer):
            return Answer(reply.text, round(1000 * (self.terminal.clock() - self._asked)))
        return reply

    def _comment(self, given: Feedback) -> Reply:
        sections = feedback(given, self.lang)
        if not sections:  # the learner has seen and rated it all
            return None
        self.terminal.seen = [_BLANK]
        self._show(_cut(sections, self.terminal.fits))
        self._asked = -inf
        replies: dict[str, Reply] = {"enter": None, **({"9": Command("accept")} if given.acceptable else {})}
        typed_along = _TYPED_ALONG if given.question.mode == "type" else ()
        ignored = [key for key in ("9", "h", *typed_along) if key not in replies]
        entry = dict.fromkeys(("5", "e"), lambda: self._explain(given))
        return self._wait(_keys_after(given), replies, entry, ignored)

    def _choose(self, asked: Question) -> Reply:
        numbers = [str(number) for number, _ in enumerate(asked.options, 1)]
        replies = {number: Answer(number) for number in numbers}
        # Not Enter, which goes on: pressed once too often, it would give up the next question.
        return self._wait(
            tr("{numbers} choose · Space I don't know · ? keys", numbers=" ".join(numbers)),
            {**replies, "space": Answer("")},
        )

    def _flip(self, asked: Question) -> Reply:
        turned = Answer("")
        if not self._turned:
            reply = self._wait(tr("Space shows the answer · ? keys"), {"space": turned, "enter": turned})
            if reply is not turned:
                return reply
            self._turned = True
        self._show(view.answer_side(asked, self.lang))
        return self._wait(view.ratings(self.forecast(asked.card.id)), {number: Answer(number) for number in "1234"})

    def _wait(
        self,
        keys: str,
        replies: Mapping[str, Reply],
        shows: Mapping[str, Callable[[], Reply]] = MappingProxyType({}),
        ignored: Sequence[str] = (),
    ) -> Reply:
        """The reply to one of those keys, or a command. `keys` says which there are, again after what others show."""
        shows = {"?": lambda: self._help(self.terminal.seen[:-1]), SET_ASIDE_KEY: self._set_aside, **shows}
        self._show_keys(keys)
        while (key := self.terminal.read_key()) is not None:
            if key in ignored or (key in ("enter", "space") and self._is_nervous()):
                continue
            if key in replies:
                return replies[key]
            if key in COMMAND_KEYS:
                return Command(COMMAND_KEYS[key])
            if key in shows:
                if reply := shows[key]():
                    return reply
                self.terminal.show(view.line(keys, "dim"))
        return Command("quit")

    def _set_aside(self) -> Command | None:
        """Which way not to be asked this; any other key thinks better of it."""
        self.terminal.show(view.line(tr("1 I know this · 2 not today · 3 set aside · any other key: back"), "dim"))
        key = self.terminal.read_key()
        name = "quit" if key is None else SET_ASIDE_KEYS.get(key)
        return Command(name) if name else None

    def _is_nervous(self) -> bool:
        return self.terminal.clock() - self._asked < NERVOUS

    def _type(self, asked: Question) -> Reply:
        if not self._typed_before:
            self._typed_before = True
            self._show_keys(tr("Type the answer, or Enter twice for I don't know · 9 hint · ? keys"))
        given_up = False
        while (line := self.terminal.read_line("> ")) is not None:
            if not line.strip():
                if self._is_nervous():
                    continue
                if given_up:
                    return Answer(line)
                given_up = True
                self.terminal.show(view.line(tr("Enter once more: I don't know."), "dim"))
            elif reply := self._reply(half_width(line), line):
                return reply
        return Command("quit")

    def _reply(self, word: str, line: str) -> Reply:
        """What a line says; nothing where it asks for help or thinks better of something."""
        if word in (SET_ASIDE_KEY, f"/{SET_ASIDE_KEY}"):
            return self._set_aside()
        digit = word in COMMAND_KEYS and word.isdecimal()  # which is no term's name
        reply = typed(f"/{word}" if digit else line)
        if reply is None or word == "?":
            self._help(self.terminal.seen)
            return None
        return reply

    def _explain(self, given: Feedback) -> None:
        """The whole entry, or after a mix-up what tells the two apart."""
        entry = self.lexicon.entry(given.question.term.id)
        if given.other:
            other = self.lexicon.entry(given.other.id)
            self.terminal.page(comparison(Described(*entry), Described(*other), self.lang))
        else:
            self.terminal.page(page.page(*entry, self.lang))


def _keys_after(given: Feedback) -> str:
    """The keys at a verdict, in 80 columns."""
    if given.acceptable:
        return tr("Enter go on · 6 I was right · 9 accept from now on · 7 undo · 5 entry · ? keys")
    if given.other:
        return tr("Enter go on · 6 I was right · 7 undo · 5 compare · 0 end · ? keys")
    if given.rating == AGAIN:
        return tr("Enter go on · 6 I was right · 7 undo · 5 whole entry · 0 end · ? keys")
    return tr("Enter go on · 6 I was wrong · 7 undo · 5 whole entry · 0 end · ? keys")


def _cut(sections: list[Section], fits: Callable[[Sequence[Section]], bool]) -> list[Section]:
    """As many paragraphs from the beginning as can be seen at once; the verdict in any case."""
    while len(sections) > 1 and not fits(sections):
        last = sections[-1]
        shorter = [last._replace(paragraphs=last.paragraphs[:-1])] if len(last.paragraphs) > 1 else []
        sections = [*sections[:-1], *shorter]
    return sections
