"""All parameters of FSRS-6, fitted by the fsrs package with torch (the extra `optimizer`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from importlib.util import find_spec

from dlterms.fsrs import Parameters
from dlterms.study.predictions import Answers


def is_installed() -> bool:
    return all(find_spec(name) is not None for name in ("fsrs", "torch", "pandas", "tqdm"))


def all_parameters(logs: Collection[Answers]) -> Parameters:
    """Those that make the answers likeliest; the defaults where there are under 512 on later days."""
    from fsrs import Optimizer, Rating, ReviewLog

    reviews = [
        ReviewLog(card, Rating(rating), datetime.fromtimestamp(time, UTC), None)
        for card, answers in enumerate(logs)
        for time, rating in answers
    ]
    return tuple(round(float(value), 4) for value in Optimizer(reviews).compute_optimal_parameters())
