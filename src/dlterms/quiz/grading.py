"""Grading a typed answer as somebody who knows terminology would: the first rule that has something to say decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import normalize

from dlterms.labels import edits, has_han, key, toneless, typo_distance
from dlterms.model import LANGUAGES, Label, Term
from dlterms.quiz.cards import Card, answer_languages, cloze_answer
from dlterms.quiz.lexicon import Lexicon
from dlterms.quiz.spelling import (
    as_typed,
    difference,
    folded,
    forms,
    inflected,
    nearest,
    parts,
    remark,
    short_method,
    spelt_out,
    tells_apart,
    without_article,
    without_kind,
)

VERDICTS = ("right", "typo", "almost", "other-language", "broader", "other-term", "wrong", "empty")
UNGRADED = frozenset({"almost", "other-language", "broader"})  # these ask again; the answer that settles it is graded
RIGHT = frozenset({"right", "typo"})


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
        return self.name in RIGHT


@dataclass(frozen=True)
class _Attempt:
    """An answer beside what would be right."""

    answer: str
    card: Card
    term: Term
    lexicon: Lexicon

    @cached_property
    def forms(self) -> frozenset[str]:
        """The keys of the answer; a remark in parentheses that contradicts it is part of it."""
        return frozenset({key(self.answer)}) if self.contradicted else forms(self.answer)

    @cached_property
    def contradicted(self) -> bool:
        """Whether a remark in parentheses names another term, and not as a broader one."""
        others = self.others(key(remark(self.answer)))
        return bool(others) and self.lexicon.broader(self.term.id).isdisjoint(others)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return answer_languages(self.card, self.term)

    @cached_property
    def own(self) -> dict[str, str]:
        """key -> label of every name of the term, in either language."""
        labels = [label for lang in LANGUAGES for label in self.term.wording(lang).accepted() if label]
        return {form: label for label in reversed(labels) for form in inflected(label)}

    @cached_property
    def labels(self) -> list[str]:
        """The labels that are right."""
        if self.card.kind == "cloze":
            answer = cloze_answer(self.card, self.term)
            # What the blank hides, this term or another, is right by its other names too.
            hidden = dict.fromkeys(owner.term for owner in self.lexicon.owners(key(answer)))
            terms = [self.lexicon.term(name) for name in hidden]
            return [answer, *(label for term in terms for lang in LANGUAGES for label in term.wording(lang).accepted())]
        return [label for lang in self.languages for label in self.term.wording(lang).accepted() if label]

    @cached_property
    def accepted(self) -> dict[str, str]:
        """key -> label of everything that is right, singular and plural included."""
        return {form: label for label in reversed(self.labels) for form in inflected(label)}

    @cached_property
    def expected(self) -> str:
        if self.card.kind == "cloze":
            return self.labels[0]
        return " · ".join(dict.fromkeys(t for lang in self.languages if (t := self.term.wording(lang).term)))

    @property
    def names_itself_twice(self) -> bool:
        """Whether the answer consists of several names, all of which are the term's, in whatever language."""
        named = parts(self.answer)
        return len(named) > 1 and all(forms(part) & self.own.keys() for part in named)

    def others(self, form: str) -> list[str]:
        """The ids of the terms that a key belongs to; none if it is this one's as well."""
        owners = [owner.term for owner in self.lexicon.owners(form)] if form and form not in self.own else []
        return list(dict.fromkeys(owners)) if self.term.id not in owners else []

    def verdict(self, name: str) -> Verdict:
        return Verdict(name, self.expected, self.answer)


def grade(answer: str, card: Card, term: Term, lexicon: Lexicon) -> Verdict:
    """What `answer` is worth on a card of `term`."""
    attempt = _Attempt(normalize("NFKC", answer).strip(), card, term, lexicon)
    return next(verdict for rule in RULES if (verdict := rule(attempt)))


def _empty(attempt: _Attempt) -> Verdict | None:
    return None if key(attempt.answer) else attempt.verdict("empty")


def _right(attempt: _Attempt) -> Verdict | None:
    """A label as it stands, another way to write it, or several names of the term at once."""
    found = (attempt.accepted[form] for form in attempt.forms if form in attempt.accepted)
    label = next(found, None) or _otherwise_written(attempt) or _among_several(attempt)
    return _about(attempt, label) if label else None


