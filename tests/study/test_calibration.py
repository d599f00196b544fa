"""Calibration of a log whose chances are known: w20 = 0.5 makes them square roots.

After a first good answer (stability 2 days) 0.9 is foretold of the second day; after a first hard one (19/16 days)
0.6 of the ninth, for 1 / sqrt(1 + 19/81 * 9 * 16/19) = 1 / sqrt(25/9).
"""

from __future__ import annotations

from collections.abc import Container
from random import Random

import pytest

from dlterms import fsrs
from dlterms.history import Given, Latest
from dlterms.model import AGAIN, GOOD, HARD
from dlterms.study.calibration import Calibration, Tally, calibration

START = 1_700_000_000.0
ROOTS = (1.0, 19 / 16, 2.0, *fsrs.DEFAULTS[3:20], 0.5)


class Everything:
    def __contains__(self, term: object) -> bool:
        return True


def cards(first: int, days: int, kept: int, of: int, mode: str | None = "type") -> list[list[Given]]:
    """So many cards, answered first with a rating and again after some days, when so many were recalled."""
    return [
        [Given(START, first, "choice"), Given(START + days * fsrs.DAY, GOOD if n < kept else AGAIN, mode)]
        for n in range(of)
    ]


def found(*logs: list[list[Given]], since: float = 0.0, terms: Container[str] | None = None) -> Calibration | None:
    given = [card for log in logs for card in log]
    named = {f"dl/t-{number}:zh-en": card for number, card in enumerate(given)}
    return calibration(Latest(since, named), Everything() if terms is None else terms, ROOTS)


def told(*logs: list[list[Given]], since: float = 0.0) -> Calibration:
    calibrated = found(*logs, since=since)
    assert calibrated is not None
    return calibrated


def test_known_log() -> None:
    """100 answers of which 0.9 was foretold and 50 of which 0.6 was: shares, errors and bins as on paper."""
    calibrated = told(cards(GOOD, 2, 80, 100), cards(HARD, 9, 30, 50, "flip"))
    assert calibrated.all == pytest.approx(Tally(0.8, 110, 150, (100 * 0.09 + 50 * 0.24) ** 0.5 / 150))
    assert calibrated.modes["type"] == pytest.approx(Tally(0.9, 80, 100, 0.03))
    assert calibrated.modes["flip"] == pytest.approx(Tally(0.6, 30, 50, (50 * 0.24) ** 0.5 / 50))
    assert [(low, high, tally.of) for low, high, tally in calibrated.bins] == [(0, 0.7, 50), (0.88, 0.92, 100)]
    assert calibrated.first == calibrated.all
    assert calibrated.later.of == 0


@pytest.mark.parametrize(
    ("kept", "of", "verdict", "pays"),
    [
        pytest.param(90, 100, "right", False, id="as foretold"),
        pytest.param(85, 100, "right", False, id="less than two standard errors less"),
        pytest.param(83, 100, "less", True, id="more than that"),
        pytest.param(97, 100, "more", True, id="so much more"),
        pytest.param(0, 63, None, False, id="too few"),
        pytest.param(0, 64, "less", True, id="enough"),
    ],
)
def test_verdict(kept: int, of: int, verdict: str | None, pays: bool) -> None:
    """More or less than foretold is said where chance does not explain it, of 64 answers at least."""
    calibrated = told(cards(GOOD, 2, kept, of))
    assert (calibrated.verdict, calibrated.pays) == (verdict, pays)


def test_first_times_tell_what_pays() -> None:
    """Of later answers alone no fit of the schedule is advised."""
    once = cards(GOOD, 2, 90, 100)
    twice = [[*card, Given(START + 60 * fsrs.DAY, AGAIN, "type")] for card in once]
    calibrated = told(twice)
    assert (calibrated.first.of, calibrated.later.of, calibrated.later.right) == (100, 100, 0)
    assert (calibrated.verdict, calibrated.pays) == ("less", False)


