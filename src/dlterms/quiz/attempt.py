"""A typed answer beside what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dlterms.equivalents import canonical, equivalents, label_equivalents, short_method, without_kind
from dlterms.labels import both, has_han, key
from dlterms.model import Language, Term
from dlterms.quiz.cards import Card, answer_languages, cloze_answer
from dlterms.quiz.needs import Lexicon, Owner
from dlterms.spelling import SHORTEST, edits
from dlterms.variants import forms, inflected, label_forms, parts, remark, trimmed


@dataclass(frozen=True)
class Attempt:
    """An answer beside what would be right."""

    answer: str
    card: Card
    term: Term
    lexicon: Lexicon

    @property
    def texts(self) -> list[str]:
        """The answer, and the same without an article or a remark."""
        return [self.answer] if self.contradicted else trimmed(self.answer)

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
    def languages(self) -> tuple[Language, ...]:
        return answer_languages(self.card, self.term)

    @cached_property
    def own(self) -> frozenset[str]:
        """The keys of its names, singular and plural included."""
        return frozenset(form for label in self.term.accepted() for form in label_forms(label))

    @cached_property
    def exact(self) -> frozenset[str]:
        """The keys of its names and of all that is right as they stand."""
        return frozenset(form for label in (*self.term.accepted(), *self.labels) for form in forms(label))

    @cached_property
    def labels(self) -> list[str]:
        """The labels that are right."""
        if self.card.kind == "cloze":
            answer = cloze_answer(self.card, self.term)
            # What the blank hides, this term or another, is right by its other names too.
            hidden = dict.fromkeys(owner.term for owner in self.lexicon.owners(key(answer)))
            return [answer, *(label for name in hidden for label in self.lexicon.term(name).accepted())]
        return [label for lang in self.languages for label in self.term.wording(lang).accepted() if label]

    @cached_property
    def accepted(self) -> dict[str, str]:
        """key -> label of everything that is right, singular and plural included."""
        return {form: label for label in reversed(self.labels) for form in label_forms(label)}

    @cached_property
    def expected(self) -> str:
        if self.card.kind == "cloze":
            return self.labels[0]
        return both(*(self.term.wording(lang).term for lang in self.languages), between=" · ")

    @cached_property
    def equivalents(self) -> frozenset[str]:
        """The keys of the answer in the usual words, one way or another."""
        if self.contradicted:
            return frozenset()
        return equivalents(self.answer)

    @cached_property
    def bare(self) -> frozenset[str]:
        """The same, and what is left of them without a word for what the term is: its kind, or a broader term."""
        kind = self.term.kind
        rests = {rest for form in self.equivalents for rest, kinds in without_kind(form).items() if kind in kinds}
        above = (label for name in self.lexicon.broader(self.term.id) for label in self.lexicon.term(name).accepted())
        for word in {word for label in above for word in label_equivalents(label)}:
            rests |= {rest for form in self.equivalents if (rest := form.removesuffix(word))}
        return self.equivalents | rests

    @property
    def names_itself_twice(self) -> bool:
        """Whether the answer consists of several names, all of which are the term's, in whatever language."""
        named = parts(self.answer)
        return len(named) > 1 and all(self.is_own(forms(part)) for part in named)

    def is_own(self, keys: frozenset[str]) -> bool:
        """Whether one of the keys is a name of the term, in either language."""
        return any(not self.others(form) for form in keys & self.own)

    def named(self, labels: Iterable[str]) -> str | None:
        """The label that the answer is in other words, unless it is, to the letter, another term's."""
        if any(map(self.others, self.forms | inflected(self.answer))):
            return None
        for label in labels:
            usual = label_equivalents(label)
            short = {canonical(short_method(form, self.term.kind)) for form in label_forms(label)}
            if self.bare & usual or self.equivalents & short:
                return label
        return None

    def others(self, form: str) -> list[str]:
        """The ids of the terms that a key belongs to; none if it is this one's as well, and not just as a plural."""
        owners = [owner.term for owner in self.lexicon.owners(form)] if form and form not in self.exact else []
        return list(dict.fromkeys(owners)) if self.term.id not in owners else []

    def others_named(self, text: str) -> list[str]:
        """The ids of the terms that a text names: to the letter, in the usual words, or with a word for their kind."""
        keys = sorted(forms(text)), sorted(equivalents(text) | inflected(text))
        found = [other for each in keys for form in each for other in self.others(form)]
        rests = {rest: kinds for form in keys[1] for rest, kinds in without_kind(form).items()}
        return found or [
            other for rest, kinds in sorted(rests.items()) for other in self.others(rest)
            if self.lexicon.term(other).kind in kinds
        ]  # fmt: skip

    @cached_property
    def rivals(self) -> list[Owner]:
        """The labels of other terms that the answer may be a slip of."""
        forms = (form for form in self.forms if len(form) >= SHORTEST and not has_han(form))
        alike = [owner for form in forms for owner in self.lexicon.similar(form)]
        return [owner for owner in alike if owner.term != self.term.id and not self.right(owner.key)]

    def is_within(self, distance: int, keys: Iterable[str]) -> bool:
        """Whether the answer is no more than so many edits from one of the keys."""
        return any(edits(typed, form, distance) is not None for form in keys for typed in self.forms)

    def right(self, form: str) -> str | None:
        """The label that a key is right for, if it is for any."""
        return self.accepted[form] if form in self.accepted and not self.others(form) else None
