"""A quiz as JSON objects, for an editor or another program in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dlterms.model import Bury, Override, Suspend, Undo
from dlterms.quiz.talk import Accepted, Done, Feedback, Hint, Message, Question, Refused, Summary
from dlterms.quiz.typed import Verdict


def session_object(cards: int, seed: str, practice: bool) -> dict[str, Any]:
    """What comes first."""
    return {"event": "session", "protocol": 1, "cards": cards, "seed": seed, "practice": practice}


def message_object(message: Message) -> dict[str, Any]:
    """A message of the session, but for a Keep, as docs/quiz-json.md describes it."""
    said = message.event if isinstance(message, Done) else message
    name, fields = _OBJECTS[type(said)]
    return {"event": name, **fields(said)}


def _question(asked: Question) -> dict[str, Any]:
    again = asked.again if isinstance(asked.again, Verdict) else None
    return {
        "card": asked.card.id, "term": asked.card.term, "direction": asked.card.direction, "mode": asked.mode,
        "prompt": asked.prompt, "options": [option.text for option in asked.options],
        "languages": list(asked.languages), "against": asked.against.id if asked.against else None,
        "done": asked.done, "left": asked.left,
        "again": {"verdict": again.name, "other_term": again.other_term} if again else None,
    }  # fmt: skip


def _feedback(given: Feedback) -> dict[str, Any]:
    verdict = given.verdict
    return {
        "card": given.question.card.id, "verdict": verdict.name, "rating": given.rating,
        "answer": verdict.answer, "expected": verdict.expected, "label": verdict.label, "status": verdict.status,
        "note": verdict.note, "full_form": verdict.full_form, "other_term": verdict.other_term,
        "leech": given.kept.leech,
        "difference": [list(piece) for piece in verdict.difference],
        "due": given.kept.due.time if given.kept.due else None,
    }  # fmt: skip


def _summary(result: Summary) -> dict[str, Any]:
    confusions = [{"term": one.id, "taken_for": other.id, "times": n} for one, other, n in result.confusions]
    return {
        "answers": result.answers, "right": result.right, "left": result.left,
        "missed": [term.id for term in result.missed], "confusions": confusions,
    }  # fmt: skip


def _accepted(now: Accepted) -> dict[str, Any]:
    accept = now.accept
    return {
        "card": accept.card.id, "term": accept.term.id, "language": accept.lang, "alias": accept.alias,
        "file": now.file,
    }  # fmt: skip


def _refused(refused: Refused) -> dict[str, Any]:
    if refused.why is None:
        return {"what": refused.what}
    other = refused.other.id if refused.other else None
    return {"what": refused.what, "why": refused.why, "other_term": other, "fault": refused.fault or None}


_OBJECTS: dict[type, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    Question: ("question", _question),
    Feedback: ("verdict", _feedback),
    Undo: ("undone", lambda event: {"card": event.card}),
    Override: ("overridden", lambda event: {"card": event.card, "rating": event.rating}),
    Suspend: (
        "suspended",
        lambda event: {
            "card": event.card,
            "suspended": event.suspended,
            "verdict": event.verdict,
        },
    ),
    Bury: ("buried", lambda event: {"card": event.card}),
    Hint: ("hint", lambda given: {"card": given.card.id, "hint": given.text}),
    Accepted: ("accepted", _accepted),
    Refused: ("refused", _refused),
    Summary: ("summary", _summary),
}