def test_first_is_the_first_of_the_card() -> None:
    """Where the latest answers begin within a card's log, its answer then is a later one."""
    card = [Given(START + day * fsrs.DAY, GOOD, "type") for day in (0, 2, 9)]
    calibrated = told([card], since=START + 5 * fsrs.DAY)
    assert (calibrated.first.of, calibrated.later.of) == (0, 1)


def test_same_day_says_nothing() -> None:
    """An answer within 12 hours of the one before is left out; without others there is no calibration."""
    assert found([[Given(START, GOOD, "type"), Given(START + 43_199, GOOD, "type")]]) is None


def test_terms_that_are_gone() -> None:
    """Answers to cards of terms that no glossary has count nowhere."""
    logs = cards(GOOD, 2, 2, 2)
    calibrated = found(logs, terms={"dl/t-1"})
    assert calibrated is not None
    assert calibrated.all.of == 1


def test_unknown_modes() -> None:
    """What was asked in another way, by another program or a newer dlterms, stands under `other`, last."""
    calibrated = told(cards(GOOD, 2, 1, 1, None), cards(GOOD, 2, 1, 2, "spoken"), cards(GOOD, 2, 1, 1, "type"))
    assert [(mode, tally.of) for mode, tally in calibrated.modes.items()] == [("type", 1), ("other", 3)]


@pytest.mark.parametrize(
    ("good", "hard", "bins"),
    [
        pytest.param(19, 19, [(0, 0.92, 38)], id="both few"),
        pytest.param(100, 19, [(0, 0.92, 119)], id="few at first"),
        pytest.param(19, 100, [(0, 0.92, 119)], id="few at last"),
        pytest.param(20, 20, [(0, 0.7, 20), (0.88, 0.92, 20)], id="enough"),
    ],
)
def test_small_bins(good: int, hard: int, bins: list[tuple[float, float, int]]) -> None:
    """A bin of fewer than 20 answers goes with the one beside it, and an empty one is none."""
    calibrated = told(cards(GOOD, 2, good, good), cards(HARD, 9, hard, hard))
    assert [(low, high, tally.of) for low, high, tally in calibrated.bins] == bins


def test_order_of_cards_says_nothing() -> None:
    """Two machines that read their logs in another order come to the same figures."""
    given = dict(enumerate([*cards(GOOD, 2, 80, 100), *cards(HARD, 9, 30, 50)]))
    shuffled = list(given)
    Random(1).shuffle(shuffled)
    one, other = ({f"dl/t-{n}:zh-en": given[n] for n in order} for order in (given, shuffled))
    assert calibration(Latest(0.0, one), Everything(), ROOTS) == calibration(Latest(0.0, other), Everything(), ROOTS)


def test_learner_as_foretold() -> None:
    """Answers that come as FSRS foretells them are found right, and those of one who forgets twice as fast are not."""
    verdicts = []
    for factor in (1.0, 0.5):
        draw, logs = Random(2), []
        for _ in range(300):
            memory, time, card = None, START, []
            for _ in range(5):
                chance = 0.5
                if memory is not None:
                    days = fsrs.whole_days(memory, time)
                    chance = fsrs.recall(memory.stability * factor, days, ROOTS)
                rating = GOOD if draw.random() < chance else AGAIN
                card.append(Given(time, rating, "type"))
                memory = fsrs.review(memory, rating, time, ROOTS)
                time += fsrs.DAY * max(1, round(memory.stability))
            logs.append(card)
        verdicts.append(told(logs).verdict)
    assert verdicts == ["right", "less"]


def test_json() -> None:
    """The object has the numbers to draw from; of no answers there is no share."""
    shown = told(cards(GOOD, 2, 80, 100)).to_json()
    tally = {"foretold": 0.9, "right": 80, "of": 100, "error": 0.03}
    assert shown == {
        "all": tally, "first": tally, "later": {"foretold": None, "right": 0, "of": 0, "error": None},
        "modes": {"type": tally}, "bins": [{"from": 0.88, "to": 0.92, **tally}], "verdict": "less", "tune": True,
    }  # fmt: skip
