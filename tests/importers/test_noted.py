"""What is said of the rows of which something is not taken."""

import pytest

from dlterms.importers.noted import told

SAID = "levels that are not 1, 2 or 3, not taken"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param([("line 3", "")], "1 (line 3)", id="a place"),
        pytest.param([("entry 3", ""), ("entry 9", "")], "2 (entries 3, 9)", id="places"),
        pytest.param([("line 3", "`x`"), ("line 9", "")], "2 (line 3: `x`; line 9)", id="details"),
        pytest.param(
            [(f"note {n}", "") for n in range(1, 13)], "12 (notes 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more)", id="many"
        ),
    ],
)
def test_places(found: list[tuple[str, str]], said: str) -> None:
    """A remark counts what it is of, and names the first ten places with what stands there."""
    assert list(told({"level": found})) == [f"{SAID}: {said}"]
