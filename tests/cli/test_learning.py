"""What the commands around memory share: days that turn at 04:00, what is due, and when the next card comes."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from cli.conftest import Run
from dlterms import paths
from dlterms.cli import own_history
from dlterms.cli.options import Retention
from dlterms.history import open_history
from dlterms.model import Rating, Review
from dlterms.study import queue
from dlterms.views.words import when
from learner import NEW_YORK, NOW, SHANGHAI, answered, at, clock, set_clock

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("clock", "compiled")


@pytest.mark.parametrize(
    ("zone", "answer", "now", "same"),
    [
        pytest.param(NEW_YORK, "2026-03-07 23:00", "2026-03-08 03:59", True, id="spring-before-the-turn"),
        pytest.param(NEW_YORK, "2026-03-07 23:00", "2026-03-08 04:00", False, id="spring-after-the-turn"),
        pytest.param(NEW_YORK, "2026-03-08 03:59", "2026-03-08 04:01", False, id="spring-across-the-turn"),
        pytest.param(NEW_YORK, "2026-03-08 04:00", "2026-03-09 03:59", True, id="spring-whole-day-of-23-hours"),
        pytest.param(NEW_YORK, "2026-10-31 04:00", "2026-11-01 03:59", True, id="autumn-day-of-25-hours"),
        pytest.param(NEW_YORK, "2026-10-31 23:00", "2026-11-01 04:00", False, id="autumn-after-the-turn"),
        pytest.param(NEW_YORK, "2026-11-01 01:30", "2026-11-01 03:59", True, id="autumn-in-the-hour-told-twice"),
        pytest.param(SHANGHAI, "2026-03-08 03:59", "2026-03-08 04:00", False, id="shanghai-turn"),
        pytest.param(SHANGHAI, "2026-03-08 04:00", "2026-03-09 03:59", True, id="shanghai-day"),
        pytest.param(SHANGHAI, "1990-04-14 23:00", "1990-04-15 03:59", True, id="shanghai-spring-1990"),
        pytest.param(SHANGHAI, "1990-04-15 03:59", "1990-04-15 04:00", False, id="shanghai-spring-1990-turn"),
        pytest.param(SHANGHAI, "1990-09-15 04:00", "1990-09-16 03:59", True, id="shanghai-autumn-1990"),
        pytest.param(SHANGHAI, "1990-09-16 03:59", "1990-09-16 04:00", False, id="shanghai-autumn-1990-turn"),
        pytest.param("UTC", "2026-03-02 04:00", "2026-03-02 03:00", True, id="clock-set-back-an-hour"),
        pytest.param("UTC", "2026-03-03 20:00", "2026-03-02 20:00", True, id="clock-set-back-a-day"),
    ],
)
def test_same_day(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, zone: str, answer: str, now: str, same: bool
) -> None:
    """An answer is of today from 04:00 on the clock to the next 04:00; one from the future is of today too."""
    set_clock(monkeypatch, at(zone, now), zone)
    with open_history(tmp_path / "log", machine="m", new_id=lambda: "1", now=NOW) as history:
        history.record(Review("dlterms/dropout:zh-en", 3, id="1", time=at(zone, answer)))
        assert queue.new_today(history, own_history.now()) == same
        assert ("dropout" in queue.past(history, 0.9, own_history.now()).today) == same


def asked(run: Run, *options: str) -> int:
    return int(json.loads(run("quiz", "--json", "--new", "0", *options).out.splitlines()[0])["cards"])


@pytest.mark.parametrize(
    ("answers", "cards"),
    [
        pytest.param([("dropout:zh-en", 3, 3)], 1, id="due"),
        pytest.param([("dropout:zh-en", 1.9, 3)], 1, id="due-later-today"),
        pytest.param([("dropout:zh-en", 1, 3)], 0, id="not-yet"),
        pytest.param([("dropout:zh-en", 9, 3), ("dropout:en-zh", 8, 3)], 1, id="siblings-apart"),
        pytest.param([("dropout:zh-en", 9, 3), ("dropout:en-zh", 0.1, 3)], 0, id="sibling-asked-today"),
        pytest.param([("dropout:zh-en", 9, 3), ("dropout:en-zh", 0.7, 3)], 1, id="sibling-asked-yesterday"),
        pytest.param([("dropout:zh-en", 0.51, 1)], 1, id="missed-half-a-day-ago"),
        pytest.param([("dropout:zh-en", 0.01, 1)], 1, id="missed-today"),
        pytest.param([("dropout:zh-en", 0.02, 1), ("dropout:zh-en", 0.01, 3)], 0, id="missed-and-right-today"),
        pytest.param([("dropout:zh-en", 9, 4)], 1, id="next-direction"),
        pytest.param([("dropout:zh-en", day, 1) for day in range(16, 8, -1)], 0, id="leech"),
        pytest.param([("gone:zh-en", 9, 3), ("gone/dropout:zh-en", 9, 3)], 0, id="orphans"),
        pytest.param([("dropout:zh-en", -1, 3), ("dropout:en-zh", 9, 3)], 0, id="sibling-from-the-future"),
    ],
)
def test_what_is_due(run: Run, answers: list[tuple[str, float, Rating]], cards: int) -> None:
    """A quiz asks what came back, one card of a term and day."""
    answered(answers)
    assert asked(run) == cards


def test_new_cards_of_a_repeated_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day lived twice, because the clock was set back, brings no new cards twice."""
    lines = run("list", "--level", "1").out.splitlines()
    answered([(f"{line.split()[0]}:zh-en", 0.01, 3) for line in lines[:10]])
    set_clock(monkeypatch, NOW - 86_400)
    assert json.loads(run("quiz", "--json").out.splitlines()[0])["cards"] == 0


