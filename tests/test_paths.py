"""The folders of each system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dlterms import paths

HOME = "/home/li"


@pytest.mark.parametrize(
    ("kind", "environ", "platform", "expected"),
    [
        pytest.param("config", {}, "linux", "/home/li/.config/dlterms", id="Linux config"),
        pytest.param("data", {}, "linux", "/home/li/.local/share/dlterms", id="Linux data"),
        pytest.param("cache", {}, "linux", "/home/li/.cache/dlterms", id="Linux cache"),
        pytest.param("cache", {"XDG_CACHE_HOME": "/c"}, "linux", "/c/dlterms", id="XDG"),
        pytest.param("cache", {"XDG_CACHE_HOME": "c"}, "linux", "/home/li/.cache/dlterms", id="relative XDG"),
        pytest.param("cache", {"XDG_CACHE_HOME": ""}, "linux", "/home/li/.cache/dlterms", id="empty XDG"),
        pytest.param("cache", {"XDG_DATA_HOME": "/c"}, "linux", "/home/li/.cache/dlterms", id="another XDG"),
        pytest.param("config", {}, "darwin", "/home/li/Library/Application Support/dlterms", id="macOS config"),
        pytest.param("cache", {}, "darwin", "/home/li/Library/Caches/dlterms", id="macOS cache"),
        pytest.param(
            "cache", {"XDG_CACHE_HOME": "/c"}, "darwin", "/home/li/Library/Caches/dlterms", id="macOS, no XDG"
        ),
        pytest.param("config", {"APPDATA": "/r"}, "win32", "/r/dlterms", id="Windows config"),
        pytest.param("data", {"LOCALAPPDATA": "/l"}, "win32", "/l/dlterms", id="Windows data"),
        pytest.param("cache", {"LOCALAPPDATA": "/l"}, "win32", "/l/dlterms/cache", id="Windows cache"),
        pytest.param("config", {}, "win32", "/home/li/AppData/Roaming/dlterms", id="Windows without variables"),
        pytest.param("data", {}, "win32", "/home/li/AppData/Local/dlterms", id="Windows data without variables"),
        pytest.param("data", {"DLTERMS_DATA_DIR": "/d"}, "darwin", "/d", id="named outright"),
        pytest.param("data", {"DLTERMS_DATA_DIR": "d"}, "linux", "d", id="named outright, relative"),
        pytest.param("data", {"DLTERMS_DATA_DIR": ""}, "linux", "/home/li/.local/share/dlterms", id="named empty"),
        pytest.param("cache", {"DLTERMS_CACHE_DIR": "/c", "XDG_CACHE_HOME": "/x"}, "linux", "/c", id="own before XDG"),
    ],
)
def test_folder(kind: str, environ: dict[str, str], platform: str, expected: str) -> None:
    """Each system's habit, unless a variable says otherwise."""
    assert paths.folder(kind, environ, HOME, platform) == expected


@pytest.mark.parametrize("home", ["~", "li"], ids=["not known", "relative"])
@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        pytest.param({}, "linux", None, id="Linux"),
        pytest.param({"XDG_DATA_HOME": "d"}, "linux", None, id="relative XDG"),
        pytest.param({"XDG_DATA_HOME": "/d"}, "linux", "/d/dlterms", id="XDG"),
        pytest.param({}, "darwin", None, id="macOS"),
        pytest.param({}, "win32", None, id="Windows"),
        pytest.param({"DLTERMS_DATA_DIR": "d"}, "linux", "d", id="named outright"),
        pytest.param({"DLTERMS_DATA_DIR": "~/d"}, "linux", None, id="named by its place in the home"),
    ],
)
def test_without_a_home(
    monkeypatch: pytest.MonkeyPatch, home: str, environ: dict[str, str], platform: str, expected: str | None
) -> None:
    """A folder whose place depends on a home that is not known has none."""
    monkeypatch.setattr(os.path, "expanduser", lambda path: path.replace("~", home, 1))
    assert paths.folder("data", environ, home, platform) == expected


@pytest.mark.parametrize(
    ("platform", "names"),
    [
        pytest.param("linux", ("HOME", "DLTERMS_CACHE_DIR"), id="Linux"),
        pytest.param("win32", ("USERPROFILE", "DLTERMS_CACHE_DIR"), id="Windows"),
    ],
)
def test_variables(platform: str, names: tuple[str, str]) -> None:
    """What to set where no folder is known."""
    assert paths.variables("cache", platform) == names


def test_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder named outright may begin with ~."""
    monkeypatch.setenv("HOME", HOME)
    assert paths.folder("data", {"DLTERMS_DATA_DIR": "~/d"}, "/other", "linux") == "/home/li/d"


def test_bundled_glossary() -> None:
    """The glossary that dlterms brings along is found from any working folder."""
    folder = paths.bundled_glossary()
    assert os.path.isabs(folder)
    assert (Path(folder) / "glossary.yaml").is_file()
