"""Look-ups as people type them, in the bundled glossary."""

from __future__ import annotations

from pathlib import Path

from dlterms.index.find import look_up
from figures.queries import is_explained, queries
from lookup_support import bundled

FILE = Path(__file__).parents[1] / "figures" / "queries.txt"


def test_nothing_is_typed_twice() -> None:
    """Each of the look-ups typed without thinking has the definition of what was meant on the screen at once."""
    asked = list(queries(FILE.read_text(encoding="utf-8")))
    assert len(asked) > 70
    assert [query for query, wanted in asked if not is_explained(look_up(bundled(), query).matches, wanted)] == []
