"""Where dlterms keeps its files: the one place that knows the habits of Linux, macOS and Windows.

Paths are plain strings: `pathlib` would cost every look-up 4 ms.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_KINDS = {  # kind -> (variable of our own, XDG variable, XDG default, macOS folder, Windows variable and default)
    "config": ("DLTERMS_CONFIG_DIR", "XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA", "Roaming"),
    "data": (
        "DLTERMS_DATA_DIR",
        "XDG_DATA_HOME",
        ".local/share",
        "Library/Application Support",
        "LOCALAPPDATA",
        "Local",
    ),
    "cache": ("DLTERMS_CACHE_DIR", "XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA", "Local"),
}


def folder(kind: str, environ: Mapping[str, str], home: str, platform: str) -> str | None:
    """The user's folder for `kind` (config, data or cache); `platform` as in sys.platform. It may not exist yet.

    None where it depends on a home folder that is not known: without HOME, or with a relative one.
    """
    own, xdg, xdg_default, macos, windows, windows_default = _KINDS[kind]
    if named := environ.get(own):
        return _absolute(os.path.expanduser(named)) if named.startswith("~") else named
    if platform == "win32":
        base = environ.get(windows) or _absolute(os.path.join(home, "AppData", windows_default))
        return base and os.path.join(base, "dlterms", *["cache"] * (kind == "cache"))
    if platform == "darwin":
        return _absolute(os.path.join(home, macos, "dlterms"))
    named = environ.get(xdg, "")
    # The XDG rules say that a relative path is to be ignored.
    return _absolute(os.path.join(named if os.path.isabs(named) else os.path.join(home, xdg_default), "dlterms"))


def _absolute(path: str) -> str | None:
    return path if os.path.isabs(path) else None


def variables(kind: str, platform: str) -> tuple[str, str]:
    """The variables that name the user's home and the folder for `kind`."""
    return "USERPROFILE" if platform == "win32" else "HOME", _KINDS[kind][0]


def source(kind: str, environ: Mapping[str, str], platform: str) -> str:
    """The variable that says where the user's folder for `kind` is, or `default`."""
    own, xdg, _, _, windows, _ = _KINDS[kind]
    if environ.get(own):
        return own
    named = {"win32": windows, "darwin": ""}.get(platform, xdg)
    value = environ.get(named, "")
    return named if value and (platform == "win32" or os.path.isabs(value)) else "default"


def bundled_glossary() -> str:
    """The glossary folder that dlterms brings along: inside the installed package, or beside src/ in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "glossary")
    return (
        installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(package)), "glossary")
    )
