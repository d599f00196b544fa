"""The man pages, and what man says of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from surroundings import CLEAN
from tools.make_man import FOLDER, man_pages


def test_pages_are_made_from_the_commands() -> None:
    """docs/man/ has a page of dlterms and of each command: run `python tests/tools/make_man.py`."""
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == man_pages()


@pytest.mark.skipif(sys.platform != "linux", reason="the man of other systems has no --warnings")
def test_man_has_nothing_to_complain_of() -> None:
    """man shows all pages, their Chinese too, and warns of nothing."""
    if shutil.which("man") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("man is missing, and without it nothing is known of what it shows")
        pytest.skip("no man")
    pages = map(str, sorted(FOLDER.iterdir()))
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", *pages]
    environment = {**CLEAN, "MANWIDTH": "80", "MANROFFSEQ": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    for shown in ("dlterms add 梯度检查点 gradient checkpointing", "--zh NAME", "~/.config/dlterms/config.toml"):
        assert shown in done.stdout
