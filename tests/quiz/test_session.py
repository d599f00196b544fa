"""The session as a loop: scripts of what a learner does, and what is asked, said and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import pytest

from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Bury, Event, Override, Rating, Review, Suspend, Undo
from dlterms.quiz.cards import Card, card_of
from dlterms.quiz.session import drive, session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import (
    COMMANDS,
    Accept,
    Accepted,
    Answer,
    Command,
    Done,
    Feedback,
    Hint,
    Keep,
    Kept,
    Message,
    Question,
    Refused,
    Reply,
    Summary,
    Unacceptable,
    Written,
)
from dlterms.quiz.typed import Verdict
from lookup_support import entry, index_of
from quiz_support import nowhere, words

UNDO, OVERRIDE, QUIT = "/undo", "/override", "/quit"
SUSPEND, BURY, KNOWN, HINT, ACCEPT = "/suspend", "/bury", "/known", "/hint", "/accept"
GO_ON = ""


def card(name: str, direction: str = "zh-en") -> Card:
    return Card(words().term(name).glossary, name, direction)


def typed(*names: str) -> list[QueuedCard]:
    return [QueuedCard(card(name), "type") for name in names]


@dataclass
class Told:
    """A session with somebody who says `replies` in turn, to questions and to verdicts, and then ends it."""

    events: list[Message] = field(default_factory=list)

    def questions(self) -> list[str]:
        return [question.card.term for question in self.questions_asked()]

    def questions_asked(self) -> list[Question]:
        return [event for event in self.events if isinstance(event, Question)]

    def kept(self) -> list[tuple[str, str, int]]:
        kept = chain.from_iterable(event.events for event in self.events if isinstance(event, Keep))
        reviews = [event for event in kept if isinstance(event, Review)]
        return [(card_of(review.card).term, review.verdict or "", review.rating) for review in reviews]

    def last(self, kind: type) -> Message:
        return next(event for event in reversed(self.events) if isinstance(event, kind))

    def summary(self) -> Summary:
        assert isinstance(self.events[-1], Summary)
        return self.events[-1]


def held(cards: Sequence[QueuedCard], replies: Iterable[str], seed: str = "1", leeches: Iterable[str] = ()) -> Told:
    told = Told()
    script = iter(replies)
    events = session(cards, words(), seed)
    reply: Reply = None
    while True:
        try:
            event = events.send(reply)
        except StopIteration:
            return told
        told.events.append(event)
        reply = None
        if isinstance(event, Question):
            reply = _reply(next(script, QUIT))
        elif isinstance(event, Feedback):
            reply = _command(next(script, GO_ON))
        elif isinstance(event, Keep):
            reply = tuple(
                Kept(f"review {number}", isinstance(e, Review) and e.rating == 1 and card_of(e.card).term in leeches)
                for number, e in enumerate(event.events, len(told.events))
            )
        elif isinstance(event, Accept):
            reply = Written("own.yaml")


def _command(text: str) -> Command | None:
    return next((Command(name) for name in COMMANDS if text == f"/{name}"), None)


def _reply(text: str) -> Reply:
    return _command(text) or Answer(text, 5)


@pytest.mark.parametrize(
    ("names", "replies", "questions"),
    [
        pytest.param(["dropout"], ["dropout"], ["dropout"], id="right at once"),
        pytest.param(["dropout"], ["x", GO_ON, "dropout"], ["dropout", "dropout"], id="wrong comes back"),
        pytest.param(
            ["dropout", "encoder", "decoder", "recall", "entropy"],
            ["x", GO_ON, "encoder", GO_ON, "decoder", GO_ON, "recall", GO_ON, "dropout", GO_ON, "entropy"],
            ["dropout", "encoder", "decoder", "recall", "dropout", "entropy"],
            id="after three others",
        ),
        pytest.param(
            ["dropout", "encoder"],
            ["x", GO_ON, "encoder", GO_ON, "x", GO_ON, "dropout"],
            ["dropout", "encoder", "dropout", "dropout"],
            id="until it is right once",
        ),
        pytest.param(["dropout"], ["", GO_ON, "dropout"], ["dropout", "dropout"], id="empty counts as wrong"),
        pytest.param(["dropout", "encoder"], [QUIT], ["dropout"], id="ended at a question"),
        pytest.param(["dropout", "encoder"], ["dropout", QUIT], ["dropout"], id="ended at a verdict"),
        pytest.param(["dropout"], ["暂退法", "dropout"], ["dropout", "dropout"], id="asked again at once"),
        pytest.param([], [], [], id="nothing to ask"),
    ],
)
def test_what_is_asked(names: list[str], replies: list[str], questions: list[str]) -> None:
    """Cards are asked in turn, a wrong one again after three others, until each was right once."""
    assert held(typed(*names), replies).questions() == questions


@pytest.mark.parametrize(
    ("direction", "replies", "kept"),
    [
        pytest.param("zh-en", ["dropout"], [("right", 3)], id="right is good"),
        pytest.param("zh-en", ["dropuot"], [("typo", 3)], id="a typo is good"),
        pytest.param("zh-en", ["overfitting"], [("other-term", 1)], id="another term is a miss"),
        pytest.param("zh-en", ["x"], [("wrong", 1)], id="wrong is a miss"),
        pytest.param("zh-en", [""], [("empty", 1)], id="empty is a miss"),
        pytest.param("zh-en", ["暂退法", "dropout"], [("right", 3)], id="the other language costs nothing"),
        pytest.param("en-zh", ["zantuifa", "暂退法"], [("right", 2)], id="almost: hard at most"),
        pytest.param("en-zh", ["zantuifa", "dropout", "暂退法"], [("right", 2)], id="almost is not forgotten"),
        pytest.param("en-zh", ["zantuifa", "x"], [("wrong", 1)], id="almost, then wrong"),
    ],
)
def test_ratings(direction: str, replies: list[str], kept: list[tuple[str, int]]) -> None:
    """One review for each settled answer, rated by its verdict; what asks again is none."""
    told = held([QueuedCard(card("dropout", direction), "type")], replies)
    assert [(verdict, rating) for _, verdict, rating in told.kept()] == kept


@pytest.mark.parametrize(
    ("asked", "replies", "rating"),
    [
        pytest.param(QueuedCard(card("dropout"), "choice", unproven=True), ["dropout"], 2, id="a choice, never right"),
        pytest.param(QueuedCard(card("dropout"), "choice"), ["dropout"], 3, id="a choice, right before"),
        pytest.param(QueuedCard(card("dropout"), "type", unproven=True), ["dropout"], 3, id="typed"),
        pytest.param(QueuedCard(card("dropout"), "choice", unproven=True), ["", OVERRIDE], 2, id="turned round"),
        pytest.param(QueuedCard(card("dropout"), "choice", unproven=True), [""], 1, id="wrong"),
    ],
)
def test_lucky_choice(asked: QueuedCard, replies: list[str], rating: int) -> None:
    """A right choice may be luck, so it is hard at most until the card was right before."""
    kept = held([asked], replies).last(Keep)
    assert isinstance(kept, Keep)
    assert [event.rating for event in kept.events if isinstance(event, Review | Override)] == [rating]


def test_hint() -> None:
    """A question asked again says why, and the next one starts afresh."""
    told = held(
        [QueuedCard(card("dropout", "en-zh"), "type"), *typed("encoder")], ["zantuifa", "dropout", "暂退法", GO_ON]
    )
    hints = [event.again.name if isinstance(event.again, Verdict) else None for event in told.questions_asked()]
    assert hints == [None, "almost", "other-language", None]


def progress(told: Told) -> list[tuple[int, int, int]]:
    return [(e.done, e.left, e.answered) for e in told.events if isinstance(e, Question)]


def test_progress() -> None:
    """A question counts cards done, cards left with itself, and answers so far."""
    told = held(typed("dropout", "encoder"), ["x", GO_ON, "encoder", GO_ON, "dropout"])
    assert progress(told) == [(0, 2, 0), (0, 2, 1), (1, 1, 2)]


@pytest.mark.parametrize("at", [pytest.param("verdict", id="at the verdict"), pytest.param("question", id="later")])
@pytest.mark.parametrize("answer", [pytest.param("dropout", id="right"), pytest.param("x", id="wrong")])
def test_undo_restores_exactly(at: str, answer: str) -> None:
    """After an undo the same question comes with the same progress and options, as if nothing had been said."""
    cards = [QueuedCard(card(name), "choice") for name in ("dropout", "encoder", "recall")]
    told = held(cards, ["", GO_ON, answer, *([UNDO] if at == "verdict" else [GO_ON, UNDO])])
    before, *_, after = [event for event in told.events if isinstance(event, Question)][1:]
    assert after == before
    assert told.last(Done) == Done(Undo(before.card.id, "review 5"), before.term)
    assert told.summary().answers == 1


def test_undo_goes_back_step_by_step() -> None:
    """Undo takes back one answer after the other, up to the first."""
    told = held(typed("dropout", "encoder"), ["dropout", GO_ON, UNDO, UNDO, "dropout", GO_ON, "encoder"])
    assert told.questions() == ["dropout", "encoder", "dropout", "dropout", "encoder"]
    assert told.last(Refused) == Refused("undo")


@pytest.mark.parametrize(
    ("answer", "rating", "questions"),
    [
        pytest.param("x", 3, ["dropout", "encoder"], id="I was right"),
        pytest.param("dropout", 1, ["dropout", "encoder", "dropout"], id="I was wrong"),
    ],
)
def test_override(answer: str, rating: Rating, questions: list[str]) -> None:
    """An override turns the rating round and decides anew whether the card comes back."""
    told = held(typed("dropout", "encoder"), [answer, OVERRIDE, "encoder"])
    override = Override(card("dropout").id, "review 2", rating, "right" if rating == 3 else "wrong")
    assert told.last(Done) == Done(override, words().term("dropout"))
    assert told.questions() == questions


def test_override_twice() -> None:
    """A second override takes the first one back."""
    told = held(typed("dropout", "encoder"), ["x", OVERRIDE, OVERRIDE])
    assert [e.event.rating for e in told.events if isinstance(e, Done) and isinstance(e.event, Override)] == [3, 1]
    assert told.summary().left == 2


def test_override_at_the_next_question() -> None:
    """The last answer can still be overridden when the next question stands."""
    told = held(typed("dropout", "encoder"), ["x", GO_ON, OVERRIDE, "encoder"])
    assert (told.summary().right, told.summary().left) == (2, 0)


@pytest.mark.parametrize(
    ("replies", "questions"),
    [
        pytest.param([SUSPEND, "encoder"], ["dropout", "encoder"], id="at a question"),
        pytest.param(["x", SUSPEND, "encoder"], ["dropout", "encoder"], id="at a verdict"),
    ],
)
def test_suspend(replies: list[str], questions: list[str]) -> None:
    """A suspended card does not come back in the session."""
    told = held(typed("dropout", "encoder"), replies)
    assert told.last(Done) == Done(Suspend(card("dropout").id, True), words().term("dropout"))
    assert told.questions() == questions


def test_suspend_undone() -> None:
    """Undo takes a suspended card back before it takes back an answer."""
    told = held(typed("dropout", "encoder"), [SUSPEND, UNDO, "dropout", GO_ON, "encoder"])
    assert [e.event for e in told.events if isinstance(e, Done)] == [
        Suspend(card("dropout").id, True),
        Suspend(card("dropout").id, False, target="review 2"),
    ]
    assert told.questions() == ["dropout", "encoder", "dropout", "encoder"]


def kept_events(told: Told) -> list[Event]:
    return [event for message in told.events if isinstance(message, Keep) for event in message.events]


def test_bury() -> None:
    """A buried card does not come back in the session; undo takes its event back."""
    told = held(typed("dropout", "encoder"), [BURY, UNDO, BURY, "encoder"])
    name = card("dropout").id
    assert kept_events(told)[:3] == [Bury(name), Undo(name, "review 2"), Bury(name)]
    assert told.questions() == ["dropout", "encoder", "dropout", "encoder"]
    assert told.last(Done) == Done(Bury(name), words().term("dropout"))


@pytest.mark.parametrize(
    ("cards", "last"),
    [
        pytest.param(typed("dropout", "encoder"), [False], id="another card follows"),
        pytest.param(typed("dropout"), [True], id="the last card"),
        pytest.param([*typed("dropout"), QueuedCard(card("dropout", "en-zh"), "type")], [True], id="the last term"),
    ],
)
def test_last_left_out(cards: list[QueuedCard], last: list[bool]) -> None:
    """Where no question follows, what was done says so: there is none at which to undo it."""
    told = held(cards, [KNOWN])
    assert [event.last for event in told.events if isinstance(event, Done)] == last


DROPOUT = [card("dropout", direction).id for direction in ("en-zh", "zh-en", "definition-term", "term-definition")]


def test_known() -> None:
    """All cards of a known term are set aside at once, the asked one first of them, and none is asked again."""
    told = held([QueuedCard(card("dropout", "en-zh"), "type"), *typed("dropout", "encoder")], [KNOWN, "encoder"])
    assert told.events[1] == Keep(tuple(Suspend(name, True, "known") for name in DROPOUT))
    assert told.last(Done) == Done(Suspend(DROPOUT[0], True, "known"), words().term("dropout"))
    assert told.questions() == ["dropout", "encoder"]


def test_known_undone() -> None:
    """One undo takes back all that one key did, and the answer before it is another's."""
    told = held(typed("encoder", "dropout", "recall"), ["encoder", GO_ON, KNOWN, UNDO, UNDO])
    known, undone = kept_events(told)[1:5], kept_events(told)[5:]
    names = (card("dropout").id, DROPOUT[0], *DROPOUT[2:])
    assert known == [Suspend(name, True, "known") for name in names]
    assert undone[:-1] == [Suspend(name, False, target=f"review {place}") for place, name in enumerate(names, 5)]
    assert undone[-1] == Undo(card("encoder").id, "review 2")
    assert told.questions() == ["encoder", "dropout", "recall", "dropout", "encoder"]


