"""`--with-progress`: how Anki's cards were answered goes into the history, and what is there goes to Anki."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dlterms.cli import own_history
from dlterms.cli.defaults import in_force
from dlterms.cli.glossary import ask
from dlterms.exporters.content import Progress
from dlterms.history import History, LogRow, Reader, known
from dlterms.i18n import counted, tr
from dlterms.importers import progress
from dlterms.importers.merging import Merged
from dlterms.importers.records import Imported
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Review
from dlterms.study.suspended import is_suspended

_APART = 10  # milliseconds by which the export moves an answer at most, for no two of Anki's are at the same time


def take_over(found: Imported, merged: Merged, write: bool) -> Iterator[str]:
    """What is said of the answers in a package, line by line; with `write` they are in the history then."""
    if not found.answers:
        yield tr('Note: no answers in it; export it from Anki with "Include scheduling information"')
        return
    terms, renamed = _terms(found, merged, write)
    events, left_out = progress.events(found.answers, terms, own_history.now())
    with own_history.writable_history() if write else own_history.readable_history() as log:
        log.follow(renamed)
        new = _new(events, log)
        if isinstance(log, History):
            log.merge(new)
    yield _told(len(new), len(events) - len(new), write)
    for why, count in left_out.items():
        yield counted(count, "Note: {n} answer not taken: {why}", "Note: {n} answers not taken: {why}", why=tr(why))


def _told(new: int, there: int, write: bool) -> str:
    if there and not new:
        return counted(there, "No new answers: {n} is there already", "No new answers: {n} are there already")
    if write:
        taken = counted(new, "{n} answer imported", "{n} answers imported")
    else:
        taken = counted(new, "{n} answer to be imported", "{n} answers to be imported")
    if not there:
        return taken
    return counted(there, "{taken}; {n} more is there already", "{taken}; {n} more are there already", taken=taken)


def so_far(lexicon: IndexLexicon) -> Progress:
    """What an exporter takes to Anki."""
    with own_history.readable_history() as log:
        log.follow(lexicon.renamed())
        said, memories = log.suspended(), log.states()
        aside = {card for card in said.keys() | memories if is_suspended(card, memories.get(card), said)}
        return Progress(list(log.reviews()), aside, known(log), in_force()["retention"], log.parameters())


def _terms(found: Imported, merged: Merged, written: bool) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The `glossary/term` by the place of a note, and the terms that were renamed.

    What is not written yet has no glossary, and is counted alone.
    """
    names, renamed = ask(lambda db: (IndexLexicon(db).in_force(), list(IndexLexicon(db).renamed())))
    now_called = dict(renamed)
    terms = {term.partition("/")[2]: term for term in names}
    if not written:
        terms |= {made.record["id"]: f"new/{made.record['id']}" for made in merged.entries}
    own = {place: now_called.get(term, term) for place, term in found.own.items()}
    called = {place: terms[name] for place, name in merged.terms.items() if name in terms}
    return called | {place: term for place, term in own.items() if term in names}, renamed


def _new(events: Sequence[Review], log: Reader) -> list[Review]:
    """Those that the log does not have yet, be it from Anki or because they were taken to Anki from here."""
    ids: set[str] = set()
    answered: set[tuple[str, int]] = set()
    for event in log.events():
        if event.event == "review":
            ids.add(event.id)
            answered.add((log.now_called(event.card), _milliseconds(event)))

    def is_there(event: Review) -> bool:
        times = range(_milliseconds(event), _milliseconds(event) - _APART, -1)
        return event.id in ids or any((event.card, time) in answered for time in times)

    return [event for event in events if not is_there(event)]


def _milliseconds(event: Review | LogRow) -> int:
    return round(event.time * 1000)
