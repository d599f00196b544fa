"""All parameters fitted by the fsrs package, where torch is installed (the extra `optimizer`, which no test needs)."""

from __future__ import annotations

from random import Random

import pytest

from dlterms.fsrs import DEFAULTS, is_sound
from dlterms.study import optimizer
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


@torch
def test_too_few() -> None:
    """Of under 512 answers on later days the defaults come out."""
    rng = Random(1)
    assert optimizer.all_parameters(learn(learner(rng), 100, rng)) == DEFAULTS
