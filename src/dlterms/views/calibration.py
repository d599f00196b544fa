"""What the schedule foretold beside what was kept in mind: a sentence, figures, and for each a line to see it by.

On a line `░` is where chance alone would put what was kept, `█` where it was. Nothing stands to the right of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import NamedTuple

from dlterms.i18n import counted
from dlterms.study.calibration import CHANCE, Calibration, Tally, Verdict
from dlterms.views.page import Spans

TRACK, BAND, MARK = "·░█"
_HEADS = ("", "foretold", "kept", "of")
_NARROWEST = 10  # columns of a line
_GAP = "  "
_MODES = {"type": "typed"}
_VERDICTS: dict[Verdict | None, str] = {
    None: "too few to tell whether the schedule is right",
    "right": "the schedule is right, as far as chance lets one tell",
    "less": "you keep less than the schedule expects: cards come too late",
    "more": "you keep more than the schedule expects: cards come too early",
}
_TUNE = "first times differ by more than chance: dlterms history tune fits the schedule to you"


class Row(NamedTuple):
    name: str
    tally: Tally

    def figures(self) -> tuple[str, ...]:
        """What stands under _HEADS."""
        return self.name, f"{self.tally.foretold:.0%}", f"{self.tally.remembered:.0%}", f"{self.tally.of:,}"

    def band(self) -> tuple[float, float]:
        """Between which shares chance alone would put what was kept."""
        spread = CHANCE * self.tally.error
        return max(self.tally.foretold - spread, 0.0), min(self.tally.foretold + spread, 1.0)


def lines(found: Calibration | None, width: int) -> list[Spans]:
    """What a terminal shows on `width` columns; the rows only where they say something."""
    if found is None:
        return []
    tune: list[Spans] = [[(_TUNE, "hint")]] if found.pays else []
    said: list[Spans] = [[(_headline(found.all), "term")], [(_VERDICTS[found.verdict], "")], *tune]
    return said if found.verdict is None else [*said, [("", "")], *_table([_groups(found), _bins(found)], width)]


def plain(found: Calibration | None) -> Iterator[str]:
    """One fact a line."""
    if found is None:
        return
    yield f"foretold: {_VERDICTS[found.verdict]}"
    for row in (*_groups(found), *_bins(found)):
        name, foretold, kept, of = row.figures()
        yield f"foretold, {name}: {foretold}, kept {kept} of {of}"
    if found.pays:
        yield _TUNE


def _headline(tally: Tally) -> str:
    cards = counted(tally.of, "{n} card that came back", "{n} cards that came back")
    return f"{tally.foretold:.0%} foretold, {tally.remembered:.0%} kept, of {cards}"


def _groups(found: Calibration) -> list[Row]:
    """All answers, and those of each kind unless all are of one."""
    order = [Row("first time", found.first), Row("later", found.later)]
    modes = [Row(_MODES.get(mode, mode), tally) for mode, tally in found.modes.items()]
    kinds = [[row for row in rows if row.tally.of] for rows in (order, modes)]
    return [Row("all", found.all), *(row for rows in kinds if len(rows) > 1 for row in rows)]


def _bins(found: Calibration) -> list[Row]:
    return [Row(f"{100 * low:.0f}-{100 * high:.0f}%", tally) for low, high, tally in found.bins]


def _table(groups: Sequence[Sequence[Row]], width: int) -> Iterator[Spans]:
    """A row each with its figures and, where there is room, its line."""
    rows = [row for group in groups for row in group]
    margins = [max(map(len, column)) for column in zip(_HEADS, *(row.figures() for row in rows), strict=True)]
    room = width - sum(margins) - len(_GAP) * len(margins)
    low = _lowest(rows)
    yield [(_aligned(_HEADS, margins), "dim")]
    for group in groups:
        if group is not groups[0]:
            yield [("", "")]
        for row in group:
            yield [(_aligned(row.figures(), margins), ""), *(_line(row, low, room) if room >= _NARROWEST else [])]
    if room >= _NARROWEST:
        yield [(f"{BAND} foretold, give or take chance  {MARK} kept  lines from {low:.0%} to 100%", "dim")]


def _aligned(figures: Sequence[str], margins: Sequence[int]) -> str:
    name, *numbers = (f"{text:>{margin}}" for text, margin in zip(figures, margins, strict=True))
    return _GAP.join([f"{name.strip():<{margins[0]}}", *numbers, ""])


def _lowest(rows: Iterable[Row]) -> float:
    """Where all lines begin: a multiple of ten percent."""
    least = min(min(row.band()[0], row.tally.remembered) for row in rows)
    return min(floor(10 * least) / 10, 0.9)


def _line(row: Row, low: float, room: int) -> Spans:
    def place(share: float) -> int:
        return round((share - low) / (1 - low) * (room - 1))

    low_end, high_end = row.band()
    start, end, kept = map(place, (low_end, high_end, row.tally.remembered))
    signs = [BAND if start <= column <= end else TRACK for column in range(room)]
    role = "good" if low_end <= row.tally.remembered <= high_end else "hint"
    return [("".join(signs[:kept]), "dim"), (MARK, role), ("".join(signs[kept + 1 :]), "dim")]
