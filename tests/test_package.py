"""What an installed dlterms consists of, and what its pages promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dlterms import __version__
from dlterms.paths import bundled_glossary

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def _build(target: str, source: Path, folder: Path) -> Path:
    command: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def test_wheel_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel is bit for bit the same from the checkout and from the sdist, and finds its glossary from any folder."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with tarfile.open(_build("sdist", ROOT, tmp_path)) as archive:
        # `filter=` came with 3.11.4; later Pythons warn where nothing is said.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path)
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    wheel = _build("wheel", source, tmp_path)
    assert wheel.read_bytes() == _build("wheel", ROOT, tmp_path / "again").read_bytes()
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    pages = installed / f"dlterms-{__version__}.data" / "data" / "share" / "man" / "man1"
    assert {path.name for path in pages.iterdir()} == {path.name for path in (ROOT / "docs" / "man").iterdir()}
    beside = {path.name for path in (installed / "dlterms" / "exporters" / "page").iterdir()}
    assert beside == {"page.css", "page.html", "page.js", "search.js"}
    environment = {"PYTHONPATH": str(installed), "DLTERMS_CACHE_DIR": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    where = [sys.executable, "-c", "import dlterms.paths as p; print(p.bundled_glossary())"]
    said = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(said.strip()) == installed / "dlterms" / "glossary"
    command = [sys.executable, "-m", "dlterms", "lookup", "暂退法"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("暂退法")


def _needed(requirements: list[str]) -> dict[str, Distribution]:
    """The installed packages that these requirements lead to."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            found[name] = distribution(name)
            waiting += [Requirement(text) for text in found[name].requires or ()]
    return found


def test_wheel_needs_no_development_tools(tmp_path: Path) -> None:
    """An environment of the wheel and what it requires, and no more, can look up, ask, count and check."""
    venv.create(tmp_path / "venv", with_pip=False)
    (packages,) = (tmp_path / "venv" / "lib").glob("*/site-packages")
    zipfile.ZipFile(_build("wheel", ROOT, tmp_path)).extractall(packages)
    needed = _needed(PROJECT["dependencies"])
    for package in needed.values():
        for name in {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            (packages / name).symlink_to(Path(str(package.locate_file(name))))

    def said(*arguments: str, typed: str = "") -> str:
        command: list[str | Path] = [tmp_path / "venv" / "bin" / "python", *arguments]
        done = subprocess.run(command, input=typed, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    listed = "import importlib.metadata as m; print(*(found.name for found in m.distributions()))"
    assert {canonicalize_name(name) for name in said("-c", listed).split()} == {*needed, "dlterms"}
    assert "pytest" not in needed
    dlterms = ("-m", "dlterms")
    assert said(*dlterms, "lookup", "暂退法").startswith("暂退法")
    asked = said(*dlterms, "quiz", "dropout", "--direction", "en-zh", "--mode", "type", typed="暂退法\n")
    assert asked.splitlines()[-1] == "1 answer, 1 right"
    assert "暂退法" in said(*dlterms, "history", "export")
    assert said(*dlterms, "stats")
    assert said(*dlterms, "check").endswith(" 0 errors, 0 warnings\n")


def test_constraints_hold_the_development_tools_alone() -> None:
    """Every development tool has one version; what dlterms needs has none, extras included: the newest is tested."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {canonicalize_name(line.partition("==")[0]) for line in lines if not line.startswith("#")}
    tools, extra = ({canonicalize_name(Requirement(text).name) for text in EXTRAS[name]} for name in ("dev", "anki"))
    assert tools - extra <= pinned
    assert extra <= tools
    assert pinned.isdisjoint(_needed(PROJECT["dependencies"] + EXTRAS["anki"]))


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
    commands = re.findall(r"^  ([a-z]+)  ", shown.partition("Look up:")[2], re.MULTILINE)
    assert commands
    assert [name for name in commands if f"dlterms {name}" not in README] == []


def test_contributing_lists_every_module() -> None:
    """CONTRIBUTING's table names each module of the package, bottom up."""
    package = ROOT / "src" / "dlterms"
    modules = {p.stem for p in package.glob("*.py") if not p.stem.startswith("__")} | {
        p.name for p in package.iterdir() if (p / "__init__.py").exists()
    }
    assert set(re.findall(r"^\| `([a-z0-9_]+)/?` ", CONTRIBUTING, re.MULTILINE)) == modules


def test_contributing_tells_the_life_of_an_answer() -> None:
    """Each step of it names a file that there is, and what is done there by its name in that file."""
    told = CONTRIBUTING.partition("## The life of an answer")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d\. `([^`]+)`: (.*?)(?=^\d\. |^$)", told, re.DOTALL | re.MULTILINE)
    assert len(steps) == 6
    for file, words in steps:
        source = (ROOT / "src" / "dlterms" / file).read_text(encoding="utf-8")
        named = [name for name in re.findall(r"`(\w+)`", words) if name not in ("RULES", "due")]
        assert named
        assert [name for name in named if not re.search(rf"\b{name}\b", source)] == []


def test_contributing_explains_every_dependency() -> None:
    """Each dependency has its sentence in CONTRIBUTING."""
    named = [Requirement(text).name for text in PROJECT["dependencies"] + EXTRAS["anki"] + EXTRAS["dev"]]
    assert [name for name in named if f"`{name.lower()}`" not in CONTRIBUTING.lower()] == []


@pytest.mark.parametrize("arguments", [["--version"], ["-h"], ["lookup", "-h"], ["quiz", "--help"]], ids=" ".join)
def test_help_and_version_exit_0(arguments: list[str]) -> None:
    """`-h`, `--help` and `--version` work everywhere."""
    done = subprocess.run([sys.executable, "-m", "dlterms", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert (f"dlterms {__version__}" if "--version" in arguments else "Usage: dlterms") in done.stdout
