"""Faults of stdout, and of everything else."""

from __future__ import annotations

import os
import sys

import click
import pytest

from cli.conftest import Run
from dlterms import cli
from dlterms.cli import output, own_history

pytestmark = pytest.mark.usefixtures("compiled")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(PermissionError(13, "Permission denied", "/x"), "/x: Permission denied", id="with its file"),
        pytest.param(OSError(5, "Input/output error"), "Input/output error", id="without a file"),
        pytest.param(OSError("no such thing"), "no such thing", id="without a number"),
    ],
)
def test_fault_of_another_file(run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str) -> None:
    """A fault that has nothing to do with stdout names its file and reason."""

    def refuse() -> None:
        raise error

    monkeypatch.setattr(own_history, "readable_history", refuse)
    assert run("stats") == (1, "", f"dlterms: {said}\n")


class Lost:
    """A stdout that takes nothing."""

    encoding, errors = "utf-8", "strict"

    def __init__(self, error: OSError, takes: int) -> None:
        self.error, self.takes = error, takes

    def write(self, text: str) -> int:
        self.takes -= len(text)
        if self.takes < 0:
            raise self.error
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize("takes", [0, 200], ids=["from the start", "later"])
@pytest.mark.parametrize(
    ("error", "code", "err"),
    [
        pytest.param(
            OSError(28, "No space left on device"), 1,
            "dlterms: cannot write the output: No space left on device\n", id="full",
        ),
        pytest.param(BrokenPipeError(32, "Broken pipe"), 0, "", id="nobody reads it"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [["lookup", "dropout"], ["list"], ["stats", "--json"], ["--help"]], ids=" ".join)
def test_fault_of_stdout(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    error: OSError,
    takes: int,
    code: int,
    err: str,
) -> None:
    """Only a fault of stdout says that the output cannot be written; a reader who went away is none."""
    monkeypatch.setattr(os, "dup2", lambda source, target: None)  # of this process's own stdout
    monkeypatch.setattr(sys, "stdout", Lost(error, takes))
    assert cli.run(command) == code
    assert capfd.readouterr().err == err


def test_used(capfd: pytest.CaptureFixture[str]) -> None:
    """It is known whether anything was written."""
    with output.watched():
        assert not output.is_used()
        click.echo("to stderr", err=True)
        click.echo("", nl=False)
        assert not output.is_used()
        click.echo()
        assert output.is_used()
    assert not output.is_used()
