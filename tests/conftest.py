"""Every test has an environment and folders of its own."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dlterms import i18n
from dlterms.cli import COMMANDS, language
from dlterms.cli.glossary import ask_quietly
from dlterms.index import selection
from surroundings import CLEAN, folders

if TYPE_CHECKING:
    from anki_engine import Packages


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


@pytest.fixture(scope="session")
def bundled_index(_clean_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The index of the bundled glossary, compiled once: for each test it would take longer than the test."""
    place = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in folders(place).items():
            patch.setenv(name, value)
        ask_quietly((), selection.topics)
    (path,) = (place / "cache").iterdir()
    content = path.read_bytes()
    yield path
    assert path.read_bytes() == content, "a test has written to the index that all tests share"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Whatever language a test has spoken, the next one begins in English.

    click names the types of options once, when a command is imported: here before anything speaks Chinese.
    """
    for name in COMMANDS:
        importlib.import_module(f"dlterms.cli.{name}_command")
    yield
    if i18n.language() != "en":
        language.use("en")


@pytest.fixture(autouse=True)
def _own_folders(_clean_environment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**folders(tmp_path), "HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def compiled(bundled_index: Path, tmp_path: Path) -> None:
    """An index of the bundled glossary in the test's own cache folder."""
    (tmp_path / "cache").mkdir()
    os.link(bundled_index, tmp_path / "cache" / bundled_index.name)


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """What Anki's own engine has written; it takes a second, and 0.3 to import."""
    from anki_engine import write_packages

    return write_packages(tmp_path_factory.mktemp("anki"))
