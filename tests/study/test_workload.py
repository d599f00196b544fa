"""What a simulation comes to, where chance has nothing to say, and where it has."""

from __future__ import annotations

import pytest

from dlterms import fsrs
from dlterms.fsrs import DAY, DEFAULTS
from dlterms.model import GOOD, Memory
from dlterms.study.workload import DAYS, SHARES, TERMS, Expected, Standing, Supposed, expected, sample

NOW = 1_700_000_000.0
TOMORROW = NOW + 8 * 3600


def memory(stability: float, days_ago: float, misses: int = 0) -> Memory:
    return Memory(stability, 5.0, NOW - days_ago * DAY, NOW - 99 * DAY, 9, misses)


SURE = memory(1e9, 40_000)  # due, and not forgotten


def of(terms: list[Standing], new: int = 0, right: float = 1.0, part: float = 1.0) -> Supposed:
    return Supposed(terms, new, right, DEFAULTS, NOW, TOMORROW, part)


def at(supposed: Supposed, retention: float = 0.9, seed: int = 0) -> Expected:
    return next(each for each in expected(supposed, [retention], seed) if each.retention == retention)


def test_shares() -> None:
    """The usual shares are told of, and those asked for among them, once."""
    assert [each.retention for each in expected(of([]), (0.9, 0.75), 0)] == [0.75, *SHARES]


def test_nothing_to_learn() -> None:
    """Without terms there is nothing to answer."""
    assert at(of([])) == Expected(0.9, 0.0, 0.0, 0, 0.0)


def test_one_card_that_is_never_forgotten() -> None:
    """A card that is always recalled comes once when it is due, and keeps."""
    found = at(of([Standing((SURE,), 0)]))
    assert (found.soon, found.later, found.cards) == (1 / 30, 0.0, 1)
    assert found.kept > 0.99


@pytest.mark.parametrize(
    ("days_ago", "soon"),
    [
        pytest.param(36_510, 1 / 30, id="overdue"),
        pytest.param(36_470, 1 / 30, id="due in 30 days"),
        pytest.param(36_468, 0, id="due in 32"),
    ],
)
def test_when_due(days_ago: float, soon: float) -> None:
    """A card comes on the day on which it has waited, from tomorrow on."""
    assert at(of([Standing((memory(1e9, days_ago),), 0)])).soon == soon


def test_one_card_of_a_term_a_day() -> None:
    """What is due of one term is asked on days after one another, of several terms on the same."""
    assert at(of([Standing((SURE,) * 31, 0)])).soon == 30 / 30
    assert at(of([Standing((SURE,), 0)] * 31)).soon == 31 / 30


def test_new_terms() -> None:
    """So many terms a day are met as there are, and a further direction once the last is firm."""
    new = of([Standing((), 1)] * 60, new=2)
    assert at(new).cards == 60
    assert at(new._replace(new=0)).cards == 0
    assert at(new._replace(new=1)._replace(terms=[Standing((), 1)] * 200)).cards == DAYS
    assert at(of([Standing((), 2)] * 10, new=1)).cards == 20
    assert at(of([Standing((memory(8.0, -88),), 1)])).cards == 2
    assert at(of([Standing((memory(7.9, -88),), 1)])).cards == 1
    assert at(of([Standing((memory(1e9, 0),), 3)])).cards == 4


def test_what_is_missed_is_asked_again() -> None:
    """A first answer that is wrong takes two."""
    once, twice = (at(of([Standing((), 1)] * 200, new=2, right=right)).soon for right in (1.0, 0.0))
    assert twice > once + 1.9


def test_leeches_go() -> None:
    """A card that is missed for the eighth time does not come back; one that was taken back goes on."""
    forgotten = [Standing((memory(0.01, 1e4, misses=7),), 0)] * 100
    taken_back = [Standing((memory(0.01, 1e4, misses=8),), 0)] * 100
    assert at(of(forgotten)).soon < at(of(taken_back)).soon / 2


def test_more_is_kept_for_more_answers() -> None:
    """Of the same cards, a larger share to be remembered takes more answers and keeps more."""
    cards = []
    for number in range(300):
        card, moment = None, NOW - 60 * DAY
        while moment < NOW:
            card = fsrs.review(card, GOOD if number % 3 else 1, moment, DEFAULTS)
            moment += DAY * max(1, round(card.stability))
        assert card is not None
        cards.append(Standing((card,), 0))
    found = [at(of(cards), share) for share in (0.75, 0.85, 0.95)]
    assert found[0].soon < found[1].soon < found[2].soon
    assert found[0].kept < found[1].kept < found[2].kept


def test_the_same_for_the_same_seed() -> None:
    """Luck hangs on the seed alone."""
    supposed = of([Standing((memory(5, 3),), 2)] * 50, new=5, right=0.5)
    assert expected(supposed, [0.85], 7) == expected(supposed, [0.85], 7)
    assert expected(supposed, [0.85], 7) != expected(supposed, [0.85], 8)


def test_some_stand_for_all() -> None:
    """Of very many terms some are drawn, in their order; what they come to is scaled."""
    names = [f"{number:06}" for number in range(10 * TERMS)]
    some, part = sample(names, 0)
    assert (len(some), part, list(some) == sorted(some)) == (TERMS, 0.1, True)
    assert sample(names[:TERMS], 0) == (names[:TERMS], 1.0)
    whole = of([Standing((SURE,), 0)] * 100)
    tenth = at(whole._replace(part=0.1))
    assert (tenth.cards, round(tenth.soon, 3)) == (1000, 33.333)


def test_json() -> None:
    """Answers to a tenth, shares to four digits."""
    assert Expected(0.85, 41.06, 32.0, 1200, 0.90017).to_json() == {
        "retention": 0.85, "answers_a_day": 41.1, "answers_a_day_later": 32.0, "cards": 1200, "kept": 0.9002,
    }  # fmt: skip
