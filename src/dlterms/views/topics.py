"""The list of topics, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from dlterms.views.page import Spans


def rows(topics: Sequence[tuple[str, str, str, int]]) -> list[list[Spans]]:
    """A row for each (id, Chinese name, English name, number of terms)."""
    digits = max((len(str(number)) for *_, number in topics), default=0)
    return [
        [[(name, "term")], [(f"{number:{digits}}", "dim")], [(f"{zh} {en}", "")]] for name, zh, en, number in topics
    ]
