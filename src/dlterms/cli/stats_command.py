"""`dlterms stats`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import click

from dlterms.cli import own_history
from dlterms.cli.glossary import ask
from dlterms.cli.language import json_option
from dlterms.cli.options import Retention, retention_option, source_option, warn_of_low
from dlterms.cli.terms import check_wanted
from dlterms.cli.writing import fitting_place, put
from dlterms.day import day_start
from dlterms.history import Reader
from dlterms.i18n import tr
from dlterms.index.lexicon import IndexLexicon
from dlterms.index.selection import Wanted
from dlterms.quiz.cards import DIRECTIONS, USUAL, Direction
from dlterms.study.queue import NEW_A_DAY
from dlterms.study.stats import Stats
from dlterms.study.supposing import learner
from dlterms.study.survey import survey
from dlterms.study.workload import Expected, expected
from dlterms.views.page import Section

_SUFFIX = ".svg"
_SEED = 0  # of a simulation, so that asking again on the same day says the same


class Picture(NamedTuple):
    file: str | None  # None for stdout
    force: bool  # whether to replace a file that is there


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
@click.option("--if", "share", type=Retention(), help="Simulate this share, 0.85 or 85%, beside others.")
@click.option("--svg", "file", type=click.Path(), metavar="FILE", help="Write a picture of it: .svg, - for stdout.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@json_option("Print one JSON object.")
def command(
    sources: tuple[str, ...],
    levels: tuple[int, ...],
    directions: tuple[Direction, ...],
    new: int,
    retention: float,
    share: float | None,
    file: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Show what is due, what is kept, what is mixed up.

    Cards whose term is in no glossary any more are left out.
    """
    wanted = Wanted((), sources, levels, directions or USUAL)
    picture = None if file is None else Picture(fitting_place(file, _SUFFIX, "--svg"), force)
    if picture and picture.file is None and as_json:
        raise click.UsageError(tr("--json and `--svg -` both print to stdout: name a file with --svg"))
    ask(lambda db: _tell(IndexLexicon(db), wanted, (retention, share), new, picture, as_json))


def _tell(
    lexicon: IndexLexicon,
    wanted: Wanted,
    shares: tuple[float, float | None],  # to be remembered: the one in use, and one to suppose
    new: int,
    picture: Picture | None,
    as_json: bool,
) -> None:
    wanted = check_wanted(lexicon.db, wanted)
    moment = own_history.now()
    with own_history.readable_history() as history:
        history.follow(lexicon.renamed())
        found = survey(history, lexicon, wanted, shares[0], new, moment)
        simulated = _simulated(history, lexicon, wanted, shares, new, moment)
        warn_of_low(min(filter(None, shares)), history.parameters)
    sections = partial(_sections, lexicon, found, simulated, moment)
    if picture:
        _draw(picture, sections)
    if as_json:
        workload = {"workload": [each.to_json() for each in simulated]} if simulated else {}
        click.echo(json.dumps(found.to_json() | workload, ensure_ascii=False))
    elif not picture:
        _show(lexicon, found, simulated, sections)


def _simulated(
    history: Reader,
    lexicon: IndexLexicon,
    wanted: Wanted,
    shares: tuple[float, float | None],
    new: int,
    moment: float,
) -> tuple[Expected, ...]:
    """What comes of other shares to be remembered, if one was named."""
    now, supposed = shares
    if supposed is None:
        return ()
    return expected(learner(history, lexicon, wanted, new, moment, _SEED), (now, supposed), _SEED)


def _sections(
    lexicon: IndexLexicon, found: Stats, simulated: Sequence[Expected], moment: float, width: int
) -> list[Section]:
    from dlterms.views import stats as stats_view
    from dlterms.views import workload

    drawn = stats_view.drawn(found, lexicon.name, width, day_start(moment).date())
    return [*drawn, workload.section(simulated, found.wanted)] if simulated else drawn


def _show(
    lexicon: IndexLexicon, found: Stats, simulated: Sequence[Expected], sections: Callable[[int], list[Section]]
) -> None:
    if sys.stdout.isatty():
        from dlterms.terminal import styled

        out = styled.console(sys.stdout)
        styled.print_page(out, sections(styled.room(out)))
        return
    from dlterms.views import stats as stats_view
    from dlterms.views import workload

    click.echo("\n".join([*stats_view.plain(found, lexicon.name), *workload.plain(simulated)]))


def _draw(wanted: Picture, sections: Callable[[int], list[Section]]) -> None:
    from dlterms.terminal import picture

    put(picture.svg(sections(picture.ROOM), "dlterms stats"), wanted.file, _SUFFIX, wanted.force)
