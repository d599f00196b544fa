"""All parameters of FSRS-6, fitted by the fsrs package with torch (the extra `optimizer`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import pairwise

from dlterms.fsrs import DAY, Parameters
from dlterms.study.predictions import Answers

FEWEST = 512  # answers on later days: of fewer the optimizer gives the defaults
_SEEN = 64  # answers to a card that it looks at


def is_enough(logs: Collection[Answers]) -> bool:
    """Whether the optimizer fits anything to these answers; a later day is 24 hours later for it."""
    gaps = (later[0] - earlier[0] for answers in logs for earlier, later in pairwise(answers[:_SEEN]))
    return sum(gap >= DAY for gap in gaps) >= FEWEST


def is_installed() -> bool:
    return all(find_spec(name) is not None for name in ("fsrs", "torch", "pandas", "tqdm"))


def all_parameters(logs: Collection[Answers]) -> Parameters:
    """Those that make the answers likeliest; the defaults where these are not enough."""
    from fsrs import Optimizer, Rating, ReviewLog

    reviews = [
        ReviewLog(card, Rating(rating), datetime.fromtimestamp(time, UTC), None)
        for card, answers in enumerate(logs)
        for time, rating in answers
    ]
    return tuple(round(float(value), 4) for value in Optimizer(reviews).compute_optimal_parameters())
