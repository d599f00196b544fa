"""Choosing among the labels that may be meant. Pure: the candidates come from the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dlterms.labels import edits, has_han, typo_distance
from dlterms.readings import readings

_ANY = 10**6  # more edits than there can be


class Candidate(NamedTuple):
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
    """The entries that look like the key `form`, the nearest first; of Chinese ones alike those that sound like it."""
    bound = max(1, len(form) // 2 if has_han(form) else len(form) // 3)
    found = _by_distance(candidates, lambda label: edits(form, label, bound))
    if has_han(form):
        said = _said(form)
        found.sort(key=lambda near: (near[0], edits(said, _said(near[1].key), _ANY)))
    return [candidate for _, candidate in found]


def _said(form: str) -> str:
    """A key as it is usually read aloud."""
    return "".join((readings(character) or (character,))[0] for character in form)


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
