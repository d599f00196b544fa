"""What can be proposed for a new entry from its names and from the entries that are there. Values in, values out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dlterms.labels import has_han, key
from dlterms.readings import readings

DOUBT = "?"  # follows a syllable that has to be mended
_UNIT = re.compile(r"[㐀-鿿豈-﫿〇\U00020000-\U0003ffff]|[^\s㐀-鿿豈-﫿〇\U00020000-\U0003ffff]+")
_TONES = "\u0304\u0301\u030c\u0300"
LONGEST_ENDING = 4  # characters of a Chinese name that say what it is


def names(words: Sequence[str]) -> tuple[str, str] | None:
    """The Chinese and the English name that words are, told apart by their script, either empty if there is none.

    None where it cannot be told which words are of which. Letters belong to the Chinese name beside it where the
    English one repeats them: L2 正则化 L2 regularization.
    """
    han = [n for n, word in enumerate(words) if has_han(word)]
    if not han:
        return "", _joined(words)
    first, after = han[0], han[-1] + 1
    if han != [*range(first, after)]:
        return None
    before, behind = list(words[:first]), list(words[after:])
    if before and behind:
        if key(before[0]) != key(behind[0]) or len(before) > 1:
            return None
        return _joined(words[:after]), _joined(behind)
    if len(before) > 1 and key(before[-1]) == key(before[0]):
        return _joined([before[-1], *words[first:]]), _joined(before[:-1])
    return _joined(words[first:after]), _joined(before or behind)


def _joined(words: Sequence[str]) -> str:
    return "".join(
        word if not n or (has_han(word[:1]) and has_han(words[n - 1][-1:])) else f" {word}"
        for n, word in enumerate(words)
    )


def endings(zh: str, en: str) -> Iterator[str]:
    """What a name may have in common with others of its kind, that which says most first: its last characters or word.

    As keys of labels.
    """
    zh, word = key(zh), key(en.split()[-1]) if en.split() else ""
    tails = [zh[-n:] for n in range(min(LONGEST_ENDING, len(zh) - 1), 0, -1)] if has_han(zh) else []
    yield from filter(None, dict.fromkeys([*(tail for tail in tails if len(tail) > 2), word, *tails]))


def most_common(values: Iterable[str], default: str) -> str:
    """The value that comes most often, the earlier of two; or the default if there is none."""
    found = Counter(values).most_common(1)
    return found[0][0] if found else default


def pinyin(zh: str, known: Iterable[tuple[str, str]]) -> str:
    """How a Chinese name is read, a syllable a character, as far as `known` labels and their pinyin tell.

    The longest parts of known labels come first. What they do not tell is without its tone, and what is in doubt ends
    in `?`: a character on its own of which there are several readings.
    """
    units = _units(zh)
    parts = _readings_of_parts(units, known)
    spelt: list[str] = []
    while len(spelt) < len(units):
        start = len(spelt)
        ends = range(len(units), start, -1)
        part = next((part for end in ends if (part := tuple(units[start:end])) in parts), None)
        spelt += _spelt(part, parts[part]) if part else [_unknown(units[start])]
    return " ".join(spelt)


def _units(label: str) -> list[str]:
    """What has a syllable of its own in pinyin: each Chinese character, and each word in letters."""
    return [unit for unit in _UNIT.findall(label) if any(map(str.isalnum, unit))]


def _readings_of_parts(
    units: Sequence[str], known: Iterable[tuple[str, str]]
) -> Mapping[tuple[str, ...], Counter[tuple[str, ...]]]:
    """For each part of a name that a known label has, too, how it is read there."""
    wanted = {tuple(units[a:b]) for a in range(len(units)) for b in range(a + 1, len(units) + 1)}
    found: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for label, sound in known:
        there, syllables = _units(label), _units(sound)
        if len(there) != len(syllables):
            continue
        for a in range(len(there)):
            for b in range(a + 1, len(there) + 1):
                part = tuple(there[a:b])
                if part in wanted and has_han("".join(part)):
                    found[part][tuple(syllables[a:b])] += 1
    return found


def _spelt(part: tuple[str, ...], sounds: Counter[tuple[str, ...]]) -> list[str]:
    best = sounds.most_common(1)[0][0]
    alone = len(part) == 1
    return [f"{best[0]}{DOUBT}"] if alone and (len(sounds) > 1 or len(readings(part[0])) > 1) else [*best]


def _unknown(unit: str) -> str:
    ways = readings(unit)
    if not has_han(unit):
        return unit
    return f"{ways[0].replace('v', 'ü') if ways else unit}{DOUBT}"


def in_doubt(zh: str, pinyin: str) -> str:
    """Pinyin of which no syllable has its tone, each marked as in doubt; the letters of a name stay as they are."""
    if DOUBT in pinyin or not set(_TONES).isdisjoint(unicodedata.normalize("NFD", pinyin)):
        return pinyin
    letters = set(map(str.casefold, _units(zh)))
    return " ".join(word if word.casefold() in letters else f"{word}{DOUBT}" for word in pinyin.split())


def with_marks(pinyin: str) -> str:
    """Pinyin with numbers for tones as it is written: `ti1 du4` is tī dù; anything else is left as it is."""
    return re.sub(r"(?<![^\W_])([a-zü:]+?)([1-5])(?![^\W_])", _marked, pinyin)


def _marked(found: re.Match[str]) -> str:
    letters, tone = found[1].replace("u:", "ü").replace("v", "ü"), int(found[2])
    vowels = [n for n, letter in enumerate(letters) if letter in "aeiouü"]
    if not vowels:
        return found[0]
    strong = [n for n in vowels if letters[n] in "ae" or letters[n : n + 2] == "ou"]
    place = (strong or vowels[-1:])[0]
    mark = _TONES[tone - 1 : tone]
    return unicodedata.normalize("NFC", f"{letters[: place + 1]}{mark}{letters[place + 1 :]}")
