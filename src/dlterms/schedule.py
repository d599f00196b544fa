"""What an answer counts for, and when its card comes back; docs/memory.md tells why.

Times are seconds since 1970, UTC.
"""

from __future__ import annotations

from typing import NewType

from dlterms.day import day_start
from dlterms.fsrs import DAY, REST, Parameters
from dlterms.model import AGAIN, GOOD, HARD, Memory, Rating, VerdictName

# Other verdicts ask again: no review.
RATINGS: dict[VerdictName, Rating] = {"right": GOOD, "typo": GOOD, "other-term": AGAIN, "wrong": AGAIN, "empty": AGAIN}
WITH_HELP: Rating = HARD  # the most that an answer earns after an almost or a hint, or that may be a lucky choice
RETENTION = 0.9
LEECH = 8  # misses
LONGEST = 36_500  # days

Stretch = NewType("Stretch", float)  # days to wait for each day of stability: 1 where 0.9 is to be recalled


def stretch(retention: float, w: Parameters) -> Stretch:
    """How long to wait, in stabilities, until recall falls to `retention`, a number between 0 and 1."""
    exponent = -1 / w[20]
    return Stretch((retention**exponent - 1) / (0.9**exponent - 1))


def interval(stability: float, wait: Stretch) -> int:
    """Whole days until a card of this stability is asked: 1 to 36,500."""
    return min(max(round(stability * wait), 1), LONGEST)


def due(memory: Memory, wait: Stretch, moment: float) -> float:
    """When a card is asked again: from the beginning of the day on which it is due, whatever the hour of the last time.

    But not within 12 hours, which count as the same day: such an answer would hardly lengthen the interval. And now, at
    `moment`, if a wrong clock dated its last answer over a day later than that.
    """
    if memory.last_review > moment + DAY:
        return moment
    return max(day_start(interval_end(memory, wait)).timestamp(), memory.last_review + REST)


def interval_end(memory: Memory, wait: Stretch) -> float:
    """When recall has fallen to the retention that is wanted, to the second."""
    return memory.last_review + DAY * interval(memory.stability, wait)


def may_be_due(memory: Memory, wait: Stretch, by: float) -> bool:
    """Whether a card can be `due` at a moment of the day that ends at `by`."""
    return interval_end(memory, wait) <= by or memory.last_review > by + DAY
