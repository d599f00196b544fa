"""`dlterms history`: the log of answers, out, in, back and checked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import click

from dlterms import history
from dlterms.cli import accepting, own_history
from dlterms.cli.glossary import open_index
from dlterms.cli.terms import named_terms
from dlterms.errors import DltermsError
from dlterms.i18n import counted, tr
from dlterms.importers.progress import MACHINE as ANKI
from dlterms.index.lexicon import IndexLexicon
from dlterms.labels import printable
from dlterms.model import Review, Suspend, Tune
from dlterms.quiz.accepting import acceptance, still_wrong
from dlterms.quiz.cards import card_of
from dlterms.quiz.talk import Accepted
from dlterms.study.suspended import suspended_cards
from dlterms.views import page, words
from dlterms.views.quiz import stays, told

NAMED = 20  # faulty lines that are told of


@click.group("history")
def command() -> None:
    """Back up, move and repair the log of your answers."""


@command.command("export")
def export() -> None:
    """Print the log: one event a line, JSON Lines."""
    with own_history.readable_history() as log:
        for event in log.events():
            click.echo(history.event_to_json(event))


@command.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True, path_type=Path), metavar="FILE...")
@click.pass_context
def merge(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Add what `history export` printed on another machine; - reads it from a pipe.

    Events that are here already change nothing, so a file may be merged twice, and in any order.
    """
    problems = 0
    read = 0

    def report(problem: str) -> None:
        nonlocal problems
        problems += 1
        if problems <= NAMED:
            click.echo("dlterms: " + tr("{problem}; left out", problem=printable(problem)), err=True)

    def events() -> Iterator[history.LogRow]:
        nonlocal read
        for file in files:
            for event in _lines(file, report):
                read += 1
                yield event

    with own_history.writable_history() as log, own_history.replayed(log):
        added = log.merge(events())
    if problems > NAMED:
        more = counted(problems - NAMED, "{n} more line left out", "{n} more lines left out")
        click.echo(f"dlterms: {more}", err=True)
    new = f"{added:,}"
    click.echo(counted(read, "{n} event, {new} of them new", "{n} events, {new} of them new", new=new))
    if problems:
        ctx.exit(1)


def _lines(file: Path, report: Callable[[str], None]) -> Iterator[history.LogRow]:
    if str(file) != "-":
        return history.read_file(file, report)
    if sys.stdin is None:
        raise DltermsError(tr("stdin: closed; name a file, or pipe the events in"))
    return history.read_lines(sys.stdin.buffer, "stdin", report)


@command.command("undo")
def undo() -> None:
    """Take back what was done last on this machine, in whichever session.

    That is an answer, learn, known, not today, resume, or a schedule that `history tune` fitted.

    What one command or key did is taken back at once. What an import took over from Anki stays, and so does a name that
    was accepted.
    """
    lexicon = None
    with suppress(DltermsError):  # no glossary to look in
        lexicon = IndexLexicon(open_index())
    with own_history.writable_history() as log, own_history.replayed(log):
        log.follow(lexicon.renamed() if lexicon else ())
        made_right = {review.id: review for review in history.overridden(log, log.machine)}
        taken = log.undo(own_history.now())
        since = history.came_since(log, ANKI, taken[0].id if taken else "")
        tuned = log.tuned()
    if not taken:
        if since:
            raise DltermsError(tr("nothing to undo on this machine; answers imported from Anki stay"))
        raise DltermsError(tr("nothing to undo on this machine"))
    click.echo(tr("Undone: {act}.", act=words.act(taken, lexicon.name if lexicon else str)))
    if isinstance(taken[0], Tune):
        from dlterms.views import tuning

        click.echo(tuning.in_use(tuned.since))
    if lexicon and (review := made_right.get(taken[0].id)):
        _say_what_stays(review, lexicon)
    if since:
        click.echo(tr("Answers imported from Anki since then stay."))


def _say_what_stays(review: Review, lexicon: IndexLexicon) -> None:
    """That the answer to a card is a name of its term all the same, where that was accepted."""
    from dlterms.cli import own_places  # the loader and yaml

    with suppress(KeyError, ValueError):  # there is no such term any more
        accept = acceptance(card_of(review.card), review.answer or "", lexicon)
        if found := own_places.place("additions", own_places.names(accept.term, accept.lang, accept.alias)):
            click.echo(stays(Accepted(accept, found[0])))