@pytest.mark.parametrize(
    ("replies", "ratings"),
    [
        pytest.param([HINT, "dropout"], [2], id="right"),
        pytest.param([HINT, "x"], [1], id="wrong"),
        pytest.param([HINT, HINT, "dropout"], [2], id="asked for twice"),
        pytest.param([HINT, "暂退法", "dropout"], [2], id="then in the other language"),
        pytest.param([HINT, "x", OVERRIDE], [1, 2], id="overridden"),
        pytest.param([HINT, "dropout", OVERRIDE, OVERRIDE], [2, 1, 2], id="overridden twice"),
        pytest.param([HINT, "dropout", UNDO, "dropout"], [2, 2], id="after an undo"),
        pytest.param([HINT, "x", GO_ON, "dropout"], [1, 3], id="the next try is another one"),
    ],
)
def test_ratings_after_a_hint(replies: list[str], ratings: list[int]) -> None:
    """An answer after a hint is Hard at most, by an override too."""
    events = kept_events(held(typed("dropout"), replies))
    assert [event.rating for event in events if isinstance(event, Review | Override)] == ratings


@pytest.mark.parametrize(
    ("replies", "ratings"),
    [
        pytest.param(["x", GO_ON, HINT, OVERRIDE, "encoder"], [1, 3, 2], id="override to right"),
        pytest.param(["dropout", GO_ON, HINT, OVERRIDE, "encoder"], [3, 1, 2], id="override to wrong"),
        pytest.param(["x", GO_ON, "bianmaqi", OVERRIDE, "编码器"], [1, 3, 2], id="almost right, then override"),
        pytest.param(["x", GO_ON, HINT, UNDO, "dropout", GO_ON, "encoder"], [1, 3, 2], id="undo"),
        pytest.param(["x", GO_ON, HINT, UNDO, SUSPEND, "encoder"], [1, 2], id="undo, then another card left out"),
        pytest.param([BURY, HINT, UNDO, "dropout", GO_ON, "encoder"], [3, 2], id="undo of a card left out"),
        pytest.param(["x", GO_ON, HINT, UNDO, "dropout", GO_ON, "x", GO_ON, "encoder"], [1, 3, 1, 3], id="answered"),
    ],
)
def test_help_outlasts_what_goes_back(replies: list[str], ratings: list[int]) -> None:
    """What was given away of a card stays so until the card is answered, whatever is taken back before it."""
    second = QueuedCard(card("encoder", "en-zh" if "bianmaqi" in replies else "zh-en"), "type")
    events = kept_events(held([*typed("dropout"), second], replies))
    assert [event.rating for event in events if isinstance(event, Review | Override)] == ratings


