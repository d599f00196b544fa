"""Which parameters the schedule counts with: those of the latest tune that stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.history.events import parameters_of, stored_fields

# One that has a target takes another back; one with more than parameters comes from a newer dlterms and says nothing.
STANDING = """
    SELECT id, data, time FROM event e WHERE event = 'tune' AND target IS NULL AND NOT EXISTS (
        SELECT 1 FROM log u WHERE u.target = e.id AND u.event = 'tune' AND u.data IS NULL)
    ORDER BY time DESC, id DESC
"""


class Tuned(NamedTuple):
    parameters: Parameters
    since: float | None  # when they were fitted; None for those that all begin with


def in_force(path: Path, standing: Iterable[tuple[Any, Any, float]]) -> Tuned:
    """The first tune that has parameters known here, of the rows that `STANDING` finds in the file `path`.

    DamagedError for one that has lost them: no memory would be what the log gives.
    """
    for event, data, time in standing:
        if parameters := parameters_of(stored_fields(path, event, data)):
            return Tuned(parameters, None if parameters == DEFAULTS else time)
    return Tuned(DEFAULTS, None)
