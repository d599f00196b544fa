"""The environment of the tests and of the programs that they start: nothing of whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path

KEPT = ("CI", "LD_LIBRARY_PATH", "PATH", "TMPDIR")
CLEAN = {
    **{name: os.environ[name] for name in KEPT if name in os.environ},
    "LANG": "C.UTF-8",
    "TERM": "xterm",
    "TZ": "UTC",
}


def folders(place: Path) -> dict[str, str]:
    """The variables that put the folders of dlterms below a place."""
    return {f"DLTERMS_{kind}_DIR": str(place / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE")}
