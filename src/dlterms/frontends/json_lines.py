"""The quiz as JSON Lines, for an editor or another program in front: docs/quiz-json.md describes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from dlterms.model import Override, Suspend, Undo
from dlterms.quiz.talk import COMMANDS, Answer, Command, Event, Feedback, Question, Refused, Reply, Summary


def json_front(lines: Iterator[str], write: Callable[[str], None]) -> Callable[[Event], Reply]:
    """Each event is one object a line; each line in is an answer, or {"command": ...}. A verdict asks for nothing."""

    def front(event: Event) -> Reply:
        write(json.dumps(_object(event), ensure_ascii=False))
        if not isinstance(event, Question):
            return None
        line = next(lines, None)
        return Command("quit") if line is None else _command(line) or Answer(line)

    return front


def session_line(cards: int, seed: str, practice: bool) -> str:
    """The first line."""
    return json.dumps({"event": "session", "protocol": 1, "cards": cards, "seed": seed, "practice": practice})


def _command(line: str) -> Command | None:
    """A line that is {"command": one of COMMANDS}; any other is an answer."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    name = value.get("command") if isinstance(value, dict) else None
    return Command(name) if name in COMMANDS else None


def _object(event: Event) -> dict[str, Any]:
    return {"event": _NAMES[type(event)], **_FIELDS[type(event)](event)}


def _question(event: Question) -> dict[str, Any]:
    again = event.hint
    return {
        "card": event.card.id, "term": event.card.term, "direction": event.card.direction, "mode": event.mode,
        "prompt": event.prompt, "options": [option.text for option in event.options],
        "languages": list(event.languages), "against": event.against.id if event.against else None,
        "done": event.done, "left": event.left,
        "again": {"verdict": again.name, "other_term": again.other_term} if again else None,
    }  # fmt: skip


def _feedback(event: Feedback) -> dict[str, Any]:
    verdict = event.verdict
    return {
        "card": event.question.card.id, "verdict": verdict.name, "rating": event.rating,
        "answer": verdict.answer, "expected": verdict.expected, "label": verdict.label, "status": verdict.status,
        "note": verdict.note, "full_form": verdict.full_form, "other_term": verdict.other_term, "leech": event.leech,
        "difference": [list(piece) for piece in verdict.difference],
    }  # fmt: skip


def _summary(event: Summary) -> dict[str, Any]:
    confusions = [{"term": term, "taken_for": other, "times": times} for term, other, times in event.confusions]
    return {
        "answers": event.answers, "right": event.right, "left": event.left, "missed": list(event.missed),
        "confusions": confusions,
    }  # fmt: skip


_NAMES = {Question: "question", Feedback: "verdict", Undo: "undone", Override: "overridden",
          Suspend: "suspended", Refused: "refused", Summary: "summary"}  # fmt: skip
_FIELDS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Question: _question,
    Feedback: _feedback,
    Undo: lambda event: {"card": event.card},
    Override: lambda event: {"card": event.card, "rating": event.rating},
    Suspend: lambda event: {"card": event.card, "suspended": event.suspended},
    Refused: lambda event: {"what": event.what},
    Summary: _summary,
}
