"""Small pieces of sentences: numbers of things, times to come, an answer in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dlterms.day import day_start
from dlterms.labels import printable
from dlterms.model import Review
from dlterms.quiz.cards import card_of


def counted(number: int, one: str, many: str) -> str:
    """What is said of so many things: `one` or `many`, whole, so that other languages may say it their way.

    `{n}` in it is the number.
    """
    return (one if number == 1 else many).replace("{n}", f"{number:,}")


def when(moment: float, at: float) -> str:
    """A time to come, as said on a day at `at`: `in 40 minutes`, `tomorrow`, `in 3 days`."""
    if moment - at < 3600:
        return counted(max(1, round((moment - at) / 60)), "in {n} minute", "in {n} minutes")
    days = (day_start(moment).date() - day_start(at).date()).days
    return counted(days, "tomorrow", "in {n} days") if days else "later today"


def answer(review: Review, name_of: Callable[[str], str]) -> str:
    """An answer in one line: 过拟合 overfitting (zh-en), “overfiting”, typo, 2026-03-01 21:07."""
    try:
        card = card_of(review.card)
        name = f"{name_of(card.term)} ({card.direction})"
    except ValueError:
        name = review.card
    answer = f"“{printable(review.answer)}”" if review.answer else "no answer"
    verdict = review.verdict or f"rated {review.rating}"
    return f"{printable(name)}, {answer}, {printable(verdict)}, {datetime.fromtimestamp(review.time):%Y-%m-%d %H:%M}"
