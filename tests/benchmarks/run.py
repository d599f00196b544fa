"""Measure dlterms against its references and print the ratios as tables.

    python tests/benchmarks/run.py [--runs 15] [--size 100000] [--keep FOLDER]

A wheel is built and installed into a fresh virtual environment with its bytecode, as a user has it. What is compared
runs in turn, again and again, so that what else the machine does meets it alike; a ratio is one of medians.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import dictionaries, generate, history_rows, quiz_row

ROOT = Path(__file__).parents[2]
CLICK = """\
import click

@click.command()
@click.argument("words", nargs=-1)
def main(words):
    click.echo(" ".join(words))

main()
"""
OWN = 1000  # entries of one's own, in the row about a change
LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.CSafeLoader)"


class Command(NamedTuple):
    """What is run; `before` puts things into the state that it is to meet, and is not timed."""

    arguments: Sequence[str]
    environ: Mapping[str, str] = {}
    before: Callable[[], None] | None = None
    terminal: bool = False


class Row(NamedTuple):
    what: str
    command: str
    reference: str
    at_most: float


class Place(NamedTuple):
    """Where things are: the installed program, generated glossaries, cache folders."""

    folder: Path
    size: int

    @property
    def bin(self) -> Path:
        return self.folder / "venv" / "bin"

    @property
    def big(self) -> Path:
        return self.folder / f"{self.size}.yaml"

    def dlterms(self, *arguments: str, big: bool = False) -> list[str]:
        named = ["--glossary", str(self.big)] if big else []
        return [str(self.bin / "dlterms"), *named, *arguments]


def environment(place: Place) -> dict[str, str]:
    """A clean environment with folders of its own, bytecode on."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    own = {f"DLTERMS_{kind}_DIR": str(place.folder / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
    return {"LANG": "C.UTF-8", "TERM": "xterm", "HOME": str(place.folder), **kept, **own}


def install(place: Place) -> None:
    """Build a wheel of this checkout and install it into a fresh virtual environment."""
    venv.create(place.folder / "venv", with_pip=True)
    python = str(place.bin / "python")
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(ROOT)], check=True, env=environ)
    subprocess.run([python, "-m", "compileall", "-q", str(place.folder / "venv" / "lib")], check=False, env=environ)


def run(command: Command, environ: Mapping[str, str]) -> float:
    """The seconds that a command takes; its output goes nowhere, or to a terminal of its own."""
    if command.before:
        command.before()
    environ = {**environ, **command.environ}
    start = time.perf_counter()
    if command.terminal:
        _on_a_terminal(command.arguments, environ)
    else:
        subprocess.run(
            command.arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ, check=False
        )
    return time.perf_counter() - start


def _on_a_terminal(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environ) as process:
        os.close(theirs)
        try:
            while os.read(ours, 65536):
                pass
        except OSError:  # the end of a terminal
            pass
        process.wait()
    os.close(ours)


def medians(commands: Mapping[str, Command], runs: int, environ: Mapping[str, str]) -> dict[str, float]:
    """The median seconds of each command; one round before does not count.

    Each round has an order of its own: what always follows the heaviest command would be measured in its wake.
    """
    times: dict[str, list[float]] = {name: [] for name in commands}
    for count in range(runs + 1):
        order = list(commands)
        random.Random(count).shuffle(order)
        for name in order:
            seconds = run(commands[name], environ)
            if count:
                times[name].append(seconds)
    return {name: statistics.median(found) for name, found in times.items()}


def peak_memory(arguments: Sequence[str], environ: Mapping[str, str]) -> float:
    """The most memory that a process holds, in MB."""
    measure = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    measure += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", measure, *arguments], env=environ, capture_output=True, check=True)
    return int(done.stdout) / (1024 if sys.platform == "linux" else 1024 * 1024)


