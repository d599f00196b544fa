"""A page as an SVG that needs nothing from the network: its font is whichever monospaced one the reader has."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable

from rich.cells import cell_len

from dlterms.terminal.styled import LABEL_WIDTH, console, print_page
from dlterms.views.page import Section

COLUMNS = 80
ROOM = COLUMNS - LABEL_WIDTH - 2  # beside the labels
_COLUMN = 12.2  # the width that rich gives to one
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"


def svg(sections: Iterable[Section], title: str) -> str:
    """The page as a terminal of COLUMNS columns shows it; the same page gives the same text."""
    out = console(io.StringIO(), width=COLUMNS)
    out.record = True
    out.no_color = False  # a picture is coloured wherever it is made
    print_page(out, sections)
    drawn = out.export_svg(title=title, unique_id="dlterms")
    fontless = re.sub(r"@font-face\s*\{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return re.sub(r'textLength="[\d.]+"( [^>]*)>([^<]*)<', _widened, fontless.replace("Fira Code, monospace", _FONTS))


def _widened(found: re.Match[str]) -> str:
    """rich squeezes a Chinese character into one column."""
    return f'textLength="{_COLUMN * cell_len(html.unescape(found[2])):g}"{found[1]}>{found[2]}<'