def test_hint_is_asked_with() -> None:
    """The same question follows a hint and knows of it; an undo shows it whole again, with the hint."""
    told = held(typed("dropout"), [HINT, "x", UNDO])
    given = Hint(card("dropout"), "d______ (7)")
    assert told.last(Hint) == given
    assert [(asked.again, asked.hint) for asked in told.questions_asked()] == [
        (None, ""), (given, given.text), (None, given.text),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "replies"),
    [
        pytest.param(QueuedCard(card("dropout"), "choice"), [HINT], id="at a choice"),
        pytest.param(QueuedCard(card("dropout", "term-definition"), "flip"), [HINT], id="at the back of a card"),
        pytest.param(QueuedCard(card("dropout"), "type"), ["x", HINT], id="after the answer"),
    ],
)
def test_no_hint(asked: QueuedCard, replies: list[str]) -> None:
    """Where nothing is typed there is no hint."""
    told = held([asked], replies)
    assert told.last(Refused) == Refused("hint")
    assert told.questions_asked()[-1].hint == ""


def test_leech() -> None:
    """A card that has become a leech is said to be one, and is not asked again."""
    told = held(typed("dropout", "encoder"), ["x", GO_ON, "encoder"], leeches=["dropout"])
    assert [e.kept.leech for e in told.events if isinstance(e, Feedback)] == [True, False]
    assert told.questions() == ["dropout", "encoder"]


