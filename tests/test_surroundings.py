"""What a test and a program that it starts see of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from dlterms import paths
from surroundings import CLEAN, KEPT

OWN = {"HOME", "DLTERMS_CONFIG_DIR", "DLTERMS_DATA_DIR", "DLTERMS_CACHE_DIR"}


def test_environment() -> None:
    """A program started by a test is told where programs are, what the terminal is, and its own folders."""
    assert {*CLEAN} - {*KEPT} == {"LANG", "TERM", "TZ"}
    shown = subprocess.run(["env"], capture_output=True, text=True, check=True).stdout
    names = {line.partition("=")[0] for line in shown.splitlines()}
    assert names - {"PYTEST_CURRENT_TEST"} == {*CLEAN} | OWN


def test_folders(tmp_path: Path) -> None:
    """No test reads or writes the folders of whoever runs it, nor do programs that look for their own below HOME."""
    kept = {paths.folder(kind, os.environ, os.path.expanduser("~"), "linux") for kind in ("config", "data", "cache")}
    assert kept == {f"{tmp_path}/config", f"{tmp_path}/data", f"{tmp_path}/cache"}
    assert Path.home() == tmp_path
