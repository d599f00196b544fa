"""Days drawn, in a language whose names of days are wider than in English."""

from __future__ import annotations

from datetime import date

import pytest

from chinese import compiled
from dlterms import i18n
from dlterms.study.stats import WEEKS
from dlterms.views.days import due_chart, heat_map
from dlterms.views.page import Spans

SUNDAY = date(2026, 3, 1)
NAMES: dict[str | tuple[str, str], str] = {
    "now": "现在",
    "Mon": "周一",
    "Tue": "周二",
    "Wed": "周三",
    "Fri": "周五",
    "Jan": "1月",
    "Feb": "2月",
    "Mar": "3月",
}


@pytest.fixture(autouse=True)
def _chinese() -> None:
    i18n.use(compiled(NAMES), "zh")


def text(line: Spans) -> str:
    return "".join(piece for piece, _ in line)


def test_due_chart() -> None:
    """Bars, numbers and days stand in columns as wide as the widest name of a day, with a gap between them."""
    assert [text(line) for line in due_chart([4, 0, 12], 80, SUNDAY)] == [
        "          ███  ",
        "          ███  ",
        "▃▃▃       ███  ",
        "███       ███  ",
        " 4    ·    12  ",
        "现在 周一 周二 ",
    ]


def test_heat_map() -> None:
    """All weeks begin in one column, behind the widest name of a day, and a month stands above its first week."""
    months, monday, tuesday, *_ = map(text, heat_map([1] * (7 * WEEKS), 80, SUNDAY))
    assert months == "     3月  Apr May Jun  Jul Aug  Sep Oct Nov  Dec 1月 2月 "
    assert (monday, tuesday) == ("周一 " + "█" * WEEKS, "     " + "█" * WEEKS)
