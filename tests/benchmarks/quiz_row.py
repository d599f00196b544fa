"""The first question of a quiz on a terminal, with a large glossary and a million reviews: a row for `run.py`."""

from __future__ import annotations

import os
import pty
import random
import shutil
import signal
import statistics
import subprocess
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

AT_MOST = 4.0
RUNS = 15
DAYS = 700
REVIEWS_A_CARD = 5
DIRECTIONS = ("zh-en", "en-zh")


def rows(folder: Path, programs: Path, glossary: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """A line of the table: the median time to the first question, against a minimal click program."""
    environ = {**environ, "DLTERMS_DATA_DIR": str(folder / "million")}
    terms = sum(line.startswith("  - id: term-") for line in glossary.open(encoding="utf-8"))
    names = [f"generated/term-{n}" for n in range(terms)]
    shutil.rmtree(folder / "million", ignore_errors=True)  # of the run before, in a folder that was kept
    reviews = write_history(folder / "million" / "reviews.db", names, REVIEWS_A_CARD)
    quiz = [str(programs / "dlterms"), "--glossary", str(glossary), "quiz"]
    click = [str(programs / "python"), str(folder / "minimal.py"), "dropout"]
    to_question(quiz, environ)  # makes the weekly backup
    times: dict[str, list[float]] = {"quiz": [], "click": []}
    for _ in range(RUNS):
        times["quiz"].append(to_question(quiz, environ))
        start = time.perf_counter()
        subprocess.run(click, stdout=subprocess.DEVNULL, env=environ, check=True)
        times["click"].append(time.perf_counter() - start)
    ratio = statistics.median(times["quiz"]) / statistics.median(times["click"])
    what = f"first question of a quiz, {terms:,} entries, {reviews:,} reviews"
    yield f"| {what} | minimal click program | {ratio:.2f} | {AT_MOST:g} | {'**over**' if ratio > AT_MOST else ''} |"


def to_question(command: list[str], environ: Mapping[str, str]) -> float:
    """The seconds until a question stands on the terminal."""
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
        os.close(theirs)
        seen = b""
        while "→".encode() not in seen:
            seen += os.read(ours, 65536)
        seconds = time.perf_counter() - start
        process.send_signal(signal.SIGTERM)
        try:
            while os.read(ours, 65536):
                pass
        except OSError:  # the end of the terminal
            pass
    os.close(ours)
    return seconds


def write_history(path: Path, names: Sequence[str], reviews: int, days: int = DAYS, lasting: float = 100) -> int:
    """A history of so many days, of two cards a term (glossary/id) with so many reviews each, and a mean stability.

    Written past the program, which would replay a million answers one by one.
    """
    from dlterms.history import open_history

    now = time.time()
    draw = random.Random(0)
    answers, memories = [], []
    cards = [f"{name}:{direction}" for name in names for direction in DIRECTIONS]
    for number, card in enumerate(cards, 2):  # 1 is the card of events without one
        times = sorted(round(now - draw.uniform(2, days) * 86_400, 3) for _ in range(reviews))
        ratings = [1 if draw.random() < 0.1 else 3 for _ in times]
        for time_, rating in zip(times, ratings, strict=True):
            confused = draw.choice(names).partition("/")[2] if rating == 1 and draw.random() < 0.5 else None
            answers.append((f"{card} {time_}", "review", time_, number, rating, "type", confused, 1))
        memories.append((card, draw.uniform(1, 2 * lasting), 5.0, times[-1], times[0], len(times), ratings.count(1)))
    with open_history(path, machine="here", new_id=lambda: str(uuid.uuid4()), now=now) as history:
        history.db.execute("BEGIN")
        columns = "id, event, time, card, rating, mode, confused_with, machine"
        history.db.executemany("INSERT INTO card (id) VALUES (?)", [(card,) for card in cards])
        history.db.execute("INSERT INTO machine (id) VALUES ('here')")
        answers.sort(key=itemgetter(2))  # by time, as they come: so those of a year lie together in the file
        history.db.executemany(f"INSERT INTO log ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", answers)
        history.db.executemany("INSERT INTO memory VALUES (?, ?, ?, ?, ?, ?, ?)", memories)
        history.db.execute("COMMIT")
    return len(answers)
