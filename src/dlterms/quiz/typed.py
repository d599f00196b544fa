"""Grading a typed answer as somebody who knows terminology would: the first rule that has something to say decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args
from unicodedata import normalize

from dlterms.equivalents import canonical, label_equivalents
from dlterms.labels import has_han, key, toneless
from dlterms.model import LANGUAGES, Label, LabelStatus, Term, VerdictName
from dlterms.quiz.attempt import Attempt
from dlterms.quiz.cards import Card
from dlterms.quiz.needs import Lexicon
from dlterms.spelling import Piece, difference, nearest, same_stem, slip
from dlterms.variants import forms, is_head, parts, without_article, written

VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)
# These ask again; the answer that settles it is graded.
UNGRADED: frozenset[VerdictName] = frozenset({"almost", "other-language", "broader", "near", "find-only"})
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
    """A label as it stands, the same in other words, or several names of the term at once."""
    label = (
        next(filter(None, map(attempt.right, attempt.forms)), None)
        or attempt.named(attempt.labels)
        or _translated(attempt)
        or _among_several(attempt)
    )
    return _about(attempt, label) if label else None


def _translated(attempt: Attempt) -> str | None:
    """The Chinese label that an answer is whose words are in part English: attention机制, batch大小, dropout法."""
    if "zh" not in attempt.languages or not has_han(attempt.answer):
        return None
    if attempt.bare & {canonical(label) for label in filter(None, attempt.term.en.accepted())}:
        return attempt.labels[0]
    for latin in re.findall(r"[A-Za-z](?:[\w\s-]*[A-Za-z0-9])?", attempt.answer, re.ASCII):
        for owner in attempt.lexicon.owners(key(latin)):
            for name in attempt.lexicon.term(owner.term).zh.accepted():
                label = replace(attempt, answer=attempt.answer.replace(latin, name)).named(attempt.labels)
                if label:
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
    own = attempt.is_own(attempt.forms) or attempt.names_itself_twice or attempt.named(attempt.term.accepted())
    return _verdict(attempt, "other-language") if own else None


def _find_only(attempt: Attempt) -> Verdict | None:
    """What look-up finds the term by, and what is no name of it."""
    if attempt.card.kind == "cloze":
        return None
    wordings = (attempt.term.wording(lang) for lang in LANGUAGES)
    found_by = (label.term for wording in wordings for label in wording.hidden if label.find_only)
    typed = attempt.forms | attempt.equivalents
    found = any(typed & (forms(label) | label_equivalents(label)) for label in found_by)
    return (_other_ending(attempt) or _verdict(attempt, "find-only")) if found else None


def _other_term(attempt: Attempt) -> Verdict | None:
    """The answer names another term, in whatever words."""
    return _about_others(attempt, attempt.others_named(attempt.answer) or _mixture(attempt))


def _about_others(attempt: Attempt, others: list[str]) -> Verdict | None:
    """A broader term asks again, and one of nearly the same meaning; any other is wrong, and the pair is remembered."""
    if not others:
        return None
    is_sort = any(is_head(text, label) for text in attempt.texts for label in attempt.labels)
    asking: dict[VerdictName, Collection[str]] = {
        "broader": others if is_sort else attempt.lexicon.broader(attempt.term.id),
        "near": attempt.lexicon.near(attempt.term.id),
    }
    found = [(name, other) for name, kin in asking.items() for other in others if other in kin]
    name, other = found[0] if found else ("other-term", others[0])
    return replace(_verdict(attempt, name), other_term=other)


def _mixture(attempt: Attempt) -> list[str]:
    """The other terms in an answer of several names, not all of which are this term's: 过拟合 underfitting."""
    found = []
    for part in parts(attempt.answer):
        others = attempt.others_named(part)
        if not others and not forms(part) & attempt.own:
            return []  # a part that nobody knows: the whole is no list of names
        found += others
    return found


def _homophone(attempt: Attempt) -> Verdict | None:
    if "zh" not in attempt.languages:
        return None
    if has_han(attempt.answer):
        said = attempt.lexicon.spoken(attempt.answer) | attempt.lexicon.spoken(canonical(attempt.answer))
    else:
        said = frozenset({toneless(attempt.answer)})
    stored = _stored_pinyin(attempt.term)
    for label in filter(has_han, attempt.labels):
        if said & (stored.get(label, frozenset()) or attempt.lexicon.spoken(label)):
            return replace(_verdict(attempt, "almost"), label=label)
    return None


def _stored_pinyin(term: Term) -> dict[str, frozenset[str]]:
    named = [(term.zh.term, term.zh.pinyin), *((a.term, a.pinyin) for a in term.zh.aliases + term.zh.hidden)]
    return {label: frozenset({toneless(pinyin)}) for label, pinyin in named if pinyin}


def _other_ending(attempt: Attempt) -> Verdict | None:
    """The same words with another ending: overfit for overfitting."""
    texts = (without_article(attempt.answer), canonical(attempt.answer))  # regularise
    label = next((label for label in attempt.labels if any(same_stem(text, label) for text in texts)), None)
    return replace(_verdict(attempt, "almost"), label=label) if label else None


def _head(attempt: Attempt) -> Verdict | None:
    """What sort of thing it is, and no more: pointer for learnable pointer, 编程 for 命令式编程."""
    label = next((label for label in attempt.labels if any(is_head(text, label) for text in attempt.texts)), None)
    return replace(_verdict(attempt, "almost"), label=label) if label else None


class _Slip(NamedTuple):
    """What an answer is a slip of."""

    distance: int
    text: str  # the label, in the number in which it was typed
    label: str


def _slips(attempt: Attempt, labels: Iterable[str]) -> list[_Slip]:
    """The labels of which the answer is a slip, the nearest first."""
    found = [
        _Slip(distance, text, label)
        for label in labels
        for text in written(label)
        for typed in attempt.texts
        if (distance := slip(typed, text, label)) is not None
    ]
    return sorted(found, key=lambda near: (near.distance, len(near.text)))


def _slip(attempt: Attempt) -> Verdict | None:
    """Near enough to an accepted label, and strictly nearer to it than to a label of any other term."""
    typed = without_article(attempt.answer)
    if own := next(iter(_slips(attempt, attempt.labels)), None):
        rivals = (owner.key for owner in attempt.rivals)
        if same_stem(typed, own.text) or attempt.is_within(own.distance, rivals):
            return None
        return replace(_verdict(attempt, "typo"), label=own.label, difference=difference(typed, own.text))
    in_other_language = attempt.card.kind != "cloze" and _slips(attempt, attempt.term.accepted())
    return _verdict(attempt, "other-language") if in_other_language else None


def _slip_of_another(attempt: Attempt) -> Verdict | None:
    """A slip of another term's label, strictly nearer to it than to any of this one."""
    meant = next(iter(_slips(attempt, [owner.label for owner in attempt.rivals])), None)
    if meant is None or attempt.is_within(meant.distance, attempt.own):
        return None
    return _about_others(attempt, [owner.term for owner in attempt.rivals if owner.label == meant.label])


def _wrong(attempt: Attempt) -> Verdict | None:
    label = nearest(attempt.answer, attempt.labels)
    return replace(_verdict(attempt, "wrong"), difference=difference(attempt.answer, label) if label else ())


RULES: tuple[Callable[[Attempt], Verdict | None], ...] = (
    _empty, _right, _other_language, _find_only, _other_term, _homophone, _slip, _other_ending, _slip_of_another, _head,
    _wrong,
)  # fmt: skip
