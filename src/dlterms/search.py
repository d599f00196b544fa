"""Choosing among the labels that may be meant. Pure: the candidates come from the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dlterms.labels import edits, has_han, typo_distance

# How a label can match, the best first; the first seven are also the ranks of labels in the index.
MATCHES = (
    "exact", "alias", "acronym", "hidden", "found-only", "pinyin", "initials", "prefix", "substring", "typo",
    "definition",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that may be meant: its key, its rank, its text, and the number of its entry."""

    key: str
    rank: int
    text: str
    entry: int


def typos(form: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The entries that the key `form` is a typo of, within the bounds of grading; only the nearest ones."""
    found = _by_distance(candidates, lambda label: typo_distance(form, label))
    return [candidate for distance, candidate in found if distance == found[0][0]]


def suggestions(form: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The entries that look like the key `form`, the nearest first."""
    bound = max(1, len(form) // 2) if has_han(form) else max(2, len(form) // 3)
    return [candidate for _, candidate in _by_distance(candidates, lambda label: edits(form, label, bound))]


def _by_distance(
    candidates: Iterable[Candidate], distance_to: Callable[[str], int | None]
) -> list[tuple[int, Candidate]]:
    """(distance, candidate) of those near enough: the nearest first, then by rank and length; each entry once."""
    near = [(distance, c) for c in candidates if (distance := distance_to(c.key)) is not None]
    near.sort(key=lambda found: (found[0], found[1].rank, len(found[1].key), found[1].entry))
    best: dict[int, tuple[int, Candidate]] = {}
    for found in near:
        best.setdefault(found[1].entry, found)
    return list(best.values())
