"""What a quiz shows, as sections of a page: the same for a terminal and for a pipe."""

from __future__ import annotations

from collections.abc import Mapping

from dlterms.i18n import clauses, counted, marked, tr
from dlterms.labels import both, has_han
from dlterms.model import AGAIN, Bury, Event, Lang, Language, Override, Rating, Suspend, Term, Undo, VerdictName
from dlterms.quiz.cards import cloze_answer, shown_languages
from dlterms.quiz.talk import Accepted, Done, Due, Hint, Message, Question, Refused, Summary, Unacceptable
from dlterms.quiz.typed import Verdict
from dlterms.variants import is_head
from dlterms.views.page import SEPARATOR, Section, Spans, definition_spans
from dlterms.views.words import term_name, when

LANGUAGE: dict[Language, str] = {"zh": "中文", "en": marked("English")}
KEYS = (  # digits, because an input method swallows letters; letters as aliases
    (marked("Enter"), marked("go on; twice where an answer is typed: I don't know")),
    (marked("Space"), marked("at a choice: I don't know; shows the other side of a card")),
    (marked("1 to 4"), marked("choose an option, or rate yourself: 1 again, 2 hard, 3 good, 4 easy")),
    (marked("5 or e"), marked("after an answer: the whole entry, or how the two terms you mixed up differ")),
    (marked("6 or o"), marked("override the verdict: wrong counts as right, right as wrong")),
    (marked("7 or u"), marked("undo the last answer, or what else was done last")),
    (marked("8 1 or k"), marked("I know this: the term is not asked any more")),
    (marked("8 2 or b"), marked("not today: this card waits till tomorrow")),
    (marked("8 3 or s"), marked("set aside: this card is not asked any more")),
    (marked("9 or h"), marked("where an answer is typed: a hint; the answer then counts as hard at most")),
    ("9", marked("after a wrong typed answer: accept it from now on; later /accept")),
    (marked("0 or q"), marked("end the session")),
    ("?", marked("this list")),
    (
        "",
        marked("Where an answer is typed: the digit and Enter, or a slash and the letter: /u. After it, digits only."),
    ),
)
_REASONS: dict[VerdictName, str] = {
    "almost": marked("That is how it sounds. Now the characters:"),
    "other-language": marked("Right, but in the other language. In {language}?"),
    "broader": marked("{other} is broader. More precisely?"),
    "near": marked("{other} is nearly the same. What else is it called?"),
    "find-only": marked("That finds it in a look-up. What is its name?"),
}
_RATINGS: dict[Rating, str] = {1: marked("again"), 2: marked("hard"), 3: marked("good"), 4: marked("easy")}
_HEAD = marked("That is part of the name. What is the whole name?")
_OTHER_ENDING = marked("That is the word with another ending. What is it exactly?")
_REFUSED = {
    "undo": marked("There is nothing to undo in this session."),
    "override": marked("There is no answer to override."),
    "hint": marked("There is a hint only where an answer is typed."),
    "answer": marked("That is none of the choices."),
}
_UNACCEPTABLE: dict[Unacceptable, str] = {
    "nothing": marked("There is no answer to accept."),
    "practice": marked("Practice records nothing, so no answer is accepted from now on."),
    "self-rated": marked("Only an answer that was typed can be accepted."),
    "empty": marked("There was no answer that could be accepted."),
    "right": marked("That answer is right as it is."),
    "other-term": marked("That is {other}, and cannot be a name of another term."),
    "blank": marked("The blank hides something other than the term, so what fills it is not a name of the term."),
    "accepted": marked("That answer is accepted already."),
    "file": marked("Not accepted from now on: {fault}. `dlterms history accept` tries again."),
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
        prompt.append([(_wanted(asked), "dim")])
    else:
        prompt[-1] = [*prompt[-1], (f"  {_wanted(asked)}", "dim")]
    options: list[Spans] = [[(f"  {n}  ", "dim"), (option.text, "")] for n, option in enumerate(asked.options, 1)]
    return [Section("", [*prompt, *options])]


def _progress(asked: Question) -> str:
    """Cards done and left, and of the answers so far the share that was right."""
    if not asked.answered:
        return tr("{done} done · {left} left", done=asked.done, left=asked.left)
    share = asked.done / asked.answered
    return tr("{done} done · {left} left · {share:.0%} right", done=asked.done, left=asked.left, share=share)


def _wanted(asked: Question) -> str:
    if asked.card.kind == "term-definition":
        return tr("→ what does it mean?")
    if asked.card.kind == "cloze":
        return tr("→ what is missing?")
    if len(asked.languages) == 1:
        return tr("→ {language}?", language=tr(LANGUAGE[asked.languages[0]]))
    return tr("→ which term?")


def _hint(text: str) -> str:
    return tr("Hint: {hint}. The answer now counts as hard at most.", hint=text)


def _why_again(asked: Question) -> list[Section]:
    """What was said to the last try; a hint has been told on its own."""
    return line(_reason(asked, asked.again)) if isinstance(asked.again, Verdict) else []


def _reason(asked: Question, verdict: Verdict) -> str:
    if verdict.name == "almost" and verdict.label is not None:
        if is_head(verdict.answer, verdict.label):
            return tr(_HEAD)
        if not has_han(verdict.label):
            return tr(_OTHER_ENDING)
    other = term_name(asked.other) if asked.other else ""
    return tr(_REASONS[verdict.name], language=tr(LANGUAGE[asked.languages[0]]), other=other)


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
        return tr(_REFUSED[refused.what])
    other = term_name(refused.other) if refused.other else ""
    return tr(_UNACCEPTABLE[refused.why], other=other, fault=refused.fault)


def accepted(now: Accepted) -> str:
    return tr(
        "Accepted from now on: {alias} for {name} ({file}).",
        alias=now.accept.alias,
        name=term_name(now.accept.term),
        file=now.file,
    )


def _done(done: Done, name: str) -> str:
    event = done.event
    if not done.recorded and (isinstance(event, Bury) or (isinstance(event, Suspend) and event.suspended)):
        return tr("{name} is not asked again in this practice; nothing is recorded.", name=name)
    said = tr(_DONE[_deed(event)], name=name)
    if _deed(event) in _TAKEN_BACK:
        said += tr(" `dlterms history undo` takes it back.") if done.last else tr(" Undo takes it back.")
    return f"{said} {stays(done.stays)}" if done.stays else said


def stays(accepted: Accepted) -> str:
    """What is left where an answer that was accepted is taken back, and how it is taken out."""
    accept = accepted.accept
    return tr(
        "{alias} stays a name of it ({file}); `dlterms edit {term}` takes it out.",
        alias=accept.alias,
        file=accepted.file,
        term=accept.term.id,
    )


_DONE = {
    "undo": marked("Undone: {name}."),
    "wrong": marked("Counted as wrong: {name}."),
    "right": marked("Counted as right: {name}."),
    "bury": marked("{name} waits till tomorrow."),
    "known": marked("{name} counts as known."),
    "suspend": marked("{name} is set aside."),
    "resume": marked("{name} is asked again."),
}
_TAKEN_BACK = ("bury", "known", "suspend")  # of which one is told how


def _deed(event: Event) -> str:
    if isinstance(event, Override):
        return "wrong" if event.rating == AGAIN else "right"
    if isinstance(event, Suspend):
        return ("known" if event.verdict == "known" else "suspend") if event.suspended else "resume"
    return "undo" if isinstance(event, Undo) else "bury"


def summary(result: Summary) -> list[Section]:
    """How it went, what was missed, and the command that drills it."""
    if not result.answers:
        return line(tr("Nothing answered."), "")
    head = [counted(result.answers, "{n} answer, {right} right", "{n} answers, {right} right", right=result.right)]
    head += [counted(result.left, "{n} card left", "{n} cards left")] if result.left else []
    mixed: list[Spans] = [[(_mixed_up(asked, other, n), "")] for asked, other, n in result.confusions]
    missed: list[Spans] = [[(term_name(term), "")] for term in result.missed]
    drills: list[Spans] = [[("dlterms quiz --confused", "term")]] if mixed and result.recorded else []
    option = "" if result.recorded else "--practice "
    drills += [[(f"dlterms quiz {option}{' '.join(term.id for term in result.missed)}", "term")]] if missed else []
    sections = [Section("", [[("", "")], [(clauses(head), "term")]]), Section(marked("missed"), missed)]
    sections += [Section(marked("mixed up"), mixed), Section(marked("to drill them"), drills)]
    return [section for section in sections if section.paragraphs]


def _mixed_up(asked: Term, other: Term, times: int) -> str:
    return counted(
        times,
        "asked {asked}, answered {answered}",
        "asked {asked}, answered {answered} ({n} times)",
        asked=term_name(asked),
        answered=term_name(other),
    )


def left(ended: Summary, following: Due | None) -> list[Section]:
    """What there is to know for one who ends early: that nothing is lost, what is left, and what comes after that."""
    head = counted(ended.left, "Your answers are kept, {n} card is left.", "Your answers are kept, {n} cards are left.")
    if not following:
        return line(head, "")
    after = counted(
        ended.left,
        " The next after that is due {when}.",
        " The next after those is due {when}.",
        when=when(*following),
    )
    return line(head + after, "")


def ratings(dues: Mapping[Rating, Due]) -> str:
    """The keys that rate a card, each with when it would come back, if that is known."""
    back: dict[Rating, list[str]] = {AGAIN: [tr("today")]} if dues else {}
    back |= {rating: [when(*due)] for rating, due in dues.items()}
    return SEPARATOR.join(clauses([f"{rating} {tr(word)}", *back.get(rating, [])]) for rating, word in _RATINGS.items())


def keys() -> list[Section]:
    return [Section(name, [[(tr(text), "")]]) for name, text in KEYS]
