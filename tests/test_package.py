"""What an installed dlterms consists of, and what its pages promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from dlterms import __version__
from dlterms.paths import bundled_glossary

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def _build(target: str, source: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


@pytest.mark.parametrize("origin", ["checkout", "sdist"])
def test_wheel_finds_its_glossary(tmp_path: Path, origin: str) -> None:
    """A wheel, built from a checkout or from an sdist, looks terms up in its own glossary from any folder."""
    source = ROOT
    if origin == "sdist":
        with tarfile.open(_build("sdist", ROOT, tmp_path)) as archive:
            archive.extractall(tmp_path, filter="data")
        (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    installed = tmp_path / "installed"
    zipfile.ZipFile(_build("wheel", source, tmp_path)).extractall(installed)
    environment = {"PYTHONPATH": str(installed), "DLTERMS_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", "import dlterms.paths as p; print(p.bundled_glossary())"]
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(said.strip()) == installed / "dlterms" / "glossary"
    command = [sys.executable, "-m", "dlterms", "lookup", "暂退法"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("暂退法")


def test_checkout_finds_its_glossary() -> None:
    """An editable install uses the glossary folder at the top of the checkout."""
    assert Path(bundled_glossary()) == ROOT / "glossary"


def test_readme_has_two_set_up_commands() -> None:
    """README's first two sh blocks end in a quiz and in the tests."""
    first, second, *_ = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert first.rstrip().endswith("dlterms quiz")
    assert second.rstrip().endswith("pytest")


def test_readme_names_every_command() -> None:
    """Every command that `dlterms --help` lists has its place in README."""
    shown = subprocess.run(
        [sys.executable, "-m", "dlterms", "--help"], capture_output=True, text=True, check=True
    ).stdout
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
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project.scripts]")[0]
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
