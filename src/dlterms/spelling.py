"""What is a slip of what, and what must never be taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from dlterms.labels import has_han, key

Piece: TypeAlias = tuple[str, Literal["", "missing", "extra"]]  # of an answer beside a label

# One word and its opposite, or another of its kind, are a typo apart at most. Neither is ever taken for the other. They
# count at the beginning of a word only: a letter too many in comprehension is no other prefix.
_OPPOSITES = (
    ("max", "min"), ("macro", "micro"), ("inter", "intra"), ("hyper", "hypo"), ("homo", "hetero"), ("pre", "post"),
    ("en", "de"), ("over", "under"), ("up", "down"), ("sub", "super"), ("forward", "backward"), ("in", "out"),
    ("uni", "bi"), ("ab", "de"), ("in", "de"), ("im", "ex"), ("in", "ex"), ("exo", "endo"), ("on", "off"),
    ("pretrain", "retrain"), ("preprocess", "reprocess"), ("asc", "desc"), ("hyper", "super"), ("autoen", "autode"),
)  # fmt: skip
_NEGATIONS = ("an", "anti", "de", "dis", "il", "im", "in", "ir", "non", "sub", "un")
_WITHOUT_A = ("sym", "syn", "cyc", "per", "typ")  # beginnings that a- negates; elsewhere it is a letter lost or added
# Endings by which words of one stem differ, the longest first.
_ENDINGS = (
    "izability", "ification", "ization", "ability", "ifier", "ation", "ition", "ative", "ality", "ating", "izing",
    "ement", "ator", "able", "ated", "izer", "ized", "ence", "ion", "ing", "ive", "ent", "ize", "ify", "ate", "acy",
    "or", "er", "ed", "al", "e",
)  # fmt: skip
_LITTLE_WORDS = {"a", "an", "by", "in", "of", "on", "to", "the"}
_SHORTEST_STEM = 4
SHORTEST = 4  # letters of what may be a slip
_SHORT_WORD = 5


def name_bound(form: str) -> int:
    """How many edits away from a name's key a slip may be: none in Chinese, where one character is another word."""
    if has_han(form) or len(form) <= 5:
        return 0
    return 1 if len(form) <= 9 else 2


def _word_bound(word: str) -> int:
    """The same of one word in a name; little words are told apart by nothing."""
    if len(word) <= 3:
        return int(word in _LITTLE_WORDS)
    return 1 if len(word) <= 6 else 2


def edits(a: str, b: str, bound: int) -> int | None:
    """Insertions, deletions, substitutions and swaps of neighbours between two keys; None if more than `bound`."""
    from rapidfuzz.distance import OSA  # 12 ms, and most look-ups need none

    distance = OSA.distance(a, b, score_cutoff=bound)
    return distance if distance <= bound else None


def slip(typed: str, label: str, name: str | None = None) -> int | None:
    """How many edits the text `typed` is from the text `label`, or None if it is no slip of it.

    `name` is what decides how many may be, where `label` is its plural. A changed digit or sign is no slip: L1 and L2,
    A and A* are different things. Nor is what makes an opposite of a word.
    """
    form, target = key(typed), key(label)
    bound = name_bound(key(name or label))
    if has_han(form) or _digits_and_signs(form) != _digits_and_signs(target):
        return None
    if not bound:
        return 1 if _is_slip_of_short(form, target) and not (name or label).isupper() else None
    if edits(form, target, bound) is None:
        return None
    cuts = list(_cuts(form, _words(label), bound))
    distance = min((cost for cost, _ in cuts), default=None)
    faced = [*_facing(_words(typed), target)]
    faced += [pair for cost, parts in cuts if cost == distance for pair in zip(parts, _words(label), strict=True)]
    return None if any(_opposite(pair) for pair in faced) else distance


def _cuts(form: str, words: Sequence[str], bound: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(edits, parts) of each way to cut a key into slips of the words, whatever spaces were typed or left out."""
    if not words:
        if not form:
            yield 0, ()
        return
    most = min(bound, _word_bound(words[0]))
    for end in range(max(0, len(words[0]) - most), len(words[0]) + most + 1):
        cost = _edits_of_word(form[:end], words[0], most)
        if cost is not None and end <= len(form):
            for more, parts in _cuts(form[end:], words[1:], bound - cost):
                yield cost + more, (form[:end], *parts)


def _edits_of_word(part: str, word: str, most: int) -> int | None:
    """The edits between a word and what was typed for it, if it still begins like it.

    Most pairs of words that are two letters apart, or one in a short word, differ in the first one: boss is no loss.
    """
    if part[:1] != word[:1]:
        changed = len(part) == len(word) and part[:2] != word[1::-1]
        if changed and len(word) <= _SHORT_WORD:
            most = 0
        elif word[:1] not in part[:2]:
            most = min(most, 1)
    return edits(part, word, most)


def _is_slip_of_short(form: str, target: str) -> bool:
    """Whether a name of four or five letters has two neighbours the wrong way round, or one letter doubled."""
    if not (SHORTEST <= len(target) <= _SHORT_WORD and form.isalpha() and edits(form, target, 1) == 1):
        return False
    swapped = sorted(form) == sorted(target)
    doubled = len(form) > len(target) and re.sub(r"(.)\1", r"\1", form) == re.sub(r"(.)\1", r"\1", target)
    return swapped or doubled


def _facing(words: list[str], form: str) -> Iterator[tuple[str, str]]:
    """Each word of a text and what is in its place in a key, which may be of words that are written together."""
    for n, word in enumerate(words):
        before, after = "".join(words[:n]), "".join(words[n + 1 :])
        part = form[len(before) : len(form) - len(after)]
        if form == before + part + after and part:
            yield word, part


def _digits_and_signs(form: str) -> str:
    return re.sub(r"[^\d+#*]", "", form)


def _words(text: str) -> list[str]:
    return [form for word in re.split(r"[\s-]+", text) if (form := key(word))]


def _opposite(pair: tuple[str, str]) -> bool:
    short, long = sorted(pair, key=len)
    if any(long == negation + short for negation in _NEGATIONS) or (
        long == f"a{short}" and short.startswith(_WITHOUT_A)
    ):
        return True
    both_ways = (each for pair in _OPPOSITES for each in (pair, pair[::-1]))
    return any(short.startswith(a) and long == b + short.removeprefix(a) for a, b in both_ways)


def same_stem(typed: str, label: str) -> bool:
    """Whether two texts are the same words with other endings: regressor and regression, overfit and overfitting."""
    one, other = _words(typed), _words(label)
    if len(one) != len(other):
        one, other = [key(typed)], [key(label)]
    return one != other and all(a == b or _related(a, b) for a, b in zip(one, other, strict=True))


def _related(word: str, another: str) -> bool:
    (stem, ending), (other_stem, other_ending) = _parted(word), _parted(another)
    # A final e alone, or an e for an o, is a slip, if it is wrong at all: neurone, eigenvecter.
    other = ending != other_ending and {ending, other_ending} not in ({"", "e"}, {"er", "or"})
    return other and stem == other_stem and len(stem) >= _SHORTEST_STEM


def stem(word: str) -> str:
    """What words with the same stem begin with."""
    return _parted(word)[0]


def _parted(word: str) -> tuple[str, str]:
    """A word's stem and its ending; a consonant that the ending doubles is single: overfitting has the stem overfit."""
    word = re.sub(r"(?<=[^s])s$", "", word)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return re.sub(r"([bdgmnprt])\1$", r"\1", stem), ending
    return word, ""


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
