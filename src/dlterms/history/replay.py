"""What a log amounts to: the memory of each card, as a fold of its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from math import inf, isclose
from operator import itemgetter
from pathlib import Path
from typing import Any

from dlterms import fsrs
from dlterms.fsrs import Parameters
from dlterms.history.faults import damaged
from dlterms.i18n import counted, marked, tr
from dlterms.model import Memory
from dlterms.quiz.cards import is_card

_NUMBERS = {int, float}
LATEST = 1e11  # seconds since 1970: the year 5138
_NAMED = 10  # cards that differ
_DIFFERENCES = {
    "stability": marked("stability {kept} days, by its log {replayed}"),
    "difficulty": marked("difficulty {kept}, by its log {replayed}"),
    "last_review": marked("last answer {kept}, by its log {replayed}"),
    "first_review": marked("first answer {kept}, by its log {replayed}"),
    "reviews": marked("answers {kept}, by its log {replayed}"),
    "misses": marked("misses {kept}, by its log {replayed}"),
}
LOG = "SELECT card, time, rating FROM answer ORDER BY card, time, id"
LOG_OF_CARD = "SELECT card, time, rating FROM answer WHERE card = ? ORDER BY time, id"


def replay(
    path: Path,
    log: Sequence[tuple[str, float, int]],
    parameters: Parameters,
    reached: Callable[[float], None] = lambda share: None,
) -> dict[str, Memory]:
    """The memories that follow from (card, time, rating) rows, grouped by card and in the order of time."""
    memories = {}
    done = 0
    for card, rows in groupby(log, itemgetter(0)):
        try:
            memory = fsrs.replay(((time, rating) for _, time, rating in rows), parameters)
        except (TypeError, ValueError, OverflowError) as error:  # a rating of 7: a bit has flipped
            raise damaged(path, tr("card {card}: {fault}", card=card, fault=error)) from error
        if memory is not None:
            memories[card] = memory
            done += memory.reviews
            reached(done / len(log))
    return memories


def is_time(value: object) -> bool:
    """Whether the log may hold it as a time."""
    return type(value) is float and 0 <= value <= LATEST


def kept_memories(path: Path, rows: Iterable[tuple[Any, ...]]) -> dict[str, Memory]:
    """By the cards' ids in the log; of a damaged file only the rows show that they are not what was written."""
    found = {row[0]: Memory._make(row[1:]) for row in rows}
    for card, memory in found.items():
        if not (type(card) is str and is_card(card) and _is_sound(memory)):
            raise damaged(path, tr("card {card}: {fault}", card=f"{card!r:.60}", fault=f"{memory!r:.200}"))
    return found


def _is_sound(memory: Memory) -> bool:
    if not _NUMBERS.issuperset(map(type, memory)):
        return False
    return 0 < memory.stability < inf and 0 <= memory.last_review <= LATEST and 0 <= memory.first_review <= LATEST


def differences(path: Path, kept: Mapping[str, Memory], replayed: Mapping[str, Memory]) -> list[str]:
    """A line for each card whose memory in the file is not what its log gives, and of many one that counts the rest."""
    cards = [
        card for card in sorted(kept.keys() | replayed.keys(), key=str) if not _same(kept.get(card), replayed.get(card))
    ]
    said = [f"{path}: {_difference(card, kept.get(card), replayed.get(card))}" for card in cards[:_NAMED]]
    if (more := len(cards) - _NAMED) > 0:
        said.append(f"{path}: " + counted(more, "{n} more card differs", "{n} more cards differ"))
    return said


def _difference(card: str, kept: Memory | None, replayed: Memory | None) -> str:
    if kept is None:
        return tr("card {card}: answered in the log, but not kept", card=card)
    if replayed is None:
        return tr("card {card}: kept, but never answered in the log", card=card)
    differing = [
        tr(_DIFFERENCES[field], kept=_rounded(field, one), replayed=_rounded(field, other))
        for field, one, other in zip(Memory._fields, kept, replayed, strict=True)
        if not _close(one, other)
    ]
    return tr("card {card}: {differences}", card=card, differences=tr("; ").join(differing))


def _rounded(field: str, value: float) -> str:
    if field.endswith("_review") and is_time(value):
        return f"{datetime.fromtimestamp(value):%Y-%m-%d %H:%M}"
    return f"{value:.4g}"


def _same(kept: Memory | None, replayed: Memory | None) -> bool:
    if kept is None or replayed is None:
        return kept is replayed
    return all(map(_close, kept, replayed))


def _close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
