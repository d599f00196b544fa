"""How much better a fitted schedule foretells what learners recall whose memory is known.

    python tests/tuned_learners.py [--learners 20] [--all]

Each learner forgets as FSRS-6 says, with parameters of their own: after a first answer their cards keep two to four
times as long, or as short, as the defaults say, and the other parameters differ by a tenth. They answer as the defaults
ask them, five new cards a day; what is missed is asked again at once. After 500 and after 5,000 answers the schedule is
fitted as `history tune` does, and judged by 10,000 answers that it has not seen, to other cards. With --all all
parameters are fitted, which needs the extra `optimizer`, and minutes a learner.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from math import exp, log
from random import Random
from statistics import mean

from dlterms.fsrs import DAY, DEFAULTS, HIGHEST, LOWEST, Parameters, recall, review
from dlterms.model import Memory
from dlterms.schedule import interval, stretch
from dlterms.study.fitting import Fit, initial_stabilities, trial
from dlterms.study.optimizer import all_parameters
from dlterms.study.predictions import Answers, log_loss, predictions

NEW = 5  # cards a day
KNOWN_BEFORE = (0.4, 0.08, 0.48, 0.04)  # share of first answers rated 1, 2, 3, 4
RECALLED = (0.1, 0.86, 0.04)  # share of those recalled rated 2, 3, 4
AT_ONCE = 0.85  # chance to know what was missed minutes ago
HELD_OUT = 10_000  # answers


@dataclass
class Learnt:
    answers: list[tuple[float, int]] = field(default_factory=list)
    memory: Memory | None = None  # as it is
    believed: Memory | None = None  # as the schedule thinks
    due: float = 0.0


def learner(rng: Random) -> Parameters:
    shift = rng.choice((-1, 1)) * rng.uniform(log(2), log(4))
    firsts = accumulate((value * exp(shift + rng.gauss(0, 0.3)) for value in DEFAULTS[:4]), max)
    others = (value * exp(rng.gauss(0, 0.1)) for value in DEFAULTS[4:])
    own = zip((*firsts, *others), LOWEST, HIGHEST, strict=True)
    return tuple(min(max(value, low), high) for value, low, high in own)


def learn(own: Parameters, answers: int, rng: Random) -> list[Answers]:
    """The answers to each card until there are so many on later days."""
    cards: list[Learnt] = []
    wait = stretch(0.9, DEFAULTS)
    given = day = 0
    while given < answers:
        due = [card for card in cards if card.due <= day + 0.2]
        given += len(due)
        for card in [*due, *(Learnt() for _ in range(NEW))]:
            if card.memory is None:
                cards.append(card)
            ask(card, own, (day + rng.uniform(0, 0.2)) * DAY, rng)
            assert card.believed is not None
            card.due = day + interval(card.believed.stability, wait)
        day += 1
    return [card.answers for card in cards]


def ask(card: Learnt, own: Parameters, time: float, rng: Random) -> None:
    """Ask until the card is recalled, on a later day for the whole of 24 hours after it was asked before."""
    memory = card.memory
    if memory is None:
        (rating,) = rng.choices((1, 2, 3, 4), KNOWN_BEFORE)
    else:
        time = max(time, memory.last_review + DAY)
        is_recalled = rng.random() < recall(memory.stability, (time - memory.last_review) / DAY, own)
        rating = rng.choices((2, 3, 4), RECALLED)[0] if is_recalled else 1
    while True:
        card.answers.append((round(time, 3), rating))
        card.memory, card.believed = (
            review(before, rating, time, w) for before, w in ((card.memory, own), (card.believed, DEFAULTS))
        )
        if rating > 1:
            return
        time, rating = time + 120, 3 if rng.random() < AT_ONCE else 1


def loss(logs: Sequence[Answers], parameters: Parameters) -> float:
    found = list(chain.from_iterable(predictions(answers, parameters) for answers in logs))
    return log_loss(found) / len(found)


def gains(seed: int, answers: int, fit: Fit) -> tuple[float, float]:
    """How much less the log loss of unseen answers is: fitted, and with the learner's true parameters."""
    rng = Random(seed)
    own = learner(rng)
    logs = learn(own, answers, rng)
    found = trial(logs, {"default": lambda some: DEFAULTS, "fitted": fit})
    unseen = learn(own, HELD_OUT, rng)
    before = loss(unseen, DEFAULTS)
    gain = before - loss(unseen, fit(logs)) if found.best == "fitted" else 0.0
    return gain, before - loss(unseen, own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=20)
    parser.add_argument("--all", action="store_true", help="fit all parameters")
    options = parser.parse_args()
    fit = all_parameters if options.all else initial_stabilities
    print("answers  gain in log loss: mean   least    most   better  worse  not fitted | at most possible")
    for answers in (500, 5_000):
        rows = [gains(seed, answers, fit) for seed in range(options.learners)]
        got = [gain for gain, _ in rows]
        print(
            f"{answers:7,} {mean(got):23.4f} {min(got):7.4f} {max(got):7.4f} {sum(gain > 0 for gain in got):8}"
            f" {sum(gain < 0 for gain in got):6} {sum(gain == 0 for gain in got):11}"
            f" | {mean(most for _, most in rows):.4f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