def quick_commands(place: Place) -> dict[str, Command]:
    """What takes a fraction of a second."""
    names = _names(place.big)
    zh, en = names[place.size // 2]
    completion = {"_DLTERMS_COMPLETE": "bash_complete", "COMP_WORDS": f"dlterms lookup {en[:4]}", "COMP_CWORD": "2"}
    big = {"DLTERMS_GLOSSARY": str(place.big)}
    typo = en[:2] + en[3:] if len(en) > 9 else en + "qq"

    def look_up(*words: str) -> Command:
        return Command(place.dlterms("lookup", *words), big)

    def forget() -> None:
        shutil.rmtree(place.folder / "first", ignore_errors=True)

    return {
        "python -c pass": Command([str(place.bin / "python"), "-c", "pass"]),
        "minimal click program": Command([str(place.bin / "python"), str(place.folder / "minimal.py"), "dropout"]),
        "exact, bundled": Command(place.dlterms("lookup", "暂退法")),
        "due": Command(place.dlterms("due"), {"DLTERMS_DATA_DIR": str(place.folder / "learner")}),
        "in Chinese": Command(place.dlterms("--ui", "zh", "lookup", "--lang", "both", "暂退法")),
        "exact": look_up(zh),
        "2,000 at once": Command(["sh", "-c", f"yes 暂退法 | head -n 2000 | {place.bin}/dlterms lookup - --json"]),
        "on a terminal": Command(place.dlterms("lookup", "暂退法"), terminal=True),
        "typo": look_up(typo),
        "miss": look_up(zh[:-1] + "甲乙"),
        "pinyin": look_up(_pinyin(zh)),
        "prefix": look_up(en[:5]),
        "substring": look_up(zh[1:3]),
        "completion": Command(place.dlterms(), big | completion),
        "first run": Command(
            place.dlterms("lookup", "暂退法"), {"DLTERMS_CACHE_DIR": str(place.folder / "first")}, forget
        ),
        "one more": Command(
            place.dlterms("lookup", "暂退法"),
            {"DLTERMS_CONFIG_DIR": str(place.folder / "writer")},
            own_entries(place.folder / "writer" / "glossary"),
        ),
    }


def own_entries(folder: Path) -> Callable[[], None]:
    """Write a glossary of one's own; what is returned adds an entry to it each time."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = list(generate.glossary(2 * OWN))
    path = folder / "own.yaml"
    path.write_text("".join(parts[:-OWN]), encoding="utf-8")
    more = iter(parts[-OWN:])

    def add() -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(next(more))

    return add


def write_learner(place: Place, environ: Mapping[str, str]) -> None:
    """A history of 10,000 reviews of the bundled glossary."""
    done = subprocess.run(place.dlterms("list"), env=environ, capture_output=True, check=True)
    names = [f"dlterms/{line.split()[0]}" for line in done.stdout.decode().splitlines()]
    shutil.rmtree(place.folder / "learner", ignore_errors=True)  # of the run before, in a folder that was kept
    quiz_row.write_history(place.folder / "learner" / "reviews.db", names, 10_000 // (2 * len(names)) + 1)


def _names(path: Path) -> list[tuple[str, str]]:
    """The (Chinese, English) terms of a generated glossary."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("      term: ")]
    terms = [line.removeprefix("term: ").strip('"') for line in lines]
    return list(zip(terms[::2], terms[1::2], strict=True))


def _pinyin(label: str) -> str:
    sys.path.insert(0, str(ROOT / "src"))
    from dlterms.readings import readings

    return "".join(readings(character)[0] for character in label)


ROWS = (
    Row("warm exact look-up, piped, bundled glossary", "exact, bundled", "minimal click program", 1.25),
    Row("`due`, bundled glossary, 10,000 reviews, nothing answered since", "due", "minimal click program", 1.3),
    Row("the same look-up with a Chinese interface", "in Chinese", "exact, bundled", 1.05),
    Row("the same look-up with {size:,} entries", "exact", "exact, bundled", 1.05),
    Row("2,000 exact look-ups by `lookup - --json`", "2,000 at once", "exact, bundled", 15),
    Row("warm look-up on a terminal, with rich", "on a terminal", "minimal click program", 2.0),
    Row("a typo, {size:,} entries", "typo", "minimal click program", 2.5),
    Row("a miss with suggestions, {size:,} entries", "miss", "minimal click program", 2.5),
    Row("pinyin, {size:,} entries", "pinyin", "minimal click program", 1.5),
    Row("prefix, {size:,} entries", "prefix", "minimal click program", 1.5),
    Row("substring, {size:,} entries", "substring", "minimal click program", 1.5),
    Row("completion of one prefix, {size:,} entries", "completion", "minimal click program", 1.3),
    Row("first run that compiles the bundled glossary", "first run", "minimal click program", 12),
    Row(f"look-up after one entry more, {OWN:,} entries of one's own", "one more", "minimal click program", 10),
)


def table(size: int, found: Mapping[str, float], rows: Sequence[Row]) -> list[str]:
    lines = ["| what | against | ratio | at most | |", "|---|---|---|---|---|"]
    for row in rows:
        ratio = found[row.command] / found[row.reference]
        verdict = "" if ratio <= row.at_most else "**over**"
        what = row.what.format(size=size)
        lines.append(f"| {what} | {row.reference} | {ratio:.2f} | {row.at_most:g} | {verdict} |")
    return lines


def times(found: Mapping[str, float]) -> list[str]:
    return ["| command | ms |", "|---|---|", *(f"| {name} | {1000 * seconds:.0f} |" for name, seconds in found.items())]


def compiling(place: Place, runs: int, environ: Mapping[str, str]) -> dict[str, float]:
    """The seconds that compiling the big glossary takes, and PyYAML's merely loading it."""

    def forget() -> None:
        shutil.rmtree(place.folder / "compile", ignore_errors=True)

    cache = {"DLTERMS_CACHE_DIR": str(place.folder / "compile")}
    commands = {
        "compiling": Command(place.dlterms("lookup", "x", big=True), cache, forget),
        "CSafeLoader": Command([str(place.bin / "python"), "-c", LOAD, str(place.big)]),
    }
    return medians(commands, runs, environ)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--compiling-runs", type=int, default=15)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it, with what is installed there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Place((options.keep or Path(temporary)).absolute(), options.size)
        place.folder.mkdir(parents=True, exist_ok=True)
        report(place, options.runs, options.compiling_runs)


def report(place: Place, runs: int, compiling_runs: int) -> None:
    install(place)
    generate.write(place.big, place.size)
    (place.folder / "minimal.py").write_text(CLICK, encoding="utf-8")
    environ = environment(place)
    write_learner(place, environ)
    compiled = compiling(place, compiling_runs, environ)
    names = _names(place.big)
    with dictionaries.commands(place.folder, names, names[place.size // 2][0]) as others:
        commands = quick_commands(place) | {name: Command(*command) for name, command in others.items()}
        found = medians(commands, runs, environ)
    memory = {
        "memory": peak_memory(place.dlterms("lookup", "x", big=True), environ),
        "minimal": peak_memory([str(place.bin / "python"), str(place.folder / "minimal.py")], environ),
    }
    rows = table(place.size, found, ROWS)
    rows += table(place.size, compiled, [Row("compiling {size:,} entries", "compiling", "CSafeLoader", 0.7)])[2:]
    rows += table(place.size, memory, [Row("peak memory, {size:,} entries", "memory", "minimal", 1.5)])[2:]
    rows += quiz_row.rows(place.folder, place.bin, place.big, environ)
    rows += history_rows.rows(place.folder, place.bin, environ)
    print("\n".join([*rows, "", *times(found | compiled)]))


if __name__ == "__main__":
    main()
