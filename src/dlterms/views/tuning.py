"""What a fit of the schedule came to, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from dlterms.study.fitting import Trial

_FIRST = ("again", "hard", "good", "easy")  # what a first answer was rated


def told(trial: Trial, answers: int) -> Iterator[str]:
    before, fitted = f"{trial.loss_before:.4f}", f"{trial.loss_fitted:.4f}"
    if not trial.is_better:
        yield f"Nothing changes: your latest {trial.of:,} answers were foretold with a log loss of {before};"
        yield f"fitted to those before them, the schedule would have had {fitted}."
        return
    yield f"Fitted to {answers:,} answers. Days that a card keeps after a first answer:"
    for rating, old, new in zip(_FIRST, trial.before, trial.fitted, strict=False):
        yield f"  {rating:<5} {old:>6.3g}  now {new:.3g}"
    others = sum(map(float.__ne__, trial.before[len(_FIRST) :], trial.fitted[len(_FIRST) :]))
    if others:
        yield f"  and {others} more parameters"
    yield f"The latest {trial.of:,} it foretells better, fitted to those before them: log loss {before}, now {fitted}."
    yield "In force from now on; `dlterms history undo` takes it back."
