"""What a quiz shows, as sections of a page: the same for a terminal and for a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dlterms.labels import both, has_han
from dlterms.model import Lang, Language, Override, Suspend, Term, Undo, VerdictName
from dlterms.quiz.cards import cloze_answer, shown_languages
from dlterms.quiz.talk import AGAIN, HARD, Done, Feedback, Message, Question, Refused, Summary
from dlterms.quiz.typed import Verdict
from dlterms.schedule import LEECH
from dlterms.variants import is_head
from dlterms.views.page import Section, Spans, definition_spans
from dlterms.views.words import counted

LANGUAGE: dict[Language, str] = {"zh": "中文", "en": "English"}
KEYS = (  # digits, because an input method swallows letters; letters as aliases
    ("Enter, Space", "go on; Space at a choice: I don't know"),
    ("1 to 4", "choose an option, or rate yourself: 1 again, 2 hard, 3 good, 4 easy"),
    ("5 or e", "after an answer: the whole entry"),
    ("6 or o", "override the verdict: wrong counts as right, right as wrong"),
    ("7 or u", "undo the last answer"),
    ("8 or s", "suspend this card: it is not asked any more"),
    ("0 or q", "end the session"),
    ("?", "this list"),
    (
        "",
        "Where an answer is typed: the digit and Enter, or the letter behind a slash: /u. After it, digits only.",
    ),
)
_HINTS: dict[VerdictName, str] = {
    "almost": "That is how it sounds. Now the characters:",
    "other-language": "Right, but in the other language. In {language}?",
    "broader": "{other} is broader. More precisely?",
    "near": "{other} is nearly the same. What else is it called?",
    "find-only": "That finds it. What is its name?",
}
_HEAD = "That is a part of the name. The whole of it?"
_OTHER_ENDING = "That is the word with another ending. Exactly?"
_REFUSED = {
    "undo": "There is nothing to undo in this session.",
    "override": "There is no answer to override.",
    "answer": "That is none of the choices.",
}


def line(text: str, role: str = "hint") -> list[Section]:
    return [Section("", [[(text, role)]])]


def _name(term: Term) -> str:
    return both(term.zh.term, term.en.term)


def question(asked: Question) -> list[Section]:
    """A question from top to bottom, without the line to type on; asked again, only the hint why."""
    if asked.hint is not None:
        return line(_hint(asked, asked.hint))
    return [Section("", [[("", "")], [(_progress(asked), "dim")]]), *_asked(asked)]


def question_again(asked: Question) -> list[Section]:
    """A question with the hint below it, for a screen on which it is no longer seen."""
    return [*_asked(asked), *(line(_hint(asked, asked.hint)) if asked.hint else [])]


def _asked(asked: Question) -> list[Section]:
    prompt: list[Spans] = [[(text, "term")] for text in asked.prompt.split("\n")]
    if asked.card.kind == "definition-term":
        prompt.append([(f"→ {_wanted(asked)}?", "dim")])
    else:
        prompt[-1] = [*prompt[-1], (f"  → {_wanted(asked)}?", "dim")]
    options: list[Spans] = [[(f"  {n}  ", "dim"), (option.text, "")] for n, option in enumerate(asked.options, 1)]
    return [Section("", [*prompt, *options])]


def _progress(asked: Question) -> str:
    """Cards done and left, and of the answers so far the share that was right."""
    share = f" · {round(100 * asked.done / asked.answered)}% right" if asked.answered else ""
    return f"{asked.done} done · {asked.left} left{share}"


def _wanted(asked: Question) -> str:
    if asked.card.kind == "term-definition":
        return "what does it mean"
    if asked.card.kind == "cloze":
        return "what is missing"
    return LANGUAGE[asked.languages[0]] if len(asked.languages) == 1 else "which term"


def _hint(asked: Question, hint: Verdict) -> str:
    if hint.name == "almost" and hint.label is not None:
        if is_head(hint.answer, hint.label):
            return _HEAD
        if not has_han(hint.label):
            return _OTHER_ENDING
    other = _name(asked.other) if asked.other else ""
    return _HINTS[hint.name].format(language=LANGUAGE[asked.languages[0]], other=other)


def feedback(given: Feedback, lang: Lang) -> list[Section]:
    """The verdict, and what helps to remember: little after a right answer, more after a wrong one.

    The most important comes first, so that what does not fit on a screen can be cut at the end.
    """
    sections = [Section("", _verdict_lines(given)), *_explanation(given, lang)]
    return [section for section in sections if section.paragraphs]


def _explanation(given: Feedback, lang: Lang) -> list[Section]:
    asked, term = given.question, given.question.term
    if asked.against is not None:
        return [s for each in (term, asked.against) for s in _named_definition(each, shown_languages(each, lang)[:1])]
    langs = shown_languages(term, lang)
    if given.rating > AGAIN:
        seen = asked.card.kind == "definition-term" or asked.mode == "flip"
        return [] if seen else [_definition(term, langs[:1])]
    other = given.other
    return [
        *([] if asked.mode == "flip" else [_definition(term, langs)]),
        *(_named_definition(other, shown_languages(other, lang), "but") if other else []),
        _first("example", list(term.examples), langs),
        _first("correction", [note for note in term.notes if note["kind"] == "correction"], langs),
    ]


def _definition(term: Term, langs: Iterable[Language]) -> Section:
    return Section("definition", [definition_spans(term.wording(x).definition or "") for x in langs])


def _named_definition(term: Term, langs: Iterable[Language], label: str = "") -> list[Section]:
    return [Section(label, [[(_name(term), "term")], *_definition(term, langs).paragraphs])]


def _first(label: str, records: list[Mapping[str, Any]], langs: list[Language]) -> Section:
    """The first of some records in one language: in both of them everything would push the question off the screen."""
    return Section(label, [[(record[x], "")] for record in records[:1] for x in langs[:1] if record.get(x)])


def _verdict_lines(given: Feedback) -> list[Spans]:
    verdict = given.verdict
    lines = [] if given.question.mode == "flip" else [_VERDICTS[verdict.name](given)]
    if verdict.difference:
        lines.append([("  ", ""), *verdict.difference])
    if verdict.right:
        lines += _about_label(verdict)
    if given.rating == HARD and given.question.mode != "flip":
        lines.append([("Counted as hard, since it took a hint.", "dim")])
    if given.leech:
        again = f"dlterms quiz {given.question.term.id}"
        lines.append([(f"Missed {LEECH} times, so it is set aside. When you want it again: {again}", "hint")])
    return lines


def _about_label(verdict: Verdict) -> list[Spans]:
    """What there is to say about a right answer that is not the name to be learned."""
    lines: list[Spans] = []
    standard = (verdict.expected, "term")
    if verdict.full_form:
        lines.append([(f"{verdict.label} is short for {verdict.full_form}.", "")])
    elif verdict.status:
        lines.append([(f"“{verdict.label}” is {verdict.status}; the standard name is ", ""), standard, (".", "")])
    elif verdict.name == "right" and verdict.label:
        lines.append([("The usual name is ", ""), standard, (".", "")])
    return [*lines, *([[(verdict.note, "dim")]] if verdict.note else [])]


def _meant(given: Feedback) -> tuple[str, str]:
    """The label that a right answer is."""
    return given.verdict.label or given.verdict.expected, "term"


def _wanted_was(given: Feedback) -> Spans:
    return [(given.verdict.expected, "term"), (".", "")]


_VERDICTS: dict[VerdictName, Callable[[Feedback], Spans]] = {
    "right": lambda given: [("Right: ", "good"), _meant(given)],
    "typo": lambda given: [("Right", "good"), (", but for a slip: ", ""), _meant(given)],
    "other-term": lambda given: [
        ("No", "bad"), (f", that is {_name(given.other) if given.other else ''}. It is ", ""), *_wanted_was(given),
    ],
    "wrong": lambda given: [("No", "bad"), (". It is ", ""), *_wanted_was(given)],
    "empty": lambda given: [("It is ", ""), *_wanted_was(given)],
}  # fmt: skip


def answer_side(asked: Question, lang: Lang) -> list[Section]:
    """The other side of a card that the learner rates alone."""
    term = asked.term
    if asked.card.kind == "cloze":
        return line(cloze_answer(asked.card, term), "term")
    if asked.card.kind == "term-definition":
        return [_definition(term, shown_languages(term, lang))]
    return line(both(*(term.wording(x).term for x in asked.languages), between=" · "), "term")


def told(message: Message) -> list[Section]:
    """What is said about what asks nothing and gives no verdict."""
    if isinstance(message, Done):
        return line(_TOLD[type(message.event)](message.event, _name(message.term)))
    if isinstance(message, Refused):
        return line(_REFUSED[message.what])
    return summary(message) if isinstance(message, Summary) else []


_TOLD: dict[type, Callable[[Any, str], str]] = {
    Undo: lambda event, name: f"Undone: {name}.",
    Override: lambda event, name: f"Counted as {'wrong' if event.rating == AGAIN else 'right'}: {name}.",
    Suspend: lambda event, name: (
        f"{name} {'is set aside; undo takes it back' if event.suspended else 'is asked again'}."
    ),
}


def summary(result: Summary) -> list[Section]:
    """How it went, what was missed, and the command that drills it."""
    if not result.answers:
        return line("Nothing answered.", "")
    head = counted(result.answers, "{n} answer", "{n} answers") + f", {result.right} right"
    left = counted(result.left, ", {n} card left", ", {n} cards left") if result.left else ""
    mixed: list[Spans] = [
        [(f"asked {_name(asked)}, answered {_name(other)}" + counted(n, "", " ({n} times)"), "")]
        for asked, other, n in result.confusions
    ]
    missed: list[Spans] = [[(_name(term), "")] for term in result.missed]
    drills: list[Spans] = [[("dlterms quiz --confused", "term")]] if mixed and result.recorded else []
    option = "" if result.recorded else "--practice "
    drills += [[(f"dlterms quiz {option}{' '.join(term.id for term in result.missed)}", "term")]] if missed else []
    sections = [Section("", [[("", "")], [(head + left, "term")]]), Section("missed", missed)]
    sections += [Section("mixed up", mixed), Section("to drill them", drills)]
    return [section for section in sections if section.paragraphs]


def keys() -> list[Section]:
    return [Section(name, [[(text, "")]]) for name, text in KEYS]
