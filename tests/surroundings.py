"""The environment of the tests and of the programs that they start: nothing of whoever runs them."""

from __future__ import annotations

import os

KEPT = ("CI", "LD_LIBRARY_PATH", "PATH", "TMPDIR")
CLEAN = {
    **{name: os.environ[name] for name in KEPT if name in os.environ},
    "LANG": "C.UTF-8",
    "TERM": "xterm",
    "TZ": "UTC",
}
