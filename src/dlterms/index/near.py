"""Choosing among the labels that may be meant. Pure: the candidates come from the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from dlterms.labels import has_han, key
from dlterms.sound import spoken
from dlterms.spelling import edits, slip
from dlterms.variants import inflected

NEGATIONS = "非无不未反"  # what follows one of them is the opposite of what was meant
MOST_WORDS = 40  # of a query that are looked at
LONGEST_NAME = 12  # words
_AND = {"和", "与", "跟", "及", "还是", "vs", "and", "versus", "or"}
_OF = {"的", "中的", "里的", "上的"}
_ANY = 10**6  # more edits than there can be


class Candidate(NamedTuple):
    """A label that may be meant: its key, its rank, its text, and the number of its entry."""

    key: str
    rank: int
    text: str
    entry: int


def typos(query: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The entries that the text `query` is a slip of, word by word as in grading; only the nearest ones."""
    found = _by_distance(candidates, lambda label: slip(query, label.key if has_han(label.text) else label.text))
    return [candidate for distance, candidate in found if distance == found[0][0]]


def suggestions(form: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The entries that look like the key `form`, the nearest first; of Chinese ones alike those that sound like it."""
    if not has_han(form):
        bound = len(form) // 3  # none of two letters, which all others would look like
        return [candidate for _, candidate in _by_distance(candidates, lambda label: edits(form, label.key, bound))]
    bound = max(1, len(form) // 2)
    found = _by_distance(candidates, lambda label: edits(form, label.key, bound))
    said = _said(form)
    found.sort(key=lambda near: (_negated(form, near[1].key), near[0], edits(said, _said(near[1].key), _ANY)))
    return [candidate for _, candidate in found]


def _negated(form: str, label: str) -> bool:
    return form[0] in NEGATIONS and label[0] not in NEGATIONS


def names_within(query: str) -> list[str]:
    """The keys of the parts of a text that may be names: runs of its words, a Chinese character counting as one."""
    words = [key(word) for word in re.findall(r"[⺀-\U0003ffff]|[^\W_⺀-\U0003ffff]+", query)][:MOST_WORDS]
    runs = (
        "".join(words[start:end])
        for start in range(len(words))
        if not start or words[start - 1] not in NEGATIONS
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    )
    singulars = (form for word in words for form in sorted(inflected(word)) if len(form) < len(word))
    names = dict.fromkeys((*runs, *singulars))
    return [name for name in names if len(name) > (1 if has_han(name) else 2)]


def told_apart(text: str, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The names that make up a text, and the others in it; the first that of which the text wants to know more.

    Of `A 和 B` or `A vs B` that is A, of `A 的 B` it is B, else the longest.
    """
    within = sorted((name for name in names if name in text), key=lambda name: (-len(name), text.index(name)))
    spans: dict[str, tuple[int, int]] = {}
    for name in within:
        start = text.index(name)
        if all(end <= start or start + len(name) <= begin for begin, end in spans.values()):
            spans[name] = start, start + len(name)
    chosen = list(spans)
    in_order = sorted(chosen, key=spans.__getitem__)
    between = {text[spans[one][1] : spans[other][0]] for one, other in pairwise(in_order)}
    if between and between <= _AND:
        chosen = in_order
    elif between and between <= _OF:
        chosen = in_order[::-1]
    return chosen, [name for name in within if name not in spans]


def _said(form: str) -> str:
    """A key as it is usually read aloud."""
    return "".join(next(spoken(form)))


def _by_distance(
    candidates: Iterable[Candidate], distance_to: Callable[[Candidate], int | None]
) -> list[tuple[int, Candidate]]:
    """(distance, candidate) of those near enough: the nearest first, then by rank and length; each entry once."""
    near = [(distance, c) for c in candidates if (distance := distance_to(c)) is not None]
    near.sort(key=lambda found: (found[0], found[1].rank, len(found[1].key), found[1].entry))
    best: dict[int, tuple[int, Candidate]] = {}
    for found in near:
        best.setdefault(found[1].entry, found)
    return list(best.values())
