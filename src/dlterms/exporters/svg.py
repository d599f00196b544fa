"""A map of prerequisites as SVG that needs nothing but itself: it follows the reader's light or dark."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dlterms.exporters.boxes import EN_LINE, EN_SIZE, PADDING, ZH_LINE, ZH_SIZE, Label, label, size
from dlterms.exporters.layout import Box, Line, Point, drawing
from dlterms.exporters.prerequisites import Map, Node
from dlterms.i18n import marked, series, tr, words
from dlterms.labels import UNSAFE, both

SIGNS = {"new": "○", "learning": "◐", "known": "●"}  # of states, before the name: colour alone tells not everybody
_MARGIN, _LEGEND = 20.0, 34.0
_SAID = 40  # terms of a map that is told in words
_FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', "
    "'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)


class _Colours(NamedTuple):
    paper: str
    box: str
    edge: str
    zh: str
    en: str
    line: str
    focus: str  # the box that it is about
    learning: tuple[str, str]  # box, edge
    known: tuple[str, str]


_LIGHT = _Colours(
    "#faf9f6", "#ffffff", "#cfcabf", "#23221f", "#656057", "#8f8778", "#1f5d5a", ("#fdf1d3", "#c9a04a"),
    ("#e0f1e4", "#74a984"),
)  # fmt: skip
_DARK = _Colours(
    "#1a1b1d", "#26282b", "#474b50", "#eceae4", "#aeaaa1", "#6a6e74", "#2b716c", ("#3b321b", "#a08443"),
    ("#1f382a", "#56886a"),
)  # fmt: skip


def map_svg(shown: Map) -> str:
    """The map, its first terms at the left; where the learner's standing is given, with what its colours mean."""
    labels = {name: _signed(label(node), node) for name, node in shown.nodes.items()}
    placed = drawing({name: size(lines) for name, lines in labels.items()}, shown.needs)
    states = [*dict.fromkeys(_state(node) for node in shown.nodes.values() if node.standing)]
    width = max(placed.width, 320.0 if states else 0.0) + 2 * _MARGIN
    height = placed.height + 2 * _MARGIN + (_LEGEND if states else 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="{-_MARGIN:g} {-_MARGIN:g} {width:.0f} {height:.0f}" role="img" aria-labelledby="t d" '
        f'font-family="{_FONTS}">',
        f'<title id="t">{_text(_title(shown))}</title>',
        f'<desc id="d">{_text(_description(shown))}</desc>',
        f"<style>{_style()}</style>",
        f'<rect class="paper" x="{-_MARGIN:g}" y="{-_MARGIN:g}" width="100%" height="100%"/>',
        *(f'<path class="line" d="{path(line.points)}"/>' for line in placed.lines),
        *(f'<path class="head" d="{_head(line)}"/>' for line in placed.lines),
        *(_drawn(shown, name, labels[name], box) for name, box in placed.boxes.items()),
        *(_legend(placed.height) if states else ()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _signed(lines: Label, node: Node) -> Label:
    sign = SIGNS[_state(node)] if node.standing else ""
    return lines._replace(zh=[f"{sign} {lines.zh[0]}", *lines.zh[1:]]) if sign else lines


def _state(node: Node) -> str:
    return node.standing.partition(",")[0]


def _text(text: str) -> str:
    return html.escape(re.sub(UNSAFE, "", text))


def _title(shown: Map) -> str:
    if shown.focus is None:
        return tr("What needs what")
    name = both(*shown.nodes[shown.focus][:2])
    return tr("{name}: what it needs, and what builds on it", name=name)


def _description(shown: Map) -> str:
    """The lines of the map in words, if nobody is kept listening to them for minutes."""
    names = {name: both(*node[:2]) for name, node in shown.nodes.items()}
    said = [
        tr("{name} needs {terms}.", name=names[name], terms=series(names[ref] for ref in refs))
        for name, refs in shown.needs.items()
        if refs
    ]
    if len(names) > _SAID:
        count = sum(map(len, shown.needs.values()))
        first = next(iter(names.values()))
        text = marked("{terms:,} terms, from {first} on, and {lines:,} lines that say which needs which.")
        return tr(text, terms=len(names), first=first, lines=count)
    return " ".join(said) or series(names.values())


def _style() -> str:
    return (
        f".zh{{font-size:{ZH_SIZE}px;font-weight:500}}.en{{font-size:{EN_SIZE}px}}text{{text-anchor:middle}}"
        f".legend{{text-anchor:start;font-size:{EN_SIZE}px}}.line{{fill:none;stroke-width:1.4}}"
        f"{_rules(_LIGHT)}@media(prefers-color-scheme:dark){{{_rules(_DARK)}}}"
    )


def _rules(colours: _Colours) -> str:
    states = (("learning", colours.learning), ("known", colours.known))
    return (
        f".paper{{fill:{colours.paper}}}.box{{fill:{colours.box};stroke:{colours.edge}}}"
        f".line{{stroke:{colours.line}}}.head{{fill:{colours.line}}}.zh{{fill:{colours.zh}}}"
        f".en,.legend{{fill:{colours.en}}}"
        + "".join(f".{state} .box,.box.{state}{{fill:{fill};stroke:{edge}}}" for state, (fill, edge) in states)
        + f".focus .box{{fill:{colours.focus};stroke:{colours.focus}}}.focus .zh,.focus .en{{fill:#fff}}"
    )


def path(points: Sequence[Point]) -> str:
    """A line of `layout` in the words of SVG: straight beside boxes, bent between the layers."""
    pieces = ["M{:.0f} {:.0f}".format(*points[0])]
    for number, (start, end) in enumerate(pairwise(points)):
        if not number % 2:
            pieces.append(f"L{end[0]:.0f} {end[1]:.0f}")
            continue
        middle = (start[0] + end[0]) / 2
        bent = ((middle, start[1]), (middle, end[1]), end)
        pieces.append("C" + " ".join(f"{x:.0f} {y:.0f}" for x, y in bent))
    return "".join(pieces)


def _head(line: Line) -> str:
    x, y = line.points[-1]
    return f"M{x:.0f} {y:.0f}l-7 -4v8z"


def _drawn(shown: Map, name: str, lines: Label, box: Box) -> str:
    node = shown.nodes[name]
    kinds = [*([_state(node)] if node.standing else []), *(["focus"] if name == shown.focus else [])]
    said = both(node.zh, node.en) + (f": {words(node.standing)}" if node.standing else "")
    return (
        f'<g class="{" ".join(["term", *kinds])}"><title>{_text(said)}</title>'
        f'<rect class="box" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="7"/>'
        f"{''.join(_lines(lines, box))}</g>"
    )


def _lines(lines: Label, box: Box) -> Iterator[str]:
    x, y = box.x + box.width / 2, box.y + PADDING[1]
    for lang, tag, step, each in (("zh", "zh-Hans", ZH_LINE, lines.zh), ("en", "en", EN_LINE, lines.en)):
        for line in each:
            y += step
            yield f'<text class="{lang}" lang="{tag}" x="{x:.1f}" y="{y - step * 0.27:.1f}">{_text(line)}</text>'


def _legend(top: float) -> Iterator[str]:
    for number, (state, sign) in enumerate(SIGNS.items()):
        x, y = 108 * number, top + _LEGEND - 8
        yield f'<rect class="box {state}" x="{x}" y="{y - 11:.0f}" width="14" height="14" rx="3"/>'
        yield f'<text class="legend" x="{x + 21}" y="{y:.0f}">{sign} {tr(state)}</text>'
