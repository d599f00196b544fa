"""What is said of a fit of the schedule."""

from __future__ import annotations

import pytest

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.study.fitting import Trial
from dlterms.views.tuning import told

FIRSTS = """\
Fitted to 1,812 answers. Days that a card keeps after a first answer:
  again  0.212  now 0.43
  hard    1.29  now 1.29
  good    2.31  now 4.12
  easy     8.3  now 10.9
"""
BETTER = """\
It foretells the latest 1,204 better, fitted to those before them: log loss 0.3661, now 0.3548.
In force from now on; `dlterms history undo` takes it back.
"""
STAYS = """\
Nothing changes: your latest 1,204 answers were foretold with a log loss of 0.3661;
fitted to those before them, the schedule would have had {}.
"""
FITTED = (0.43, 1.2931, 4.1212, 10.94, *DEFAULTS[4:])


@pytest.mark.parametrize(
    ("fitted", "loss", "said"),
    [
        pytest.param(FITTED, 0.35481, FIRSTS + BETTER, id="better"),
        pytest.param((*FITTED[:19], 0.1, 0.2), 0.35481, FIRSTS + "  and 2 more parameters\n" + BETTER, id="all"),
        pytest.param(FITTED, 0.3662, STAYS.format("0.3662"), id="worse"),
        pytest.param(DEFAULTS, 0.36612, STAYS.format("0.3661"), id="the same"),
    ],
)
def test_told(fitted: Parameters, loss: float, said: str) -> None:
    """What changes is said with both figures, and that nothing does with both as well."""
    assert "".join(f"{line}\n" for line in told(Trial(DEFAULTS, fitted, 0.36612, loss, 1_204), 1_812)) == said
