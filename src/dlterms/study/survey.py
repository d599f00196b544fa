"""What statistics ask of a history and of the glossaries, gathered and summed up."""

from __future__ import annotations

from dataclasses import replace

from dlterms.day import day_starts
from dlterms.history import Reader, known, latest, rated
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Selection, Wanted, whole
from dlterms.model import Term
from dlterms.quiz.cards import DIRECTIONS, cards_of, term_of
from dlterms.schedule import Stretch, due, may_be_due
from dlterms.study import stats
from dlterms.study.calibration import ANSWERS, ROWS, calibration
from dlterms.study.queue import old_cards, past, wishes


def survey(
    history: Reader, lexicon: IndexLexicon, wanted: Wanted, retention: float, new: int, moment: float
) -> stats.Stats:
    """The statistics of what is wanted, at `moment`, for a learner of `new` terms a day."""
    chosen = whole(lexicon, wishes(history, wanted))
    terms = {name: topic for name, topic in lexicon.topics().items() if chosen.has(name.partition("/")[2])}
    in_force = lexicon.in_force()
    record = _record(history, in_force, moment)
    now = {card.id for card in old_cards(past(history, retention, moment), chosen)}
    wait = history.stretch(retention)
    later = _coming_back(record, chosen, wait) - now
    # What is due and waits, as a sibling of what is asked, comes tomorrow, and so counts what is left of today.
    times = [max(due(record.memories[card], wait, moment), moment + 1) for card in later]
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


def _coming_back(record: stats.Record, chosen: Selection, wait: Stretch) -> set[str]:
    """The cards that come back on one of the days, as a quiz asks them: without those set aside or gone from their
    entry.
    """
    ends = (record.days[-1], record.now)  # now are also those that a wrong clock dated later
    cards = (card.id for name, _ in chosen.terms for card in chosen.cards(name))
    found = {card for card in cards if card in record.memories and not record.is_aside(card)}
    return {card for card in found if any(may_be_due(record.memories[card], wait, by) for by in ends)}


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
