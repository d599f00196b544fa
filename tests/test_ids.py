"""Ids for what comes without one."""

from __future__ import annotations

import pytest

from dlterms.ids import identifier, spelt


@pytest.mark.parametrize(
    ("en", "sound", "found"),
    [
        pytest.param("Gradient  Checkpointing", "", "gradient-checkpointing", id="words"),
        pytest.param("k-nearest neighbors", "", "k-nearest-neighbors", id="hyphen"),
        pytest.param("naïve Bayes' rule", "", "naive-bayes-rule", id="accent and apostrophe"),
        pytest.param("C++", "", "c-plus-plus", id="signs"),
        pytest.param("dropout", "", "dropout-3", id="taken"),
        pytest.param("暂退法", "zàn tuì fǎ?", "zan-tui-fa", id="pinyin"),
        pytest.param("…", "", "term", id="nothing in letters"),
    ],
)
def test_identifier(en: str, sound: str, found: str) -> None:
    """An id is made of the English name, or of pinyin, with a number if it is taken."""
    assert identifier((en, sound), {"dropout", "dropout-2"}.__contains__) == found


def test_spelt() -> None:
    """A Chinese name is its usual readings, with what is no Chinese in it as it stands."""
    assert spelt("L2 正则").split() == ["L2", "zheng", "ze"]


def test_a_long_name() -> None:
    """An id of a long name has as many of its words as go into 60 characters."""
    assert identifier(["word " * 20], {""}.__contains__) == "-".join(["word"] * 12)
