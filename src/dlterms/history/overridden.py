"""The answers of which a learner said that they were right."""

from __future__ import annotations

from dlterms.history.reader import Reader
from dlterms.model import Review

_OVERRIDDEN = f"""
    SELECT DISTINCT {", ".join(f"r.{name}" for name in Review._fields)}
    FROM log o JOIN event r ON r.id = o.target JOIN answer a ON a.id = r.id
    WHERE o.target IS NOT NULL AND o.event = 'override' AND o.data IS NULL
    AND r.verdict = 'wrong' AND a.verdict = 'right' AND r.machine = ?
    ORDER BY r.time DESC, r.id DESC
"""


def overridden(history: Reader, machine: str) -> list[Review]:
    """What was wrong on a machine as it was answered there and was made right, the newest first."""
    found = (Review._make(row) for row in history.rows(_OVERRIDDEN, machine))
    return [review._replace(card=history.now_called(review.card)) for review in found]
