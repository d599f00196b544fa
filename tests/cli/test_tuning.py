"""`dlterms history tune`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from random import Random

import pytest

from cli.conftest import Run
from dlterms.fsrs import DAY, DEFAULTS, Parameters
from dlterms.model import Review
from dlterms.study import optimizer
from dlterms.study.fitting import initial_stabilities
from dlterms.study.predictions import Answers
from learner import NOW, clock, written_history
from tuned_learners import learn

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock", "compiled")

LASTING = (*(3 * value for value in DEFAULTS[:4]), *DEFAULTS[4:])  # a learner whose cards keep three times as long


def answered(own: Parameters, answers: int, seed: int) -> None:
    """A history of a learner of such a memory, up to yesterday."""
    logs = learn(own, answers, Random(seed))
    last = max(log[-1][0] for log in logs)
    with written_history() as history:
        history.merge(
            Review(
                f"dlterms/t-{number}:zh-en", rating, id=f"{number}-{place}",  # type: ignore[arg-type]
                time=round(NOW - DAY + time - last, 3), machine=history.machine,
            )
            for number, log in enumerate(logs) for place, (time, rating) in enumerate(log)
        )  # fmt: skip


def parameters() -> Parameters:
    with written_history() as history:
        assert history.verify() == []
        return history.parameters()


@pytest.fixture(autouse=True)
def _no_optimizer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimizer, "is_installed", lambda: False)


def test_fitted_and_undone(run: Run) -> None:
    """What foretells the latest answers better is in force, and said with both figures; an undo undoes it."""
    answered(LASTING, 500, seed=2)
    with written_history() as history:
        never = history.states()
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert "good    2.31  now 4.3" in found.out
    assert "log loss" in found.out
    assert parameters()[2] > 4
    assert parameters()[4:] == DEFAULTS[4:]
    assert "sound" in run("history", "verify").out
    assert run("history", "undo").out == "Undone: the schedule fitted to you, 2026-03-02 20:00.\n"
    assert parameters() == DEFAULTS
    with written_history() as history:
        assert history.states() == never


def test_no_better(run: Run) -> None:
    """Of a learner for whom the schedule is right all stays as it was, and both figures are said."""
    answered(DEFAULTS, 300, seed=1)
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("Nothing changes: ")
    assert parameters() == DEFAULTS


def test_again(run: Run) -> None:
    """A second fit to the same answers changes nothing."""
    answered(LASTING, 500, seed=2)
    run("history", "tune")
    before = parameters()
    assert run("history", "tune").out.startswith("Nothing changes: ")
    assert parameters() == before


def test_too_few(run: Run) -> None:
    """Where there are too few cards to learn from, it is said how many are needed and how many there are."""
    assert run("history", "tune") == (
        1, "", "dlterms: nothing to fit yet: 64 cards are needed that were answered on two days; there are 0\n"
    )  # fmt: skip


def test_all_parameters(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """From 1,000 answers on all parameters are fitted, where the optimizer is installed."""
    answered(LASTING, 700, seed=0)
    fits: list[int] = []

    def fit(logs: Collection[Answers]) -> Parameters:
        fits.append(sum(map(len, logs)))
        return (*initial_stabilities(logs)[:20], 0.16)

    monkeypatch.setattr(optimizer, "is_installed", lambda: True)
    monkeypatch.setattr(optimizer, "all_parameters", fit)
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert "and 1 more parameter\n" in found.out
    assert parameters()[20] == 0.16
    assert fits[-1] == max(fits) >= 1_000


def test_without_the_optimizer(run: Run) -> None:
    """From 1,000 answers on it is said, once, what would fit all parameters."""
    answered(LASTING, 700, seed=0)
    found = run("history", "tune")
    assert found.code == 0
    assert "pip install 'dlterms[optimizer]'" in found.err
    assert parameters()[4:] == DEFAULTS[4:]


def test_the_optimizer_is_asked_for_alone() -> None:
    """Neither torch nor the fsrs package is imported with any other command."""
    code = (
        "import sys; from dlterms.cli import start, stats_command, sync_command, history_command, quiz_command;"
        "sys.exit(bool({'fsrs', 'torch', 'dlterms.study.optimizer'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, check=False).returncode == 0
    )
