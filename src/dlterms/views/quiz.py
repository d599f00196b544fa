"""What a quiz shows, as sections of a page: the same for a terminal and for a pipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dlterms.i18n import counted
from dlterms.labels import both, has_han
from dlterms.model import AGAIN, Bury, Lang, Language, Override, Rating, Suspend, Undo, VerdictName
from dlterms.quiz.cards import cloze_answer, shown_languages
from dlterms.quiz.talk import Accepted, Done, Due, Hint, Message, Question, Refused, Summary, Unacceptable
from dlterms.quiz.typed import Verdict
from dlterms.variants import is_head
from dlterms.views.page import SEPARATOR, Section, Spans, definition_spans
from dlterms.views.words import term_name, when

LANGUAGE: dict[Language, str] = {"zh": "中文", "en": "English"}
KEYS = (  # digits, because an input method swallows letters; letters as aliases
    ("Enter", "go on; twice where an answer is typed: I don't know"),
    ("Space", "at a choice: I don't know; shows the other side of a card"),
    ("1 to 4", "choose an option, or rate yourself: 1 again, 2 hard, 3 good, 4 easy"),
    ("5 or e", "after an answer: the whole entry, or what tells apart the two that were mixed up"),
    ("6 or o", "override the verdict: wrong counts as right, right as wrong"),
    ("7 or u", "undo the last answer, or what else was done last"),
    ("8 1 or k", "I know this: the term is not asked any more"),
    ("8 2 or b", "not today: this card waits till tomorrow"),
    ("8 3 or s", "set aside: this card is not asked any more"),
    ("9 or h", "where an answer is typed: a hint, with which it counts as hard at most"),
    ("9", "after a wrong typed answer: accept it from now on; later /accept"),
    ("0 or q", "end the session"),
    ("?", "this list"),
    (
        "",
        "Where an answer is typed: the digit and Enter, or the letter behind a slash: /u. After it, digits only.",
    ),
)
_REASONS: dict[VerdictName, str] = {
    "almost": "That is how it sounds. Now the characters:",
    "other-language": "Right, but in the other language. In {language}?",
    "broader": "{other} is broader. More precisely?",
    "near": "{other} is nearly the same. What else is it called?",
    "find-only": "That finds it. What is its name?",
}
_RATINGS: dict[Rating, str] = {1: "again", 2: "hard", 3: "good", 4: "easy"}
_HEAD = "That is a part of the name. The whole of it?"
_OTHER_ENDING = "That is the word with another ending. Exactly?"
_REFUSED = {
    "undo": "There is nothing to undo in this session.",
    "override": "There is no answer to override.",
    "hint": "There is a hint only where an answer is typed.",
    "answer": "That is none of the choices.",
}
_UNACCEPTABLE: dict[Unacceptable, str] = {
    "nothing": "There is no answer to accept.",
    "practice": "Practice records nothing, so no answer is accepted from now on.",
    "self-rated": "Only an answer that was typed can be accepted.",
    "empty": "There was no answer that could be accepted.",
    "right": "That answer is right as it is.",
    "other-term": "That is {other}, and cannot be a name of another term.",
    "blank": "The blank hides something else than the term, so what stands there is no name of it.",
    "accepted": "That answer is accepted already.",
    "file": "Not accepted from now on: {fault}. `dlterms history accept` tries again.",
}


def line(text: str, role: str = "hint") -> list[Section]:
    return [Section("", [[(text, role)]])]


def question(asked: Question) -> list[Section]:
    """A question from top to bottom, without the line to type on; asked again, only the hint why."""
    return _why_again(asked) if asked.again else whole_question(asked)


def whole_question(asked: Question) -> list[Section]:
    """A question with all that was said to it, for a screen on which it is no longer seen."""
    head = Section("", [[("", "")], [(_progress(asked), "dim")]])
    return [head, *_asked(asked), *(line(_hint(asked.hint)) if asked.hint else []), *_why_again(asked)]


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


def _hint(text: str) -> str:
    return f"Hint: {text}. It counts as hard at most."


def _why_again(asked: Question) -> list[Section]:
    """What was said to the last try; a hint has been told on its own."""
    return line(_reason(asked, asked.again)) if isinstance(asked.again, Verdict) else []


def _reason(asked: Question, verdict: Verdict) -> str:
    if verdict.name == "almost" and verdict.label is not None:
        if is_head(verdict.answer, verdict.label):
            return _HEAD
        if not has_han(verdict.label):
            return _OTHER_ENDING
    other = term_name(asked.other) if asked.other else ""
    return _REASONS[verdict.name].format(language=LANGUAGE[asked.languages[0]], other=other)


def answer_side(asked: Question, lang: Lang) -> list[Section]:
    """The other side of a card that the learner rates alone."""
    term = asked.term
    if asked.card.kind == "cloze":
        return line(cloze_answer(asked.card, term), "term")
    if asked.card.kind == "term-definition":
        definitions = [term.wording(x).definition or "" for x in shown_languages(term, lang)]
        return [Section("definition", [definition_spans(text) for text in definitions])]
    return line(both(*(term.wording(x).term for x in asked.languages), between=" · "), "term")


def told(message: Message) -> list[Section]:
    """What is said about what asks nothing and gives no verdict."""
    if isinstance(message, Done):
        return line(_done(message, term_name(message.term)))
    if isinstance(message, Hint):
        return line(_hint(message.text))
    if isinstance(message, Refused):
        return line(_refused(message))
    if isinstance(message, Accepted):
        return line(accepted(message))
    return summary(message) if isinstance(message, Summary) else []


def _refused(refused: Refused) -> str:
    if refused.why is None:
        return _REFUSED[refused.what]
    other = term_name(refused.other) if refused.other else ""
    return _UNACCEPTABLE[refused.why].format(other=other, fault=refused.fault)


def accepted(now: Accepted) -> str:
    return f"Accepted from now on: {now.accept.alias} for {term_name(now.accept.term)} ({now.file})."


def _done(done: Done, name: str) -> str:
    event = done.event
    if not done.recorded and (isinstance(event, Bury) or (isinstance(event, Suspend) and event.suspended)):
        return f"{name} is not asked again in this practice; nothing is recorded."
    said = _DONE[type(event)](event, name, "`dlterms history undo`" if done.last else "undo")
    return f"{said} {stays(done.stays)}" if done.stays else said


def stays(accepted: Accepted) -> str:
    """What is left where an answer that was accepted is taken back, and how it is taken out."""
    accept = accepted.accept
    return f"{accept.alias} stays a name of it ({accepted.file}); `dlterms edit {accept.term.id}` takes it out."


_DONE: dict[type, Callable[[Any, str, str], str]] = {
    Undo: lambda event, name, undo: f"Undone: {name}.",
    Override: lambda event, name, undo: f"Counted as {'wrong' if event.rating == AGAIN else 'right'}: {name}.",
    Bury: lambda event, name, undo: f"{name} waits till tomorrow; {undo} takes it back.",
    Suspend: lambda event, name, undo: f"{name} {_suspended(event, undo)}.",
}


def _suspended(event: Suspend, undo: str) -> str:
    if not event.suspended:
        return "is asked again"
    return f"{'counts as known' if event.verdict == 'known' else 'is set aside'}; {undo} takes it back"


def summary(result: Summary) -> list[Section]:
    """How it went, what was missed, and the command that drills it."""
    if not result.answers:
        return line("Nothing answered.", "")
    head = counted(result.answers, "{n} answer", "{n} answers") + f", {result.right} right"
    left = counted(result.left, ", {n} card left", ", {n} cards left") if result.left else ""
    mixed: list[Spans] = [
        [(f"asked {term_name(asked)}, answered {term_name(other)}" + counted(n, "", " ({n} times)"), "")]
        for asked, other, n in result.confusions
    ]
    missed: list[Spans] = [[(term_name(term), "")] for term in result.missed]
    drills: list[Spans] = [[("dlterms quiz --confused", "term")]] if mixed and result.recorded else []
    option = "" if result.recorded else "--practice "
    drills += [[(f"dlterms quiz {option}{' '.join(term.id for term in result.missed)}", "term")]] if missed else []
    sections = [Section("", [[("", "")], [(head + left, "term")]]), Section("missed", missed)]
    sections += [Section("mixed up", mixed), Section("to drill them", drills)]
    return [section for section in sections if section.paragraphs]


def left(ended: Summary, following: Due | None) -> list[Section]:
    """What there is to know for one who ends early: that nothing is lost, what is left, and what comes after that."""
    head = counted(ended.left, "Your answers are kept, {n} card is left.", "Your answers are kept, {n} cards are left.")
    those = counted(ended.left, "that", "those")
    after = f" The next after {those} is due {when(*following)}." if following else ""
    return line(head + after, "")


def ratings(dues: Mapping[Rating, Due]) -> str:
    """The keys that rate a card, each with when it would come back, if that is known."""
    back: dict[Rating, str] = {AGAIN: ", today"} if dues else {}
    back |= {rating: f", {when(*due)}" for rating, due in dues.items()}
    return SEPARATOR.join(f"{rating} {word}{back.get(rating, '')}" for rating, word in _RATINGS.items())


def keys() -> list[Section]:
    return [Section(name, [[(text, "")]]) for name, text in KEYS]
