"""Fitting the schedule; `tests/tuned_learners.py` tells how much it gains."""

from __future__ import annotations

from collections.abc import Collection
from math import log
from random import Random

import pytest

from dlterms.fsrs import DAY, DEFAULTS, Parameters, is_sound
from dlterms.study.fitting import FEWEST, Trial, before_the_judged, fitted_on, initial_stabilities, least, trial
from dlterms.study.predictions import Answers
from tuned_learners import gains, learn, learner

NOW = 1_750_000_000.0


def seen(first: int, days: float, recalled: int, of: int) -> list[Answers]:
    """So many cards rated `first` and asked after some days, of which some were recalled."""
    return [[(NOW, first), (NOW + days * DAY, 3 if number < recalled else 1)] for number in range(of)]


def test_what_was_recalled_decides() -> None:
    """Of cards of which 900 in 1,000 are recalled after five days the stability is five days, but for the usual one."""
    fitted = initial_stabilities(seen(3, 5, 900, 1_000))
    assert fitted[2] == pytest.approx(5.0, rel=0.03)
    assert fitted[:2] == DEFAULTS[:2]
    assert fitted[4:] == DEFAULTS[4:]


def test_few_answers_change_little() -> None:
    """One answer hardly moves what holds of most learners; a hundred do."""
    one, many = (initial_stabilities(seen(3, 20, count, count))[2] for count in (1, 100))
    assert DEFAULTS[2] < one < 1.1 * DEFAULTS[2]
    assert many > 3 * DEFAULTS[2]


def test_a_better_answer_keeps_no_shorter() -> None:
    """Where only good answers tell that all keeps longer, an easy one keeps no shorter than they do."""
    fitted = initial_stabilities(seen(3, 60, 190, 200))
    assert fitted[2] == fitted[3] > DEFAULTS[3]


@pytest.mark.parametrize("recalled", [0, 300])
def test_bounds(recalled: int) -> None:
    """All or nothing recalled gives parameters that are in their ranges."""
    logs = [log for rating in (1, 2, 3, 4) for log in seen(rating, 400, recalled, 300)]
    assert is_sound(initial_stabilities(logs))


def test_nothing_to_fit() -> None:
    """Without answers the defaults come out."""
    assert initial_stabilities([]) == DEFAULTS


@pytest.mark.parametrize("minimum", [-1.7, 0.0, 2.99])
def test_least(minimum: float) -> None:
    """The minimum is found to within 0.02."""
    assert least(lambda x: (x - minimum) ** 2, -3, 3) == pytest.approx(minimum, abs=0.02)


def test_fitted_on() -> None:
    """A card says something of its first answer once it was answered on a later day."""
    once: list[Answers] = [[(NOW, 3)], [(NOW, 1), (NOW + 100, 3)]]
    assert fitted_on([*once, *seen(3, 2, 1, 1)]) == 1
    assert FEWEST == 64


def test_the_later_answers_decide() -> None:
    """Each later fifth is foretold by a fit to the answers before it."""
    logs = [*seen(3, 2, 6, 6), *seen(3, 5, 1, 2), *seen(3, 10, 1, 2)]
    fits: list[int] = []

    def fit(some: Collection[Answers]) -> Parameters:
        fits.append(sum(map(len, some)))
        return (*DEFAULTS[:2], 1.0, *DEFAULTS[3:])

    found = trial(logs, {"default": lambda some: DEFAULTS, "one": fit})
    assert fits == [16, 18]
    assert sum(map(len, before_the_judged(logs))) == 16
    assert found.of == 4
    # What FSRS-6 says after five and ten days, with the default and with one day; half of them were recalled.
    default, one_day = (0.8389, 0.7744), (0.7605, 0.6928)
    for way, chances in (("default", default), ("one", one_day)):
        expected = -sum(log(chance) + log(1 - chance) for chance in chances) / 4
        assert found.losses[way] == pytest.approx(expected, abs=1e-3)
    assert found.best == "one"


@pytest.mark.parametrize(
    ("losses", "best"),
    [
        pytest.param({"default": 0.36, "four": 0.35, "all": 0.34}, "all", id="all"),
        pytest.param({"default": 0.36, "four": 0.35, "all": 0.36}, "four", id="four, where all are no better"),
        pytest.param({"default": 0.36, "four": 0.37, "all": 0.38}, "default", id="none"),
        pytest.param({"default": 0.36, "four": 0.36, "all": 0.36}, "default", id="a tie"),
        pytest.param({"default": 0.36, "four": 0.35, "all": 0.35}, "four", id="a tie of two"),
        pytest.param({"default": 0.36, "four": float("nan")}, "default", id="no number"),
    ],
)
def test_best(losses: dict[str, float], best: str) -> None:
    """The way that foretold best is taken, of equals the one that changes least."""
    assert Trial(losses, 9).best == best


def test_a_learner_of_another_memory() -> None:
    """Of a learner whose memory is known what is fitted foretells unseen answers better, and nears the true values."""
    rng = Random(1)
    own = learner(rng)
    logs = learn(own, 3_000, rng)
    fitted = initial_stabilities(logs)
    for rating in (1, 3):
        assert abs(log(fitted[rating - 1] / own[rating - 1])) < abs(log(DEFAULTS[rating - 1] / own[rating - 1])) / 2
    gain, most = gains(1, 2_000, initial_stabilities)
    assert 0.3 * most < gain <= 1.05 * most
