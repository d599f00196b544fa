"""What a fit of the schedule came to, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from dlterms.study.fitting import Trial

_FIRST = ("again", "hard", "good", "easy")  # what a first answer was rated


def told(trial: Trial, answers: int) -> Iterator[str]:
    losses = f"the log loss of the latest {trial.of:,} was {trial.loss_before:.4f}"
    if not trial.is_better:
        yield f"Nothing changes: {losses}, and fitted to those before it would have been {trial.loss_fitted:.4f}."
        return
    yield f"Fitted to {answers:,} answers. Days that a card keeps after a first answer:"
    for rating, before, fitted in zip(_FIRST, trial.before, trial.fitted, strict=False):
        yield f"  {rating:<5} {before:>6.3g}  now {fitted:.3g}"
    others = sum(map(float.__ne__, trial.before[len(_FIRST) :], trial.fitted[len(_FIRST) :]))
    if others:
        yield f"  and {others} more parameters"
    yield f"Better on answers not fitted to: {losses}, and is {trial.loss_fitted:.4f}."
    yield "In force from now on; `dlterms history undo` takes it back."