@pytest.mark.parametrize(
    ("answers", "options", "when"),
    [
        pytest.param([], ["--new", "0"], "", id="never-asked"),
        pytest.param([("dropout:zh-en", 0.01, 3)], ["--new", "0"], "in 2 days", id="in-days"),
        pytest.param(
            [("dropout:zh-en", 9, 3), ("dropout:en-zh", 0.1, 3)], ["--new", "0"], "tomorrow", id="sibling-asked-today"
        ),
        pytest.param(
            [("dropout:zh-en", 0.1, 3), ("gone:zh-en", 0.95, 1), ("dropout:cloze.77", 0.95, 1)],
            ["--new", "0"], "in 2 days", id="gone-cards-do-not-count",
        ),
        pytest.param([("dropout:zh-en", day, 1) for day in range(16, 8, -1)], ["--new", "0"], "", id="leech"),
        pytest.param([("dropout:zh-en", 0.01, 3)], ["--new", "1"], "tomorrow", id="new-ones-tomorrow"),
    ],
)  # fmt: skip
def test_nothing_due(run: Run, answers: list[tuple[str, float, Rating]], options: list[str], when: str) -> None:
    """With nothing to ask a quiz says when the next card comes, and offers to go ahead."""
    answered(answers)
    done = run("quiz", *options)
    assert (done.code, done.out) == (0, "")
    first, second = done.err.splitlines()
    assert first == f"Nothing is due.{f' The next card comes {when}.' if when else ''}"
    assert "`dlterms quiz --ahead`" in second


@pytest.mark.parametrize(
    ("answers", "new", "when"),
    [
        pytest.param([("dropout:zh-en", 0.938, 1)], 0, "in 29 minutes", id="missed-yesterday"),
        pytest.param([("dropout:zh-en", 0.875, 1)], 0, "later today", id="missed-last-night"),
        pytest.param([("dropout:zh-en", 0.875, 1), ("data:zh-en", 0.46, 3)], 1, "later today", id="before-new-ones"),
    ],
)
def test_nothing_due_in_the_morning(
    run: Run, monkeypatch: pytest.MonkeyPatch, answers: list[tuple[str, float, Rating]], new: int, when: str
) -> None:
    """What was missed last night comes half a day later, and before the new terms of tomorrow."""
    answered(answers)
    set_clock(monkeypatch, NOW - 11 * 3600)
    assert run("quiz", "--new", new).err.startswith(f"Nothing is due. The next card comes {when}.\n")


