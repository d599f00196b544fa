"""What was said of cards besides answering them: known, not today, learn this first."""

from __future__ import annotations

from dlterms.history.reader import Reader
from dlterms.quiz.cards import term_of

# Neither a kind nor a field that is unknown here says anything; `undo` takes back whatever it names.
_STANDS = """
    data IS NULL AND NOT EXISTS (
        SELECT 1 FROM log u WHERE u.target = event.id AND u.event = 'undo' AND u.data IS NULL)
"""


def known(history: Reader) -> set[str]:
    """The terms (glossary/id) of which cards are set aside as known."""
    sql = """
        SELECT card, suspended, verdict FROM event
        WHERE suspended IS NOT NULL AND event = 'suspend' AND data IS NULL ORDER BY +time, +id
    """
    last = {history.now_called(card): bool(on) and verdict == "known" for card, on, verdict in history.rows(sql)}
    return {term_of(card) for card, still in last.items() if still}


def buried(history: Reader, since: float, until: float) -> set[str]:
    """The cards that were buried from `since` to before `until`."""
    sql = f"SELECT card FROM event WHERE event = 'bury' AND time >= ? AND time < ? AND {_STANDS}"
    return {history.now_called(card) for (card,) in history.rows(sql, since, until)}


def to_learn(history: Reader) -> dict[str, float]:
    """When each term (glossary/id) was last put first among the new ones."""
    sql = f"SELECT card, time FROM event WHERE event = 'learn' AND {_STANDS} ORDER BY +time, +id"
    return {term_of(history.now_called(card)): time for card, time in history.rows(sql)}
