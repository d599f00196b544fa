"""What a hint gives away of an answer that is to be typed."""

from __future__ import annotations

import re

from dlterms.labels import both
from dlterms.quiz.cards import cloze_answer
from dlterms.quiz.talk import Question


def hint(asked: Question) -> str:
    """The first character of the answer, and how many there are; empty where the answer is on the screen to choose."""
    if asked.mode != "type":
        return ""
    if asked.card.kind == "cloze":
        return outline(cloze_answer(asked.card, asked.term))
    return both(*(outline(asked.term.wording(lang).term) for lang in asked.languages), between=" · ")


def outline(name: str) -> str:
    """`g_______ d______ (8 + 7)` for gradient descent; of a single character nothing but that it is one."""
    hidden = re.sub(r"[^\s-]", "_", name)
    shown = name[:1] + hidden[1:] if len(name) > 1 else hidden
    return f"{shown} ({' + '.join(str(len(word)) for word in name.split())})"
