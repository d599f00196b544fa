"""`dlterms help`, and help on terminals of all widths."""

from __future__ import annotations

import pytest

from cli.conftest import Run
from dlterms import __version__


@pytest.mark.parametrize("command", [[], ["list"], ["history"], ["history", "undo"]], ids=" ".join)
def test_help_is_what_the_option_prints(run: Run, command: list[str]) -> None:
    """`help COMMAND` and `COMMAND --help` print the same."""
    explained = run("help", *command)
    assert explained == run(*command, "--help")
    assert explained.out.startswith(" ".join(["Usage: dlterms", *command, "[OPTIONS]"]))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        pytest.param(["nope"], "no command `nope` in `dlterms`: lookup, compare, ", id="none"),
        pytest.param(
            ["history", "redo"], "no command `redo` in `dlterms history`: accept, backup, ", id="none in a group"
        ),
        pytest.param(["list", "more"], "no command `more` in `dlterms list`\n", id="no group"),
    ],
)
def test_what_there_is_not(run: Run, command: list[str], said: str) -> None:
    """What is no command is a usage error that names those that are."""
    done = run("help", *command)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_short_form_of_version(run: Run) -> None:
    """`-V` prints the version."""
    assert run("-V") == (0, f"dlterms {__version__}\n", "")


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_summary_is_cut(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """However wide a terminal is, the list of commands has whole sentences."""
    monkeypatch.setenv("COLUMNS", columns)
    shown = " ".join(run("--help").out.split())
    assert "..." not in shown.partition("Look up:")[2]
    assert "Be asked what is due, then new terms in an order that teaches." in shown
    backup = " ".join(run("history", "--help").out.split())
    assert "Check the file, and that replaying the log gives what is known of each card." in backup


@pytest.mark.parametrize(
    "command", ["", "lookup", "quiz", "path", "stats", "list", "check", "history", "history undo", "sync", "config"]
)
def test_help_fits_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """At 40 columns no line of help is longer, and options break between the values that they take."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("help", *command.split()).out.splitlines()
    assert [line for line in lines if len(line) > 40] == []
