"""Where dlterms keeps its files: the one place that knows the habits of Linux, macOS and Windows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_KINDS = {  # kind -> (variable of our own, XDG variable, XDG default, macOS folder, Windows variable and folder)
    "config": ("DLTERMS_CONFIG_DIR", "XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA"),
    "data": ("DLTERMS_DATA_DIR", "XDG_DATA_HOME", ".local/share", "Library/Application Support", "LOCALAPPDATA"),
    "cache": ("DLTERMS_CACHE_DIR", "XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA"),
}


def folder(kind: str, environ: Mapping[str, str], home: Path, platform: str) -> Path:
    """The user's folder for `kind` (config, data or cache); `platform` as in sys.platform. It may not exist yet."""
    own, xdg, xdg_default, macos, windows = _KINDS[kind]
    if environ.get(own):
        return Path(environ[own]).expanduser()
    if platform == "win32":
        base = Path(environ.get(windows) or home / "AppData" / ("Roaming" if kind == "config" else "Local"))
        return base / "dlterms" / kind if kind == "cache" else base / "dlterms"
    if platform == "darwin":
        return home / macos / "dlterms"
    # The XDG rules say that a relative path is to be ignored.
    named = Path(environ.get(xdg, ""))
    return (named if named.is_absolute() else home / xdg_default) / "dlterms"


def bundled_glossary() -> Path:
    """The glossary folder that dlterms brings along: inside the installed package, or beside src/ in a checkout."""
    package = Path(__file__).parent
    installed = package / "glossary"
    return installed if installed.is_dir() else package.parents[1] / "glossary"
