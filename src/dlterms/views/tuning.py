"""What a fit of the schedule came to, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from dlterms.fsrs import DEFAULTS, Parameters
from dlterms.i18n import counted, marked, tr
from dlterms.study.fitting import FIRST, Trial

_FIRST = ("again", "hard", "good", "easy")  # what a first answer was rated
WAYS = {"default": marked("the defaults"), "four": marked("four fitted"), "all": marked("all 21 fitted")}


def told(trial: Trial, before: Parameters, fitted: Parameters, answers: int) -> Iterator[str]:
    """What `trial` found, where `fitted` takes the place of `before`, or is the same."""
    if fitted != before:
        yield from _changes(before, fitted, answers)
    elif trial.best == "default":
        yield tr("Nothing changes: no fit foretells your answers better than the default schedule.")
        if before != DEFAULTS:
            yield tr("The one in force stays; `dlterms history tune --reset` goes back to the default schedule.")
    else:
        yield tr("Nothing changes: the schedule is fitted to these answers already.")
    of = counted(trial.of, "the latest answer", "the latest {n} answers")
    losses = ", ".join(f"{tr(WAYS[way])} {loss:.4f}" for way, loss in trial.losses.items())
    yield tr("Log loss over {of}, each way fitted to those before them: {losses}.", of=of, losses=losses)
    if fitted != before:
        yield _undo()


def _changes(before: Parameters, fitted: Parameters, answers: int) -> Iterator[str]:
    yield tr("Fitted to {answers:,} answers. Days that a card keeps after a first answer:", answers=answers)
    for rating, old, new in zip(_FIRST, before, fitted, strict=False):
        yield tr("  {rating:<5} {old:>6.3g}  now {new:.3g}", rating=rating, old=old, new=new)
    if others := sum(map(float.__ne__, before[FIRST:], fitted[FIRST:])):
        yield counted(others, "  and {n} more parameter", "  and {n} more parameters")


def reset(before: Parameters) -> Iterator[str]:
    """What a way back to the defaults from `before` came to."""
    if before == DEFAULTS:
        yield tr("Nothing changes: the schedule is the default one.")
        return
    yield tr("Back to the default schedule.")
    yield _undo()


def _undo() -> str:
    return tr("In force from now on; `dlterms history undo` takes it back.")
