"""The table of what to expect, to the character."""

from __future__ import annotations

import io

from dlterms.study.workload import Expected
from dlterms.terminal import styled
from dlterms.views import workload

FOUND = (
    Expected(0.8, 41.4, 32.0, 1200, 0.9), Expected(0.9, 1058.2, 46.0, 872, 0.944), Expected(0.95, 89.5, 54.5, 807, 1.0)
)  # fmt: skip
TABLE = """\
workload         wanted  a day  later  kept     of
                    80%     41     32   90%  1,200
               >    90%  1,058     46   94%    872
                    95%     90     54  100%    807
               answers a day in the next 30 days, and in days 61 to 90; on day
               90 the share kept of the cards met by then, due or not
               simulated: you come every day until nothing is due, and recall as
               the schedule expects
"""


def test_table() -> None:
    """The share in use is marked, without colour too."""
    out = styled.console(io.StringIO(), width=80)
    assert styled.drawn(out, [workload.section(FOUND, 0.9)]) == TABLE


def test_narrow() -> None:
    """Each row stays on one line of a narrow terminal."""
    out = styled.console(io.StringIO(), width=40)
    lines = styled.drawn(out, [workload.section(FOUND, 0.9)]).splitlines()
    assert lines[:3] == ["workload", "    wanted  a day  later  kept     of", "       80%     41     32   90%  1,200"]


def test_plain() -> None:
    """A pipe gets one fact a line."""
    assert next(workload.plain(FOUND)) == (
        "if 80% is wanted: 41 answers a day in 30 days, 32 later, 90% kept of 1,200 cards"
    )
