"""What a fit of the schedule came to, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from dlterms.i18n import counted, marked, tr
from dlterms.study.fitting import Trial
from dlterms.views.columns import left, widest

_FIRST = (marked("again"), marked("hard"), marked("good"), marked("easy"))  # what a first answer was rated


def told(trial: Trial, answers: int) -> Iterator[str]:
    before, fitted = f"{trial.loss_before:.4f}", f"{trial.loss_fitted:.4f}"
    if not trial.is_better:
        yield tr(
            "Nothing changes: your latest {answers:,} answers were foretold with a log loss of {before};",
            answers=trial.of,
            before=before,
        )
        yield tr("fitted to those before them, the schedule would have had {fitted}.", fitted=fitted)
        return
    yield tr("Fitted to {answers:,} answers. Days that a card keeps after a first answer:", answers=answers)
    yield from _changed(trial)
    yield tr(
        "It foretells the latest {answers:,} better, fitted to those before them: log loss {before}, now {fitted}.",
        answers=trial.of,
        before=before,
        fitted=fitted,
    )
    yield tr("In force from now on; `dlterms history undo` takes it back.")


def _changed(trial: Trial) -> Iterator[str]:
    names = [tr(name) for name in _FIRST]
    for name, old, new in zip(names, trial.before, trial.fitted, strict=False):
        rating = left(name, widest(names))
        yield "  " + tr("{rating} {before}  now {now:.3g}", rating=rating, before=f"{old:>6.3g}", now=new)
    others = sum(map(float.__ne__, trial.before[len(_FIRST) :], trial.fitted[len(_FIRST) :]))
    if others:
        yield "  " + counted(others, "and {n} more parameter", "and {n} more parameters")