def _otherwise_written(attempt: _Attempt) -> str | None:
    """The label that the answer is in another spelling, unless it is, to the letter, another term's label."""
    if attempt.contradicted or any(attempt.others(form) for form in attempt.forms):
        return None
    kind = attempt.term.kind
    typed = folded(attempt.forms | forms(spelt_out(attempt.answer)))
    typed |= {without_kind(form, kind) for form in typed}
    for label in attempt.labels:
        written = folded(inflected(label) | inflected(spelt_out(label)))
        if typed & (written | {short_method(form, kind) for form in written}):
            return label
    return None


def _among_several(attempt: _Attempt) -> str | None:
    """The label in an answer of several names, all of which are the term's: 暂退法 dropout."""
    if not attempt.names_itself_twice:
        return None
    named = (form for part in parts(attempt.answer) for form in forms(part))
    return next((attempt.accepted[form] for form in named if form in attempt.accepted), None)


def _about(attempt: _Attempt, label: str) -> Verdict:
    """What there is to say about a right answer: nothing if it is the name to be learned."""
    wordings = [attempt.term.wording(lang) for lang in LANGUAGES]
    verdict = attempt.verdict("right")
    if key(label) in (key(attempt.expected), *(key(w.term) for w in wordings)):
        return verdict
    verdict = replace(verdict, label=label)
    acronyms = {key(w.acronym): w.term for w in wordings if w.acronym}
    if key(label) in acronyms:
        return replace(verdict, full_form=acronyms[key(label)])
    alias = next((a for w in wordings for a in w.aliases if a.term == label), Label(label))
    return replace(verdict, status=None if alias.status == "admitted" else alias.status, note=alias.note)


def _other_language(attempt: _Attempt) -> Verdict | None:
    if attempt.card.kind == "cloze":  # a blank may hide something else than the term
        return None
    named = attempt.forms & attempt.own.keys() or attempt.names_itself_twice
    return attempt.verdict("other-language") if named else None


def _other_term(attempt: _Attempt) -> Verdict | None:
    """The answer names another term: one that is broader asks again, any other is wrong, and the pair is remembered."""
    others = [other for form in sorted(attempt.forms) for other in attempt.others(form)] or _mixture(attempt)
    if not others:
        return None
    above = attempt.lexicon.broader(attempt.term.id)
    name = next((other for other in others if other in above), None)
    return replace(attempt.verdict("broader" if name else "other-term"), other_term=name or others[0])


def _mixture(attempt: _Attempt) -> list[str]:
    """The other terms in an answer of several names, not all of which are this term's: 过拟合 underfitting."""
    found = []
    for part in parts(attempt.answer):
        others = [other for form in forms(part) for other in attempt.others(form)]
        if not others and not forms(part) & attempt.own.keys():
            return []  # a part that nobody knows: the whole is no list of names
        found += others
    return found


def _homophone(attempt: _Attempt) -> Verdict | None:
    if "zh" not in attempt.languages:
        return None
    said = attempt.lexicon.spoken(attempt.answer) if has_han(attempt.answer) else {toneless(attempt.answer)}
    stored = _stored_pinyin(attempt.term)
    for label in filter(has_han, attempt.labels):
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
        for form, label in attempt.accepted.items()
        for typed in attempt.forms
        if (distance := typo_distance(typed, form)) is not None
        if not tells_apart(typed, form) and not tells_apart(without_article(attempt.answer), label)
    ]
    if not near:
        return None
    distance, _, form = min(near)
    for typed in attempt.forms:
        rivals = (o.key for o in attempt.lexicon.similar(typed) if o.term != attempt.term.id)
        if any(edits(typed, rival, distance) is not None for rival in rivals if rival not in attempt.accepted):
            return None
    label = attempt.accepted[form]
    shown = difference(without_article(attempt.answer), as_typed(label, form))
    return replace(attempt.verdict("typo"), label=label, difference=shown)


def _wrong(attempt: _Attempt) -> Verdict | None:
    label = nearest(attempt.answer, attempt.labels)
    return replace(attempt.verdict("wrong"), difference=difference(attempt.answer, label) if label else ())


RULES: tuple[Callable[[_Attempt], Verdict | None], ...] = (
    _empty, _right, _other_language, _other_term, _homophone, _typo, _wrong,
)  # fmt: skip
