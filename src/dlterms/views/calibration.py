"""What the schedule foretold beside what was kept in mind: a sentence, figures, and for each a line to see it by.

On a line `░` is where chance alone would put what was kept, `█` where it was. Nothing stands to the right of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import NamedTuple

from dlterms.i18n import counted, marked, tr
from dlterms.study.calibration import CHANCE, Calibration, Tally, Verdict
from dlterms.views.columns import left, right, widest
from dlterms.views.page import Spans

TRACK, BAND, MARK = "·░█"
_HEADS = ("", marked("foretold"), marked("kept"), marked("of"))
_NARROWEST = 10  # columns of a line
_GAP = "  "
_MODES = {
    "choice": marked("choice"),
    "type": marked("typed"),
    "flip": marked("flip"),
    "other": marked("other"),
}
_VERDICTS: dict[Verdict | None, str] = {
    None: marked("too few to tell whether the schedule is right"),
    "right": marked("the schedule is right, as far as chance lets one tell"),
    "less": marked("you keep less than the schedule expects: cards come too late"),
    "more": marked("you keep more than the schedule expects: cards come too early"),
}
_TUNE = marked("first times differ by more than chance: dlterms history tune fits the schedule to you")


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
    tune: list[Spans] = [[(tr(_TUNE), "hint")]] if found.pays else []
    said: list[Spans] = [[(_headline(found.all), "term")], [(tr(_VERDICTS[found.verdict]), "")], *tune]
    return said if found.verdict is None else [*said, [("", "")], *_table([_groups(found), _bins(found)], width)]


def plain(found: Calibration | None) -> Iterator[str]:
    """One fact a line."""
    if found is None:
        return
    yield tr("foretold: {verdict}", verdict=tr(_VERDICTS[found.verdict]))
    for row in (*_groups(found), *_bins(found)):
        group, foretold, kept, of = row.figures()
        yield tr("foretold, {group}: {foretold}, kept {kept} of {of}", group=group, foretold=foretold, kept=kept, of=of)
    if found.pays:
        yield tr(_TUNE)


def _headline(tally: Tally) -> str:
    return counted(
        tally.of,
        "{foretold:.0%} foretold, {kept:.0%} kept, of {n} card that came back",
        "{foretold:.0%} foretold, {kept:.0%} kept, of {n} cards that came back",
        foretold=tally.foretold,
        kept=tally.remembered,
    )


def _groups(found: Calibration) -> list[Row]:
    """All answers, and those of each kind unless all are of one."""
    order = [Row(tr("first time"), found.first), Row(tr("later"), found.later)]
    modes = [Row(tr(_MODES[mode]), tally) for mode, tally in found.modes.items()]
    kinds = [[row for row in rows if row.tally.of] for rows in (order, modes)]
    return [Row(tr("all"), found.all), *(row for rows in kinds if len(rows) > 1 for row in rows)]


def _bins(found: Calibration) -> list[Row]:
    return [Row(f"{100 * low:.0f}-{100 * high:.0f}%", tally) for low, high, tally in found.bins]


def _table(groups: Sequence[Sequence[Row]], width: int) -> Iterator[Spans]:
    """A row each with its figures and, where there is room, its line."""
    rows = [row for group in groups for row in group]
    heads = [tr(head) for head in _HEADS]
    margins = [widest(column) for column in zip(heads, *(row.figures() for row in rows), strict=True)]
    room = width - sum(margins) - len(_GAP) * len(margins)
    low = _lowest(rows)
    yield [(_aligned(heads, margins), "dim")]
    for group in groups:
        if group is not groups[0]:
            yield [("", "")]
        for row in group:
            yield [(_aligned(row.figures(), margins), ""), *(_line(row, low, room) if room >= _NARROWEST else [])]
    if room >= _NARROWEST:
        meaning = tr(
            "{band} foretold, give or take chance  {mark} kept  lines from {low:.0%} to 100%",
            band=BAND,
            mark=MARK,
            low=low,
        )
        yield [(meaning, "dim")]


def _aligned(figures: Sequence[str], margins: Sequence[int]) -> str:
    numbers = map(right, figures[1:], margins[1:])
    return _GAP.join([left(figures[0], margins[0]), *numbers, ""])


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
