"""What a history of years takes: rows for `run.py`, and times alone for what has to replay all of it."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
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
        for what, command in (("stats", ["stats"]), ("sync with nothing new", ["sync", str(shared)])):
            ratio = _ratio([dlterms, *command], click, environ)
            over = "**over**" if ratio > AT_MOST else ""
            yield f"| `{what}`, {size:,} reviews | minimal click program | {ratio:.1f} | {AT_MOST} | {over} |"
        tune, undo = (_seconds([dlterms, "history", deed], environ) for deed in ("tune", "undo"))
        times.append((size, first, tune, undo))
    yield from ("", "| reviews | first sync, s | history tune, s | undo of it, s |", "|---|---|---|---|")
    for size, *seconds in times:
        yield f"| {size:,} | {' | '.join(f'{each:.1f}' for each in seconds)} |"


def _ratio(command: Sequence[str], reference: Sequence[str], environ: Mapping[str, str]) -> float:
    pairs = [(_seconds(command, environ), _seconds(reference, environ)) for _ in range(RUNS)]
    return statistics.median(one for one, _ in pairs) / statistics.median(other for _, other in pairs)


def _seconds(command: Sequence[str], environ: Mapping[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=False)
    return time.perf_counter() - start
