"""The normalised forms under which a label is stored and sought. Pure functions of one text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import compress
from operator import add
from typing import Any

# What `key` makes of each ASCII character; half of all labels hold no other, and this takes a fifth of the time.
_ASCII = {n: chr(n).lower() if chr(n).isalnum() or chr(n) in "+#*" else None for n in range(128)}
# Regular expressions that most look-ups do without are compiled when they are first used.
_DROPPED = r"[^\w+#*]|_"  # + # * tell C from C++ and C#, A from A*
_WORD = r"[^\W_]+"


def key(text: str) -> str:
    """The form in which two spellings of a label are equal: `Drop-out`, `ＤＲＯＰＯＵＴ`, `dropout` are one key."""
    if text.isascii():
        return text.translate(_ASCII)
    form = unicodedata.normalize("NFKC", text).casefold()
    return (form if form.isalnum() else re.sub(_DROPPED, "", form)).translate(_simplified)


class _Simplified(dict[int, str]):
    """The simplified form of each character that was asked for: making a table of all would cost half a millisecond."""

    def __missing__(self, code: int) -> str:
        from dlterms.traditional import SIMPLIFIED, TRADITIONAL

        character = chr(code)
        place = TRADITIONAL.find(character)
        self[code] = character if place < 0 else SIMPLIFIED[place]
        return self[code]


_simplified = _Simplified()


def _is_han(character: str) -> bool:
    # A regular expression of these ranges takes 5 ms to compile, at each start.
    return (
        "㐀" <= character <= "鿿" or character == "〇"
        or "豈" <= character <= "﫿" or "\U00020000" <= character <= "\U0003ffff"
    )  # fmt: skip


def both(*names: str, between: str = " ") -> str:
    """The Chinese and the English name of one thing, once where they are the same."""
    return between.join(dict.fromkeys(filter(None, names)))


def qualified(wording: Mapping[str, Any]) -> str:
    """The preferred label of an entry in one language, with what tells it apart from others of the same name."""
    return f"{wording['term']} ({wording['qualifier']})" if wording.get("qualifier") else str(wording["term"])


def has_han(text: str) -> bool:
    return not text.isascii() and any(map(_is_han, text))


def han_count(text: str) -> int:
    return sum(map(_is_han, text))


def occurrence(*texts: str) -> str:
    """A regular expression of where one of the texts stands in another: as whole words, Chinese anywhere."""
    spelt = (r"[\s-]*".join(map(re.escape, re.split(r"(?<=\w)[\s-]+(?=\w)", text))) for text in texts)
    pattern = f"(?:{'|'.join(spelt)})"
    # Between Chinese characters there is no word boundary.
    return pattern if any(map(has_han, texts)) else f"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])"


def syllables(pinyin: str) -> list[str]:
    """Pinyin split at spaces, hyphens and apostrophes, without tones, ü as v: `lǜ sè` and `lv4 se4` give [lv, se].

    Latin words between the syllables (`L2 zhèng zé huà`) come through as they are, casefolded.
    """
    return [spoken for word in re.findall(_WORD, _unaccented(pinyin)) for spoken in _without_tones(word)]


def _unaccented(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    return "".join(c for c in text if not unicodedata.combining(c))


def _without_tones(word: str) -> list[str]:
    """`zan4tui4fa3` as its syllables; a word that only looks like it, as `a2c` and `gpt4` do, as it is."""
    parts = re.split("[1-5]", word)
    parts = parts if parts[-1] else parts[:-1]
    spoken = all(re.fullmatch(r"[^\W\d_]*(?:[aeiou]|[ln]v)(?:ng?|r)?", part) for part in parts)
    return parts if spoken else [word]


def toneless(pinyin: str) -> str:
    """Pinyin as it is typed without tones and spaces: `zàn tuì fǎ` and `zan4tui4fa3` give zantuifa."""
    return "".join(syllables(pinyin))


def initials(pinyin: str) -> str:
    """The first letter of each syllable: `zàn tuì fǎ` gives ztf."""
    return "".join(s[0] for s in syllables(pinyin))


def syllable_count(label: str, pinyin: str) -> tuple[int, int]:
    """How many syllables the label's characters ask for, and how many the pinyin has; Latin words count for none."""
    latin = set(re.findall(_WORD, _unaccented("".join(" " if _is_han(c) else c for c in label))))
    return han_count(label), sum(s not in latin for s in syllables(pinyin))


def grams(form: str) -> list[str]:
    """The pieces of a key by which a substring is sought: two characters where one is Han, else three."""
    return _grams(form, _han_places(form))


def pieces(form: str) -> list[str]:
    """By which a key is found when a part of it is sought: its Chinese characters, each alone, and its grams."""
    han = _han_places(form)
    return [*compress(form, han), *_grams(form, han)]


def _han_places(form: str) -> list[bool]:
    """Of each character whether it is Han; nothing where all are ASCII, as in half of all keys."""
    return [] if form.isascii() else [*map(_is_han, form)]


def _grams(form: str, han: list[bool]) -> list[str]:
    twos = [*map(add, form, form[1:])]
    if han and all(han):
        return twos
    threes = [*map(add, twos, form[2:])]
    if not any(han):
        return threes
    mixed = [pair for pair, here, there in zip(twos, han, han[1:], strict=False) if here or there]
    return mixed + [three for n, three in enumerate(threes) if not any(han[n : n + 3])]


# A regular expression of what no reader could see: control and invisible characters, changes of the writing direction,
# line separators, surrogates.
UNSAFE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return text if text.isprintable() else re.sub(UNSAFE, "", text)
