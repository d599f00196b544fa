"""What a quiz shows, as sections of a page: the same for a terminal and for a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dlterms.model import Term
from dlterms.quiz.cards import cloze_answer, shown_languages
from dlterms.quiz.grading import Verdict
from dlterms.quiz.session import AGAIN, Feedback, Question, Summary
from dlterms.terminal.page import Section, Spans, definition_spans

LANGUAGE = {"zh": "中文", "en": "English"}
KEYS = (  # digits, because an input method swallows letters; letters as aliases
    ("Enter, Space", "go on"),
    ("1 to 4", "choose an option, or rate yourself: 1 again, 2 hard, 3 good, 4 easy"),
    ("5 or e", "show the whole entry"),
    ("6 or o", "override the verdict: right counts as wrong, wrong as right"),
    ("7 or u", "undo the last answer"),
    ("8 or s", "suspend this card"),
    ("0 or q", "end the session"),
    ("?", "this list"),
    ("", "while typing an answer: the same behind a slash, such as /u; an empty line is “I don't know”"),
)
_HINTS = {
    "almost": "That is how it sounds. Now the characters:",
    "other-language": "Right, but in the other language. In {language}?",
    "broader": "{other} is broader. More precisely?",
}

Names = Callable[[str], Term]


def question(asked: Question, names: Names) -> list[Section]:
    """A question from top to bottom, without the line to type on."""
    sections = [Section("", [[("", "")], [(_progress(asked), "dim")]])] if asked.hint is None else []
    if asked.hint is not None:
        return [Section("", [[(_hint(asked, names), "hint")]])]
    prompt: list[Spans] = [[(line, "term")] for line in asked.prompt.split("\n")]
    prompt[-1] = [*prompt[-1], (f"  → {_wanted(asked)}?", "dim")]
    sections.append(Section("", prompt))
    if asked.options:
        options: list[Spans] = [[(f"  {n}  ", "dim"), (o.text, "")] for n, o in enumerate(asked.options, 1)]
        sections.append(Section("", options))
    return sections


def _progress(asked: Question) -> str:
    """Cards done and left, and of the answers so far the share that was right."""
    share = f" · {round(100 * asked.done / asked.answered)}% right" if asked.answered else ""
    return f"{asked.done} done · {asked.left} left{share}"


def _wanted(asked: Question) -> str:
    if asked.card.kind == "term-definition":
        return "what does it mean"
    if asked.card.kind == "cloze":
        return "what is missing"
    return LANGUAGE[asked.languages[0]] if len(asked.languages) == 1 else "which term is it"


def _hint(asked: Question, names: Names) -> str:
    assert asked.hint is not None
    other = names(asked.hint.other_term) if asked.hint.other_term else None
    return _HINTS[asked.hint.name].format(language=LANGUAGE[asked.languages[0]], other=both(other) if other else "")


def both(term: Term) -> str:
    """The Chinese and the English name, once where they are the same."""
    return " ".join(dict.fromkeys(name for name in (term.zh.term, term.en.term) if name))


def feedback(given: Feedback, names: Names, lang: str) -> list[Section]:
    """The verdict, and what helps to remember: little after a right answer, more after a wrong one."""
    verdict, term = given.verdict, given.question.term
    if given.again:
        return [Section("", [[(f"Counted as {'wrong' if given.rating == AGAIN else 'right'}.", "hint")]])]
    wrong = given.rating == AGAIN
    sections = [Section("", _verdict_lines(given, names))]
    if given.question.card.kind != "definition-term" or wrong:
        shown = shown_languages(term, lang) if wrong else shown_languages(term, lang)[:1]
        sections += _definitions(term, shown)
    if wrong:
        langs = shown_languages(term, lang)[:1]  # both languages of everything would push the question off the screen
        sections += [
            Section("example", [[(record[x], "")] for record in term.examples[:1] for x in langs if record.get(x)])
        ]
        sections += _contrast(verdict, term, names, lang)
        corrections = [n for n in term.notes if n["kind"] == "correction"]
        sections += [Section("correction", [[(n[x], "")] for n in corrections[:1] for x in langs if n.get(x)])]
    return [section for section in sections if section.paragraphs]


def _definitions(term: Term, langs: Iterable[str]) -> list[Section]:
    return [Section("definition", [definition_spans(term.wording(x).definition or "") for x in langs])]


def _contrast(verdict: Verdict, term: Term, names: Names, lang: str) -> list[Section]:
    """What the answer was instead: the term it belongs to, in full."""
    if verdict.other_term is None:
        return []
    other = names(verdict.other_term)
    head: Spans = [(both(other), "term")]
    return [
        Section(
            "but", [head, *(definition_spans(other.wording(x).definition or "") for x in shown_languages(other, lang))]
        )
    ]


def _verdict_lines(given: Feedback, names: Names) -> list[Spans]:
    verdict, question = given.verdict, given.question
    if question.mode == "flip":
        return []
    lines = [_VERDICTS[verdict.name](verdict, names)]
    if verdict.difference:
        lines.append([("  ", ""), *((text, f"{how}") for text, how in verdict.difference)])
    if verdict.status:
        lines.append(
            [(f"“{verdict.label}” is {verdict.status}; the standard name is ", ""), (verdict.expected, "term")]
        )
    if verdict.full_form:
        lines.append([(f"{verdict.label} is short for {verdict.full_form}.", "")])
    elif verdict.name == "right" and verdict.label and not verdict.status:
        lines.append([("The usual name is ", ""), (verdict.expected, "term")])
    if verdict.note:
        lines.append([(verdict.note, "dim")])
    if given.question.hint is not None and verdict.right:
        lines.append([("Counted as hard, since it took a hint.", "dim")] if given.rating == 2 else [])
    return [line for line in lines if line]


_VERDICTS: dict[str, Callable[[Verdict, Names], Spans]] = {
    "right": lambda v, names: [("Right: ", "good"), (v.label or v.expected, "term")],
    "typo": lambda v, names: [("Right", "good"), (", but for a slip: ", ""), (v.label or v.expected, "term")],
    "other-term": lambda v, names: [
        ("No", "bad"), (f", that is {both(names(v.other_term or ''))}. It is ", ""), (v.expected, "term"), (".", ""),
    ],
    "wrong": lambda v, names: [("No", "bad"), (". It is ", ""), (v.expected, "term"), (".", "")],
    "empty": lambda v, names: [("It is ", ""), (v.expected, "term"), (".", "")],
}  # fmt: skip


def answer_side(asked: Question, lang: str) -> list[Section]:
    """The other side of a card that the learner rates alone."""
    term = asked.term
    if asked.card.kind == "cloze":
        return [Section("", [[(cloze_answer(asked.card, term), "term")]])]
    if asked.card.kind == "term-definition":
        return _definitions(term, shown_languages(term, lang))
    names = [term.wording(x).term for x in asked.languages if term.wording(x).term]
    return [Section("", [[(" · ".join(dict.fromkeys(names)), "term")]])]


def summary(result: Summary, names: Names) -> list[Section]:
    """How it went, what was missed, and the command that drills it."""
    if not result.answers:
        return [Section("", [[("Nothing answered.", "")]])]
    head = f"{result.answers} answers, {result.right} right" + (f", {result.left} cards left" if result.left else "")
    sections = [Section("", [[(head, "term")]])]
    sections.append(Section("missed", [[(both(names(name)), "")] for name in result.missed]))
    taken: list[Spans] = [
        [(f"{both(names(asked))} for {both(names(other))}" + (f" ({n} times)" if n > 1 else ""), "")]
        for asked, other, n in result.confusions
    ]
    sections.append(Section("mixed up", taken))
    if result.confusions:
        sections.append(Section("drill them", [[("dlterms quiz --confused", "term")]]))
    elif result.missed:
        sections.append(Section("drill them", [[(f"dlterms quiz {' '.join(result.missed)}", "term")]]))
    return [section for section in sections if section.paragraphs]


def keys() -> list[Section]:
    return [Section(name, [[(text, "")]]) for name, text in KEYS]
