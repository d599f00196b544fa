"""What is said to an answer: the verdict, when the card comes back, and what helps to remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dlterms.i18n import marked, tr
from dlterms.model import AGAIN, HARD, Lang, Language, Term, VerdictName
from dlterms.quiz.cards import shown_languages
from dlterms.quiz.talk import Feedback
from dlterms.quiz.typed import Verdict
from dlterms.schedule import LEECH
from dlterms.views.page import Section, Spans, definition_spans
from dlterms.views.words import term_name, when

_STATUS = {  # by the status of the label that was answered
    "superseded": marked("“{label}” is superseded; the standard name is {name}."),
    "deprecated": marked("“{label}” is deprecated; the standard name is {name}."),
}


def feedback(given: Feedback, lang: Lang) -> list[Section]:
    """The verdict, and what helps to remember: little after a right answer, more after a wrong one.

    The most important comes first, so that what does not fit on a screen can be cut at the end.
    """
    explanation = [section for section in _explanation(given, lang) if section.paragraphs]
    if explanation and given.rating == AGAIN:
        explanation[0] = explanation[0]._replace(apart=True)
    verdict = Section("", _verdict_lines(given))
    return [verdict, *explanation] if verdict.paragraphs else explanation


def _explanation(given: Feedback, lang: Lang) -> list[Section]:
    asked, term = given.question, given.question.term
    langs = shown_languages(term, lang)
    if other := asked.against or given.other:  # what tells two terms apart is seen where both are said in one language
        return [_named_definition(each, shown_languages(each, lang)[:1]) for each in (term, other)]
    if given.rating > AGAIN:
        seen = asked.card.kind == "definition-term" or asked.mode == "flip"
        return [] if seen else [_definition(term, langs[:1])]
    definition = [] if asked.mode == "flip" else [_definition(term, langs)]
    return [*definition, _first("example", term.examples, langs)]


def _definition(term: Term, langs: Iterable[Language], label: str = "definition") -> Section:
    return Section(label, [definition_spans(term.wording(x).definition or "") for x in langs])


def _named_definition(term: Term, langs: list[Language]) -> Section:
    names = (term.wording(x).qualified for x in langs)
    return _definition(term, langs, *names)._replace(is_code=True)


def _first(label: str, records: Iterable[Mapping[str, Any]], langs: list[Language]) -> Section:
    """The first of some records in one language: in both of them everything would push the question off the screen."""
    return Section(label, [[(record[x], "")] for record in [*records][:1] for x in langs[:1] if record.get(x)])


def _verdict_lines(given: Feedback) -> list[Spans]:
    verdict = given.verdict
    lines = [] if given.question.mode == "flip" else [_VERDICTS[verdict.name](given) + _comes_back(given)]
    if verdict.difference:
        lines.append([("  ", ""), *verdict.difference])
    if verdict.right:
        lines += _about_label(verdict)
    if given.rating == HARD and given.question.mode == "type":
        lines.append([(tr("Counted as hard, since it took a hint."), "dim")])
    if given.kept.leech:
        again = f"dlterms quiz {given.question.term.id}"
        aside = tr(
            "Missed {times} times, so it is set aside. When you want it again: {command}", times=LEECH, command=again
        )
        lines.append([(aside, "hint")])
    return lines


def _comes_back(given: Feedback) -> Spans:
    if given.rating == AGAIN:
        return [] if given.kept.leech else [(tr(" Again in this session."), "dim")]
    return [(tr(" · again {when}", when=when(*given.kept.due)), "dim")] if given.kept.due else []


def _about_label(verdict: Verdict) -> list[Spans]:
    """What there is to say about a right answer that is not the name to be learned."""
    lines: list[Spans] = []
    if verdict.full_form:
        text = tr("{label} is short for {full_form}.", label=verdict.label, full_form=verdict.full_form)
        lines.append([(text, "")])
    elif verdict.status:
        lines.append(_naming(tr(_STATUS[verdict.status], label=verdict.label, name="{name}"), verdict.expected))
    elif verdict.name == "right" and verdict.label:
        lines.append(_naming(tr("The usual name is {name}."), verdict.expected))
    return [*lines, *([[(verdict.note, "dim")]] if verdict.note else [])]


def _meant(given: Feedback) -> tuple[str, str]:
    """The label that a right answer is."""
    return given.verdict.label or given.verdict.expected, "term"


def _wanted_was(given: Feedback) -> Spans:
    return _naming(tr("It is {name}."), given.verdict.expected)


def _naming(text: str, name: str) -> Spans:
    """A sentence about a name, which stands out in it."""
    before, _, after = text.partition("{name}")
    return [(before, ""), (name, "term"), (after, "")]


def _mixed_up(given: Feedback) -> Spans:
    did = tr("You chose") if given.question.mode == "choice" else tr("You wrote")
    taken = term_name(given.other) if given.other else given.verdict.answer
    return [(did, "bad"), (tr(" {name}. ", name=taken), ""), *_wanted_was(given)]


_VERDICTS: dict[VerdictName, Callable[[Feedback], Spans]] = {
    "right": lambda given: [(tr("Right: "), "good"), _meant(given)],
    "typo": lambda given: [(tr("Right"), "good"), (tr(", but for a slip: "), ""), _meant(given)],
    "other-term": _mixed_up,
    "wrong": lambda given: [(tr("No. "), "bad"), *_wanted_was(given)],
    "empty": _wanted_was,
}
