"""How one label may be written: what a teacher would not mark as a mistake, and what must never be taken for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from dlterms.labels import edits, han_count, has_han, key

if TYPE_CHECKING:  # a look-up of a plural needs no model
    from dlterms.model import Kind

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


def as_typed(label: str, form: str) -> str:
    """The label in the number in which it has the key `form`."""
    return next((each for each in written(label) if key(each) == form), label)


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
