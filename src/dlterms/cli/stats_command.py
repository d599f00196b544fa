"""`dlterms stats`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from dlterms.cli import own_history
from dlterms.cli.glossary import ask
from dlterms.cli.options import retention_option, source_option
from dlterms.cli.terms import check_wanted
from dlterms.day import day_start
from dlterms.errors import DltermsError
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted
from dlterms.quiz.cards import DIRECTIONS, USUAL, Direction
from dlterms.study.queue import NEW_A_DAY
from dlterms.study.stats import Stats
from dlterms.study.survey import survey


@click.command("stats")
@source_option
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 3), help="Only what `quiz --level` asks.")
@click.option(
    "--direction",
    "directions",
    multiple=True,
    type=click.Choice(DIRECTIONS),
    help="Only what `quiz --direction` asks.",
)
@click.option("--new", type=click.IntRange(0), default=NEW_A_DAY, show_default=True, help="New terms a day.")
@retention_option
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a picture of it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    sources: tuple[str, ...],
    levels: tuple[int, ...],
    directions: tuple[Direction, ...],
    new: int,
    retention: float,
    svg: Path | None,
    as_json: bool,
) -> None:
    """Show what is due, what is kept, what is mixed up.

    Cards whose term is in no glossary any more are left out.
    """
    wanted = Wanted((), sources, levels, directions or USUAL)
    ask(lambda db: _tell(IndexLexicon(db), wanted, retention, new, svg, as_json))


def _tell(lexicon: IndexLexicon, wanted: Wanted, retention: float, new: int, svg: Path | None, as_json: bool) -> None:
    wanted = check_wanted(lexicon.db, wanted)
    moment = own_history.now()
    with own_history.readable_history() as history:
        history.follow(lexicon.renamed())
        found = survey(history, lexicon, wanted, retention, new, moment)
        if svg:
            _write_picture(svg, lexicon, found, moment)
        if as_json:
            click.echo(json.dumps(found.to_json(), ensure_ascii=False))
        elif not svg:
            _show(lexicon, found, moment)


def _show(lexicon: IndexLexicon, found: Stats, moment: float) -> None:
    from dlterms.views import stats as stats_view

    if not sys.stdout.isatty():
        click.echo("\n".join(stats_view.plain(found, lexicon.name)))
        return
    from dlterms.terminal import styled

    out = styled.console(sys.stdout)
    styled.print_page(out, stats_view.drawn(found, lexicon.name, styled.room(out), day_start(moment).date()))


def _write_picture(path: Path, lexicon: IndexLexicon, found: Stats, moment: float) -> None:
    from dlterms.terminal import picture
    from dlterms.views import stats as stats_view

    sections = stats_view.drawn(found, lexicon.name, picture.ROOM, day_start(moment).date())
    try:
        path.write_text(picture.svg(sections, "dlterms stats"), encoding="utf-8")
    except OSError as error:
        raise DltermsError(f"{path}: cannot be written: {error.strerror or error}") from None
