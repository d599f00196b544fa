"""The keys of a quiz, with a clock and a learner of the test's own, in each language of the interface."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from dlterms.frontends.interactive import Interactive
from dlterms.model import Rating
from dlterms.quiz.cards import Card
from dlterms.quiz.session import drive, session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Accept, Due, Keep, Kept, Written
from dlterms.terminal.device import Terminal
from dlterms.views import page
from dlterms.views.columns import cells
from dlterms.views.page import Part
from quiz_support import words
from said import Said

pytestmark = pytest.mark.usefixtures("spoken")

HASTE, EASE = 0.2, 1.0  # seconds between two keys
ENTER, SPACE = "enter", "space"


class Learner(Terminal):
    """A terminal at which somebody presses keys, or types lines, each so many seconds after the last; then no more."""

    def __init__(self, typed: Iterable[str | float]) -> None:
        super().__init__(0, io.StringIO(), lambda: self.time, {})
        self.typed = iter(typed)
        self.time = 0.0
        self.shown: list[str] = []
        self.kept: list[str] = []  # the verdicts of answers, and the kinds of other events

    def read_key(self) -> str | None:
        for said in self.typed:
            if isinstance(said, str):
                return said
            self.time += said
        return None

    def read_line(self, prompt: str) -> str | None:
        line = self.read_key()
        return "" if line == ENTER else line

    def show(self, sections: Iterable[Part]) -> None:
        self.shown += page.plain(sections)

    def fits(self, sections: Iterable[Part]) -> bool:
        return True


class NoEntries:
    def entry(self, name: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        raise NotImplementedError


def held(cards: list[QueuedCard], *typed: str | float, dues: Mapping[Rating, Due] | None = None) -> Learner:
    learner = Learner(typed)
    front = Interactive(learner, NoEntries(), "both", lambda card: dues or {})

    def keep(what: Keep) -> tuple[Kept, ...]:
        learner.kept += [getattr(event, "verdict", None) or type(event).__name__ for event in what.events]
        return tuple(Kept("kept") for _ in what.events)

    def accept(what: Accept) -> Written:
        learner.kept.append(what.alias)
        return Written("own.yaml")

    drive(session(cards, words(), "1"), keep, accept, front)
    return learner


def card(mode: Any, direction: str = "zh-en", term: str = "dropout") -> QueuedCard:
    return QueuedCard(Card("user", term, direction), mode)


def option(text: str) -> str:
    """The number of the option, of which the seed gives the order."""
    [line] = [line for line in held([card("choice")]).shown if line.endswith(f"  {text}")]
    return line.strip()[0]


CHOICE, TYPE, FLIP = card("choice"), card("type"), card("flip", "term-definition")


@pytest.mark.parametrize(
    ("asked", "typed", "kept"),
    [
        pytest.param(CHOICE, [EASE, SPACE], "empty", id="choice: Space gives up"),
        pytest.param(CHOICE, [HASTE, SPACE], "", id="choice: not in haste"),
        pytest.param(CHOICE, [EASE, ENTER], "", id="choice: Enter never"),
        pytest.param(CHOICE, [HASTE, "8", "1"], "known known known known", id="choice: other type-ahead stays"),
        pytest.param(TYPE, [EASE, ENTER], "", id="line: one Enter asks once more"),
        pytest.param(TYPE, [EASE, ENTER, ENTER], "empty", id="line: two give up"),
        pytest.param(TYPE, [EASE, ENTER, "dropout"], "right", id="line: or think again"),
        pytest.param(TYPE, [HASTE, ENTER, EASE, ENTER], "", id="line: none in haste counts"),
        pytest.param(TYPE, [HASTE, ENTER, "dropout"], "right", id="line: an answer in haste does"),
        pytest.param(FLIP, [HASTE, SPACE, ENTER, "3"], "", id="card: not turned in haste"),
        pytest.param(FLIP, [EASE, SPACE, "3"], "right", id="card: Space turns it"),
        pytest.param(FLIP, [EASE, ENTER, "3"], "right", id="card: Enter too"),
        pytest.param(FLIP, [EASE, "3"], "", id="card: no rating before that"),
    ],
)
def test_a_nervous_key(asked: QueuedCard, typed: list[str | float], kept: str) -> None:
    """A key that was to go on, pressed once more in the first 0.3 seconds of a question, answers nothing."""
    assert held([asked], *typed).kept == kept.split()


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        pytest.param(CHOICE, [EASE, option("dropout"), ENTER, ENTER, SPACE], id="after a choice"),
        pytest.param(TYPE, [EASE, "dropout", ENTER, ENTER, SPACE], id="after a line"),
    ],
)
@pytest.mark.parametrize("mode", ["choice", "type", "flip"])
def test_going_on_twice(first: QueuedCard, keys: list[str | float], mode: str) -> None:
    """Enter Enter, and Space after it, leave the next question as it is."""
    following = card(mode, "term-definition" if mode == "flip" else "zh-en", "encoder")
    typed = [key for key in keys if not (mode == "type" and key == SPACE)]
    assert held([first, following], *typed).kept == ["right"]


def test_space_does_not_go_on() -> None:
    """After an answer only Enter goes on."""
    assert held([TYPE, card("type", term="encoder")], EASE, "dropout", SPACE, "encoder").kept == ["right"]


MENU = "1 I know this · 2 not today · 3 set aside · any other key: back"


@pytest.mark.parametrize(
    ("asked", "typed", "kept"),
    [
        pytest.param(CHOICE, ["8", "1"], "known known known known", id="known"),
        pytest.param(CHOICE, ["8", "2"], "Bury", id="not today"),
        pytest.param(CHOICE, ["8", "3"], "Suspend", id="set aside"),
        pytest.param(CHOICE, ["8", "escape"], "", id="thought better of"),
        pytest.param(CHOICE, ["8", "8"], "", id="pressed twice"),
        pytest.param(CHOICE, ["8"], "", id="end of input"),
        pytest.param(CHOICE, ["k"], "known known known known", id="its letter"),
        pytest.param(CHOICE, ["b"], "Bury", id="the letter of not today"),
        pytest.param(TYPE, ["8", "2"], "Bury", id="at a line"),
        pytest.param(TYPE, ["/8", "2"], "Bury", id="at a line behind a slash"),
        pytest.param(TYPE, ["８", "2"], "Bury", id="in full width"),
        pytest.param(TYPE, ["／ｂ"], "Bury", id="a letter in full width"),
        pytest.param(TYPE, ["8", "0", "dropout"], "right", id="at a line, thought better of"),
        pytest.param(TYPE, ["x", "8", "1"], "wrong known known known known", id="after an answer"),
        pytest.param(TYPE, ["x", "b", ENTER], "wrong", id="but no letter where the answer may be typed again"),
    ],
)
def test_not_to_be_asked(said: Said, asked: QueuedCard, typed: list[str], kept: str) -> None:
    """One key opens the line of the ways not to be asked, a digit takes one of them."""
    learner = held([asked], EASE, *typed)
    if kept and typed[0][-1] in "8８":
        assert said(MENU) in learner.shown
    assert learner.kept == kept.split()


HINT, NONE = (
    "Hint: d______ (7). The answer now counts as hard at most.",
    "There is a hint only where an answer is typed.",
)


@pytest.mark.parametrize(
    ("asked", "typed", "shown", "given"),
    [
        pytest.param(TYPE, ["9"], HINT, True, id="at a line"),
        pytest.param(TYPE, ["/h"], HINT, True, id="its letter"),
        pytest.param(CHOICE, ["9"], NONE, True, id="at a choice"),
        pytest.param(TYPE, ["x", "9"], NONE, False, id="after the answer the key says nothing"),
    ],
)
def test_hint(said: Said, asked: QueuedCard, typed: list[str], shown: str, given: bool) -> None:
    """A hint is given below the question, which is not shown anew."""
    learner = held([asked], EASE, *typed)
    assert (said(shown) in learner.shown) is given
    assert asked is CHOICE or learner.shown.count(said("暂退法  → English?")) == 1


@pytest.mark.parametrize(
    ("asked", "typed", "last"),
    [
        pytest.param(CHOICE, ["?"], "1 2 3 choose · Space I don't know · ? keys", id="at a choice"),
        pytest.param(TYPE, ["?"], "Type the answer, or Enter twice for I don't know · 9 hint · ? keys", id="at a line"),
        pytest.param(FLIP, [SPACE, "?"], "1 again · 2 hard · 3 good · 4 easy", id="at a card that is turned"),
        pytest.param(
            TYPE, ["dropout", "?"], "Enter go on · 6 I was wrong · 7 undo · 5 whole entry · 0 end · ? keys",
            id="at a verdict",
        ),
        pytest.param(
            TYPE, ["x", "?"], "Enter go on · 6 I was right · 9 accept from now on · 7 undo · 5 entry · ? keys",
            id="at a wrong one",
        ),
    ],
)  # fmt: skip
def test_help_does_not_push_the_question_away(said: Said, asked: QueuedCard, typed: list[str], last: str) -> None:
    """Below the list of keys stands again what was there before it."""
    shown = held([asked], EASE, *typed).shown
    below = shown[shown.index(said("?: this list")) + 2 :]
    before = shown[: shown.index(said("Enter: go on; twice where an answer is typed: I don't know"))]
    below = [line for line in below[: below.index(said(last)) + 1] if line]
    assert below == before[-len(below) :]
    verdicts = (said("No. It is dropout."), said("Right: dropout"))
    assert any("?" in line or "？" in line or line.startswith(verdicts) for line in below[:-1])


WANTED = "Accepted from now on: x for 暂退法 dropout (own.yaml)."


@pytest.mark.parametrize(
    ("asked", "typed", "kept", "shown"),
    [
        pytest.param(TYPE, ["x", "9"], "wrong right x", True, id="after a wrong answer"),
        pytest.param(TYPE, ["x", "h"], "wrong", False, id="but not by the letter of a hint"),
        pytest.param(TYPE, ["dropout", "9"], "right", False, id="nothing after a right one"),
        pytest.param(TYPE, ["encoder", "9"], "other-term", False, id="nothing after another term's name"),
        pytest.param(TYPE, [ENTER, ENTER, "9"], "empty", False, id="nothing where nothing was typed"),
        pytest.param(CHOICE, [SPACE, "9"], "empty", False, id="nothing at a choice"),
        pytest.param(FLIP, [SPACE, "1", "9"], "wrong", False, id="nothing at a card"),
        pytest.param(TYPE, ["x", "6", EASE, "9"], "wrong right", False, id="at the next question it is the hint"),
        pytest.param(TYPE, ["x", "6", "／accept"], "wrong right x", True, id="which takes it behind a slash"),
    ],
)
def test_accept(said: Said, asked: QueuedCard, typed: list[str | float], kept: str, shown: bool) -> None:
    """A key accepts an answer from now on where a typed one was wrong, and is named and does so only there."""
    learner = held([asked, card("type", term="likelihood")], EASE, *typed)
    assert learner.kept == kept.split()
    assert (said(WANTED) in learner.shown) is shown
    assert any(said("9 accept from now on") in line for line in learner.shown) is ("x" in typed)
    assert all(cells(line) <= 80 for line in learner.shown if line.endswith(said("? keys")))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param([SPACE, "9", "3"], "right", id="a hint"),
        pytest.param([SPACE, "7", "o", "3"], "right", id="nothing to undo, nothing to override"),
        pytest.param(["9", "3", EASE, SPACE, "3"], "right", id="refused before it was turned"),
        pytest.param([SPACE, "3", ENTER, EASE, "3", SPACE, "1"], "right wrong", id="the next card lies face down"),
        pytest.param([SPACE, "b", EASE, "3", SPACE, "1"], "Bury wrong", id="after one that was left out too"),
        pytest.param([SPACE, "b", EASE, SPACE, "u", "3", EASE, SPACE, "1"], "Bury Undo wrong", id="and after an undo"),
    ],
)
def test_a_turned_card(typed: list[str | float], kept: str) -> None:
    """A card that is turned stays so where a command is refused, and no other card is turned with it."""
    assert held([FLIP, card("flip", "term-definition", "encoder")], EASE, *typed).kept == kept.split()


def test_ratings_say_when(said: Said) -> None:
    """Beside each rating stands when the card comes back."""
    dues: dict[Rating, Due] = {2: Due(86_400.0, 0.0), 3: Due(3 * 86_400.0, 0.0), 4: Due(9 * 86_400.0, 0.0)}
    shown = held([FLIP], EASE, SPACE, "3", dues=dues).shown
    assert said("1 again, today · 2 hard, tomorrow · 3 good, in 3 days · 4 easy, in 9 days") in shown
