from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pty_tools import Start, Terminal


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """`start("dash", "-i")` or `start(code="...", columns=30, LC_ALL="C")`: a program on a terminal, in `tmp_path`."""
    running: list[Terminal] = []

    def run(*command: str, code: str = "", columns: int = 80, **environ: str) -> Terminal:
        arguments = [*command, sys.executable, "-c", code] if code else list(command)
        running.append(Terminal(arguments, columns, tmp_path, environ))
        return running[-1]

    yield run
    for terminal in running:
        terminal.end()
