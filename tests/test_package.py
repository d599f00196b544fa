"""What an installed dlterms consists of, and what its pages promise."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dlterms import __version__

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_wheel_holds_the_glossary(tmp_path: Path) -> None:
    """A wheel brings every glossary file along, inside the package."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("dlterms/glossary/")}
    assert held == {f"dlterms/glossary/{path.name}" for path in (ROOT / "glossary").iterdir()}


def test_readme_has_two_set_up_commands() -> None:
    """README's first two sh blocks end in a quiz and in the tests."""
    first, second, *_ = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert first.rstrip().endswith("dlterms quiz")
    assert second.rstrip().endswith("pytest")


def test_readme_names_every_command() -> None:
    """Every command that `dlterms --help` lists has its place in README."""
    shown = subprocess.run([sys.executable, "-m", "dlterms", "--help"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^  ([a-z]+)  ", shown.partition("Commands:")[2], re.MULTILINE)
    assert commands
    assert [name for name in commands if f"dlterms {name}" not in README] == []


def test_contributing_lists_every_module() -> None:
    """CONTRIBUTING's table names each module of the package, bottom up."""
    package = ROOT / "src" / "dlterms"
    modules = {p.stem for p in package.glob("*.py") if not p.stem.startswith("__")} | {
        p.name for p in package.iterdir() if (p / "__init__.py").exists()
    }
    assert set(re.findall(r"^\| `([a-z]+)/?` ", CONTRIBUTING, re.MULTILINE)) == modules


def test_contributing_explains_every_dependency() -> None:
    """Each dependency has its sentence in CONTRIBUTING."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r'^  "([A-Za-z-]+)(?:[<>=,.\d]*)",$', text, re.MULTILINE)
    assert [name for name in named if f"`{name.lower()}`" not in CONTRIBUTING.lower()] == []


@pytest.mark.parametrize("arguments", [["--version"], ["-h"], ["lookup", "-h"], ["quiz", "--help"]], ids=" ".join)
def test_help_and_version_exit_0(arguments: list[str]) -> None:
    """`-h`, `--help` and `--version` work everywhere."""
    done = subprocess.run([sys.executable, "-m", "dlterms", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert (f"dlterms {__version__}" if "--version" in arguments else "Usage: dlterms") in done.stdout


def test_version_is_in_the_changelog() -> None:
    """The changelog has a section for this version."""
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
