"""How one label may be written: in the singular or plural, with an article, with a remark in parentheses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dlterms.labels import han_count, has_han, key

_PLURALS = (("ix", "ices"), ("ex", "ices"), ("xis", "xes"), ("sis", "ses"), ("rion", "ria"))  # matrix, axis, criterion
_LEAST_HAN = 2  # Chinese characters of a part that is a word of its own
_PREPOSITIONS = {"of", "in", "into", "for", "to", "with", "by", "and"}
_REMARK = re.compile(r"[(（]([^()（）]*)[)）]\s*$")
_SEPARATOR = re.compile(r"[/／,，、;；|·()（）]|(?<=[㐀-鿿])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[㐀-鿿])")


def trimmed(text: str) -> list[str]:
    """A text as it is, without an article in front, without a parenthesis at the end, without both."""
    texts = (text, _REMARK.sub("", text))
    return list(dict.fromkeys(each for t in texts for each in (t, without_article(t))))


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[str]:
    """The keys of a text: as it is, without an article in front, without a parenthesis at the end."""
    return frozenset(form for each in trimmed(text) if (form := key(each)))


def without_article(text: str) -> str:
    return re.sub(r"^\s*(?:the|an|a)\s+", "", text, flags=re.IGNORECASE)


def remark(text: str) -> str:
    """What stands in parentheses at the end of a text."""
    found = _REMARK.search(text)
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def written(label: str) -> tuple[str, ...]:
    """A label in the singular and in the plural, with and without what stands in parentheses at its end."""
    texts = (label, _REMARK.sub("", label))
    return tuple(dict.fromkeys(each for text in texts for each in _numbers(text) if each))


def _numbers(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text)
    words = re.findall(r"[\w+#*]+", plain)
    word = words[-1] if words else ""
    if has_han(text) or len(word) < 2 or not word[-1].isalpha():
        return [text]
    others = _plurals(word) if _is_name(word) else _plurals(word) + _singulars(word)
    before = plain[: plain.rindex(word)]
    return [text, *(before + other for other in others)]


def _is_name(word: str) -> bool:
    """Whether an s at the end belongs to the word: Keras and HTS are no plurals, GANs is one."""
    return word != word.lower() and not re.search("[A-Z]s$", word)


def _plurals(word: str) -> list[str]:
    small = word.lower()
    found = [f"{word}s"]
    if small.endswith(("s", "x", "z", "ch", "sh")):
        found.append(f"{word}es")
    if small.endswith("y") and small[-2] not in "aeiou":
        found.append(f"{word[:-1]}ies")
    return found + [word[: -len(one)] + many for one, many in _PLURALS if small.endswith(one)]


def _singulars(word: str) -> list[str]:
    small = word.lower()
    found = [word[: -len(many)] + one for one, many in _PLURALS if small.endswith(many)]
    if small.endswith("ies"):
        found.append(f"{word[:-3]}y")
    elif small.endswith(("xes", "ches", "shes", "sses")):
        found.append(word[:-2])
    elif len(word) > 2 and small.endswith("s") and not small.endswith(("ss", "us", "is", "ias")):
        found.append(word[:-1])
    return found


@lru_cache(maxsize=4096)
def label_forms(label: str) -> frozenset[str]:
    """The keys of a label in the singular and in the plural."""
    return frozenset(form for text in written(label) for form in forms(text))


def inflected(text: str) -> frozenset[str]:
    """The same of a text in which names may be written like other words."""
    return label_forms(text.lower())


def parts(text: str) -> list[str]:
    """The names in an answer that gives several: `暂退法 dropout`, `dropout/暂退法`."""
    return [part for part in _SEPARATOR.split(text) if key(part)]


def is_head(text: str, name: str) -> bool:
    """Whether a text is the last words of a name, which say what sort of thing it is: state of hidden state.

    What stands before it must be a word, no negation (无监督学习) and no preposition (Dive into Deep Learning).
    """
    if has_han(text):
        whole, head = key(name), key(text)
        before = whole.removesuffix(head)
        return before != whole and min(han_count(head), han_count(before)) >= _LEAST_HAN
    words, head_words = name.lower().split(), text.lower().split()
    before_words = words[: -len(head_words)]
    return words == [*before_words, *head_words] and bool(before_words) and before_words[-1] not in _PREPOSITIONS
