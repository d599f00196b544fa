"""What a log amounts to: the memory of each card, as a fold of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from math import isclose
from operator import itemgetter
from pathlib import Path

from dlterms import schedule
from dlterms.history.faults import damaged
from dlterms.model import Memory

LOG = "SELECT card, time, rating FROM answer ORDER BY card, time, id"
LOG_OF_CARD = "SELECT card, time, rating FROM answer WHERE card = ? ORDER BY time, id"


def replay(path: Path, log: Iterable[tuple[str, float, int]]) -> dict[str, Memory]:
    """The memories that follow from (card, time, rating) rows, grouped by card and in the order of time."""
    memories = {}
    for card, rows in groupby(log, itemgetter(0)):
        try:
            memory = schedule.replay((time, rating) for _, time, rating in rows)
        except (TypeError, ValueError, OverflowError) as error:  # a rating of 7: a bit has flipped
            raise damaged(path, f"card {card}: {error}") from error
        if memory is not None:
            memories[card] = memory
    return memories


def differences(path: Path, kept: Mapping[str, Memory], replayed: Mapping[str, Memory]) -> list[str]:
    """A line for each card whose memory in the file is not what its log gives."""
    return [
        f"{path}: card {card}: kept {kept.get(card)}, its log gives {replayed.get(card)}"
        for card in sorted(kept.keys() | replayed.keys(), key=str)
        if not _same(kept.get(card), replayed.get(card))
    ]


def _same(kept: Memory | None, replayed: Memory | None) -> bool:
    if kept is None or replayed is None:
        return kept is replayed
    return all(isclose(one, other, rel_tol=1e-9, abs_tol=1e-9) for one, other in zip(kept, replayed, strict=True))
