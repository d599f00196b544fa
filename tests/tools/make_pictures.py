"""Draw the pictures of README: docs/lookup.svg and docs/quiz.svg.

python tests/tools/make_pictures.py
"""

from __future__ import annotations

import html
import io
import re
import sqlite3
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import MONOKAI

from dlterms.index.build import fill
from dlterms.index.find import look_up
from dlterms.index.lexicon import IndexLexicon
from dlterms.loader import load
from dlterms.quiz.cards import Card
from dlterms.quiz.events import Answer, Feedback, Graded, Kept, Question, Reply
from dlterms.quiz.session import Asked, session
from dlterms.terminal import page, quiz_view, styled

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WIDTH = 84


def main() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "glossary").glob("*.yaml"))]
    fill(db, load([texts], warn=False)[0], "", "")
    draw_lookup(db)
    draw_quiz(IndexLexicon(db))


def draw_lookup(db: sqlite3.Connection) -> None:
    out = recorder("dlterms lookup guonihe")
    for match in look_up(db, "guonihe").matches:
        styled.print_page(out, page.page(match.entry, match.context))
    save(out, "lookup.svg", "dlterms lookup")


def draw_quiz(lexicon: IndexLexicon) -> None:
    out = recorder("dlterms quiz")
    cards = [
        (Asked(Card("dlterms", "overfitting", "zh-en"), "type"), "underfitting"),
        (Asked(Card("dlterms", "dropout", "en-zh"), "choice"), "2"),
    ]
    events = session([card for card, _ in cards], lexicon, "picture")
    answers = iter([answer for _, answer in cards])
    reply: Reply = None
    while True:
        event = events.send(reply)
        reply = None
        if isinstance(event, Question):
            styled.print_page(out, quiz_view.question(event, lexicon.term))
            answer = next(answers, None)
            if answer is None:
                break
            out.print(f"> {answer}", highlight=False)
            reply = Answer(answer)
        elif isinstance(event, Feedback):
            styled.print_page(out, quiz_view.feedback(event, lexicon.term, "both"))
        elif isinstance(event, Graded):
            reply = Kept("picture")
    save(out, "quiz.svg", "dlterms quiz")


def recorder(command: str) -> Console:
    out = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False, markup=False)
    out.print(f"$ {command}", style="bold")
    return out


def save(out: Console, name: str, title: str) -> None:
    svg = out.export_svg(title=title, theme=MONOKAI, unique_id=name.partition(".")[0])
    # The reader's own fonts: a picture in a README fetches nothing.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    # rich squeezes a Chinese character into one column.
    svg = re.sub(r'textLength="[\d.]+"( [^>]*)>([^<]*)<', widened, svg)
    (DOCS / name).write_text(svg, encoding="utf-8")


def widened(found: re.Match[str]) -> str:
    return f'textLength="{12.2 * cell_len(html.unescape(found[2])):g}"{found[1]}>{found[2]}<'


if __name__ == "__main__":
    main()
