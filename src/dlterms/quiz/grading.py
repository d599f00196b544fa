"""Grading a typed answer as somebody who knows terminology would: the first rule that has something to say decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from dlterms.labels import edits, has_han, key, toneless, typo_distance
from dlterms.model import LANGUAGES, Label, Term
from dlterms.quiz.cards import Card, answer_languages, cloze_answer
from dlterms.quiz.lexicon import Lexicon, Owner

VERDICTS = ("right", "typo", "almost", "other-language", "broader", "other-term", "wrong", "empty")
UNGRADED = frozenset({"almost", "other-language", "broader"})  # these ask again; the answer that settles it is graded

# One word and its opposite are a typo apart at most. Neither is ever taken for the other.
_OPPOSITES = (
    ("max", "min"), ("macro", "micro"), ("inter", "intra"), ("hyper", "hypo"), ("homo", "hetero"), ("pre", "post"),
    ("en", "de"), ("over", "under"), ("up", "down"), ("sub", "super"), ("forward", "backward"), ("in", "out"),
    ("uni", "bi"), ("ab", "de"),
)  # fmt: skip
_NEGATIONS = ("a", "an", "anti", "de", "dis", "il", "im", "in", "ir", "non", "sub", "un")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth, and what there is to say about it."""

    name: str  # of VERDICTS
    expected: str  # the label to be learned
    answer: str = ""
    label: str | None = None  # the accepted label that was meant, where it is not the expected one
    status: str | None = None  # superseded or deprecated, of that label
    note: str | None = None  # of that label
    full_form: str | None = None  # of an acronym that was given
    other_term: str | None = None  # id of the term that the answer belongs to
    difference: tuple[tuple[str, str], ...] = ()  # (text, "" | missing | extra) leading from the answer to the label

    @property
    def graded(self) -> bool:
        return self.name not in UNGRADED

    @property
    def right(self) -> bool:
        return self.name in ("right", "typo")


@dataclass(frozen=True)
class _Attempt:
    """An answer beside what would be right."""

    answer: str
    card: Card
    term: Term
    lexicon: Lexicon
    forms: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "forms", _forms(self.answer))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return answer_languages(self.card, self.term)

    @cached_property
    def accepted(self) -> dict[str, str]:
        """key -> label of everything that is right, singular and plural included."""
        return {form: label for label in reversed(self.labels) for form in (*_inflected(label), *_forms(label))}

    @cached_property
    def labels(self) -> list[str]:
        if self.card.kind == "cloze":
            answer = cloze_answer(self.card, self.term)
            own = [label for lang in LANGUAGES for label in self.term.wording(lang).accepted()]
            # A blank that hides the term takes the term's other names too.
            return [answer, *(own if key(answer) in map(key, own) else [])]
        return [label for lang in self.languages for label in self.term.wording(lang).accepted() if label]

    @cached_property
    def expected(self) -> str:
        if self.card.kind == "cloze":
            return self.labels[0]
        return " · ".join(dict.fromkeys(t for lang in self.languages if (t := self.term.wording(lang).term)))

    def verdict(self, name: str) -> Verdict:
        return Verdict(name, self.expected, self.answer)


def grade(answer: str, card: Card, term: Term, lexicon: Lexicon) -> Verdict:
    """What `answer` is worth on a card of `term`."""
    attempt = _Attempt(answer.strip(), card, term, lexicon)
    return next(verdict for rule in RULES if (verdict := rule(attempt)))


def _empty(attempt: _Attempt) -> Verdict | None:
    return None if key(attempt.answer) else attempt.verdict("empty")


def _right(attempt: _Attempt) -> Verdict | None:
    label = next((attempt.accepted[form] for form in attempt.forms if form in attempt.accepted), None)
    if label is None:
        return None
    wordings = [attempt.term.wording(lang) for lang in LANGUAGES]
    verdict = attempt.verdict("right")
    if key(label) in (key(w.term) for w in wordings):
        return verdict
    verdict = replace(verdict, label=label)
    acronyms = {key(w.acronym): w.term for w in wordings if w.acronym}
    if key(label) in acronyms:
        return replace(verdict, full_form=acronyms[key(label)])
    alias = next((a for w in wordings for a in w.aliases if a.term == label), Label(label))
    return replace(verdict, status=None if alias.status == "admitted" else alias.status, note=alias.note)


def _other_language(attempt: _Attempt) -> Verdict | None:
    others = [lang for lang in LANGUAGES if lang not in attempt.languages]
    known = {form for lang in others for label in attempt.term.wording(lang).accepted() for form in _inflected(label)}
    return attempt.verdict("other-language") if attempt.forms & known else None


def _other_term(attempt: _Attempt) -> Verdict | None:
    """The answer names another term: one that is broader asks again, any other is wrong, and the pair is remembered."""
    owners = [owner for form in sorted(attempt.forms) for owner in attempt.lexicon.owners(form)]
    others = list(dict.fromkeys(owner.term for owner in owners if owner.term != attempt.term.id))
    if not others:
        return None
    above = attempt.lexicon.broader(attempt.term.id)
    name = next((other for other in others if other in above), None)
    return replace(attempt.verdict("broader" if name else "other-term"), other_term=name or others[0])


