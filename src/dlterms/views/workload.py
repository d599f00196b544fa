"""How much there is to answer for a share to be remembered: what a simulation came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dlterms.study.workload import DAYS, SPAN, Expected
from dlterms.views.page import Section, Spans

_HEADS = ("wanted", "a day", "later", "kept", "of")


def section(found: Sequence[Expected], wanted: float) -> Section:
    """What a terminal shows; the share that is in force now is marked."""
    rows = [_figures(each) for each in found]
    margins = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    table: list[Spans] = [[("  " + _aligned(_HEADS, margins), "dim")]]
    for each, row in zip(found, rows, strict=True):
        is_now = each.retention == wanted
        table.append([("> " if is_now else "  ", "known"), (_aligned(row, margins), "term" if is_now else "")])
    return Section("workload", [*table, *([(line, "dim")] for line in _meaning())], apart=True)


def plain(found: Sequence[Expected]) -> Iterator[str]:
    """One fact a line."""
    for each in found:
        wanted, soon, later, kept, cards = _figures(each)
        yield f"if {wanted} is wanted: {soon} answers a day in {SPAN} days, {later} later, {kept} kept of {cards} cards"


def _figures(each: Expected) -> tuple[str, ...]:
    """What stands under _HEADS."""
    return f"{each.retention:.0%}", f"{each.soon:,.0f}", f"{each.later:,.0f}", f"{each.kept:.0%}", f"{each.cards:,}"


def _aligned(figures: Sequence[str], margins: Sequence[int]) -> str:
    return "  ".join(f"{text:>{margin}}" for text, margin in zip(figures, margins, strict=True))


def _meaning() -> tuple[str, ...]:
    return (
        f"answers a day in the next {SPAN} days, and in days {DAYS - SPAN + 1} to {DAYS}; on day {DAYS} the share kept "
        "of the cards met by then, due or not",
        "simulated: you come every day until nothing is due, and recall as the schedule expects",
    )
