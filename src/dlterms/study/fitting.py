"""Parameters of the schedule that foretell a learner's answers better than those in use. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import accumulate, chain, pairwise
from math import exp, inf, log
from typing import NamedTuple, TypeAlias

from dlterms.fsrs import DEFAULTS, HIGHEST, LOWEST, Parameters
from dlterms.model import AGAIN, EASY
from dlterms.study.predictions import Answers, log_loss, predictions

FIRST = 4  # parameters: the stabilities after a first answer
FEWEST = 64  # cards answered on a later day, too: fewer than that say nothing; fsrs-rs begins with as many
PARTS, JUDGED = 5, 2  # of so many equal parts of the answers the latest so many tell which parameters are better
EARLY = 16  # answers to a card: what it was like at first shows in them
SPREAD = 0.7  # standard deviation of ln(stability) among learners: by a factor of two, this way or that
_REACH = 3.0  # from the default, in ln(stability): a factor of twenty
_CLOSE = 0.02  # in ln(stability)
_GOLDEN = (5**0.5 - 1) / 2

Fit: TypeAlias = Callable[[Collection[Answers]], Parameters]


class Trial(NamedTuple):
    """How well each way to fit foretold the latest answers, by what it made of those before them."""

    losses: Mapping[str, float]  # log loss, a mean over those answers; the way that changes least is first
    of: int  # answers

    @property
    def best(self) -> str:
        """The way to take: the first of those that foretold best."""
        return min(self.losses, key=self.losses.__getitem__)


def fitted_on(logs: Collection[Answers]) -> int:
    """How many cards say something of their first answer: they were answered on a later day, too."""
    return sum(any(True for _ in predictions(answers, DEFAULTS)) for answers in logs)


def trial(logs: Collection[Answers], fits: Mapping[str, Fit]) -> Trial:
    """Fit to the earlier answers in each of these ways, and compare them on the later.

    Each of the latest parts is foretold by a fit to all that came before it: one part alone is too few answers to see a
    difference that is there. `logs` are the answers to each card, of at least one of which a later day tells.
    """
    bounds = _bounds(logs)
    losses = dict.fromkeys(fits, 0.0)
    for since, until in pairwise(bounds):
        earlier, judged = _before(since, logs), _before(until, logs)
        for way, fit in fits.items():
            losses[way] += _loss_since(since, judged, fit(earlier))
    of = sum(each.time >= bounds[0] for answers in logs for each in predictions(answers, DEFAULTS))
    return Trial({way: loss / of for way, loss in losses.items()}, of)


def _bounds(logs: Collection[Answers]) -> list[float]:
    """Where each of the latest parts begins, and the end of the last."""
    times = sorted(each.time for answers in logs for each in predictions(answers, DEFAULTS))
    return [*(times[len(times) * part // PARTS] for part in range(PARTS - JUDGED, PARTS)), inf]


def before_the_judged(logs: Collection[Answers]) -> Collection[Answers]:
    """The answers before the latest parts: the fewest that a trial fits to."""
    return _before(_bounds(logs)[0], logs)


def _before(moment: float, logs: Collection[Answers]) -> list[Answers]:
    return [seen for answers in logs if (seen := [answer for answer in answers if answer[0] < moment])]


def _loss_since(since: float, logs: Collection[Answers], parameters: Parameters) -> float:
    found = chain.from_iterable(predictions(answers, parameters) for answers in logs)
    return log_loss(each for each in found if each.time >= since)


def initial_stabilities(logs: Collection[Answers]) -> Parameters:
    """The defaults with the four stabilities after a first answer that make the answers likeliest, in days.

    Each depends on the cards alone whose first answer was rated so. How they are spread among learners draws them to
    the defaults, the more the fewer answers there are; and a better first answer never keeps for less.
    """
    fitted = [_initial_stability(rating, logs) for rating in range(AGAIN, EASY + 1)]
    return (*accumulate(fitted, max), *DEFAULTS[EASY:])


def _initial_stability(rating: int, logs: Collection[Answers]) -> float:
    own = [answers[:EARLY] for answers in logs if answers[0][1] == rating]
    usual = log(DEFAULTS[rating - 1])

    def loss(value: float) -> float:
        parameters = (*DEFAULTS[: rating - 1], exp(value), *DEFAULTS[rating:])
        found = chain.from_iterable(predictions(answers, parameters) for answers in own)
        return log_loss(found) + (value - usual) ** 2 / (2 * SPREAD**2)

    best = exp(least(loss, usual - _REACH, usual + _REACH)) if own else DEFAULTS[rating - 1]
    return round(min(max(best, LOWEST[rating - 1]), HIGHEST[rating - 1]), 4)


def least(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function of one minimum between two numbers has it, to 0.02; by golden sections."""
    one, two = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_one, at_two = function(one), function(two)
    while high - low > _CLOSE:
        if at_one < at_two:
            high, two, at_two = two, one, at_one
            one = high - _GOLDEN * (high - low)
            at_one = function(one)
        else:
            low, one, at_one = one, two, at_two
            two = low + _GOLDEN * (high - low)
            at_two = function(two)
    return (low + high) / 2
