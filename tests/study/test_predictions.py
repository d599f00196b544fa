"""What the schedule foretold of answers."""

from __future__ import annotations

from math import log

import pytest

from dlterms.fsrs import DAY, DEFAULTS
from dlterms.study.predictions import Answers, Prediction, log_loss, predictions

NOW = 1_750_000_000.0


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        pytest.param([], [], id="none"),
        pytest.param([(0, 3)], [], id="the first"),
        pytest.param([(0, 1), (0.1, 3)], [], id="again on the same day"),
        pytest.param([(0, 4), (8.2956, 3)], [(1, 0.902, True)], id="a later day counts whole days"),
        pytest.param([(0, 1), (0.1, 3), (3, 1)], [(2, 0.713, False)], id="what was missed and asked again"),
        pytest.param([(0, 3), (2, 2), (13, 1)], [(1, 0.909, True), (2, 0.872, False)], id="three days"),
    ],
)
def test_predictions(answers: Answers, found: list[tuple[int, float, bool]]) -> None:
    """Of each answer of a later day there is what was foretold of it, and whether it came so."""
    given = [(NOW + days * DAY, rating) for days, rating in answers]
    assert [(each.place, round(each.chance, 3), each.recalled) for each in predictions(given, DEFAULTS)] == found


def test_log_loss() -> None:
    """It is the sum of what each answer tells, in nats; what was held to be impossible does not make it infinite."""
    found = [Prediction(1, NOW, 0.9, True), Prediction(2, NOW, 0.9, False), Prediction(3, NOW, 1.0, False)]
    assert log_loss(found) == pytest.approx(-log(0.9) - log(0.1) - log(1e-6))
    assert log_loss([]) == 0
