"""Statistics as they stand on the screen, to the character."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from dlterms.model import Topic
from dlterms.study.stats import WEEKS, Aside, Leech, Mastery, Pace, Pair, Share, Stats
from dlterms.terminal import picture, styled
from dlterms.views import stats as stats_view
from dlterms.views.columns import cells

TODAY = date(2026, 3, 4)  # a Wednesday
NAMES = {"overfitting": "过拟合 overfitting", "underfitting": "欠拟合 underfitting", "gpu": "图形处理器 GPU"}
A_DAY = [*[0] * (7 * WEEKS - 40), *([0, 1, 2, 3, 5, 8, 13, 20] * 5)]
FULL = Stats(
    wanted=0.9, month=Share(87, 100), year=Share(1821, 2069), due=(12, 3, 0, 1, 2, 0, 0, 6, 0, 0, 1, 1, 2, 4, 24),
    a_day=tuple(A_DAY), streak=7,
    topics=(
        Mastery(Topic("basics", "基础", "Basics"), new=4, learning=3, known=5),
        Mastery(Topic("networks", "神经网络", "Networks"), new=20, learning=0, known=0),
    ),
    confused=(Pair(("overfitting", "underfitting"), 11), Pair(("gpu", "overfitting"), 1)),
    leeches=(Leech("dl/gpu:zh-en", 9), Leech("dl/overfitting:cloze.1", 8)),
    aside=(Aside("dl/gpu", 4, True), Aside("dl/underfitting", 1, False)), pace=Pace(5, 24, 5),
)  # fmt: skip
EMPTY = Stats(
    0.9, Share(0, 0), Share(0, 0), (0,) * 15, (0,) * (7 * WEEKS), 0, FULL.topics[:1], (), (), (), Pace(0, 4, None)
)

WIDE = """\
7 days in a row · 5 terms known, 3 being learned

due                                                                    ███
                                                                       ███
               ███                                                     ███
               ███ ▄▄▄     ▂▂▂ ▃▃▃         ███         ▂▂▂ ▂▂▂ ▃▃▃ ▆▆▆ ███
                12  3   ·   1   2   ·   ·   6   ·   ·   1   1   2   4   24
               now Thu Fri Sat Sun Mon Tue Wed Thu Fri Sat Sun Mon Tue Wed

remembered     87% of 100 in 30 days · 88% of 2,069 in a year · wanted 90%

answers                Apr May Jun  Jul Aug  Sep Oct Nov  Dec Jan Feb
               Mon ···············································▒░·██▓
                   ···············································▒▒░·██
               Wed ···············································▓▒▒░·█
                   ···············································▓▓▒▒░
               Fri ···············································█▓▓▒▒
                   ···············································██▓▓▒
                   ··············································░·██▓▓
                   260 in a year · less ░▒▓█ more

terms          基础 Basics        5/12  █████▒▒▒····
               神经网络 Networks  0/20  ····················
               █ 5 known   ▒ 3 learning   · 24 new
               all met in 5 days, on 2026-03-09, at 5 new terms a day

mixed up       11 ×  过拟合 overfitting / 欠拟合 underfitting
                1 ×  图形处理器 GPU / 过拟合 overfitting
               dlterms quiz --confused

set aside      9 misses  图形处理器 GPU, zh-en
               8 misses  过拟合 overfitting, cloze.1
               1 card    欠拟合 underfitting
               known     图形处理器 GPU
               dlterms history resume TERM
"""

NARROW = """\
7 days in a row · 5 terms known, 3 being
learned

due
  ███
  ███ ▄▄▄     ▂▂▂ ▃▃▃         ███
   12  3   ·   1   2   ·   ·   6
  now Thu Fri Sat Sun Mon Tue Wed
{gap}
                          ███
                          ███
                          ███
          ▂▂▂ ▂▂▂ ▃▃▃ ▆▆▆ ███
   ·   ·   1   1   2   4   24
  Thu Fri Sat Sun Mon Tue Wed

remembered
  87% of 100 in 30 days · 88% of 2,069
  in a year · wanted 90%

answers
          Apr May Jun  Jul Aug
  Mon ···························
      ···························
  Wed ···························
      ···························
  Fri ···························
      ···························
      ···························
         Oct Nov  Dec Jan Feb
  Mon ····················▒░·██▓
      ····················▒▒░·██
  Wed ····················▓▒▒░·█
      ····················▓▓▒▒░
  Fri ····················█▓▓▒▒
      ····················██▓▓▒
      ···················░·██▓▓
      260 in a year · less ░▒▓█ more

terms
  基础 Basics        5/12  ████▒▒··
  神经网络 Networks  0/20  ·············
  █ 5 known   ▒ 3 learning   · 24 new
  all met in 5 days, on 2026-03-09, at 5
  new terms a day

mixed up
  11 ×  过拟合 overfitting / 欠拟合
  underfitting
   1 ×  图形处理器 GPU / 过拟合
  overfitting
  dlterms quiz --confused

set aside
  9 misses  图形处理器 GPU, zh-en
  8 misses  过拟合 overfitting, cloze.1
  1 card    欠拟合 underfitting
  known     图形处理器 GPU
  dlterms history resume TERM
