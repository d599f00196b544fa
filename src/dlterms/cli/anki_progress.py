"""`import --with-progress`: how Anki's cards were answered goes into the history."""

from __future__ import annotations

from collections.abc import Iterator

from dlterms.cli import own_history
from dlterms.cli.glossary import ask
from dlterms.importers import progress
from dlterms.importers.merging import Merged
from dlterms.importers.records import Imported
from dlterms.index.lexicon import IndexLexicon
from dlterms.views.words import counted


def take_over(found: Imported, merged: Merged, write: bool) -> Iterator[str]:
    """What is said of the answers in a package, line by line; with `write` they are in the history then."""
    if not found.answers:
        yield 'Note: no answers in it; export it from Anki with "Include scheduling information"'
        return
    events, left_out = progress.events(found.answers, _terms(merged, write), own_history.now())
    if write:
        with own_history.writable_history() as log:
            new = log.merge(events)
    else:
        new = len({event.id for event in events} - _known())
    taken = "taken over" if write else "to be taken over"
    yield counted(len(events), "{n} answer", "{n} answers") + f" {taken}, {new:,} of them new"
    for why, count in left_out.items():
        yield "Note: " + counted(count, "{n} answer", "{n} answers") + f" not taken: {why}"


def _terms(merged: Merged, written: bool) -> dict[str, str]:
    """The `glossary/term` by the place of a note. What is not written yet has no glossary, and is counted alone."""
    in_force = {term.partition("/")[2]: term for term in ask(lambda db: IndexLexicon(db).in_force())}
    if not written:
        in_force |= {made.record["id"]: f"new/{made.record['id']}" for made in merged.entries}
    return {place: in_force[name] for place, name in merged.terms.items() if name in in_force}


def _known() -> set[str]:
    with own_history.readable_history() as log:
        return {event.id for event in log.events() if event.machine == progress.MACHINE}
