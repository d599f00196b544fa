"""`dlterms history tune`: the parameters that foretell the learner's answers best, put in use."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import count

import click

from dlterms.cli import own_history
from dlterms.errors import DltermsError
from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.history import History, rated
from dlterms.i18n import tr
from dlterms.model import Tune
from dlterms.study import fitting, optimizer
from dlterms.study.predictions import Answers
from dlterms.terminal.progress import Progress
from dlterms.views import tuning as view

FEWEST_FOR_ALL = 1_000  # answers from which on all parameters are fitted


def tune(log: History) -> Iterator[str]:
    """Fit, and put in use what foretells the latest answers best; what is said of it, line by line."""
    logs = _answers(log)
    cards, answers, before = fitting.fitted_on(logs), sum(map(len, logs)), log.parameters()
    if cards < fitting.FEWEST:
        raise DltermsError(
            tr(
                "nothing to fit yet: {needed} cards are needed that were answered on two days; there are {cards}",
                needed=fitting.FEWEST, cards=cards,
            )
        )  # fmt: skip
    found, fitted = _tried(logs, _ways(logs, before), before)
    if fitted != before:
        _put_in_force(log, fitted)
    yield from view.told(found, before, fitted, answers)


def reset(log: History) -> Iterator[str]:
    """Put the parameters in use that all begin with; what is said of it, line by line."""
    before = log.parameters()
    if before != DEFAULTS:
        _put_in_force(log, DEFAULTS)
    yield from view.reset(before)


def _put_in_force(log: History, parameters: Parameters) -> None:
    with own_history.replayed(log):
        log.record(Tune(parameters, id=own_history.new_id(), time=own_history.now()))


def _ways(logs: Collection[Answers], before: Parameters) -> dict[str, fitting.Fit]:
    """The ways to fit that there are answers for, by their names in `view.WAYS`."""
    ways: dict[str, fitting.Fit] = {"default": lambda some: DEFAULTS, "four": fitting.initial_stabilities}
    is_enough = sum(map(len, logs)) >= FEWEST_FOR_ALL and optimizer.is_enough(fitting.before_the_judged(logs))
    if is_enough and optimizer.is_installed():
        return {**ways, "all": optimizer.all_parameters}
    if before[fitting.FIRST :] != DEFAULTS[fitting.FIRST :]:
        raise DltermsError(
            tr(
                "all 21 parameters were fitted, and to fit them anew takes {answers:,} answers and the extra optimizer "
                "(pip install 'dlterms[optimizer]'); `dlterms history tune --reset` goes back to the defaults",
                answers=FEWEST_FOR_ALL,
            )
        )
    if is_enough:
        hint = tr("after pip install 'dlterms[optimizer]' all 21 parameters are fitted, too, not four alone")
        click.echo(f"dlterms: {hint}", err=True)
    return ways


def _tried(
    logs: Collection[Answers], ways: dict[str, fitting.Fit], before: Parameters
) -> tuple[fitting.Trial, Parameters]:
    """How well each way foretells, and what the best makes of all answers; `before` if no fit is any good."""
    with Progress(sys.stderr, time.monotonic) as progress:
        progress.stage(tr("fitting the schedule to your answers"))
        fits = count(1)

        def followed(fit: fitting.Fit) -> fitting.Fit:
            def fitted(some: Collection[Answers]) -> Parameters:
                found = fit(some)
                progress.reached(next(fits) / (fitting.JUDGED * len(ways) + 1))
                return found

            return fitted

        found = fitting.trial(logs, {way: followed(fit) for way, fit in ways.items()})
        return found, before if found.best == "default" else ways[found.best](logs)


def _answers(log: History) -> list[list[tuple[float, int]]]:
    """(time, rating) of all answers that stand, card by card."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for moment, card, rating in rated(log, 0.0):
        found[card].append((moment, rating))
    return list(found.values())