"""

PLAIN = """\
streak: 7 days
terms: 5 known, 3 learning, 24 new
all terms met at 5 a day: in 5 days
remembered in 30 days: 87% of 100, wanted 90%
remembered in a year: 88% of 2,069, wanted 90%
due now: 12
due in 1 day: 3
due in 2 days: 0
due in 3 days: 1
due in 4 days: 2
due in 5 days: 0
due in 6 days: 0
due in 7 days: 6
due in 8 days: 0
due in 9 days: 0
due in 10 days: 1
due in 11 days: 1
due in 12 days: 2
due in 13 days: 4
due in 14 days: 24
answers in 1 day: 20
answers in 7 days: 52
answers in 30 days: 207
answers in 371 days: 260
topic 基础 Basics: 5 known, 3 learning, 4 new
topic 神经网络 Networks: 0 known, 0 learning, 20 new
mixed up: 过拟合 overfitting / 欠拟合 underfitting: 11 times
mixed up: 图形处理器 GPU / 过拟合 overfitting: 1 time
set aside: 图形处理器 GPU, zh-en: 9 misses
set aside: 过拟合 overfitting, cloze.1: 8 misses
known: 图形处理器 GPU: 4 cards
set aside by you: 欠拟合 underfitting: 1 card
"""


def drawn(stats: Stats, width: int) -> str:
    screen = io.StringIO()
    out = styled.console(screen, width=width)
    styled.print_page(out, stats_view.drawn(stats, lambda name: NAMES[name], styled.room(out), TODAY))
    return screen.getvalue()


@pytest.mark.parametrize(
    ("width", "expected"),
    [pytest.param(80, WIDE, id="80"), pytest.param(40, NARROW, id="40")],
)
def test_drawn(width: int, expected: str) -> None:
    """All of it, with nothing wider than the screen."""
    shown = drawn(FULL, width)
    assert shown == expected.format(gap="  ")
    assert max(cells(line) for line in shown.splitlines()) <= width


def test_plain() -> None:
    """In a pipe each fact is a line, without drawings."""
    assert "\n".join(stats_view.plain(FULL, lambda name: NAMES[name])) + "\n" == PLAIN


def test_nothing_yet() -> None:
    """Before the first answer there is only what can be learned, and how to begin."""
    assert drawn(EMPTY, 80) == (
        "Nothing answered yet: `dlterms quiz` begins.\n\n"
        "terms          基础 Basics  5/12  █████▒▒▒····\n"
        "               █ 5 known   ▒ 3 learning   · 4 new\n"
    )


@pytest.mark.parametrize(
    ("streak", "today", "said"),
    [
        pytest.param(1, 3, "1 day in a row · ", id="one"),
        pytest.param(7, 3, "7 days in a row · ", id="seven"),
        pytest.param(7, 0, "7 days in a row, none yet today · ", id="open"),
        pytest.param(0, 0, "0 days in a row · ", id="broken"),
    ],
)
def test_headline(streak: int, today: int, said: str) -> None:
    """The first line says how many days in a row, and whether today is one of them."""
    assert drawn(replace(FULL, streak=streak, a_day=(*A_DAY[:-1], today)), 80).startswith(said)


@pytest.mark.parametrize(
    ("month", "year", "said"),
    [
        pytest.param(Share(0, 0), Share(0, 0), "nothing was asked again yet · wanted 90%", id="nothing"),
        pytest.param(Share(0, 0), Share(1, 3), "33% of 3 in a year · wanted 90%", id="not-this-month"),
        pytest.param(Share(0, 1), Share(1, 3), "0% of 1 in 30 days · 33% of 3 in a year · wanted 90%", id="both"),
    ],
)
def test_remembered(month: Share, year: Share, said: str) -> None:
    """The share remembered stands beside the wanted one; no share of nothing is given."""
    assert f"remembered     {said}\n" in drawn(replace(FULL, month=month, year=year), 80)


def test_many_leeches_are_counted() -> None:
    """Five cards are named, the rest counted."""
    leeches = tuple(Leech(f"dl/gpu:cloze.{n}", 9) for n in range(7))
    shown = drawn(replace(FULL, leeches=leeches), 80)
    assert "cloze.4\n               and 2 more: dlterms list --state set-aside\n" in shown


def test_large_topic_fits() -> None:
    """The signs of a topic of thousands fill the line and no more, and one known term is seen."""
    topics = (Mastery(Topic("big", "大", "Big"), new=9000, learning=1, known=1),)
    line = next(line for line in drawn(replace(FULL, topics=topics), 80).splitlines() if "大" in line)
    assert line.startswith("terms          大 Big  1/9002  █···")
    assert 70 <= cells(line) <= 80


def test_colour_says_nothing_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Taking the colours away leaves the same characters, and NO_COLOR leaves no colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": ""}.items():
        monkeypatch.setenv(name, value)
    coloured = drawn(FULL, 80)
    assert "\x1b[32m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == WIDE
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\dm", drawn(FULL, 80))


def test_picture() -> None:
    """The SVG holds the same text and fetches nothing."""
    sections = stats_view.drawn(FULL, lambda name: NAMES[name], picture.ROOM, TODAY)
    svg = picture.svg(sections, "dlterms stats")
    assert svg == picture.svg(sections, "dlterms stats")
    assert "@font-face" not in svg
    assert "url(http" not in svg
    assert re.findall(r"<(?:image|link|script|use)", svg) == []
    texts = re.findall(r"<text [^>]*>([^<\n]+)</text>", svg)
    assert len(texts) > 100
    assert {"过拟合", "overfitting"} <= {unescape(text).strip() for text in texts}
