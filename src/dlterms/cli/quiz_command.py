"""`dlterms quiz`."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

import click

from dlterms.cli import accepting, own_history
from dlterms.cli.asking import reads_keys
from dlterms.cli.glossary import ask
from dlterms.cli.language import json_option, lang_option
from dlterms.cli.options import retention_option, source_option, topic_option
from dlterms.cli.terms import check_wanted, named_terms, one_term
from dlterms.frontends.timed import Timed
from dlterms.history import History, Reader
from dlterms.i18n import tr
from dlterms.index import Index
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted, prerequisites
from dlterms.model import Lang, Rating
from dlterms.quiz.cards import DIRECTIONS, USUAL, Direction
from dlterms.quiz.session import drive, session
from dlterms.quiz.talk import MODES, Due, Frontend, Mode, Summary
from dlterms.study.choosing import Options, cards_to_ask
from dlterms.study.keeping import Keeper, forecast, forget
from dlterms.study.queue import CARDS_A_SESSION, NEW_A_DAY
from dlterms.study.upcoming import next_due
from dlterms.views import page
from dlterms.views import quiz as view
from dlterms.views.words import when

MOST = 1_000_000  # cards; more than anybody has


@click.command("quiz")
@click.argument("terms", nargs=-1, metavar="[TERM]...")
@topic_option
@source_option
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable.")
@click.option(
    "--direction", "directions", multiple=True, type=click.Choice(DIRECTIONS), help="Only this direction. Repeatable."
)
@click.option("-n", "cards", type=click.IntRange(1, MOST), help=f"At most so many cards.  [default: {CARDS_A_SESSION}]")
@click.option("--new", type=click.IntRange(0, MOST), default=NEW_A_DAY, show_default=True, help="New terms a day.")
@click.option("--mode", type=click.Choice(MODES), help="Ask every card this way.")
@click.option("--confused", is_flag=True, help="Drill terms that are easily taken for one another.")
@click.option("--path", metavar="TERM", help="Only what has to be learned to understand TERM.")
@click.option("--minutes", type=click.IntRange(1, MOST), help="End after so long, instead of so many cards.")
@click.option("--ahead", is_flag=True, help="If nothing is due, ask what comes next.")
@click.option("--practice", is_flag=True, help="Ask whether due or not, and record nothing.")
@retention_option
@lang_option
@click.option("--seed", metavar="TEXT", help="Ask the same questions again for the same seed.")
@json_option("Speak JSON Lines on stdin and stdout.")
def command(
    terms: tuple[str, ...],
    topics: tuple[str, ...],
    sources: tuple[str, ...],
    levels: tuple[int, ...],
    directions: tuple[Direction, ...],
    cards: int | None,
    new: int,
    mode: Mode | None,
    confused: bool,
    path: str | None,
    minutes: int | None,
    ahead: bool,
    practice: bool,
    retention: float,
    lang: Lang,
    seed: str | None,
    as_json: bool,
) -> None:
    """Be asked what is due, then new terms in an order that teaches.

    TERM (an id or a name) asks for just these terms, due or not. Words need no quotes where they are names in one way.
    """
    named = bool(terms) or path is not None
    given = click.get_current_context().get_parameter_source("levels")
    if named and given is click.core.ParameterSource.DEFAULT_MAP:
        levels = ()  # a default, and the terms are named
    wanted = Wanted(topics, sources, levels, directions or USUAL)
    options = Options(MOST if minutes else cards, new, retention, mode, confused, bool(terms), practice, ahead)
    seed = str(random.randrange(2**32)) if seed is None else seed

    def hold(db: Index) -> None:
        lexicon = IndexLexicon(db)
        here = check_wanted(db, wanted)
        only = named_terms(db, terms)
        if path is not None:
            only += prerequisites(lexicon, one_term(lexicon, path))
        _hold(lexicon, replace(here, only=only), options, seed, lang, as_json, minutes)

    ask(hold)


def _hold(
    lexicon: IndexLexicon, wanted: Wanted, options: Options, seed: str, lang: Lang, as_json: bool, minutes: int | None
) -> None:
    """Ask what there is to ask, and keep what is answered."""
    with ExitStack() as stack:
        history = None if options.practice else stack.enter_context(own_history.writable_history())
        reader = history or stack.enter_context(own_history.readable_history())
        reader.follow(lexicon.renamed())
        moment = own_history.now()
        cards = cards_to_ask(lexicon, reader, wanted, options, random.Random(seed), moment)
        if not cards and not as_json:
            _say_nothing_due(lexicon, reader, wanted, options, moment)
            return
        if as_json:
            _announce(len(cards), seed, options.practice)
        front = _front(stack, lexicon, lang, as_json, partial(_forecast, history, options.retention))
        front = Timed(front, time.monotonic, 60 * minutes) if minutes else front
        ways = own_history.new_id, own_history.now, options.retention
        keep = Keeper(history, front.retry, *ways) if history else forget
        ended = drive(session(cards, lexicon, seed, lang), keep, accepting.write, front)
        if history and not as_json:
            _say_what_is_left(ended, lexicon, history, wanted, options)
    if ended.interrupted:
        raise KeyboardInterrupt


def _announce(cards: int, seed: str, practice: bool) -> None:
    from dlterms.views.json_quiz import session_object

    click.echo(json.dumps(session_object(cards, seed, practice)))


def _forecast(history: History | None, retention: float, card: str) -> Mapping[Rating, Due]:
    return forecast(history, retention, own_history.now(), card) if history else {}


def _say_what_is_left(ended: Summary, lexicon: IndexLexicon, history: Reader, wanted: Wanted, options: Options) -> None:
    """What one wants to know of a session that ends early, by Ctrl-C too."""
    if not ended.answers or not ended.left:
        return
    moment = own_history.now()
    following = next_due(history, lexicon, wanted, options.retention, moment, new=options.new > 0)
    for line in page.plain(view.left(ended, Due(following, moment) if following else None)):
        click.echo(line, err=True)


def _say_nothing_due(lexicon: IndexLexicon, history: Reader, wanted: Wanted, options: Options, moment: float) -> None:
    """Why there is no question, and what can be done."""
    if options.confused:
        click.echo(tr("No pair of terms to drill in this selection."), err=True)
        return
    if options.named or options.practice:
        click.echo(tr("No card in this selection."), err=True)
        return
    if options.ahead:
        click.echo(tr("All that comes next was asked today."), err=True)
        return
    following = next_due(history, lexicon, wanted, options.retention, moment, new=options.new > 0)
    comes = tr(" The next card comes {when}.", when=when(following, moment)) if following else ""
    click.echo(tr("Nothing is due.") + comes, err=True)
    click.echo(tr("To ask anyway: `dlterms quiz --ahead`; for more new terms: `dlterms quiz --new 20`."), err=True)


def _front(
    stack: ExitStack, lexicon: IndexLexicon, lang: Lang, as_json: bool, forecast: Callable[[str], Mapping[Rating, Due]]
) -> Frontend:
    """The side that faces the learner: JSON Lines, a terminal, or a pipe."""
    from dlterms.terminal import lines

    if as_json:
        from dlterms.frontends.json_lines import JsonLines

        return JsonLines(lines.piped_lines(sys.stdin), click.echo)
    if not reads_keys():
        from dlterms.frontends.piped import Piped

        return Piped(lines.piped_lines(sys.stdin), click.echo, lang)
    from dlterms.frontends.interactive import Interactive
    from dlterms.terminal.device import Terminal

    lines.repair_locale(os.environ)
    terminal = stack.enter_context(Terminal(sys.stdin.fileno(), sys.stdout, time.monotonic, os.environ))
    return Interactive(terminal, lexicon, lang, forecast)
