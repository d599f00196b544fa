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
from dlterms.model import Review, Tune
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
    """What foretells the latest answers better is in use, and said with both figures; an undo undoes it."""
    answered(LASTING, 500, seed=2)
    with written_history() as history:
        never = history.states()
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert "good    2.31  now 4.3" in found.out
    assert "Log loss" in found.out
    assert parameters()[2] > 4
    assert parameters()[4:] == DEFAULTS[4:]
    assert "sound" in run("history", "verify").out
    assert run("history", "undo").out == (
        "Undone: the schedule fitted to you, 2026-03-02 20:00.\nIn use now: the default schedule.\n"
    )
    assert parameters() == DEFAULTS
    with written_history() as history:
        assert history.states() == never


def test_no_better(run: Run) -> None:
    """Of a learner for whom the schedule is right all stays as it was."""
    answered(DEFAULTS, 300, seed=1)
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("Nothing changes: ")
    assert parameters() == DEFAULTS
    with written_history() as history:
        history.record(Tune(LASTING, id="t", time=NOW - DAY))
    assert "The one in use stays" in run("history", "tune").out
    assert parameters() == LASTING


def test_again(run: Run) -> None:
    """A second fit to the same answers changes nothing, and says why."""
    answered(LASTING, 500, seed=2)
    run("history", "tune")
    before = parameters()
    assert run("history", "tune").out.startswith("Nothing changes: the schedule is fitted to these answers already.")
    assert parameters() == before


def test_judged_by_what_was_not_fitted_to(run: Run) -> None:
    """Parameters in use that were fitted to the very answers which decide do not win by that."""
    answered(LASTING, 500, seed=2)
    fitted = initial_stabilities(learn(LASTING, 500, Random(2)))
    with written_history() as history:
        history.record(Tune((*(round(days, 1) for days in fitted[:4]), *fitted[4:]), id="t", time=NOW - DAY))
    assert run("history", "tune").out.startswith("Fitted to ")
    assert parameters() == fitted


def test_reset(run: Run) -> None:
    """`--reset` puts the defaults in use, of a fit that another machine made, too; an undo takes that back."""
    with written_history() as history:
        history.merge([Tune(LASTING, id="t", time=NOW - DAY, machine="other")])
    assert run("history", "tune", "--reset").out.startswith("Back to the default schedule.\n")
    assert parameters() == DEFAULTS
    assert run("history", "tune", "--reset").out == "Nothing changes: the schedule is the default one.\n"
    assert run("history", "undo").out == (
        "Undone: the default schedule, 2026-03-02 20:00.\nIn use now: the schedule fitted to you on 2026-03-01.\n"
    )
    assert parameters() == LASTING


@pytest.mark.parametrize(
    ("answers", "is_installed"),
    [pytest.param(700, False, id="no-optimizer"), pytest.param(300, True, id="too-few-answers")],
)
def test_all_parameters_in_force(run: Run, monkeypatch: pytest.MonkeyPatch, answers: int, is_installed: bool) -> None:
    """Where all parameters were fitted, four alone do not take their place."""
    monkeypatch.setattr(optimizer, "is_installed", lambda: is_installed)
    answered(LASTING, answers, seed=0)
    with written_history() as history:
        history.merge([Tune((*LASTING[:20], 0.3), id="t", time=NOW - DAY, machine="other")])
    found = run("history", "tune")
    assert (found.code, found.out) == (1, "")
    assert "`dlterms history tune --reset`" in found.err
    assert parameters()[20] == 0.3


def test_too_few(run: Run) -> None:
    """Where there are too few cards to learn from, it is said how many are needed and how many there are."""
    assert run("history", "tune") == (
        1, "", "dlterms: nothing to fit yet: 64 cards are needed that were answered on two days; there are 0\n"
    )  # fmt: skip


def test_all_parameters(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the optimizer is installed and has enough answers all parameters are fitted, if that foretells best."""
    answered(LASTING, 900, seed=0)
    fits: list[int] = []

    def fit(logs: Collection[Answers]) -> Parameters:
        fits.append(sum(map(len, logs)))
        return (*LASTING[:20], 0.16)

    monkeypatch.setattr(optimizer, "is_installed", lambda: True)
    monkeypatch.setattr(optimizer, "all_parameters", fit)
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert "and 1 more parameter\n" in found.out
    assert found.out.count("fitted 0.") == 2
    assert parameters()[20] == 0.16
    assert fits[-1] == max(fits) >= 1_000


def test_four_are_better(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all parameters foretell no better than four, or as the defaults, four are fitted."""
    answered(LASTING, 900, seed=0)
    monkeypatch.setattr(optimizer, "is_installed", lambda: True)
    monkeypatch.setattr(optimizer, "all_parameters", lambda logs: DEFAULTS)
    assert "good    2.31  now " in run("history", "tune").out
    assert parameters()[2] > 2.9
    assert parameters()[4:] == DEFAULTS[4:]


def test_too_few_for_the_optimizer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of answers of which the first three fifths are too few for the optimizer four are fitted."""
    answered(LASTING, 800, seed=0)
    monkeypatch.setattr(optimizer, "is_installed", lambda: True)
    monkeypatch.setattr(optimizer, "all_parameters", None)
    found = run("history", "tune")
    assert (found.code, found.err) == (0, "")
    assert parameters()[2] > 2.9


def test_without_the_optimizer(run: Run) -> None:
    """Once there are enough answers it is said, once, what would fit all parameters."""
    answered(LASTING, 900, seed=0)
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
