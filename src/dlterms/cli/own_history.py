"""What quiz, stats and path share: the history, the clock, and the selection of terms."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from dlterms import files
from dlterms.cli.glossary import check_topics, folder
from dlterms.day import day_end, day_start
from dlterms.errors import DltermsError
from dlterms.history import DamagedError, History, OutdatedError, Reader, open_history, read_history
from dlterms.index.lexicon import IndexLexicon
from dlterms.order import after_below
from dlterms.quiz.cards import Card, card_of, cards_of
from dlterms.schedule import due
from dlterms.study.queue import Past, Selection
from dlterms.study.suspended import is_suspended

_AHEAD = 300.0  # seconds by which the clocks of two machines may differ
_MACHINE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def now() -> float:
    """The time, in seconds since 1970."""
    return time.time()


def history_path() -> Path:
    return folder("data") / "reviews.db"


def machine() -> str:
    """A name for this data folder, random so that no two are the same; made at the first use."""
    path = folder("data") / "machine"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError), open(path, "x", encoding="utf-8", opener=files.for_owner_alone) as file:
            file.write(uuid.uuid4().hex)  # unless another was quicker
        if not path.stat().st_size:  # a first start was cut short
            path.write_text(uuid.uuid4().hex, encoding="utf-8")
        name = files.read_bytes(str(path), 1000).decode().strip()
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or error
        raise DltermsError(f"{path}: cannot be read or written: {fault}") from None
    if not _MACHINE.fullmatch(name):
        raise DltermsError(
            f"{path}: not the name of a machine (letters, digits, hyphens); remove the file for a new one"
        )
    return name


def writable_history() -> History:
    history = open_history(history_path(), machine=machine(), new_id=new_id, now=now())
    try:
        _back_up(history)
        _tell_of_slow_clock(history)
    except BaseException:
        history.close()
        raise
    return history


def _back_up(history: History) -> None:
    """The weekly backup; only a damaged history keeps the learner from learning."""
    try:
        history.weekly_backup(now())
    except DamagedError:
        raise
    except DltermsError as fault:
        click.echo(f"dlterms: no weekly backup: {fault}", err=True)


def _tell_of_slow_clock(history: History) -> None:
    newest = history.last_review()
    if newest is not None and newest > now() + _AHEAD:
        last, clock = (datetime.fromtimestamp(time).strftime("%Y-%m-%d %H:%M") for time in (newest, now()))
        click.echo(f"dlterms: the clock says {clock}, and the last answer was given at {last}; is it right?", err=True)


def readable_history() -> Reader:
    """The history to read; one of an older dlterms is brought up to date first."""
    try:
        return read_history(history_path())
    except OutdatedError:
        writable_history().close()
        return read_history(history_path())


def follow_renames(history: Reader, db: sqlite3.Connection) -> None:
    """Let entries that were renamed go on where their cards left off."""
    sql = """
        SELECT glossary || '/' || former.id, glossary || '/' || entry.id
        FROM former JOIN entry ON entry.id = former.entry
    """
    history.follow(db.execute(sql))


def new_id() -> str:
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Wanted:
    """Which terms and cards were asked for on the command line."""

    topics: Sequence[str] = ()
    levels: Sequence[int] = ()
    directions: Sequence[str] = ()
    only: Sequence[str] = ()  # ids; empty for all


def selection(db: sqlite3.Connection, lexicon: IndexLexicon, wanted: Wanted) -> Selection:
    """The terms wanted, in the order of learning. Level 3 is left out unless asked for, by level or by name."""
    check_topics(db, wanted.topics)
    where = """
        (:topics = '[]' OR topic IN (SELECT value FROM json_each(:topics)))
        AND asked_level IN (SELECT value FROM json_each(:levels))
        AND (:only = '[]' OR id IN (SELECT value FROM json_each(:only)))
        AND status = 'approved'
    """
    levels = wanted.levels or ((1, 2, 3) if wanted.only else (1, 2))
    lists = {"topics": wanted.topics, "levels": levels, "only": wanted.only}
    values = {name: json.dumps(list(value)) for name, value in lists.items()}

    def terms() -> Iterator[tuple[str, list[str]]]:
        rows = db.execute(f"SELECT id, requires FROM entry WHERE {where} ORDER BY n", values)
        return ((name, requires.split()) for name, requires in rows)

    def has(name: str) -> bool:
        sql = f"SELECT 1 FROM entry WHERE id = :name AND {where}"
        return db.execute(sql, {**values, "name": name}).fetchone() is not None

    def cards(name: str) -> tuple[Card, ...]:
        return cards_of(lexicon.term(name), wanted.directions)

    return Selection(_Lazy(terms), has, cards)


class _Lazy:
    """An iterable that starts anew each time: a plan rarely looks at more than the first few terms."""

    def __init__(self, make: Callable[[], Iterator[tuple[str, list[str]]]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        return self.make()


class _Asked:
    """The cards ever answered, asked of the history one at a time."""

    def __init__(self, history: Reader) -> None:
        self.history = history

    def __contains__(self, card: object) -> bool:
        return self.history.memory(str(card)) is not None


class _Introduced:
    """The terms ever asked, in any glossary: a card of theirs is in the history."""

    def __init__(self, history: Reader, lexicon: IndexLexicon) -> None:
        self.history = history
        self.lexicon = lexicon

    def __contains__(self, name: object) -> bool:
        term = self.lexicon.term(str(name))
        return self.history.has_card_of(f"{term.glossary}/{term.id}")


def past(history: Reader, lexicon: IndexLexicon, retention: float, moment: float) -> Past:
    """What the plan of the day at `moment` needs to know."""
    return Past(
        due=_due(history, retention, moment),
        asked=_Asked(history),
        introduced=_Introduced(history, lexicon),
        today=_today(history, moment),
        set_aside={card for card, still in history.suspended().items() if still},
    )


def _today(history: Reader, moment: float) -> set[str]:
    """The terms asked since the day began."""
    start = day_start(moment).timestamp()
    return {card_of(review.card).term for review in history.reviews(since=start)}


def _due(history: Reader, retention: float, moment: float) -> Iterator[str]:
    """The cards that are due and not set aside, those likeliest to be recalled first.

    In portions, since of 100,000 that are due a session asks 20.
    """
    seen: set[str] = set()
    portion = 256
    said = history.suspended()
    while True:
        found = history.due(day_end(day_start(moment)).timestamp(), retention, portion)
        for card, memory in found.items():
            if card in seen or is_suspended(card, memory, said):
                continue
            if due(memory, retention, moment) <= moment:
                yield card
        if len(found) < portion:
            return
        seen.update(found)
        portion *= 8


def new_today(history: Reader, moment: float) -> int:
    """How many cards were introduced since the day began."""
    start = day_start(moment).timestamp()
    memories = map(history.memory, {review.card for review in history.reviews(since=start)})
    return sum(memory is not None and memory.first_review >= start for memory in memories)


def contrasts(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The pairs of ids that the glossaries call easily confused."""
    return db.execute("SELECT entry.id, value FROM entry, json_each(entry.entry, '$.contrast') ORDER BY n").fetchall()


def named_terms(db: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """The ids that words name, each an id or an exact label; several entries of one name are all meant."""
    from dlterms.index.find import entry_by_id, look_up

    found: list[str] = []
    for word in words:
        by_id = entry_by_id(db, word)
        result = look_up(db, word)
        exact = [
            m.id for m in result.matches if m.match in ("exact", "alias", "acronym", "hidden", "found-only", "pinyin")
        ]
        if not by_id and not exact:
            near = [m.id for m in result.matches] + [name for name, *_ in result.suggestions]
            hint = f", did you mean {' or '.join(near[:3])}?" if near else ""
            raise click.BadParameter(f"no term `{word}`{hint}", param_hint="TERM")
        found += [by_id.id] if by_id else exact
    return list(dict.fromkeys(found))


def prerequisites(lexicon: IndexLexicon, name: str) -> list[str]:
    """A term and all that it requires, each after what it requires itself."""
    return list(after_below([name], lambda ref: filter(lexicon.has, lexicon.term(ref).requires)))
