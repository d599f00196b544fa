"""Calibration as it stands on the screen, to the character."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from dlterms.study.calibration import Bin, Calibration, Tally
from dlterms.terminal import styled
from dlterms.views import calibration
from dlterms.views.page import Section

ALL = Tally(0.91, 1228, 1412, 0.0076)
FOUND = Calibration(
    all=ALL, first=Tally(0.88, 250, 312, 0.0184), later=Tally(0.92, 978, 1100, 0.0082),
    modes={"choice": Tally(0.8, 20, 20, 0.09), "type": Tally(0.91, 1208, 1392, 0.0077)},
    bins=(Bin(0.0, 0.8, Tally(0.62, 22, 40, 0.0767)), Bin(0.8, 1.0, Tally(0.92, 1206, 1372, 0.0073))),
)  # fmt: skip

WIDE = """\
foretold       91% foretold, 87% kept, of 1,412 cards that came back
               you keep less than the schedule expects: cards come too late
               first times differ by more than chance: dlterms history tune fits
               the schedule to you
{gap}
                           foretold  kept     of
               all              91%   87%  1,412  ·······················█░░····
               first time       88%   80%    312  ···················█·░░░░░····
               later            92%   89%  1,100  ························█░░···
               choice           80%  100%     20  ···········░░░░░░░░░░░░░░░░░░█
               typed            91%   87%  1,392  ·······················█░░····
{gap}
               0-80%            62%   55%     40  ···░░░░█░░░░░░░░░░░···········
               80-100%          92%   88%  1,372  ·······················█░░░···
               ░ foretold, give or take chance  █ kept  lines from 40% to 100%
"""

NARROW = """\
foretold
  91% foretold, 87% kept, of 1,412 cards
  that came back
  you keep less than the schedule
  expects: cards come too late
  first times differ by more than
  chance: dlterms history tune fits the
  schedule to you
{gap}
              foretold  kept     of
  all              91%   87%  1,412
  first time       88%   80%    312
  later            92%   89%  1,100
  choice           80%  100%     20
  typed            91%   87%  1,392
{gap}
  0-80%            62%   55%     40
  80-100%          92%   88%  1,372
"""

PLAIN = """\
foretold: you keep less than the schedule expects: cards come too late
foretold, all: 91%, kept 87% of 1,412
foretold, first time: 88%, kept 80% of 312
foretold, later: 92%, kept 89% of 1,100
foretold, choice: 80%, kept 100% of 20
foretold, typed: 91%, kept 87% of 1,392
foretold, 0-80%: 62%, kept 55% of 40
foretold, 80-100%: 92%, kept 88% of 1,372
first times differ by more than chance: dlterms history tune fits the schedule to you
"""


def drawn(found: Calibration, columns: int) -> str:
    out = styled.console(io.StringIO(), width=columns)
    return styled.drawn(out, [Section("foretold", calibration.lines(found, styled.room(out)))])


@pytest.mark.parametrize(
    ("columns", "expected"), [pytest.param(80, WIDE, id="80 columns"), pytest.param(40, NARROW, id="40 columns")]
)
def test_drawn(columns: int, expected: str) -> None:
    """A sentence says whether the schedule is right; figures, and lines where there is room, say where not."""
    assert drawn(FOUND, columns) == expected.replace("{gap}", " " * (15 if columns == 80 else 2))


def test_plain() -> None:
    """A pipe gets one fact a line."""
    assert "\n".join(calibration.plain(FOUND)) + "\n" == PLAIN


@pytest.mark.parametrize("columns", [11, 13, 20, 49, 50, 61, 62, 80, 100, 200])
def test_fits(columns: int) -> None:
    """No line is wider than the terminal, if only that holds the figures; the drawing gives way."""
    assert max(map(len, drawn(FOUND, columns).splitlines())) <= max(columns, 13)


@pytest.mark.parametrize(
    ("right", "error", "line"),
    [
        pytest.param(90, 0.06, "···░░░░█░░░", id="as foretold, from 70%"),
        pytest.param(50, 0.049, "█·····░░░░░", id="less, from 50%"),
        pytest.param(0, 0.0, "█········░·", id="nothing, and no chance, from 0%"),
        pytest.param(100, 0.0, "░·········█", id="all, from 90%"),
    ],
)
def test_line(right: int, error: float, line: str) -> None:
    """The mark stands where the share kept is, the band around what was foretold, neither beyond the line."""
    tally = Tally(0.9, right, 100, error)
    shown = calibration.lines(Calibration(tally, tally, Tally(0.0, 0, 0, 0.0), {}, ()), 37)
    assert ["".join(text for text, _ in spans[1:]) for spans in shown if spans[0][0].startswith("all")] == [line]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(None, [], id="nothing to compare"),
        pytest.param(
            replace(FOUND, all=Tally(0.9, 50, 63, 0.04), first=Tally(0.9, 50, 63, 0.04)),
            [
                "90% foretold, 79% kept, of 63 cards that came back",
                "too few to tell whether the schedule is right",
            ],
            id="too few",
        ),
        pytest.param(
            replace(FOUND, all=Tally(0.9, 1, 1, 0.3), first=Tally(0.9, 1, 1, 0.3)),
            ["90% foretold, 100% kept, of 1 card that came back", "too few to tell whether the schedule is right"],
            id="one",
        ),
    ],
)
def test_too_few(found: Calibration | None, expected: list[str]) -> None:
    """As long as there are too few answers no rows are shown that one might believe."""
    assert ["".join(text for text, _ in line) for line in calibration.lines(found, 65)] == expected


def test_of_one_kind() -> None:
    """Where all answers are of one kind, that is no row beside all."""
    found = replace(FOUND, first=ALL, later=Tally(0.0, 0, 0, 0.0), modes={"type": ALL}, bins=())
    assert [line.split(":")[0] for line in calibration.plain(found)][:2] == ["foretold", "foretold, all"]
    assert len(list(calibration.plain(found))) == 3
