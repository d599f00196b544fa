"""What is said of a fit of the schedule."""

from __future__ import annotations

import pytest

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.study.fitting import Trial
from dlterms.views.tuning import reset, told

FITTED = (0.43, 1.2931, 4.1212, 10.94, *DEFAULTS[4:])
ALL = (*FITTED[:19], 0.1, 0.2)
FIRSTS = """\
Fitted to 1,812 answers. Days that a card keeps after a first answer:
  again  0.212  now 0.43
  hard    1.29  now 1.29
  good    2.31  now 4.12
  easy     8.3  now 10.9
"""
JUDGED = "Log loss over the latest 1,204 answers, each way fitted to those before them: "
NO_FIT = "Nothing changes: no fit foretells your answers better than the default schedule.\n"
UNDO = "In use from now on; `dlterms history undo` takes it back.\n"


@pytest.mark.parametrize(
    ("before", "fitted", "losses", "said"),
    [
        pytest.param(
            DEFAULTS, FITTED, (0.36612, 0.35481),
            f"{FIRSTS}{JUDGED}the defaults 0.3661, four fitted 0.3548.\n{UNDO}", id="four",
        ),
        pytest.param(
            DEFAULTS, ALL, (0.36612, 0.35481, 0.3409),
            f"{FIRSTS}  and 2 more parameters\n{JUDGED}the defaults 0.3661, four fitted 0.3548, all 21 fitted 0.3409.\n"
            f"{UNDO}", id="all",
        ),
        pytest.param(
            DEFAULTS, DEFAULTS, (0.36612, 0.36612),
            f"{NO_FIT}{JUDGED}the defaults 0.3661, four fitted 0.3661.\n", id="no better",
        ),
        pytest.param(
            FITTED, FITTED, (0.36612, 0.35481),
            "Nothing changes: the schedule is fitted to these answers already.\n"
            f"{JUDGED}the defaults 0.3661, four fitted 0.3548.\n", id="again",
        ),
        pytest.param(
            FITTED, FITTED, (0.36612, 0.37),
            f"{NO_FIT}The one in use stays; `dlterms history tune --reset` goes back to the default schedule.\n"
            f"{JUDGED}the defaults 0.3661, four fitted 0.3700.\n", id="no better any more",
        ),
    ],
)  # fmt: skip
def test_told(before: Parameters, fitted: Parameters, losses: tuple[float, ...], said: str) -> None:
    """What changes, or that nothing does, is said with the figure of each way."""
    trial = Trial(dict(zip(("default", "four", "all"), losses, strict=False)), 1_204)
    assert "".join(f"{line}\n" for line in told(trial, before, fitted, 1_812)) == said


def test_reset() -> None:
    """A way back says what is in use, and how to take that back, too."""
    assert list(reset(DEFAULTS)) == ["Nothing changes: the schedule is the default one."]
    assert list(reset(FITTED)) == ["Back to the default schedule.", UNDO.strip()]
