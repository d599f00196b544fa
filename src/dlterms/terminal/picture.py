"""What stands on a terminal as an SVG that needs nothing from the network: its fonts are those that the reader has."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console

from dlterms.terminal.styled import LABEL_WIDTH, console, print_page
from dlterms.views.page import Section

COLUMNS = 80
ROOM = COLUMNS - LABEL_WIDTH - 2  # beside the labels
_COLUMN = 12.2  # the width that rich gives to one
_FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
# Two columns are wider than a Chinese character of the size of the letters beside it: it is larger, with a space.
_WIDE = """
    .dlterms-wide {
        font-family: 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC',
            'WenQuanYi Zen Hei', sans-serif;
        font-size: 22px;
        letter-spacing: 2.4px;
    }
    .dlterms-title"""
_TEXT = re.compile(r'<text class="([\w-]+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" ([^>]*)>([^<]*)</text>')


def svg(sections: Iterable[Section], title: str) -> str:
    """The page as a terminal of COLUMNS columns shows it; the same page gives the same text."""
    return drawn(lambda out: print_page(out, sections), title)


def drawn(show: Callable[[Console], None], title: str, columns: int = COLUMNS) -> str:
    """What `show` prints."""
    out = console(io.StringIO(), width=columns)
    out.record = True
    out.no_color = False  # a picture is coloured wherever it is made
    show(out)
    picture = out.export_svg(title=title, unique_id="dlterms")
    picture = re.sub(r"@font-face\s*\{.*?\}\s*", "", picture, flags=re.DOTALL).replace("Fira Code, monospace", _FONTS)
    picture = picture.replace("\n    .dlterms-title", _WIDE, 1).replace("<svg ", '<svg xml:lang="zh-CN" ', 1)
    return _TEXT.sub(lambda text: "".join(_pieces(*text.groups())), picture)


def _pieces(style: str, x: str, y: str, clip: str, text: str) -> Iterator[str]:
    """A text with its Chinese apart: rich squeezes it into one column a character, and would stretch what is beside."""
    place = float(x)
    for wide, characters in groupby(html.unescape(text), lambda character: cell_len(character) > 1):
        piece = "".join(characters)
        width = _COLUMN * cell_len(piece)
        kind = f'class="{style} dlterms-wide"' if wide else f'class="{style}" textLength="{width:g}"'
        shown = html.escape(piece).replace(" ", "&#160;").replace("\xa0", "&#160;")
        yield f'<text {kind} x="{place:g}" y="{y}" {clip}>{shown}</text>'
        place += width
