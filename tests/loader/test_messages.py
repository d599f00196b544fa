"""The parts of one-line messages."""

from __future__ import annotations

import pytest

from dlterms.loader.messages import did_you_mean, lookalike, mended, nearest, quoted


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("one", "`one`", id="short"),
        pytest.param(" a\n\tb ", "`a b`", id="on one line"),
        pytest.param("x" * 60, f"`{'x' * 60}`", id="as long as may be"),
        pytest.param("x" * 61, f"`{'x' * 59}…`", id="too long"),
    ],
)
def test_quoted(value: str, expected: str) -> None:
    """A value is repeated on one line and cut short."""
    assert quoted(value) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("requiers", "requires", id="near"),
        pytest.param("colour", "", id="far"),
        pytest.param("x" * 20_000, "", id="long"),
    ],
)
def test_nearest(word: str, expected: str) -> None:
    """Only a name that is near is offered."""
    assert nearest(word, ("id", "requires", "related")) == expected


def test_a_fault_and_what_helps() -> None:
    """A message is whole without what may have been meant, and without a way to mend the fault."""
    assert did_you_mean("no entry `drop`", "dropout") == "no entry `drop`, did you mean `dropout`?"
    assert did_you_mean("no entry `drop`", "") == ""
    assert mended("no entry `drop`", "add it") == "no entry `drop`: add it"
    assert mended("no entry `drop`", "") == "no entry `drop`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\u3000zh: a", "indent with plain spaces instead of the full-width space (U+3000)", id="U+3000"),
        pytest.param("  \tzh: a", "indent with spaces instead of tabs", id="tab"),
        pytest.param("  - id：a", "write `: ` instead of the full-width colon `：`", id="colon"),
        pytest.param("- {id: a, kind：b}", "write `: ` instead of the full-width colon `：`", id="colon in brackets"),
        pytest.param("definition: 例如：甲", "", id="a colon in Chinese prose"),
        pytest.param("zh: 甲\u3000乙", "", id="a space in Chinese prose"),
        pytest.param("-" * 2_000_000, "", id="nothing but dashes"),
        pytest.param("- " * 1_000_000 + "id：a", "write `: ` instead of the full-width colon `：`", id="many dashes"),
    ],
)
def test_lookalike(text: str, expected: str) -> None:
    """Only what stands where structure belongs is pointed out."""
    assert lookalike(text) == expected