def test_leech_overridden() -> None:
    """Overridden to right, the miss that would have made a leech is none."""
    told = held(typed("dropout", "encoder"), ["x", OVERRIDE, OVERRIDE, "encoder"], leeches=["dropout"])
    assert told.questions() == ["dropout", "encoder", "encoder", "dropout"]


@pytest.mark.parametrize("text", [pytest.param("4", id="too high"), pytest.param("0", id="nought")])
def test_no_option(text: str) -> None:
    """A number that is no option is refused and the question asked again."""
    told = held([QueuedCard(card("dropout"), "choice")], [text, "dropout"])
    assert told.last(Refused) == Refused("answer")
    assert [name for _, name, _ in told.kept()] == ["right"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param("right", "right", id="its number"),
        pytest.param("full width", "right", id="its number in full width"),
        pytest.param("other", "other-term", id="another's number"),
        pytest.param("text", "right", id="its text"),
        pytest.param("TEXT", "right", id="its text in another case"),
        pytest.param("", "empty", id="nothing"),
    ],
)
def test_choice(said: str, verdict: str) -> None:
    """An option is chosen by its number or by its text."""
    cards = [QueuedCard(card("dropout"), "choice")]
    asked = held(cards, []).last(Question)
    assert isinstance(asked, Question)
    place = [option.term for option in asked.options].index("dropout")
    replies = {
        "right": str(place + 1), "full width": chr(0xFF11 + place), "other": str((place + 1) % 3 + 1),
        "text": "dropout", "TEXT": "DROPOUT",
    }  # fmt: skip
    told = held(cards, [replies.get(said, said)])
    assert told.kept()[0][1] == verdict


