"""`dlterms import` of Anki's packages, with what was answered there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anki_engine import Packages
from anki_support import database, package
from cli.conftest import Run
from dlterms.cli import own_history
from dlterms.model import Review

pytestmark = pytest.mark.usefixtures("compiled")

ANSWERS = [
    ("dlterms/dropout:zh-en", 3, "anki"),
    ("dlterms/dropout:en-zh", 1, "anki"),
    ("dlterms/attention-mechanism:zh-en", 4, "anki"),
    ("user/readme-example:zh-en", 2, "anki"),
]


def _answers(run: Run) -> list[tuple[str, int, str]]:
    events = map(json.loads, run("history", "export").out.splitlines())
    return [(event["card"], event["rating"], event["machine"]) for event in events if event["event"] == "review"]


@pytest.mark.parametrize("form", ["new", "old"])
def test_import_with_progress(run: Run, packages: Packages, tmp_path: Path, form: str) -> None:
    """A dry run says what would come; --write takes it over, of terms old and new, and once."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(getattr(packages, form))
    dry = run("import", file, "--with-progress")
    assert dry.out.startswith("apkg: 6 rows read, 1 entry made,")
    assert "\n4 answers to be imported\n" in dry.out
    assert (_answers(run), dry.code, dry.err) == ([], 1, "")  # two notes are left out
    written = run("import", file, "--with-progress", "--write")
    assert "\n4 answers imported\n" in written.out
    assert _answers(run) == ANSWERS
    assert "learning" in run("list", "--glossary", "user").out
    assert "\nNo new answers: 4 are there already\n" in run("import", file, "--with-progress", "--write").out
    assert _answers(run) == ANSWERS


def test_undo_afterwards(run: Run, packages: Packages, tmp_path: Path) -> None:
    """`history undo` takes back what was answered here, and says that what came from Anki stays."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(packages.new)
    with own_history.writable_history() as log:
        log.record(Review("dlterms/dropout:zh-en", 3, answer="x", id="1", time=1_700_000_000))
    run("import", file, "--with-progress", "--write")
    with own_history.writable_history() as log:
        log.record(Review("dlterms/dropout:zh-en", 3, answer="y", id="2", time=1_700_000_001))
    said = [run("history", "undo") for _ in range(3)]
    assert [done.out.partition("\n")[2] for done in said] == [
        "", "Answers imported from Anki since then stay.\n", "",
    ]  # fmt: skip
    assert said[2].err == "dlterms: nothing to undo on this machine; answers imported from Anki stay\n"
    assert [answer for answer in _answers(run) if answer[2] == "anki"] == ANSWERS


def test_progress_is_asked_for(run: Run, packages: Packages, tmp_path: Path) -> None:
    """Without --with-progress the notes alone are taken."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(packages.new)
    assert "answer" not in run("import", file, "--write").out
    assert _answers(run) == []


def test_progress_of_known_terms_alone(run: Run, tmp_path: Path) -> None:
    """Where there is no entry to be made, the answers come all the same; those that cannot are counted."""
    log = [(1_700_000_000_000, 1, 3, 900, 1, 2500), (1_700_000_000_001, 1, 0, 0, 4, 0), (2**62, 1, 3, 900, 1, 2500)]
    file = tmp_path / "deck.zip"
    file.write_bytes(package(database(log=log)))
    done = run("import", file, "--with-progress", "--write")
    assert done.out.splitlines()[-4:] == [
        "1 answer imported",
        "Note: 1 answer not taken: practised or rescheduled, not rated",
        "Note: 1 answer not taken: dated in the future, or not at all",
        "Nothing to write.",
    ]
    assert (_answers(run), done.code) == ([("dlterms/dropout:zh-en", 3, "anki")], 0)


def test_some_answers_more(run: Run, tmp_path: Path) -> None:
    """Of answers that came partly before those that are new are counted, and the others."""
    log = [(1_700_000_000_000 + n * 1000, 1, 3, 900, 1, 2500) for n in range(3)]
    for known in (1, 3):
        (tmp_path / f"{known}.zip").write_bytes(package(database(log=log[:known])))
    run("import", tmp_path / "1.zip", "--with-progress", "--write")
    told = "\n2 answers to be imported; 1 more is there already\n"
    assert told in run("import", tmp_path / "3.zip", "--with-progress").out


def test_progress_of_what_is_not_in_force(run: Run, packages: Packages, tmp_path: Path) -> None:
    """Answers of an entry that goes into a file elsewhere, which nobody will be asked, are counted and left out."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(packages.new)
    done = run("import", file, "--with-progress", "--write", "-o", tmp_path / "elsewhere.yaml")
    assert "\n3 answers imported\n" in done.out
    assert "\nNote: 1 answer not taken: their notes are not terms in use\n" in done.out
    assert _answers(run) == ANSWERS[:3]


def test_package_without_answers(run: Run, packages: Packages, tmp_path: Path) -> None:
    """A package without its scheduling information has no answers, and it is said how to get them."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(packages.unscheduled)
    assert 'export it from Anki with "Include scheduling information"' in run("import", file, "--with-progress").out


def test_progress_of_a_table(run: Run, tmp_path: Path) -> None:
    """Only a package has answers: --with-progress of anything else is a wrong use."""
    file = tmp_path / "terms.csv"
    file.write_text("中文,英文\n读我示例,readme example\n", encoding="utf-8")
    done = run("import", file, "--with-progress", "--write")
    assert (done.code, done.out) == (2, "")
    assert "Anki's packages" in done.err
    assert not (tmp_path / "config").exists()


@pytest.mark.parametrize("size", [60, 4000])
def test_damaged_package(run: Run, packages: Packages, tmp_path: Path, size: int) -> None:
    """A package that is cut short is refused in one line that names it."""
    file = tmp_path / "deck.apkg"
    file.write_bytes(packages.old[:size])
    done = run("import", file, "--with-progress", "--write")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert str(file) in done.err
    assert "damaged Anki package" in done.err
