"""Grading a typed answer as somebody who knows terminology would: the first rule that has something to say decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args
from unicodedata import normalize

from dlterms.labels import has_han, key, toneless
from dlterms.model import LANGUAGES, Label, LabelStatus, Term, VerdictName
from dlterms.quiz.attempt import Attempt
from dlterms.quiz.cards import Card
from dlterms.quiz.needs import Lexicon
from dlterms.spelling import Piece, as_typed, difference, edits, nearest, tells_apart, typo_bound, typo_distance
from dlterms.variants import (
    folded,
    forms,
    label_forms,
    parts,
    short_method,
    spelt_out,
    without_article,
    without_kind,
    written,
)

VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)
# These ask again; the answer that settles it is graded.
UNGRADED: frozenset[VerdictName] = frozenset({"almost", "other-language", "broader"})
RIGHT: frozenset[VerdictName] = frozenset({"right", "typo"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth, and what there is to say about it."""

    name: VerdictName
    expected: str  # the label to be learned
    answer: str = ""
    label: str | None = None  # the accepted label that was meant, where it is not the expected one
    status: LabelStatus | None = None  # of that label, unless it is admitted
    note: str | None = None  # of that label
    full_form: str | None = None  # of an acronym that was given
    other_term: str | None = None  # id of the term that the answer belongs to
    difference: tuple[Piece, ...] = ()  # what leads from the answer to the label

    @property
    def graded(self) -> bool:
        return self.name not in UNGRADED

    @property
    def right(self) -> bool:
        return self.name in RIGHT


def grade_typed(answer: str, card: Card, term: Term, lexicon: Lexicon) -> Verdict:
    """What `answer` is worth on a card of `term`."""
    attempt = Attempt(normalize("NFKC", answer).strip(), card, term, lexicon)
    return next(verdict for rule in RULES if (verdict := rule(attempt)))


def _verdict(attempt: Attempt, name: VerdictName) -> Verdict:
    return Verdict(name, attempt.expected, attempt.answer)


def _empty(attempt: Attempt) -> Verdict | None:
    return None if key(attempt.answer) else _verdict(attempt, "empty")


def _right(attempt: Attempt) -> Verdict | None:
    """A label as it stands, another way to write it, or several names of the term at once."""
    label = (
        next(filter(None, map(attempt.right, attempt.forms)), None)
        or _otherwise_written(attempt)
        or _among_several(attempt)
    )
    return _about(attempt, label) if label else None


def _otherwise_written(attempt: Attempt) -> str | None:
    """The label that the answer is in another spelling, unless it is, to the letter, another term's label."""
    if attempt.contradicted or any(attempt.others(form) for form in attempt.forms):
        return None
    kind = attempt.term.kind
    typed = folded(attempt.forms | forms(spelt_out(attempt.answer)))
    typed |= {without_kind(form, kind) for form in typed}
    for label in attempt.labels:
        spelt = folded(label_forms(label) | label_forms(spelt_out(label)))
        if typed & (spelt | {short_method(form, kind) for form in spelt}):
            return label
    return None


def _among_several(attempt: Attempt) -> str | None:
    """The label in an answer of several names, all of which are the term's: 暂退法 dropout."""
    if not attempt.names_itself_twice:
        return None
    named = (form for part in parts(attempt.answer) for form in forms(part))
    return next(filter(None, map(attempt.right, named)), None)


def _about(attempt: Attempt, label: str) -> Verdict:
    """What there is to say about a right answer: nothing if it is the name to be learned."""
    wordings = [attempt.term.wording(lang) for lang in LANGUAGES]
    verdict = _verdict(attempt, "right")
    if key(label) in (key(attempt.expected), *(key(w.term) for w in wordings)):
        return verdict
    verdict = replace(verdict, label=label)
    acronyms = {key(w.acronym): w.term for w in wordings if w.acronym}
    if key(label) in acronyms:
        return replace(verdict, full_form=acronyms[key(label)])
    alias = next((a for w in wordings for a in w.aliases if a.term == label), Label(label))
    return replace(verdict, status=None if alias.status == "admitted" else alias.status, note=alias.note)


def _other_language(attempt: Attempt) -> Verdict | None:
    if attempt.card.kind == "cloze":  # a blank may hide something else than the term
        return None
    named = attempt.is_own(attempt.forms) or attempt.names_itself_twice
    return _verdict(attempt, "other-language") if named else None


def _other_term(attempt: Attempt) -> Verdict | None:
    """The answer names another term: one that is broader asks again, any other is wrong, and the pair is remembered."""
    others = [other for form in sorted(attempt.forms) for other in attempt.others(form)] or _mixture(attempt)
    if not others:
        return None
    above = attempt.lexicon.broader(attempt.term.id)
    name = next((other for other in others if other in above), None)
    return replace(_verdict(attempt, "broader" if name else "other-term"), other_term=name or others[0])


def _mixture(attempt: Attempt) -> list[str]:
    """The other terms in an answer of several names, not all of which are this term's: 过拟合 underfitting."""
    found = []
    for part in parts(attempt.answer):
        others = [other for form in forms(part) for other in attempt.others(form)]
        if not others and not forms(part) & attempt.own:
            return []  # a part that nobody knows: the whole is no list of names
        found += others
    return found


def _homophone(attempt: Attempt) -> Verdict | None:
    if "zh" not in attempt.languages:
        return None
    said = attempt.lexicon.spoken(attempt.answer) if has_han(attempt.answer) else {toneless(attempt.answer)}
    stored = _stored_pinyin(attempt.term)
    for label in filter(has_han, attempt.labels):
        if said & (stored.get(label, frozenset()) or attempt.lexicon.spoken(label)):
            return replace(_verdict(attempt, "almost"), label=label)
    return None


def _stored_pinyin(term: Term) -> dict[str, frozenset[str]]:
    named = [(term.zh.term, term.zh.pinyin), *((a.term, a.pinyin) for a in term.zh.aliases + term.zh.hidden)]
    return {label: frozenset({toneless(pinyin)}) for label, pinyin in named if pinyin}


def _typo(attempt: Attempt) -> Verdict | None:
    """Near enough to an accepted label, and strictly nearer to it than to a label of any other term."""
    article_less = without_article(attempt.answer)
    near = [
        (distance, len(form), form)
        for form, label in attempt.accepted.items()
        for typed in attempt.forms
        if (distance := typo_distance(typed, form, typo_bound(key(label)))) is not None
        if not any(tells_apart(one, text) for text in written(label) for one in (typed, article_less))
    ]
    if not near:
        return None
    distance, _, form = min(near)
    for typed in attempt.forms:
        rivals = (o.key for o in attempt.lexicon.similar(typed) if o.term != attempt.term.id)
        if any(edits(typed, rival, distance) is not None for rival in rivals if not attempt.right(rival)):
            return None
    label = attempt.accepted[form]
    shown = difference(article_less, as_typed(label, form))
    return replace(_verdict(attempt, "typo"), label=label, difference=shown)


def _wrong(attempt: Attempt) -> Verdict | None:
    label = nearest(attempt.answer, attempt.labels)
    return replace(_verdict(attempt, "wrong"), difference=difference(attempt.answer, label) if label else ())


RULES: tuple[Callable[[Attempt], Verdict | None], ...] = (
    _empty, _right, _other_language, _other_term, _homophone, _typo, _wrong,
)  # fmt: skip