@pytest.mark.parametrize(
    ("rating", "verdict"),
    [
        pytest.param("1", "wrong", id="again"),
        pytest.param("2", "right", id="hard"),
        pytest.param("3", "right", id="good"),
        pytest.param("４", "right", id="easy, full width"),
    ],
)
def test_self_graded(rating: str, verdict: str) -> None:
    """The learner's own rating of a definition is what is kept; anything else is asked again."""
    told = held([QueuedCard(card("dropout", "term-definition"), "flip")], ["5", "x", rating])
    assert told.kept() == [("dropout", verdict, int(rating))]


@pytest.mark.parametrize(
    ("replies", "done"),
    [
        pytest.param(["drop", ACCEPT], ["overridden 3", "drop", "said right", "said drop"], id="at the verdict"),
        pytest.param(["drop", GO_ON, ACCEPT], ["overridden 3", "drop", "said right", "said drop"], id="after it"),
        pytest.param(
            ["drop", OVERRIDE, ACCEPT], ["overridden 3", "said right", "drop", "said drop"], id="already overridden"
        ),
        pytest.param(
            [HINT, "drop", ACCEPT], ["overridden 2", "drop", "said right", "said drop"], id="hard after a hint"
        ),
        pytest.param(
            ["drop", ACCEPT, UNDO], ["overridden 3", "drop", "said right", "said drop", "undone", "said undone"],
            id="undo leaves it accepted",
        ),
        pytest.param(
            ["drop", ACCEPT, ACCEPT],
            ["overridden 3", "drop", "said right", "said drop", "refused accepted"], id="once",
        ),
        pytest.param([ACCEPT], ["refused nothing"], id="no answer"),
        pytest.param(["dropout", ACCEPT], ["refused right"], id="right anyway"),
        pytest.param(["dropuot", ACCEPT], ["refused right"], id="a slip"),
        pytest.param(["", ACCEPT], ["refused empty"], id="no word"),
        pytest.param(["encoder", ACCEPT], ["refused other-term encoder"], id="another term's name"),
        pytest.param(["drop", GO_ON, SUSPEND, ACCEPT], ["refused nothing"], id="something else came between"),
    ],
)  # fmt: skip
def test_accept(replies: list[str], done: list[str]) -> None:
    """An answer that is accepted counts as right first, then becomes a name; else it is refused with the reason."""
    told = held(typed("dropout", "likelihood"), replies)
    said = [_in_short(event) for event in told.events]
    assert [line for line in said if line] == done


