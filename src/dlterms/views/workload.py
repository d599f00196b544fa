"""How much there is to answer for a share to be remembered: what a simulation came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dlterms.i18n import marked, tr
from dlterms.study.workload import DAYS, SPAN, Expected
from dlterms.views.columns import right, widest
from dlterms.views.page import Section, Spans

_HEADS = (marked("wanted"), marked("a day"), marked("later"), marked("kept"), marked("of"))


def section(found: Sequence[Expected], wanted: float) -> Section:
    """What a terminal shows; the share that is in use now is marked."""
    rows = [_figures(each) for each in found]
    heads = [tr(head) for head in _HEADS]
    margins = [widest(column) for column in zip(heads, *rows, strict=True)]
    table: list[Spans] = [[("  " + _aligned(heads, margins), "dim")]]
    for each, row in zip(found, rows, strict=True):
        is_now = each.retention == wanted
        table.append([("> " if is_now else "  ", "known"), (_aligned(row, margins), "term" if is_now else "")])
    return Section(marked("workload"), [*table, *([(line, "dim")] for line in _meaning())], apart=True)


def plain(found: Sequence[Expected]) -> Iterator[str]:
    """One fact a line."""
    for each in found:
        wanted, soon, later, kept, cards = _figures(each)
        yield tr(
            "if {wanted} is wanted: {soon} answers a day in {days} days, {later} later, {kept} kept of {cards} cards",
            wanted=wanted,
            soon=soon,
            days=SPAN,
            later=later,
            kept=kept,
            cards=cards,
        )


def _figures(each: Expected) -> tuple[str, ...]:
    """What stands under _HEADS."""
    return f"{each.retention:.0%}", f"{each.soon:,.0f}", f"{each.later:,.0f}", f"{each.kept:.0%}", f"{each.cards:,}"


def _aligned(figures: Sequence[str], margins: Sequence[int]) -> str:
    return "  ".join(map(right, figures, margins))


def _meaning() -> tuple[str, ...]:
    return (
        tr(
            "answers a day in the next {span} days, and in days {first} to {last}; on day {last} the share kept of the "
            "cards met by then, due or not",
            span=SPAN,
            first=DAYS - SPAN + 1,
            last=DAYS,
        ),
        tr("simulated: you come every day until nothing is due, and recall as the schedule expects"),
    )
