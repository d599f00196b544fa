"""`dlterms learn`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dlterms.cli import own_history
from dlterms.cli.glossary import open_index
from dlterms.cli.terms import named_terms
from dlterms.history import Reader, known
from dlterms.i18n import counted, tr
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import prerequisites
from dlterms.model import Learn
from dlterms.quiz.cards import cards_of
from dlterms.views.words import listed


@click.command("learn")
@click.argument("words", nargs=-1, required=True, metavar="TERM...")
def command(words: tuple[str, ...]) -> None:
    """Put TERM, and what it builds on, first among the new terms.

    They come in the next sessions, as many a day as `quiz --new` says. `dlterms history undo` takes it back.
    """
    lexicon = IndexLexicon(open_index())
    names = named_terms(lexicon.db, words)
    with own_history.writable_history() as log:
        log.follow(lexicon.renamed())
        new = _unmet(log, lexicon, names)
        moment = own_history.now()
        log.record_all([Learn(cards_of(lexicon.term(name))[0].id, own_history.new_id(), moment) for name in new])
    what = listed([lexicon.name(name) for name in names])
    if not new:
        click.echo(tr("{terms}: nothing new there", terms=what))
        return
    said = counted(
        len(new),
        "{terms}: {n} new term comes first, {new}",
        "{terms}: {n} new terms come first, {new}",
        terms=what,
        new=listed([lexicon.name(name) for name in new]),
    )
    click.echo(said)


def _unmet(log: Reader, lexicon: IndexLexicon, names: Sequence[str]) -> list[str]:
    """Those of some terms and of what they require that were never met, each after what it requires itself."""
    met = log.terms() | known(log)
    found = dict.fromkeys(below for name in names for below in prerequisites(lexicon, name))
    terms = map(lexicon.term, found)
    return [term.id for term in terms if f"{term.glossary}/{term.id}" not in met and cards_of(term)]
