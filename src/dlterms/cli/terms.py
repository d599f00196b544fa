"""What stats, path, history and their options share: names, days, and the memories of a term."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from math import isnan
from typing import Any

import click

from dlterms.history import Reader
from dlterms.history.faults import damaged
from dlterms.index import find
from dlterms.labels import printable
from dlterms.model import Memory, Review, Term
from dlterms.quiz.cards import DIRECTIONS, card_of, cards_of
from dlterms.study.suspended import is_suspended


class Retention(click.FloatRange):
    """A share to be remembered; with others FSRS gives intervals that help nobody."""

    def __init__(self) -> None:
        super().__init__(0.7, 0.97)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        share = float(super().convert(value, param, ctx))
        if isnan(share):  # which click finds in any range
            self.fail("nan is no share", param, ctx)
        return share


def namer(db: sqlite3.Connection) -> Callable[[str], str]:
    """The Chinese and English name of a term, by its id; an id that no glossary has names itself."""

    def name_of(term: str) -> str:
        sql = "SELECT zh, en FROM entry WHERE id IN (:term, (SELECT entry FROM former WHERE id = :term))"
        row = db.execute(sql, {"term": term}).fetchone()
        return " ".join(dict.fromkeys(row)) if row else term

    return name_of


def one_term(db: sqlite3.Connection, query: str) -> str:
    """The id of the one term that an id or a look-up gives; with none or several, what can be meant is said instead."""
    if by_id := find.entry_by_id(db, query):
        return by_id.id
    result = find.look_up(db, query)
    names = [match.id for match in result.matches]
    if len(names) == 1:
        return names[0]
    asked, name_of = printable(query), namer(db)
    said = f"`{asked}` can be {len(names)} terms; name one of them" if names else f"no entry for `{asked}`"
    near = names or [name for name, *_ in result.suggestions]
    lines = [f"dlterms: {said}", *(f"  did you mean {name_of(name)} ({name})?" for name in near)]
    click.echo("\n".join(lines), err=True)
    raise click.exceptions.Exit(1)


@contextmanager
def sound(history: Reader) -> Iterator[None]:
    """What goes wrong over a damaged history is a fault of that; over a sound one it is a bug, and stays what it is."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if not history.verify():
            raise
        raise damaged(history.path, error) from error


def memories_of(history: Reader, term: Term) -> list[Memory]:
    """The memories of a term's cards that were ever answered."""
    found = (history.memory(card.id) for card in cards_of(term, DIRECTIONS))
    return [memory for memory in found if memory is not None]


def cards_aside(history: Reader, term: Term) -> list[str]:
    """The cards of a term that the plan leaves out."""
    said = history.suspended()
    cards = (card.id for card in cards_of(term, DIRECTIONS))
    return [card for card in cards if is_suspended(card, history.memory(card), said)]


def in_words(review: Review, name_of: Callable[[str], str]) -> str:
    """An answer in one line: 过拟合 overfitting (zh-en), “overfiting”, typo, 2026-03-01 21:07."""
    try:
        card = card_of(review.card)
        name = f"{name_of(card.term)} ({card.direction})"
    except ValueError:
        name = review.card
    answer = f"“{printable(review.answer)}”" if review.answer else "no answer"
    verdict = review.verdict or f"rated {review.rating}"
    return f"{printable(name)}, {answer}, {printable(verdict)}, {datetime.fromtimestamp(review.time):%Y-%m-%d %H:%M}"


def counted(count: int, thing: str, things: str = "") -> str:
    return f"{count} {thing if count == 1 else things or f'{thing}s'}"
