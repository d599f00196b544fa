"""The user's editor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dlterms.cli.editor import command_line, edit, named
from dlterms.errors import DltermsError


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        pytest.param("vim", ["vim", "+7", "f"], id="+LINE"),
        pytest.param("/usr/bin/vim.basic -n", ["/usr/bin/vim.basic", "-n", "+7", "f"], id="path, suffix and option"),
        pytest.param("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+7", "f"], id="empty option"),
        pytest.param("code", ["code", "--wait", "--goto", "f:7"], id="--goto"),
        pytest.param("code-insiders -w", ["code-insiders", "-w", "--goto", "f:7"], id="waits already"),
        pytest.param("subl", ["subl", "-w", "f:7"], id="FILE:LINE"),
        pytest.param("hx", ["hx", "f:7"], id="FILE:LINE in the terminal"),
        pytest.param("'/opt/my editor/write'", ["/opt/my editor/write", "f"], id="unknown"),
    ],
)
def test_a_line(editor: str, command: list[str]) -> None:
    """Each editor is told the line by its own habit, one that is not known the file alone."""
    assert command_line(editor, "f", 7) == command


def test_what_editor_stands_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link called `editor` has the habits of what it leads to."""
    (tmp_path / "hx").write_text("#!/bin/sh\n")
    (tmp_path / "hx").chmod(0o755)
    (tmp_path / "editor").symlink_to("hx")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command_line(named({}), "f", 7) == ["editor", "f:7"]


@pytest.mark.parametrize(
    ("environ", "editor"),
    [
        pytest.param({"VISUAL": "code", "EDITOR": "vi"}, "code", id="VISUAL first"),
        pytest.param({"VISUAL": " ", "EDITOR": "vi -n"}, "vi -n", id="EDITOR"),
    ],
)
def test_which(environ: dict[str, str], editor: str) -> None:
    """VISUAL comes before EDITOR, and what is blank names none."""
    assert named(environ) == editor


def test_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no editor at all, it is said how to name one."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DltermsError, match="no editor: name yours in EDITOR"):
        named({})


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        pytest.param("sh -c 'exit 3'", "^sh: ended with 3$", id="exit"),
        pytest.param("sh -c 'kill -KILL $$'", "^sh: ended by signal 9$", id="killed"),
        pytest.param("/nowhere/vim", "^/nowhere/vim: .*: name your editor in EDITOR$", id="not there"),
        pytest.param("vim 'x", "^VISUAL or EDITOR: vim 'x: ", id="quotes"),
    ],
)
def test_one_that_fails(editor: str, message: str) -> None:
    """An editor that cannot be started, ends with an error or is killed is told of in a line."""
    with pytest.raises(DltermsError, match=message):
        edit(os.devnull, 1, {"EDITOR": editor})