@pytest.mark.parametrize(
    ("answers", "cards"),
    [
        pytest.param(
            [("data:zh-en", 1.9, 2), ("data:zh-en", 0.9, 3), ("dropout:zh-en", 1, 3)],
            ["dropout", "data"],
            id="the next first",
        ),
        pytest.param([("dropout:zh-en", 9, 3), ("weight:zh-en", 1, 3)], ["dropout"], id="what is due comes alone"),
        pytest.param([("dropout:zh-en", 1, 3), ("dropout:en-zh", 0.9, 4)], ["dropout"], id="one card of a term"),
        pytest.param([("dropout:zh-en", 0.1, 3), ("weight:zh-en", 1, 3)], ["weight"], id="not what was asked today"),
        pytest.param([("gone:zh-en", 1, 3), ("weight:zh-en", 1, 3)], ["weight"], id="not what is gone"),
        pytest.param([("dropout:zh-en", day, 1) for day in range(16, 8, -1)], [], id="no leech"),
        pytest.param([], [], id="nothing met"),
    ],
)
def test_ahead(run: Run, answers: list[tuple[str, float, Rating]], cards: list[str]) -> None:
    """With nothing due `--ahead` asks what comes next, in that order; such an answer counts like all others."""
    answered(answers)
    done = run("quiz", "--json", "--new", "0", "--ahead", "--mode", "type")
    questions = [event for line in done.out.splitlines() if (event := json.loads(line))["event"] == "question"]
    assert [event["term"] for event in questions] == cards[:1]
    assert asked(run, "--ahead") == len(cards)


def test_ahead_counts(run: Run) -> None:
    """A card that was asked ahead of its time comes back later for it."""
    answered([("dropout:zh-en", 1, 3)])
    before = json.loads(run("stats", "--json").out)
    answered([("dropout:zh-en", 0, 3)])
    after = json.loads(run("stats", "--json").out)
    assert (before["due"].index(1), after["due"].index(1)) == (1, 7)
    assert asked(run, "--ahead") == 0


@pytest.mark.parametrize(
    ("zone", "now", "then", "said"),
    [
        pytest.param("UTC", "2026-03-02 03:50", "2026-03-02 04:00", "in 10 minutes", id="minutes"),
        pytest.param("UTC", "2026-03-02 20:00", "2026-03-02 20:00", "in 1 minute", id="at-once"),
        pytest.param("UTC", "2026-03-02 20:00", "2026-03-03 03:59", "later today", id="tonight"),
        pytest.param("UTC", "2026-03-02 20:00", "2026-03-03 04:00", "tomorrow", id="tomorrow"),
        pytest.param("UTC", "2026-03-03 01:00", "2026-03-03 04:00", "tomorrow", id="tomorrow-after-midnight"),
        pytest.param("UTC", "2026-03-02 20:00", "2026-03-05 05:00", "in 3 days", id="days"),
        pytest.param(NEW_YORK, "2026-03-07 12:00", "2026-03-09 04:00", "in 2 days", id="over-a-short-day"),
        pytest.param(NEW_YORK, "2026-10-31 12:00", "2026-11-02 04:00", "in 2 days", id="over-a-long-day"),
    ],
)
def test_in_words(monkeypatch: pytest.MonkeyPatch, zone: str, now: str, then: str, said: str) -> None:
    """A time to come is told by the learner's days."""
    set_clock(monkeypatch, at(zone, now), zone)
    assert when(at(zone, then), at(zone, now)) == said


@pytest.mark.parametrize(
    "share", [0.69, 0.98, float("nan"), "much", "1", "69%", "0.85%", "98", "inf", "%", "9" * 9_999]
)
def test_retention_is_a_share(share: object) -> None:
    """What is no share from 0.7 to 0.97 is refused, nan included, and it is said what is allowed."""
    with pytest.raises(click.BadParameter, match=r"expected 0\.7 to 0\.97, or 70% to 97%, got "):
        Retention().convert(share, None, None)


@pytest.mark.parametrize("share", [0.85, "0.85", "85", "85%", " 85 % ", 85])
def test_retention_in_percents(share: object) -> None:
    """A share may be said in percents, with their sign or without."""
    assert Retention().convert(share, None, None) == 0.85


@pytest.mark.parametrize(
    ("environ", "platform", "source"),
    [
        pytest.param({"DLTERMS_DATA_DIR": "/d", "XDG_DATA_HOME": "/x"}, "linux", "DLTERMS_DATA_DIR", id="own"),
        pytest.param({"XDG_DATA_HOME": "/x"}, "linux", "XDG_DATA_HOME", id="xdg"),
        pytest.param({"XDG_DATA_HOME": "x"}, "linux", "default", id="relative-is-ignored"),
        pytest.param({"XDG_DATA_HOME": "/x"}, "darwin", "default", id="macos"),
        pytest.param({"LOCALAPPDATA": "C:\\x"}, "win32", "LOCALAPPDATA", id="windows"),
        pytest.param({}, "linux", "default", id="default"),
    ],
)
def test_source_of_a_folder(environ: dict[str, str], platform: str, source: str) -> None:
    """The variable that decides where a folder is is named."""
    assert paths.source("data", environ, platform) == source
