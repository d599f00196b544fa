"""What quiz, stats and path share: the history, the clock, and the selection of terms."""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from dlterms.cli.glossary import check_topics, folder
from dlterms.errors import DltermsError
from dlterms.history import History, Reader, open_history, read_history
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Term
from dlterms.quiz.cards import Card, card_of, cards_of
from dlterms.quiz.plan import Past, Selection, day_end, day_start
from dlterms.schedule import LEECH, due


def now() -> float:
    """The time, in seconds since 1970."""
    return time.time()


def history_path() -> Path:
    return folder("data") / "reviews.db"


def machine() -> str:
    """A name for this data folder, random so that no two are the same; made at the first use."""
    path = folder("data") / "machine"
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise DltermsError(f"{path}: cannot be read: {error}") from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(uuid.uuid4().hex)
    except FileExistsError:
        pass  # another dlterms was quicker
    except OSError as error:
        raise DltermsError(f"{path}: cannot be written: {error.strerror or error}") from None
    return path.read_text(encoding="utf-8").strip()


def writable_history() -> History:
    history = open_history(history_path(), machine=machine(), new_id=new_id, now=now())
    history.weekly_backup(now())
    return history


def readable_history() -> Reader:
    return read_history(history_path())


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
        (?1 = '[]' OR topic IN (SELECT value FROM json_each(?1)))
        AND asked_level IN (SELECT value FROM json_each(?2))
        AND (?3 = '[]' OR id IN (SELECT value FROM json_each(?3)))
        AND status = 'approved'
    """
    levels = wanted.levels or ((1, 2, 3) if wanted.only else (1, 2))
    values = tuple(json.dumps(list(value)) for value in (wanted.topics, levels, wanted.only))

    def terms() -> Iterator[tuple[str, list[str]]]:
        rows = db.execute(f"SELECT id, requires FROM entry WHERE {where} ORDER BY n", values)
        return ((name, requires.split()) for name, requires in rows)

    def has(name: str) -> bool:
        return db.execute(f"SELECT 1 FROM entry WHERE id = ?4 AND {where}", (*values, name)).fetchone() is not None

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
    start = day_start(moment).timestamp()
    suspended = {card for card, still in history.suspended().items() if still}
    return Past(
        due=_due(history, retention, moment),
        asked=_Asked(history),
        introduced=_Introduced(history, lexicon),
        today={card_of(review.card).term for review in history.reviews(since=start)},
        set_aside=suspended,
    )


def _due(history: Reader, retention: float, moment: float) -> Iterator[str]:
    """The cards that are due, those likeliest to be recalled first; leeches are set aside.

    In portions, since of 100,000 that are due a session asks 20.
    """
    seen: set[str] = set()
    portion = 256
    while True:
        found = history.due(moment, retention, portion)
        yield from (card for card, memory in found.items() if card not in seen and memory.misses < LEECH)
        if len(found) < portion:
            return
        seen.update(found)
        portion *= 8


def new_today(history: Reader, moment: float) -> int:
    """How many cards were introduced since the day began."""
    start = day_start(moment).timestamp()
    memories = map(history.memory, {review.card for review in history.reviews(since=start)})
    return sum(memory is not None and memory.first_review >= start for memory in memories)


def next_due(history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float) -> float | None:
    """When the next card of the selection comes back; None if none was ever asked."""
    chosen = selection(lexicon.db, lexicon, wanted)
    start = day_start(now())
    aside = {card for card, still in history.suspended().items() if still}
    today = {card_of(review.card).term for review in history.reviews(since=start.timestamp())}
    times = [
        # A card whose sibling was asked today waits for tomorrow.
        max(due(memory, retention), day_end(start).timestamp() if card_of(card).term in today else 0)
        for card, memory in history.states().items()
        if card not in aside and memory.misses < LEECH and chosen.has(card_of(card).term)
    ]
    return min(times, default=None)


def in_words(moment: float, at: float) -> str:
    """A time to come, as said on a day at `at`: `in 40 minutes`, `tomorrow`, `in 3 days`."""
    if moment - at < 3600:
        return f"in {max(1, round((moment - at) / 60))} minutes"
    days = (day_start(moment).date() - day_start(at).date()).days
    return ("later today", "tomorrow")[days] if days < 2 else f"in {days} days"


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
    order: dict[str, None] = {}
    stack: list[tuple[Term, Iterator[str]]] = [(lexicon.term(name), iter(lexicon.term(name).requires))]
    waiting = {name}
    while stack:
        term, rest = stack[-1]
        ref = next((r for r in rest if r not in waiting), None)
        if ref is None:
            stack.pop()
            order[term.id] = None
        else:
            waiting.add(ref)
            try:
                below = lexicon.term(ref)
            except KeyError:
                continue
            stack.append((below, iter(below.requires)))
    return list(order)
