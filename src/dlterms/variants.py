"""How one label may be written: what a teacher would not mark as a mistake."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from dlterms.labels import han_count, has_han, key

if TYPE_CHECKING:  # a look-up of a plural needs no model
    from dlterms.model import Kind

_PLURALS = (("ix", "ices"), ("ex", "ices"), ("xis", "xes"), ("sis", "ses"), ("rion", "ria"))  # matrix, axis, criterion
_BRITISH = (  # pattern, American; in keys, where words run together
    (r"(?<=[lmnrtd])is(?=e|ing|ation)", "iz"),
    (r"yse", "yze"),
    (r"(?<=behavi|neighb)our", "or"),
    (r"(?<=col|fav|lab|vap)our", "or"),
    (r"(cent|fib)re", r"\1er"),
    (r"(label|model|signal|channel|cancel)l(?=ed|ing)", r"\1"),
    (r"grey", "gray"),
    (r"artefact", "artifact"),
    (r"(anal|dial|catal)ogue", r"\1og"),
)
_KIND_WORDS: dict[Kind, tuple[str, ...]] = {  # the word for what a thing is, which may stand behind its name
    "method": ("方法", "算法", "优化器", "法", "method", "algorithm", "optimizer"),
    "architecture": ("架构", "模型", "architecture", "model"),
    "framework": ("框架", "framework"),
    "library": ("库", "library"),
    "dataset": ("数据集", "dataset"),
    "language": ("语言", "language"),
    "task": ("任务", "问题", "task", "problem"),
    "metric": ("指标", "metric"),
}
_REMARK = re.compile(r"[(（]([^()（）]*)[)）]\s*$")
_SEPARATOR = re.compile(r"[/／,，、;；|·()（）]|(?<=[㐀-鿿])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[㐀-鿿])")


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[str]:
    """The keys of a text: as it is, without an article in front, without a parenthesis at the end."""
    texts = (text, _REMARK.sub("", text))
    return frozenset(form for t in texts for each in (t, without_article(t)) if (form := key(each)))


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


def spelt_out(text: str) -> str:
    """The text with a word for a sign: precision & recall, precision/recall."""
    return re.sub(r"[&＆/／]", " and ", text)


def folded(keys: Iterable[str]) -> frozenset[str]:
    """Keys in which spellings are equal that differ by country, by an accent, or by an inner 的."""
    return frozenset(map(_fold, keys))


def _fold(form: str) -> str:
    if form.isascii():
        for pattern, american in _BRITISH:
            form = re.sub(pattern, american, form)
        return form
    bare = "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
    return re.sub(r"(?<=[㐀-鿿])的(?=[㐀-鿿])", "", bare)


def without_kind(form: str, kind: Kind) -> str:
    """A key without the word for its kind at the end: 梯度下降算法 is 梯度下降, the PyTorch framework is PyTorch."""
    ending = next((word for word in _KIND_WORDS.get(kind, ()) if form.endswith(word)), "")
    return form.removesuffix(ending) or form


def short_method(form: str, kind: Kind) -> str:
    """The key of a Chinese method's name without its 法: 暂退 for 暂退法, though 算 is not 算法."""
    whole = kind != "method" or not form.endswith("法") or form.endswith(("方法", "算法")) or han_count(form) < 3
    return form if whole else form[:-1]


def parts(text: str) -> list[str]:
    """The names in an answer that gives several: `暂退法 dropout`, `dropout/暂退法`."""
    return [part for part in _SEPARATOR.split(text) if key(part)]