def _in_short(message: Message) -> str:
    match message:
        case Keep((Override() as event,)):
            return f"overridden {event.rating}"
        case Keep((Undo(),)):
            return "undone"
        case Accept():
            return message.alias
        case Done(event=Override()):
            return "said right"
        case Done(event=Undo()):
            return "said undone"
        case Accepted():
            return f"said {message.accept.alias}"
        case Refused():
            return " ".join(filter(None, ["refused", message.why, message.other.id if message.other else None]))
    return ""


@pytest.mark.parametrize(
    ("kept", "written", "why", "fault"),
    [
        pytest.param("", Written("own.yaml"), "practice", "", id="practice"),
        pytest.param("id", Written("", "disk full"), "file", "disk full", id="a file that cannot be written"),
    ],
)
def test_not_accepted(kept: str, written: Written, why: Unacceptable, fault: str) -> None:
    """Where nothing can be recorded the answer is not accepted, and may be once more."""
    asking = session(typed("dropout", "encoder"), words(), "1")
    said: list[Message] = []
    script: Iterator[Reply] = iter(
        [Answer("drop"), Command("override"), Command("accept"), Command("accept"), Command("quit")]
    )
    replies: dict[type, Reply] = {Keep: (Kept(kept),), Accept: written}
    reply: Reply = None
    while not said or not isinstance(said[-1], Summary):
        said.append(asking.send(reply))
        reply = replies.get(type(said[-1]))
        if isinstance(said[-1], Question | Feedback):
            reply = next(script)
    assert [event for event in said if isinstance(event, Refused)] == [Refused("accept", why, fault=fault)] * 2


