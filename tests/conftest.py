"""Every test has an environment and folders of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from surroundings import CLEAN


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in {*os.environ} - {*CLEAN, "PYTEST_CURRENT_TEST"}:
            patch.delenv(name)
        for name, value in CLEAN.items():
            patch.setenv(name, value)
        for name in ("COLUMNS", "LINES"):
            os.unsetenv(name)  # readline, which pytest imports, has set them unseen by os.environ
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"DLTERMS_{kind}_DIR", str(tmp_path / kind.lower()))
