"""What a history of years takes: rows for `run.py`, and times alone for what has to replay all of it."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import generate, quiz_row

TERMS = 10_000  # two cards each
SIZES = (100_000, 1_000_000)  # reviews
A_DAY = 150  # reviews: a million take 18 years
RUNS = 7
AT_MOST = 20  # times a minimal click program: about a second


def rows(folder: Path, programs: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """The lines of the table, then those of the times."""
    glossary = generate.write(folder / "years.yaml", TERMS)
    environ = {**environ, "DLTERMS_GLOSSARY": str(glossary)}
    times = []
    for size in SIZES:
        data, shared = folder / f"years-{size}", folder / f"shared-{size}"
        for place in (data, shared):
            shutil.rmtree(place, ignore_errors=True)  # of the run before, in a folder that was kept
        names = [f"generated/term-{number}" for number in range(TERMS)]
        # the cards last so long that 1,000 or so are due
        quiz_row.write_history(data / "reviews.db", names, size // (2 * TERMS), size // A_DAY, 10 * 2 * TERMS / A_DAY)
        (data / "machine").write_text("here", encoding="utf-8")
        shared.mkdir()
        environ = {**environ, "DLTERMS_DATA_DIR": str(data)}
        dlterms = str(programs / "dlterms")
        click = [str(programs / "python"), str(folder / "minimal.py"), "dropout"]
        _seconds([dlterms, "due"], environ)  # compiles, and makes the weekly backup
        first = _seconds([dlterms, "sync", str(shared)], environ)
        for what, command in (("`stats`", ["stats"]), ("`sync` with nothing new", ["sync", str(shared)])):
            yield _row(f"{what}, {size:,} reviews", _ratio([dlterms, *command], click, environ), AT_MOST)
        tune, undo = (_seconds([dlterms, "history", deed], environ) for deed in ("tune", "undo"))
        times.append((size, first, tune, undo))
        _put_tuned_in_force(data / "reviews.db")
        ratio = _ratio([dlterms, "quiz"], click, environ, quiz_row.to_question)
        yield _row(f"first question of a quiz, {size:,} reviews, tuned", ratio, quiz_row.AT_MOST)
    yield from ("", "| reviews | first sync, s | history tune, s | undo of it, s |", "|---|---|---|---|")
    for size, *seconds in times:
        yield f"| {size:,} | {' | '.join(f'{each:.1f}' for each in seconds)} |"


def _row(what: str, ratio: float, at_most: float) -> str:
    over = "**over**" if ratio > at_most else ""
    return f"| {what} | minimal click program | {ratio:.1f} | {at_most:g} | {over} |"


def _put_tuned_in_force(path: Path) -> None:
    """Parameters other than the defaults, whether or not a fit to these made-up answers would be taken."""
    from dlterms.fsrs import DEFAULTS
    from dlterms.history import open_history
    from dlterms.model import Tune

    fitted = (*(2 * stability for stability in DEFAULTS[:4]), *DEFAULTS[4:])
    with open_history(path, machine="here", new_id=lambda: "tuned", now=time.time()) as history:
        history.record(Tune(fitted, id="tuned", time=time.time()))


def _ratio(
    command: Sequence[str],
    reference: Sequence[str],
    environ: Mapping[str, str],
    timed: Callable[[list[str], Mapping[str, str]], float] | None = None,
) -> float:
    pairs = [((timed or _seconds)([*command], environ), _seconds(reference, environ)) for _ in range(RUNS)]
    return statistics.median(one for one, _ in pairs) / statistics.median(other for _, other in pairs)


def _seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=False)
    return time.perf_counter() - start