@pytest.mark.parametrize(
    ("replies", "kept"),
    [
        pytest.param(["drop", ACCEPT, UNDO, "drop"], [("dropout", "wrong", 1), ("dropout", "right", 3)],
                     id="the same card, after an undo"),
        pytest.param(["drop", ACCEPT, "x", GO_ON, "dropped it", ACCEPT, "Drop"],
                     [("dropout", "wrong", 1), ("likelihood", "wrong", 1), ("encoder", "wrong", 1),
                      ("likelihood", "other-term", 1)], id="another card"),
        pytest.param(["minimizer routine", ACCEPT, "minimiser rutine"],
                     [("dropout", "wrong", 1), ("likelihood", "other-term", 1)], id="another card, with a slip"),
        pytest.param(["drop", ACCEPT, OVERRIDE, "x", GO_ON, "x", GO_ON, "drop"],
                     [("dropout", "wrong", 1), ("likelihood", "wrong", 1), ("encoder", "wrong", 1),
                      ("dropout", "right", 3)], id="after an override"),
        pytest.param(["drop", ACCEPT, SUSPEND, "drop"], [("dropout", "wrong", 1), ("encoder", "other-term", 1)],
                     id="after a card that is set aside"),
    ],
)  # fmt: skip
def test_accepted_at_once(replies: list[str], kept: list[tuple[str, str, int]]) -> None:
    """What is accepted is a name of its term in the same session, whatever is undone, and so of no other term."""
    assert held(typed("dropout", "likelihood", "encoder"), replies).kept() == kept


@pytest.mark.parametrize(
    ("replies", "stays"),
    [
        pytest.param(["drop", ACCEPT, UNDO], True, id="undo"),
        pytest.param(["drop", ACCEPT, OVERRIDE], True, id="override"),
        pytest.param(["drop", ACCEPT, OVERRIDE, OVERRIDE], False, id="override, and again"),
        pytest.param(["drop", OVERRIDE, UNDO], False, id="nothing accepted"),
        pytest.param(["drop", ACCEPT, SUSPEND, UNDO], False, id="something else came between"),
        pytest.param(["drop", ACCEPT, SUSPEND, UNDO, UNDO], True, id="which is undone"),
    ],
)
def test_what_stays_accepted(replies: list[str], stays: bool) -> None:
    """Where an answer that was accepted is taken back it is told that the name stays."""
    done = held(typed("dropout", "likelihood", "encoder"), replies).last(Done)
    assert isinstance(done, Done)
    assert (done.stays is not None) == stays
    assert not done.stays or (done.stays.accept.alias, done.stays.file) == ("drop", "own.yaml")


CTRL_C = "interrupt"


def ended(*replies: str) -> tuple[Summary, list[Message]]:
    """How a session of two cards ended in which the learner says `replies` in turn, and what was shown."""
    script, shown = iter(replies), list[Message]()

    class Front:
        def __call__(self, message: Message) -> Reply:
            shown.append(message)
            if not isinstance(message, Question | Feedback):
                return None
            said = next(script)
            if said == CTRL_C:
                raise KeyboardInterrupt
            return _reply(said) if isinstance(message, Question) else _command(said)

        def retry(self, fault: str) -> bool:
            return False

    asking = session(typed("dropout", "encoder"), words(), "1")
    return drive(asking, lambda what: (Kept("kept"),), nowhere, Front()), shown


