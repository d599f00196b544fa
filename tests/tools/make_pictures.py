"""Draw the pictures of README: docs/lookup.svg and docs/quiz.svg.

python tests/tools/make_pictures.py
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dlterms.index.build import connect, fill
from dlterms.index.find import look_up
from dlterms.index.lexicon import IndexLexicon
from dlterms.loader import load
from dlterms.quiz.cards import Card
from dlterms.quiz.session import session
from dlterms.quiz.state import QueuedCard
from dlterms.quiz.talk import Answer, Feedback, Keep, Kept, Question, Reply
from dlterms.terminal import picture
from dlterms.views import page
from dlterms.views import quiz as quiz_view
from dlterms.views.feedback import feedback
from dlterms.views.page import Section

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def main() -> None:
    db = connect(":memory:")
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "glossary").glob("*.yaml"))]
    fill(db, load([texts], warn=False)[0], "")
    draw_lookup(db)
    draw_quiz(IndexLexicon(db))


def draw_lookup(db: sqlite3.Connection) -> None:
    (match,) = look_up(db, "guonihe").matches
    sections = [line("$ dlterms lookup guonihe"), *page.page(match.entry, match.context)]
    (DOCS / "lookup.svg").write_text(picture.svg(sections, "dlterms lookup"), encoding="utf-8")


def draw_quiz(lexicon: IndexLexicon) -> None:
    sections = [line("$ dlterms quiz")]
    cards = [
        (QueuedCard(Card("dlterms", "overfitting", "zh-en"), "type"), "underfitting"),
        (QueuedCard(Card("dlterms", "dropout", "en-zh"), "choice"), "2"),
    ]
    events = session([card for card, _ in cards], lexicon, "picture")
    answers = iter([answer for _, answer in cards])
    reply: Reply = None
    while True:
        event = events.send(reply)
        reply = None
        if isinstance(event, Question):
            sections += quiz_view.question(event)
            answer = next(answers, None)
            if answer is None:
                break
            sections.append(line(f"> {answer}"))
            reply = Answer(answer)
        elif isinstance(event, Feedback):
            sections += feedback(event, "both")
        elif isinstance(event, Keep):
            reply = (Kept("picture"),)
    (DOCS / "quiz.svg").write_text(picture.svg(sections, "dlterms quiz"), encoding="utf-8")


def line(text: str) -> Section:
    """A line that somebody typed."""
    return Section("", [[(text, "term")]])


if __name__ == "__main__":
    main()
