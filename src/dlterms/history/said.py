"""What was said of cards besides answering them: known, not today, learn this first."""

from __future__ import annotations

from dlterms.history.reader import Reader

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
    return {card.rpartition(":")[0] for card, still in last.items() if still}


def buried(history: Reader, since: float, until: float) -> set[str]:
    """The cards that were buried from `since` to before `until`."""
    sql = f"SELECT card FROM event WHERE event = 'bury' AND time >= ? AND time < ? AND {_STANDS}"
    return {history.now_called(card) for (card,) in history.rows(sql, since, until)}


def to_learn(history: Reader) -> dict[str, float]:
    """When each term (glossary/id) was last put first among the new ones."""
    sql = f"SELECT card, time FROM event WHERE event = 'learn' AND {_STANDS} ORDER BY +time, +id"
    return {history.now_called(card).rpartition(":")[0]: time for card, time in history.rows(sql)}