@pytest.mark.parametrize(
    ("replies", "answers", "left", "interrupted"),
    [
        pytest.param(["dropout", GO_ON, "encoder", GO_ON], 2, 0, False, id="to the end"),
        pytest.param(["dropout", GO_ON, QUIT], 1, 1, False, id="quit"),
        pytest.param(["dropout", GO_ON, CTRL_C], 1, 1, True, id="Ctrl-C at a question"),
        pytest.param(["dropout", CTRL_C], 1, 1, True, id="Ctrl-C at a verdict"),
        pytest.param(["x", CTRL_C], 1, 2, True, id="Ctrl-C at a mistake"),
    ],
)
def test_drive(replies: list[str], answers: int, left: int, interrupted: bool) -> None:
    """A session that is driven tells how it went, cut short by Ctrl-C too, when its summary is shown to nobody."""
    summary, shown = ended(*replies)
    assert (summary.answers, summary.left, summary.interrupted) == (answers, left, interrupted)
    assert isinstance(shown[-1], Summary) is not interrupted


def test_interrupted_while_keeping() -> None:
    """Ctrl-C while an answer is being kept is not for the session to hide."""

    def keep(what: Keep) -> tuple[Kept, ...]:
        raise KeyboardInterrupt

    class Front:
        def __call__(self, message: Message) -> Reply:
            return Answer("x")

        def retry(self, fault: str) -> bool:
            return False

    with pytest.raises(KeyboardInterrupt):
        drive(session(typed("dropout"), words(), "1"), keep, nowhere, Front())


def test_interrupted_while_accepting() -> None:
    """Ctrl-C while the learner's file is being written ends more than the session: nobody knows what it holds."""
    replies: Iterator[Reply] = iter([Answer("x"), Command("accept")])

    def accept(what: Accept) -> Written:
        raise KeyboardInterrupt

    class Front:
        def __call__(self, message: Message) -> Reply:
            return next(replies)

        def retry(self, fault: str) -> bool:
            return False

    with pytest.raises(KeyboardInterrupt):
        drive(session(typed("dropout"), words(), "1"), lambda what: (Kept("kept"),), accept, Front())


def test_either_or() -> None:
    """A drill has two options, the term and the one it is confused with."""
    told = held([QueuedCard(card("overfitting", "definition-term"), "choice", against="underfitting")], [])
    asked = told.last(Question)
    assert isinstance(asked, Question)
    assert {option.text for option in asked.options} == {"过拟合 · overfitting", "欠拟合 · underfitting"}
    assert asked.against == words().term("underfitting")


def test_summary() -> None:
    """The summary counts answers, and names what was missed and which term was taken for which."""
    decoder, encoder = words().term("decoder"), words().term("encoder")
    replies = ["encoder", GO_ON, "decoder", GO_ON, "recall", GO_ON, "encoder"]
    told = held(typed("decoder", "encoder", "recall"), replies)
    assert told.summary() == Summary(
        answers=4, right=1, left=2, missed=(decoder, encoder),
        confusions=((decoder, encoder, 2), (encoder, decoder, 1)),
    )  # fmt: skip


def test_overridden_answers_are_no_confusions() -> None:
    """What the learner overrode to right is neither missed nor a confusion."""
    told = held(typed("decoder"), ["encoder", OVERRIDE])
    assert told.summary() == Summary(answers=1, right=1, left=0, missed=(), confusions=())


def test_same_seed_same_session() -> None:
    """The same seed and replies give the same events, another seed others."""
    cards = [QueuedCard(card(name), "choice") for name in ("dropout", "encoder", "recall", "loss", "binary")]
    replies = ["1", GO_ON] * 4
    assert held(cards, replies, "a").events == held(cards, replies, "a").events
    assert held(cards, replies, "a").events != held(cards, replies, "b").events


def test_no_name_of_what_a_blank_hides() -> None:
    """A blank may hide another term than the card's: none of its names stands in the question."""
    text = "梯度向量（gradient）就是{{c1::梯度}}。"
    gradient = entry("gradient", {"term": "梯度", "aliases": ["梯度向量"]}, "gradient")
    lexicon = IndexLexicon(index_of(entry("step", cloze=[{"lang": "zh", "text": text}]), gradient))
    question = next(session([QueuedCard(Card("user", "step", "cloze.1"), "type")], lexicon, "1"))
    assert isinstance(question, Question)
    assert question.prompt == "____（____）就是____。"