def _homophone(attempt: _Attempt) -> Verdict | None:
    if "zh" not in attempt.languages:
        return None
    chinese = [label for label in attempt.labels if has_han(label)]
    said = attempt.lexicon.spoken(attempt.answer) if has_han(attempt.answer) else {toneless(attempt.answer)}
    stored = _stored_pinyin(attempt.term)
    for label in chinese:
        if said & (stored.get(label, frozenset()) or attempt.lexicon.spoken(label)):
            return replace(attempt.verdict("almost"), label=label)
    return None


def _stored_pinyin(term: Term) -> dict[str, frozenset[str]]:
    named = [(term.zh.term, term.zh.pinyin), *((a.term, a.pinyin) for a in term.zh.aliases + term.zh.hidden)]
    return {label: frozenset({toneless(pinyin)}) for label, pinyin in named if pinyin}


def _typo(attempt: _Attempt) -> Verdict | None:
    """Near enough to an accepted label, and strictly nearer to it than to a label of any other term."""
    near = [
        (distance, len(form), form)
        for form in attempt.accepted
        for typed in attempt.forms
        if not opposite(typed, form) and (distance := typo_distance(typed, form)) is not None
    ]
    if not near:
        return None
    distance, _, form = min(near)
    rivals = (o.key for typed in attempt.forms for o in attempt.lexicon.similar(typed) if _is_rival(o, attempt))
    if any(edits(typed, rival, distance) is not None for rival in rivals for typed in attempt.forms):
        return None
    label = attempt.accepted[form]
    return replace(attempt.verdict("typo"), label=label, difference=difference(attempt.answer, label))


def _is_rival(owner: Owner, attempt: _Attempt) -> bool:
    return owner.term != attempt.term.id and owner.key not in attempt.accepted


def _wrong(attempt: _Attempt) -> Verdict | None:
    nearest = min(attempt.labels, key=lambda label: edits(key(attempt.answer), key(label), 99) or 0, default="")
    shown = difference(attempt.answer, nearest) if _alike(attempt.answer, nearest) else ()
    return replace(attempt.verdict("wrong"), difference=shown)


RULES: tuple[Callable[[_Attempt], Verdict | None], ...] = (
    _empty, _right, _other_language, _other_term, _homophone, _typo, _wrong,
)  # fmt: skip


def opposite(typed: str, label: str) -> bool:
    """Whether two keys differ by just what turns a word into its opposite: maximization and minimization."""
    short, long = sorted((typed, label), key=len)
    if any(long == negation + short for negation in _NEGATIONS):
        return True
    return any(
        a in one and one.replace(a, b, 1) == other
        for a, b in _OPPOSITES
        for one, other in ((typed, label), (label, typed))
    )


def difference(answer: str, label: str) -> tuple[tuple[str, str], ...]:
    """What leads from an answer to a label: pieces that agree, that are missing and that are extra."""
    from rapidfuzz.distance import Levenshtein

    pieces: list[tuple[str, str]] = []
    for op in Levenshtein.opcodes(answer.casefold(), label.casefold()):
        if op.tag == "equal":
            pieces.append((label[op.dest_start : op.dest_end], ""))
            continue
        if op.src_end > op.src_start:
            pieces.append((answer[op.src_start : op.src_end], "extra"))
        if op.dest_end > op.dest_start:
            pieces.append((label[op.dest_start : op.dest_end], "missing"))
    return tuple(pieces)


def _alike(answer: str, label: str) -> bool:
    """Whether a difference between two texts is worth showing."""
    longest = max(len(key(answer)), len(key(label)))
    return longest > 0 and edits(key(answer), key(label), longest // 2) is not None


def _forms(text: str) -> frozenset[str]:
    """The keys of a text: as it is, without an article in front, without a parenthesis at the end."""
    plain = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", text)
    bare = {text, plain} | {re.sub(r"^(?:the|an|a)\s+", "", t, flags=re.IGNORECASE) for t in (text, plain)}
    return frozenset(form for t in bare if (form := key(t)))


def _inflected(label: str) -> Iterable[str]:
    """The keys of a label with its last word in the singular and in the plural."""
    forms = _forms(label)
    if has_han(label):
        return forms
    return {other for form in forms for other in (form, *_other_numbers(form))}


def _other_numbers(word: str) -> list[str]:
    """Plurals and the singular that an English key may have."""
    if len(word) < 4 or not word[-1].isalpha():
        return []
    found = [f"{word}s"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        found.append(f"{word}es")
    if word.endswith("y") and word[-2] not in "aeiou":
        found.append(f"{word[:-1]}ies")
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    elif word.endswith(("xes", "ches", "shes", "sses")):
        found.append(word[:-2])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    return found
