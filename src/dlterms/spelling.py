"""What is a slip of what, and what must never be taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from dlterms.labels import has_han, key
from dlterms.variants import written

Piece: TypeAlias = tuple[str, Literal["", "missing", "extra"]]  # of an answer beside a label

# One word and its opposite, or another of its kind, are a typo apart at most. Neither is ever taken for the other.
# A space stands for the beginning of a word: a letter too many in comprehension is no other prefix.
_OPPOSITES = (
    ("max", "min"), ("macro", "micro"), ("inter", "intra"), ("hyper", "hypo"), ("homo", "hetero"), ("pre", "post"),
    ("en", "de"), ("over", "under"), ("up", "down"), ("sub", "super"), ("forward", "backward"), ("in", "out"),
    ("uni", "bi"), ("ab", "de"), ("in", "de"), ("im", "ex"), ("in", "ex"), ("exo", "endo"), ("on", "off"),
    (" pre", " re"), ("asc", "desc"), ("hyper", "super"),
)  # fmt: skip
_NEGATIONS = ("a", "an", "anti", "de", "dis", "il", "im", "in", "ir", "non", "sub", "un")


def typo_bound(form: str) -> int:
    """How many edits away from a label's key a typo may be: none in Chinese, where one character is another word."""
    if has_han(form) or len(form) <= 5:
        return 0
    return 1 if len(form) <= 9 else 2


def edits(a: str, b: str, bound: int) -> int | None:
    """Insertions, deletions, substitutions and swaps of neighbours between two keys; None if more than `bound`."""
    from rapidfuzz.distance import OSA  # 12 ms, and most look-ups need none

    distance = OSA.distance(a, b, score_cutoff=bound)
    return distance if distance <= bound else None


def typo_distance(typed: str, label: str, bound: int = 2) -> int | None:
    """How many edits the key `typed` is from the key `label`, or None if it is no typo of it, or of more than `bound`.

    A changed digit is no typo: L1 and L2, ResNet-50 and ResNet-101 are different things.
    """
    bound = min(bound, typo_bound(label))
    if not bound or has_han(typed) or re.sub(r"\D", "", typed) != re.sub(r"\D", "", label):
        return None
    return edits(typed, label, bound)


def tells_apart(typed: str, label: str) -> bool:
    """Whether two texts differ, as a whole or in one word, by what makes another word of it: A and A*, up and down."""
    one, other = _words(typed), _words(label)
    together = [*_facing(one, key(label)), *_facing(other, key(typed))]
    pairs = [(key(typed), key(label)), *zip(one, other, strict=False), *together]
    return _signs(typed) != _signs(label) or any(_opposite(*sorted(pair, key=len)) for pair in pairs)


def _facing(words: list[str], form: str) -> Iterator[tuple[str, str]]:
    """Each word of a text and what is in its place in a key, which may be of words that are written together."""
    for n, word in enumerate(words):
        before, after = "".join(words[:n]), "".join(words[n + 1 :])
        part = form[len(before) : len(form) - len(after)]
        # An a that is lost between words is a slip: krmed bandit.
        if form == before + part + after and part and part != f"a{word}" and word != f"a{part}":
            yield word, part


def _signs(text: str) -> str:
    return re.sub(r"[^+#*]", "", key(text))


def _words(text: str) -> list[str]:
    return [key(word) for word in re.split(r"[\s-]+", text)]


def _opposite(short: str, long: str) -> bool:
    if any(long == negation + short for negation in _NEGATIONS):
        return True
    return any(
        a in one and one.replace(a, b, 1) == other
        for a, b in _OPPOSITES
        for one, other in ((f" {short}", f" {long}"), (f" {long}", f" {short}"))
    )


def difference(answer: str, label: str) -> tuple[Piece, ...]:
    """What leads from an answer to a label: pieces that agree (""), that are missing and that are extra."""
    from rapidfuzz.distance import Levenshtein

    pieces: list[Piece] = []
    for op in Levenshtein.opcodes(answer.lower(), label.lower()):
        if op.tag == "equal":
            pieces.append((label[op.dest_start : op.dest_end], ""))
            continue
        if op.src_end > op.src_start:
            pieces.append((answer[op.src_start : op.src_end], "extra"))
        if op.dest_end > op.dest_start:
            pieces.append((label[op.dest_start : op.dest_end], "missing"))
    return tuple(pieces)


def nearest(answer: str, labels: Iterable[str]) -> str | None:
    """The label that an answer is most like, if it is alike enough for the difference to be worth a look."""
    typed = key(answer)
    near = []
    for label in labels:
        form = key(label)
        distance = edits(typed, form, max(len(typed), len(form)) // 2)
        if distance is not None:
            near.append((distance, label))
    return min(near, default=(0, None))[1]


def as_typed(label: str, form: str) -> str:
    """The label in the number in which it has the key `form`."""
    return next((each for each in written(label) if key(each) == form), label)
