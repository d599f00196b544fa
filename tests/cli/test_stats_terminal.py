"""`stats` on a real terminal."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest

from dlterms.history import open_history
from dlterms.model import Review
from learner import DAY
from pty_tools import Terminal

pytestmark = pytest.mark.usefixtures("compiled")

CARDS = 70


@pytest.fixture
def learner(tmp_path: Path) -> None:
    """One who was asked 70 cards, and after two days again, when 14 were forgotten."""
    now = time.time()
    numbers = iter(range(10**6))
    with open_history(
        tmp_path / "data" / "reviews.db", machine="m", new_id=lambda: f"{next(numbers):06}", now=now
    ) as history:
        for days_ago in (3, 1):
            history.merge(
                Review(
                    f"dlterms/dropout:cloze.{n}", 1 if days_ago == 1 and n < 14 else 3, mode="type",
                    id=f"{days_ago} {n:02}", time=round(now - days_ago * DAY + n, 3), machine="m",
                )
                for n in range(CARDS)
            )  # fmt: skip


@pytest.mark.usefixtures("learner")
@pytest.mark.parametrize(("columns", "room"), [pytest.param(80, 37, id="80"), pytest.param(40, 10, id="40")])
def test_calibration_and_workload(tmp_path: Path, columns: int, room: int) -> None:
    """The verdict is in words, and each row on one line, however wide the terminal is."""
    command = [sys.executable, "-m", "dlterms", "stats", "--if", "0.85"]
    terminal = Terminal(command, columns, tmp_path, {}, rows=120)
    try:
        terminal.wait_for("simulated")
        assert terminal.status() == 0
        lines = [line.strip() for line in terminal.lines()]
    finally:
        terminal.end()
    text = " ".join(lines)
    assert "91% foretold, 80% kept, of 70 cards that came back" in text
    assert "you keep less than the schedule expects: cards come too late" in text
    assert "dlterms history tune" in text
    [row] = [line for line in lines if re.match(r"all +91% +80% +70", line)]
    assert len(row.split()[-1]) == room
    assert [line.split()[0] for line in lines if re.fullmatch(r"(> +)?\d+%( +[\d,]+%?){4}", line)] == [
        "80%", "85%", ">", "95%",
    ]  # fmt: skip
