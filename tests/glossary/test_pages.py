"""The bundled entries on a screen."""

from __future__ import annotations

import io
import json

import pytest

from dlterms.model import Lang
from dlterms.terminal import styled
from dlterms.views import page
from lookup_support import bundled

COLUMNS, LINES = 80, 24
SPARE = 2  # lines of the screen


@pytest.mark.parametrize("lang", ["both", "zh", "en"])
def test_short_pages_fit(lang: Lang) -> None:
    """The short page of every entry fits a terminal of the usual size with two lines to spare."""
    heights = {}
    for name, entry, context in bundled().execute("SELECT id, entry, context FROM entry"):
        screen = io.StringIO()
        out = styled.console(screen, width=COLUMNS)
        styled.print_page(out, page.short(json.loads(entry), json.loads(context), lang))
        heights[name] = screen.getvalue().count("\n")
    assert {name: height for name, height in heights.items() if height > LINES - SPARE} == {}
