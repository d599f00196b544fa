"""Whether another process still needs what it is writing."""

from __future__ import annotations

import os


def is_running(number: int) -> bool:
    """Whether a process of this number may exist."""
    if os.name != "posix":  # there asking would end it; but there its file cannot be removed while it is alive
        return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
