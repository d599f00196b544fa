"""What a fit of the schedule came to, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.i18n import clauses, counted, marked, tr
from dlterms.study.fitting import FIRST, Trial
from dlterms.views.columns import left, widest

_FIRST = (marked("again"), marked("hard"), marked("good"), marked("easy"))  # what a first answer was rated
WAYS = {
    "default": marked("the defaults {loss}"),
    "four": marked("four fitted {loss}"),
    "all": marked("all 21 fitted {loss}"),
}


def told(trial: Trial, before: Parameters, fitted: Parameters, answers: int) -> Iterator[str]:
    """What `trial` found, where `fitted` takes the place of `before`, or is the same."""
    if fitted != before:
        yield tr("Fitted to {answers:,} answers. Days that a card keeps after a first answer:", answers=answers)
        yield from _changed(before, fitted)
    elif trial.best == "default":
        yield tr("Nothing changes: no fit foretells your answers better than the default schedule.")
        if before != DEFAULTS:
            yield tr("The one in use stays; `dlterms history tune --reset` goes back to the default schedule.")
    else:
        yield tr("Nothing changes: the schedule is fitted to these answers already.")
    losses = clauses(tr(WAYS[way], loss=f"{loss:.4f}") for way, loss in trial.losses.items())
    yield tr(
        "Log loss over the latest {answers:,} answers, each way fitted to those before them: {losses}.",
        answers=trial.of,
        losses=losses,
    )
    if fitted != before:
        yield _undo()


def _changed(before: Parameters, fitted: Parameters) -> Iterator[str]:
    names = [tr(name) for name in _FIRST]
    for name, old, new in zip(names, before, fitted, strict=False):
        rating = left(name, widest(names))
        yield "  " + tr("{rating} {before}  now {now:.3g}", rating=rating, before=f"{old:>6.3g}", now=new)
    if others := sum(map(float.__ne__, before[FIRST:], fitted[FIRST:])):
        yield "  " + counted(others, "and {n} more parameter", "and {n} more parameters")


def reset(before: Parameters) -> Iterator[str]:
    """What a way back to the defaults from `before` came to."""
    if before == DEFAULTS:
        yield tr("Nothing changes: the schedule is the default one.")
        return
    yield tr("Back to the default schedule.")
    yield _undo()


def in_use(since: float | None) -> str:
    """Which schedule is in use: the one that was fitted `since`, or, of None, the default one."""
    if since is None:
        return tr("In use now: the default schedule.")
    return tr("In use now: the schedule fitted to you on {day}.", day=f"{datetime.fromtimestamp(since):%Y-%m-%d}")


def _undo() -> str:
    return tr("In use from now on; `dlterms history undo` takes it back.")
