"""`dlterms quiz`."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import click

from dlterms.cli import learning
from dlterms.cli.glossary import open_index
from dlterms.cli.quiz_json import json_front, session_line
from dlterms.history import History
from dlterms.index.lexicon import IndexLexicon
from dlterms.model import Review, Term
from dlterms.quiz.cards import DIRECTIONS, USUAL, Card, card_of
from dlterms.quiz.plan import CARDS_A_SESSION, NEW_A_DAY, Limits, plan
from dlterms.quiz.session import (
    Asked,
    Event,
    Graded,
    Overridden,
    Reply,
    Suspended,
    Undone,
    session,
)
from dlterms.schedule import RETENTION

MODES = ("choice", "type", "flip")
Front = Callable[[Event], Reply]
Keep = Callable[[Event], str | None]


@dataclass(frozen=True)
class Options:
    cards: int | None
    new: int
    retention: float
    mode: str | None
    confused: bool
    named: tuple[str, ...]
    path: str | None


@click.command("quiz")
@click.argument("terms", nargs=-1, metavar="[TERM]...")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic. Repeatable.")
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only this level. Repeatable.")
@click.option(
    "--direction", "directions", multiple=True, type=click.Choice(DIRECTIONS), help="Only this direction. Repeatable."
)
@click.option("-n", "cards", type=click.IntRange(1), help=f"At most so many cards.  [default: {CARDS_A_SESSION}]")
@click.option("--new", type=click.IntRange(0), default=NEW_A_DAY, show_default=True, help="New cards a day.")
@click.option("--mode", type=click.Choice(MODES), help="Ask every card this way.")
@click.option("--confused", is_flag=True, help="Drill terms that are easily taken for one another.")
@click.option("--path", metavar="TERM", help="Only what has to be learned to understand TERM.")
@click.option("--practice", is_flag=True, help="Ask whether due or not, and record nothing.")
@click.option(
    "--retention",
    type=click.FloatRange(0.7, 0.97),
    default=RETENTION,
    show_default=True,
    help="Share to be remembered.",
)
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), default="both", help="Language of the explanations.")
@click.option("--seed", metavar="TEXT", help="Ask the same questions again for the same seed.")
@click.option("--json", "as_json", is_flag=True, help="Speak JSON Lines on stdin and stdout.")
def command(
    terms: tuple[str, ...],
    topics: tuple[str, ...],
    levels: tuple[int, ...],
    directions: tuple[str, ...],
    cards: int | None,
    new: int,
    mode: str | None,
    confused: bool,
    path: str | None,
    practice: bool,
    retention: float,
    lang: str,
    seed: str | None,
    as_json: bool,
) -> None:
    """Be asked what is due today, then new terms in an order that can be understood.

    TERM (an id or a name, quoted if it has spaces) asks for just these terms, due or not.
    """
    db = open_index()
    lexicon = IndexLexicon(db)
    if path:
        path = learning.named_terms(db, [path])[0]
    only = learning.named_terms(db, terms) if terms else learning.prerequisites(lexicon, path) if path else ()
    wanted = learning.Wanted(topics, levels, directions or USUAL, only)
    options = Options(cards, new, retention, mode, confused, tuple(only) if terms else (), path)
    seed = seed if seed is not None else str(random.randrange(2**32))
    with ExitStack() as stack:
        history = stack.enter_context(learning.writable_history())
        asked = _cards_to_ask(lexicon, history, wanted, options, practice, seed)
        keep = _forget if practice else _keeper(history)
        events = session(asked, lexicon, seed, lang)
        if as_json:
            click.echo(session_line(len(asked), seed, practice))
        elif not asked:
            _say_nothing_due(lexicon, history, wanted, options)
            return
        drive(events, keep, _front(stack, lexicon, lang, as_json))


def drive(events: Generator[Event, Reply, None], keep: Keep, front: Front) -> None:
    """Run a session: what it yields is kept first and shown then."""
    reply: Reply = None
    while True:
        try:
            event = events.send(reply)
        except StopIteration:
            return
        kept = keep(event)
        reply = kept if isinstance(event, Graded) else front(event)


def _cards_to_ask(
    lexicon: IndexLexicon,
    history: History,
    wanted: learning.Wanted,
    options: Options,
    practice: bool,
    seed: str,
) -> list[Asked]:
    moment = learning.now()
    chosen = learning.selection(lexicon.db, lexicon, wanted)
    confusions = _confusions(history)
    limit = options.cards or CARDS_A_SESSION
    if options.confused:
        return _drills(lexicon, chosen.has, confusions, limit, seed)
    if options.named or practice:
        cards = [card for name, _ in chosen.terms for card in chosen.cards(name)]
        random.Random(seed).shuffle(cards)
        cards = cards if options.named and options.cards is None else cards[:limit]
    else:
        past = learning.past(history, lexicon, options.retention, moment)
        new = max(0, options.new - learning.new_today(history, moment))
        cards = plan(past, chosen, Limits(limit, new))
    return [Asked(card, _mode(card, history, options), confusions.get(card.term, ())) for card in cards]


def _mode(card: Card, history: History, options: Options) -> str:
    """Choices first, typed once answered right; the meaning of a term is rated by the learner alone."""
    if options.mode:
        return options.mode
    if card.kind == "term-definition":
        return "flip"
    if card.kind == "cloze":
        return "type"
    memory = history.memory(card.id)
    return "type" if memory and memory.reviews > memory.misses else "choice"


def _confusions(history: History) -> dict[str, tuple[str, ...]]:
    """For each term what it was taken for, the most frequent first."""
    counts = sorted(history.confusions().items(), key=lambda item: (-item[1], item[0]))
    found: dict[str, tuple[str, ...]] = {}
    for (card, other), _ in counts:
        term = card_of(card).term
        found[term] = (*found.get(term, ()), other)
    return found


def _drills(
    lexicon: IndexLexicon, has: Callable[[str], bool], confusions: dict[str, tuple[str, ...]], limit: int, seed: str
) -> list[Asked]:
    """Either/or questions: the pairs that this learner mixed up, then those that the glossary warns of."""
    rng = random.Random(seed)
    own = [(term, other) for term, others in confusions.items() for other in others]
    declared = learning.contrasts(lexicon.db)
    rng.shuffle(declared)
    asked: dict[frozenset[str], Asked] = {}
    for pair in (*own, *declared):
        if len(asked) == limit:
            break
        if not all(_known(lexicon, name) and has(name) for name in pair) or frozenset(pair) in asked:
            continue
        name, other = pair if rng.random() < 0.5 else pair[::-1]
        term = lexicon.term(name)
        card = Card(term.glossary, term.id, "definition-term")
        asked[frozenset(pair)] = Asked(card, "choice", against=other)
    return list(asked.values())


def _known(lexicon: IndexLexicon, name: str) -> bool:
    try:
        lexicon.term(name)
    except KeyError:
        return False
    return True


def _forget(event: Event) -> str:
    """Keep nothing: practice."""
    return learning.new_id()


def _keeper(history: History) -> Keep:
    """Write each answer, and what is said of it later, to the history before the session goes on."""

    def keep(event: Event) -> str | None:
        if isinstance(event, Graded):
            review = Review(
                learning.new_id(), "review", learning.now(), event.card.id, rating=event.rating,
                verdict=event.verdict.name, mode=event.mode, answer=event.verdict.answer,
                milliseconds=event.milliseconds, confused_with=event.verdict.other_term,
            )  # fmt: skip
            return history.record(review).id
        if isinstance(event, Undone):
            history.undo(learning.now(), event.review)
        elif isinstance(event, Overridden):
            verdict = "wrong" if event.rating == 1 else "right"
            history.override(learning.now(), event.review, event.rating, verdict)
        elif isinstance(event, Suspended):
            history.suspend(learning.now(), event.card.id, True)
        return None

    return keep


def _front(stack: ExitStack, lexicon: IndexLexicon, lang: str, as_json: bool) -> Front:
    """The side that faces the learner: JSON Lines, a terminal, or a pipe."""
    from dlterms.terminal import lines

    if as_json:
        return json_front(lines.piped_lines(sys.stdin), click.echo)
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        return _terminal_front(stack, lexicon, lang)
    from dlterms.terminal import page
    from dlterms.terminal.quiz_front import piped_front

    def show(sections: Sequence[page.Section]) -> None:
        for line in page.plain(sections):
            click.echo(line)

    return piped_front(lines.piped_lines(sys.stdin), show, lexicon.term, lang)


def _terminal_front(stack: ExitStack, lexicon: IndexLexicon, lang: str) -> Front:
    import os

    from dlterms.index.find import entry_by_id
    from dlterms.terminal import keys, lines, page, signals, styled
    from dlterms.terminal.quiz_front import terminal_front

    lines.repair_locale(os.environ)
    fd = sys.stdin.fileno()
    stack.enter_context(signals.exit_on_signals(fd))
    read_key = stack.enter_context(keys.key_reader(fd))

    def show(sections: Sequence[page.Section]) -> None:
        styled.print_page(styled.console(sys.stdout), sections)  # a console anew: the window may have been resized

    def show_entry(term: Term) -> None:
        match = entry_by_id(lexicon.db, term.id)
        if match:
            show(page.page(match.entry, match.context, lang))

    return terminal_front(read_key, lines.read_line, show, show_entry, time.monotonic, lexicon.term, lang)


def _say_nothing_due(lexicon: IndexLexicon, history: History, wanted: learning.Wanted, options: Options) -> None:
    if options.confused:
        click.echo("No pair of terms to drill in this selection.", err=True)
        return
    following = learning.next_due(history, lexicon, wanted, options.retention)
    when = f" The next card is due {learning.in_words(following, learning.now())}." if following else ""
    click.echo(f"Nothing is due.{when}", err=True)
    click.echo("To ask all the same: `dlterms quiz --practice`; to go ahead: `dlterms quiz --new 20`.", err=True)