@command.command("accept")
@click.argument("names", nargs=-1, metavar="[TERM]...")
@click.option("--to", type=click.Path(), help="Add to this file instead of own.yaml in your glossary folder.")
def accept(names: tuple[str, ...], to: str | None) -> None:
    """Accept the answer that you last overrode from now on.

    That is the newest typed answer on this machine, to TERM if one is named, that was wrong, was overridden and would
    be wrong again. It becomes another name of its term, in your own glossary.
    """
    from dlterms.cli import own_glossary  # the loader and yaml

    lexicon = IndexLexicon(open_index())
    only = named_terms(lexicon.db, names)
    with own_history.readable_history() as log:
        log.follow(lexicon.renamed())
        answers = history.overridden(log, own_history.machine())
    wanted = next((one for one in still_wrong(answers, lexicon) if not names or one.term.id in only), None)
    if wanted is None:
        raise DltermsError(tr("no answer to accept on this machine: one that was wrong and that you overrode"))
    written = accepting.write(wanted, to)
    if written.fault:
        raise DltermsError(written.fault)
    if not own_glossary.is_in_force(written.file):
        term = words.term_name(wanted.term)
        click.echo(tr("{alias} for {term}: added to {file}", alias=wanted.alias, term=term, file=written.file))
        click.echo(tr(own_glossary.NOT_IN_FORCE))
        return
    for line in page.plain(told(Accepted(wanted, written.file))):
        click.echo(line)


@command.command("tune")
@click.option("--reset", is_flag=True, help="Go back to the default schedule.")
def tune(reset: bool) -> None:
    """Fit the schedule to your own memory.

    How long a card keeps after its first answer is fitted from 64 cards on that were answered on two days; with the
    extra `optimizer` installed all 21 parameters of FSRS are, too, from 1,000 answers on. The latest two fifths of the
    answers decide which of these, or the default schedule, foretells best. All other commands go by it then, on each
    machine that you sync; `dlterms config` tells which is in use.
    """
    from dlterms.cli import tuning

    with own_history.writable_history() as log:
        log.follow(IndexLexicon(open_index()).renamed() if not reset else ())
        for line in tuning.reset(log) if reset else tuning.tune(log):
            click.echo(line)


@command.command("verify")
@click.option("--mend", is_flag=True, help="Rebuild everything derived from the log first.")
@click.pass_context
def verify(ctx: click.Context, mend: bool) -> None:
    """Check the file, and that replaying the log gives what is known of each card."""
    if mend:
        with own_history.writable_history() as mended, own_history.replayed(mended):
            mended.rebuild()
    with own_history.readable_history() as log:
        problems = log.verify()
        cards = len(log.states()) if not problems else 0
    for problem in problems:
        click.echo(problem)
    if problems:
        ctx.exit(1)
    file = own_history.history_path()
    click.echo(counted(cards, "{file}: sound, {n} card", "{file}: sound, {n} cards", file=file))


@command.command("rebuild")
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Rebuild everything derived from the log: `verify --mend`."""
    ctx.invoke(verify, mend=True)


@command.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a history that holds what this one lacks.")
def backup(file: Path, force: bool) -> None:
    """Write a whole copy of the history to FILE.

    An older copy is replaced; one that holds more than the history is not.
    """
    with own_history.readable_history() as log:
        log.backup(file, force=force)
    click.echo(tr("{file}: written", file=file))


@command.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup in the place of the history, which is kept beside it."""
    aside = history.restore(own_history.history_path(), file, own_history.now())
    if aside:
        click.echo(tr("{file}: restored; what was there before is now {aside}", file=file, aside=aside))
    else:
        click.echo(tr("{file}: restored", file=file))


@command.command("resume")
@click.argument("words", nargs=-1, required=True, metavar="TERM...")
def resume(words: tuple[str, ...]) -> None:
    """Ask the cards of TERM again that were set aside, by you or for being missed often."""
    lexicon = IndexLexicon(open_index())
    with own_history.writable_history() as log:
        log.follow(lexicon.renamed())
        cards = {name: suspended_cards(log, lexicon.term(name)) for name in named_terms(lexicon.db, words)}
        moment = own_history.now()
        log.record_all(
            [Suspend(card, False, id=own_history.new_id(), time=moment) for card in chain.from_iterable(cards.values())]
        )
    for name, resumed in cards.items():
        term = lexicon.name(name)
        if resumed:
            click.echo(counted(len(resumed), "{term}: {n} card again", "{term}: {n} cards again", term=term))
        else:
            click.echo(tr("{term}: nothing was set aside", term=term))
