"""How Chinese characters are read."""

from __future__ import annotations

import pytest

from dlterms.readings import readings
from tools.make_readings import MODULE, module_text, table


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        pytest.param("网", ("wang",), id="one"),
        pytest.param("长", ("chang", "zhang"), id="two, the usual one first"),
        pytest.param("绿", ("lv",), id="ü"),
        pytest.param("網", ("wang",), id="traditional"),
        pytest.param("a", (), id="Latin"),
        pytest.param("，", (), id="punctuation"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_readings(character: str, expected: tuple[str, ...]) -> None:
    """The common readings without tones, the usual way first."""
    assert readings(character) == expected


def test_module_is_what_the_tool_writes() -> None:
    """The table is never edited by hand."""
    assert MODULE.read_text(encoding="utf-8") == module_text(table())
