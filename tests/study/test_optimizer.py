"""All parameters fitted by the fsrs package, where torch is installed (the extra `optimizer`, which no test needs)."""

from __future__ import annotations

from random import Random

import pytest

from dlterms.fsrs import DAY, DEFAULTS, is_sound
from dlterms.study import optimizer
from dlterms.study.predictions import Answers
from tuned_learners import learn, learner, loss

torch = pytest.mark.skipif(not optimizer.is_installed(), reason="needs the extra optimizer")


@torch
def test_all_parameters() -> None:
    """All parameters are fitted, in their ranges, and the answers are foretold better."""
    rng = Random(1)
    logs = learn(learner(rng), 700, rng)
    fitted = optimizer.all_parameters(logs)
    assert is_sound(fitted)
    assert sum(map(float.__ne__, fitted, DEFAULTS)) > 15
    assert loss(logs, fitted) < loss(logs, DEFAULTS)


def seen(cards: int, days: float) -> list[Answers]:
    """So many cards of two answers, so far apart."""
    return [[(0.0, 3), (days * DAY, 3)] for _ in range(cards)]


@pytest.mark.parametrize(
    ("logs", "enough"),
    [
        pytest.param(seen(512, 1), True, id="enough"),
        pytest.param(seen(511, 9), False, id="one short"),
        pytest.param([*seen(511, 9), *seen(99, 0.9)], False, id="within 24 hours"),
        pytest.param([[(place * DAY, 3) for place in range(64)]] * 8, False, id="63 of each"),
        pytest.param([[(place * DAY, 3) for place in range(99)]] * 8, False, id="those after 64"),
        pytest.param([[(place * DAY, 3) for place in range(65)]] * 9, True, id="of nine cards"),
        pytest.param([], False, id="none"),
    ],
)
def test_enough(logs: list[Answers], enough: bool) -> None:
    """The optimizer wants 512 answers on later days, of the first 64 to each card."""
    assert optimizer.is_enough(logs) is enough


@torch
def test_too_few() -> None:
    """Of what is not enough the defaults come out, of what just is they do not."""
    for cards, fitted in ((511, False), (512, True)):
        assert (optimizer.all_parameters(seen(cards, 2)) != DEFAULTS) is fitted
