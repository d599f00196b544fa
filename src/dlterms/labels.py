"""The normalised forms under which a label is stored and sought. Pure functions of one text."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[^\w+#*]|_")  # + # * tell C from C++ and C#, A from A*
_SYLLABLE = re.compile(r"[^\W\d_]+[1-5]?|\d+")


def key(text: str) -> str:
    """The form in which two spellings of one label are equal: `Drop-out`, `ＤＲＯＰＯＵＴ` and `dropout` are one key."""
    if text.isascii():  # most labels of half the languages, in a tenth of the time
        form = text.lower()
        return form if form.isalnum() else _DROPPED.sub("", form)
    from dlterms.traditional import TO_SIMPLIFIED  # 1 ms that an English look-up does not need

    return _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(TO_SIMPLIFIED)


def _is_han(character: str) -> bool:
    # A regular expression of these ranges takes 5 ms to compile, at each start.
    return "㐀" <= character <= "鿿" or "豈" <= character <= "﫿" or "\U00020000" <= character <= "\U0003ffff"


def has_han(text: str) -> bool:
    return not text.isascii() and any(map(_is_han, text))


def han_count(text: str) -> int:
    return sum(map(_is_han, text))


def syllables(pinyin: str) -> list[str]:
    """Pinyin split at spaces, hyphens and apostrophes, without tones, ü as v: `lǜ sè` and `lv4 se4` give [lv, se].

    Latin words between the syllables come through as they are, casefolded.
    """
    text = unicodedata.normalize("NFKC", pinyin).casefold()
    text = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return [re.sub(r"(?<=[a-z])[1-5]$", "", s) for s in _SYLLABLE.findall(text)]


def toneless(pinyin: str) -> str:
    """Pinyin as it is typed without tones and spaces: `zàn tuì fǎ` and `zan4tui4fa3` give zantuifa."""
    return "".join(syllables(re.sub(r"(?<=[^\W\d_])([1-5])(?=[^\W\d_])", r"\1 ", pinyin)))


def initials(pinyin: str) -> str:
    """The first letter of each syllable: `zàn tuì fǎ` gives ztf."""
    return "".join(s[0] for s in syllables(pinyin))


def syllable_count(label: str, pinyin: str) -> tuple[int, int]:
    """How many syllables the label's characters ask for, and how many the pinyin has; Latin words count for none."""
    latin = set(re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", label).casefold()))
    return han_count(label), sum(s not in latin for s in syllables(pinyin))


def grams(form: str) -> set[str]:
    """The pieces of a key by which a substring is sought: two characters where one is Han, else three."""
    if form.isascii():
        return {form[i : i + 3] for i in range(len(form) - 2)}
    han = [*map(_is_han, form), False, False]
    size = len(form)
    two = {form[i : i + 2] for i in range(size - 1) if han[i] or han[i + 1]}
    three = {form[i : i + 3] for i in range(size - 2) if not (han[i] or han[i + 1] or han[i + 2])}
    return two | three


def single_han(form: str) -> set[str]:
    """The Chinese characters of a key."""
    return set() if form.isascii() else set(filter(_is_han, form))


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


def typo_distance(typed: str, label: str) -> int | None:
    """How many edits the key `typed` is from the key `label`, or None if it is no typo of it.

    A changed digit is no typo: L1 and L2, ResNet-50 and ResNet-101 are different things.
    """
    bound = typo_bound(label)
    if not bound or has_han(typed) or re.sub(r"\D", "", typed) != re.sub(r"\D", "", label):
        return None
    return edits(typed, label, bound)


# Control characters, bidirectional overrides, line separators, surrogates: nothing that a reader could see.
_UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return text if text.isprintable() else re.sub(_UNSAFE, "", text)
