"""`dlterms stats`."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import click

from dlterms.cli import own_history as learning
from dlterms.cli import terms as survey
from dlterms.cli.glossary import ask
from dlterms.day import day_start, day_starts
from dlterms.errors import DltermsError
from dlterms.history import Reader
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Memory, Topic
from dlterms.quiz.cards import DIRECTIONS, USUAL, card_of, cards_of
from dlterms.schedule import RETENTION, due
from dlterms.study import stats


@click.command("stats")
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only what `quiz --level` asks.")
@click.option(
    "--direction",
    "directions",
    multiple=True,
    type=click.Choice(DIRECTIONS),
    help="Only what `quiz --direction` asks.",
)
@click.option(
    "--retention",
    type=survey.Retention(),
    default=RETENTION,
    show_default=True,
    help="Share to be remembered.",
)
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a picture of it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    levels: tuple[int, ...], directions: tuple[str, ...], retention: float, svg: Path | None, as_json: bool
) -> None:
    """Show what is due, what is kept, what is mixed up.

    Cards whose term is in no glossary any more are left out.
    """
    wanted = learning.Wanted((), levels, directions or USUAL)
    ask(lambda db: _tell(db, wanted, retention, svg, as_json))


def _tell(db: sqlite3.Connection, wanted: learning.Wanted, retention: float, svg: Path | None, as_json: bool) -> None:
    moment = learning.now()
    with learning.readable_history() as history, survey.sound(history):
        learning.follow_renames(history, db)
        found = _stats(db, history, wanted, retention, moment)
        if svg:
            _write_picture(svg, db, found, moment)
        if as_json:
            click.echo(json.dumps(found.to_json(), ensure_ascii=False))
        elif not svg:
            _show(db, found, moment)


def _stats(
    db: sqlite3.Connection, history: Reader, wanted: learning.Wanted, retention: float, moment: float
) -> stats.Stats:
    chosen = {name for name, _ in learning.selection(db, IndexLexicon(db), wanted).terms}
    topics = """
        SELECT entry.glossary, entry.id, topic.id, topic.zh, topic.en
        FROM entry JOIN topic ON topic.id = entry.topic ORDER BY topic.n
    """
    terms = {f"{glossary}/{name}": Topic(*topic) for glossary, name, *topic in db.execute(topics) if name in chosen}
    past = _past(db, history, moment)
    asked = _asked(IndexLexicon(db), past, terms.keys(), wanted.directions)
    found = stats.stats(past, retention, [due(memory, retention, moment) for memory in asked], terms)
    return replace(found, streak=_streak(history, found, moment))


def _past(db: sqlite3.Connection, history: Reader, moment: float) -> stats.Past:
    names = dict(db.execute("SELECT id, glossary || '/' || id FROM entry"))
    in_force = set(names.values())
    memories = {card: memory for card, memory in history.states().items() if stats.term_of(card) in in_force}
    days = day_starts(moment, 7 * stats.WEEKS - 1, stats.AHEAD + 1)
    return stats.Past(
        memories=memories,
        reviews=[review for review in history.reviews(since=days[0]) if review.card in memories],
        now=moment,
        days=days,
        confusions={
            pair: times
            for pair, times in history.confusions().items()
            if stats.term_of(pair[0]) in in_force and pair[1] in names
        },
        suspended={card: on for card, on in history.suspended().items() if stats.term_of(card) in in_force},
    )


def _asked(
    lexicon: IndexLexicon, past: stats.Past, terms: Collection[str], directions: Collection[str]
) -> list[Memory]:
    """Of the cards that come back, as a quiz asks them: without those set aside or gone from their entry."""
    found = []
    for name, memory in past.memories.items():
        if stats.term_of(name) not in terms or past.is_aside(name):
            continue
        card = card_of(name)
        # Only a cloze goes easily from an entry, and reading 100,000 entries takes seconds.
        if card.kind in directions and (card.kind != "cloze" or card in cards_of(lexicon.term(card.term), directions)):
            found.append(memory)
    return found


def _streak(history: Reader, found: stats.Stats, moment: float) -> int:
    """The streak, sought further back if it fills all the days looked at."""
    days, streak = len(found.a_day), found.streak
    while streak >= days - 1:
        days *= 2
        counts = history.counts(day_starts(moment, days - 1, 1))
        streak = stats.streak(counts)
    return streak


def _show(db: sqlite3.Connection, found: stats.Stats, moment: float) -> None:
    from dlterms.views import stats as stats_view

    if not sys.stdout.isatty():
        click.echo("\n".join(stats_view.plain(found, survey.namer(db))))
        return
    from dlterms.terminal import styled

    out = styled.console(sys.stdout)
    styled.print_page(out, stats_view.drawn(found, survey.namer(db), styled.room(out), day_start(moment).date()))


def _write_picture(path: Path, db: sqlite3.Connection, found: stats.Stats, moment: float) -> None:
    from dlterms.terminal import picture
    from dlterms.views import stats as stats_view

    sections = stats_view.drawn(found, survey.namer(db), picture.ROOM, day_start(moment).date())
    try:
        path.write_text(picture.svg(sections, "dlterms stats"), encoding="utf-8")
    except OSError as error:
        raise DltermsError(f"{path}: cannot be written: {error.strerror or error}") from None
