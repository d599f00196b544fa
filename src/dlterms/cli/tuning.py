"""`dlterms history tune`: parameters that suit the learner better than those in force, if there are any."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from itertools import count

import click

from dlterms.cli import own_history
from dlterms.errors import DltermsError
from dlterms.fsrs import Parameters
from dlterms.history import History, rated
from dlterms.i18n import tr
from dlterms.model import Tune
from dlterms.study import fitting, optimizer
from dlterms.study.predictions import Answers
from dlterms.terminal.progress import Progress
from dlterms.views.tuning import told


def tune(log: History) -> Iterator[str]:
    """Fit and, if the latest answers are foretold better so, put in force; what is said of it, line by line."""
    logs = _answers(log)
    cards, answers, before = fitting.fitted_on(logs), sum(map(len, logs)), log.parameters()
    if cards < fitting.FEWEST:
        raise DltermsError(
            tr(
                "nothing to fit yet: {needed} cards are needed that were answered on two days; there are {cards}",
                needed=fitting.FEWEST,
                cards=cards,
            )
        )
    fit: fitting.Fit = partial(fitting.initial_stabilities, base=before)
    if answers >= fitting.FEWEST_FOR_ALL:
        if optimizer.is_installed():
            fit = optimizer.all_parameters
        else:
            more = tr("after pip install 'dlterms[optimizer]' all 21 parameters are fitted, not four")
            click.echo(f"dlterms: {more}", err=True)
    found = _tried(logs, before, fit)
    if found.is_better:
        with own_history.replayed(log):
            log.record(Tune(found.fitted, id=own_history.new_id(), time=own_history.now()))
    yield from told(found, answers)


def _tried(logs: Collection[Answers], before: Parameters, fit: fitting.Fit) -> fitting.Trial:
    with Progress(sys.stderr, time.monotonic) as progress:
        progress.stage(tr("fitting the schedule to your answers"))
        fits = count(1)

        def followed(some: Collection[Answers]) -> Parameters:
            fitted = fit(some)
            progress.reached(next(fits) / (fitting.JUDGED + 1))
            return fitted

        return fitting.trial(logs, before, followed)


def _answers(log: History) -> list[list[tuple[float, int]]]:
    """(time, rating) of all answers that stand, card by card."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for moment, card, rating in rated(log, 0.0):
        found[card].append((moment, rating))
    return list(found.values())
