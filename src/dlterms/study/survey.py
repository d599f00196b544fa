"""What statistics ask of a history and of the glossaries, gathered and summed up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dlterms.day import day_starts
from dlterms.history import Reader, known, latest, rated
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, selection
from dlterms.model import Term
from dlterms.quiz.cards import DIRECTIONS, Direction, card_of, cards_of, term_of
from dlterms.schedule import due
from dlterms.study import stats
from dlterms.study.calibration import ANSWERS, ROWS, calibration
from dlterms.study.queue import old_cards, past, wishes


def survey(
    history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, new: int, moment: float
) -> stats.Stats:
    """The statistics of what is wanted, at `moment`, for a learner of `new` terms a day."""
    chosen = selection(lexicon, wishes(history, wanted))
    asked = {name for name, _ in chosen.terms}
    terms = {name: topic for name, topic in lexicon.topics().items() if name.partition("/")[2] in asked}
    in_force = lexicon.in_force()
    record = _record(history, in_force, moment)
    now = {card.id for card in old_cards(past(history, retention, moment), chosen)}
    later = _coming_back(lexicon, record, terms.keys(), wanted.directions)
    # What is due and waits, as a sibling of what is asked, comes tomorrow, and so counts what is left of today.
    wait = history.stretch(retention)
    times = [max(due(record.memories[card], wait, moment), moment + 1) for card in later - now]
    found = stats.stats(record, retention, [*(moment for _ in now), *times], terms, new)
    foretold = calibration(latest(history, ANSWERS, ROWS), in_force, history.parameters())
    return replace(found, streak=_streak(history, found, moment), calibration=foretold)


def _record(history: Reader, in_force: set[str], moment: float) -> stats.Record:
    names = {name.partition("/")[2] for name in in_force}
    memories = {card: memory for card, memory in history.states().items() if term_of(card) in in_force}
    days = day_starts(moment, 7 * stats.WEEKS - 1, stats.AHEAD + 1)
    return stats.Record(
        memories=memories,
        answers=[answer for answer in rated(history, days[0]) if answer[1] in memories],
        now=moment,
        days=days,
        confusions={
            pair: times
            for pair, times in history.confusions().items()
            if term_of(pair[0]) in in_force and pair[1] in names
        },
        suspended={card: on for card, on in history.suspended().items() if term_of(card) in in_force},
        known=known(history) & in_force,
    )


def _coming_back(
    lexicon: IndexLexicon, record: stats.Record, terms: Collection[str], directions: Collection[Direction]
) -> set[str]:
    """The cards that come back, as a quiz asks them: without those set aside or gone from their entry."""
    found = set()
    for name in record.memories:
        if term_of(name) not in terms or record.is_aside(name):
            continue
        card = card_of(name)
        # Only a cloze goes easily from an entry, and reading 100,000 entries takes seconds.
        if card.kind in directions and (card.kind != "cloze" or card in cards_of(lexicon.term(card.term), directions)):
            found.add(name)
    return found


def _streak(history: Reader, found: stats.Stats, moment: float) -> int:
    """The streak, sought further back if it fills all the days looked at."""
    days, streak = len(found.a_day), found.streak
    while streak >= days - 1:
        days *= 2
        counts = history.counts(day_starts(moment, days - 1, 1))
        streak = stats.streak(counts)
    return streak


def state_of(history: Reader, term: Term) -> stats.State:
    """How well a term is known."""
    memories = (history.memory(card.id) for card in cards_of(term, DIRECTIONS))
    is_known = f"{term.glossary}/{term.id}" in known(history)
    return stats.state([memory for memory in memories if memory is not None], is_known)
